"""Files that the turning body asks for: its surfaces, and points and zones of a muscle on them."""

from __future__ import annotations

import json
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from triggerpoints.atlas import files, load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.body_payload import solid_pattern
from triggerpoints.figures.state import MapSide
from triggerpoints.ui.server import map_files
from triggerpoints.ui.server.drawing import BusyError, DrawnFiles

_MOST_KEPT, _MOST_WAITING = 256, 64  # some 20 kB each


def manifest_url() -> str:
    """Address of the list of all parts of the body, with a version."""
    return map_files.asset_url(f"{files.SOLIDS}/manifest.json")


@cache
def urls() -> dict[str, str]:
    """Name of each file of surfaces to its address, with a version."""
    folder = files.ASSETS / files.SOLIDS
    return {
        path.stem: map_files.asset_url(f"{files.SOLIDS}/{path.name}") for path in sorted(folder.glob("*.glb"))
    }


@cache
def figure_urls() -> dict[str, str]:
    """Name of each figure but the man to the address of how far its skin is moved, with a version."""
    figures = load_atlas().skin_figures.values()
    return {figure.id: map_files.asset_url(figure.moves_file) for figure in figures}


def pattern_url(muscle: str = "{muscle}", side: str = "{side}") -> str:
    """Address of the points and zones of a muscle on the turning body, with a version.

    What is left out stays in braces, for the browser to fill in.
    """
    return f"solid-patterns/{muscle}.{side}.json?v={_version()}"


def routes(prefix: str) -> list[BaseRoute]:
    """The addresses below `prefix` that these files are served at."""
    return [Route(f"{prefix}/solid-patterns/{{muscle}}.{{side}}.json", _send_pattern)]


@cache
def _version() -> str:
    skin = map_files.asset_version(f"{files.SOLIDS}/skin.glb")
    return map_files.digest(f"{skin} {map_files.patterns_version()}".encode())


def _pattern(muscle: str, side: MapSide) -> bytes:
    return json.dumps(solid_pattern(load_atlas(), load_content(), muscle, side)).encode()


_patterns = DrawnFiles(_pattern, most_kept=_MOST_KEPT, most_waiting=_MOST_WAITING)


async def _send_pattern(request: Request) -> Response:
    muscle, side = request.path_params["muscle"], request.path_params["side"]
    if not map_files.is_pattern("front", muscle, side):
        return map_files.MISSING
    try:
        data = await _patterns.get(muscle, side)
    except BusyError:
        return map_files.BUSY
    return map_files.json_response(request, data, _version())

"""What the web server does besides Streamlit: static files with cache headers, compression."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit import config

from triggerpoints.atlas import MissingAssetError, files, load_atlas
from triggerpoints.ui.components import files as component_files
from triggerpoints.ui.server import card_files, map_files, place_files, solid_files
from triggerpoints.ui.server.compression import CompressedOnce
from triggerpoints.ui.server.headers import SafeAnswers, keeping
from triggerpoints.ui.server.page_head import PageHead

STYLE = Path(__file__).parents[1] / "style.css"
SERVED_ASSETS = {
    ".": {".webp", ".json"},
    files.SOLIDS: {".glb", ".json"},
    files.FIGURES: {".webp", ".bin"},
}
SOLID = "model/gltf-binary"
GZIP_LEVEL = 5  # 1.25 MB instead of 3.0 MB on the first load, a third of the time level 9 takes


class _AssetFiles(StaticFiles):
    """Pictures, shapes and solids of the body; what else lies in the folder is not for browsers."""

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        asked = Path(path)
        if asked.suffix not in SERVED_ASSETS.get(str(asked.parent), ()):
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        if response.status_code < 400:
            response.headers.update(keeping(Request(scope), map_files.asset_version(path)))
            if asked.suffix == ".glb":
                response.headers["Content-Type"] = SOLID
        return response


@cache
def _style() -> bytes:
    return STYLE.read_bytes()


def style_url() -> str:
    """Address of the pages' style sheet, with a version that changes when it does."""
    return f"style.css?v={map_files.digest(_style())}"


def style_sheets() -> list[str]:
    """Addresses of the style sheets of every page: design tokens, the pages' own, the section's panels."""
    tokens, panels = (component_files.url(name) for name in ("tokens.css", "section/panels.css"))
    return [f"./{tokens}", f"./{style_url()}", f"./{panels}"]


async def _send_style(request: Request) -> Response:
    return Response(_style(), media_type="text/css", headers=keeping(request, map_files.digest(_style())))


def routes() -> list[BaseRoute]:
    """Static files: the body maps, and scripts and styles of the components."""
    base = config.get_option("server.baseUrlPath").strip("/")
    prefix = f"/{base}" if base else ""
    return [
        Route(f"{prefix}/style.css", _send_style),
        *map_files.routes(prefix),
        *card_files.routes(prefix),
        *place_files.routes(prefix),
        *solid_files.routes(prefix),
        *component_files.routes(prefix),
        Mount(f"{prefix}/bodymaps", _AssetFiles(directory=files.ASSETS, check_dir=False)),
    ]


PARTS = ("BidiComponent", "Html", "ButtonGroup", "TextInput", "Button", "PageLink")
"""Streamlit's elements on the pages that begin with the map, by the names of their scripts."""


def early_files(page: str) -> dict[str, str]:
    """What the map needs, for the pages that begin with it: the body's shape and its style, then its scripts.

    The scripts are asked for while the browser waits for the server's first answer. The map's pictures are
    not among them: they would hold up the page on a slow line.
    """
    if page not in ("", "start", "explore", "find"):
        return {}
    try:
        view = next(iter(load_atlas().views))
        shape = map_files.placeholder_url(view)
        index, outlines = _explore_files(view) if page == "explore" else _place_files(view)
    except MissingAssetError:
        return {}  # the page itself says it
    return {
        f"./{shape}": "image",
        f"./{component_files.url('bodymap/bodymap.css')}": "style",
        f"./{index}": "fetch",
        **dict.fromkeys(_parts_of_streamlit(), "script"),
        f"./{component_files.url('bodymap/main.js')}": "script",
        **{f"./{file}": "kept" for file in outlines},
    }


def _explore_files(view: str) -> tuple[str, tuple[str, ...]]:
    """The index of Explore's map, and the outlines and names with which it begins."""
    return map_files.index_url(), (
        map_files.asset_url(load_atlas().view(view).shapes_file),
        map_files.names_url(),
    )


def _place_files(view: str) -> tuple[str, tuple[str, ...]]:
    """The same of the map of places."""
    return place_files.place_index_url(), (place_files.places_url(view), place_files.place_names_url())


def ahead_script() -> str:
    """Address of the script that asks for the scripts among the early files."""
    return f"./{component_files.url('shared/ahead.js')}"


@cache
def _parts_of_streamlit() -> tuple[str, ...]:
    """Streamlit's own scripts of what these pages are made of, which it asks for as it comes to draw them."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    found = (path for part in PARTS for path in sorted(folder.glob(f"{part}.*.js")))
    return tuple(f"./static/js/{path.name}" for path in found)


def middleware() -> list[Middleware]:
    """Safety headers, compression of what Streamlit sends as it is, the style sheet in the page's head."""
    return [
        Middleware(SafeAnswers),
        Middleware(CompressedOnce),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=GZIP_LEVEL),
        Middleware(PageHead, links=style_sheets, early=early_files, ahead=ahead_script),
    ]

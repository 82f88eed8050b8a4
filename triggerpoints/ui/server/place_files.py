"""Files that the page Find my pain asks for: outlines of the places and small pictures of patterns."""

from __future__ import annotations

import io
import json
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures import MapState, body_png
from triggerpoints.figures.payload import skin_index
from triggerpoints.figures.place_shapes import place_shapes
from triggerpoints.figures.state import MapSide
from triggerpoints.ui.server import map_files
from triggerpoints.ui.server.drawing import BusyError, DrawnFiles
from triggerpoints.ui.server.headers import keeping
from triggerpoints.ui.server.map_files import (
    BUSY,
    MISSING,
    MOST_KEPT,
    MOST_WAITING,
    digest,
    is_pattern,
    json_response,
    patterns_version,
)

PICTURE_WIDTH_PX = 360


def places_url(view: str) -> str:
    """Address of the outlines of the places in a view, with a version."""
    return f"places/{view}.json?v={patterns_version()}"


def place_index_url() -> str:
    """Address of the index of the map on which places are chosen, with a version."""
    return f"place-index.json?v={digest(_place_index())}"


def place_names_url() -> str:
    """Address of the names of the places, with a version."""
    return f"place-names.json?v={digest(_place_names())}"


def picture_url(view: str, muscle: str, side: MapSide) -> str:
    """Address of a small picture of a muscle's pattern in a view, with a version."""
    return f"patterns/{view}/{muscle}.{side}.webp?v={patterns_version()}"


def routes(prefix: str) -> list[BaseRoute]:
    """The addresses below `prefix` that these files are served at."""
    return [
        Route(f"{prefix}/place-index.json", _send_place_index),
        Route(f"{prefix}/places/{{view}}.json", _send_places),
        Route(f"{prefix}/place-names.json", _send_place_names),
        Route(f"{prefix}/patterns/{{view}}/{{muscle}}.{{side}}.webp", _send_picture),
    ]


@cache
def _place_shapes(view: str) -> bytes:
    shapes = place_shapes(load_atlas(), load_content(), view)
    return json.dumps({"full": {}, "visible": {"places": shapes}}).encode()


@cache
def _place_index() -> bytes:
    label = "Body map: {view}. Mark where it hurts."
    index = skin_index(map_files.index(), label, "places", places_url)
    return json.dumps(index, ensure_ascii=False).encode()


@cache
def _place_names() -> bytes:
    places = load_content().places.values()
    names = {place.id: [place.name, ""] for place in places}
    return json.dumps(names, ensure_ascii=False).encode()


def _picture(view: str, muscle: str, side: MapSide) -> bytes:
    atlas, content = load_atlas(), load_content()
    state = MapState(view=view, layer="skin", muscle=muscle, side=side, outlines=False)
    picture = body_png(atlas, content, state, width_px=PICTURE_WIDTH_PX, crop=True)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=82)
    return out.getvalue()


_pictures = DrawnFiles(_picture, most_kept=MOST_KEPT, most_waiting=MOST_WAITING)


async def _send_places(request: Request) -> Response:
    view = request.path_params["view"]
    if view not in load_atlas().views:
        return MISSING
    return json_response(request, _place_shapes(view), patterns_version())


async def _send_place_index(request: Request) -> Response:
    return json_response(request, _place_index())


async def _send_place_names(request: Request) -> Response:
    return json_response(request, _place_names())


async def _send_picture(request: Request) -> Response:
    view, muscle, side = (request.path_params[name] for name in ("view", "muscle", "side"))
    if not is_pattern(view, muscle, side):
        return MISSING
    try:
        data = await _pictures.get(view, muscle, side)
    except BusyError:
        return BUSY
    return Response(data, media_type="image/webp", headers=keeping(request, patterns_version()))

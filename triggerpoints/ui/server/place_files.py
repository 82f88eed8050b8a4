"""Files that the page Find my pain asks for: outlines and names of the places."""

from __future__ import annotations

import json
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.skin_figures import MAN
from triggerpoints.content import load_content
from triggerpoints.figures.payload import skin_index
from triggerpoints.figures.place_shapes import place_shapes
from triggerpoints.ui.server import map_files
from triggerpoints.ui.server.map_files import MISSING, digest, json_response, patterns_version


def places_url(view: str) -> str:
    """Address of the outlines of the places in a view, with a version."""
    return f"places/{view}.json?v={patterns_version()}"


def place_index_url(figure: str = MAN) -> str:
    """Address of the index of the map of a figure on which places are chosen, with a version."""
    return f"place-index.json?{map_files.of_figure(figure)}v={digest(_place_index(figure))}"


def place_names_url() -> str:
    """Address of the names of the places, with a version."""
    return f"place-names.json?v={digest(_place_names())}"


def routes(prefix: str) -> list[BaseRoute]:
    """The addresses below `prefix` that these files are served at."""
    return [
        Route(f"{prefix}/place-index.json", _send_place_index),
        Route(f"{prefix}/places/{{view}}.json", _send_places),
        Route(f"{prefix}/place-names.json", _send_place_names),
    ]


@cache
def _place_shapes(view: str) -> bytes:
    shapes = place_shapes(load_atlas(), load_content(), view)
    return json.dumps({"full": {}, "visible": {"places": shapes}}).encode()


@cache
def _place_index(figure: str = MAN) -> bytes:
    label = "Body map: {view}. Mark where it hurts."
    atlas = load_atlas()
    index = skin_index(
        map_files.index(figure), label, "places", lambda view: places_url(atlas.of_figure(view, figure))
    )
    return json.dumps(index, ensure_ascii=False).encode()


@cache
def _place_names() -> bytes:
    places = load_content().places.values()
    names = {place.id: [place.name, ""] for place in places}
    return json.dumps(names, ensure_ascii=False).encode()


async def _send_places(request: Request) -> Response:
    view = request.path_params["view"]
    if not load_atlas().is_view(view):
        return MISSING
    return json_response(request, _place_shapes(view), patterns_version())


async def _send_place_index(request: Request) -> Response:
    figure = map_files.figure_in(request)
    return json_response(request, _place_index(figure)) if figure else MISSING


async def _send_place_names(request: Request) -> Response:
    return json_response(request, _place_names())

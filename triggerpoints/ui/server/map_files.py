"""Files that every body map asks for: index, pictures, names, regions, points and zones of a muscle."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from triggerpoints.atlas import files, load_atlas
from triggerpoints.atlas.skin_figures import MAN
from triggerpoints.content import load_content
from triggerpoints.figures import map_index, pattern_payload
from triggerpoints.figures.body_shape import body_shape_svg
from triggerpoints.figures.framing import opening_view
from triggerpoints.figures.payload import MapIndex, skin_index, turning_index
from triggerpoints.figures.regions import region_paths
from triggerpoints.figures.state import MapSide
from triggerpoints.referral.zones import SIDES
from triggerpoints.ui.html import words
from triggerpoints.ui.server.drawing import BusyError, DrawnFiles
from triggerpoints.ui.server.headers import keeping

MISSING = Response("There is no such file.", status_code=404)
BUSY = Response("Too many are asking at once; try again.", status_code=503, headers={"Retry-After": "2"})
MOST_KEPT, MOST_WAITING = 1024, 256


NOT_THERE = "missing"
_SHAPE_FORM = "1"  # of the plain shapes, which are drawn when they are asked for
_FORM = "3"  # of the pattern files; another number makes browsers forget those that they keep


def asset_url(name: str) -> str:
    """Address of a picture or shapes file, relative to the page, with a version that changes when it does."""
    return f"bodymaps/{name}?v={asset_version(name)}"


@cache
def asset_version(name: str) -> str:
    """Version of a picture or shapes file; without the file the map is drawn without it."""
    try:
        return digest((files.ASSETS / name).read_bytes())
    except OSError:
        return NOT_THERE


def index_url(figure: str = MAN) -> str:
    """Address of the file with all views, layers and their files for a figure, with a version."""
    return f"map-index.json?{of_figure(figure)}v={digest(_index(figure))}"


def placeholder_url(view: str) -> str:
    """Address of the body's plain shape in a view, with a version."""
    return f"shapes/{view}.svg?v={_SHAPE_FORM}{asset_version(load_atlas().view(view).surface_file)}"


def names_url() -> str:
    """Address of the muscles' names, with a version that changes when they do."""
    return f"names.json?v={digest(_names())}"


def hidden_names_url() -> str:
    """Address of a file like that of the names, in which no muscle tells its name; for questions."""
    return f"hidden-names.json?v={digest(_hidden_names())}"


def regions_url(view: str) -> str:
    """Address of the outlines and names of the regions in a view, with a version."""
    return f"regions/{view}.json?v={patterns_version()}"


def region_index_url() -> str:
    """Address of the index of the map on which regions are chosen, with a version."""
    return f"region-index.json?v={digest(_region_index())}"


def turning_index_url() -> str:
    """Address of the index of a map of which only the view can be chosen, with a version."""
    return f"turning-index.json?v={digest(_turning_index())}"


def pattern_url(view: str = "{view}", muscle: str = "{muscle}", side: str = "{side}") -> str:
    """Address of the points and zones of a muscle in a view, with a version.

    What is left out stays in braces, for the browser to fill in.
    """
    return f"patterns/{view}/{muscle}.{side}.json?v={patterns_version()}"


def routes(prefix: str) -> list[BaseRoute]:
    """The addresses below `prefix` that these files are served at."""
    return [
        Route(f"{prefix}/map-index.json", _send_index),
        Route(f"{prefix}/region-index.json", _send_region_index),
        Route(f"{prefix}/turning-index.json", _send_turning_index),
        Route(f"{prefix}/shapes/{{view}}.svg", _send_placeholder),
        Route(f"{prefix}/names.json", _send_names),
        Route(f"{prefix}/hidden-names.json", _send_hidden_names),
        Route(f"{prefix}/regions/{{view}}.json", _send_regions),
        Route(f"{prefix}/patterns/{{view}}/{{muscle}}.{{side}}.json", _send_pattern),
    ]


@cache
def patterns_version() -> str:
    """Changes when a trigger point, a zone, a place or a picture does."""
    atlas, content = load_atlas(), load_content()
    points = [point.model_dump_json() for m in content.muscles.values() for point in m.trigger_points]
    stamps = [view.stamp for view in atlas.views.values()]
    stamps += [view.stamp for figure in atlas.skin_figures.values() for view in figure.views.values()]
    return digest("".join([_FORM, atlas.places.digest, *stamps, *points]).encode())


def is_pattern(view: str, muscle: str, side: str) -> bool:
    """Whether there is such a view, muscle and side."""
    return load_atlas().is_view(view) and muscle in load_content().muscles and side in get_args(MapSide)


def digest(data: bytes) -> str:
    """Version of a file's content."""
    return sha256(data).hexdigest()[:12]


def json_response(request: Request, data: bytes, version: str | None = None) -> Response:
    """Answer with JSON that browsers may keep; its version is that of its content if none is given."""
    headers = keeping(request, version or digest(data))
    return Response(data, media_type="application/json", headers=headers)


@cache
def index(figure: str = MAN) -> MapIndex:
    """All views and layers with their files, the skin being a figure's where it is pictured."""
    return map_index(load_atlas(), asset_url, placeholder_url, figure)


@cache
def _index(figure: str = MAN) -> bytes:
    return json.dumps(index(figure), ensure_ascii=False).encode()


def of_figure(figure: str) -> str:
    """Part of an address that asks for a figure; the man is not asked for."""
    return "" if figure == MAN else f"figure={figure}&"


def figure_in(request: Request) -> str | None:
    """The figure that was asked for; None when there is no such."""
    asked = request.query_params.get("figure", MAN)
    return asked if asked == MAN or asked in load_atlas().skin_figures else None


@cache
def _region_index() -> bytes:
    regions = skin_index(index(), "Regions of the body: {view}", "regions", regions_url, outlined=True)
    return json.dumps(regions, ensure_ascii=False).encode()


@cache
def _turning_index() -> bytes:
    return json.dumps(turning_index(index(), "Body map: {view}"), ensure_ascii=False).encode()


@cache
def _placeholder(view: str) -> bytes:
    return body_shape_svg(load_atlas(), view).encode()


@cache
def _names() -> bytes:
    """Name and plain name of all muscles for the map's tooltips, in the order of their regions."""
    order = list(words.REGION)
    muscles = sorted(load_content().muscles.values(), key=lambda muscle: order.index(muscle.region))
    names = {m.id: [m.names.en, m.names.plain] for m in muscles}
    return json.dumps(names, ensure_ascii=False).encode()


@cache
def _hidden_names() -> bytes:
    return json.dumps({muscle: ["Muscle", ""] for muscle in json.loads(_names())}).encode()


@cache
def _regions(view: str) -> bytes:
    """Outlines of the regions in a view in the form of a shapes file, with their names."""
    shapes = {
        region: {"midline": path} for region, path in region_paths(load_atlas(), load_content(), view).items()
    }
    names = {region: [name, ""] for region, name in words.BODY_REGION.items()}
    return json.dumps({"full": shapes, "visible": {"regions": shapes}, **names}, ensure_ascii=False).encode()


def _pattern(view: str, muscle: str, side: MapSide) -> bytes:
    return json.dumps(pattern_payload(load_atlas(), load_content(), view, muscle, side)).encode()


patterns = DrawnFiles(_pattern, most_kept=MOST_KEPT, most_waiting=MOST_WAITING)


def likely_patterns(muscle: str) -> list[tuple[str, str, MapSide]]:
    """View, muscle and side of the patterns that are asked for first: front, back and where it opens."""
    atlas, record = load_atlas(), load_content().muscles[muscle]
    found: list[tuple[str, str, MapSide]] = []
    for side in SIDES:
        views = dict.fromkeys(("front", "back", opening_view(atlas, record, side)))
        found += [(view, muscle, side) for view in views]
    return found


async def pattern(view: str, muscle: str, side: MapSide) -> bytes | None:
    """Points and zones of a muscle in a view; None when too many others are waiting for theirs."""
    try:
        return await patterns.get(view, muscle, side)
    except BusyError:
        return None


async def _send_index(request: Request) -> Response:
    figure = figure_in(request)
    return json_response(request, _index(figure)) if figure else MISSING


async def _send_region_index(request: Request) -> Response:
    return json_response(request, _region_index())


async def _send_turning_index(request: Request) -> Response:
    return json_response(request, _turning_index())


async def _send_placeholder(request: Request) -> Response:
    view = request.path_params["view"]
    if not load_atlas().is_view(view):
        return MISSING
    drawn = _placeholder(view)
    return Response(
        drawn, media_type="image/svg+xml", headers=keeping(request, placeholder_url(view).rpartition("=")[2])
    )


async def _send_names(request: Request) -> Response:
    return json_response(request, _names())


async def _send_hidden_names(request: Request) -> Response:
    return json_response(request, _hidden_names())


async def _send_regions(request: Request) -> Response:
    view = request.path_params["view"]
    if view not in load_atlas().views:
        return MISSING
    return json_response(request, _regions(view), patterns_version())


async def _send_pattern(request: Request) -> Response:
    view, muscle, side = (request.path_params[name] for name in ("view", "muscle", "side"))
    if not is_pattern(view, muscle, side):
        return MISSING
    data = await pattern(view, muscle, side)
    return BUSY if data is None else json_response(request, data, patterns_version())

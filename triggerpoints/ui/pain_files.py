"""Files that the page Find my pain asks for: outlines of the places, zones and small pictures of muscles."""

from __future__ import annotations

import io
import json
from functools import cache, lru_cache
from hashlib import sha256
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures import MapState, body_png, map_payload
from triggerpoints.figures.place_shapes import place_shapes
from triggerpoints.figures.state import MapSide

PICTURE_WIDTH_PX = 360
_KEEP = {"Cache-Control": f"public, max-age={365 * 24 * 3600}, immutable"}
_MISSING = Response("There is no such file.", status_code=404)


def places_url(view: str) -> str:
    """Address of the outlines of the places in a view, with a version."""
    return f"places/{view}.json?v={_digest(_place_shapes(view))}"


def place_names_url() -> str:
    """Address of the names of the places, with a version."""
    return f"place-names.json?v={_digest(_place_names())}"


def zones_url(view: str, muscle: str, side: MapSide) -> str:
    """Address of the zones of a muscle in a view, with a version."""
    return f"zones/{view}/{muscle}.{side}.json?v={_version()}"


def picture_url(view: str, muscle: str, side: MapSide) -> str:
    """Address of a small picture of a muscle's pattern in a view, with a version."""
    return f"patterns/{view}/{muscle}.{side}.webp?v={_version()}"


def routes(prefix: str) -> list[BaseRoute]:
    """The addresses below `prefix` that these files are served at."""
    return [
        Route(f"{prefix}/places/{{view}}.json", _send_places),
        Route(f"{prefix}/place-names.json", _send_place_names),
        Route(f"{prefix}/zones/{{view}}/{{muscle}}.{{side}}.json", _send_zones),
        Route(f"{prefix}/patterns/{{view}}/{{muscle}}.{{side}}.webp", _send_picture),
    ]


@cache
def _place_shapes(view: str) -> bytes:
    shapes = place_shapes(load_atlas(), load_content(), view)
    return json.dumps({"full": {}, "visible": {"places": shapes}}).encode()


@cache
def _place_names() -> bytes:
    places = load_content().places.values()
    names = {place.id: [place.name, ""] for place in places}
    return json.dumps(names, ensure_ascii=False).encode()


@lru_cache(2048)
def _zones(view: str, muscle: str, side: MapSide) -> bytes:
    state = MapState(view=view, layer="skin", muscle=muscle, side=side, points=False, outlines=False)
    return json.dumps({"zones": {view: map_payload(load_atlas(), load_content(), state)["zones"]}}).encode()


@lru_cache(512)
def _picture(view: str, muscle: str, side: MapSide) -> bytes:
    atlas, content = load_atlas(), load_content()
    state = MapState(view=view, layer="skin", muscle=muscle, side=side, outlines=False)
    picture = body_png(atlas, content, state, width_px=PICTURE_WIDTH_PX, crop=True)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=82)
    return out.getvalue()


@cache
def _version() -> str:
    """Changes when a zone, a place or a picture does."""
    atlas, content = load_atlas(), load_content()
    parts = [point.zones.model_dump_json() for m in content.muscles.values() for point in m.trigger_points]
    return _digest(
        "".join([atlas.places.digest, *(view.stamp for view in atlas.views.values()), *parts]).encode()
    )


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]


def _json(data: bytes) -> Response:
    return Response(data, media_type="application/json", headers=_KEEP)


async def _send_places(request: Request) -> Response:
    view = request.path_params["view"]
    return _json(_place_shapes(view)) if view in load_atlas().views else _MISSING


async def _send_place_names(_: Request) -> Response:
    return _json(_place_names())


async def _send_zones(request: Request) -> Response:
    view, muscle, side = (request.path_params[name] for name in ("view", "muscle", "side"))
    if not _is_known(view, muscle, side):
        return _MISSING
    return _json(await run_in_threadpool(_zones, view, muscle, side))


async def _send_picture(request: Request) -> Response:
    view, muscle, side = (request.path_params[name] for name in ("view", "muscle", "side"))
    if not _is_known(view, muscle, side):
        return _MISSING
    data = await run_in_threadpool(_picture, view, muscle, side)
    return Response(data, media_type="image/webp", headers=_KEEP)


def _is_known(view: str, muscle: str, side: str) -> bool:
    return view in load_atlas().views and muscle in load_content().muscles and side in get_args(MapSide)

"""The turning body of Find my pain: marked with a tap or a brush, in the same record as the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures import MapState
from triggerpoints.figures.body_payload import BodyPayload, body_payload, marked_skin
from triggerpoints.figures.camera import BOX_MM, Camera, camera_at, framing_of, nearest_view
from triggerpoints.referral.areas import ON_BODY, Area, Stroke, area_weights
from triggerpoints.referral.record import MAX_POINTS, MAX_RADIUS_MM
from triggerpoints.ui.components.body3d import body3d, camera_in
from triggerpoints.ui.find import session
from triggerpoints.ui.state import audience, skin_figure

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.figures.state import MapSide

_CAMERA = "pain camera"
BodyTool = Literal["tap", "paint", "erase"]


def camera() -> Camera | None:
    """Where the turning body is looked at from; None while the map is shown."""
    kept: Camera | None = st.session_state.get(_CAMERA)
    return kept


def turn(view: str) -> None:
    """Show the turning body from where a view of the map looks at it; meant for callbacks."""
    st.session_state[_CAMERA] = camera_at(framing_of(load_atlas().views[view]))


def draw(
    atlas: Atlas,
    content: Content,
    view: str,
    areas: Sequence[Area],
    shown: tuple[str, MapSide] | None,
    brush: tuple[BodyTool, int],
    on_view: Any,
) -> None:
    """Draw the turning body with what is marked.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    view : str
        The map's, which the body comes from.
    areas : sequence of Area
    shown : (muscle, side) or None
        Whose pattern is held on the body.
    brush : (tool, radius in mm)
    on_view : callable
        Called with a view's id when the reader goes back to the map.
    """

    def leave(event: Mapping[str, Any]) -> None:
        looked = camera_in(event)
        st.session_state[_CAMERA] = None
        if looked:
            on_view(nearest_view(load_atlas(), looked, load_atlas().views[view].group))

    body3d(
        payload(atlas, content, view, areas, shown, brush),
        key="pain body",
        on_turn=_take_camera,
        on_leave=leave,
        on_brush=take_brush,
        on_spot=take_spot,
    )


def payload(
    atlas: Atlas,
    content: Content,
    view: str,
    areas: Sequence[Area],
    shown: tuple[str, MapSide] | None,
    brush: tuple[BodyTool, int],
) -> BodyPayload:
    """What the body needs to be marked; the parameters are those of `draw`."""
    muscle, side = shown or (None, "both")
    state = MapState(
        view=view,
        layer="skin",
        muscle=muscle,
        side=side,
        camera=camera(),
        audience=audience.current(),
        figure=skin_figure.current(),
    )
    tool, radius_mm = brush
    return {
        **body_payload(atlas, content, state),
        "selected": None,
        "point": None,
        "kin": [],
        "together": None,
        "marking": {
            "skin_points": len(atlas.surface),
            "brush": {"tool": tool, "radius_mm": radius_mm},
            "areas": [marked_skin(area_weights(atlas, area), n) for n, area in enumerate(areas, start=1)],
        },
    }


def take_brush(event: Mapping[str, Any]) -> None:
    """Turn a stroke of the brush into areas; what no brush can have painted changes nothing."""
    tool, radius_mm, points = event.get("tool"), event.get("radius_mm"), event.get("points")
    if tool not in ("paint", "erase") or type(radius_mm) is not int or not 0 < radius_mm <= MAX_RADIUS_MM:
        return
    if not isinstance(points, list) or not points or not all(map(_is_place, points)):
        return
    way = list(dict.fromkeys(tuple(round(value) for value in point) for point in points))
    step = -(-len(way) // MAX_POINTS)
    stroke = Stroke(tool, ON_BODY, radius_mm, tuple(way[::step]))
    session.set_areas(session.with_stroke(session.current().areas, stroke))


def take_spot(event: Mapping[str, Any]) -> None:
    """Mark the place at a point of the skin, or take it away again."""
    atlas, at = load_atlas(), event.get("at")
    if type(at) is not int or not 0 <= at < len(atlas.surface):
        return
    place = load_content().places[atlas.places.ids[atlas.places.nearest[at]]]
    side = {-1: "right", 1: "left"}.get(int(atlas.surface.side[at]))
    session.tap({"id": place.id, "side": None if place.side == "midline" else side})


def _is_place(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 3
        and all(
            type(value) in (int, float) and low <= value <= high
            for value, low, high in zip(point, *BOX_MM, strict=True)
        )
    )


def _take_camera(event: Mapping[str, Any]) -> None:
    if looked := camera_in(event):
        st.session_state[_CAMERA] = looked

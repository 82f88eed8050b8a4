"""The turning body: a Streamlit component that draws the body in three dimensions, on demand only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import streamlit as st

from triggerpoints.figures.body_payload import BodyData, BodyPayload
from triggerpoints.figures.camera import Camera, camera_of
from triggerpoints.ui.components import files
from triggerpoints.ui.components.bodymap import Event, hear, heard
from triggerpoints.ui.components.loader import loader, packed
from triggerpoints.ui.server import map_files, restarts, solid_files

_UNABLE, _LEARNT = "browser cannot turn the body", "body cannot be drawn, learnt"
_SHEET = "#body3d { min-height: 26rem; }"
_mount = st.components.v2.component("body3d", html='<div id="body3d"></div>', css=_SHEET, js=loader())


def turn_button(on_click: Callable[[], None]) -> None:
    """Draw the button that turns from a map to the body, or say that this browser cannot draw it."""
    if unable():
        st.caption("This browser cannot draw the body in 3D. The map shows the same from fixed sides.")
    else:
        st.button("Turn the body", icon=":material/3d_rotation:", on_click=on_click)


def unable() -> bool:
    """Whether this browser has said that it cannot draw the turning body."""
    return bool(st.session_state.get(_UNABLE))


def learnt_unable() -> bool:
    """Whether this browser has said so since this was last asked."""
    return bool(st.session_state.pop(_LEARNT, False))


def camera_in(event: Mapping[str, Any]) -> Camera | None:
    """Where an event says that the reader looks from; None where that is not possible."""
    numbers = event.get("camera")
    if not isinstance(numbers, list) or len(numbers) != 6 or not all(type(n) is int for n in numbers):
        return None
    try:
        return camera_of(numbers)
    except ValueError:
        return None


def keeping(camera: str, layer: str, layers: Collection[str]) -> tuple[Callable[[Event], None], ...]:
    """What to call when the reader has turned the body and chosen a layer, to keep both in the session.

    Parameters
    ----------
    camera, layer : str
        Keys of the session.
    layers : collection of str
        Layers that there are; the browser may name anything.
    """

    def turn(event: Event) -> None:
        if looked := camera_in(event):
            st.session_state[camera] = looked

    def show(event: Event) -> None:
        if event.get("layer") in layers:
            st.session_state[layer] = event["layer"]

    return turn, show


def body3d(
    payload: BodyPayload,
    *,
    key: str,
    on_turn: Callable[[Event], None],
    on_leave: Callable[[Event], None],
    on_pick: Callable[[Event], None] | None = None,
    on_point: Callable[[Event], None] | None = None,
    on_show: Callable[[Event], None] | None = None,
    on_peel: Callable[[Event], None] | None = None,
    on_cut: Callable[[Event], None] | None = None,
    on_brush: Callable[[Event], None] | None = None,
    on_spot: Callable[[Event], None] | None = None,
    card_url: str | None = None,
) -> None:
    """Draw the turning body.

    Parameters
    ----------
    payload : BodyPayload
        From `triggerpoints.figures.body_payload`.
    key : str
        Widget key.
    on_turn : callable
        Called with ``{'camera': [direction, tilt, distance, x, y, z]}`` when the reader has turned the body.
    on_leave : callable
        Called when the reader goes back to the map, with the camera, or without one when the browser cannot
        draw the body.
    on_pick, on_point, on_show : callable, optional
        As for the body map, with the same events.
    on_peel : callable, optional
        Called with ``{'hidden', 'ghosted', 'alone', 'vessels'}`` when parts were taken off or brought
        back; the values come from the browser and may be anything.
    on_cut : callable, optional
        On a body that is cut, called with ``{'move_mm'}`` when the plane was moved off the point; the value
        comes from the browser and may be anything.
    on_brush : callable, optional
        On a body that is marked, called with ``{'tool', 'radius_mm', 'points'}`` after a stroke; the values
        come from the browser and may be anything.
    on_spot : callable, optional
        On a body that is marked, called with ``{'at'}``, the number of the skin point that was tapped.
    card_url : str, optional
        As for the body map.
    """
    data: BodyData = {
        **payload,
        "script": files.url("body3d/main.js"),
        "styles": [files.url("bodymap/bodymap.css"), files.url("body3d/body3d.css")],
        "manifest": solid_files.manifest_url(),
        "solids": solid_files.urls(),
        "figures": solid_files.figure_urls(),
        "patterns": solid_files.pattern_url(),
        "names_url": map_files.names_url(),
        "heard": heard(key),
        "provisional": restarts.is_provisional(),
    }
    if card_url:
        data["cards"] = card_url

    def leave(event: Event) -> None:
        st.session_state[_UNABLE] = st.session_state[_LEARNT] = event.get("unable") is True
        on_leave(event)

    wanted = {
        "turn": on_turn, "leave": leave, "pick": on_pick, "point": on_point, "show": on_show,
        "peel": on_peel, "cut": on_cut, "brush": on_brush, "spot": on_spot,
    }  # fmt: skip
    tell = {kind: act or _ignore for kind, act in wanted.items()}
    _mount(key=key, data=packed(data), on_events_change=lambda: hear(key, tell))


def _ignore(_: Event) -> None:
    """Nobody wants to know."""

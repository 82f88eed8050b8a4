"""The turning body: a Streamlit component that draws the body in three dimensions, on demand only."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from triggerpoints.figures.body_payload import BodyData, BodyPayload
from triggerpoints.ui.components import files
from triggerpoints.ui.components.bodymap import Event, hear, heard
from triggerpoints.ui.components.loader import loader, packed
from triggerpoints.ui.server import map_files, solid_files

_SHEET = "#body3d { min-height: 26rem; }"
_mount = st.components.v2.component("body3d", html='<div id="body3d"></div>', css=_SHEET, js=loader())


def body3d(
    payload: BodyPayload,
    *,
    key: str,
    on_pick: Callable[[Event], None],
    on_point: Callable[[Event], None],
    on_show: Callable[[Event], None],
    on_turn: Callable[[Event], None],
    on_leave: Callable[[Event], None],
) -> None:
    """Draw the turning body.

    Parameters
    ----------
    payload : BodyPayload
        From `triggerpoints.figures.body_payload`.
    key : str
        Widget key; what was peeled off belongs to it.
    on_pick, on_point, on_show : callable
        As for the body map, with the same events.
    on_turn : callable
        Called with ``{'camera': [direction, tilt, distance, x, y, z]}`` when the reader has turned the body.
    on_leave : callable
        Called when the reader goes back to the map, with the camera, or with ``{'unable': True}`` when the
        browser cannot draw the body.
    """
    data: BodyData = {
        **payload,
        "script": files.url("body3d/main.js"),
        "styles": [files.url("bodymap/bodymap.css"), files.url("body3d/body3d.css")],
        "manifest": solid_files.manifest_url(),
        "solids": solid_files.urls(),
        "patterns": solid_files.pattern_url(),
        "names_url": map_files.names_url(),
        "heard": heard(key),
    }
    tell = {"pick": on_pick, "point": on_point, "show": on_show, "turn": on_turn, "leave": on_leave}
    _mount(key=key, data=packed(data), on_events_change=lambda: hear(key, tell))

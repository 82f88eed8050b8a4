"""A drawn section, strip or body map on the page: names on hover, and where it was chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from triggerpoints.figures.payload import PictureData
from triggerpoints.ui.components import files
from triggerpoints.ui.components.loader import loader, packed

_mount = st.components.v2.component("section", html='<div id="section"></div>', js=loader())


def picture(
    svg: str,
    *,
    key: str,
    card: bool = True,
    tallest: str = "70vh",
    stamp: str = "",
    on_pick: Callable[[float, float], None] | None = None,
) -> None:
    """Show an SVG element.

    Parameters
    ----------
    svg : str
        Its elements with a `data-t` attribute are named on hover.
    key : str
        Widget key.
    card : bool
        White ground, for drawings made for paper.
    tallest : str
        Greatest height, in CSS.
    stamp : str
        Written to the element once the picture is drawn, so that tests can wait for it.
    on_pick : callable, optional
        Called with the place of a click, or of the cross that the arrow keys move, in the picture's own
        units.
    """

    data: PictureData = {
        "script": files.url("section/main.js"),
        "style": files.url("section/section.css"),
        "svg": svg,
        "card": card,
        "tallest": tallest,
        "stamp": stamp,
        "click": on_pick is not None,
    }
    _mount(key=key, data=packed(data), on_pick_change=lambda: _report(key, on_pick))


def _report(key: str, tell: Callable[[float, float], None] | None) -> None:
    """Tell where was clicked; a message for a page that was left in the same moment holds nothing."""
    message = st.session_state.get(key)
    event = message.get("pick") if message else None
    if not isinstance(event, Mapping) or tell is None:
        return
    x, y = event.get("x"), event.get("y")
    if isinstance(x, int | float) and isinstance(y, int | float):
        tell(float(x), float(y))

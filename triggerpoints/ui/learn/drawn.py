"""What a learner has drawn for the question on the page: a mark, paint, layers chosen so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from triggerpoints.referral.areas import Area, Stroke
from triggerpoints.ui.components.bodymap import clear_painted, painted

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas

MAP = "learn map"
MAX_STROKES, MAX_POINTS = 60, 200
_MARK, _LAYERS, _PLACES = "learn mark", "learn layers", "learn places"


def clear() -> None:
    """Nothing is drawn for the next question."""
    clear_painted(MAP)
    for key in (_MARK, _LAYERS, _PLACES):
        st.session_state.pop(key, None)


def take_mark() -> tuple[str, float, float] | None:
    """View and pixel of the mark that was just set; the map is clean for another one."""
    found = None
    for view, strokes in painted(MAP).items():
        if strokes[-1].points:
            found = (view, *strokes[-1].points[0])
    clear_painted(MAP)
    st.session_state[_MARK] = found
    return found


def mark() -> tuple[str, float, float] | None:
    """View and pixel of the mark."""
    found: tuple[str, float, float] | None = st.session_state.get(_MARK)
    return found


def painting(atlas: Atlas) -> Area | None:
    """What was painted, in all views; None when nothing was."""
    strokes = []
    for view, items in painted(MAP).items():
        if view not in atlas.views:
            continue
        mm_per_px = atlas.views[view].mm_per_px
        for item in items[-MAX_STROKES:]:
            way = dict.fromkeys((round(x * mm_per_px), round(y * mm_per_px)) for x, y in item.points)
            step = -(-len(way) // MAX_POINTS) or 1
            if way:
                strokes.append(Stroke(item.tool, view, round(item.radius_px * mm_per_px), tuple(way)[::step]))
    return Area(strokes=tuple(strokes)) if strokes else None


def layers() -> list[str]:
    """Layers chosen so far, from the skin on."""
    chosen: list[str] = st.session_state.setdefault(_LAYERS, [])
    return chosen


def places() -> list[str]:
    """Places named so far."""
    chosen: list[str] = st.session_state.setdefault(_PLACES, [])
    return chosen


def toggle(chosen: list[str], item: str) -> None:
    """Take an item in or out; meant for callbacks."""
    if item in chosen:
        chosen.remove(item)
    else:
        chosen.append(item)

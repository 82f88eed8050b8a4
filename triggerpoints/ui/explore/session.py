"""The map's state during a visit: kept in the session, mirrored in the address, changed by callbacks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.framing import of_side
from triggerpoints.figures.state import MapSide, MapState
from triggerpoints.ui.explore import address
from triggerpoints.ui.state import audience

_STATE = "map state"
_WRITTEN = "map address"
_CHANGED = "map changed by the reader"
_FOCUS = "map focus"
OVERLAYS = ("points", "essential", "spillover", "outlines")


def current() -> MapState:
    """State of the map in this run."""
    state: MapState = st.session_state.get(_STATE, MapState())
    return state


def change(**fields: Any) -> None:
    """Change fields of the state; meant for callbacks, which run before the page is drawn.

    A close-up of one hand, foot or shoulder follows the side.
    """
    state = replace(current(), **fields)
    st.session_state[_STATE] = replace(state, view=of_side(load_atlas(), state.view, state.side))
    st.session_state[_CHANGED] = True


def open_muscle(muscle: str | None) -> None:
    """Select a muscle and turn the map to the view and layer that show it best."""
    view, layer = address.best_frame(load_atlas(), load_content(), muscle, current().side)
    frame = {"view": view, "layer": layer} if muscle else {}
    change(muscle=muscle, point=None, **frame)
    st.session_state[_FOCUS] = focus() + 1


def show(event: dict[str, Any]) -> None:
    """Take over what the reader has changed on the map: view, layer, side, overlays.

    The values come from the browser; what does not exist here is left as it was.
    """
    atlas = load_atlas()
    known = {"view": atlas.views, "layer": atlas.layers, "side": get_args(MapSide)}
    fields: dict[str, Any] = {
        name: event[name]
        for name, values in known.items()
        if isinstance(event.get(name), str) and event[name] in values
    }
    fields |= {name: event[name] for name in OVERLAYS if isinstance(event.get(name), bool)}
    change(**fields)


def focus() -> int:
    """A number that changes when the map is to zoom to the selected muscle."""
    number: int = st.session_state.get(_FOCUS, 0)
    return number


def pick(event: dict[str, Any]) -> None:
    """Take over a click on the map: the muscle, and its side unless both sides are shown."""
    fields: dict[str, Any] = {"muscle": event["id"], "point": None}
    if event["side"] in ("right", "left") and current().side != "both":
        fields["side"] = event["side"]
    if event["id"] is not None and event["id"] not in load_content().muscles:
        return
    change(**fields)


def pick_point(event: dict[str, Any]) -> None:
    """Take over the choice of a trigger point on the map."""
    change(point=event["id"])


def follow_address() -> list[str]:
    """Adopt the address when the reader has changed it (link, typing, Back), else keep the session's state.

    A click brings the address along that the browser had when it was made. After a quick second click that
    is not yet the address of the first, so what was clicked counts, not the address.

    Returns
    -------
    list of str
        Sentences about wrong values in the address.
    """
    params = st.query_params.to_dict()
    problems: list[str] = []
    new_page = st.session_state.get("page is new", True)
    audience.arrive(params.get("audience"))
    came_back = new_page and not params and _STATE in st.session_state
    clicked = st.session_state.pop(_CHANGED, False) or current().audience != audience.current()
    known = _STATE in st.session_state and (
        params == st.session_state.get(_WRITTEN) or came_back or (clicked and not new_page)
    )
    if not known:
        state, problems = address.read(params, load_atlas(), load_content())
        audience.follow(params.get("audience"))
        state = replace(state, audience=audience.current())
        if state.muscle != current().muscle:
            st.session_state[_FOCUS] = focus() + 1
        st.session_state[_STATE] = state
        st.session_state[_WRITTEN] = params
    elif current().audience != audience.current():
        st.session_state[_STATE] = replace(current(), audience=audience.current())
    return problems


def show_in_address() -> None:
    """Write the state into the address, as a new step for the Back button when it has changed."""
    params = address.write(current(), load_atlas(), load_content())
    if params != st.query_params.to_dict() or params != st.session_state.get(_WRITTEN):
        st.query_params.from_dict(params)
    st.session_state[_WRITTEN] = params

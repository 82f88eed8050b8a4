"""The map's state during a visit: kept in the session, mirrored in the address, changed by callbacks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import load_solids
from triggerpoints.content import load_content
from triggerpoints.content.kin import kin_of
from triggerpoints.figures.camera import camera_at, framing_of, nearest_view
from triggerpoints.figures.framing import of_side, opening_frame
from triggerpoints.figures.peel import peel_of
from triggerpoints.figures.state import OVERLAYS, MapSide, MapState
from triggerpoints.ui.components.body3d import camera_in
from triggerpoints.ui.explore import address
from triggerpoints.ui.state import audience, chosen, skin_figure
from triggerpoints.ui.state.page_state import PageState

_FOCUS, _PROBLEMS = "map focus", "problems of the map's address"


def _adopted(before: MapState, after: MapState) -> None:
    chosen.keep(after.muscle, after.point)
    if after.muscle != before.muscle:
        st.session_state[_FOCUS] = focus() + 1


def _written(state: MapState) -> dict[str, str]:
    figure = skin_figure.in_address()
    return address.write(state, load_atlas(), load_content()) | ({"figure": figure} if figure else {})


STATE = PageState(
    "map",
    MapState(),
    read=lambda params: address.read(params, load_atlas(), load_content()),
    write=_written,
    on_adopt=_adopted,
)


def follow_address() -> None:
    """Adopt the address before the controls are drawn; `problems` says later what is wrong with it."""
    st.session_state[_PROBLEMS] = STATE.follow_address() + skin_figure.follow_address()


def problems() -> list[str]:
    """What is wrong with the address; a part that is drawn alone adopts the address itself."""
    if _PROBLEMS in st.session_state:
        said: list[str] = st.session_state.pop(_PROBLEMS)
        return said
    return STATE.follow_address() + skin_figure.follow_address()


def current() -> MapState:
    """State of the map in this run, in the words of the chosen audience and with the chosen figure."""
    return replace(STATE.current(), audience=audience.current(), figure=skin_figure.current())


def change(**fields: Any) -> None:
    """Change fields of the state; meant for callbacks, which run before the page is drawn.

    A close-up of one hand, foot or shoulder follows the side; another muscle has other kin.
    """
    before = current()
    state = replace(before, **fields)
    if state.muscle != before.muscle:
        state = replace(state, kin=None)
    chosen.keep(state.muscle, state.point)
    STATE.set(replace(state, view=of_side(load_atlas(), state.view, state.side)))


def open_muscle(muscle: str | None) -> None:
    """Select a muscle and turn the map to the view and layer that show it best."""
    view, layer = opening_frame(load_atlas(), load_content(), muscle, current().side)
    frame = {"view": view, "layer": layer} if muscle else {}
    change(muscle=muscle, point=None, **frame)
    st.session_state[_FOCUS] = focus() + 1


def show(event: dict[str, Any]) -> None:
    """Take over what the reader has changed on map or body: view, layer, side, overlays, kin.

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
    if "together" in event:
        fields |= _together(event["together"])
    change(**fields)


def _together(asked: object) -> dict[str, str | None]:
    """The kin that is to be lit together, or none; what the muscle does not share changes nothing."""
    muscle = current().muscle
    shared = [one.id for one in kin_of(load_content(), muscle)] if muscle else []
    return {"kin": asked} if asked is None or (isinstance(asked, str) and asked in shared) else {}


def turn() -> None:
    """Show the turning body from where the map's view looks at it."""
    change(camera=camera_at(framing_of(load_atlas().views[current().view])))


def turn_to(event: dict[str, Any]) -> None:
    """Take over from where the reader looks at the body; numbers that are not possible change nothing."""
    camera = camera_in(event)
    if camera is not None and current().camera is not None:
        change(camera=camera)


def peel(event: dict[str, Any]) -> None:
    """Take over what the reader took off the body; parts that do not exist change nothing."""
    taken = peel_of(event, load_solids().keys)
    if taken is not None and current().camera is not None:
        change(peel=taken)


def back_to_map(event: dict[str, Any]) -> None:
    """Show the map again, in the view that looks at the body most as the reader did last."""
    atlas, state = load_atlas(), current()
    camera = camera_in(event)
    view = nearest_view(atlas, camera, atlas.views[state.view].group) if camera else state.view
    change(camera=None, view=view)


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

"""Explore: the body map with the card of the selected muscle beside it."""

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures import map_payload
from triggerpoints.figures.body_payload import body_payload
from triggerpoints.ui import messages
from triggerpoints.ui.components.body3d import body3d, learnt_unable
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.explore import card, controls, session, welcome
from triggerpoints.ui.figure import switch
from triggerpoints.ui.server import card_files, map_files
from triggerpoints.ui.state import audience


@st.fragment
@messages.explained
def explore() -> None:
    """Controls, map and card."""
    session.follow_address()
    search, choices = st.columns([1.3, 1], gap="large")
    with search:
        controls.search(load_content())
    with choices, st.container(horizontal=True, gap="small", vertical_alignment="center", key="map-choices"):
        audience.switch()
        controls.turn()
    controls.begin_list()
    map_and_card()
    controls.muscle_list(load_content())
    controls.keep_figure()


@st.fragment  # a click draws this part alone; the browser leaves the controls and the navigation as they are
@messages.explained
def map_and_card() -> None:
    """The map or the turning body, and the card beside it."""
    if learnt_unable() or switch.is_chosen_anew() or controls.is_list_behind():
        # the button that turns the body goes; the browser is told to keep the figure; the list follows
        st.rerun()
    atlas, content = load_atlas(), load_content()
    messages.say_all(session.problems())

    state = session.current()
    map_side, card_side = st.columns([1.3, 1], gap="large")
    with map_side, st.container(key="map-side"):
        if state.camera:
            body3d(
                body_payload(atlas, content, state),
                key="explore body",
                on_pick=session.pick,
                on_point=session.pick_point,
                on_show=session.show,
                on_turn=session.turn_to,
                on_peel=session.peel,
                on_leave=session.back_to_map,
                card_url=card_files.card_url(state.audience),
            )
        else:
            bodymap(
                map_payload(atlas, content, state),
                key="explore map",
                focus=session.focus(),
                on_pick=session.pick,
                on_point=session.pick_point,
                on_show=session.show,
                index_url=map_files.index_url(state.figure),
                card_url=card_files.card_url(state.audience),
            )
        controls.figure()
    with card_side:
        if state.muscle:
            card.muscle_card(content, state)
        else:
            welcome.welcome(content)

    session.STATE.show_in_address()


explore()

"""The switch between the figures whose skin is shown; the browser keeps the choice."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas.skin_figures import MAN
from triggerpoints.ui.components.keeper import Found, keep
from triggerpoints.ui.state import skin_figure

KEPT_DAYS = 365
_WIDGET, _NAME = "figure switch", "figure"  # of the widget, and of what the browser keeps
_ANEW = "figure chosen anew"
_KEPT = "figure kept"  # what was chosen here; a link's figure is shown, not kept


def draw(note: str, then: Callable[[], None]) -> None:
    """Draw the switch; `keep_choice` belongs to it.

    Parameters
    ----------
    note : str
        What is not this figure's, said beside another one than the man.
    then : callable
        Called after another choice.
    """
    st.session_state[_WIDGET] = skin_figure.current()

    def take_over() -> None:
        figure = st.session_state[_WIDGET]
        if figure in skin_figure.LABELS:  # an open page that goes on in a new visit may bring None
            st.session_state[_KEPT] = figure
            st.session_state[_ANEW] = True
            skin_figure.choose(figure)
            then()

    # the style sheet writes the word before it: an element less for each click
    with st.container(key="figure-choice", horizontal=True, gap="small", vertical_alignment="center"):
        st.segmented_control(
            "Figure",
            list(skin_figure.LABELS),
            format_func=skin_figure.LABELS.__getitem__,
            key=_WIDGET,
            required=True,
            wrap=True,
            label_visibility="collapsed",
            on_change=take_over,
        )
        if skin_figure.current() != MAN:
            st.html(Markup('<p class="tp-note">{}</p>').format(note))


def is_chosen_anew() -> bool:
    """Whether another figure was chosen since this was asked last: what keeps it must be drawn again then."""
    return bool(st.session_state.pop(_ANEW, False))


def keep_choice(then: Callable[[], None]) -> None:
    """Let the browser keep what was chosen, and take over what it has kept; `then` is called after that."""

    def take_kept(found: Found) -> None:
        if found.text in skin_figure.LABELS and skin_figure.chosen() is None:
            skin_figure.choose(found.text)
            then()

    keep(_NAME, st.session_state.get(_KEPT), take_kept, days=KEPT_DAYS)

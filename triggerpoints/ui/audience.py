"""For whom the pages are worded: patients or students; one choice for all pages of a visit."""

from __future__ import annotations

import streamlit as st

from triggerpoints.figures.state import Audience

_CHOICE = "audience"
_WIDGET = "audience switch"
LABELS: dict[Audience, str] = {"patient": "Patient", "student": "Student"}


def current() -> Audience:
    """The audience in this run; patients unless somebody chose otherwise."""
    chosen: Audience = st.session_state.get(_CHOICE, "patient")
    return chosen


def choose(audience: Audience) -> None:
    """Set the audience for all pages of this visit."""
    st.session_state[_CHOICE] = audience


def switch() -> Audience:
    """Draw the switch and return the choice."""
    st.session_state[_WIDGET] = current()
    st.segmented_control(
        "Words for",
        list(LABELS),
        format_func=LABELS.__getitem__,
        key=_WIDGET,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: choose(st.session_state[_WIDGET]),
    )
    return current()

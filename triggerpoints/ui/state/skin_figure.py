"""Whose skin the maps and the turning body show: chosen once, kept in the browser and in the address."""

from __future__ import annotations

import streamlit as st

from triggerpoints.atlas.skin_figures import MAN
from triggerpoints.quoting import quoted
from triggerpoints.ui.state import page

PARAMETER = "figure"
LABELS = {MAN: "Man", "woman": "Woman", "neither": "Neither"}
_CHOICE, _ARRIVED = "figure", "figure on arrival"
_SEEN, _WRITTEN = "figure of the address", "figure written into the address"


def current() -> str:
    """The figure in this run; the man unless somebody chose otherwise."""
    chosen: str = st.session_state.get(_CHOICE, MAN)
    return chosen


def choose(figure: str) -> None:
    """Set the figure for all pages of this visit."""
    if figure != current():
        st.session_state[_CHOICE] = figure


def chosen() -> str | None:
    """What somebody has chosen in this visit, if anything."""
    figure: str | None = st.session_state.get(_CHOICE)
    return figure


def in_address() -> str | None:
    """What whoever writes the address puts there: nothing for the figure the page was opened with."""
    now = None if current() == _arrived() else current()
    st.session_state[_WRITTEN] = now
    return now


def follow_address() -> list[str]:
    """Take over the figure of the address when the reader has changed it (link, typing, Back).

    One that names none means the figure the page was opened with. After a quick click the browser still tells
    the address before it.

    Returns
    -------
    list of str
        A sentence when it names one that does not exist.
    """
    asked = st.query_params.get(PARAMETER)
    if page.is_new():
        st.session_state[_ARRIVED] = current() if asked is None else MAN
    known = () if page.is_new() else (st.session_state.get(_SEEN), st.session_state.get(_WRITTEN))
    if asked not in known:
        if asked is None or asked in LABELS:
            choose(asked or _arrived())
        st.session_state[_WRITTEN] = asked
    st.session_state[_SEEN] = asked
    if asked and asked not in LABELS:
        return [
            f"The address asks for the figure {quoted(asked)}, which does not exist here. "
            f"The figure “{LABELS[current()].lower()}” is shown."
        ]
    return []


def _arrived() -> str:
    arrived: str = st.session_state.get(_ARRIVED, MAN)
    return arrived

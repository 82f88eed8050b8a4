"""For whom the pages are worded: patients or students; one choice for all pages of a visit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from triggerpoints.figures.state import Audience
from triggerpoints.ui.state import page

_CHOICE = "audience"
_WIDGET = "audience switch"
_ARRIVED = "audience on arrival"
_worded: ContextVar[Audience | None] = ContextVar("worded for", default=None)
LABELS: dict[Audience, str] = {"patient": "Patient", "student": "Student"}


def current() -> Audience:
    """The audience in this run; patients unless somebody chose otherwise."""
    worded = _worded.get()
    if worded is not None:
        return worded
    chosen: Audience = st.session_state.get(_CHOICE, "patient")
    return chosen


@contextmanager
def worded_for(audience: Audience) -> Iterator[None]:
    """Word what is made meanwhile for an audience, whatever the visit has chosen; needs no visit."""
    before = _worded.set(audience)
    try:
        yield
    finally:
        _worded.reset(before)


def choose(audience: Audience) -> None:
    """Set the audience for all pages of this visit."""
    st.session_state[_CHOICE] = audience


def sided(text: str) -> str:
    """A text as the audience reads sides: patients `your left`, students the `left` of the body."""
    if current() == "patient":
        return text
    text = re.sub(r"\bon your (left|right)\b", r"on the \1", text)
    text = re.sub(r"\bYour (left|right)\b", lambda said: said[1].capitalize(), text)
    return re.sub(r"\byour (left|right)\b", r"\1", text)


def arrive(asked: str | None) -> None:
    """Note with which words a page was opened; meant for every run of a page that keeps them in its address.

    Parameters
    ----------
    asked : str or None
        Audience in the address.
    """
    if page.is_new():
        st.session_state[_ARRIVED] = current() if asked is None else "patient"


def follow(asked: str | None) -> None:
    """Take over the audience of an address; one that names none means the words the page was opened with."""
    if asked is None:
        choose(st.session_state.get(_ARRIVED, "patient"))
    elif asked in LABELS:
        choose(asked)


def switch(then: Callable[[], None] | None = None) -> Audience:
    """Draw the switch and return the choice; `then` is called after another choice."""
    st.session_state[_WIDGET] = current()

    def take_over() -> None:
        choose(st.session_state[_WIDGET])
        if then:
            then()

    st.segmented_control(
        "Words for",
        list(LABELS),
        format_func=LABELS.__getitem__,
        key=_WIDGET,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        on_change=take_over,
    )
    return current()

"""Quiz keys: one key an answer, Enter for the next question, the focus where the reader goes on, a timer."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from triggerpoints.ui.components.loader import packed, whole
from triggerpoints.ui.components.page_payload import QuizKeysData

_mount = st.components.v2.component("quizkeys", html="<span></span>", js=whole("quizkeys/main.js"))


def quizkeys(
    step: str,
    *,
    focus: str,
    next_: str,
    answers: str = "",
    answered: bool = False,
    keys: Mapping[str, str] | None = None,
    seconds: int = 0,
) -> None:
    """Let keys answer, and bring the focus along.

    Parameters
    ----------
    step : str
        Name of what is on the page; when it changes, the focus follows.
    focus : str
        CSS selector of where the focus goes at a new step.
    next_ : str
        Of the button that Enter presses.
    answers : str
        Of the buttons that the keys 1 to 9 press.
    answered : bool
        Enter goes on from the map too.
    keys : mapping of str to str, optional
        Further keys, small letters, and what they press.
    seconds : int
        What the timer (class ``tp-timer``) counts down from at each new question; 0 without one.
    """
    data: QuizKeysData = {
        "step": step,
        "focus": focus,
        "next": next_,
        "answers": answers,
        "answered": answered,
        "keys": dict(keys or {}),
        "seconds": seconds,
    }
    with st.container(key="quizkeys"):
        _mount(key="quiz keys", data=packed(data), height=1)

"""Shows the alarm: over the whole screen when an emergency sign is new, afterwards as a bar on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from triggerpoints.referral.help_lines import help_line_for
from triggerpoints.referral.warnings import raised
from triggerpoints.ui.alarm import pieces

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.content.models.help_line import HelpLine
    from triggerpoints.content.models.safety import RedFlag

_READ, _COUNTRY = "alarm read", "alarm country"
ELSEWHERE = "Another country, or not sure"


def emergencies(content: Content, yes: Iterable[str]) -> list[RedFlag]:
    """The emergency signs among what was answered with yes."""
    return [flag for flag in raised(content, yes) if flag.level == "emergency"]


def draw(content: Content, yes: Iterable[str], take_back: Callable[[Sequence[str]], None]) -> None:
    """Draw the alarm; nothing without an emergency sign.

    Parameters
    ----------
    content : Content
    yes : iterable of str
        Ids of the red flags that hold.
    take_back : callable
        Called with the ids of the shown signs when the visitor says that they are not true.
    """
    flags = emergencies(content, yes)
    read: set[str] = st.session_state.setdefault(_READ, set())
    read &= {flag.id for flag in flags}  # a sign that is answered with yes again is shown again
    if not flags:
        return
    with st.container(key="alarm-bar", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(pieces.bar(flags, _help_line(content)), width="stretch")
        st.button("What to do", key="alarm again", on_click=read.clear)
    if any(flag.id not in read for flag in flags):
        st.dialog(pieces.title(flags), width="large", dismissible=False)(_screen)(content, flags, take_back)


def _screen(content: Content, flags: Sequence[RedFlag], take_back: Callable[[Sequence[str]], None]) -> None:
    ids = [flag.id for flag in flags]
    with st.container(key="alarm-screen"):
        st.html(pieces.screen(flags, _help_line(content)))
        _choose_country(content)
        is_read = st.button(
            "I have read this. Go on",
            key="alarm read it",
            on_click=st.session_state[_READ].update,
            args=(ids,),
        )
        is_wrong = st.button("This is not true for me", key="alarm is wrong", on_click=take_back, args=(ids,))
    if is_read or is_wrong:
        st.rerun()


def _choose_country(content: Content) -> None:
    lines = dict(sorted(content.help_lines.items(), key=lambda item: item[1].country))
    known = _help_line(content)
    key = "alarm country choice"
    st.session_state[key] = known.id if known else ""

    def take() -> None:
        st.session_state[_COUNTRY] = st.session_state[key]

    st.selectbox(
        "Where are you now?",
        ["", *lines],
        format_func=lambda id_: lines[id_].country if id_ else ELSEWHERE,
        key=key,
        on_change=take,
    )


def _help_line(content: Content) -> HelpLine | None:
    """The numbers for the visitor: of the chosen country, else of the one the browser points to."""
    chosen: str | None = st.session_state.get(_COUNTRY)
    if chosen is not None:
        return content.help_lines.get(chosen)
    return help_line_for(content, st.context.timezone, st.context.locale)

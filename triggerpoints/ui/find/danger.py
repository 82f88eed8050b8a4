"""Questions about red flags for the marked areas, and what to do about signs that are no emergency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.referral.warnings import ADVICE, LEVELS, flags_for, raised
from triggerpoints.ui import messages
from triggerpoints.ui.find import session
from triggerpoints.ui.html import blocks

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.content.models.safety import RedFlag

_FOLD = "more signs are open"
FEW = 6  # questions of the place that are asked first
HEADS = {
    "emergency": "Needs help now",
    "today": "Needs to be seen today",
    "soon": "Needs a doctor within days",
}


def advice(content: Content) -> None:
    """What to do about signs that are to be seen today or soon; emergencies have the alarm."""
    found = raised(content, session.current().yes)
    for level in LEVELS[1:]:
        flags = [flag for flag in found if flag.level == level]
        if not flags:
            continue
        items = Markup("").join(
            Markup("<li><strong>{}.</strong> {}</li>").format(flag.short, flag.advice) for flag in flags
        )
        st.html(
            Markup('<section class="tp-advice {}" role="status"><h2>{}</h2><ul>{}</ul></section>').format(
                level, ADVICE[level], items
            )
        )


def first_asked(content: Content, regions: Sequence[str], heard: Sequence[str] = ()) -> list[RedFlag]:
    """The few signs to ask for first: those that words speak of, then the place's own, urgent ones first."""
    found = flags_for(content, regions, heard)
    first = [flag for flag in found if flag.id in heard]
    first += [flag for flag in found if flag not in first and "any" not in flag.regions]
    return [*first, *(flag for flag in found if flag not in first)][:FEW]


def questions(content: Content, regions: Sequence[str]) -> None:
    """Ask for the red flags of the regions; nothing has to be answered."""
    record = session.current()
    asked = flags_for(content, regions, record.heard)
    few = first_asked(content, regions, record.heard)
    few += [flag for flag in raised(content, record.yes) if flag not in asked]  # of a place that is gone
    rest = [flag for flag in asked if flag not in few]
    no = [flag.id for flag in asked if flag.id in record.no]
    still_open = [flag.id for flag in few if flag.id not in (*record.yes, *record.no)]
    st.html(
        blocks.note(
            "Tick what is true for you. You can leave this open. What you typed before is ticked already."
        )
    )
    _boxes(few)
    if still_open:
        st.button(
            "None of the others is true" if record.yes else "None of these is true",
            icon=":material/check:",
            on_click=session.answer_none,
            args=(still_open,),
            width="stretch",
        )
    if no:
        with st.container(horizontal=True, vertical_alignment="center"):
            others = "other " if record.yes else ""
            messages.say(f"You said: none of the {len(no)} {others}warning signs.", "success")
            st.button("Show them again", on_click=session.ask_again, args=(no,), type="tertiary")
    if rest:
        # once something in it is ticked it is drawn open: what was ticked must not hide
        opened = st.session_state.get(_FOLD, False) or any(flag.id in record.yes for flag in rest)
        st.session_state[_FOLD] = opened
        label = f"{len(rest)} more signs to check"
        with st.expander(label, expanded=opened, icon=":material/checklist:"):
            _boxes(rest)


def _boxes(flags: Sequence[RedFlag]) -> None:
    record = session.current()
    for level in LEVELS:
        shown = [flag for flag in flags if flag.level == level and flag.id not in record.no]
        if not shown:
            continue
        st.html(Markup('<h2 class="tp-level {}">{}</h2>').format(level, HEADS[level]))
        for flag in shown:
            key = f"flag {flag.id}"
            st.session_state[key] = flag.id in record.yes
            with st.container(
                key=f"sign-{level}-{flag.id}", horizontal=True, gap="small", vertical_alignment="top"
            ):
                st.checkbox(
                    _plain(flag.short),
                    key=key,
                    width="stretch",
                    on_change=lambda id_=flag.id, key=key: session.answer(id_, st.session_state[key]),
                )
                # its own button beside the box: a touch on it opens the help and ticks nothing
                st.html(
                    Markup(
                        '<details class="tp-help"><summary aria-label="What is meant: {}">?</summary>'
                        "<p>{}</p></details>"
                    ).format(flag.short, flag.question),
                    width="content",
                )


def _plain(text: str) -> str:
    """Text for Streamlit's Markdown, in which no character has a meaning."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#+|$:~" else c for c in text)

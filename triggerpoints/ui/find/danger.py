"""Questions about red flags for the marked areas, and the advice when one is true."""

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

HEADS = {
    "emergency": "Needs help now",
    "today": "Needs to be seen today",
    "soon": "Needs a doctor within days",
}


def advice(content: Content) -> None:
    """What to do about the signs that were ticked; stands on top of the page."""
    found = raised(content, session.current().yes)
    for level in LEVELS:
        flags = [flag for flag in found if flag.level == level]
        if not flags:
            continue
        items = Markup("").join(
            Markup("<li><strong>{}.</strong> {}</li>").format(flag.short, flag.advice) for flag in flags
        )
        role = "alert" if level == "emergency" else "status"
        st.html(
            Markup('<section class="tp-advice {}" role="{}"><h2>{}</h2><ul>{}</ul></section>').format(
                level, role, ADVICE[level], items
            )
        )


def questions(content: Content, regions: Sequence[str]) -> None:
    """Ask for the red flags of the regions; nothing has to be answered."""
    asked = flags_for(content, regions)
    record = session.current()
    yes = [flag.id for flag in asked if flag.id in record.yes]
    no = [flag.id for flag in asked if flag.id in record.no]
    still_open = [flag.id for flag in asked if flag.id not in (*yes, *no)]
    st.html(Markup('<h2 class="tp-step"><span>2</span>First: is any of this true?</h2>'))
    if still_open:
        st.html(
            blocks.note(
                "Tick all that are true for you. You can also leave this open and look at the muscles below."
            )
        )
    for level in LEVELS:
        flags = [flag for flag in asked if flag.level == level and flag.id not in no]
        if not flags:
            continue
        with st.container(key=f"flags-{level}", gap=None):
            st.html(Markup('<h3 class="tp-level {}">{}</h3>').format(level, HEADS[level]))
            for flag in flags:
                key = f"flag {flag.id}"
                st.session_state[key] = flag.id in record.yes
                st.checkbox(
                    _plain(flag.short),
                    key=key,
                    help=_plain(flag.question),
                    on_change=lambda id_=flag.id, key=key: session.answer(id_, st.session_state[key]),
                )
                if flag.id in record.yes:
                    # Repeated here, because the top of the page is out of sight on a phone.
                    st.html(Markup('<p class="tp-do {}">{}</p>').format(level, flag.advice))
    if still_open:
        st.button(
            "None of the others is true" if yes else "None of these is true",
            icon=":material/check:",
            on_click=session.answer_none,
            args=(still_open,),
            width="stretch",
        )
    if no:
        with st.container(horizontal=True, vertical_alignment="center"):
            others = "other " if yes else ""
            messages.say(f"You said: none of the {len(no)} {others}warning signs.", "success")
            st.button("Show them again", on_click=session.ask_again, args=(no,), type="tertiary")


def _plain(text: str) -> str:
    """Text for Streamlit's Markdown, in which no character has a meaning."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#+|$:~" else c for c in text)

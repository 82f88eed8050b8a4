"""Spaced repetition: what is left today, how well a card was known, the days to come, the file to keep."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from triggerpoints.figures.due_chart import due_chart, due_words
from triggerpoints.study.quiz import Sitting
from triggerpoints.study.schedule import Today, forecast, to_json
from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks
from triggerpoints.ui.learn import session

FILE_NAME = "my-learning.json"
LIMITS = (10, 20, 40, 80)
HOW = (
    "Each card comes again on the day when you would still know it with a chance of about 90 % "
    "(FSRS, an open method). What you forget comes again today."
)
PRIVACY = (
    "Nothing is stored on the server. Your progress belongs to this browser tab and is gone when you "
    "close it. Save the file, and open it here the next time."
)


def counts(plan: Today) -> str:
    """What is left today, in words."""
    said = [
        f"{len(cards)} {word}"
        for cards, word in ((plan.due, "due"), (plan.new, "new"), (plan.again, "to repeat"))
        if cards
    ]
    return f"Today: {', '.join(said) or 'nothing left'}" + (f", {plan.done} done" if plan.done else "")


def limit() -> None:
    """How many cards a day."""
    progress, key = session.progress(), "learn limit"
    st.session_state[key] = progress.limit if progress.limit in LIMITS else None
    st.segmented_control(
        "Cards a day",
        LIMITS,
        key=key,
        required=progress.limit in LIMITS,
        on_change=lambda: session.keep(replace(session.progress(), limit=st.session_state[key])),
    )


def how_well(sitting: Sitting) -> None:
    """After an answer: say how well the card was known, which plans its next day."""
    if not sitting.right:
        st.button(
            "Next, this one again later",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=session.rate,
            args=("again",),
        )
        return
    with st.container(horizontal=True, gap="small"):
        st.button("I knew it", type="primary", on_click=session.rate, args=("good",))
        st.button("I guessed", on_click=session.rate, args=("hard",))
        st.button("Too easy", on_click=session.rate, args=("easy",))


def done(plan: Today) -> None:
    """Nothing is left for today."""
    st.html(
        Markup(
            '<h1 class="tp-name">Done for today</h1>'
            '<p class="tp-sub">{} card{} answered. '
            "Save your progress, and come back when the next ones are due.</p>"
        ).format(plan.done, "" if plan.done == 1 else "s")
    )


def say() -> None:
    """Say once what has just happened."""
    if said := session.notice():
        kind, text = said
        messages.say(text, kind)


def panel() -> None:
    """The coming days, and the file of the progress."""
    progress = session.progress()
    days = forecast(progress, session.now())
    days_side, file_side = st.columns([1.3, 1], gap="large")
    with days_side:
        st.html(Markup('<h2 class="tp-step">The coming days</h2>'))
        if progress.cards:
            st.plotly_chart(
                due_chart(days), key="learn days", config={"displayModeBar": False, "staticPlot": True}
            )
        st.html(blocks.note(due_words(days)) + blocks.note(HOW))
    with file_side:
        st.html(Markup('<h2 class="tp-step">Your progress</h2>') + blocks.note(PRIVACY))
        known = len(progress.cards)
        st.download_button(
            f"Save my progress ({known} card{'' if known == 1 else 's'})",
            data=to_json(progress),
            file_name=FILE_NAME,
            mime="application/json",
            icon=":material/save:",
            disabled=not known,
            on_click="ignore",
        )
        with st.expander("Open a saved file", icon=":material/folder_open:"):
            st.file_uploader(
                "File saved here before", type="json", key="learn file", max_upload_size=1, on_change=_open
            )


def _open() -> None:
    uploaded = st.session_state.get("learn file")
    if uploaded is not None:
        session.open_file(uploaded.getvalue())

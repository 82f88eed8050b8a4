"""Spaced repetition: what is left today, how well a card was known, the days to come, the file to keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.figures.due_chart import due_chart, due_words
from triggerpoints.study import schedule
from triggerpoints.study.progress_file import to_json
from triggerpoints.study.quiz import Card
from triggerpoints.study.schedule import RETENTIONS, Today, forecast
from triggerpoints.study.sitting import Sitting
from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks
from triggerpoints.ui.learn import question_map, session

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.content.models.base import Evidence

_TAKEN = "learn exam taken"
MOST_LISTED = 8
FILE_NAME = "my-learning.json"
LIMITS = (10, 20, 40, 80)
HOW = (
    "Each card comes again on the day when you would still know it with the chance that you wish (FSRS, "
    "an open method). What you forget comes again today."
)
PRIVACY = (
    "Nothing is stored on the server. Your progress is kept by this browser; it is still there after you "
    "close it. Save the file to take it to another one, or in case this browser forgets."
)
NOT_FITTED = (
    "The memory model can be fitted to your own log by the FSRS optimizer. It is not installed here: it "
    'needs large packages. Whoever runs this app can add it with: pip install "fsrs[optimizer]".'
)
STRONG: tuple[tuple[float, Evidence, str], ...] = (
    (0.9, "very_low", "Known"),
    (0.7, "low", "Fading"),
    (-1.0, "moderate", "To repeat soon"),
)


def counts(plan: Today) -> str:
    """What is left today, in words."""
    said = [
        f"{len(cards)} {word}"
        for cards, word in ((plan.due, "due"), (plan.new, "new"), (plan.again, "to repeat"))
        if cards
    ]
    return f"Today: {', '.join(said) or 'nothing left'}" + (f", {plan.done} done" if plan.done else "")


def wishes(asked: Sequence[Card], exam_date: date | None) -> None:
    """How many cards a day, how sure to know them, and until when.

    Parameters
    ----------
    asked : sequence of Card
        What is being learned.
    exam_date : date or None
        Of the set.
    """
    progress, key = session.progress(), "learn limit"
    st.session_state[key] = progress.limit if progress.limit in LIMITS else None
    st.segmented_control(
        "Cards a day",
        LIMITS,
        key=key,
        required=progress.limit in LIMITS,
        on_change=lambda: session.wish(limit=st.session_state[key]),
    )
    sure = "learn retention"
    st.session_state[sure] = progress.retention if progress.retention in RETENTIONS else None
    st.segmented_control(
        "How sure to know a card when it comes again",
        RETENTIONS,
        format_func=lambda share: f"{100 * share:.0f} %",
        key=sure,
        required=progress.retention in RETENTIONS,
        on_change=lambda: session.wish(retention=st.session_state[sure]),
    )
    day = "learn exam"
    if exam_date and exam_date != progress.exam_date and st.session_state.get(_TAKEN) != exam_date:
        st.session_state[_TAKEN] = exam_date
        session.wish(exam_date=exam_date)
        progress = session.progress()
    st.session_state[day] = progress.exam_date
    st.date_input(
        "Exam date (if any)",
        None,
        key=day,
        format="YYYY-MM-DD",
        on_change=lambda: session.wish(exam_date=st.session_state[day]),
    )
    if said := exam_words(schedule.exam(progress, asked, session.now())):
        st.html(blocks.note(said))


def exam_words(exam: schedule.Exam | None) -> str:
    """How things stand for the exam, in words."""
    if exam is None:
        return ""
    days = "today" if exam.days_left == 0 else f"in {_number(exam.days_left, 'day')}"
    unseen = (
        f"{_number(exam.unseen, 'new card')} to go, so {exam.new_a_day} a day come now."
        if exam.unseen and exam.new_a_day
        else ""
    )
    known = (
        f"Without any further answer you would know about {100 * exam.known:.0f} % of all cards on that day."
    )
    return f"The exam is {days}. {unseen} {known}".replace("  ", " ")


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def how_well(sitting: Sitting) -> None:
    """After an answer: say how well the card was known, which plans its next day."""
    if not sitting.right:
        st.button(
            "Next, this one again later",
            key="learn next",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=session.rate,
            args=("again",),
        )
        return
    with st.container(horizontal=True, gap="small"):
        st.button("I knew it", key="learn next", type="primary", on_click=session.rate, args=("good",))
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


def panel(atlas: Atlas, content: Content) -> None:
    """The coming days, the muscles by how well they are known, and the file of the progress."""
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
        if progress.log:
            with st.expander("How well you know each muscle", icon=":material/thermostat:"):
                _heat(atlas, content)
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
                "File saved here before", type="json", key="learn file", max_upload_size=4, on_change=_open
            )
        with st.expander("Memory model", icon=":material/tune:"):
            _fit(len(progress.log))
        with st.expander("Forget my progress", icon=":material/delete:"):
            st.html(
                blocks.note("All cards and the log, here and in this browser. A saved file is not touched.")
            )
            st.button("Forget it all", disabled=not known, on_click=session.forget_progress)


def _heat(atlas: Atlas, content: Content) -> None:
    """The body by how well its muscles are known now, over all reviews."""
    progress = session.progress()
    chances = {m: c for m, c in schedule.strength(progress, session.now()).items() if m in content.muscles}
    grades = {
        muscle: next(g for least, g, _ in STRONG if chance >= least) for muscle, chance in chances.items()
    }
    question_map.draw_shares(
        atlas, content, grades, {grade: label for _, grade, label in STRONG}, "learn heat map"
    )
    lapses = schedule.lapses(progress)
    worst = sorted((m for m in lapses if m in content.muscles), key=lambda m: (-lapses[m][1], m))[
        :MOST_LISTED
    ]
    rows = [
        f"{content.muscles[m].names.en}: {lapses[m][1]} of {lapses[m][0]} forgotten, "
        f"{100 * chances.get(m, 0):.0f} % known now"
        for m in worst
        if lapses[m][1]
    ]
    st.html(blocks.note(f"{len(progress.log)} reviews of {len(lapses)} muscles.") + blocks.bullets(rows))


def _fit(reviews: int) -> None:
    """Fit the memory model to the log, where the library's optimizer is there."""
    if not schedule.can_fit():
        st.html(blocks.note(NOT_FITTED))
        return
    least = schedule.FITTED_FROM
    st.html(
        blocks.note(f"Your log has {reviews} reviews; from about {least} on, the model can be fitted to it.")
    )
    st.button("Fit it to my log", disabled=reviews < least, on_click=_fit_now)
    if session.progress().parameters:
        st.button("Back to the common model", on_click=lambda: session.wish(parameters=None))


def _fit_now() -> None:
    session.set_progress(schedule.fitted(session.progress()))
    session.say("The memory model is fitted to your log.", "success")


def _open() -> None:
    uploaded = st.session_state.get("learn file")
    if uploaded is not None:
        session.open_file(uploaded.getvalue())

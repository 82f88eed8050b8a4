"""Questions and progress of a visit: in the session alone, made again when the address asks for others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from random import Random
from typing import TYPE_CHECKING

import streamlit as st

from triggerpoints.study import schedule
from triggerpoints.study.quiz import Card, Question, Sitting, question, quiz
from triggerpoints.study.schedule import Answer, Progress, Today, UnreadableProgressError
from triggerpoints.ui import messages

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.ui.learn.scope import Scope

_QUIZ, _SCOPE = "learn quiz", "learn quiz scope"
_REVIEW, _REVIEWED = "learn review", "learn review scope"
_PROGRESS, _NOTICE = "learn progress", "learn notice"


def sitting(atlas: Atlas, content: Content, asked: Sequence[Card], scope: Scope) -> Sitting:
    """The quiz that the address asks for, as far as it has been answered."""
    if st.session_state.get(_SCOPE) != scope:
        st.session_state[_SCOPE] = scope
        start(quiz(atlas, content, asked, scope.number, scope.seed or ""))
    current: Sitting = st.session_state[_QUIZ]
    return current


def start(questions: Sequence[Question]) -> None:
    """Ask these questions of a quiz from the first one on."""
    st.session_state[_QUIZ] = Sitting(tuple(questions))


def answer(muscle: str) -> None:
    """Take an answer in the quiz; meant for callbacks."""
    st.session_state[_QUIZ] = st.session_state[_QUIZ].answered(muscle)


def go_on() -> None:
    """Leave the answer and show the next question of the quiz; meant for callbacks."""
    st.session_state[_QUIZ] = st.session_state[_QUIZ].next()


def now() -> datetime:
    """The time where the visitor is."""
    try:
        behind = timedelta(minutes=st.context.timezone_offset or 0)
        zone = timezone(-behind)
    except ValueError:
        zone = timezone(timedelta())
    return datetime.now(zone)


def progress() -> Progress:
    """What the visitor has learned, as far as this session knows."""
    known: Progress = st.session_state.get(_PROGRESS, Progress())
    return known


def keep(changed: Progress) -> None:
    """Replace the progress; meant for callbacks."""
    st.session_state[_PROGRESS] = changed


def review(
    atlas: Atlas, content: Content, asked: Sequence[Card], scope: Scope, plan: Today
) -> Sitting | None:
    """The card of today's review that is on the page; None when nothing is left for today."""
    held: Sitting | None = st.session_state.get(_REVIEW)
    if held and st.session_state.get(_REVIEWED) == (scope.regions, scope.kinds):
        return held
    for card in plan.queue:
        made = question(atlas, content, card, Random(f"{now():%Y-%m-%d} {card.id}"))
        if made:
            st.session_state[_REVIEW] = Sitting((made,))
            st.session_state[_REVIEWED] = (scope.regions, scope.kinds)
            return Sitting((made,))
    return None


def answer_review(muscle: str) -> None:
    """Take an answer in the review; meant for callbacks."""
    held: Sitting | None = st.session_state.get(_REVIEW)
    if held:
        st.session_state[_REVIEW] = held.answered(muscle)


def rate(answered: Answer) -> None:
    """Plan the card on the page and leave it; meant for callbacks."""
    held: Sitting | None = st.session_state.pop(_REVIEW, None)
    if held:
        keep(schedule.rate(progress(), held.questions[0].card, answered, now()))


def repeat_later(questions: Sequence[Question]) -> None:
    """Put questions that were answered wrongly into today's review; meant for callbacks."""
    keep(schedule.forgotten(progress(), [question.card for question in questions], now()))
    st.session_state[_NOTICE] = ("success", f"{len(questions)} more in today’s review.")


def open_file(data: bytes) -> None:
    """Add the progress of a file to that of the session; a file that cannot be read changes nothing."""
    try:
        opened = schedule.from_json(data)
    except UnreadableProgressError as error:
        st.session_state[_NOTICE] = ("error", f"{error} What you have learned in this visit is kept.")
        return
    keep(schedule.merged(progress(), opened))
    st.session_state[_NOTICE] = (
        "success",
        f"Opened: {len(opened.cards)} card{'' if len(opened.cards) == 1 else 's'}.",
    )


def notice() -> tuple[messages.Kind, str] | None:
    """Kind and text of what is to be said once."""
    said: tuple[messages.Kind, str] | None = st.session_state.pop(_NOTICE, None)
    return said

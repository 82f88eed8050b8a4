"""Questions and progress of a visit, kept in the browser too: a reload goes on where the learner was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import TYPE_CHECKING, Any

import streamlit as st

from triggerpoints.study import progress_file, schedule
from triggerpoints.study.progress_file import UnreadableProgressError
from triggerpoints.study.quiz import Card, Question, question, quiz
from triggerpoints.study.schedule import Answer, Progress, Today
from triggerpoints.study.sitting import Given, Sitting
from triggerpoints.ui import messages
from triggerpoints.ui.components.keeper import Found, forget, keep
from triggerpoints.ui.learn import drawn

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.ui.learn.scope import Scope

QUIZ_NAME, PROGRESS_NAME = "learn quiz", "learn progress"  # under which the browser keeps them
PROGRESS_DAYS = 730
_QUIZ, _SCOPE, _BEGAN, _CARDS = "learn quiz", "learn quiz scope", "learn quiz began", "learn quiz repeats"
_REVIEW, _REVIEWED = "learn review", "learn review scope"
_PROGRESS, _NOTICE = "learn progress", "learn notice"


def sitting(atlas: Atlas, content: Content, asked: Sequence[Card], scope: Scope) -> Sitting:
    """The quiz that the address asks for, as far as it has been answered."""
    if st.session_state.get(_SCOPE) != scope:
        start(quiz(atlas, content, asked, scope.number, scope.seed or ""))
        st.session_state[_CARDS] = None
        st.session_state[_SCOPE] = scope  # last: a run of the page may be broken off before
    _go_on_as_kept(scope)
    current: Sitting = st.session_state[_QUIZ]
    return current


def start(questions: Sequence[Question]) -> None:
    """Ask these questions of a quiz from the first one on."""
    drawn.clear()
    st.session_state[_QUIZ] = Sitting(tuple(questions))
    st.session_state[_BEGAN] = datetime.now(UTC)


def repeat(questions: Sequence[Question]) -> None:
    """Ask some questions of a quiz again; meant for callbacks."""
    start(questions)
    st.session_state[_CARDS] = [question.card.id for question in questions]


def is_repeat() -> bool:
    """Whether some questions of the quiz are asked again."""
    return st.session_state.get(_CARDS) is not None


def began() -> datetime:
    """When the quiz was begun."""
    at: datetime = st.session_state[_BEGAN]
    return at


def take(given: Given) -> None:
    """Take an answer in the quiz; meant for callbacks."""
    st.session_state[_QUIZ] = st.session_state[_QUIZ].answered(given)


def go_on() -> None:
    """Leave the answer and show the next question of the quiz; meant for callbacks."""
    drawn.clear()
    st.session_state[_QUIZ] = st.session_state[_QUIZ].next()


def keep_quiz() -> None:
    """Let the browser keep the quiz that is going on, and take over the one that it has kept."""
    held: Sitting | None = st.session_state.get(_QUIZ)
    text = None
    if held and held.given:
        text = json.dumps(
            {
                "scope": _scope_key(st.session_state[_SCOPE]),
                "cards": st.session_state.get(_CARDS),
                "given": [[given.said, given.score, given.measured] for given in held.given],
                "shown": held.shown,
                "began": began().isoformat(),
            }
        )
    keep(QUIZ_NAME, text, _take_quiz)


def now() -> datetime:
    """The time where the visitor is."""
    try:
        behind = timedelta(minutes=st.context.timezone_offset or 0)
        zone = timezone(-behind)
    except ValueError:
        zone = timezone(timedelta())
    return datetime.now(zone)


def progress() -> Progress:
    """What the visitor has learned, as far as this browser knows."""
    known: Progress = st.session_state.get(_PROGRESS, Progress())
    return known


def set_progress(changed: Progress) -> None:
    """Replace the progress; meant for callbacks."""
    st.session_state[_PROGRESS] = changed


def wish(**changed: Any) -> None:
    """Change what the learner wishes: limit, retention, exam date; meant for callbacks."""
    set_progress(replace(progress(), **changed))


def keep_progress() -> None:
    """Let the browser keep the progress, and take over what it has kept."""
    held = progress()
    text = progress_file.to_text(held) if held != Progress() else None
    keep(PROGRESS_NAME, text, _take_progress, days=PROGRESS_DAYS, merges=True)


def forget_progress() -> None:
    """Forget all that was learned, here and in the browser; meant for callbacks."""
    st.session_state.pop(_PROGRESS, None)
    st.session_state.pop(_REVIEW, None)
    forget(PROGRESS_NAME)
    st.session_state[_NOTICE] = ("success", "Your progress is forgotten, here and in this browser.")


def review(
    atlas: Atlas, content: Content, asked: Sequence[Card], scope: Scope, plan: Today
) -> Sitting | None:
    """The card of today's review that is on the page; None when nothing is left for today."""
    held: Sitting | None = st.session_state.get(_REVIEW)
    if held and st.session_state.get(_REVIEWED) == _scope_key(scope):
        return held
    for card in plan.queue:
        made = question(atlas, content, card, Random(f"{now():%Y-%m-%d} {card.id}"))
        if made:
            drawn.clear()
            st.session_state[_REVIEW] = Sitting((made,))
            st.session_state[_REVIEWED] = _scope_key(scope)
            return Sitting((made,))
    return None


def take_review(given: Given) -> None:
    """Take an answer in the review; meant for callbacks."""
    held: Sitting | None = st.session_state.get(_REVIEW)
    if held:
        st.session_state[_REVIEW] = held.answered(given)


def rate(answered: Answer) -> None:
    """Plan the card on the page and leave it; meant for callbacks."""
    held: Sitting | None = st.session_state.pop(_REVIEW, None)
    drawn.clear()
    if held:
        set_progress(schedule.rate(progress(), held.questions[0].card, answered, now()))


def repeat_later(questions: Sequence[Question]) -> None:
    """Put questions that were answered wrongly into today's review; meant for callbacks."""
    set_progress(schedule.added(progress(), [question.card for question in questions], now()))
    st.session_state[_NOTICE] = ("success", f"{len(questions)} more in today’s review.")


def open_file(data: bytes) -> None:
    """Add the progress of a file to that of the session; a file that cannot be read changes nothing."""
    try:
        opened = progress_file.from_json(data)
    except UnreadableProgressError as error:
        st.session_state[_NOTICE] = ("error", f"{error} What you have learned in this visit is kept.")
        return
    set_progress(schedule.merged(progress(), opened))
    st.session_state[_NOTICE] = (
        "success",
        f"Opened: {len(opened.cards)} card{'' if len(opened.cards) == 1 else 's'}.",
    )


def say(text: str, kind: messages.Kind = "info") -> None:
    """Say something once, on the next run."""
    st.session_state[_NOTICE] = (kind, text)


def notice() -> tuple[messages.Kind, str] | None:
    """Kind and text of what is to be said once."""
    said: tuple[messages.Kind, str] | None = st.session_state.pop(_NOTICE, None)
    return said


_KEPT = "learn quiz kept"


@dataclass(frozen=True)
class _Kept:
    """A quiz as the browser has kept it."""

    scope: str
    cards: list[str] | None
    given: tuple[Given, ...]
    shown: bool
    began: datetime


def _take_quiz(found: Found) -> None:
    """Note the quiz that this tab had before a reload; the page goes on with it at the same address."""
    if not found.same_tab:
        return
    try:
        data = json.loads(found.text)
        kept = _Kept(
            str(data["scope"]),
            None if data["cards"] is None else [str(card) for card in data["cards"]],
            tuple(_given(*item) for item in data["given"]),
            data["shown"] is True,
            datetime.fromisoformat(data["began"]).astimezone(UTC),
        )
    except (ValueError, RecursionError, TypeError, KeyError):
        return
    st.session_state[_KEPT] = kept


def _given(said: object, score: object, measured: object) -> Given:
    if not isinstance(said, str) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise ValueError("no answer")
    return Given(said, float(score), float(measured) if isinstance(measured, int | float) else None)


def _go_on_as_kept(scope: Scope) -> None:
    kept: _Kept | None = st.session_state.pop(_KEPT, None)
    held: Sitting = st.session_state[_QUIZ]
    if kept is None or kept.scope != _scope_key(scope) or held.given:
        return
    by_card = {question.card.id: question for question in held.questions}
    questions = held.questions
    if kept.cards is not None:
        questions = tuple(by_card[card] for card in kept.cards if card in by_card)
    if not questions or len(kept.given) > len(questions):
        return
    st.session_state[_CARDS] = kept.cards
    st.session_state[_QUIZ] = Sitting(questions, kept.given, kept.shown and bool(kept.given))
    st.session_state[_BEGAN] = kept.began


def _scope_key(scope: Scope) -> str:
    """Tells scopes apart, whatever was typed into them."""
    return repr((scope.part, scope.regions, scope.muscles, scope.kinds, scope.number, scope.seed))


def _take_progress(found: Found) -> None:
    """Put what the browser has kept to what this visit knows."""
    try:
        kept = progress_file.from_text(found.text)
    except UnreadableProgressError:
        return
    set_progress(schedule.merged(progress(), kept))

"""The projector: one question after the other for a whole room, large, with reveal, timer and points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st
from markupsafe import Markup

from triggerpoints.study.kinds import KINDS
from triggerpoints.ui.components.quizkeys import quizkeys
from triggerpoints.ui.learn import answers, question_map
from triggerpoints.ui.learn import scope as learn_scope
from triggerpoints.ui.learn.set_page import code
from triggerpoints.ui.state import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.study.quiz import Question
    from triggerpoints.ui.learn.scope import Scope

SECONDS = 45
TEAMS = ("A", "B")
LETTERS = "ABCD"
_AT, _SHOWN, _POINTS, _OF = "learn show at", "learn show answer", "learn show points", "learn show of"


def projector(atlas: Atlas, content: Content, scope: Scope, questions: Sequence[Question]) -> None:
    """Draw the question that is on the wall; before the first one, the code that brings it to the phones."""
    if st.session_state.get(_OF) != scope:
        st.session_state[_AT], st.session_state[_SHOWN] = -1, False
        st.session_state[_POINTS] = dict.fromkeys(TEAMS, 0)
        st.session_state[_OF] = scope  # last: a run of the page may be broken off before
    at, shown = int(st.session_state[_AT]), bool(st.session_state[_SHOWN])
    with st.container(key="projector"):
        if at < 0:
            _cover(scope, len(questions))
        elif at < len(questions):
            _question(atlas, content, questions[at], at, len(questions), shown=shown)
        else:
            _end()
        _bar(at, len(questions), shown=shown)
    quizkeys(
        f"show {at} {shown}",
        focus=".tp-ask",
        next_=".st-key-show-next button",
        answered=True,
        keys={
            "r": ".st-key-show-reveal button",
            " ": ".st-key-show-reveal button",
            "n": ".st-key-show-next button",
            "arrowright": ".st-key-show-next button",
            "arrowleft": ".st-key-show-back button",
            **{team.lower(): f".st-key-show-team-{team} button" for team in TEAMS},
        },
        seconds=SECONDS if 0 <= at < len(questions) and not shown else 0,
    )


def _cover(scope: Scope, number: int) -> None:
    link = learn_scope.link(scope, scope.seed or "1", "quiz")
    code_side, word_side = st.columns([1, 1.2], gap="large")
    with code_side:
        code(link)
    with word_side:
        st.html(
            Markup(
                '<h1 class="tp-ask">{}</h1><p>{} questions. Scan the code to answer on your phone.</p>'
            ).format(scope.words, number)
        )


def _question(
    atlas: Atlas, content: Content, question: Question, at: int, total: int, *, shown: bool
) -> None:
    map_side, text_side = st.columns([1, 1], gap="large")
    with map_side, st.container(key="learn-map"):
        question_map.question_map(
            atlas,
            content,
            question,
            answered=shown,
            erase=False,
            on_pick=lambda _: None,
            on_mark=lambda: None,
            on_wall=True,
        )
    with text_side:
        st.html(
            Markup(
                '<p class="tp-count">{} of {} · {}<span class="tp-timer" role="timer"></span></p>'
                '<h1 class="tp-ask">{}</h1>{}'
            ).format(
                at + 1,
                total,
                KINDS[question.card.kind],
                question.asks,
                _choices(atlas, content, question, shown=shown),
            )
        )
        if shown:
            st.html(Markup('<p class="tp-told" role="status">{}</p>').format(_told(atlas, content, question)))


def _choices(atlas: Atlas, content: Content, question: Question, *, shown: bool) -> Markup:
    if question.card.kind in answers.ON_BODY:
        return Markup()
    if question.card.kind == "layers":
        names = answers.layer_names(atlas, content, question.offered)
        layers = Markup("").join(Markup("<li>{}</li>").format(name) for name in names)
        return Markup('<ul class="tp-choices">{}</ul>').format(layers)
    rows = Markup("").join(
        Markup('<li class="{}"><b>{}</b> {}</li>').format(
            "right" if shown and choice.muscle == question.card.muscle else "", letter, choice.text
        )
        for letter, choice in zip(LETTERS, question.choices, strict=False)
    )
    return Markup('<ul class="tp-choices">{}</ul>').format(rows) if rows else Markup()


def _told(atlas: Atlas, content: Content, question: Question) -> str:
    muscle = content.muscles[question.card.muscle]
    if question.card.kind == "layers":
        return " → ".join(answers.layer_names(atlas, content, question.parts))
    if question.card.kind == "paint":
        return "; ".join(f"{label}: {text}" for label, text in answers.zones(content, question) if text)
    if question.card.kind == "point":
        return next(p.where.student for p in muscle.trigger_points if p.id == question.point)
    return (
        muscle.names.en
        if question.card.kind in ("find", "name", "pattern", "plane", "which")
        else (question.answer.text)
    )


def _end() -> None:
    points: dict[str, int] = st.session_state[_POINTS]
    said = ", ".join(f"team {team}: {number}" for team, number in points.items())
    st.html(Markup('<h1 class="tp-ask">That was the last question</h1><p>Points: {}.</p>').format(said))


def _bar(at: int, total: int, *, shown: bool) -> None:
    """What the keys do, as buttons."""

    def go(to: int) -> None:
        st.session_state[_AT], st.session_state[_SHOWN] = max(-1, min(total, to)), False

    def reveal() -> None:
        st.session_state[_SHOWN] = True

    def point(team: str) -> None:
        st.session_state[_POINTS][team] += 1

    with st.container(key="show-bar", horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Back (←)", key="show-back", disabled=at < 0, on_click=go, args=(at - 1,))
        if 0 <= at < total and not shown:
            st.button("Reveal (R)", key="show-reveal", type="primary", on_click=reveal)
        if at < total:
            kind: Literal["primary", "secondary"] = "primary" if shown or at < 0 else "secondary"
            label = "Start (Enter)" if at < 0 else "Next (Enter)"
            st.button(label, key="show-next", type=kind, on_click=go, args=(at + 1,))
        for team in TEAMS:
            points = st.session_state[_POINTS][team]
            st.button(f"{team}: {points} (+1, {team})", key=f"show-team-{team}", on_click=point, args=(team,))
        st.button(
            "Leave", key="show-leave", type="tertiary", on_click=lambda: address.change(do="set", seed=None)
        )

"""A question beside its map, the explanation after the answer, and the score at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import load_atlas
from triggerpoints.study import results
from triggerpoints.study.hints import hint
from triggerpoints.study.kinds import KINDS
from triggerpoints.study.quiz import Question, spoken_roots
from triggerpoints.study.set import clean_name, to_text
from triggerpoints.study.sitting import Given, Sitting
from triggerpoints.ui import messages, shell
from triggerpoints.ui.components.quizkeys import quizkeys
from triggerpoints.ui.html import blocks, words
from triggerpoints.ui.learn import answers, question_map, scope, session, setup
from triggerpoints.ui.state import address, audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle
    from triggerpoints.content.models.base import Evidence

MOST_SOURCES = 3
NEXT = ".st-key-learn-next button"
KEYS = "Keys 1 to 4 answer, Enter goes on, H shows the hint"
_KEYS_WORK, _KEYS_SWITCH = "learn keys work", "learn keys switch"


def question(
    atlas: Atlas,
    content: Content,
    sitting: Sitting,
    *,
    title: str,
    done: float,
    take: Callable[[Given], None],
    go_on: Callable[[Sitting], None],
) -> None:
    """Draw the question on the page with its map.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    sitting : Sitting
        With a question left.
    title : str
        What stands above the question.
    done : float
        Part (0..1) of all questions that is done.
    take : callable
        Called with the answer.
    go_on : callable
        Draws the ways to the next question once this one is answered.
    """
    question = sitting.question
    if question is None:
        raise ValueError("The sitting is over; there is no question to draw.")
    shown = sitting.shown
    map_side, question_side = st.columns([1.3, 1], gap="large")
    with map_side, st.container(key="learn-map"):
        question_map.question_map(
            atlas,
            content,
            question,
            answered=shown,
            erase=answers.is_erasing(),
            on_pick=lambda muscle: take(Given(muscle, float(muscle == question.card.muscle))),
            on_mark=answers.mark_taken(atlas, content, question, take),
        )
    with question_side, st.container(key="learn-ask"):
        st.html(
            Markup(
                '<p class="tp-eyebrow">{} · {}</p>'
                '<div class="tp-progress" aria-hidden="true"><span style="width:{:.0f}%"></span></div>'
                '<h1 class="tp-name tp-ask">{}</h1>'
            ).format(title, KINDS[question.card.kind], 100 * done, question.asks)
        )
    with question_side, st.container(key="learn-question", gap="small"):
        if shown:
            answers.verdict(atlas, content, question, sitting.given[-1])
            go_on(sitting)
        else:
            answers.answers(atlas, content, question, sitting.number, take)
            _hint(content, question)
    with question_side, st.container(key="learn-told", gap="small"):
        if shown:
            explain(content, question)
        keys_work = _keys()
        st.html(blocks.note(setup.LEARNING))
        setup.choose_again()
    quizkeys(
        f"{title} {question.card.id} {shown}",
        focus=NEXT if shown else ".tp-ask",
        next_=NEXT if shown else answers.DONE,
        answers=answers.BUTTONS if keys_work and not shown else "",
        answered=shown,
        keys={"h": ".st-key-learn-hint summary"} if keys_work else {},
    )


def explain(content: Content, question: Question) -> None:
    """Say what there is to know, and where it stands."""
    muscle = content.muscles[question.card.muscle]
    below = muscle.names.plain if audience.current() == "patient" else muscle.names.la
    st.html(
        Markup('<p class="tp-chosen">{}</p><p class="tp-sub">{}</p>').format(muscle.names.en, below)
        + blocks.facts(_facts(content, question))
        + Markup("").join(
            Markup('<p class="tp-note">{}.</p>').format(note) for note in _shape_notes(question)
        )
        + Markup('<div class="tp-cited">{}</div>').format(_sources(content, question))
    )
    if question.card.kind in ("layers", "plane", "hazard"):
        params = address.with_audience(
            muscle=muscle.id, **({"point": question.point} if question.point else {})
        )
        label = f"Open {muscle.names.en} in Under the needle"
        shell.link("under_the_needle", label, icon=":material/layers:", **params)
    label = f"Open {muscle.names.en} in Explore"
    params = address.with_audience(muscle=muscle.id)
    shell.link("explore", label, icon=":material/accessibility_new:", **params)


def score(atlas: Atlas, content: Content, sitting: Sitting, asked: scope.Scope) -> None:
    """The score, what to repeat, and ways on."""
    map_side, score_side = st.columns([1.3, 1], gap="large")
    missed = {question.card.muscle for question in sitting.repeat}
    grades: dict[str, Evidence] = {
        question.card.muscle: "low" if question.card.muscle in missed else "moderate"
        for question in sitting.questions
    }
    with map_side, st.container(key="learn-map"):
        question_map.draw_shares(atlas, content, grades, question_map.KNOWN, "learn score map")
    with score_side, st.container(key="learn-question", gap="small"):
        _scored(content, sitting)
        _again(sitting)
        if not session.is_repeat():
            _save_result(sitting, asked)
    quizkeys(f"score {len(sitting.questions)}", focus=".tp-ask", next_=".st-key-learn-again button")


def _keys() -> bool:
    """Whether single keys answer; some people press keys that they do not mean."""
    st.session_state.setdefault(_KEYS_WORK, True)
    st.session_state[_KEYS_SWITCH] = st.session_state[_KEYS_WORK]

    def switch() -> None:
        st.session_state[_KEYS_WORK] = st.session_state[_KEYS_SWITCH]

    with st.container(key="learn-keys"):
        st.toggle(KEYS, key=_KEYS_SWITCH, on_change=switch)
    works: bool = st.session_state[_KEYS_WORK]
    return works


def _hint(content: Content, question: Question) -> None:
    """Something that helps, closed until it is asked for."""
    if found := hint(content, question):
        with st.container(key="learn-hint"), st.expander("Hint", icon=":material/lightbulb:"):
            st.html(blocks.facts([found]))


def _scored(content: Content, sitting: Sitting) -> None:
    total = len(sitting.questions)
    st.html(
        Markup(
            '<p class="tp-eyebrow">Your score</p><h1 class="tp-name tp-ask">{} of {} right</h1>'
            '<div class="tp-progress" aria-hidden="true">'
            '<span style="width:{:.0f}%"></span></div>'
        ).format(sitting.right, total, 100 * sitting.right / max(1, total))
    )
    if not sitting.repeat:
        messages.say("All right. Try another region, or more kinds of questions.", "success")
        return
    rows = Markup("").join(
        Markup("<li><strong>{}</strong> ({})").format(
            content.muscles[q.card.muscle].names.en, KINDS[q.card.kind].lower()
        )
        + (
            f": {q.answer.text}"
            if q.card.kind in ("attachments", "nerve", "roots", "action", "hazard")
            else ""
        )
        + Markup("</li>")
        for q in sitting.repeat
    )
    st.html(Markup('<h2 class="tp-step">To repeat</h2><ul class="tp-list">{}</ul>').format(rows))
    with st.expander("Look at them in Explore", icon=":material/accessibility_new:"):
        for muscle in dict.fromkeys(q.card.muscle for q in sitting.repeat):
            params = address.with_audience(muscle=muscle)
            shell.link("explore", content.muscles[muscle].names.en, **params)


def _save_result(sitting: Sitting, asked: scope.Scope) -> None:
    """The result as a file, for somebody who wants to hand it in."""
    with st.expander("Hand in my result", icon=":material/assignment_turned_in:"):
        st.html(
            blocks.note(
                "The file holds your name, your answers and when you began. It stays with you until you give "
                "it to somebody; nothing is stored on the server."
            )
        )
        typed = st.text_input("Your name, as your teacher knows it", key="learn name", max_chars=60)
        result = results.Result(
            clean_name(typed, results.NAMELESS),
            asked.words,
            to_text(replace(asked.study_set, seed=asked.seed or "1")) if asked.study_set else "",
            session.began(),
            tuple(
                results.Answered(question.card.id, given.score, given.said)
                for question, given in zip(sitting.questions, sitting.given, strict=True)
            ),
        )
        st.download_button(
            "Save my result",
            data=results.to_json(result),
            file_name=f"result-{asked.file_stem}.json",
            mime="application/json",
            icon=":material/save:",
            on_click="ignore",
        )


def _facts(content: Content, question: Question) -> list[tuple[str, str]]:
    """What there is to know for a question; only confirmed texts."""
    muscle = content.muscles[question.card.muscle]
    anatomy = muscle.anatomy
    match question.card.kind:
        case "pattern" | "paint":
            points = [p for p in muscle.trigger_points if p.id == question.point] or muscle.trigger_points
            sure = dict.fromkeys(blocks.certainty(p.zones.certainty, p.zones.note) for p in points)
            return [*answers.zones(content, question), ("How sure", " ".join(sure))]
        case "nerve" | "roots":
            return [("Nerve", anatomy.nerve), ("Roots", spoken_roots(muscle) if anatomy.roots else "")]
        case "action":
            return [("Action", anatomy.action)]
        case "point":
            points = [p for p in muscle.trigger_points if p.id == question.point]
            return [(p.label, p.where.student) for p in points]
        case "hazard":
            return [(h.structure, h.note) for h in muscle.needle_depth.hazards]
        case "layers" | "plane":
            return [("Measured", "In one reference body; other bodies differ.")]
        case "which":
            return [("Nerve", anatomy.nerve), ("Action", anatomy.action)]
    return _attachments(muscle)


def _attachments(muscle: Muscle) -> list[tuple[str, str]]:
    anatomy = muscle.anatomy
    if not anatomy.has_source:
        return []
    return [("Proximal", anatomy.proximal_attachment), ("Distal", anatomy.distal_attachment)]


def _sources(content: Content, question: Question) -> Markup:
    """The sources of the answer, those that were read first."""
    known = [(key, content.sources[key]) for key in question.sources if key in content.sources]
    known.sort(key=lambda item: not item[1].was_read)
    return Markup("").join(blocks.source(key, record) for key, record in known[:MOST_SOURCES])


def _shape_notes(question: Question) -> list[str]:
    if question.card.kind not in ("find", "name"):
        return []
    return words.shape_notes(load_atlas().muscles.get(question.card.muscle))


def next_one(sitting: Sitting) -> None:
    """The way on after an answer in a quiz."""
    last = len(sitting.given) == len(sitting.questions)
    st.button(
        "See your score" if last else "Next question",
        key="learn next",
        type="primary",
        icon=":material/arrow_forward:",
        on_click=session.go_on,
    )


def _again(sitting: Sitting) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if sitting.repeat:
            st.button(
                f"Repeat {len(sitting.repeat)}",
                key="learn again",
                type="primary",
                icon=":material/replay:",
                on_click=session.repeat,
                args=(sitting.repeat,),
            )
            st.button(
                "Add to today’s review",
                icon=":material/event_repeat:",
                on_click=session.repeat_later,
                args=(sitting.repeat,),
            )
        st.button(
            "New questions",
            type="secondary" if sitting.repeat else "primary",
            icon=":material/shuffle:",
            on_click=lambda: address.change(seed=scope.new_seed()),
        )
        setup.choose_again()

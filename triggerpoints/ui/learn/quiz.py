"""A question beside its map, the explanation after the answer, and the score at the end."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import load_atlas
from triggerpoints.study.likeness import tells
from triggerpoints.study.quiz import KINDS, Question, Sitting
from triggerpoints.ui import messages, shell
from triggerpoints.ui.html import blocks, words
from triggerpoints.ui.learn import question_map, scope, session, setup
from triggerpoints.ui.state import address, audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle

MOST_SOURCES = 3


def question(
    atlas: Atlas,
    content: Content,
    sitting: Sitting,
    *,
    title: str,
    done: float,
    on_answer: Callable[[str], None],
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
    on_answer : callable
        Called with the muscle that was chosen.
    go_on : callable
        Draws the ways to the next question once this one is answered.
    """
    question = sitting.question
    if question is None:
        raise ValueError("The sitting is over; there is no question to draw.")
    map_side, question_side = st.columns([1.3, 1], gap="large")
    with map_side, st.container(key="learn-map"):
        question_map.question_map(atlas, content, question, answered=sitting.shown, on_answer=on_answer)
    with question_side, st.container(key="learn-question", gap="small"):
        st.html(
            Markup(
                '<p class="tp-eyebrow">{} · {}</p>'
                '<div class="tp-progress" aria-hidden="true"><span style="width:{:.0f}%"></span></div>'
                '<h1 class="tp-name tp-ask">{}</h1>'
            ).format(title, KINDS[question.card.kind], 100 * done, question.asks)
        )
        if sitting.shown:
            _verdict(content, question, sitting.given[-1])
            go_on(sitting)
        else:
            _choose(content, question, sitting.number, on_answer)
    with question_side, st.container(key="learn-told", gap="small"):
        if sitting.shown:
            explain(content, question)
        st.html(blocks.note(setup.LEARNING))
        setup.choose_again()


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
    params = address.with_audience(muscle=muscle.id)
    label = f"Open {muscle.names.en} in Explore"
    shell.link("explore", label, icon=":material/accessibility_new:", **params)


def score(atlas: Atlas, content: Content, sitting: Sitting) -> None:
    """The score, what to repeat, and ways on."""
    map_side, score_side = st.columns([1.3, 1], gap="large")
    with map_side, st.container(key="learn-map"):
        question_map.draw_score(atlas, content, sitting)
    with score_side, st.container(key="learn-question", gap="small"):
        _scored(content, sitting)
        _again(sitting)


def _scored(content: Content, sitting: Sitting) -> None:
    total = len(sitting.questions)
    st.html(
        Markup(
            '<p class="tp-eyebrow">Your score</p><h1 class="tp-name">{} of {} right</h1>'
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
        + ("" if q.card.kind in ("find", "name", "pattern") else f": {q.answer.text}")
        + Markup("</li>")
        for q in sitting.repeat
    )
    st.html(Markup('<h2 class="tp-step">To repeat</h2><ul class="tp-list">{}</ul>').format(rows))
    with st.expander("Look at them in Explore", icon=":material/accessibility_new:"):
        for muscle in dict.fromkeys(q.card.muscle for q in sitting.repeat):
            params = address.with_audience(muscle=muscle)
            shell.link("explore", content.muscles[muscle].names.en, **params)


def _verdict(content: Content, question: Question, given: str) -> None:
    """Say whether an answer was right, and which one is."""
    muscle = content.muscles[question.card.muscle]
    if given == muscle.id:
        messages.say("Right.", "success")
    else:
        messages.say(_wrong(content, question, given), "error")
    if question.card.kind != "find":
        rows = Markup("").join(
            Markup('<li class="{}">{}{}</li>').format(
                "right" if c.muscle == muscle.id else "wrong" if c.muscle == given else "",
                c.text,
                _mark(c.muscle, muscle.id, given),
            )
            for c in question.choices
        )
        st.html(Markup('<ul class="tp-choices">{}</ul>').format(rows))


def _choose(content: Content, question: Question, number: int, on_answer: Callable[[str], None]) -> None:
    if question.card.kind == "find":
        st.html(
            Markup('<p class="tp-note tp-desk">With the keyboard: arrow keys on the map, then Enter.</p>')
        )
        with st.expander("Answer without the map", icon=":material/list:"):
            st.html(blocks.note("Which of these muscles is it?"))
            _buttons(question, number, on_answer)
        return
    _buttons(question, number, on_answer)
    if said := in_words(content, question):
        with st.expander("The map in words", icon=":material/notes:"):
            st.html(blocks.facts(said))


def in_words(content: Content, question: Question) -> list[tuple[str, str]]:
    """What the map of a question shows, for those who cannot see it; it does not give the answer away."""
    muscle = content.muscles[question.card.muscle]
    if question.card.kind == "pattern":
        return _zones(content, question)
    if question.card.kind != "name":
        return []
    said = [("Where", muscle.names.plain), *_attachments(muscle)]
    return [(label, text) for label, text in said if not tells(text, muscle)]


def _buttons(question: Question, number: int, on_answer: Callable[[str], None]) -> None:
    for index, choice in enumerate(question.choices):
        st.button(
            _label(choice.text),
            key=f"learn choice {number} {index}",
            width="stretch",
            on_click=on_answer,
            args=(choice.muscle,),
        )


def _label(text: str) -> str:
    """A text as the label of a button, which reads Markdown."""
    return re.sub(r"([\\`*_\[\]$<~#])", r"\\\1", text)


def _mark(choice: str, right: str, given: str) -> Markup:
    if choice == right:
        return Markup(" <strong>(right)</strong>")
    return Markup(" <strong>(your answer)</strong>") if choice == given else Markup()


def _wrong(content: Content, question: Question, given: str) -> str:
    named, right = (_label(content.muscles[m].names.en) for m in (given, question.card.muscle))
    said = {
        "find": f"No, that is {named}. {right} is outlined on the map now.",
        "name": f"No, not {named}. It is {right}.",
        "pattern": f"No, not the pattern of {named}. It is that of {right}.",
    }
    return said.get(question.card.kind, f"No. What you chose belongs to {named}.")


def _facts(content: Content, question: Question) -> list[tuple[str, str]]:
    """What there is to know for a question; only confirmed texts."""
    muscle = content.muscles[question.card.muscle]
    anatomy = muscle.anatomy
    match question.card.kind:
        case "pattern":
            zones = [point.zones for point in muscle.trigger_points]
            sure = dict.fromkeys(blocks.certainty(zone.certainty, zone.note) for zone in zones)
            return [*_zones(content, question), ("How sure", " ".join(sure))]
        case "nerve":
            return [("Nerve", anatomy.nerve), ("Roots", ", ".join(anatomy.roots))]
        case "action":
            return [("Action", anatomy.action)]
    return _attachments(muscle)


def _attachments(muscle: Muscle) -> list[tuple[str, str]]:
    anatomy = muscle.anatomy
    if not anatomy.has_source:
        return []
    return [("Proximal", anatomy.proximal_attachment), ("Distal", anatomy.distal_attachment)]


def _zones(content: Content, question: Question) -> list[tuple[str, str]]:
    return [
        ("Most often felt", ", ".join(_zone(content, question, "essential"))),
        ("Felt by some", ", ".join(_zone(content, question, "spillover"))),
    ]


def _sources(content: Content, question: Question) -> Markup:
    """The sources of the answer, those that were read first."""
    known = [(key, content.sources[key]) for key in question.sources if key in content.sources]
    known.sort(key=lambda item: not item[1].was_read)
    return Markup("").join(blocks.source(key, record) for key, record in known[:MOST_SOURCES])


def _zone(content: Content, question: Question, kind: str) -> list[str]:
    points = content.muscles[question.card.muscle].trigger_points
    places = (blocks.zone_places(content, point, kind, audience.current()) for point in points)
    return list(dict.fromkeys(place for names in places for place in names))


def _shape_notes(question: Question) -> list[str]:
    if question.card.kind not in ("find", "name"):
        return []
    return words.shape_notes(load_atlas().muscles.get(question.card.muscle))


def next_one(sitting: Sitting) -> None:
    """The way on after an answer in a quiz."""
    last = len(sitting.given) == len(sitting.questions)
    st.button(
        "See your score" if last else "Next question",
        type="primary",
        icon=":material/arrow_forward:",
        on_click=session.go_on,
    )


def _again(sitting: Sitting) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if sitting.repeat:
            st.button(
                f"Repeat {len(sitting.repeat)}",
                type="primary",
                icon=":material/replay:",
                on_click=session.start,
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

"""The ways to answer a question: buttons that keys press too, the map, an order, paint."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from markupsafe import Markup

from triggerpoints.referral.areas import area_weights
from triggerpoints.sections import names as section_names
from triggerpoints.study import scores, sitting
from triggerpoints.study.likeness import tells
from triggerpoints.study.quiz import point_of
from triggerpoints.study.sitting import Given
from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks
from triggerpoints.ui.learn import drawn
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.study.quiz import Question

BUTTONS = '[class*="st-key-learn-choice"] button'
"""What the keys 1 to 9 press."""
DONE = ".st-key-learn-done button"
ON_BODY = ("find", "point", "paint", "bones")
_IN_WORDS, _IN_WORDS_SWITCH, _ERASE = "learn in words", "learn in words switch", "learn erase"


def answers(
    atlas: Atlas, content: Content, question: Question, number: int, take: Callable[[Given], None]
) -> None:
    """Draw the ways to answer.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    question : Question
    number : int
        Of the question; the keys of the buttons carry it.
    take : callable
        Called with the answer.
    """
    kind = question.card.kind
    if kind in ON_BODY:
        _on_body(atlas, content, question, number, take)
    elif kind == "layers":
        _layers(atlas, content, question, number, take)
    else:
        buttons(question, number, take)
    if said := in_words(content, question):
        with st.expander("The map in words", icon=":material/notes:"):
            st.html(blocks.facts(said))


def buttons(question: Question, number: int, take: Callable[[Given], None]) -> None:
    """A button for each answer, with the key that presses it."""
    for index, choice in enumerate(question.choices):
        st.button(
            _label(choice.text),
            key=f"learn choice {number} {index}",
            width="stretch",
            icon=f":material/counter_{index + 1}:",
            on_click=lambda muscle=choice.muscle: take(sitting.chosen(question, muscle)),
        )


def mark_taken(
    atlas: Atlas, content: Content, question: Question, take: Callable[[Given], None]
) -> Callable[[], None]:
    """What happens when a mark was set on the body."""

    def score() -> None:
        mark = drawn.take_mark()
        if mark:
            muscle = content.muscles[question.card.muscle]
            if question.end:
                area = atlas.attachments[muscle.id][question.end]
                given = scores.attached(atlas, muscle, area, *mark)
            else:
                given = scores.placed(atlas, muscle, point_of(content, question), *mark)
            if given:
                take(given)
            else:
                if question.end:
                    st.toast("That is beside the bones. Click on one.")
                else:
                    st.toast("That is beside the body. Click on it.")

    return score


def is_erasing() -> bool:
    """Whether the brush takes away."""
    return st.session_state.get(_ERASE) == "Erase"


def in_words(content: Content, question: Question) -> list[tuple[str, str]]:
    """What the map of a question shows, for those who cannot see it; it does not give the answer away."""
    muscle = content.muscles[question.card.muscle]
    if question.card.kind == "pattern":
        return zones(content, question)
    if question.card.kind != "name":
        return []
    said = [("Where", muscle.names.plain)]
    if muscle.anatomy.has_source:
        said += [
            ("Proximal", muscle.anatomy.proximal_attachment),
            ("Distal", muscle.anatomy.distal_attachment),
        ]
    return [(label, text) for label, text in said if not tells(text, muscle)]


def zones(content: Content, question: Question) -> list[tuple[str, str]]:
    """The zones of the question's trigger point, or of all of the muscle, in words."""
    muscle = content.muscles[question.card.muscle]
    points = [p for p in muscle.trigger_points if p.id == question.point] or muscle.trigger_points

    def named(kind: str) -> str:
        places = (blocks.zone_places(content, point, kind, audience.current()) for point in points)
        return ", ".join(dict.fromkeys(place for names in places for place in names))

    return [("Most often felt", named("essential")), ("Felt by some", named("spillover"))]


def layer_names(atlas: Atlas, content: Content, layers: tuple[str, ...]) -> list[str]:
    """Names of layers."""
    by_id = {structure.id: structure for structure in atlas.volume.structures}
    return [section_names.name(content, by_id[layer]) for layer in layers]


def _on_body(
    atlas: Atlas, content: Content, question: Question, number: int, take: Callable[[Given], None]
) -> None:
    kind = question.card.kind
    if st.session_state.get(_IN_WORDS):
        if kind == "paint":
            _places(content, question, number, take)
        else:
            buttons(question, number, take)
    elif kind == "paint":
        _paint(atlas, content, question, take)
    else:
        said = {
            "find": "Click it on the map.",
            "point": "Click the spot on the body; either side counts.",
            "bones": "Click the place on the bones; either side counts.",
        }
        st.html(
            Markup('<p class="tp-note">{} <span class="tp-desk">{}</span></p>').format(
                said[kind], "With the keyboard: arrow keys on the map, then Enter."
            )
        )
    st.session_state[_IN_WORDS_SWITCH] = st.session_state.get(_IN_WORDS, False)

    def switch() -> None:
        st.session_state[_IN_WORDS] = st.session_state[_IN_WORDS_SWITCH]

    st.toggle("Answer in words, without the map", key=_IN_WORDS_SWITCH, on_change=switch)


def _paint(atlas: Atlas, content: Content, question: Question, take: Callable[[Given], None]) -> None:
    def done() -> None:
        area = drawn.painting(atlas)
        weights = area_weights(atlas, area) if area else np.zeros(len(atlas.surface), np.float32)
        take(scores.painted(atlas, point_of(content, question), weights))

    st.html(blocks.note("Turn the body and paint on it; either side counts."))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.segmented_control(
            "Brush",
            ["Paint", "Erase"],
            default="Paint",
            required=True,
            key=_ERASE,
            label_visibility="collapsed",
        )
        st.button("Done", type="primary", key="learn done", on_click=done)


def _places(content: Content, question: Question, number: int, take: Callable[[Given], None]) -> None:
    chosen = drawn.places()
    st.html(blocks.note("Choose all places, then Done."))
    for index, place in enumerate(question.offered):
        record = content.places[place]
        name = record.name if audience.current() == "patient" else record.anatomical
        st.button(
            _label(name),
            key=f"learn choice {number} {index}",
            width="stretch",
            type="secondary",
            icon=":material/check_box:" if place in chosen else f":material/counter_{index + 1}:",
            on_click=drawn.toggle,
            args=(chosen, place),
        )
    given = sitting.named_places(question, chosen)
    st.button("Done", type="primary", key="learn done", on_click=take, args=(given,), disabled=not chosen)


def _layers(
    atlas: Atlas, content: Content, question: Question, number: int, take: Callable[[Given], None]
) -> None:
    chosen = drawn.layers()
    names = dict(zip(question.offered, layer_names(atlas, content, question.offered), strict=True))

    def choose(layer: str) -> None:
        drawn.toggle(chosen, layer)
        if len(chosen) == len(question.parts):
            take(sitting.in_order(question, chosen))

    for index, layer in enumerate(question.offered):
        at = chosen.index(layer) + 1 if layer in chosen else 0
        st.button(
            _label(f"{names[layer]}: layer {at}" if at else names[layer]),
            key=f"learn choice {number} {index}",
            width="stretch",
            icon=":material/check:" if at else f":material/counter_{index + 1}:",
            on_click=choose,
            args=(layer,),
        )
    said = " → ".join(names[layer] for layer in chosen)
    st.html(Markup('<p class="tp-note" role="status">{}</p>').format(said or "From the skin inwards."))


def verdict(atlas: Atlas, content: Content, question: Question, given: Given) -> None:
    """Say whether an answer was right, and which one is."""
    muscle = content.muscles[question.card.muscle]
    kind = "success" if given.is_right else "error"
    messages.say(_said(atlas, content, question, given), kind)  # type: ignore[arg-type]
    if question.choices and kind and question.card.kind not in ("find", "point", "bones"):
        rows = Markup("").join(
            Markup('<li class="{}">{}{}</li>').format(
                "right" if c.muscle == muscle.id else "wrong" if c.muscle == given.said else "",
                c.text,
                _mark(c.muscle, muscle.id, given.said),
            )
            for c in question.choices
        )
        st.html(Markup('<ul class="tp-choices">{}</ul>').format(rows))


def _said(atlas: Atlas, content: Content, question: Question, given: Given) -> str:
    muscle, kind = content.muscles[question.card.muscle], question.card.kind
    if kind == "layers":
        order = " → ".join(layer_names(atlas, content, question.parts))
        if given.is_right:
            return f"Right. {order}."
        right = _right_layers(question, given)
        begun = f"The first {right} are right. " if right > 1 else "Skin is right. " if right else ""
        return f"Not quite. {begun}The order is: {order}."
    if given.said == sitting.MEASURED and given.measured is not None:
        if kind in ("point", "bones"):
            near = scores.near_mm(muscle) if kind == "point" else scores.near_bone_mm(muscle)
            away = f"{given.measured:.0f} mm from the {'point' if kind == 'point' else 'attachment'}"
            return (
                f"Right: {away}." if given.is_right else f"No: {away}. Up to {near:.0f} mm counts as right."
            )
        share = f"{100 * given.measured:.0f} %"
        if given.is_right:
            return f"Right: {share} overlap with the published zone."
        return f"Not yet: {share} overlap with the published zone. From 50 % it counts as right."
    if given.is_right:
        return "Right."
    named = content.muscles[given.said].names.en if given.said in content.muscles else "something else"
    right_name = muscle.names.en
    said = {
        "find": f"No, that is {named}. {right_name} is outlined on the map now.",
        "name": f"No, not {named}. It is {right_name}.",
        "pattern": f"No, not the pattern of {named}. It is that of {right_name}.",
        "plane": f"No, it misses the points of {named}. It goes through one of {right_name}.",
        "which": f"No, not {named}. It is {right_name}.",
        "hazard": "No, not that one. The right one is marked below.",
    }
    if given.said not in content.muscles:
        return "No. The right answer is marked below."
    return said.get(kind, f"No. What you chose belongs to {named}.")


def _right_layers(question: Question, given: Given) -> int:
    layers = given.said.split()
    return next(
        (n for n, (a, b) in enumerate(zip(question.parts, layers, strict=False)) if a != b), len(layers)
    )


def _label(text: str) -> str:
    """A text as the label of a button, which reads Markdown."""
    return re.sub(r"([\\`*_\[\]$<~#:])", r"\\\1", text)


def _mark(choice: str, right: str, given: str) -> Markup:
    if choice == right:
        return Markup(" <strong>(right)</strong>")
    return Markup(" <strong>(your answer)</strong>") if choice == given else Markup()

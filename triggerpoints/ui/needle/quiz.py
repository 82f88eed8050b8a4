"""The small quiz of the page 'Under the needle': layers and section of the muscle on the page."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.sections import names as sections_names
from triggerpoints.sections import svg
from triggerpoints.sections.cut import CutPlane
from triggerpoints.sections.scene import SectionOptions, section_scene
from triggerpoints.study.kinds import Kind
from triggerpoints.study.quiz import Card, Question, point_of, question
from triggerpoints.ui import messages
from triggerpoints.ui.components import section as drawn_section
from triggerpoints.ui.html import blocks
from triggerpoints.ui.needle import drawn

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

_QUESTION, _ANSWER = "section question", "section answer"
_KINDS: dict[Kind, str] = {"layers": "Name the layers in order", "plane": "Find the plane"}


def layers_quiz(atlas: Atlas, content: Content, muscle: str | None) -> None:
    """Draw the quiz about a muscle, closed until it is asked for."""
    box = st.expander(
        "Quiz: layers and planes", key="section quiz", on_change="rerun", icon=":material/quiz:"
    )
    if not box.open:
        return
    with box:
        if muscle is None:
            st.html(blocks.note("Choose a muscle, then it is asked about."))
            return
        with st.container(horizontal=True, gap="small"):
            for kind, label in _KINDS.items():
                st.button(label, key=f"ask {kind}", on_click=_ask, args=(atlas, content, muscle, kind))
        asked: Question | None = st.session_state.get(_QUESTION)
        if asked and asked.card.muscle == muscle:
            (_order if asked.card.kind == "layers" else _plane)(atlas, content, asked)


def _ask(atlas: Atlas, content: Content, muscle: str, kind: Kind) -> None:
    asked = question(atlas, content, Card(muscle, kind), Random())
    st.session_state[_ANSWER] = None if kind == "plane" else []
    st.session_state[_QUESTION] = asked


def _order(atlas: Atlas, content: Content, question: Question) -> None:
    by_id = {s.id: s for s in atlas.volume.structures}
    st.html(Markup("<p><strong>{}</strong></p>").format(question.asks))
    given = st.pills(
        "Layers",
        question.offered,
        format_func=lambda id_: sections_names.name(content, by_id[id_]),
        selection_mode="multi",
        key=_ANSWER,
        label_visibility="collapsed",
    )
    if len(given) < len(question.parts):
        st.html(blocks.note(f"{len(given)} of {len(question.parts)} chosen, in the order you choose them."))
        return
    names = " → ".join(sections_names.name(content, by_id[x]) for x in question.parts)
    if tuple(given) == question.parts:
        messages.say(f"Right. {names}.", "success")
    else:
        messages.say(f"Not quite. The order is: {names}.", "error")


def _plane(atlas: Atlas, content: Content, question: Question) -> None:
    plane = CutPlane("transverse", point_of(content, question).position_mm)
    scene = section_scene(
        content, drawn.section_of(atlas, plane), None, SectionOptions(labels=False, hide_names=True)
    )
    st.html(Markup("<p><strong>{}</strong></p>").format(question.asks))
    drawn_section.picture(svg.svg(scene), key="section question picture", tallest="45vh")
    labels = {choice.muscle: choice.text for choice in question.choices}
    given = st.radio("Muscle", list(labels), index=None, format_func=labels.__getitem__, key=_ANSWER)
    if given is not None:
        if given == question.card.muscle:
            messages.say("Right.", "success")
        else:
            messages.say(f"No. It goes through a point of {question.answer.text}.", "error")

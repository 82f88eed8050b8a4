"""The small quiz of the page 'Under the needle': name the layers in order, find the plane."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.sections import names as sections_names
from triggerpoints.sections import svg
from triggerpoints.sections.cut import CutPlane
from triggerpoints.sections.scene import SectionOptions, section_scene
from triggerpoints.study.layers_quiz import OrderQuestion, PlaneQuestion, order_question, plane_question
from triggerpoints.ui import messages
from triggerpoints.ui.components import section as drawn_section
from triggerpoints.ui.html import blocks
from triggerpoints.ui.needle import panels
from triggerpoints.ui.needle.session import Site

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

_QUESTION = "section question"
_KINDS = {"order": "Name the layers in order", "plane": "Find the plane"}


def layers_quiz(atlas: Atlas, content: Content) -> None:
    """Draw the quiz, closed until it is asked for."""
    box = st.expander(
        "Quiz: layers and planes", key="section quiz", on_change="rerun", icon=":material/quiz:"
    )
    if not box.open:
        return
    with box:
        with st.container(horizontal=True, gap="small"):
            for kind, label in _KINDS.items():
                st.button(label, key=f"ask {kind}", on_click=_ask, args=(atlas, content, kind))
        asked = st.session_state.get(_QUESTION)
        if isinstance(asked, OrderQuestion):
            _order(atlas, content, asked)
        elif isinstance(asked, PlaneQuestion):
            _plane(atlas, content, asked)


def _ask(atlas: Atlas, content: Content, kind: str) -> None:
    random = Random()
    question: OrderQuestion | PlaneQuestion | None = None
    if kind == "plane":
        question = plane_question(content, random)
    while question is None:
        muscle = random.choice(list(content.muscles.values()))
        point = random.choice(muscle.trigger_points)
        here = Site(point.position_mm, muscle.id, point.label)
        try:
            question = order_question(panels.path_of(atlas, content, here, None, 0, "average"), random)
        except ValueError:
            continue
    st.session_state[_QUESTION] = question
    st.session_state["section answer"] = None if kind == "plane" else []


def _order(atlas: Atlas, content: Content, question: OrderQuestion) -> None:
    by_id = {s.id: s for s in atlas.volume.structures}
    st.html(
        Markup("<p><strong>{}</strong>: choose the layers from the skin inwards.</p>").format(
            content.muscles[question.muscle].names.en
        )
    )
    given = st.pills(
        "Layers",
        question.offered,
        format_func=lambda id_: sections_names.name(content, by_id[id_]),
        selection_mode="multi",
        key="section answer",
        label_visibility="collapsed",
    )
    if len(given) < len(question.answer):
        st.html(blocks.note(f"{len(given)} of {len(question.answer)} chosen, in the order you choose them."))
        return
    names = " → ".join(sections_names.name(content, by_id[x]) for x in question.answer)
    if question.right_until(given) == len(question.answer):
        messages.say(f"Right. {names}.", "success")
    else:
        messages.say(f"Right for the first {question.right_until(given)}. The order is: {names}.", "error")


def _plane(atlas: Atlas, content: Content, question: PlaneQuestion) -> None:
    points = {p.id: p for p in content.muscles[question.muscle].trigger_points}
    plane = CutPlane("transverse", points[question.point].position_mm)
    scene = section_scene(
        content, panels.section_of(atlas, plane), None, SectionOptions(labels=False, hide_names=True)
    )
    st.markdown("This transverse section goes through one of these points. Which?")
    drawn_section.picture(svg.svg(scene), key="section question picture", tallest="45vh")

    def label(offered: tuple[str, str]) -> str:
        muscle = content.muscles[offered[0]]
        return f"{muscle.names.en}: " + next(p.label for p in muscle.trigger_points if p.id == offered[1])

    given = st.radio("Point", question.offered, index=None, format_func=label, key="section answer")
    if given is not None:
        if given == (question.muscle, question.point):
            messages.say("Right.", "success")
        else:
            messages.say(f"No. It goes through {label((question.muscle, question.point))}.", "error")

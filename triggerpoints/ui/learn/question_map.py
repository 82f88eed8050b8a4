"""The body map of a question: it shows what is asked and keeps every name to itself until the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from triggerpoints.figures import MapState, map_payload
from triggerpoints.figures.framing import WHOLE_BODY, fitting_view, opening_view
from triggerpoints.figures.payload import MapPayload
from triggerpoints.figures.question_frame import question_frame
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.content.models.base import Evidence
    from triggerpoints.study.quiz import Question, Sitting

KNOWN = {"moderate": "You knew it", "low": "To repeat"}
FIND = "Arrow keys move through the muscles, Enter answers, plus and minus zoom, 0 shows the whole picture."


def question_map(
    atlas: Atlas, content: Content, question: Question, *, answered: bool, on_answer: Callable[[str], None]
) -> None:
    """Draw the map of a question; where a muscle is to be found, a click on it is the answer."""

    def pick(event: dict[str, Any]) -> None:
        if question.card.kind == "find" and not answered and event["id"] is not None:
            on_answer(event["id"])

    bodymap(payload(atlas, content, question, answered=answered), key="learn map", on_pick=pick)


def draw_score(atlas: Atlas, content: Content, sitting: Sitting) -> None:
    """Draw the muscles of a quiz on the body: those to repeat, and those that were known."""
    repeat = {question.card.muscle for question in sitting.repeat}
    grades: dict[str, Evidence] = {
        question.card.muscle: "low" if question.card.muscle in repeat else "moderate"
        for question in sitting.questions
    }
    view = fitting_view(atlas, content, grades)
    state = MapState(view=view, points=False, essential=False, spillover=False, audience=audience.current())
    shown = map_payload(atlas, content, state) | {
        "label": f"Body map: {atlas.views[view].label}, the muscles of this quiz",
        "help": "Arrow keys move through the muscles of the quiz, plus and minus zoom, 0 shows the body.",
        "involved": {
            "muscles": grades,
            "layers": {id_: atlas.muscles[id_].layer for id_ in grades if id_ in atlas.muscles},
            "key": [[grade, label] for grade, label in KNOWN.items() if grade in grades.values()],
        },
    }
    bodymap(shown, key="learn score map")


def payload(atlas: Atlas, content: Content, question: Question, *, answered: bool) -> MapPayload:
    """What the map shows of a question, before or after its answer.

    Returns
    -------
    MapPayload
        For `triggerpoints.ui.components.bodymap.bodymap`.
    """
    muscle, kind = question.card.muscle, question.card.kind
    frame = question_frame(atlas, content, muscle)
    pattern = kind == "pattern"
    state = MapState(
        view=opening_view(atlas, content.muscles[muscle]),
        layer=atlas.muscles[muscle].layer if muscle in atlas.muscles else "superficial",
        muscle=muscle,
        points=pattern,
        essential=pattern,
        spillover=pattern,
        audience=audience.current(),
    )
    if pattern:
        state = replace(state, layer="superficial" if answered else "skin")
    elif frame:
        state = replace(state, view=frame.view, layer=frame.layer)
    if kind == "find" and not answered:
        state = replace(state, muscle=None)
    shown = map_payload(atlas, content, state) | {"offer": None}
    if frame and not pattern and atlas.views[state.view].group == WHOLE_BODY:
        shown["zoom_to"] = [round(edge) for edge in frame.box]
    if not answered:
        shown["names_url"] = map_files.hidden_names_url()
        if pattern:  # zones and points alone: the outline would be the answer
            shown |= {"selected": None, "lit": None}
        if kind == "find":
            shown["help"] = FIND
    return shown

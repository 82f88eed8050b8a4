"""The body map of a question: it shows what is asked and keeps every name to itself until the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from triggerpoints.figures import MapState, map_payload
from triggerpoints.figures.area_outline import smooth_outline
from triggerpoints.figures.attachment_shape import attachment_path, attachments_box
from triggerpoints.figures.framing import WHOLE_BODY, best_view, fitting_view, opening_view
from triggerpoints.figures.overlay import mark_place
from triggerpoints.figures.payload import MapPayload, MarkedArea
from triggerpoints.figures.question_frame import find_box, pattern_box, question_frame
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.areas import area_weights
from triggerpoints.sections import svg
from triggerpoints.sections.cut import CutPlane, cut
from triggerpoints.sections.scene import SectionOptions, section_scene
from triggerpoints.sections.tendons import with_tendons
from triggerpoints.study.quiz import point_of
from triggerpoints.ui.components import section as drawn_section
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.learn import drawn
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.atlas.attachments import AttachmentArea
    from triggerpoints.content import Content
    from triggerpoints.content.models.base import Evidence
    from triggerpoints.study.quiz import Question

KNOWN: dict[Evidence, str] = {"moderate": "You knew it", "low": "To repeat"}
FIND = (
    "Arrow keys move through the muscles of the region, Enter answers, plus and minus zoom, 0 shows the "
    "whole picture."
)
MARK = "Arrow keys move the mark, Enter sets it, plus and minus zoom, 0 shows the whole picture."
PAINT = "Arrow keys move the brush, Enter paints, plus and minus zoom, 0 shows the whole picture."
MARK_MM, BRUSH_MM = 6.0, 22.0
MARK_SHOWN_MM, CIRCLE_CORNERS = 7.0, 24
_VIEW = "learn paint view"


def question_map(
    atlas: Atlas,
    content: Content,
    question: Question,
    *,
    answered: bool,
    erase: bool,
    on_pick: Callable[[str], None],
    on_mark: Callable[[], None],
    on_wall: bool = False,
) -> None:
    """Draw the map or the section of a question.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    question : Question
    answered : bool
    erase : bool
        What is painted is taken away.
    on_pick : callable
        Called with the muscle that was clicked, where one is to be found.
    on_mark : callable
        Called when a mark was set; `drawn.take_mark` has it.
    on_wall : bool
        Only shown: nothing is marked or painted.
    """
    kind = question.card.kind
    if kind == "plane":
        _section(atlas, content, question, answered=answered)
        return

    def pick(event: dict[str, Any]) -> None:
        if kind == "find" and not answered and event["id"] in content.muscles:
            on_pick(event["id"])

    def turn(event: dict[str, Any]) -> None:
        if event.get("view") in list(atlas.views):
            st.session_state[_VIEW] = (question.card.id, event["view"])

    shown = payload(atlas, content, question, answered=answered)
    paints = kind in ("paint", "point", "bones") and not answered and not on_wall
    bodymap(
        shown,
        key=drawn.MAP,
        mode="paint" if paints else "pick",
        brush_mm=BRUSH_MM if kind == "paint" else MARK_MM,
        erase=erase and kind == "paint",
        on_pick=pick,
        on_paint=on_mark if kind in ("point", "bones") else None,
        on_show=turn if kind == "paint" else None,
        index_url=map_files.turning_index_url(),
    )


def draw_shares(
    atlas: Atlas, content: Content, shares: Mapping[str, Evidence], names: Mapping[Evidence, str], key: str
) -> None:
    """Draw muscles on the body by how well they are known.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    shares : mapping of str to str
        Muscle id to a grade of the map's textures.
    names : mapping of str to str
        Grade to its words in the key.
    key : str
    """
    view = st.session_state.get(f"{key} view") or fitting_view(atlas, content, shares)
    state = MapState(view=view, points=False, essential=False, spillover=False, audience=audience.current())
    shown = map_payload(atlas, content, state) | {
        "label": f"Body map: {atlas.views[view].label}, what was asked",
        "help": "Arrow keys move through the muscles that were asked, plus and minus zoom, 0 shows the body.",
        "involved": {
            "muscles": dict(shares),
            "layers": {id_: atlas.muscles[id_].layer for id_ in shares if id_ in atlas.muscles},
            "key": [[grade, label] for grade, label in names.items() if grade in shares.values()],
        },
    }

    def turn(event: dict[str, Any]) -> None:
        if event.get("view") in list(atlas.views):
            st.session_state[f"{key} view"] = event["view"]

    bodymap(shown, key=key, on_show=turn, index_url=map_files.turning_index_url())


def payload(atlas: Atlas, content: Content, question: Question, *, answered: bool) -> MapPayload:
    """What the map shows of a question, before or after its answer.

    Returns
    -------
    MapPayload
        For `triggerpoints.ui.components.bodymap.bodymap`.
    """
    muscle, kind = question.card.muscle, question.card.kind
    frame = question_frame(atlas, content, muscle)
    marked = kind in ("point", "paint", "hazard", "layers")
    zones = kind in ("pattern", "paint")
    shows_points = kind in ("pattern", "hazard", "layers") or (marked and answered)
    state = MapState(
        view=opening_view(atlas, content.muscles[muscle]),
        layer=atlas.muscles[muscle].layer if muscle in atlas.muscles else "superficial",
        muscle=muscle,
        point=question.point if marked else None,
        points=shows_points,
        essential=zones and (answered or kind == "pattern"),
        spillover=zones and (answered or kind == "pattern"),
        audience=audience.current(),
    )
    if kind == "pattern":
        state = replace(state, layer="superficial" if answered else "skin")
    elif kind == "paint":
        state = replace(state, view=_paint_view(atlas, content, question), layer="skin")
    elif marked:
        state = replace(state, view=_mark_view(atlas, content, question))
    elif frame:
        state = replace(state, view=frame.view, layer=frame.layer)
    if kind == "bones":
        state = replace(state, view=_area(atlas, question).view)
    if kind in ("attachments", "bones"):
        state = replace(state, layer="skeleton", outlines=False)
    hides = not answered and kind in ("find", "point", "paint", "which", "attachments", "bones")
    if hides:
        state = replace(state, muscle=None, point=None)
    shown = map_payload(atlas, content, state) | {"offer": None}
    near = frame and state.view == frame.view and kind not in ("pattern", "paint", "bones")
    if frame and near and atlas.views[state.view].group == WHOLE_BODY:
        box = find_box(atlas, frame) if kind in ("find", "point") else frame.box
        shown["zoom_to"] = [round(edge) for edge in box]
    if kind == "pattern" and (around := pattern_box(atlas, content, state)):
        shown["zoom_to"] = [round(edge) for edge in around]
    if kind == "bones":
        region = content.muscles[muscle].region
        of_region = [m.id for m in content.muscles.values() if m.region == region]
        if whole := attachments_box(atlas, of_region, state.view):
            shown["zoom_to"] = [round(edge) for edge in whole]
    if answered:
        name = "1: the attachment, 2: your answer" if kind == "bones" else "Your answer"
        return shown | {"areas": _areas(atlas, question, state.view), "areas_name": name}
    shown["names_url"] = map_files.hidden_names_url()
    if kind == "pattern":  # zones and points alone: the outline would be the answer
        shown |= {"selected": None, "lit": None}
    if kind == "find":
        shown |= {"help": FIND, "walk": _walk(content, muscle)}
    if kind in ("point", "paint", "bones"):
        shown |= {"help": PAINT if kind == "paint" else MARK}
    return shown


def _area(atlas: Atlas, question: Question) -> AttachmentArea:
    if question.end is None:
        raise ValueError("The question asks for no attachment on the bones.")
    return atlas.attachments[question.card.muscle][question.end]


def _walk(content: Content, muscle: str) -> list[str]:
    """Muscles that the keys move through: those of the region."""
    region = content.muscles[muscle].region
    return [m.id for m in content.muscles.values() if m.region == region]


def _paint_view(atlas: Atlas, content: Content, question: Question) -> str:
    """The view the learner turned to; at first the whole body that shows the muscle, not its zone."""
    card, view = st.session_state.get(_VIEW, (None, ""))
    if card == question.card.id and view in atlas.views:
        return str(view)
    return best_view(atlas, content.muscles[question.card.muscle])


def _mark_view(atlas: Atlas, content: Content, question: Question) -> str:
    """A view that shows the trigger point in front: the one the muscle opens in, if it does."""
    at_mm = point_of(content, question).position_mm
    opens = opening_view(atlas, content.muscles[question.card.muscle])
    whole = [view.id for view in atlas.views.values() if view.group == WHOLE_BODY]
    for view in (opens, *whole):
        place = mark_place(atlas, view, at_mm, "right")
        if place and not place[2]:
            return view
    return opens


def _areas(atlas: Atlas, question: Question, view: str) -> list[MarkedArea]:
    """What the learner drew, over the answer."""
    if question.card.kind == "paint" and (area := drawn.painting(atlas)):
        path = smooth_outline(atlas, view, area_weights(atlas, area))
        return [_numbered(path, 1)] if path else []
    mark = drawn.mark()
    found = []
    if question.card.kind == "bones":
        found.append(_numbered(attachment_path(atlas, view, _area(atlas, question)), 1))
    if question.card.kind in ("point", "bones") and mark and mark[0] == view:
        turns = np.linspace(0, 2 * np.pi, CIRCLE_CORNERS, endpoint=False)
        corners = np.stack([np.cos(turns), np.sin(turns)], 1) * MARK_SHOWN_MM / atlas.views[view].mm_per_px
        circle = "L".join(f"{x:.1f} {y:.1f}" for x, y in corners + mark[1:])
        found.append(_numbered(f"M{circle}Z", len(found) + 1))
    return found


def _numbered(path: str, number: int) -> MarkedArea:
    """An area whose number stands at its top."""
    ring = np.concatenate(rings(path))
    x, y = ring[int(np.argmin(ring[:, 1]))]
    return {"d": path, "n": number, "x": round(float(x), 1), "y": round(float(y), 1)}


def _section(atlas: Atlas, content: Content, question: Question, *, answered: bool) -> None:
    plane = CutPlane("transverse", point_of(content, question).position_mm)
    options = SectionOptions(labels=answered, hide_names=not answered)
    scene = section_scene(content, with_tendons(atlas, cut(atlas.volume, plane)), None, options)
    drawn_section.picture(svg.svg(scene), key="learn section", tallest="60vh")

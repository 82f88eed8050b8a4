"""Controls of the page 'Under the needle': the point, the map's view, the plane, the angle and the build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from triggerpoints.content.models.tissue_depth import Build
from triggerpoints.referral.sentences import plain_name
from triggerpoints.sections import words
from triggerpoints.sections.cut import PLANES, PlaneKind
from triggerpoints.sections.path import MAX_ANGLE_DEG, NeedlePath
from triggerpoints.ui.html import words as html_words
from triggerpoints.ui.needle import session
from triggerpoints.ui.needle.session import FARTHEST_MM, MAP_VIEWS, SectionState
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

BUILD_WORDS: Mapping[Build, str] = {"slim": "Slim", "average": "Average", "heavy": "Heavy"}
PLAIN_PLANES = {
    "transverse": "Cut across",
    "sagittal": "Seen from the side",
    "coronal": "Seen from the front",
}
"""The planes in words for patients."""
ENDS: Mapping[PlaneKind, tuple[str, str]] = {
    "transverse": ("feet", "head"),
    "sagittal": ("right", "left"),
    "coronal": ("front", "back"),
}
"""Where a plane is moved to by numbers below zero and above."""


def choose_point(content: Content, state: SectionState) -> None:
    """Muscle, trigger point and side."""
    muscle_column, point_column, side_column = st.columns([2.2, 2.2, 1.2])
    key = "section muscle"
    st.session_state[key] = state.muscle if state.place is None else None
    muscle_column.selectbox(
        "Muscle",
        list(content.muscles),
        index=None,
        format_func=lambda id_: html_words.search_label(content.muscles[id_]),
        key=key,
        placeholder="A place on the map" if state.place else "Find a muscle",
        on_change=lambda: session.change(
            muscle=st.session_state[key] or state.muscle, point=None, place=None
        ),
    )
    plain = audience.current() == "patient"
    points = (
        {
            p.id: plain_name(p.label) if plain else p.label
            for p in content.muscles[state.muscle].trigger_points
        }
        if state.muscle
        else {}
    )
    key_point = "section point"
    st.session_state[key_point] = None if state.place else (state.point or next(iter(points), None))
    point_column.selectbox(
        "Trigger point",
        list(points),
        index=None,
        format_func=lambda id_: points[id_],
        key=key_point,
        placeholder="A place on the map",
        on_change=lambda: session.change(point=st.session_state[key_point], place=None),
    )
    with side_column:
        _segments("Side", {"right": "Right", "left": "Left"}, state.side, "side")


def map_controls(atlas: Atlas, shown: str) -> bool:
    """View of the map; returns whether only the surroundings are shown."""
    with st.container(horizontal=True, gap="small"):
        _segments("View", {v: atlas.views[v].label for v in MAP_VIEWS}, shown, "view", hidden=True)
        return not st.toggle("Whole body", key="section whole body")


def plane_controls(state: SectionState, plane: PlaneKind, *, plain: bool) -> None:
    """Plane, frame and a slider that moves the plane."""
    with st.container(horizontal=True, gap="small"):
        names: dict[str, str] = {p: PLAIN_PLANES[p] if plain else p.capitalize() for p in PLANES}
        _segments("Plane", names, plane, "plane", hidden=True)
        key = "section frame"
        st.session_state[key] = "close" if state.close else "whole"
        st.segmented_control(
            "Frame",
            ["close", "whole"],
            format_func={"close": "Close-up", "whole": "Whole section"}.__getitem__,
            key=key,
            required=True,
            wrap=True,
            label_visibility="collapsed",
            on_change=lambda: session.change(close=st.session_state[key] == "close"),
        )
    if not plain:
        minus, plus = ENDS[plane]
        _slider(f"Move the plane, mm: {minus} (-) to {plus} (+)", FARTHEST_MM, state.move_mm, "move_mm", 1)


def path_controls(state: SectionState, path: NeedlePath) -> None:
    """Angle of the line and build of the body."""
    plus, minus = words.TILT[path.plane]
    _slider(f"Angle, degrees: {minus} (-), {plus} (+)", int(MAX_ANGLE_DEG), state.angle, "angle", 5)
    _segments(
        "Build (assumed skin and fat)", {str(k): v for k, v in BUILD_WORDS.items()}, state.build, "build"
    )


def _segments(
    label: str, options: Mapping[str, str], value: str, field: str, *, hidden: bool = False
) -> None:
    key = f"section {field}"
    st.session_state[key] = value
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        wrap=True,
        label_visibility="collapsed" if hidden else "visible",
        on_change=lambda: session.change(**{field: st.session_state[key]}),
    )


def _slider(label: str, limit: int, value: int, field: str, step: int) -> None:
    key = f"section {field} slider"
    st.session_state[key] = value
    st.slider(
        label,
        -limit,
        limit,
        step=step,
        key=key,
        on_change=lambda: session.change(**{field: st.session_state[key]}),
    )

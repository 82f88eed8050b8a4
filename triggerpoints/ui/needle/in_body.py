"""The section in the turning body: its plane, its picture as the cap of the cut, and the needle's line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from triggerpoints.figures import MapState
from triggerpoints.figures.body_payload import BodyCut, BodyPayload, body_payload
from triggerpoints.figures.camera import Camera
from triggerpoints.sections import svg
from triggerpoints.sections.cut import DOWN_MM, RIGHT_MM, CutPlane
from triggerpoints.sections.path import NeedlePath
from triggerpoints.sections.scene import SectionOptions, section_scene
from triggerpoints.ui.components.body3d import body3d, camera_in, turn_button, unable
from triggerpoints.ui.needle import panels
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

_CAMERA, _LAYER = "section camera", "section layer"
_DISTANCE_MM = 1500
# From where the picture is seen as it is drawn, a little turned so that the cut is seen to be one.
_FROM = {"transverse": (20, -50), "sagittal": (65, 15), "coronal": (25, 15)}
_BESIDE_MM = 60  # how far outside the skin the needle's line begins


def draw(atlas: Atlas, content: Content, plane: CutPlane, path: NeedlePath, muscle: str | None) -> None:
    """Draw the body cut by the section's plane, once somebody asks for it.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    plane : CutPlane
    path : NeedlePath
    muscle : str or None
        The muscle of the point.
    """
    if not st.session_state.get(_CAMERA) or unable():
        turn_button(lambda: _open(plane))
        return

    def turn(event: dict[str, Any]) -> None:
        if looked := camera_in(event):
            st.session_state[_CAMERA] = looked

    def show(event: dict[str, Any]) -> None:
        if event.get("layer") in atlas.layers:
            st.session_state[_LAYER] = event["layer"]

    body3d(
        payload(atlas, content, plane, path, muscle, st.session_state[_CAMERA]),
        key="section body",
        on_turn=turn,
        on_leave=lambda _: st.session_state.pop(_CAMERA, None),
        on_show=show,
    )


def payload(
    atlas: Atlas, content: Content, plane: CutPlane, path: NeedlePath, muscle: str | None, camera: Camera
) -> BodyPayload:
    """What the turning body is asked to draw; the parameters are those of `draw`, and the look."""
    state = MapState(
        layer=st.session_state.get(_LAYER, "skin"),
        muscle=muscle,
        side="left" if path.point_mm[0] > 0 else "right",
        points=False,
        essential=False,
        spillover=False,
        camera=camera,
        audience=audience.current(),
    )
    return {**body_payload(atlas, content, state), "kin": [], "cut": body_cut(atlas, content, plane, path)}


def body_cut(atlas: Atlas, content: Content, plane: CutPlane, path: NeedlePath) -> BodyCut:
    """The plane, the picture of the whole section without words, and the line to the point."""
    scene = section_scene(
        content,
        panels.section_of(atlas, plane),
        None,
        SectionOptions(labels=False, numbers=False),
        "Section in the body",
    )
    entry, way = np.array(path.entry_mm), np.array(path.direction)
    return {
        "right": list(RIGHT_MM[plane.kind]),
        "down": list(DOWN_MM[plane.kind]),
        "at_mm": list(plane.point_mm),
        "frame": list(scene.frame_mm),
        "svg": str(svg.svg(scene)),
        "needle": [(entry - _BESIDE_MM * way).round(1).tolist(), list(path.point_mm)],
    }


def _open(plane: CutPlane) -> None:
    azimuth, tilt = _FROM[plane.kind]
    x, y, z = (round(value) for value in plane.point_mm)
    st.session_state[_CAMERA] = Camera(azimuth, tilt, _DISTANCE_MM, (x, y, z))

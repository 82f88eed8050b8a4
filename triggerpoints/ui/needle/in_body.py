"""The section in the turning body: its plane, its picture as the cap of the cut, and the needle's line."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from triggerpoints.atlas.solids import load_solids
from triggerpoints.figures import MapState
from triggerpoints.figures.body_payload import BodyCut, BodyPayload, MetPart, body_payload
from triggerpoints.figures.camera import Camera
from triggerpoints.figures.peel import WHOLE, peel_of
from triggerpoints.sections import names, strip, svg
from triggerpoints.sections.cut import DOWN_MM, RIGHT_MM, CutPlane
from triggerpoints.sections.path import NeedlePath
from triggerpoints.sections.scene import SectionOptions, section_scene
from triggerpoints.ui.components.body3d import body3d, keeping, turn_button, unable
from triggerpoints.ui.needle import controls, drawn, session
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

_CAMERA, _LAYER, _PEEL = "section camera", "section layer", "section peel"
_DISTANCE_MM = 1500
# From where the picture is seen as it is drawn, a little turned so that the cut is seen to be one.
_FROM = {"transverse": (20, -50), "sagittal": (65, 15), "coronal": (25, 15)}
_BESIDE_MM = 60  # how far outside the skin the needle's line begins


def draw(
    atlas: Atlas,
    content: Content,
    plane: CutPlane,
    path: NeedlePath,
    muscle: str | None,
    move_mm: int,
    *,
    plain: bool,
) -> None:
    """Draw the body cut by the section's plane, once somebody asks for it.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    plane : CutPlane
    path : NeedlePath
    muscle : str or None
        The muscle of the point.
    move_mm : int
        How far the plane stands off the point.
    plain : bool
        For patients: the plane stays where it is, and there are no numbers.
    """
    if not st.session_state.get(_CAMERA) or unable():
        turn_button(lambda: _open(plane))
        return

    turn, show = keeping(_CAMERA, _LAYER, atlas.layers)

    def peel(event: dict[str, Any]) -> None:
        taken = peel_of(event, load_solids().keys)
        if taken is not None:
            st.session_state[_PEEL] = taken

    body3d(
        payload(atlas, content, plane, path, muscle, st.session_state[_CAMERA], move_mm, plain=plain),
        key="section body",
        on_turn=turn,
        on_leave=lambda _: st.session_state.pop(_CAMERA, None),
        on_show=show,
        on_peel=peel,
        on_cut=_move,
    )


def _move(event: dict[str, Any]) -> None:
    """Move the section's plane, as the page's slider does; what is not possible changes nothing."""
    move_mm = event.get("move_mm")
    if type(move_mm) is int and abs(move_mm) <= session.FARTHEST_MM and audience.current() == "student":
        session.change(move_mm=move_mm)


def payload(
    atlas: Atlas,
    content: Content,
    plane: CutPlane,
    path: NeedlePath,
    muscle: str | None,
    camera: Camera,
    move_mm: int,
    *,
    plain: bool,
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
        peel=st.session_state.get(_PEEL, WHOLE),
        audience=audience.current(),
    )
    cut = body_cut(atlas, content, plane, path, move_mm, plain=plain)
    return {**body_payload(atlas, content, state), "kin": [], "cut": cut}


def body_cut(
    atlas: Atlas, content: Content, plane: CutPlane, path: NeedlePath, move_mm: int, *, plain: bool
) -> BodyCut:
    """The plane, the picture of the whole section without words, the line to the point and what it meets."""
    frame_mm, picture = (0.0, 0.0, 1.0, 1.0), ""
    with suppress(ValueError):  # beside the body there is nothing to draw; the page says so
        section = drawn.section_of(atlas, plane)
        options = SectionOptions(labels=False, numbers=False)
        scene = section_scene(content, section, None, options, "Section in the body")
        frame_mm, picture = scene.frame_mm, str(svg.svg(scene))
    entry, way = np.array(path.entry_mm), np.array(path.direction)
    return {
        "right": list(RIGHT_MM[plane.kind]),
        "down": list(DOWN_MM[plane.kind]),
        "at_mm": list(plane.point_mm),
        "frame": list(frame_mm),
        "svg": picture,
        "needle": [(entry - _BESIDE_MM * way).round(1).tolist(), list(path.point_mm)],
        "move_mm": move_mm,
        "reach_mm": 0 if plain else session.FARTHEST_MM,
        "ends": list(controls.ENDS[plane.kind]),
        "met": met_parts(content, path, plain=plain),
    }


def met_parts(content: Content, path: NeedlePath, *, plain: bool) -> list[MetPart]:
    """What the line goes through and the body shows as a part, from the skin inwards."""
    known, side = load_solids().keys, ".left" if path.point_mm[0] > 0 else ""
    found: list[MetPart] = []
    for layer in path.layers:
        part = f"{layer.structure.id}{side}"
        part = part if part in known else layer.structure.id
        if part not in known or layer.structure.kind == "skin":
            continue
        name = strip.layer_name(content, path, layer)
        if plain:
            name = names.plain_name(content, layer.structure)
        depth = "" if plain else f"{layer.start_mm:.0f} to {layer.end_mm:.0f} mm"
        found.append({"part": part, "name": name, "depth": depth})
    return found


def _open(plane: CutPlane) -> None:
    azimuth, tilt = _FROM[plane.kind]
    x, y, z = (round(value) for value in plane.point_mm)
    st.session_state[_CAMERA] = Camera(azimuth, tilt, _DISTANCE_MM, (x, y, z))

"""What is seen in the picture of a layer: groups drawn apart, then laid over each other by anatomy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import igl
import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS, PELVIS, layering
from tools.bodymaps.raster import Buffers, Scene, joined, look
from tools.bodymaps.scenes import FAT, SIDES, BodyScenes
from tools.bodymaps.views import BACK, FRONT, ViewFrame

INSIDE, NEARBY_MM = 0.5, 60.0
SEEN_FROM = {"front": FRONT, "back": BACK}
STRAIGHT = 0.9


@dataclass(frozen=True)
class Seen:
    """What is seen in the picture of a layer.

    Attributes
    ----------
    buffers : Buffers
    front_mm : ndarray (H, W) float32
        Depth of the foremost surface, which is not the one that is shown where an upper layer is
        drawn over a lower one that runs into it.
    """

    buffers: Buffers
    front_mm: np.ndarray


def over(top: Buffers, bottom: Buffers, reach_mm: float | np.ndarray) -> Buffers:
    """`top` over `bottom`: it wins where it lies in front, or less than `reach_mm` behind."""
    wins = np.isfinite(top.depth) & (top.depth <= bottom.depth + reach_mm)
    return Buffers(
        np.where(wins, top.depth, bottom.depth),
        np.where(wins, top.id, bottom.id),
        np.where(wins[..., None], top.normal, bottom.normal),
        np.where(wins, top.cut, bottom.cut),
    )


@lru_cache(1)
def groups(scenes: BodyScenes, frame: ViewFrame, layer: str) -> list[Scene]:
    """Scenes of a layer's picture from the deepest up: bones, the muscles of each layer, then `through`."""
    rules = layering()
    off = scenes.taken_off(frame.without)
    if layer == "skeleton":
        return [_nearby(without(scenes.bone_scene, off), frame)]
    shown = rules.shown(layer, frame.group, frame.only, frame.without)
    shown = [m for m in shown if m in scenes.muscles]
    fascia = rules.fascia_shown(layer) if frame.only is None else []
    low = [name for name in fascia if rules.connective[name] == MUSCLE_LAYERS[-1]]
    apart = rules.through | rules.over_connective
    organs = scenes.organs(rules.organs + rules.organs_in_pelvic_views * (frame.group == PELVIS))
    found = [joined([scenes.ground_scene, scenes.connective_scene(low), organs])]
    for own in MUSCLE_LAYERS[::-1]:
        found.append(scenes.muscle_scene([m for m in shown if rules.layer[m] == own and m not in apart]))
    top = scenes.connective_scene([name for name in fascia if name not in low])
    at = MUSCLE_LAYERS[::-1].index(layer) + 1
    found[at] = joined([found[at], top])
    found.append(scenes.muscle_scene([m for m in shown if m in rules.over_connective]))
    found.append(scenes.muscle_scene([m for m in shown if m in rules.through]))
    return [_nearby(without(part, off), frame) for part in found]


def _nearby(part: Scene, frame: ViewFrame) -> Scene:
    """What a close-up can see, or what can shade it; the meshes stay whole where they are cut."""
    if frame.group == "Whole body" or frame.cut_depth_mm is not None or not len(part.faces):
        return part
    margin = NEARBY_MM / frame.mm_per_px
    xy = frame.project(part.vertices)[:, :2]
    inside = ((xy > -margin) & (xy < np.array(frame.size_px) + margin)).all(axis=1)
    keep = np.asarray(inside)[part.faces].any(axis=1)
    used, new = np.unique(part.faces[keep], return_inverse=True)
    return Scene(part.vertices[used], part.normals[used], new.reshape(-1, 3), part.ids[keep])


def without(part: Scene, numbers: np.ndarray) -> Scene:
    """A scene without the structures of some numbers."""
    if not len(numbers):
        return part
    keep = ~np.isin(part.ids, numbers)
    return Scene(part.vertices, part.normals, part.faces[keep], part.ids[keep])


def seen(scenes: BodyScenes, frame: ViewFrame, layer: str, scale: float) -> Seen:
    """Buffers of one layer's picture ('skeleton' too), `scale` times finer than the picture."""
    rules = layering()
    parts = groups(scenes, frame, layer)
    bones = look(parts[0], frame, scale)
    front = bones.depth
    muscles: Buffers | None = None
    for part in parts[1:]:
        if not len(part.faces):
            continue
        own = look(part, frame, scale)
        front = np.minimum(front, own.depth)
        reach = 0.0 if part is parts[-1] else rules.over_muscle_mm
        muscles = own if muscles is None else over(own, muscles, reach)
    if muscles is None:
        buffers = bones
    else:
        buffers = over(muscles, bones, reach_over_bone_mm(scenes, muscles.id, bones.id, frame))
    if frame.cut_depth_mm is not None:
        buffers = cut_closed(scenes, [*parts[1:], parts[0]], frame, scale, buffers)
        front = np.where(buffers.cut, buffers.depth, front)
    return Seen(buffers, front)


def reach_over_bone_mm(
    scenes: BodyScenes, muscle: np.ndarray, bone: np.ndarray, frame: ViewFrame
) -> np.ndarray:
    """How far behind a bone (its numbers, H, W) a muscle (H, W) is still drawn over it.

    Less than 0 for muscles on the far side of the bone: they must lie so far in front of it. Minus infinity
    for those that a bone or membrane hides from this side wherever both are seen.
    """
    rules = layering()

    def is_one_of(muscles: Iterable[str]) -> np.ndarray:
        made = [m for m in muscles if m in scenes.muscles]
        return np.isin(muscle, [scenes.id_of(m, side) for m in made for side in SIDES])

    hidden = is_one_of(rules.behind_bone)
    for name, ends in rules.behind_named_bone.items():
        hidden |= is_one_of([name]) & np.isin(bone, scenes.named(ends))
    reach = np.where(hidden, -rules.over_bone_mm, rules.over_bone_mm)
    for seen_from, muscles, ends in rules.far_side:
        if float(np.dot(frame.towards, SEEN_FROM[seen_from])) > STRAIGHT:
            reach = np.where(is_one_of(muscles) & np.isin(bone, scenes.named(ends)), -np.inf, reach)
    return reach


def cut_closed(
    scenes: BodyScenes, solids: list[Scene], frame: ViewFrame, scale: float, buffers: Buffers
) -> Buffers:
    """The buffers with the face of the cut filled: which solid each pixel of the plane lies in, else fat.

    Later solids win over earlier ones.
    """
    depth_mm = frame.cut_depth_mm
    assert depth_mm is not None
    axis = int(np.argmax(np.abs(frame.towards)))
    level = float(frame.origin_mm[axis] + frame.towards[axis] * depth_mm)
    face = np.full(buffers.id.shape, -1, np.int32)
    allowed = frame.columns_and_rows(scale)
    if not solids or (frame.only is None and not frame.hollow):
        _fill(face, FAT, *scenes.skin_mesh, frame, scale, axis, level)
    for part in solids:
        at = part.vertices[:, axis] < level
        open_faces = at[part.faces].any(1) & ~at[part.faces].all(1)
        for number in np.unique(part.ids[open_faces]):
            faces = part.faces[part.ids == number]
            used, new = np.unique(faces, return_inverse=True)
            _fill(face, int(number), part.vertices[used], new.reshape(-1, 3), frame, scale, axis, level)
    closed = face >= 0 if allowed is None else (face >= 0) & allowed
    normal = buffers.normal.copy()
    normal[closed] = -np.asarray(frame.towards, np.float32)
    return Buffers(
        np.where(closed, np.float32(depth_mm), buffers.depth),
        np.where(closed, face, buffers.id),
        normal,
        closed,
    )


def _fill(
    face: np.ndarray,
    number: int,
    vertices: np.ndarray,
    faces: np.ndarray,
    frame: ViewFrame,
    scale: float,
    axis: int,
    level: float,
) -> None:
    """Write a mesh's number where the plane lies inside it."""
    if not (vertices[:, axis].min() < level < vertices[:, axis].max()):
        return
    pixels = frame.project(vertices)[:, :2] * scale
    h, w = face.shape
    low = np.clip(np.floor(pixels.min(0)).astype(int), 0, (w, h))
    high = np.clip(np.ceil(pixels.max(0)).astype(int) + 1, 0, (w, h))
    if (high <= low).any():
        return
    every = max(1, round(scale))  # the face of a cut is flat: one answer a pixel of the picture is enough
    col, row = np.meshgrid(np.arange(low[0], high[0], every), np.arange(low[1], high[1], every))
    step = frame.mm_per_px / scale
    points = frame.origin_mm + (
        (col.ravel()[:, None] + every / 2) * step * frame.right
        + (row.ravel()[:, None] + every / 2) * step * np.asarray(frame.down)
    )
    points[:, axis] = level
    within = np.abs(igl.fast_winding_number(vertices, faces, np.ascontiguousarray(points))) > INSIDE
    part = face[low[1] : high[1], low[0] : high[0]]
    fine = within.reshape(col.shape).repeat(every, 0).repeat(every, 1)
    part[fine[: part.shape[0], : part.shape[1]]] = number


def positions(
    depth_mm: np.ndarray,
    frame: ViewFrame,
    scale: float,
    box: tuple[slice, slice] = (slice(None), slice(None)),
) -> np.ndarray:
    """Body coordinates (H, W, 3) mm of the pixels of a box at their depth; rubbish where it is not finite."""
    h, w = depth_mm.shape
    step = frame.mm_per_px / scale
    row = ((np.arange(h, dtype=np.float32) + 0.5) * step)[box[0]]
    col = ((np.arange(w, dtype=np.float32) + 0.5) * step)[box[1]]
    part = depth_mm[box]
    depth = np.where(np.isfinite(part), part, 0)
    p = np.empty((*part.shape, 3), np.float32)
    for i in range(3):
        p[..., i] = frame.origin_mm[i] + frame.right[i] * col + (frame.down[i] * row)[:, None]
        p[..., i] += frame.towards[i] * depth
    return p

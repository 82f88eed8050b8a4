"""Outlines of muscles in a view, as SVG paths in picture pixels."""

from __future__ import annotations

import cv2
import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS, OUTLINE_ONLY, remaining
from tools.bodymaps.raster import _draw, look
from tools.bodymaps.scenes import SIDES, BodyScenes
from tools.bodymaps.views import ViewFrame

SCALE = 2.0
SMALLEST_PX2 = 24.0
TOLERANCE_PX = 0.55


def silhouette(
    vertices: np.ndarray, faces: np.ndarray, frame: ViewFrame, scale: float = SCALE
) -> tuple[tuple[int, int], np.ndarray]:
    """Filled silhouette of a mesh: offset (column, row) in scaled pixels and mask (h, w) of bool."""
    xyz = frame.project(vertices)
    xyz[:, :2] *= scale
    keep = np.ones(len(faces), bool)
    middle = vertices[faces].mean(1)
    for axis, (low, high) in enumerate(frame.clip_mm):
        keep &= (middle[:, axis] >= low) & (middle[:, axis] <= high)
    w, h = (round(s * scale) for s in frame.size_px)
    used = xyz[np.unique(faces[keep])]
    if not len(used):
        return (0, 0), np.zeros((0, 0), bool)
    lo = np.clip(np.floor(used[:, :2].min(0)).astype(int) - 2, 0, (w, h))
    hi = np.clip(np.ceil(used[:, :2].max(0)).astype(int) + 2, 0, (w, h))
    if (hi <= lo).any():
        return (0, 0), np.zeros((0, 0), bool)
    shape = (hi[1] - lo[1], hi[0] - lo[0])
    depth, ids = np.full(shape, np.inf), np.full(shape, -1, np.int32)
    moved = xyz - [lo[0], lo[1], 0]
    blank = np.zeros((len(vertices), 3), np.float32)
    normal = np.zeros((*shape, 3), np.float32)
    _draw(moved, blank, faces[keep], np.zeros(keep.sum(), np.int32), depth, ids, normal)
    return (int(lo[0]), int(lo[1])), ids >= 0


def svg_path(mask: np.ndarray, offset: tuple[int, int] = (0, 0), scale: float = SCALE) -> str:
    """SVG path of a mask's outlines (holes included, even-odd), in picture pixels with one decimal."""
    if not mask.any():
        return ""
    padded = np.pad(mask.astype(np.uint8) * 255, 4)
    smooth = cv2.GaussianBlur(padded, (0, 0), 1.3)
    contours, _ = cv2.findContours((smooth > 127).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    pieces = []
    for contour in contours:
        if cv2.contourArea(contour) / scale**2 < SMALLEST_PX2:
            continue
        line = cv2.approxPolyDP(contour, TOLERANCE_PX * scale, True)[:, 0, :]
        if len(line) < 3:
            continue
        xy = (line - 4 + offset + 0.5) / scale
        pieces.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in xy).replace(".0", "") + "Z")
    return "".join(pieces)


def shapes(scenes: BodyScenes, frame: ViewFrame, layers: dict[str, str]) -> dict:
    """Full and visible outlines of every muscle in one view (the content of ``<view>.shapes.json``)."""
    full: dict[str, dict[str, str]] = {}
    for muscle in scenes.muscles:
        sides = {}
        for side in SIDES:
            offset, mask = silhouette(*scenes.mesh(muscle, side), frame)
            if path := svg_path(mask, offset):
                sides[side] = path
        if sides:
            full[muscle] = sides
    visible: dict[str, dict[str, dict[str, str]]] = {}
    for layer in MUSCLE_LAYERS:
        shown = remaining(layers, layer, frame.group)
        found: dict[str, dict[str, str]] = {}
        if layer == MUSCLE_LAYERS[0]:  # pictures leave these out; they can be picked where they would be seen
            for muscle in sorted(OUTLINE_ONLY & full.keys()):
                over = _seen(scenes, frame, [*shown, muscle])
                found |= {muscle: over[muscle]} if muscle in over else {}
        visible[layer] = found | _seen(scenes, frame, shown)
    return {"full": full, "visible": visible}


def _seen(scenes: BodyScenes, frame: ViewFrame, shown: list[str]) -> dict[str, dict[str, str]]:
    """Outlines of what is seen of each muscle and side when only these muscles are there."""
    ids = look(scenes.muscle_scene(shown), frame, SCALE).id
    found: dict[str, dict[str, str]] = {}
    for number in np.unique(ids[(ids >= 0) & (ids < 2 * len(scenes.muscles))]):
        where = np.argwhere(ids == number)
        (r0, c0), (r1, c1) = where.min(0), where.max(0) + 1
        if path := svg_path(ids[r0:r1, c0:c1] == number, (int(c0), int(r0))):
            found.setdefault(scenes.muscles[number // 2], {})[SIDES[number % 2]] = path
    return found

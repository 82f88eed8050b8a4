"""Outlines of muscles in a view, as SVG paths in picture pixels."""

from __future__ import annotations

import re

import cv2
import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS, layering
from tools.bodymaps.raster import Buffers, look
from tools.bodymaps.raster import silhouette as filled
from tools.bodymaps.scenes import SIDES, BodyScenes
from tools.bodymaps.views import ViewFrame

SCALE = 2.0
SMALLEST_PX2, SMALLEST_MM2 = 24.0, 4.0
TOLERANCE_PX = 0.55


def silhouette(
    vertices: np.ndarray, faces: np.ndarray, frame: ViewFrame, scale: float = SCALE
) -> tuple[tuple[int, int], np.ndarray]:
    """Filled silhouette of a mesh: offset (column, row) in scaled pixels and mask (h, w) of bool."""
    inside = filled(vertices, faces, frame, scale)
    if not inside.any():
        return (0, 0), np.zeros((0, 0), bool)
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    r0, r1 = max(0, rows[0] - 2), rows[-1] + 3
    c0, c1 = max(0, columns[0] - 2), columns[-1] + 3
    return (int(c0), int(r0)), inside[r0:r1, c0:c1]


def smallest_px2(frame: ViewFrame) -> float:
    """Area below which a ring of an outline is left out: smaller ones are confetti."""
    return max(SMALLEST_PX2, 1.1 * SMALLEST_MM2 / frame.mm_per_px**2)


def svg_path(
    mask: np.ndarray,
    offset: tuple[int, int] = (0, 0),
    scale: float = SCALE,
    smallest: float = SMALLEST_PX2,
) -> str:
    """SVG path of a mask's outlines (holes included, even-odd), in picture pixels with one decimal.

    Rings of less than `smallest` square pixels are left out.
    """
    if not mask.any():
        return ""
    padded = np.pad(mask.astype(np.uint8) * 255, 4)
    smooth = cv2.GaussianBlur(padded, (0, 0), 1.3)
    contours, _ = cv2.findContours((smooth > 127).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    pieces = []
    for contour in contours:
        line = cv2.approxPolyDP(contour, TOLERANCE_PX * scale, True)[:, 0, :]
        if len(line) < 3 or cv2.contourArea(line) / scale**2 < smallest:
            continue
        xy = (line - 4 + offset + 0.5) / scale
        pieces.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in xy).replace(".0", "") + "Z")
    return "".join(pieces)


def shapes(scenes: BodyScenes, frame: ViewFrame, layers: dict[str, Buffers]) -> dict:
    """Full and visible outlines of every muscle in one view (the content of ``<view>.shapes.json``).

    Parameters
    ----------
    layers : dict of layer to Buffers
        What the picture of each muscle layer shows, `SCALE` times finer than the picture.
    """
    rules, least = layering(), smallest_px2(frame)
    visible = {layer: outlines(scenes, layers[layer].id, least) for layer in MUSCLE_LAYERS}
    # not drawn solid, but they can be picked where they would be seen
    lying_over: dict[str, dict[str, str]] = {}
    for muscle in sorted(rules.outline_only | rules.translucent):
        own = look(scenes.scene_of(muscle), frame, SCALE)
        in_front = own.depth <= layers[MUSCLE_LAYERS[0]].depth + rules.over_muscle_mm
        lying_over |= outlines(scenes, np.where(in_front, own.id, -1), least)
    visible[MUSCLE_LAYERS[0]] = lying_over | visible[MUSCLE_LAYERS[0]]
    full: dict[str, dict[str, str]] = {}
    for muscle in scenes.muscles:
        sides = {}
        for side in SIDES:
            if _far_side(frame) == side and not any(side in visible[n].get(muscle, {}) for n in visible):
                continue  # in a side view the far half of the body lies behind everything
            offset, mask = silhouette(*scenes.mesh(muscle, side), frame)
            if path := svg_path(mask, offset, smallest=least):
                sides[side] = path
        if sides:
            full[muscle] = sides
    return {"full": full, "visible": visible}


def mirrored_shapes(found: dict, width_px: int) -> dict:
    """The outlines of a view in the mirror image of its picture: x turned round, right and left exchanged."""

    def turn(value: dict | str) -> dict | str:
        if isinstance(value, str):
            return _PAIR.sub(lambda m: f"{m[1]}{_short(width_px - float(m[2]))} {m[3]}", value)
        return {{"right": "left", "left": "right"}.get(key, key): turn(own) for key, own in value.items()}

    turned = turn(found)
    assert isinstance(turned, dict)
    return turned


_PAIR = re.compile(r"([ML])(-?[\d.]+) (-?[\d.]+)")


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _far_side(frame: ViewFrame) -> str | None:
    """Side of the body that a view from the side looks at last."""
    return {-1.0: "right", 1.0: "left"}.get(frame.towards[0])


def outlines(scenes: BodyScenes, ids: np.ndarray, least: float = SMALLEST_PX2) -> dict[str, dict[str, str]]:
    """Outlines of what is seen of each muscle and side."""
    found: dict[str, dict[str, str]] = {}
    for number in np.unique(ids[(ids >= 0) & (ids < 2 * len(scenes.muscles))]):
        where = np.argwhere(ids == number)
        (r0, c0), (r1, c1) = where.min(0), where.max(0) + 1
        if path := svg_path(ids[r0:r1, c0:c1] == number, (int(c0), int(r0)), smallest=least):
            found.setdefault(scenes.muscles[number // 2], {})[SIDES[number % 2]] = path
    return found

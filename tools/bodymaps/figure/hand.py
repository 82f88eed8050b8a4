"""The right hand: padded palm, five separate fingers, webs and nails."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from tools.bodymaps.figure.body import covered
from tools.bodymaps.figure.digits import Digit, beyond_knuckles, digit, flesh, nail
from tools.bodymaps.figure.field import HalfGrid, closed_distance, smooth, union
from tools.bodymaps.figure.shapes import Clay
from tools.bodymaps.figure.source import Part, points_where

STEP_MM = 1.0
PAD_MM = 3.0
COVER_MM = 1.4

FINGERS = {
    "thumb": ("right first metacarpal bone", (12.0, 10.6, 8.6)),
    "index finger": ("right second metacarpal bone", (10.2, 9.3, 8.2, 7.1)),
    "middle finger": ("right third metacarpal bone", (10.3, 9.3, 8.3, 7.2)),
    "ring finger": ("right fourth metacarpal bone", (9.8, 8.8, 7.8, 6.8)),
    "little finger": ("right fifth metacarpal bone", (9.0, 8.0, 7.0, 6.2)),
}
"""Root bone and radii in mm at knuckle, joints and tip: about half the breadth of a man's finger."""


def hand(parts: list[Part]) -> tuple[HalfGrid, np.ndarray]:
    """Field of hand and wrist."""
    chosen = [p for p in parts if p.arm]
    points = points_where(chosen, (-400, -260, 690), (0, 120, 925))
    down = np.array([-0.1, -0.25, -1.0])
    digits = [digit(parts, name, root, down) for name, (root, _) in FINGERS.items()]
    palm = palm_direction(digits)
    body_of_hand = points[~beyond_knuckles(points, digits, 14, 13)]
    grid = HalfGrid.over(points.min(0) - 22, [*(points[:, :2].max(0) + 22), 912], STEP_MM)
    raw, _ = closed_distance(points, grid, [])
    _, (closed,) = closed_distance(body_of_hand, grid, [11])
    soft = smooth(closed - PAD_MM, grid, 3.4)
    clay = Clay(grid, covered(soft, raw, 3, COVER_MM))
    knuckles = [d.joints_mm[0] for d in digits[1:]]
    pads = np.array([(*(k + palm * 5), 8.0) for k in knuckles])
    clay.tube(pads, 14)
    paths = {}
    fingers = Clay(grid, np.full(grid.shape, 60, np.float32))
    for d in digits:
        radii = FINGERS[d.name][1]
        side = tilt_of_thumb(palm) if d.name == "thumb" else palm
        path = flesh(d, radii, side, 1.8, 4.2)
        if d.name != "thumb":
            path = np.concatenate([[into_palm(d, path[0], palm)], path])
        paths[d.name] = (path, side)
        if d.name == "thumb":
            clay.tube(path, 9)
        else:
            fingers.tube(path, 0.8)
    clay.field_mm = union(clay.field_mm, fingers.field_mm, 7)
    for a, b in pairwise(digits[1:]):
        web = np.array(
            [
                (*(a.along(0.36) + palm * 2), 5.5),
                (*((a.along(0.33) + b.along(0.33)) / 2 + palm * 2), 4.8),
                (*(b.along(0.36) + palm * 2), 5.5),
            ]
        )
        clay.tube(web, 5)
    clay.soften(0.8)
    clay.field_mm = covered(clay.field_mm, raw, 2, COVER_MM)
    for d in digits:
        path, side = paths[d.name]
        r = FINGERS[d.name][1][-1]
        nail(clay, d, path, side, r * 1.5, r * 1.8)
    clay.soften(0.5)
    return grid, clay.field_mm


def into_palm(d: Digit, root: np.ndarray, palm: np.ndarray) -> np.ndarray:
    """Start of a finger's tube inside the palm, so that it grows out of the hand without a step."""
    back = d.joints_mm[0] - d.joints_mm[1]
    start = root[:3] + back / np.linalg.norm(back) * 24 + palm * 1.5
    return np.array([*start, root[3] * 0.75])


def palm_direction(digits: list[Digit]) -> np.ndarray:
    """Unit vector out of the palm (forwards, the forearm being supine)."""
    knuckles = np.array([d.joints_mm[0] for d in digits[1:]])
    tips = np.array([d.joints_mm[1] for d in digits[1:]])
    across = knuckles[-1] - knuckles[0]
    along = (tips - knuckles).mean(axis=0)
    normal = np.cross(across, along)
    normal /= np.linalg.norm(normal)
    return normal if normal[1] < 0 else -normal


def tilt_of_thumb(palm: np.ndarray) -> np.ndarray:
    """Direction of the thumb's pulp: between the palm's and towards the fingers."""
    direction = palm * 0.6 + np.array([0.8, 0, 0])
    return direction / np.linalg.norm(direction)

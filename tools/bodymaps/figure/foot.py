"""The right foot: padded sole, five toes, nails."""

from __future__ import annotations

import numpy as np

from tools.bodymaps.figure.body import covered
from tools.bodymaps.figure.digits import beyond_knuckles, digit, flesh, nail
from tools.bodymaps.figure.field import HalfGrid, closed_distance, cut, smooth
from tools.bodymaps.figure.shapes import Clay
from tools.bodymaps.figure.source import Part, points_where

STEP_MM = 1.0
PAD_MM = 4.0
COVER_MM = 1.4
GROUND_MM = -5.0
"""Height of the sole: the pad below the lowest bone, flattened by standing."""

TOES = {
    "big toe": ("right first metatarsal bone", (11.5, 11.6, 9.6)),
    "second toe": ("right second metatarsal bone", (10.0, 8.0, 7.4, 7.0)),
    "third toe": ("right third metatarsal bone", (9.5, 7.6, 7.1, 6.7)),
    "fourth toe": ("right fourth metatarsal bone", (9.0, 7.3, 6.8, 6.4)),
    "little toe": ("right fifth metatarsal bone", (7.2, 7.0, 6.6, 6.3)),
}
"""Root bone and radii in mm at ball, joints and tip."""


def foot(parts: list[Part]) -> tuple[HalfGrid, np.ndarray]:
    """Field of foot and ankle."""
    chosen = [p for p in parts if not p.arm]
    points = points_where(chosen, (-260, -260, -30), (0, 120, 150))
    forwards = np.array([-0.4, -1.0, -0.2])
    digits = [digit(parts, name, root, forwards) for name, (root, _) in TOES.items()]
    sole = np.array([0.0, 0.0, -1.0])
    body_of_foot = points[~beyond_knuckles(points, digits, 10, 10)]
    grid = HalfGrid.over(points.min(0) - 22, [*(points[:, :2].max(0) + 22), 132], STEP_MM)
    raw, _ = closed_distance(points, grid, [])
    _, (closed,) = closed_distance(body_of_foot, grid, [16])
    _, _, z = grid.axes()
    soft = smooth(closed - PAD_MM, grid, 4.5)
    clay = Clay(grid, covered(soft, raw, 4, COVER_MM))
    clay.tube(np.array([(*d.joints_mm[0][:2], 7.0, 9.5 if d.name == "big toe" else 8.0) for d in digits]), 16)
    heel = next(p.points for p in parts if p.name == "right calcaneus")
    clay.ellipsoid((heel[:, 0].mean(), heel[:, 1].max() - 20, 15), (22, 24, 19), 16)
    paths = []
    for d in digits:
        radii = TOES[d.name][1]
        path = flesh(d, radii, sole, 0.8, 3.6)
        path[:, 2] = np.maximum(path[:, 2], GROUND_MM + path[:, 3] * 0.88)
        paths.append(path)
        clay.tube(path, 3.5)
    clay.soften(0.8)
    clay.field_mm = covered(clay.field_mm, raw, 2, COVER_MM)
    below = np.broadcast_to(z - GROUND_MM, clay.field_mm.shape).astype(np.float32)
    clay.field_mm = cut(clay.field_mm, below, 5)
    for d, path in zip(digits, paths, strict=True):
        r = TOES[d.name][1][-1]
        nail(clay, d, path, sole, r * 1.35, r * (1.5 if d.name == "big toe" else 1.2))
    clay.soften(0.5)
    return grid, clay.field_mm

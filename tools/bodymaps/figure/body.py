"""Trunk, arm and leg: closed over muscle and bone, padded, smoothed."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import map_coordinates

from tools.bodymaps.figure.field import HalfGrid, closed_distance, cut, smooth, step01, union
from tools.bodymaps.figure.shapes import Clay, curve
from tools.bodymaps.figure.source import Part, points_where
from tools.bodymaps.figure.tissue import THICKNESS_MM, Regions, thickness_mm

STEP_MM = 2.0
COVER_MM = 1.6
"""Least thickness over muscle and bone."""


LATISSIMUS = (
    (-150, -38, 1335, 15),
    (-131, -34, 1280, 17),
    (-114, -34, 1220, 16),
    (-102, -34, 1150, 14),
    (-92, -36, 1080, 12),
    (-88, -34, 1010, 10),
)
"""Edge of latissimus dorsi and the flank behind the oblique muscles: x, y, z, radius in mm."""


GLUTEAL_CLEFT = ((0, 24, 955, 1), (0, 28, 925, 6), (0, 28, 890, 11), (0, 14, 858, 12), (0, -4, 838, 10))
"""Middle line carved between the buttocks: x, y, z, radius in mm."""


def spread(grid: HalfGrid, regions: Regions = THICKNESS_MM, reach_mm: float = 30) -> np.ndarray:
    """Tissue thickness at every node, from a coarse lattice."""
    coarse_mm = 10.0 if reach_mm > 20 else 5.0
    low = np.asarray(grid.low_mm)
    shape = np.ceil((np.asarray(grid.shape) - 1) * grid.step_mm / coarse_mm).astype(int) + 1
    axes = [(low[a] + coarse_mm * np.arange(shape[a])).astype(np.float32) for a in range(3)]
    values = thickness_mm(
        axes[0][:, None, None], axes[1][None, :, None], axes[2][None, None, :], regions, reach_mm
    )
    index = np.meshgrid(
        *[np.arange(n, dtype=np.float32) * (grid.step_mm / coarse_mm) for n in grid.shape], indexing="ij"
    )
    return map_coordinates(values, index, order=1, mode="nearest", output=np.float32)


def covered(soft: np.ndarray, raw: np.ndarray, blend_mm: float, cover_mm: float = COVER_MM) -> np.ndarray:
    """Field that also encloses the raw surfaces by the least thickness."""
    return union(soft, raw - np.float32(cover_mm), blend_mm)


def trunk(parts: list[Part]) -> tuple[HalfGrid, np.ndarray]:
    """Neck to upper thigh, without the arm.

    The source lacks latissimus dorsi, the deep abdominal wall and quadratus lumborum: a large
    closing bridges shoulder blade to pelvis, and tubes stand for the edge of latissimus.
    """
    chosen = [p for p in parts if not p.arm]
    points = points_where(chosen, (-235, -250, 740), (0, 120, 1560))
    grid = HalfGrid.over(points.min(0) - 40, np.array([0, points[:, 1].max() + 40, 1540]), STEP_MM)
    raw, (tight, wide) = closed_distance(points, grid, [12, 34])
    _, _, z = grid.axes()
    loose = step01(z, 880, 960) * step01(z, 1440, 1370)
    closed = tight + (wide - tight) * loose
    clay = Clay(grid, closed)
    clay.tube(np.array(LATISSIMUS), 30)
    clay.ellipsoid((0, -118, 880), (42, 34, 40), 40)
    clay.ellipsoid((0, -70, 885), (48, 75, 56), 20)
    padded = clay.field_mm - spread(grid)
    soft = smooth(padded, grid, 4.0)
    softer = smooth(padded, grid, 10.0)
    calm = step01(z, 800, 880) * step01(z, 1430, 1360)
    soft += (softer - soft) * calm
    clay = Clay(grid, covered(soft, raw, 8))
    clay.tube(curve(GLUTEAL_CLEFT), 18, carve=True)
    clay.engrave(np.array([(0, -208, 1041), (0, -208, 1036)]), 5, 5)
    return grid, covered(clay.field_mm, raw, 2)


def leg(parts: list[Part]) -> tuple[HalfGrid, np.ndarray]:
    """Thigh to ankle."""
    chosen = [p for p in parts if not p.arm]
    points = points_where(chosen, (-260, -250, 20), (0, 120, 900))
    grid = HalfGrid.over(points.min(0) - 40, np.array([0, points[:, 1].max() + 40, 880]), STEP_MM)
    raw, (closed,) = closed_distance(points, grid, [14])
    _, _, z = grid.axes()
    padded = closed - spread(grid)
    soft, softer = smooth(padded, grid, 3.0), smooth(padded, grid, 7.5)
    soft += (softer - soft) * step01(z, 90, 200)
    return grid, covered(soft, raw, 4)


def arm(parts: list[Part]) -> tuple[HalfGrid, np.ndarray]:
    """Shoulder to wrist."""
    chosen = [p for p in parts if p.arm or "deltoid" in p.name]
    points = points_where(chosen, (-400, -250, 800), (0, 120, 1560))
    grid = HalfGrid.over(points.min(0) - 40, points.max(0) + 20, STEP_MM)
    raw, (closed,) = closed_distance(points, grid, [12])
    _, _, z = grid.axes()
    padded = closed - spread(grid)
    soft, softer = smooth(padded, grid, 3.0), smooth(padded, grid, 5.0)
    soft += (softer - soft) * step01(z, 880, 960)
    return grid, covered(soft, raw, 5)


def part_legs(field: np.ndarray, grid: HalfGrid) -> np.ndarray:
    """Field with a narrow gap between the thighs, closing softly at the crotch."""
    x, _, z = grid.axes()
    half_gap = 3.0 * step01(z, 838, 800) - 25 * step01(z, 805, 850)
    return cut(field, np.broadcast_to(-x - half_gap, field.shape).astype(np.float32), 10)

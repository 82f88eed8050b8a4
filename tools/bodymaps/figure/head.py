"""The head: skull padded to the depth of a face, then brow, lids, nose, lips, chin and ears sculpted.

The sculpt is anchored at the source's own bones, eyeballs and nasal cartilages (coordinates of the
right half in LPS mm). It is a neutral face made for display: no one's portrait, no measurement.
"""

from __future__ import annotations

import numpy as np

from tools.bodymaps.figure.body import covered, spread
from tools.bodymaps.figure.ear import add_ear
from tools.bodymaps.figure.field import HalfGrid, closed_distance, smooth, step01
from tools.bodymaps.figure.shapes import Clay, curve, rotation
from tools.bodymaps.figure.source import Part, points_where
from tools.bodymaps.figure.tissue import FACE_MM

STEP_MM = 1.0
COVER_MM = 1.5
EYE_MM = (-30.9, -152.4, 1585.0)
EYEBALL_RADIUS_MM = 12.7
LID_RADIUS_MM = 14.9


def head(parts: list[Part]) -> tuple[HalfGrid, np.ndarray]:
    """Field of head and upper neck."""
    points = points_where(parts, (-110, -235, 1412), (0, 60, 1760))
    bony = points_where([p for p in parts if "nasal cartilage" not in p.name and "alar" not in p.name], (-110, -235, 1412), (0, 60, 1760))
    bony = np.concatenate([bony, cheek_fill()])
    grid = HalfGrid.over([-112, -240, 1430], [0, points[:, 1].max() + 30, points[:, 2].max() + 30], STEP_MM)
    raw, (tight, wide) = closed_distance(bony, grid, [12, 24])
    _, y, z = grid.axes()
    closed = tight + (wide - tight) * step01(z - (y + 110) * 0.35, 1496, 1520)
    clay = Clay(grid, closed)
    fill_cheeks(clay)
    padded = clay.field_mm - spread(grid, FACE_MM, 16)
    soft, softer = smooth(padded, grid, 2.5), smooth(padded, grid, 6.0)
    soft += (softer - soft) * np.maximum(step01(z, 1612, 1640), step01(y, -105, -85) * step01(z, 1480, 1500))
    clay.field_mm = covered(soft, raw, 6, COVER_MM)
    eyes(clay)
    nose(clay)
    mouth(clay)
    add_ear(clay)
    clay.soften(0.7)
    return grid, clay.field_mm


def cheek_fill() -> np.ndarray:
    """Points that stand for the missing masseter: from the zygomatic arch to the angle of the jaw."""
    t = np.linspace(0, 1, 60)[:, None]
    lines = [
        np.array(a) * (1 - t) + np.array(b) * t
        for a, b in (((-62, -132, 1556), (-54, -122, 1508)), ((-63, -118, 1560), (-54, -110, 1508)))
    ]
    return np.concatenate(lines)


def fill_cheeks(clay: Clay) -> None:
    """Masseter, cheek fat, parotid and the muscle ring around the mouth, which the source lacks."""
    clay.tube(np.array([(-58, -127, 1556, 8), (-54, -119, 1532, 9), (-49, -114, 1511, 7)]), 12)
    clay.tube(np.array([(-58, -94, 1558, 7), (-54, -96, 1535, 7), (-48, -98, 1515, 5)]), 14)
    clay.ellipsoid((-34, -147, 1532), (15, 19, 26), 16)
    clay.ellipsoid((-39, -153, 1556), (15, 12, 14), 14)
    clay.ellipsoid((0, -166, 1525), (30, 18, 24), 12)
    clay.ellipsoid((0, -166, 1494), (17, 11, 11), 12)


def eyes(clay: Clay) -> None:
    """Brow, eye socket, lids with a crease, and the eyeball between them, calmly open."""
    cx, cy, cz = EYE_MM
    clay.tube(curve([(-9, -171, 1603, 4.5), (-24, -168.5, 1608, 4.5), (-40, -160, 1608.5, 4), (-50, -150, 1602, 3)]), 9)
    clay.ellipsoid((cx, -171, cz + 1), (18.5, 12.5, 12.5), 9, carve=True)
    clay.ellipsoid((-13.5, -170, 1586), (5, 9, 10), 8, carve=True)
    clay.ellipsoid(EYE_MM, (LID_RADIUS_MM,) * 3, 5)
    clay.tube(curve([(-18, -161.5, 1591.5, 1.1), (-26, -164.8, 1595.6, 1.1), (-36, -163.8, 1595.8, 1.1), (-45.5, -155.5, 1589, 1.0)]), 2.2, carve=True)
    half_width, rise, fall, z0 = 14.6, 6.0, 4.6, cz - 1.0
    upper = (half_width**2 + rise**2) / (2 * rise)
    lower = (half_width**2 + fall**2) / (2 * fall)

    def opening(p: np.ndarray) -> np.ndarray:
        along = p[..., 0] - (cx - 0.4)
        up = p[..., 2] - z0 + along * 0.07
        lid = np.maximum(
            np.hypot(along, up - (rise - upper)) - upper, np.hypot(along, up - (lower - fall)) - lower
        )
        return np.maximum(lid, p[..., 1] - cy)

    clay.free((cx - 16, cy - 20, cz - 12), (cx + 16, cy, cz + 12), opening, 1.6, carve=True)
    clay.ellipsoid(EYE_MM, (EYEBALL_RADIUS_MM,) * 3, 0.4)


def nose(clay: Clay) -> None:
    """Bridge, tip, wings, columella and nostrils, around the nasal bones and cartilages."""
    clay.tube(np.array([(0, -171, 1599, 6), (0, -178, 1585, 7), (0, -186, 1570, 8.5), (0, -195, 1558, 9.5)]), 8)
    clay.ellipsoid((0, -200, 1551.5), (11.5, 11, 10), 5)
    clay.ellipsoid((-8, -198, 1551), (8, 10, 8.5), 4)
    clay.ellipsoid((-13, -190, 1549), (6.3, 10.5, 7.2), 3, rotation("z", 14))
    clay.tube(np.array([(0, -204, 1545.5, 3.6), (0, -196, 1542.5, 3.4), (0, -188, 1541, 4)]), 3)
    clay.ellipsoid((-7.3, -194.5, 1541.5), (3.1, 6.2, 4.2), 1.6, rotation("z", 22), carve=True)
    clay.tube(curve([(-16, -181, 1556, 0.8), (-14.5, -187, 1557.5, 0.8), (-12.5, -194, 1556, 0.5)]), 4, carve=True)


def mouth(clay: Clay) -> None:
    """Philtrum, two lips and the line between them, corners slightly raised."""
    clay.tube(np.array([(0, -194.5, 1539, 2.4), (0, -194.5, 1533.5, 2.9)]), 3.5, carve=True)
    upper = curve([(0, -187.2, 1527.4, 4.2), (-5.5, -187.4, 1528.0, 4.3), (-14, -184, 1526.6, 3.5), (-21, -178.8, 1524.8, 2.2), (-26, -174, 1524.2, 1.0)])
    lower = curve([(0, -186.4, 1518.8, 5.0), (-8, -186, 1519, 4.8), (-16, -181.8, 1520.5, 3.5), (-22, -177.5, 1522.6, 2.0), (-26, -174, 1524, 1.0)])
    clay.tube(upper, 2.5)
    clay.tube(lower, 2.5)
    line = curve([(0, -192.0, 1523.2, 0.9), (-6, -191.6, 1523.0, 0.9), (-14, -188, 1523.2, 0.9), (-21, -182, 1523.6, 0.9), (-26.5, -176.5, 1524.6, 0.8)])
    clay.tube(line, 1.5, carve=True)

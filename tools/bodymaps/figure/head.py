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
    bony = points_where(
        [p for p in parts if "nasal cartilage" not in p.name and "alar" not in p.name],
        (-110, -235, 1412),
        (0, 60, 1760),
    )
    grid = HalfGrid.over([-112, -240, 1430], [0, points[:, 1].max() + 30, points[:, 2].max() + 30], STEP_MM)
    raw, (tight, wide) = closed_distance(bony, grid, [12, 24])
    _, y, z = grid.axes()
    closed = tight + (wide - tight) * step01(z - (y + 110) * 0.35, 1490, 1515)
    clay = Clay(grid, closed)
    fill_cheeks(clay)
    padded = clay.field_mm - spread(grid, FACE_MM, 16)
    soft, softer = smooth(padded, grid, 2.5), smooth(padded, grid, 6.0)
    softer += (smooth(padded, grid, 10.0) - softer) * step01(z, 1630, 1670)
    soft += (softer - soft) * np.maximum(step01(z, 1600, 1630), step01(y, -145, -118))
    clay.field_mm = covered(soft, raw, 6, COVER_MM)
    brow_and_nose(clay)
    clay.soften(1.8)
    clay.field_mm = covered(clay.field_mm, raw, 4, COVER_MM)
    eyes(clay)
    nostrils(clay)
    mouth(clay)
    add_ear(clay)
    clay.soften(0.7)
    return grid, clay.field_mm


def fill_cheeks(clay: Clay) -> None:
    """Temporalis, masseter, cheek fat, parotid and the ring around the mouth, which the source lacks."""
    clay.ellipsoid((-56, -110, 1606), (9, 30, 30), 16)
    clay.tube(np.array([(-55, -124, 1558, 7), (-49, -118, 1532, 10), (-43, -114, 1514, 9)]), 18)
    clay.tube(np.array([(-55, -94, 1560, 7), (-49, -98, 1535, 9), (-43, -102, 1514, 8)]), 16)
    clay.ellipsoid((-33, -143, 1533), (15, 20, 28), 20)
    clay.ellipsoid((-36, -150, 1557), (15, 11, 14), 16)
    clay.ellipsoid((-26, -156, 1511), (13, 14, 15), 18)
    clay.ellipsoid((0, -169, 1527), (27, 19, 24), 14)
    clay.ellipsoid((0, -168, 1495), (19, 13, 11), 12)


def brow_and_nose(clay: Clay) -> None:
    """Brow and eye socket; bridge, tip, wings and columella around the nasal bones and cartilages."""
    cx, _, cz = EYE_MM
    clay.tube(
        curve([(-8, -173, 1603, 5), (-24, -170, 1608, 5), (-40, -161, 1609, 4.5), (-51, -150, 1602, 3)]), 12
    )
    clay.ellipsoid((cx - 1, -174, cz + 1), (19, 13, 13), 12, carve=True)
    clay.tube(
        np.array([(0, -173.5, 1601, 6), (0, -179, 1587, 6.5), (0, -188.5, 1570, 7.5), (0, -196.8, 1561, 8)]),
        9,
    )
    clay.tube(np.array([(-4, -172, 1588, 4.5), (-7, -180, 1568, 6), (-9, -187, 1556, 7)]), 10)
    clay.ellipsoid((0, -201.5, 1552.8), (8.5, 9.8, 8.4), 6)
    clay.ellipsoid((-6.5, -199, 1551), (7.5, 10, 7.2), 6)
    clay.ellipsoid((-12.5, -191.5, 1549.8), (6.2, 10, 7.2), 3, rotation("z", 16))
    clay.tube(np.array([(0, -205, 1547.6, 3.6), (0, -199, 1545.6, 3.8), (0, -192, 1544.5, 4.2)]), 4)


def nostrils(clay: Clay) -> None:
    """Nostrils and the groove behind each wing of the nose."""
    clay.ellipsoid((-7.2, -196.5, 1541.6), (2.7, 5.4, 3.2), 1.8, rotation("z", 20), carve=True)
    groove = [(-16, -188.5, 1557), (-18.8, -185, 1553), (-19.4, -183, 1548), (-18, -184, 1544)]
    clay.engrave(curve(groove), 1.1, 2.0)


def eyes(clay: Clay) -> None:
    """Lids with a crease, and the eyeball between them, calmly open."""
    cx, cy, cz = EYE_MM
    clay.ellipsoid(EYE_MM, (LID_RADIUS_MM,) * 3, 6)
    crease = [
        (-18, -162.5, 1588.5),
        (-22, -164, 1592.4),
        (-28, -165.5, 1595),
        (-34, -165, 1595.6),
        (-40, -161.5, 1594),
        (-46.5, -155.5, 1588),
    ]
    clay.engrave(curve(crease), 1.5, 1.3)
    half_width, rise, fall, z0 = 14.4, 4.8, 4.0, cz - 1.4
    upper = (half_width**2 + rise**2) / (2 * rise)
    lower = (half_width**2 + fall**2) / (2 * fall)

    def opening(p: np.ndarray) -> np.ndarray:
        along = p[..., 0] - (cx - 0.4)
        up = p[..., 2] - z0 + along * 0.06
        lid = np.maximum(
            np.hypot(along, up - (rise - upper)) - upper, np.hypot(along, up - (lower - fall)) - lower
        )
        return np.maximum(lid, p[..., 1] - cy)

    clay.free((cx - 16, cy - 20, cz - 12), (cx + 16, cy, cz + 12), opening, 1.4, carve=True)
    clay.ellipsoid(EYE_MM, (EYEBALL_RADIUS_MM,) * 3, 0.4)
    clay.ellipsoid((-18.2, -158.6, 1582.8), (3.6, 4.6, 3.4), 2)


def mouth(clay: Clay) -> None:
    """Philtrum, two lips and the line between them, corners slightly raised."""
    clay.engrave(np.array([(0, -196, 1541), (0, -196, 1533.5)]), 0.7, 2.6)
    upper = [
        (0, -191.5, 1528.1, 5.1), (-5.5, -191.8, 1529, 5.3), (-14, -187.5, 1527.6, 4.5),
        (-21, -181.5, 1525.2, 2.8), (-27, -175, 1524, 1.2),
    ]  # fmt: skip
    lower = [
        (0, -190.3, 1517.9, 5.7), (-8, -189.8, 1518.2, 5.5), (-16, -185, 1519.8, 4.3),
        (-22, -180, 1522.2, 2.6), (-27, -175, 1523.8, 1.2),
    ]  # fmt: skip
    clay.tube(curve(upper), 3)
    clay.tube(curve(lower), 3)
    line = [
        (0, -196, 1523.2),
        (-6, -195.4, 1522.9),
        (-14, -191, 1523.2),
        (-21, -185, 1523.8),
        (-27.5, -177, 1525),
    ]
    clay.engrave(curve(line), 1.7, 1.35)
    clay.engrave(np.array([(-26.5, -178, 1524.6), (-28.5, -176, 1525)]), 1.2, 2.5)

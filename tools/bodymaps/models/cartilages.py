"""Cartilages that the source lacks: from the ends of the lower ribs upwards, xiphoid process, pubic disc.

They are drawn, not measured: they are in the pictures only, not in the label volume.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline

Mesh = tuple[np.ndarray, np.ndarray]
ALONG, ROUND = 36, 14
# Courses of the right side, mm: from the rib's end forward, then up to the cartilage above.
COURSES: dict[int, list[tuple[float, float, float]]] = {
    8: [
        (-117.5, -157.5, 1159.5),
        (-111, -170, 1152),
        (-99.5, -184, 1156),
        (-84, -197, 1170),
        (-69, -203.5, 1185),
    ],
    9: [(-120.5, -130, 1133), (-120, -146, 1125), (-114, -160, 1129), (-104, -174, 1142), (-95, -184, 1154)],
    10: [
        (-119.5, -112, 1106),
        (-122, -128, 1101),
        (-120, -142, 1108),
        (-114, -156, 1122),
        (-109, -166, 1132),
    ],
}
HEIGHT_MM, DEPTH_MM, END_SHARE = 5.0, 4.2, 0.75
XIPHOID = [(0, -205.5, 1257), (0, -205, 1246), (0, -204, 1233), (0, -202, 1219)]
"""From the lower end of the sternum down, behind linea alba: the source's sternum ends at 1247."""
PUBIC_DISC = [(0, -108.5, 847.5), (0, -112.5, 855), (0, -117.5, 862.5), (0, -123, 870.5)]
"""Between the facing surfaces of both hip bones, which leave 5 to 10 mm there, and no further."""


@cache
def costal_cartilages() -> tuple[Mesh, ...]:
    """Eighth to tenth cartilage of the right side."""
    return tuple(_rod(np.array(course, float), HEIGHT_MM, DEPTH_MM, END_SHARE) for course in COURSES.values())


@cache
def midline_cartilages() -> tuple[Mesh, ...]:
    """Xiphoid process, a flat tongue, and the disc between the pubic bones."""
    return _rod(np.array(XIPHOID, float), 11.0, 3.2, 0.42), _rod(np.array(PUBIC_DISC, float), 5.2, 6.0, 1.0)


def _rod(course: np.ndarray, height_mm: float, depth_mm: float, end_share: float) -> Mesh:
    """A rounded rod along a course (K, 3), of half a height and depth, thinner to its end, closed at both."""
    steps = np.r_[0, np.cumsum(np.linalg.norm(np.diff(course, axis=0), axis=1))]
    line = CubicSpline(steps, course)
    s = np.linspace(0, steps[-1], ALONG)
    way = line(s, 1)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    outward = line(s) * [1, 1, 0] - [0.0, -95.0, 0.0]
    outward -= (outward * way).sum(1, keepdims=True) * way
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    upward = np.cross(way, outward)
    share = np.interp(s / steps[-1], [0, 1], [1.0, end_share])
    share *= np.sqrt(np.clip(np.minimum(s, steps[-1] - s) / 4 + 0.02, 0, 1))
    angle = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    ring = np.cos(angle)[None, :, None] * depth_mm * outward[:, None]
    ring = ring + np.sin(angle)[None, :, None] * height_mm * upward[:, None]
    vertices = (line(s)[:, None] + share[:, None, None] * ring).reshape(-1, 3)
    number = np.arange(ALONG * ROUND).reshape(ALONG, ROUND)
    a, b = number[:-1], number[1:]
    c, d = np.roll(b, -1, axis=1), np.roll(a, -1, axis=1)
    return vertices, np.concatenate([np.stack(t, -1).reshape(-1, 3) for t in ((a, b, c), (a, c, d))])

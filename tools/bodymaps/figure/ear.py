"""The right auricle as a relief: rim, fold, bowl, tragus and lobule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.bodymaps.figure.shapes import Clay, curve

ROOT_MM = (-70.5, -88.0, 1571.0)
"""The notch in front of the ear canal: behind the jaw joint, at the root of the zygomatic arch."""
LEAN_DEG = 12.0
FLARE_DEG = 27.0
SCALE = 0.93
"""The outlines below are 67 mm tall; this brings them to 62 mm."""

HELIX = [
    (7, 2, 0.5, 1.6), (2, 6, 2.0, 2.2), (-1, 13, 2.5, 2.5), (1, 23, 2.5, 2.6), (8, 31.5, 2.6, 2.7),
    (18, 34, 2.8, 2.8), (27, 30, 3.0, 2.8), (32, 21, 3.0, 2.7), (33, 10, 2.8, 2.5), (30.5, -1, 2.4, 2.3),
    (26, -11, 2.0, 2.2), (19.5, -20, 1.2, 2.4), (13, -25, 0.6, 2.6),
]  # fmt: skip
ANTIHELIX = [
    (13, -16, 2.5, 2.4),
    (19, -11, 3, 2.4),
    (22.5, -3, 3.4, 2.6),
    (22.5, 6, 3.4, 2.7),
    (19, 15, 3, 2.6),
    (14, 23, 1.6, 2.4),
]
LOWER_CRUS = [(20.5, 12, 3, 2.4), (13, 15, 2.2, 2.1), (5, 16, 1.2, 1.8)]


SEAT = [(1, -8, -3.5, 3.5), (-1, 2, -3.2, 4), (-1, 12, -2.5, 4), (4, 24, -2, 3.5)]
"""Where the front of the ear grows out of the head, so that no gap opens under the rim."""


def frame() -> np.ndarray:
    """Columns: backwards along the ear, up along the ear, out of its face."""
    lean, flare = np.radians(LEAN_DEG), np.radians(FLARE_DEG)
    up = np.array([0, np.sin(lean), np.cos(lean)])
    back = np.array([0, np.cos(lean), -np.sin(lean)])
    out = np.array([-1.0, 0, 0])
    return np.stack(
        [np.cos(flare) * back + np.sin(flare) * out, up, np.cos(flare) * out - np.sin(flare) * back], axis=1
    )


def place(local: np.ndarray) -> np.ndarray:
    """Local (n, 3) back, up, out to the body's frame, in mm."""
    return np.asarray(ROOT_MM) + (np.asarray(local, float) * SCALE) @ frame().T


def rope(controls: Sequence[tuple[float, float, float, float]], samples: int) -> np.ndarray:
    """Tube path (samples, 4) in the body's frame from local control points with radii."""
    path = curve(controls, samples)
    return np.column_stack([place(path[:, :3]), path[:, 3] * SCALE])


def add_ear(clay: Clay) -> None:
    """Add the right ear to the head."""
    turn = frame()

    def lump(
        centre: tuple[float, float, float],
        radii: tuple[float, float, float],
        blend: float,
        carve: bool = False,
    ) -> None:
        clay.ellipsoid(place(np.array([centre]))[0], np.array(radii) * SCALE, blend, turn, carve)

    lump((12, 2, -7), (9, 19, 9), 5)
    clay.tube(rope(SEAT, 12), 4)
    lump((16, 5, 0), (16.5, 28.5, 2.6), 3)
    lump((9.5, -21.5, 0.3), (10, 9, 3.2), 3)
    clay.tube(rope(HELIX, 40), 1.6)
    clay.tube(rope(ANTIHELIX, 20), 2.0)
    clay.tube(rope(LOWER_CRUS, 10), 1.6)
    lump((10, -1, 4.0), (9.5, 13.5, 7.5), 2.0, carve=True)
    lump((5, -3, 0), (3.5, 4, 5), 3.0, carve=True)
    lump((15, 27, 3.2), (8, 2.8, 2.2), 1.5, carve=True)
    lump((0.5, -4, 1.0), (3.6, 6.5, 4.4), 2.5)
    lump((12, -15.5, 2.6), (4.2, 2.8, 2.6), 2.0)

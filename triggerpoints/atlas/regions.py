"""The part of a triangulated surface where a value at its vertices reaches a level, cut at the edge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def region(
    position_mm: Floats, faces: NDArray[np.int32], values: Floats, level: float
) -> tuple[Floats, NDArray[np.int32]]:
    """Triangles on which a value that runs linearly between vertices is at least `level`.

    Parameters
    ----------
    position_mm : ndarray (V, 3)
    faces : ndarray (F, 3)
    values : ndarray (V,)
    level : float

    Returns
    -------
    position_mm : ndarray (W, 3) float32
        The old vertices that are used, then those on the edge.
    faces : ndarray (G, 3) int32
    """
    above = values >= level
    count = above[faces].sum(1)
    pieces = [faces[count == 3].astype(np.int64)]
    edges: list[NDArray[np.int64]] = []
    start = len(position_mm)
    for number in (1, 2):
        mine = faces[count == number]
        lonely = above[mine] if number == 1 else ~above[mine]
        turn = (lonely.argmax(1)[:, None] + np.arange(3)) % 3
        a, b, c = np.take_along_axis(mine, turn, 1).astype(np.int64).T  # a is the one that differs
        ab = start + np.arange(len(mine))
        ac = ab + len(mine)
        edges += [np.stack([a, b], 1), np.stack([a, c], 1)]
        start += 2 * len(mine)
        if number == 1:
            pieces.append(np.stack([a, ab, ac], 1))
        else:
            pieces += [np.stack([ab, b, c], 1), np.stack([ab, c, ac], 1)]
    pairs = np.concatenate(edges)
    low, high = values[pairs[:, 0]], values[pairs[:, 1]]
    share = (level - low) / np.where(high == low, 1, high - low)
    on_edge = position_mm[pairs[:, 0]] * (1 - share[:, None]) + position_mm[pairs[:, 1]] * share[:, None]
    points = np.concatenate([position_mm, on_edge])
    used, new = np.unique(np.concatenate(pieces), return_inverse=True)
    return points[used].astype(np.float32), new.reshape(-1, 3).astype(np.int32)

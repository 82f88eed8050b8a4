"""Draw a field on the skin as an SVG path in a view."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import contourpy
import numpy as np
import scipy

from triggerpoints.atlas.surface import BLOCK_PX

SMOOTHING_BLOCKS = 1.1
LEAST_INSIDE = 0.25  # a block with less of the body about it has no weight
REACH = 4.0  # a block counts for others up to so many times the smoothing away


def field_on_view(
    index: np.ndarray, weights: np.ndarray, smoothing_blocks: float = SMOOTHING_BLOCKS
) -> np.ndarray:
    """Field (h, w) float32 of a view from weights (N,) on skin points; smoothed inside the body only.

    Smoothing takes something off the tips of narrow zones: what it would take off once more is put back.
    """
    smooth = np.zeros(index.shape, np.float32)
    field = np.where(index >= 0, weights[index], 0).astype(np.float32)  # -1 reads some weight; it is let go
    rows, cols = np.flatnonzero(field.any(axis=1)), np.flatnonzero(field.any(axis=0))
    if not len(rows):
        return smooth
    # a zone is a small part of most views: smooth as far as it spreads, and no farther
    far = 2 * int(REACH * smoothing_blocks + 0.5) + 1
    part = tuple(slice(max(0, at[0] - far), at[-1] + 1 + far) for at in (rows, cols))
    inside = (index[part] >= 0).astype(np.float32)
    mass = scipy.ndimage.gaussian_filter(inside, smoothing_blocks, truncate=REACH)

    def smoothed(values: np.ndarray) -> np.ndarray:
        spread = scipy.ndimage.gaussian_filter(values, smoothing_blocks, truncate=REACH)
        return np.where(mass > LEAST_INSIDE, spread / np.maximum(mass, 1e-3), 0)

    once = smoothed(field[part])
    smooth[part] = np.clip(2 * once - smoothed(once * inside), 0, 1)
    return smooth


def contour_path(field: np.ndarray, level: float) -> str:
    """SVG path (picture pixels, even-odd) of the region where a view's field is at least `level`.

    Parameters
    ----------
    field : ndarray (h, w)
        As `field_on_view` gives it, one value a block of 4 x 4 pixels.
    level : float
        In 0..1.

    Returns
    -------
    str
        Empty when the field stays below the level.
    """
    rows, cols = np.nonzero(field >= level)
    if not len(rows):
        return ""
    r0, r1, c0, c1 = rows.min(), rows.max() + 1, cols.min(), cols.max() + 1
    part = np.pad(field[r0:r1, c0:c1], 1)
    generator = contourpy.contour_generator(z=part, fill_type=contourpy.FillType.OuterOffset)
    lines, codes = cast(tuple[list[np.ndarray], list[np.ndarray]], generator.filled(level, 2.0))
    pieces = []
    for points, offsets in zip(lines, codes, strict=True):
        xy = (np.asarray(points) + np.array([c0 - 0.5, r0 - 0.5])) * BLOCK_PX
        for a, b in pairwise(offsets):
            ring = xy[int(a) : int(b)]
            if len(ring) < 4:
                continue
            pieces.append("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring[:-1]) + "Z")
    return "".join(pieces)

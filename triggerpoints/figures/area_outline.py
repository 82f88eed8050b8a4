"""Outlines of what a person marked: calm lines, because nobody marks to the millimetre."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from triggerpoints.atlas.contours import contour_path
from triggerpoints.atlas.surface import BLOCK_PX

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas

LEVEL = 0.5
SMOOTHING_MM = 5.0
EDGE_BLOCKS = 1.0


def smooth_outline(atlas: Atlas, view: str, weights: NDArray[np.float32]) -> str:
    """SVG path (picture pixels) of the part of a view where weights (N,) reach one half; may be empty."""
    field = atlas.field(view, weights)
    if float(field.max(initial=0)) < LEVEL:
        return ""
    sigma = SMOOTHING_MM / (atlas.view(view).mm_per_px * BLOCK_PX)
    body = (atlas.index(view) >= 0).astype(np.float32)
    smooth = ndimage.gaussian_filter(field, sigma) / np.maximum(ndimage.gaussian_filter(body, sigma), 1e-3)
    # Along the body's edge the line follows it without the steps of the blocks. What smoothing would wipe
    # out altogether is drawn as it is.
    calm = np.minimum(smooth, ndimage.gaussian_filter(body, EDGE_BLOCKS))
    return contour_path(calm if float(calm.max()) >= LEVEL else field, LEVEL)

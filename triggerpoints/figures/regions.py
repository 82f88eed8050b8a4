"""Outlines of the body's regions in a view, for maps on which a region is chosen."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from triggerpoints.atlas.contours import contour_path

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content


SMOOTHING_BLOCKS = 3.0  # rounds the borders between places, and takes specks of other regions away


@lru_cache(16)
def region_paths(atlas: Atlas, content: Content, view: str) -> dict[str, str]:
    """SVG paths (picture pixels) of the regions that a view shows, by region.

    A skin point belongs to the region of its nearest place.
    """
    of_place = np.array([content.places[place].region for place in atlas.places.ids])
    index = atlas.index(view)
    inside = index >= 0
    seen = of_place[atlas.places.nearest[np.maximum(index, 0)]]
    body = np.maximum(ndimage.gaussian_filter(inside.astype(np.float32), SMOOTHING_BLOCKS), 1e-3)
    paths = {}
    for region in np.unique(of_place):
        share = (
            ndimage.gaussian_filter((inside & (seen == region)).astype(np.float32), SMOOTHING_BLOCKS) / body
        )
        if path := contour_path(np.where(inside, share, 0), 0.5):
            paths[str(region)] = path
    return paths

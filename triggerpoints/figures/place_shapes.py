"""Outlines of the named places in a view, so that every spot of the skin can be chosen by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from triggerpoints.atlas.contours import contour_path

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

LEVEL = 0.5
SMOOTHING_BLOCKS = 0.8
MIN_BLOCKS = 6  # what is seen of a place in a view; less cannot be hit with a finger
_SIDES = {-1: "right", 0: "midline", 1: "left"}


def place_shapes(atlas: Atlas, content: Content, view: str) -> dict[str, dict[str, str]]:
    """SVG paths (picture pixels) of the places that a view shows; together they cover the body.

    Returns
    -------
    dict
        Place id to side (`right`, `left` or `midline`) to path. Sets of places have no outline of
        their own.
    """
    index = atlas.index(view)
    skin = np.maximum(index, 0)
    is_paired = np.array([content.places[place].side == "paired" for place in atlas.places.ids])
    place = atlas.places.nearest.astype(int)[skin]
    side = np.where(is_paired[place], np.where(atlas.surface.side[skin] > 0, 1, -1), 0)
    label = np.where(index >= 0, 1 + 3 * place + side + 1, 0)
    found: dict[str, dict[str, str]] = {}
    for number, box in enumerate(ndimage.find_objects(label), start=1):
        if box is None:
            continue
        mask = label[box] == number
        if mask.sum() < MIN_BLOCKS:
            continue
        field = np.zeros(index.shape, np.float32)
        rows, columns = (slice(max(part.start - 3, 0), part.stop + 3) for part in box)
        window = (label[rows, columns] == number).astype(np.float32)
        field[rows, columns] = ndimage.gaussian_filter(window, SMOOTHING_BLOCKS)
        path = contour_path(field, LEVEL)
        if path:
            name = atlas.places.ids[(number - 1) // 3]
            found.setdefault(name, {})[_SIDES[(number - 1) % 3 - 1]] = path
    return found

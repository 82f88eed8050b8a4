"""An attachment on the bones as a view shows it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import KDTree

from triggerpoints.atlas.contours import contour_path
from triggerpoints.atlas.surface import BLOCK_PX
from triggerpoints.figures.framing import WHOLE_BODY
from triggerpoints.figures.question_frame import MARGIN, Box

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.atlas.attachments import AttachmentArea

LEAST_MM = 260.0  # height of the part of the body that is shown


def attachment_path(atlas: Atlas, view: str, area: AttachmentArea) -> str:
    """SVG path (picture pixels) about an area, on both sides of the body."""
    both = np.concatenate([area.points_mm, area.points_mm * [-1, 1, 1]])
    shown = atlas.views[view]
    rows, cols = -(-shown.height_px // BLOCK_PX), -(-shown.width_px // BLOCK_PX)
    y, x = np.mgrid[0:rows, 0:cols]
    centres_px = (np.stack([x.ravel(), y.ravel()], 1) + 0.5) * BLOCK_PX
    away_mm = KDTree(shown.project(both)).query(centres_px)[0] * shown.mm_per_px
    field = np.clip(1 - away_mm / (2 * (area.apart_mm + 1.0)), 0, 1).reshape(rows, cols)
    return contour_path(field, 0.5)


def attachments_box(atlas: Atlas, muscles: Collection[str], view: str) -> Box | None:
    """The part of a view of the whole body that holds the attachments of some muscles that it shows."""
    areas = [
        area for muscle in muscles for area in atlas.attachments.get(muscle, {}).values() if area.view == view
    ]
    if not areas or atlas.views[view].group != WHOLE_BODY:
        return None
    shown = atlas.views[view]
    xy = shown.project(np.concatenate([area.points_mm for area in areas]))
    low, high = xy.min(0), xy.max(0)
    size = np.maximum((1 + 2 * MARGIN) * (high - low), LEAST_MM / shown.mm_per_px)
    middle, picture = (low + high) / 2, np.array([shown.width_px, shown.height_px], float)
    low, high = np.maximum(middle - size / 2, 0), np.minimum(middle + size / 2, picture)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))

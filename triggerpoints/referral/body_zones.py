"""Zones and trigger points on the body that turns: a byte for each vertex of its skin, and positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from triggerpoints.referral.zones import SIDES, Kind, Side, zone_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import TriggerPoint

FULL = 255  # the byte of a weight of 1; a zone is drawn where the weight is at least 0.5


def zone_bytes(atlas: Atlas, point: TriggerPoint, kind: Kind, side: Side) -> NDArray[np.uint8]:
    """How strongly each vertex of the solid skin belongs to a zone of a trigger point.

    The vertices of ``solids/skin.glb`` are the skin points in their order, so these are the very weights
    that the maps draw; between vertices the skin takes the weights' linear course.

    Parameters
    ----------
    atlas : Atlas
    point : TriggerPoint
    kind : {'essential', 'spillover'}
    side : {'right', 'left'}
        Side of the body the trigger point is on.

    Returns
    -------
    (N,) uint8
        255 is a weight of 1. All zero when the literature knows the point on the other side only.
    """
    return np.rint(zone_weights(atlas, point, kind, side) * FULL).astype(np.uint8)


def positions_mm(point: TriggerPoint) -> dict[Side, tuple[float, float, float]]:
    """Where a trigger point lies in the atlas's frame, on each side on which the literature knows it.

    Parameters
    ----------
    point : TriggerPoint

    Returns
    -------
    dict of {'right', 'left'} to (x, y, z) in mm
    """
    x, y, z = point.position_mm
    at: dict[Side, tuple[float, float, float]] = {"right": (-abs(x), y, z), "left": (abs(x), y, z)}
    return {side: at[side] for side in SIDES if point.sides in ("both", side)}

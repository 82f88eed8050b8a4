"""Zones of a trigger point on the skin: one weight in 0..1 for each skin point."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from triggerpoints.referral.skin_shapes import outline_weights, ribbon_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import TriggerPoint, ZoneShape

Kind = Literal["essential", "spillover"]
Side = Literal["right", "left"]
KINDS: tuple[Kind, ...] = ("essential", "spillover")
SIDES: tuple[Side, ...] = ("right", "left")

NEIGHBOURS = 12  # skin points over which a zone of several pieces is smoothed at a time
SMOOTHED = 2  # how often; together over about 1.5 times the distance of skin points
MIDDLE_MM = 6.0  # places of one side reach no farther over the middle
EDGE = 0.45  # what is left, after smoothing, on the edge of a round piece


def zone_weights(atlas: Atlas, point: TriggerPoint, kind: Kind, side: Side) -> NDArray[np.float32]:
    """How strongly each skin point belongs to a zone of a trigger point.

    Parameters
    ----------
    atlas : Atlas
    point : TriggerPoint
    kind : {'essential', 'spillover'}
    side : {'right', 'left'}
        Side of the body the trigger point is on.

    Returns
    -------
    (N,) float32
        The zone's shapes, and its places that no shape draws, run together without seams; 0..1,
        read-only. All zero when the literature knows the point on the other side only.
    """
    if kind not in KINDS:
        raise ValueError(f"A zone is 'essential' or 'spillover', not {kind!r}.")
    if side not in SIDES:
        raise ValueError(f"A zone is drawn for 'right' or 'left', not {side!r}.")
    if point.sides not in ("both", side):
        return _weights(atlas, (), (), side)
    shapes = tuple(shape for shape in point.zones.shapes if shape.kind == kind)
    return _weights(atlas, stamped(point, kind), shapes, side)


def stamped(point: TriggerPoint, kind: Kind) -> tuple[str, ...]:
    """Places of a zone that no shape of its own draws."""
    drawn = {place for shape in point.zones.shapes if shape.kind == kind for place in shape.draws}
    return tuple(place for place in getattr(point.zones, kind) if place not in drawn)


@lru_cache(32)  # 6 MB; pictures keep what they made of them
def _weights(
    atlas: Atlas, places: tuple[str, ...], shapes: tuple[ZoneShape, ...], side: Side
) -> NDArray[np.float32]:
    total = np.zeros(len(atlas.surface), np.float32)
    for shape in shapes:
        np.maximum(total, shape_weights(atlas, shape), out=total)
    for place in places:
        np.maximum(total, atlas.places.weights(place, "right"), out=total)
    if places or len(shapes) > 1:
        across = atlas.surface.position_mm[:, 0] > MIDDLE_MM
        stays = not total[across].any()
        total = without_seams(atlas, total)
        if stays:
            total[across] = 0
    if side == "left":
        total = total[atlas.surface.mirror]
    total.flags.writeable = False
    return total


def shape_weights(atlas: Atlas, shape: ZoneShape) -> NDArray[np.float32]:
    """Weights (N,) of one shape on the right side."""
    if shape.ribbon is not None:
        return ribbon_weights(atlas.surface, shape.ribbon)
    return outline_weights(atlas.surface, shape.outline or ())


def without_seams(atlas: Atlas, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weights (N,) whose notches between neighbouring pieces are filled.

    The edges of round pieces side by side make a scalloped line. Smoothing rounds it off.
    """
    mean = _mean_of_neighbours(atlas)
    near = np.flatnonzero(weights)
    for _ in range(SMOOTHED):
        near = np.union1d(near, mean[near].indices)  # elsewhere nothing changes
        smooth = np.zeros_like(weights)
        smooth[near] = mean[near] @ weights
        weights = smooth
    return np.clip(0.5 * weights / EDGE, 0, 1).astype(np.float32)


@lru_cache(1)
def _mean_of_neighbours(atlas: Atlas) -> sparse.csr_array:
    """Matrix (N, N) that gives every skin point the mean of its neighbourhood, 6 MB."""
    skin_mm, normal = atlas.surface.position_mm, atlas.surface.normal
    _, near = atlas.surface.tree.query(skin_mm, k=min(NEIGHBOURS, len(skin_mm)))
    # Across a gap, as from finger to finger, the skin looks another way.
    alike = np.einsum("nc,nkc->nk", normal, normal[near]) > 0
    share = alike * atlas.surface.area_mm2[near]
    share = (share / np.maximum(share.sum(1, keepdims=True), 1e-6)).astype(np.float32)
    rows = np.arange(0, near.size + 1, near.shape[1])
    return sparse.csr_array(
        (share.ravel(), near.ravel().astype(np.int32), rows), shape=(len(near), len(near))
    )

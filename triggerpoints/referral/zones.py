"""Zones of a trigger point on the skin: one weight in 0..1 for each skin point."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from triggerpoints.referral.skin_shapes import outline_weights, ribbon_weights

if TYPE_CHECKING:
    from scipy import sparse

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
    if not _is_known_on(point, side):
        return _weights(atlas, (), (), side)
    return _weights(atlas, *drawn_from(point, kind), side)


def zone_of(atlas: Atlas, point: TriggerPoint, kind: Kind, side: Side) -> OnSkin:
    """The skin points (k,) of a zone and their weights; the same as `zone_weights`, without the zeros."""
    if not _is_known_on(point, side):
        return np.empty(0, np.uint16), np.empty(0, np.float16)
    index, weight = zone_on_right(atlas, *drawn_from(point, kind))
    return _on_side(atlas, index, side), weight


def _is_known_on(point: TriggerPoint, side: Side) -> bool:
    return point.sides in ("both", side)


def _on_side(atlas: Atlas, index: NDArray[np.integer], side: Side) -> NDArray[np.integer]:
    """Skin points of the right side, or their mirror images."""
    return atlas.surface.mirror[index] if side == "left" else index


def drawn_from(point: TriggerPoint, kind: Kind) -> Drawn:
    """What a zone of a trigger point is drawn from."""
    return stamped(point, kind), tuple(shape for shape in point.zones.shapes if shape.kind == kind)


def stamped(point: TriggerPoint, kind: Kind) -> tuple[str, ...]:
    """Places of a zone that no shape of its own draws."""
    drawn = {place for shape in point.zones.shapes if shape.kind == kind for place in shape.draws}
    return tuple(place for place in getattr(point.zones, kind) if place not in drawn)


@lru_cache(16)  # 3 MB; pictures keep what they made of them
def _weights(
    atlas: Atlas, places: tuple[str, ...], shapes: tuple[ZoneShape, ...], side: Side
) -> NDArray[np.float32]:
    index, weight = zone_on_right(atlas, places, shapes)
    total = np.zeros(len(atlas.surface), np.float32)
    total[_on_side(atlas, index, side)] = weight
    total.flags.writeable = False
    return total


OnSkin = tuple[NDArray[np.integer], NDArray[np.float16]]
"""Skin points (k,) that a zone takes in, and its weights there, 0..1."""
Drawn = tuple[tuple[str, ...], tuple["ZoneShape", ...]]
"""What a zone is drawn from: places and shapes."""

_made: WeakKeyDictionary[Atlas, dict[Drawn, OnSkin]] = WeakKeyDictionary()


def zone_on_right(atlas: Atlas, places: tuple[str, ...], shapes: tuple[ZoneShape, ...]) -> OnSkin:
    """A zone on the right side; made once, all zones of the data take about 5 MB."""
    made = _made.setdefault(atlas, {})
    if (places, shapes) not in made:
        made[places, shapes] = _on_skin(_make(atlas, places, shapes))
    return made[places, shapes]


def take_over(atlas: Atlas, zones: Mapping[Drawn, OnSkin]) -> None:
    """Zones that were made from this atlas before; they are not made again."""
    _made.setdefault(atlas, {}).update(zones)


def _on_skin(weights: NDArray[np.float32]) -> OnSkin:
    index = np.flatnonzero(weights).astype(np.uint16)
    return index, weights[index].astype(np.float16)


def _make(atlas: Atlas, places: tuple[str, ...], shapes: tuple[ZoneShape, ...]) -> NDArray[np.float32]:
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
    from scipy import sparse  # only where zones are made, not where they are read

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

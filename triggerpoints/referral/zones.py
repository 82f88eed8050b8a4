"""Zones of a trigger point on the skin: one weight in 0..1 for each skin point."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import TriggerPoint

Kind = Literal["essential", "spillover"]
Side = Literal["right", "left"]
KINDS: tuple[Kind, ...] = ("essential", "spillover")
SIDES: tuple[Side, ...] = ("right", "left")

SAMPLE_MM = 5.0  # distance of the samples that put a stroke on the skin
SOFT_EDGE = 0.5  # part of a stroke's half width over which its weight falls from 1 to 0

_Stroke = tuple[tuple[str, ...], float]


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
        The largest weight of the zone's places and strokes, 0..1; read-only. All zero when the
        literature knows the point on the other side only.
    """
    if kind not in KINDS:
        raise ValueError(f"A zone is 'essential' or 'spillover', not {kind!r}.")
    if side not in SIDES:
        raise ValueError(f"A zone is drawn for 'right' or 'left', not {side!r}.")
    if point.sides not in ("both", side):
        return _weights(atlas, (), (), side)
    places = tuple(getattr(point.zones, kind))
    strokes = tuple((tuple(s.through), s.width_mm) for s in point.zones.strokes if s.kind == kind)
    return _weights(atlas, places, strokes, side)


@lru_cache(32)  # 6 MB; pictures keep what they made of them
def _weights(
    atlas: Atlas, places: tuple[str, ...], strokes: tuple[_Stroke, ...], side: Side
) -> NDArray[np.float32]:
    total = np.zeros(len(atlas.surface.position_mm), np.float32)
    for place in places:
        np.maximum(total, atlas.places.weights(place, side), out=total)
    for through, width_mm in strokes:
        np.maximum(total, stroke_weights(atlas, through, width_mm, side), out=total)
    total.flags.writeable = False
    return total


def stroke_weights(
    atlas: Atlas, through: tuple[str, ...], width_mm: float, side: Side
) -> NDArray[np.float32]:
    """Weights of a band drawn on the skin through places.

    Parameters
    ----------
    atlas : Atlas
    through : tuple of str
        Place ids, in the order of the band.
    width_mm : float
        Width of the band where its weight is above one half.
    side : {'right', 'left'}

    Returns
    -------
    (N,) float32
        1 on the middle line, 0 beyond the soft edge.
    """
    skin_mm = atlas.surface.position_mm
    corners_mm = [_centre_mm(skin_mm, atlas.places.weights(place, side)) for place in through]
    samples_mm = np.concatenate(
        [
            np.linspace(a, b, max(2, int(np.linalg.norm(b - a) / SAMPLE_MM) + 1))
            for a, b in pairwise(corners_mm)
        ]
        or [np.array(corners_mm)]
    )
    # A straight line between two places runs inside the body; its samples are moved to the skin.
    on_skin_mm = skin_mm[atlas.surface.nearest(samples_mm)]
    half_mm = width_mm / 2
    inner_mm, outer_mm = half_mm * (1 - SOFT_EDGE), half_mm * (1 + SOFT_EDGE)
    distance_mm, _ = KDTree(on_skin_mm).query(skin_mm, distance_upper_bound=outer_mm)
    t = np.clip((outer_mm - distance_mm) / (outer_mm - inner_mm), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def _centre_mm(skin_mm: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.average(skin_mm, axis=0, weights=weights).astype(np.float32)

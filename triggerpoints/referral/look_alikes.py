"""What else than a muscle can hurt in the marked areas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from triggerpoints.content.models.look_alike import AreaLookAlike
from triggerpoints.referral.areas import Area, area_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

FELT_SHARE = 0.3  # it may be felt in an area when its places hold so much of the area


def look_alikes_for(atlas: Atlas, content: Content, areas: Sequence[Area]) -> list[AreaLookAlike]:
    """Nerve roots, joints, organs and vessels felt in the areas: urgent ones first, then those of most areas.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    areas : sequence of Area
    """
    total: dict[str, float] = {}
    for area in areas:
        shares = _shares(atlas, content, area.shape)
        for record, share in zip(content.look_alikes.values(), shares, strict=True):
            if share >= FELT_SHARE:
                total[record.id] = total.get(record.id, 0.0) + float(share)
    found = [content.look_alikes[id_] for id_ in total]
    return sorted(found, key=lambda record: (not record.urgent, -round(total[record.id], 2)))


@lru_cache(256)
def _shares(atlas: Atlas, content: Content, area: Area) -> NDArray[np.float32]:
    """Share of an area that each record's places hold."""
    mass = area_weights(atlas, area) * atlas.surface.area_mm2
    mass /= max(float(mass.sum()), 1e-6)
    fields = (_field(atlas, record.places) for record in content.look_alikes.values())
    return np.array([mass[points] @ weights for points, weights in fields])


@lru_cache(256)
def _field(atlas: Atlas, places: tuple[str, ...]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Skin points in all these places on both sides, and how much each is in them."""
    total = np.zeros(len(atlas.surface), np.float32)
    for place in places:
        np.maximum(total, atlas.places.weights(place, "both"), out=total)
    points = np.flatnonzero(total).astype(np.int32)
    return points, total[points]

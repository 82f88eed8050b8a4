"""Outlines of the body's regions in a view, for maps on which a region is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triggerpoints.referral.zones import remembered

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content


@remembered(16)
def region_paths(atlas: Atlas, content: Content, view: str) -> dict[str, str]:
    """SVG paths (picture pixels) of the regions that a view shows, by region.

    A skin point belongs to the region of its nearest place.
    """
    of_place = np.array([content.places[place].region for place in atlas.places.ids])
    of_point = of_place[atlas.places.nearest]
    paths = {
        str(region): atlas.contours(view, (of_point == region).astype(np.float32), 0.5)
        for region in np.unique(of_place)
    }
    return {region: path for region, path in paths.items() if path}

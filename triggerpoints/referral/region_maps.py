"""Regions of published body maps as painful areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triggerpoints.referral.areas import Area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triggerpoints.content.models.region_map import MapRegion, RegionMap
    from triggerpoints.referral.zones import Side


def numbered(of_map: RegionMap) -> Iterator[tuple[str, MapRegion, Side]]:
    """Every region with its number and side, in the order of the numbers."""
    found: list[tuple[str, MapRegion, Side]] = []
    for region in of_map.regions:
        found.append((region.right, region, "right"))
        found.append((region.left, region, "left"))
    yield from sorted(found, key=lambda item: int(item[0]))


def region_area(of_map: RegionMap, number: str) -> Area:
    """The painful area of a region.

    Raises
    ------
    KeyError
        The map has no region of this number.
    """
    for known, region, side in numbered(of_map):
        if known == number:
            return Area(region.places[0], side, more=region.places[1:])
    raise KeyError(number)

"""A table of a body map: which muscles are known to send pain to each of its regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triggerpoints.referral.region_maps import numbered, region_area
from triggerpoints.referral.search import find
from triggerpoints.reports.spreadsheet import csv_text

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.content.models.region_map import RegionMap

FIRST = 10
COLUMNS = ("map", "region", "name", "side", "places", "rank", "muscle", "point", "kind", "score")


def region_table(of_map: RegionMap, atlas: Atlas, content: Content) -> str:
    """One row for each region and each of the muscles that stand first for it, as CSV."""
    rows: list[tuple[object, ...]] = []
    for number, region, side in numbered(of_map):
        hits = find([region_area(of_map, number)], atlas, content, FIRST)
        for rank, hit in enumerate(hits, start=1):
            row = (of_map.id, number, region.name, side, " ".join(region.places), rank, hit.muscle, hit.point)
            rows.append((*row, hit.kind, hit.score))
    return csv_text(COLUMNS, rows)

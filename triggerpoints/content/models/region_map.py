"""Model of data/region_maps.yml: the region sets of published body maps."""

from typing import Annotated

from pydantic import Field

from triggerpoints.content.models.base import Id, PlaceId, Record, SourceKey, Text


class MapRegion(Record):
    """A region on the right and on the left of the patient's body.

    Attributes
    ----------
    right, left : str
        Their numbers on the map.
    name : str
        Ours.
    places : tuple of str
        The places that lie in it, the one that names it first.
    """

    right: Text
    left: Text
    name: Text
    places: Annotated[tuple[PlaceId, ...], Field(min_length=1)]


class RegionMap(Record):
    """A body map whose regions have numbers.

    Attributes
    ----------
    id, name : str
    note : str
        Where numbers and outlines were read, and what is ours.
    sources : tuple of str
    regions : tuple of MapRegion
    """

    id: Id
    name: Text
    note: Text
    sources: tuple[SourceKey, ...]
    regions: Annotated[tuple[MapRegion, ...], Field(min_length=1)]

"""Model of data/places.yml: named spots on the skin."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from triggerpoints.content.models.base import BodyRegion, Id, PlaceId, Record, Text

Position = tuple[float, float, float]
"""A point in the body's frame, LPS millimetres: x to the patient's left, y to the back, z up."""


class Disc(Record):
    """A round spot of skin about a point on the right side."""

    at_mm: Position
    radius_mm: float = Field(gt=0, le=200)


class Brush(Record):
    """A band of skin along a path on the right side."""

    path_mm: Annotated[tuple[Position, ...], Field(min_length=2)]
    width_mm: float = Field(gt=0, le=300)


class Geometry(Record):
    """Where a place is: exactly one of a disc, a band, a set of places or a place of the other side.

    Attributes
    ----------
    also : tuple of str
        Places that people mean too when they say its name. A painful area takes them in, a zone of the
        literature does not.
    """

    disc: Disc | None = None
    stroke: Brush | None = None
    of: tuple[PlaceId, ...] | None = None
    opposite_of: PlaceId | None = None
    also: tuple[PlaceId, ...] = ()

    @model_validator(mode="after")
    def _has_one_form(self) -> "Geometry":
        if sum(form is not None for form in (self.disc, self.stroke, self.of, self.opposite_of)) != 1:
            raise ValueError(
                "it has no form or more than one; give exactly one of disc, stroke, of, opposite_of"
            )
        if self.of is not None and not self.of:
            raise ValueError("the set of places is empty; name at least one place in `of`")
        return self


class Place(Record):
    """A named spot on the skin.

    Attributes
    ----------
    name, anatomical : str
        The plain and the anatomical name.
    synonyms : tuple of str
        What else people type for it.
    region : str
        The region whose red flags belong to the place.
    side : {'paired', 'midline'}
        A paired place is drawn on the right and mirrored.
    geometry : Geometry or None
        None until the place has been put on the body.
    """

    id: Id
    name: Text
    anatomical: Text
    synonyms: tuple[Text, ...]
    region: BodyRegion
    side: Literal["paired", "midline"]
    geometry: Geometry | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """Ids of the places of a set; empty for a place that is not a set."""
        return (self.geometry.of or ()) if self.geometry else ()

    @property
    def also(self) -> tuple[str, ...]:
        """Ids of the places that people mean too when they say its name."""
        return self.geometry.also if self.geometry else ()

    @property
    def opposite_of(self) -> str | None:
        """Id of the place that this one is on the other side of, if it is such a place."""
        return self.geometry.opposite_of if self.geometry else None

"""Model of data/area_look_alikes.yml: what else than a muscle can hurt in an area."""

from typing import Annotated, Literal

from pydantic import Field

from triggerpoints.content.models.base import Id, PatientText, PlaceId, Sourced, Text


class AreaLookAlike(Sourced):
    """A nerve root, joint, organ, vessel or the like that is felt in an area of the body.

    Attributes
    ----------
    name : str
        In words that a doctor and a patient both know.
    kind : str
    urgent : bool
        Whether it needs care soon.
    places : tuple of str
        Where it is felt.
    plain, student : str
        What goes with it, for patients and for students.
    """

    id: Id
    name: Text
    kind: Literal["nerve", "joint", "tendon", "bone", "organ", "vessel", "skin", "other"]
    urgent: bool
    places: Annotated[tuple[PlaceId, ...], Field(min_length=1)]
    plain: PatientText
    student: Text

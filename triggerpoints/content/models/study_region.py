"""Model of data/study_regions.yml: what belongs to a region of muscles when questions are asked."""

from typing import Annotated

from pydantic import Field

from triggerpoints.content.models.base import Id, MuscleId, Record, Ref, Text
from triggerpoints.content.models.muscle import MuscleRegion

NerveId = Annotated[Id, Ref("nerves")]


class Nerve(Record):
    """A nerve as it is named in an answer.

    Attributes
    ----------
    branch_of : tuple of str
        Ids of the nerves that it comes from.
    """

    id: Id
    name: Text
    branch_of: tuple[NerveId, ...] = ()


class StudyRegion(Record):
    """Where the wrong answers of a region's muscles come from, beside its own muscles.

    Attributes
    ----------
    id : str
        Region of muscles.
    nerves : tuple of str
        Ids of nerves that run in the region, as its muscles' records say.
    reached_by : tuple of str
        Ids of muscles of other regions that lie or are attached in it.
    """

    id: MuscleRegion
    nerves: Annotated[tuple[NerveId, ...], Field(min_length=1)]
    reached_by: Annotated[tuple[MuscleId, ...], Field(min_length=1)]

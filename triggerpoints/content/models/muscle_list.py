"""Model of data/lists.yml: muscles that are taught together under one name."""

from typing import Annotated

from pydantic import Field, model_validator

from triggerpoints.content.models.base import Id, MuscleId, PatientText, Sourced, Text


class MuscleList(Sourced):
    """A list of muscles that schools use, such as the rotator cuff.

    Attributes
    ----------
    name : str
        The field's name.
    la : str or None
        The Latin name, where there is one.
    synonyms : tuple of str
        What people type; may be empty.
    plain : str
        What it is, for patients.
    muscles : tuple of str
        Ids in the order in which they are taught.
    counts_as_one : bool
        Whether lists of causes count its muscles as one, because sources draw them as one.
    note : str or None
        Which muscles of the list have no record of their own here, and what sources disagree about.
    """

    id: Id
    name: Text
    la: Text | None = None
    synonyms: tuple[Text, ...] = ()
    plain: PatientText
    muscles: Annotated[tuple[MuscleId, ...], Field(min_length=1)]
    counts_as_one: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _names_each_once(self) -> "MuscleList":
        for muscle in self.muscles:
            if self.muscles.count(muscle) > 1:
                raise ValueError(f"the muscle '{muscle}' is there twice; remove one of the two")
        return self

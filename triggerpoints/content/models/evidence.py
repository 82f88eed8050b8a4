"""Model of data/evidence.yml: what grades mean, what is known and disputed, which claims are corrected."""

from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from triggerpoints.content.models.base import Evidence, Id, PatientText, Record, Sourced, Text

ClaimId = Annotated[str, StringConstraints(pattern=r"^C[1-9]\d?$")]
TESTED: tuple[Evidence, ...] = ("moderate", "low", "very_low", "none", "traditional", "against")
"""The grades, from the best tested to the one that speaks against a treatment."""


class Statement(Sourced):
    """Something said to patients and to students, with its sources."""

    plain: PatientText
    student: Text


class Graded(Statement):
    """A statement about how well something was tested.

    Attributes
    ----------
    grade : str
        The grade, or the lower end when the literature supports a range.
    up_to : str or None
        The upper end of the range.
    """

    grade: Evidence
    up_to: Evidence | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> "Graded":
        scale = ("very_low", "low", "moderate")
        if self.up_to is not None and not (
            self.grade in scale and self.up_to in scale and scale.index(self.grade) < scale.index(self.up_to)
        ):
            raise ValueError("`up_to` must be a better grade than `grade`: very_low, low, moderate")
        return self


class Grade(Record):
    """What a grade means."""

    label: Text
    plain: PatientText
    student: Text


class Finding(Statement):
    """A general statement about trigger points or needling.

    Attributes
    ----------
    kind : {'known', 'disputed', 'unknown'}
        How far the literature agrees.
    """

    id: Id
    kind: Literal["known", "disputed", "unknown"]
    title: PatientText


class Claim(Statement):
    """A claim that is often heard, and the form that the sources support (`plain`, `student`).

    Attributes
    ----------
    topic : str
        What it is about, in a few words.
    heard : str
        The claim as people meet it.
    """

    id: ClaimId
    topic: PatientText
    heard: PatientText

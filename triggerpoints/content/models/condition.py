"""Model of data/conditions.yml: conditions, their codes, red flags and what was tested in them."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from triggerpoints.content.models.base import (
    BodyRegion,
    Id,
    MuscleId,
    PatientText,
    Record,
    Sourced,
    SourceKey,
    TechniqueId,
    Text,
)
from triggerpoints.content.models.evidence import Graded, Statement
from triggerpoints.content.models.safety import UrgencyLevel

CodeSystem = Literal["ICD-10", "ICD-10-CM", "ICD-11"]
ConditionGroup = Literal["head-neck", "back", "shoulder-arm", "hip-knee", "leg-foot", "general"]


class CodeEdition(Record):
    """Where the codes of one system were read."""

    edition: Text
    note: Text
    sources: tuple[SourceKey, ...]


class Code(Record):
    """A code of a condition.

    Attributes
    ----------
    seen : bool
        Whether the code was seen in a published list.
    """

    system: CodeSystem
    code: Text
    seen: bool
    note: Text | None = None


class WarningSign(Statement):
    """A sign that needs care first; `student` says what it may stand for."""

    level: UrgencyLevel


CommonRedFlags = tuple[WarningSign, ...]
"""Signs that need care first in every condition."""


class MuscleFinding(Sourced):
    """What a source says about trigger points of some muscles in this condition."""

    muscles: Annotated[tuple[MuscleId, ...], Field(min_length=1)]
    student: Text


class TechniqueGrade(Graded):
    """How well a technique was tested in the condition."""

    technique: TechniqueId


class Condition(Record):
    """One condition.

    Attributes
    ----------
    also_called : tuple of str
        What people type when they look for it.
    findings : tuple of MuscleFinding
        What sources say about its muscles; the muscles themselves name the condition.
    red_flags : tuple of WarningSign
        Signs of this condition's look-alikes, besides those of `red_flag_regions` and the common ones.
    evidence : tuple of TechniqueGrade
        Empty when no source supports a grade.
    guidance : tuple of Statement
        What guidelines say.
    """

    id: Id
    name: Text
    plain_name: PatientText
    also_called: tuple[Text, ...]
    group: ConditionGroup
    definition: Statement
    codes: tuple[Code, ...]
    findings: tuple[MuscleFinding, ...] = ()
    red_flag_regions: tuple[BodyRegion | Literal["any"], ...]
    red_flags: tuple[WarningSign, ...] = ()
    first_line: Statement
    evidence: tuple[TechniqueGrade, ...]
    guidance: tuple[Statement, ...] = ()
    review: Text

    @model_validator(mode="after")
    def _grades_each_technique_once(self) -> "Condition":
        techniques = [tested.technique for tested in self.evidence]
        for technique in techniques:
            if techniques.count(technique) > 1:
                raise ValueError(f"the technique '{technique}' is graded twice; keep one of the two")
        return self

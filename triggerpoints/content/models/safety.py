"""Model of data/safety.yml: what to look out for, who should not be needled, harms, hygiene, law."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from triggerpoints.content.models.base import (
    BodyRegion,
    Id,
    MuscleId,
    PatientText,
    Record,
    Sourced,
    SourceKey,
    Text,
)
from triggerpoints.content.models.evidence import Statement
from triggerpoints.content.models.muscle import MuscleGroup

UrgencyLevel = Literal["emergency", "today", "soon"]


class RedFlag(Sourced):
    """A sign that needs to be seen before anything else.

    Attributes
    ----------
    regions : tuple of str
        Regions of the body that it belongs to; ``any`` for all of them.
    level : {'emergency', 'today', 'soon'}
        Call the emergency number now, be seen the same day, or see a doctor within days.
    short, question, advice : str
        The sign in a few words, as a question, and what to do about it.
    think_of : str
        What it may point to, in the field's terms.
    after_needling : bool
        Whether it is above all about the days after needling.
    """

    id: Id
    regions: Annotated[tuple[BodyRegion | Literal["any"], ...], Field(min_length=1)]
    level: UrgencyLevel
    short: PatientText
    question: PatientText
    advice: PatientText
    think_of: Text
    after_needling: bool = False


class Contraindication(Sourced):
    """A reason not to needle, or to take advice first.

    Attributes
    ----------
    kind : {'absolute', 'relative'}
        Not to be needled, or only after specialist judgement.
    name : str
        In the field's terms.
    question, why : str
        How a checklist asks for it, and why it matters.
    note : str
        The same for students.
    only_electrical : bool
        Whether it is about current on the needles only.
    """

    id: Id
    kind: Literal["absolute", "relative"]
    name: Text
    question: PatientText
    why: PatientText
    note: Text
    only_electrical: bool = False


class HarmRate(Record):
    """How often one study saw a harm.

    Attributes
    ----------
    percent : float
        Share of treatments, in percent.
    """

    source: SourceKey
    percent: Annotated[float, Field(ge=0, le=100)]


class Harm(Sourced):
    """An unwanted effect of needling, with its rates.

    Attributes
    ----------
    frequency : str
        ``very_common`` over 10 %, ``common`` 1 to 10 %, ``uncommon`` 0.1 to 1 %, ``rare`` below
        0.1 %, ``unknown`` where there are case reports only. The highest of the rates decides.
    serious : bool
    name, plain : str
        In the field's terms and for patients.
    rates : tuple of HarmRate
        Empty where no study counted it.
    note, plain_note : str or None
        What else is known about how often, for students and for patients.
    """

    id: Id
    name: Text
    plain: PatientText
    serious: bool
    frequency: Literal["very_common", "common", "uncommon", "rare", "unknown"]
    rates: tuple[HarmRate, ...]
    note: Text | None = None
    plain_note: PatientText | None = None

    @model_validator(mode="after")
    def _frequency_fits_rates(self) -> "Harm":
        if self.rates:
            highest = max(rate.percent for rate in self.rates)
            fits = (
                "very_common" if highest > 10
                else "common" if highest >= 1
                else "uncommon" if highest >= 0.1
                else "rare"
            )  # fmt: skip
            if self.frequency != fits:
                raise ValueError(f"its highest rate is {highest} %, which is {fits}; say `frequency: {fits}`")
        return self


class HarmStudy(Sourced):
    """A study that counted harms.

    Attributes
    ----------
    about : {'dry needling', 'acupuncture'}
    design, minor, serious : str
    limits : str
        What to keep in mind when reading its numbers.
    """

    id: Id
    about: Literal["dry needling", "acupuncture"]
    design: Text
    minor: Text
    serious: Text
    limits: Text


class CaseReport(Sourced):
    """A serious harm known from published cases, which give no rate."""

    id: Id
    event: Text
    where: Text
    plain: PatientText


class Hazard(Sourced):
    """What lies near in one region, and the principle that limits the risk; for learning, not a recipe.

    Attributes
    ----------
    region : str
        Where on the body.
    groups : tuple of str
        Muscle groups that it is about.
    muscles : str
        The muscles in words.
    muscle_ids : tuple of str
        The muscles; each muscle belongs to one hazard, and its depth class is its own.
    structures : tuple of str
        Most dangerous first.
    risk : str
        Of the region, not of a person.
    plain : str
        For patients, without numbers.
    """

    id: Id
    region: BodyRegion
    groups: Annotated[tuple[MuscleGroup, ...], Field(min_length=1)]
    muscles: Text
    muscle_ids: Annotated[tuple[MuscleId, ...], Field(min_length=1)]
    structures: Annotated[tuple[Text, ...], Field(min_length=1)]
    principle: Text
    risk: Literal["low", "moderate", "high", "very_high"]
    plain: PatientText


class SelfCareLimit(Statement):
    """Who must take care with a kind of self-care, and which muscles' self-care is of that kind.

    Attributes
    ----------
    name : str
        The kind of action.
    pressure : tuple of str
        Holds for every muscle that is pressed in such a way.
    groups, muscles : tuple of str
        Holds for these groups of muscles and these muscles.
    stretching : bool
        Whether it is about stretching, not about pressing.
    """

    id: Id
    name: PatientText
    stretching: bool = False
    pressure: tuple[Literal["ball", "hand"], ...] = ()
    groups: tuple[MuscleGroup, ...] = ()
    muscles: tuple[MuscleId, ...] = ()

    @model_validator(mode="after")
    def _holds_for_something(self) -> "SelfCareLimit":
        if not (self.pressure or self.groups or self.muscles):
            raise ValueError("it holds for no muscle; give it `pressure`, `groups` or `muscles`")
        return self


class HygieneStep(Sourced):
    """One thing a clinician does so that needling stays clean."""

    id: Id
    when: Literal["before", "during", "after", "accident"]
    plain: PatientText
    student: Text


class PracticeRule(Sourced):
    """What the law of one place says about who may needle, and when that was looked up.

    Attributes
    ----------
    checked : str or None
        Year, or year and month, that the source is of.
    """

    id: Id
    place: Text
    says: Literal["not_allowed", "silent", "allowed", "guideline"]
    detail: Text
    checked: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2})?$")] | None


class NeverNeedled(Record):
    """Sites that this product never names as needled."""

    sites: Annotated[tuple[Text, ...], Field(min_length=1)]
    note: Text


class Mishap(Sourced):
    """Something that can go wrong during or after needling, and what to do.

    Attributes
    ----------
    level : {'emergency', 'say_so', 'today', 'soon', 'expected'}
        `say_so`: to be said at once while the needle is in; `expected`: usual, needs no visit.
    """

    id: Id
    when: Literal["during", "after"]
    level: Literal["emergency", "say_so", "today", "soon", "expected"]
    sign: PatientText
    do: PatientText
    student: Text

"""Model of data/first_visit.yml: what a dry-needling visit is like, and how it compares with acupuncture."""

from typing import Annotated, Literal

from pydantic import Field

from triggerpoints.content.models.base import Id, PatientText, Record
from triggerpoints.content.models.evidence import Statement


class VisitStep(Statement):
    """One thing that happens in a stage of the visit."""

    id: Id
    title: PatientText


class VisitStage(Record):
    """A stage of the visit, in order.

    Attributes
    ----------
    title, when : str
        Its name and when it is.
    steps : tuple of VisitStep
    """

    id: Id
    title: PatientText
    when: PatientText
    steps: Annotated[tuple[VisitStep, ...], Field(min_length=1)]


class NeedleFact(Statement):
    """A fact about the needles or the method."""

    id: Id
    title: PatientText


class Mechanism(Statement):
    """How it is said to work: what people hear, and what the sources support."""

    id: Id
    heard: PatientText


class Feeling(Statement):
    """Something that people feel.

    Attributes
    ----------
    verdict : {'usual', 'say_so', 'get_help'}
        Whether it is usual, to be said at once, or a reason to get help.
    """

    id: Id
    feels: PatientText
    verdict: Literal["usual", "say_so", "get_help"]


class VisitQuestion(Record):
    """A question worth asking before the first needle, and why."""

    id: Id
    about: Literal["training", "plan", "risk", "rights"]
    ask: PatientText
    why: PatientText


class Comparison(Statement):
    """One row of dry needling beside acupuncture.

    Attributes
    ----------
    point : str
        What is compared.
    dry_needling, acupuncture : str
    plain, student : str
        What to make of it.
    """

    id: Id
    point: PatientText
    dry_needling: PatientText
    acupuncture: PatientText

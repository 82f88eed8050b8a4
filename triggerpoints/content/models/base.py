"""What every record shares: the frozen base model, ids, links to other records and patient texts."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints


class Record(BaseModel):
    """A frozen record that rejects keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


@dataclass(frozen=True)
class Ref:
    """Marks a text as the id of another record.

    Attributes
    ----------
    target : str
        The field of `Content` that must hold the id, such as ``"sources"``.
    """

    target: str


@dataclass(frozen=True)
class ForPatients:
    """Marks a text that patients read, so that its reading grade is checked."""


Text = Annotated[str, StringConstraints(min_length=1)]
PatientText = Annotated[str, StringConstraints(min_length=1), ForPatients()]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

MuscleId = Annotated[Id, Ref("muscles")]
PlaceId = Annotated[Id, Ref("places")]
TechniqueId = Annotated[Id, Ref("techniques")]
ConditionId = Annotated[Id, Ref("conditions")]
SourceKey = Annotated[str, StringConstraints(min_length=1), Ref("sources")]

Status = Literal["read", "read-web", "book", "teaching"]
"""Where a statement stands, best first.

`read`: a study, guideline, health service or standard book was opened and says it (abstract or more);
`read-web`: an excerpt of a web page says it; `book`: said to stand in a book that was not at hand;
`teaching`: common teaching that nobody has checked against a source for this project.
"""

BodyRegion = Literal[
    "head", "face", "neck", "chest", "upper-back", "shoulder", "arm", "low-back",
    "abdomen", "hip", "thigh", "leg", "knee", "foot",
]  # fmt: skip
"""Regions that red flags are kept for; the hand is part of the arm, the ankle of the foot."""

Evidence = Literal["moderate", "low", "very_low", "none", "against", "traditional"]
"""How well a technique or a link to a condition has been tested."""


class Sourced(Record):
    """A record that says how sure its words are and where they come from.

    Attributes
    ----------
    unsourced : tuple of str
        What it says that none of its sources was found to say, in a few words each; the status does not
        cover it, and pages say so.
    """

    status: Status
    sources: tuple[SourceKey, ...]
    unsourced: tuple[Text, ...] = ()

    @property
    def has_source(self) -> bool:
        """Whether a source is said to hold it, rather than teaching alone."""
        return self.status != "teaching"

"""What a learner answered, as a small file; and many such files put together for a class."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from triggerpoints.quoting import one_line
from triggerpoints.study.set import MAX_NAME, MAX_TEXT, clean_name
from triggerpoints.study.sitting import RIGHT

FORMAT, VERSION = "quiz result", 1
MAX_BYTES = 60_000
MAX_ANSWERS = 100
MAX_FILES = 200
NAMELESS = "Without a name"


class UnreadableResultError(ValueError):
    """The text is no result; the message is a sentence for the person who opened it."""


@dataclass(frozen=True)
class Answered:
    """One answer: the card, the score (0..1) and what was said."""

    card: str
    score: float
    said: str

    @property
    def is_right(self) -> bool:
        """Whether it counts as right."""
        return self.score >= RIGHT

    @property
    def muscle(self) -> str:
        """The muscle that was asked about."""
        return self.card.partition("/")[0]

    @property
    def kind(self) -> str:
        """The kind of question."""
        return self.card.partition("/")[2]


@dataclass(frozen=True)
class Result:
    """A quiz as one learner answered it.

    Attributes
    ----------
    name : str
        As the learner typed it; printable, never HTML or Markdown.
    about : str
        Name of the set, or of the regions.
    set_text : str
        The set as in a link; tells whether all answered the same questions. May be empty.
    began : datetime
    answers : tuple of Answered
    """

    name: str
    about: str
    set_text: str
    began: datetime
    answers: tuple[Answered, ...]

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(answer.is_right for answer in self.answers)


@dataclass(frozen=True)
class ClassResults:
    """Results of a class.

    Attributes
    ----------
    results : tuple of Result
        One a learner and quiz, by name; equal names are told apart by a number.
    asked, missed : mapping of str to int
        For each muscle, how often it was asked and how often the answer was wrong.
    """

    results: tuple[Result, ...]
    asked: Counter[str]
    missed: Counter[str]

    def share_missed(self, muscle: str) -> float:
        """Share (0..1) of wrong answers about a muscle."""
        return self.missed[muscle] / max(1, self.asked[muscle])

    @property
    def cards(self) -> tuple[str, ...]:
        """Ids of all cards that were asked, in the order in which most were asked."""
        return tuple(dict.fromkeys(answer.card for result in self.results for answer in result.answers))

    @property
    def sets(self) -> int:
        """How many different sets the files are about."""
        return len({(result.set_text, result.about) for result in self.results})


def put_together(results: Sequence[Result]) -> ClassResults:
    """Results of a class; the same result twice counts once."""
    named: list[Result] = []
    times: Counter[str] = Counter()
    for result in sorted(dict.fromkeys(results), key=lambda r: (r.name.casefold(), r.began)):
        times[result.name] += 1
        name = result.name if times[result.name] == 1 else f"{result.name} ({times[result.name]})"
        named.append(Result(name, result.about, result.set_text, result.began, result.answers))
    asked = Counter(answer.muscle for result in named for answer in result.answers)
    missed = Counter(a.muscle for result in named for a in result.answers if not a.is_right)
    return ClassResults(tuple(named), asked, missed)


def to_json(result: Result) -> str:
    """The result as a JSON text that `from_json` reads."""
    data: dict[str, Any] = {
        "format": f"{FORMAT} {VERSION}",
        "name": result.name,
        "about": result.about,
        "set": result.set_text,
        "began": result.began.astimezone(UTC).isoformat(timespec="seconds"),
        "answers": [[a.card, round(a.score, 3), a.said] for a in result.answers],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def from_json(text: str | bytes) -> Result:
    """Read a result.

    Raises
    ------
    UnreadableResultError
        When it is none.
    """
    if len(text) > MAX_BYTES:
        raise UnreadableResultError("it is too large to be a result")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableResultError("it cannot be read as JSON") from None
    said = data.get("format") if isinstance(data, dict) else None
    if not isinstance(said, str) or not said.startswith(f"{FORMAT} "):
        raise UnreadableResultError("it is not a result saved here")
    if said != f"{FORMAT} {VERSION}":
        raise UnreadableResultError("it was saved by another version of this page")
    try:
        return _File.model_validate(data).result()
    except ValidationError as error:
        where = one_line(".".join(str(part) for part in error.errors()[0]["loc"]), 60)
        raise UnreadableResultError(f"it is damaged at {where}" if where else "it is damaged") from None


_CardId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z]+$", max_length=120)]
_Answer = tuple[
    _CardId, Annotated[float, Field(ge=0, le=1)], Annotated[str, StringConstraints(max_length=600)]
]


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)

    name: str = Field(max_length=4 * MAX_NAME)
    about: str = Field(max_length=300)
    set: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$", max_length=MAX_TEXT)] = ""
    began: Annotated[
        AwareDatetime, Field(gt=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
    ]
    answers: list[_Answer] = Field(min_length=1, max_length=MAX_ANSWERS)

    def result(self) -> Result:
        """The result that the file holds."""
        return Result(
            clean_name(self.name, NAMELESS),
            clean_name(self.about),
            self.set,
            self.began,
            tuple(Answered(card, score, said) for card, score, said in self.answers),
        )

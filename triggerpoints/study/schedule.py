"""When each card comes again: FSRS, a daily limit, a forecast, and the progress as one small file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

import fsrs
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from triggerpoints.study.quiz import Card

FORMAT, VERSION = "learning progress", 1
LIMIT = 20
MAX_LIMIT = 500
MAX_BYTES = 1_000_000
MAX_CARDS = 5_000
LATER_TODAY = timedelta(minutes=10)  # a card that was forgotten comes again the same day, after the others
LONGEST_DAYS = 3650
RETENTION = 0.9  # a card is planned for the day when it would still be known with this chance

Answer = Literal["again", "hard", "good", "easy"]
RATINGS: dict[Answer, fsrs.Rating] = {
    "again": fsrs.Rating.Again,
    "hard": fsrs.Rating.Hard,
    "good": fsrs.Rating.Good,
    "easy": fsrs.Rating.Easy,
}
_SCHEDULER = fsrs.Scheduler(
    desired_retention=RETENTION,
    learning_steps=(LATER_TODAY,),
    relearning_steps=(LATER_TODAY,),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)


class UnreadableProgressError(ValueError):
    """The text is no file of progress; the message is a sentence for the person who opened it."""


@dataclass(frozen=True)
class Progress:
    """What a learner has answered so far.

    Attributes
    ----------
    cards : mapping of str to fsrs.Card
        By `Card.id`; a card that was never answered is not in it. Never changed in place.
    limit : int
        Cards a day, reviews and new ones together.
    """

    cards: Mapping[str, fsrs.Card] = field(default_factory=dict)
    limit: int = LIMIT


@dataclass(frozen=True)
class Today:
    """What is left for a day, in this order.

    Attributes
    ----------
    due, new, again : tuple of Card
        Known cards that are due, cards never seen, and cards forgotten today.
    done : int
        Cards answered today.
    """

    due: tuple[Card, ...]
    new: tuple[Card, ...]
    again: tuple[Card, ...]
    done: int

    @property
    def queue(self) -> tuple[Card, ...]:
        """All that is left, the next one first."""
        return (*self.due, *self.new, *self.again)


def rate(progress: Progress, card: Card, answer: Answer, now: datetime) -> Progress:
    """The progress after an answer.

    Parameters
    ----------
    progress : Progress
    card : Card
    answer : {'again', 'hard', 'good', 'easy'}
        Forgotten, guessed, known, known without thinking.
    now : datetime
        With a time zone.
    """
    now = now.astimezone(UTC)
    known = progress.cards.get(card.id) or fsrs.Card(card_id=0, due=now)
    planned, _ = _SCHEDULER.review_card(known, RATINGS[answer], now)
    return replace(progress, cards={**progress.cards, card.id: planned})


def forgotten(progress: Progress, cards: Sequence[Card], now: datetime) -> Progress:
    """The progress after some cards were answered wrongly in a quiz: they come again today."""
    for card in cards:
        progress = rate(progress, card, "again", now)
    return progress


def today(progress: Progress, cards: Sequence[Card], now: datetime) -> Today:
    """What to answer on the day of `now`, within the daily limit.

    Parameters
    ----------
    progress : Progress
    cards : sequence of Card
        What is being learned; new cards come in this order.
    now : datetime
        In the learner's time zone, whose midnight ends the day.
    """
    done = sum(_day(known.last_review, now) == now.date() for known in progress.cards.values())
    planned = [(progress.cards[card.id], card) for card in cards if card.id in progress.cards]
    ripe = sorted(
        ((known.due, card) for known, card in planned if (_day(known.due, now) or now.date()) <= now.date()),
    )
    seen = {card for known, card in planned if _day(known.last_review, now) == now.date()}
    room = max(0, progress.limit - done)
    due = tuple(card for _, card in ripe if card not in seen)[:room]
    new = tuple(card for card in cards if card.id not in progress.cards)[: room - len(due)]
    return Today(due, new, tuple(card for _, card in ripe if card in seen), done)


def forecast(progress: Progress, now: datetime, days: int = 14) -> list[tuple[date, int]]:
    """How many cards are due on each of the coming days; what is overdue counts for the first one."""
    first = now.date()
    counts = dict.fromkeys((first + timedelta(days=ahead) for ahead in range(days)), 0)
    for known in progress.cards.values():
        due = max(first, _day(known.due, now) or first)
        if due in counts:
            counts[due] += 1
    return list(counts.items())


def merged(mine: Progress, other: Progress) -> Progress:
    """Both together: of a card that both know, what was answered later."""
    cards = dict(mine.cards)
    for id_, known in other.cards.items():
        held = cards.get(id_)
        if held is None or _answered(known) > _answered(held):
            cards[id_] = known
    return Progress(cards, mine.limit if mine.cards else other.limit)


def to_json(progress: Progress) -> str:
    """The progress as a JSON text that `from_json` reads."""
    cards = {
        id_: {
            "state": known.state.value,
            "step": known.step,
            "stability": known.stability,
            "difficulty": known.difficulty,
            "due": known.due.isoformat(),
            "last_review": _answered(known).isoformat(),
        }
        for id_, known in sorted(progress.cards.items())
    }
    data = {"format": f"{FORMAT} {VERSION}", "limit": progress.limit, "cards": cards}
    return json.dumps(data, indent=1) + "\n"


def from_json(text: str | bytes) -> Progress:
    """Read a progress.

    Raises
    ------
    UnreadableProgressError
        When it is none.
    """
    if len(text) > MAX_BYTES:
        raise UnreadableProgressError("The file is too large to be a file of progress. Choose another file.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableProgressError(
            "The file is not a file of progress: it cannot be read as JSON. Choose a file saved here."
        ) from None
    said = data.get("format") if isinstance(data, dict) else None
    if not isinstance(said, str) or not said.startswith(f"{FORMAT} "):
        raise UnreadableProgressError(
            f"The file is not a file of progress: it lacks “format: {FORMAT} {VERSION}”. "
            "Choose a file saved here."
        )
    if said != f"{FORMAT} {VERSION}":
        raise UnreadableProgressError(
            "The file was saved by another version of this page and cannot be read here. Keep it."
        )
    try:
        progress = _File.model_validate(data).progress()
    except (ValidationError, OverflowError) as error:
        where = ""
        if isinstance(error, ValidationError):
            where = ".".join(str(part) for part in error.errors()[0]["loc"])[:60]
        raise UnreadableProgressError(
            f"The file of progress is damaged{f' at {where}' if where else ''}. Choose an older copy of it."
        ) from None
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    if any(_answered(card) > tomorrow for card in progress.cards.values()):
        raise UnreadableProgressError(
            "The file holds answers of days to come. Check the date of the computer it was saved on, "
            "or choose an older copy of it."
        )
    return progress


_Stored = ConfigDict(extra="ignore", allow_inf_nan=False)
_CardId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z]+$", max_length=120)]
_State = Literal[1, 2, 3]
_Moment = Annotated[
    AwareDatetime, Field(gt=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]


class _Memory(BaseModel):
    """One card of the file."""

    model_config = _Stored

    state: _State
    step: int | None = Field(ge=0, le=9)
    stability: float = Field(gt=0, le=1e6)
    difficulty: float = Field(ge=1, le=10)
    due: _Moment
    last_review: _Moment

    def card(self) -> fsrs.Card:
        """The card as the scheduler keeps it."""
        state = fsrs.State(self.state)
        return fsrs.Card(
            card_id=0,
            state=state,
            step=None if state == fsrs.State.Review else min(self.step or 0, 0),
            stability=self.stability,
            difficulty=self.difficulty,
            due=self.due.astimezone(UTC),
            last_review=self.last_review.astimezone(UTC),
        )


class _File(BaseModel):
    model_config = _Stored

    limit: int = Field(ge=1, le=MAX_LIMIT)
    cards: dict[_CardId, _Memory] = Field(max_length=MAX_CARDS)

    def progress(self) -> Progress:
        """The progress that the file holds."""
        return Progress({id_: memory.card() for id_, memory in self.cards.items()}, self.limit)


def _answered(known: fsrs.Card) -> datetime:
    return known.last_review or known.due


def _day(moment: datetime | None, now: datetime) -> date | None:
    """Day of a moment where the learner is."""
    return moment.astimezone(now.tzinfo).date() if moment else None

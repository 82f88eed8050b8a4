"""The progress of a learner as a file, and as the short text that a browser keeps."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal

import fsrs
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from triggerpoints.quoting import one_line
from triggerpoints.study.schedule import MAX_LIMIT, MAX_LOG, RETENTION, Progress, Review

FORMAT, VERSION = "learning progress", 2
READ = (1, 2)  # versions that can be opened
MAX_BYTES = 4_000_000
MAX_CARDS = 5_000
_START = datetime(2000, 1, 1, tzinfo=UTC)


class UnreadableProgressError(ValueError):
    """The text is no file of progress; the message is a sentence for the person who opened it."""


def to_json(progress: Progress) -> str:
    """The progress as a JSON text that `from_json` reads."""
    return json.dumps(_data(progress), indent=1) + "\n"


def to_text(progress: Progress) -> str:
    """The progress as a short text of letters and digits that `from_text` reads."""
    packed = zlib.compress(json.dumps(_data(progress), separators=(",", ":")).encode(), 9)
    return base64.b64encode(packed).decode()


def from_text(text: str) -> Progress:
    """Read a progress from the text of `to_text`.

    Raises
    ------
    UnreadableProgressError
        When it is none.
    """
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(base64.b64decode(text, validate=True), MAX_BYTES)
    except (ValueError, zlib.error, binascii.Error):
        raise UnreadableProgressError("What the browser has kept is no progress.") from None
    return from_json(data)


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
    if said not in [f"{FORMAT} {version}" for version in READ]:
        raise UnreadableProgressError(
            "The file was saved by another version of this page and cannot be read here. Keep it."
        )
    try:
        progress = _File.model_validate(data).progress()
    except (ValidationError, OverflowError) as error:
        where = ""
        if isinstance(error, ValidationError):
            where = one_line(".".join(str(part) for part in error.errors()[0]["loc"]), 60)
        raise UnreadableProgressError(
            f"The file of progress is damaged{f' at {where}' if where else ''}. Choose an older copy of it."
        ) from None
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    times = [*(card.last_review for card in progress.cards.values()), *(r.at for r in progress.log[-1:])]
    if any(at is not None and at > tomorrow for at in times):
        raise UnreadableProgressError(
            "The file holds answers of days to come. Check the date of the computer it was saved on, "
            "or choose an older copy of it."
        )
    return progress


def _data(progress: Progress) -> dict[str, Any]:
    cards = {
        id_: {
            "state": known.state.value,
            "step": known.step,
            "stability": known.stability,
            "difficulty": known.difficulty,
            "due": known.due.isoformat(),
            "last_review": (known.last_review or known.due).isoformat(),
        }
        for id_, known in sorted(progress.cards.items())
    }
    return {
        "format": f"{FORMAT} {VERSION}",
        "limit": progress.limit,
        "retention": progress.retention,
        "exam_date": progress.exam_date.isoformat() if progress.exam_date else None,
        "parameters": progress.parameters,
        "wanted": progress.wanted,
        "cards": cards,
        "log": [[int((r.at - _START).total_seconds()), r.card, r.rating] for r in progress.log],
    }


_Stored = ConfigDict(extra="ignore", allow_inf_nan=False)
_CardId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z]+$", max_length=120)]
_State = Literal[1, 2, 3]
_Moment = Annotated[
    AwareDatetime, Field(gt=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]
_Reviewed = tuple[Annotated[int, Field(ge=0, le=6_000_000_000)], _CardId, Annotated[int, Field(ge=1, le=4)]]


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
    retention: float = Field(default=RETENTION, ge=0.7, le=0.99)
    exam_date: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))] | None = None
    parameters: Annotated[list[float], Field(min_length=21, max_length=21)] | None = None
    wanted: list[_CardId] = Field(default=[], max_length=MAX_CARDS)
    cards: dict[_CardId, _Memory] = Field(max_length=MAX_CARDS)
    log: list[_Reviewed] = Field(default=[], max_length=MAX_LOG)

    def progress(self) -> Progress:
        """The progress that the file holds."""
        log = [Review(_START + timedelta(seconds=at), card, rating) for at, card, rating in self.log]
        return Progress(
            {id_: memory.card() for id_, memory in self.cards.items()},
            self.limit,
            tuple(sorted(log, key=lambda review: review.at)),
            tuple(self.wanted),
            self.retention,
            self.exam_date,
            _usable(self.parameters),
        )


def _usable(parameters: list[float] | None) -> tuple[float, ...] | None:
    """Parameters that the scheduler takes; None where it refuses them."""
    try:
        if parameters is not None:
            fsrs.Scheduler(parameters=parameters)
            return tuple(parameters)
    except ValueError:
        pass
    return None

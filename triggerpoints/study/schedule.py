"""When each card comes again: FSRS, a daily limit, an exam date, and a forecast."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.util import find_spec
from random import Random
from typing import Literal

import fsrs

from triggerpoints.study.quiz import Card

LIMIT = 20
MAX_LIMIT = 500
MAX_LOG = 20_000  # reviews; older ones are let go
LATER_TODAY = timedelta(minutes=10)  # a card that was forgotten comes again the same day, after the others
LONGEST_DAYS = 3650
RETENTION = 0.9  # a card is planned for the day when it would still be known with this chance
RETENTIONS = (0.8, 0.85, 0.9, 0.95)
DAYS_TO_REPEAT = 2  # new cards end so many days before an exam, for all to be seen twice
FITTED_FROM = 512  # reviews below which the library's optimizer returns its defaults

Answer = Literal["again", "hard", "good", "easy"]
RATINGS: dict[Answer, fsrs.Rating] = {
    "again": fsrs.Rating.Again,
    "hard": fsrs.Rating.Hard,
    "good": fsrs.Rating.Good,
    "easy": fsrs.Rating.Easy,
}


@dataclass(frozen=True, order=True)
class Review:
    """One answer of the log: when (UTC, whole seconds), of which card, 1 (forgotten) to 4 (easy)."""

    at: datetime
    card: str
    rating: int


@dataclass(frozen=True)
class Progress:
    """What a learner has answered so far.

    Attributes
    ----------
    cards : mapping of str to fsrs.Card
        By `Card.id`; a card that was never answered is not in it. Never changed in place.
    limit : int
        Cards a day, reviews and new ones together.
    log : tuple of Review
        All reviews, in order of time.
    wanted : tuple of str
        Ids of cards never answered that are to come first among the new ones.
    retention : float
        The chance (0..1) with which a card is still to be known on the day it comes again.
    exam_date : date or None
    parameters : tuple of float or None
        Of the memory model, fitted to the log; the library's own without.
    """

    cards: Mapping[str, fsrs.Card] = field(default_factory=dict)
    limit: int = LIMIT
    log: tuple[Review, ...] = ()
    wanted: tuple[str, ...] = ()
    retention: float = RETENTION
    exam_date: date | None = None
    parameters: tuple[float, ...] | None = None

    @property
    def scheduler(self) -> fsrs.Scheduler:
        """The library's scheduler as this learner uses it."""
        return _scheduler(self.retention, self.parameters)


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


@dataclass(frozen=True)
class Exam:
    """How things stand for an exam.

    Attributes
    ----------
    days_left : int
        Days until it, today included and the exam's day not.
    unseen : int
        Cards never answered.
    new_a_day : int
        New cards a day, for all to be seen in time.
    known : float
        Expected share (0..1) of all cards that would be known on that day, without any further answer.
    """

    days_left: int
    unseen: int
    new_a_day: int
    known: float


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
    planned, _ = progress.scheduler.review_card(known, RATINGS[answer], now)
    review = Review(now.replace(microsecond=0), card.id, int(RATINGS[answer]))
    return replace(
        progress,
        cards={**progress.cards, card.id: planned},
        log=(*progress.log, review)[-MAX_LOG:],
        wanted=tuple(id_ for id_ in progress.wanted if id_ != card.id),
    )


def added(progress: Progress, cards: Sequence[Card], now: datetime) -> Progress:
    """The progress after cards were put into today's review: known ones are due, unknown ones come first.

    They are not answered by that, and count for nothing that is done.
    """
    due = {
        card.id: _due(progress.cards[card.id], now.astimezone(UTC))
        for card in cards
        if card.id in progress.cards
    }
    unseen = [card.id for card in cards if card.id not in progress.cards]
    wanted = tuple(dict.fromkeys([*unseen, *progress.wanted]))
    return replace(progress, cards={**progress.cards, **due}, wanted=wanted)


def today(progress: Progress, cards: Sequence[Card], now: datetime) -> Today:
    """What to answer on the day of `now`, within the daily limit; before an exam as many new ones as needed.

    Parameters
    ----------
    progress : Progress
    cards : sequence of Card
        What is being learned. Answers to other cards count for nothing here.
    now : datetime
        In the learner's time zone, whose midnight ends the day.
    """
    known = [(progress.cards[card.id], card) for card in cards if card.id in progress.cards]
    answered = {card for memory, card in known if _day(memory.last_review, now) == now.date()}
    ripe = [card for memory, card in sorted(known, key=lambda pair: (pair[0].due, pair[1]))
            if (_day(memory.due, now) or now.date()) <= now.date()]  # fmt: skip
    first_seen = {review.card for review in progress.log} - {
        review.card for review in progress.log if _day(review.at, now) != now.date()
    }
    begun = sum(card.id in first_seen for card in answered)
    unseen = [card for card in learning_order(tuple(cards)) if card.id not in progress.cards]
    unseen.sort(key=lambda card: card.id not in progress.wanted)
    room = max(0, progress.limit - len(answered))
    due = [card for card in ripe if card not in answered][:room]
    needed = _new_a_day(progress, len(unseen) + begun, now) - begun
    new = unseen[: max(room - len(due), needed, 0)]
    return Today(tuple(due), tuple(new), tuple(card for card in ripe if card in answered), len(answered))


def exam(progress: Progress, cards: Sequence[Card], now: datetime) -> Exam | None:
    """How things stand for the exam; None without one to come."""
    if progress.exam_date is None or progress.exam_date < now.date():
        return None
    on_the_day = datetime.combine(progress.exam_date, time(9), now.tzinfo).astimezone(UTC)
    known = [progress.cards[card.id] for card in cards if card.id in progress.cards]
    chance = sum(progress.scheduler.get_card_retrievability(card, on_the_day) for card in known)
    unseen = len(cards) - len(known)
    days_left = (progress.exam_date - now.date()).days
    return Exam(days_left, unseen, _new_a_day(progress, unseen, now), chance / max(1, len(cards)))


@lru_cache(16)
def learning_order(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Cards in the order in which they are learned, always the same: kinds mixed, every muscle in turn."""
    random = Random("learning order")
    by_muscle: dict[str, list[Card]] = {}
    for card in sorted(cards):
        by_muscle.setdefault(card.muscle, []).append(card)
    found: list[Card] = []
    for known in by_muscle.values():
        random.shuffle(known)
    while by_muscle:
        muscles = list(by_muscle)
        random.shuffle(muscles)
        for muscle in muscles:
            found.append(by_muscle[muscle].pop())
            if not by_muscle[muscle]:
                del by_muscle[muscle]
    return tuple(found)


def forecast(progress: Progress, now: datetime, days: int = 14) -> list[tuple[date, int]]:
    """How many cards are due on each of the coming days; what is overdue counts for the first one."""
    first = now.date()
    counts = dict.fromkeys((first + timedelta(days=ahead) for ahead in range(days)), 0)
    for known in progress.cards.values():
        due = max(first, _day(known.due, now) or first)
        if due in counts:
            counts[due] += 1
    return list(counts.items())


def strength(progress: Progress, now: datetime) -> dict[str, float]:
    """For each muscle, the chance (0..1) of knowing a card of it now, over all of its cards in the log."""
    chances: dict[str, list[float]] = {}
    for id_, known in progress.cards.items():
        chance = progress.scheduler.get_card_retrievability(known, now.astimezone(UTC))
        chances.setdefault(id_.partition("/")[0], []).append(float(chance))
    return {muscle: sum(of) / len(of) for muscle, of in chances.items()}


def lapses(progress: Progress) -> dict[str, tuple[int, int]]:
    """For each muscle of the log, how many reviews it had and in how many the card was forgotten."""
    reviews = Counter(review.card.partition("/")[0] for review in progress.log)
    forgotten = Counter(review.card.partition("/")[0] for review in progress.log if review.rating == 1)
    return {muscle: (number, forgotten[muscle]) for muscle, number in reviews.items()}


def can_fit() -> bool:
    """Whether the library's optimizer is there; it needs packages that are not installed with this app."""
    return all(find_spec(name) for name in ("pandas", "torch", "tqdm"))


def fitted(progress: Progress) -> Progress:
    """The progress with the memory model fitted to its log.

    Raises
    ------
    ImportError
        When the library's optimizer is not there; see `can_fit`.
    """
    numbers = {id_: n for n, id_ in enumerate(dict.fromkeys(review.card for review in progress.log))}
    logs = [fsrs.ReviewLog(numbers[r.card], fsrs.Rating(r.rating), r.at, None) for r in progress.log]
    return replace(progress, parameters=tuple(fsrs.Optimizer(logs).compute_optimal_parameters()))


def merged(mine: Progress, other: Progress) -> Progress:
    """Both together: all reviews, and of a card that both know, what was answered later."""
    cards = dict(mine.cards)
    for id_, known in other.cards.items():
        held = cards.get(id_)
        if held is None or _answered(known) > _answered(held):
            cards[id_] = known
    wishes = mine if mine.cards or mine.exam_date else other
    return replace(
        wishes,
        cards=cards,
        log=tuple(sorted({*mine.log, *other.log}))[-MAX_LOG:],
        wanted=tuple(id_ for id_ in dict.fromkeys([*mine.wanted, *other.wanted]) if id_ not in cards),
    )


@lru_cache(32)
def _scheduler(retention: float, parameters: tuple[float, ...] | None) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        parameters=parameters or fsrs.Scheduler().parameters,
        desired_retention=retention,
        learning_steps=(LATER_TODAY,),
        relearning_steps=(LATER_TODAY,),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _new_a_day(progress: Progress, unseen: int, now: datetime) -> int:
    """New cards a day for all of them to be seen some days before the exam; 0 without one."""
    if progress.exam_date is None or progress.exam_date <= now.date():
        return 0
    days = (progress.exam_date - now.date()).days - DAYS_TO_REPEAT
    return math.ceil(unseen / max(1, days))


def _due(known: fsrs.Card, at: datetime) -> fsrs.Card:
    """A card that is due at a time, if it is not already."""
    return fsrs.Card(
        card_id=known.card_id,
        state=known.state,
        step=known.step,
        stability=known.stability,
        difficulty=known.difficulty,
        due=min(known.due, at),
        last_review=known.last_review,
    )


def _answered(known: fsrs.Card) -> datetime:
    return known.last_review or known.due


def _day(moment: datetime | None, now: datetime) -> date | None:
    """Day of a moment where the learner is."""
    return moment.astimezone(now.tzinfo).date() if moment else None

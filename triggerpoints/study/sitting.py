"""A sitting: a row of questions and the answers given so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from triggerpoints.study.quiz import Question

RIGHT = 0.5  # an answer with at least this score counts as right


@dataclass(frozen=True)
class Given:
    """An answer.

    Attributes
    ----------
    said : str
        Id of the muscle whose answer was chosen, ids of layers with blanks between them, or `MEASURED`.
    score : float
        In 0..1.
    measured : float or None
        Millimetres from the trigger point, or the overlap with the zone.
    """

    said: str
    score: float
    measured: float | None = None

    @property
    def is_right(self) -> bool:
        """Whether it counts as right."""
        return self.score >= RIGHT


MEASURED = "measured"


@dataclass(frozen=True)
class Sitting:
    """A row of questions and the answers given so far.

    Attributes
    ----------
    questions : tuple of Question
    given : tuple of Given
        The answers to the first questions.
    shown : bool
        The last answer is still being looked at.
    """

    questions: tuple[Question, ...]
    given: tuple[Given, ...] = ()
    shown: bool = False

    @property
    def number(self) -> int:
        """Index of the question that is on the page."""
        return len(self.given) - self.shown

    @property
    def question(self) -> Question | None:
        """The question on the page; None after the last one."""
        return self.questions[self.number] if self.number < len(self.questions) else None

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(given.is_right for given in self.given)

    @property
    def repeat(self) -> tuple[Question, ...]:
        """Questions that were answered wrongly."""
        return tuple(
            asked for asked, given in zip(self.questions, self.given, strict=False) if not given.is_right
        )

    def answered(self, given: Given) -> Sitting:
        """After an answer; a second answer to the same question changes nothing."""
        if self.shown or self.question is None:
            return self
        return replace(self, given=(*self.given, given), shown=True)

    def next(self) -> Sitting:
        """At the next question."""
        return replace(self, shown=False)


def chosen(question: Question, muscle: str) -> Given:
    """The answer that belongs to a muscle, as it was chosen."""
    return Given(muscle, float(muscle == question.card.muscle))


def in_order(question: Question, layers: Sequence[str]) -> Given:
    """Layers as they were put in order; the score is the part that is right from the skin on."""
    right = 0
    for given, answer in zip(layers, question.parts, strict=False):
        if given != answer:
            break
        right += 1
    all_right = right == len(question.parts) == len(layers)
    return Given(" ".join(layers), 1.0 if all_right else min(0.4, right / max(1, len(question.parts))))


def named_places(question: Question, places: Sequence[str]) -> Given:
    """Places that were named instead of painted; the score is what both have in common (Dice)."""
    common = len(set(places) & set(question.parts))
    overlap = 2 * common / max(1, len(set(places)) + len(question.parts))
    return Given(MEASURED, overlap, round(overlap, 3))

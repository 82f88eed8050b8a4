"""Questions on muscles: find it on the map, name it, whose pain pattern, attachments, nerve, action."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Literal

import numpy as np

from triggerpoints.study import likeness

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle

Kind = Literal["find", "name", "pattern", "attachments", "nerve", "action"]
KINDS: dict[Kind, str] = {
    "find": "Find the muscle",
    "name": "Name the muscle",
    "pattern": "Whose pain pattern?",
    "attachments": "Attachments",
    "nerve": "Nerve and roots",
    "action": "Action",
}
ON_MAP: tuple[Kind, ...] = ("find", "name")
CHOICES = 4
TWICE = 0.9  # wrong answers that share this part of their words with another answer are not offered beside it
NEAREST = 7  # wrong answers come from this many nearest muscles of the region, as far as they fit


@dataclass(frozen=True, order=True)
class Card:
    """One thing to know about one muscle."""

    muscle: str
    kind: Kind

    @property
    def id(self) -> str:
        """The same in every visit and file."""
        return f"{self.muscle}/{self.kind}"


@dataclass(frozen=True)
class Choice:
    """A possible answer; `muscle` is the one it is right for."""

    muscle: str
    text: str


@dataclass(frozen=True)
class Question:
    """A card as it is asked.

    Attributes
    ----------
    card : Card
    asks : str
        The question.
    choices : tuple of Choice
        Four; one of them is right. To find a muscle without the map they describe muscles in plain words.
    sources : tuple of str
        Keys of what the right answer rests on.
    """

    card: Card
    asks: str
    choices: tuple[Choice, ...]
    sources: tuple[str, ...]

    @property
    def answer(self) -> Choice:
        """The right choice."""
        return next(choice for choice in self.choices if choice.muscle == self.card.muscle)


@dataclass(frozen=True)
class Sitting:
    """A row of questions and the answers given so far.

    Attributes
    ----------
    questions : tuple of Question
    given : tuple of str
        Muscle ids of the answers to the first questions.
    shown : bool
        The last answer is still being looked at.
    """

    questions: tuple[Question, ...]
    given: tuple[str, ...] = ()
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
        return sum(self.is_right(index) for index in range(len(self.given)))

    @property
    def repeat(self) -> tuple[Question, ...]:
        """Questions that were answered wrongly."""
        return tuple(self.questions[index] for index in range(len(self.given)) if not self.is_right(index))

    def is_right(self, index: int) -> bool:
        """Whether the answer to a question was right."""
        return self.given[index] == self.questions[index].card.muscle

    def answered(self, muscle: str) -> Sitting:
        """After an answer; a second answer to the same question changes nothing."""
        if self.shown or self.question is None:
            return self
        return replace(self, given=(*self.given, muscle), shown=True)

    def next(self) -> Sitting:
        """At the next question."""
        return replace(self, shown=False)


def cards(
    content: Content, regions: Collection[str], kinds: Collection[str], on_map: Collection[str]
) -> tuple[Card, ...]:
    """All cards of some regions, kind by kind; only confirmed texts make one.

    Parameters
    ----------
    content : Content
    regions : collection of str
        Regions of muscles; all without one.
    kinds : collection of str
        Keys of `KINDS`; all without one.
    on_map : collection of str
        Muscles that can be seen on a map; only these are asked for there.
    """
    muscles = [m for m in content.muscles.values() if not regions or m.region in regions]
    asked = [kind for kind in KINDS if not kinds or kind in kinds]
    return tuple(Card(m.id, kind) for kind in asked for m in muscles if _known(m, kind, on_map))


def question(atlas: Atlas, content: Content, card: Card, random: Random) -> Question | None:
    """Ask for a card; None where there are too few answers that are surely wrong."""
    muscle = content.muscles[card.muscle]
    asks, text_of, alike, sources = _ASKED[card.kind](atlas, muscle, random)
    choices = _choices(content, muscle, text_of, alike, random)
    return Question(card, asks, choices, sources) if choices else None


def quiz(
    atlas: Atlas, content: Content, asked: Sequence[Card], number: int, seed: str
) -> tuple[Question, ...]:
    """A row of questions, the same for the same seed; kinds take turns, a muscle comes again last.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    asked : sequence of Card
        From `cards`.
    number : int
        How many at most.
    seed : str
    """
    random = Random(seed)
    found: list[Question] = []
    for card in _mixed(asked, random):
        made = question(atlas, content, card, Random(f"{seed} {card.id}"))
        if made:
            found.append(made)
        if len(found) == number:
            break
    return tuple(found)


def _mixed(asked: Sequence[Card], random: Random) -> Iterator[Card]:
    """Cards in a new order: every muscle once before any comes again, kinds in turns."""
    left = list(asked)
    random.shuffle(left)
    kinds = [kind for kind in KINDS if any(card.kind == kind for card in left)]
    random.shuffle(kinds)
    times: dict[str, int] = {}
    turn = 0
    while left:
        of_kind = [card for card in left if card.kind == kinds[turn % len(kinds)]]
        turn += 1
        if not of_kind:
            continue
        card = min(of_kind, key=lambda c: times.get(c.muscle, 0))
        times[card.muscle] = times.get(card.muscle, 0) + 1
        left.remove(card)
        yield card


def _known(muscle: Muscle, kind: Kind, on_map: Collection[str]) -> bool:
    """Whether a card can be asked: its texts have a source and do not give the answer away."""
    anatomy = muscle.anatomy
    if kind in ON_MAP:
        return muscle.id in on_map and (kind == "name" or not likeness.tells(muscle.names.plain, muscle))
    if kind == "pattern":
        points = muscle.trigger_points
        return all(point.has_source for point in points) and not any(
            likeness.tells(point.label, muscle) for point in points
        )
    if not anatomy.has_source or not anatomy.sources:
        return False
    if kind == "attachments":
        return bool(_ends(muscle))
    return not likeness.tells(anatomy.nerve if kind == "nerve" else anatomy.action, muscle)


def _ends(muscle: Muscle) -> list[str]:
    ends = ("proximal_attachment", "distal_attachment")
    return [end for end in ends if not likeness.tells(getattr(muscle.anatomy, end), muscle)]


_Text = Callable[["Muscle"], str | None]
_Alike = Callable[["Muscle", "Muscle"], bool]
_Asked = tuple[str, _Text, _Alike, tuple[str, ...]]


def _find(_: Atlas, muscle: Muscle, __: Random) -> _Asked:
    return (
        f"Click {muscle.names.en} on the map.",
        lambda m: None if likeness.tells(m.names.plain, muscle) else m.names.plain,
        lambda a, b: a.names.plain == b.names.plain,
        muscle.anatomy.sources,
    )


def _name(_: Atlas, muscle: Muscle, __: Random) -> _Asked:
    return (
        "Which muscle is lit?",
        lambda m: m.names.en,
        lambda a, b: a.names.en == b.names.en,
        muscle.anatomy.sources,
    )


def _pattern(atlas: Atlas, muscle: Muscle, _: Random) -> _Asked:
    keys = dict.fromkeys(key for point in muscle.trigger_points for key in point.sources)
    return (
        "Whose published pain pattern is drawn here?",
        lambda m: m.names.en,
        lambda a, b: likeness.alike_patterns(atlas, a, b),
        tuple(keys),
    )


def _attachments(_: Atlas, muscle: Muscle, random: Random) -> _Asked:
    end = random.choice(_ends(muscle))

    def text(m: Muscle) -> str | None:
        return str(getattr(m.anatomy, end)) if m.anatomy.has_source else None

    def alike(a: Muscle, b: Muscle) -> bool:
        ends = (a.anatomy.proximal_attachment, a.anatomy.distal_attachment)
        return any(likeness.alike(one, text(b) or "") for one in ends)

    return (
        f"Where is the {end.partition('_')[0]} attachment of {muscle.names.en}?",
        text,
        alike,
        muscle.anatomy.sources,
    )


def _nerve(_: Atlas, muscle: Muscle, __: Random) -> _Asked:
    def text(m: Muscle) -> str | None:
        roots = f" ({', '.join(m.anatomy.roots)})" if m.anatomy.roots else ""
        return m.anatomy.nerve + roots if m.anatomy.has_source else None

    asks = f"Which nerve, with which roots, supplies {muscle.names.en}?"
    return asks, text, likeness.alike_nerves, muscle.anatomy.sources


def _action(_: Atlas, muscle: Muscle, __: Random) -> _Asked:
    return (
        f"What does {muscle.names.en} do?",
        lambda m: m.anatomy.action if m.anatomy.has_source else None,
        lambda a, b: likeness.alike(a.anatomy.action, b.anatomy.action),
        muscle.anatomy.sources,
    )


_ASKED: dict[Kind, Callable[[Atlas, Muscle, Random], _Asked]] = {
    "find": _find,
    "name": _name,
    "pattern": _pattern,
    "attachments": _attachments,
    "nerve": _nerve,
    "action": _action,
}


def _choices(
    content: Content, muscle: Muscle, text_of: _Text, alike: _Alike, random: Random
) -> tuple[Choice, ...]:
    """The right answer among three wrong ones, near muscles of the region first; empty if too few fit."""
    others = sorted(
        (m for m in content.muscles.values() if m.id != muscle.id),
        key=lambda m: (m.region != muscle.region, _apart_mm(m, muscle), m.id),
    )
    near = [m for m in others[:NEAREST] if m.region == muscle.region]
    rest = others[len(near) :]
    random.shuffle(near)
    chosen = [muscle]
    for other in (*near, *rest):
        text = text_of(other)
        if not text or alike(muscle, other):
            continue
        if all(likeness.shared(text, text_of(known) or "") < TWICE for known in chosen):
            chosen.append(other)
        if len(chosen) == CHOICES:
            random.shuffle(chosen)
            return tuple(Choice(m.id, text_of(m) or "") for m in chosen)
    return ()


def _apart_mm(one: Muscle, other: Muscle) -> float:
    middles = [np.mean([p.position_mm for p in muscle.trigger_points], axis=0) for muscle in (one, other)]
    return float(np.linalg.norm(middles[0] - middles[1]))

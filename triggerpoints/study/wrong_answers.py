"""Choosing the wrong answers of a question: from the same region, of like length, no two alike."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from triggerpoints.study import likeness

if TYPE_CHECKING:
    from triggerpoints.content import Content, Muscle

CHOICES = 4
TWICE = 0.9  # texts that share this part of their words are not offered beside each other
NEAREST = 7  # wrong answers come from this many nearest muscles of the region, as far as they fit
LIKE_LENGTH = 1.25  # texts are of like length when neither is so many times as long as the other
LETTERS = 2  # a difference of so many letters tells nothing, however short the texts are
SHORTEST = 8  # letters that a shortened text keeps at least
FAR = 0.1  # how much a wrong answer from beside the region counts against one of the wrong length
NOBODYS = "no-muscle"

Texts = Callable[["Muscle"], Sequence[str]]


@dataclass(frozen=True)
class Choice:
    """A possible answer.

    Attributes
    ----------
    muscle : str
        Id of the one it is right for, or a word that begins with `NOBODYS`.
    text : str
    """

    muscle: str
    text: str


def choices(
    content: Content,
    muscle: Muscle,
    right: Sequence[str],
    wrong: Texts,
    random: Random,
    alike: Callable[[str, str], bool] = lambda one, other: one == other,
    others: Sequence[Sequence[str]] = (),
    same: Callable[[str, str], bool] = lambda one, other: likeness.shared(one, other) >= TWICE,
) -> tuple[Choice, ...]:
    """The right answer among three wrong ones, shuffled; empty where too few are surely wrong.

    Wrong answers are those of other muscles of the region; where these are too few, `others`, and after
    them those of muscles that reach into the region (data/study_regions.yml).

    Parameters
    ----------
    content : Content
    muscle : Muscle
        The one that is asked about.
    right : sequence of str
        Ways to say the right answer, the fullest first.
    wrong : callable
        Ways to say the answer that is right for another muscle and surely wrong for this one; none
        where it is not.
    random : Random
    alike : callable, optional
        Whether two texts could both be called right; none that is like the right one is offered.
    others : sequence of sequence of str, optional
        Surely wrong answers of the region that are no muscle's, each in its ways to say.
    same : callable, optional
        Whether two answers say the same, so that they are not offered beside each other.
    """
    own, reaching = neighbours(content, muscle, random)
    offered = [
        [(m.id, tuple(wrong(m))) for m in own],
        [(f"{NOBODYS}-{n}", tuple(texts)) for n, texts in enumerate(others)],
        [(m.id, tuple(wrong(m))) for m in reaching],
    ]
    rows = [_row(Choice(muscle.id, text), offered, alike, same) for text in right if text]
    fitting = [row for row in rows if len(row.choices) == CHOICES]
    if not fitting:
        return ()
    best = list(min(fitting, key=lambda row: row.unfit).choices)  # the fullest of those that fit as well
    random.shuffle(best)
    return tuple(best)


def ways_to_say(text: str) -> tuple[str, ...]:
    """A text, and what is left of it without brackets and without its later clauses."""
    plain = _tidy(re.sub(r"\s*\([^()]*\)", "", text))
    cuts = [text, plain]
    for mark in (";", ", which", ", with", ", and", ","):
        cuts += [_tidy(known.split(mark)[0]) for known in (text, plain)]
    return tuple(dict.fromkeys(cut for cut in cuts if len(cut) >= min(SHORTEST, len(text))))


def is_like_length(one: str, other: str) -> bool:
    """Whether neither text is much longer than the other."""
    return abs(len(one) - len(other)) <= LETTERS or _longer(one, other) <= math.log(LIKE_LENGTH)


def stands_out(right: str, others: Sequence[str]) -> bool:
    """Whether a text can be told from the others by its length: longer than all of them, or shorter."""
    lengths = [len(text) for text in others]
    nearest = min(others, key=lambda text: _longer(text, right))
    return not (min(lengths) <= len(right) <= max(lengths) or is_like_length(right, nearest))


def _tidy(text: str) -> str:
    return re.sub(r"[ ,;]+(and|or)?$", "", " ".join(text.split()))


@dataclass(frozen=True)
class _Row:
    """The right answer and then wrong ones; `unfit` is 0 when all are of the region and none stands out."""

    choices: tuple[Choice, ...]
    unfit: float


def neighbours(content: Content, muscle: Muscle, random: Random) -> tuple[list[Muscle], list[Muscle]]:
    """Other muscles of the region, the nearest in any order first, and those that reach into it."""
    reached_by = content.study_regions[muscle.region].reached_by
    others = sorted(
        (m for m in content.muscles.values() if m.id != muscle.id), key=lambda m: (_apart_mm(m, muscle), m.id)
    )
    own = [m for m in others if m.region == muscle.region]
    near = own[:NEAREST]
    random.shuffle(near)
    reaching = [m for m in others if m.id in reached_by and m.region != muscle.region]
    return near + own[NEAREST:], reaching


def _row(
    right: Choice,
    offered: Sequence[Sequence[tuple[str, tuple[str, ...]]]],
    alike: Callable[[str, str], bool],
    same: Callable[[str, str], bool],
) -> _Row:
    """The right answer and as many wrong ones as there are, the best that can be had."""
    said: list[tuple[int, Choice]] = []
    for far, group in enumerate(offered):
        sure = [(of, [text for text in texts if not alike(right.text, text)]) for of, texts in group]
        found = [
            Choice(of, min(texts, key=lambda text: _longer(text, right.text))) for of, texts in sure if texts
        ]
        like = [choice for choice in found if is_like_length(choice.text, right.text)]
        unlike = sorted((c for c in found if c not in like), key=lambda c: _longer(c.text, right.text))
        said += [(far, choice) for choice in (*like, *unlike)]
    chosen = [(0, right)]
    for item in said:
        _add(chosen, item, same)
    if _first_stands_out(chosen):
        for at, item in ((at, item) for item in said for at in range(CHOICES - 1, 0, -1)):
            swapped = [known for n, known in enumerate(chosen) if n != at]
            _add(swapped, item, same)
            if len(swapped) == CHOICES and not _first_stands_out(swapped):
                chosen = swapped
                break
    beside = FAR * sum(bool(far) for far, _ in chosen)
    return _Row(tuple(choice for _, choice in chosen), beside + _first_stands_out(chosen))


def _add(
    chosen: list[tuple[int, Choice]], item: tuple[int, Choice], same: Callable[[str, str], bool]
) -> None:
    """Put an answer to the others when one is lacking and none says the same."""
    if len(chosen) < CHOICES and not any(same(item[1].text, known.text) for _, known in chosen):
        chosen.append(item)


def _first_stands_out(chosen: Sequence[tuple[int, Choice]]) -> bool:
    """Whether the first answer can be told by its length."""
    right, *others = (choice.text for _, choice in chosen)
    return bool(others) and stands_out(right, others)


def _longer(text: str, than: str) -> float:
    """How much longer or shorter a text is, as a logarithm."""
    return abs(math.log(len(text) / len(than)))


def _apart_mm(one: Muscle, other: Muscle) -> float:
    middles = [np.mean([p.position_mm for p in muscle.trigger_points], axis=0) for muscle in (one, other)]
    return float(np.linalg.norm(middles[0] - middles[1]))

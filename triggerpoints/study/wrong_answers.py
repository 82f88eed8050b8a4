"""Choosing the wrong answers of a question: from the same region, of like length, no two alike."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from triggerpoints.study import likeness

if TYPE_CHECKING:
    from triggerpoints.content import Content, Muscle

CHOICES = 4
FEWEST = 3  # as many answers as are offered where a region has no more
TWICE = 0.9  # texts that share this part of their words are not offered beside each other
NEAREST = 7  # wrong answers come from this many nearest muscles of the region, as far as they fit
LIKE_LENGTH = 1.3  # texts are of like length when neither is so many times as long as the other
STANDS_OUT = 1.45  # the right answer stands out when it is so many times as long as every other, or as short
SHORTEST = 8  # letters that a shortened text keeps at least

BESIDE = {
    "head": ("neck",), "neck": ("head", "shoulder", "upper-back"), "shoulder": ("arm", "upper-back", "chest"),
    "upper-back": ("lower-back", "shoulder", "neck"), "lower-back": ("upper-back", "abdomen", "hip"),
    "chest": ("shoulder", "abdomen", "upper-back"), "arm": ("shoulder", "forearm"),
    "forearm": ("hand", "arm"),
    "hand": ("forearm",), "abdomen": ("chest", "lower-back", "pelvis"), "pelvis": ("hip", "abdomen"),
    "hip": ("thigh", "pelvis"), "thigh": ("hip", "leg"), "leg": ("foot", "thigh"), "foot": ("leg",),
}  # fmt: skip
"""Regions whose muscles stand in where a region has too few answers that are surely wrong."""

Texts = Callable[["Muscle"], Sequence[str]]


@dataclass(frozen=True)
class Choice:
    """A possible answer; `muscle` is the one it is right for."""

    muscle: str
    text: str


def choices(
    content: Content,
    muscle: Muscle,
    right: Sequence[str],
    wrong: Texts,
    random: Random,
    alike: Callable[[str, str], bool] = lambda one, other: one == other,
) -> tuple[Choice, ...]:
    """The right answer among two or three wrong ones, shuffled; empty where too few are surely wrong.

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
    """
    rings = _rings(content, muscle, random)
    offered = [
        cache(lambda ring=ring: [(m, found) for m in ring if (found := tuple(wrong(m)))]) for ring in rings
    ]
    tried = [_chosen(muscle.id, text, offered, alike) for text in right if text]
    fitting = [row for row in tried if row]
    if not fitting:
        return ()
    best = min(fitting, key=_standing_out)  # the fullest of those that fit as well
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
    return _longer(one, other) <= math.log(LIKE_LENGTH)


def stands_out(right: str, others: Sequence[str]) -> bool:
    """Whether a text can be told from the others by its length alone."""
    lengths = [len(text) for text in others]
    return len(right) >= STANDS_OUT * max(lengths) or len(right) * STANDS_OUT <= min(lengths)


def _tidy(text: str) -> str:
    return re.sub(r"[ ,;]+(and|or)?$", "", " ".join(text.split()))


def _standing_out(row: Sequence[Choice]) -> float:
    """How far the first text's length lies outside of that of the others; 0 when it lies among them."""
    right, *others = (len(choice.text) for choice in row)
    outside = max(math.log(right / max(others)), math.log(min(others) / right), 0.0)
    return max(0.0, outside - math.log(LIKE_LENGTH)) + (0.2 if len(row) < CHOICES else 0.0)


def _rings(content: Content, muscle: Muscle, random: Random) -> list[list[Muscle]]:
    """Other muscles: the nearest of the region in any order, the others of it, those beside it, the rest."""
    others = sorted(
        (m for m in content.muscles.values() if m.id != muscle.id), key=lambda m: (_apart_mm(m, muscle), m.id)
    )
    own = [m for m in others if m.region == muscle.region]
    near = own[:NEAREST]
    random.shuffle(near)
    beside = [m for m in others if m.region in BESIDE.get(muscle.region, ())]
    rest = [m for m in others if m.region not in (muscle.region, *BESIDE.get(muscle.region, ()))]
    return [near + own[NEAREST:], beside, rest]


def _chosen(
    muscle: str,
    right: str,
    rings: Sequence[Callable[[], list[tuple[Muscle, tuple[str, ...]]]]],
    alike: Callable[[str, str], bool],
) -> list[Choice]:
    """The right answer first, then wrong ones; empty when there are too few."""
    chosen = [Choice(muscle, right)]
    for n, ring in enumerate(rings):
        wanted = CHOICES if n == 0 else FEWEST
        if len(chosen) >= wanted:
            break
        sure = [(m, [text for text in texts if not alike(right, text)]) for m, texts in ring()]
        said = [(m, min(texts, key=lambda text: _longer(text, right))) for m, texts in sure if texts]
        like = [(m, text) for m, text in said if is_like_length(text, right)]
        unlike = sorted((item for item in said if item not in like), key=lambda x: _longer(x[1], right))
        for other, text in (*like, *unlike):
            if len(chosen) >= wanted:
                break
            if all(likeness.shared(text, known.text) < TWICE for known in chosen):
                chosen.append(Choice(other.id, text))
    return chosen if len(chosen) >= FEWEST else []


def _longer(text: str, than: str) -> float:
    """How much longer or shorter a text is, as a logarithm."""
    return abs(math.log(len(text) / len(than)))


def _apart_mm(one: Muscle, other: Muscle) -> float:
    middles = [np.mean([p.position_mm for p in muscle.trigger_points], axis=0) for muscle in (one, other)]
    return float(np.linalg.norm(middles[0] - middles[1]))

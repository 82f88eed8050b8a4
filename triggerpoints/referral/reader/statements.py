"""What is stated about each place: pain, or something else, or nothing but the place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from triggerpoints.referral.reader.left_over import is_ache, is_simile

if TYPE_CHECKING:
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.vocabulary import Kind

Stated = Literal["pain", "other", "nothing"]
"""What a part of the sentence says of the place in it; "nothing" where it is only named."""

_SHORTEST_PREDICATE = 4
_LONGEST_BEFORE = 12  # so many words may stand before a place that "it" is said to be
_PAIN_NOUNS = frozenset(
    {"pain", "pains", "ache", "discomfort", "trouble", "problem", "problems", "issues", "stiffness",
     "soreness", "numbness", "tightness", "weakness", "cramp", "cramps", "injury"}
)  # fmt: skip
"""Words that all of a list share: "woke with neck and shoulder pain"."""
_OF_THINGS = frozenset({"heavy", "tight", "hot", "cold", "warm", "stiff", "sharp"})
_THINGS = frozenset(
    {
        "bag", "bags", "box", "boxes", "backpack", "rucksack", "shoes", "boots", "jeans", "load", "loads",
        "shopping", "suitcase", "bucket", "weights", "knife", "edge", "corner", "door", "bath", "shower",
        "weather", "wind", "water", "floor", "chair", "mattress",
    }
)  # fmt: skip
_TOO = frozenset({"is", "are", "does", "do", "was", "has"})
_WAYS = frozenset(
    {"to", "into", "onto", "down", "through", "toward", "towards", "until", "till", "up", "across", "over"}
)
"""Words that say that pain runs on only where nothing else is said: not in "digs into my shoulder"."""
_HARMS = frozenset(
    {
        "broke",
        "break",
        "fractured",
        "hit",
        "fell",
        "fall",
        "dropped",
        "drop",
        "kicked",
        "twisted",
        "bent",
        "landed",
    }
)
_PLAIN: tuple[Kind, ...] = (
    "link", "side", "fixed", "unit", "count", "not_through", "starts", "end", "looks", "asserts",
    "not_before", "spread",
)  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """What a part of the sentence says of a mention.

    Attributes
    ----------
    stated : {'pain', 'other', 'nothing'}
    words : tuple of int
        Atoms that say something else than pain.
    """

    stated: Stated
    words: tuple[int, ...] = ()

    def is_use(self, found: Sequence[Atom]) -> bool:
        """Whether the place is only used: "I carry my baby on my hip"; what was hit or broken may hurt."""
        return any(found[at].has("doing") and found[at].word not in _HARMS for at in self.words)


def statements(
    found: Sequence[Atom],
    named: Sequence[Mention],
    at_mention: Mapping[int, int],
    inside: set[int],
    numbers: Sequence[int],
) -> dict[int, Statement]:
    """What is stated about each of these mentions; a list shares what is stated of one of its places."""
    ends = [-1, *(at for at, atom in enumerate(found) if _parts_clauses(atom)), len(found)]
    out: dict[int, Statement] = {}
    by_part: dict[range, Statement] = {}
    for number in numbers:
        before = ends[bisect_left(ends, named[number].first) - 1]
        behind = ends[bisect_right(ends, named[number].last)]
        while before >= 0 and found[before].word == "with":
            before = ends[bisect_left(ends, before) - 1]  # "kicked a door with my right foot"
        part = range(before + 1, behind)
        if part not in by_part:
            by_part[part] = _statement(found, part, at_mention, inside)
        is_pain = is_ache(found, named[number]) or _is_it(found, named[number], part)
        out[number] = Statement("pain") if is_pain else by_part[part]
    for one, two in [*pairwise(numbers), *reversed(list(pairwise(numbers)))]:
        if not is_list(found, named, one, two):
            continue
        first, second = out[one], out[two]
        if first.stated == "nothing" or second.stated == "nothing":
            shared = first if second.stated == "nothing" else second
            out[one] = out[two] = shared
        elif first.stated == "pain":
            out[two] = first  # "sore wrist and thumb"
        elif second.stated == "pain" and not _is_own(found, named, two):
            out[one] = second  # "noticed knee and hip pain"
    return out


def is_list(found: Sequence[Atom], named: Sequence[Mention], one: int, two: int) -> bool:
    """Whether only joining words stand between two mentions."""
    gap = found[named[one].last + 1 : named[two].first]
    return all(atom.has("join", "link", "side") or atom.word in (",", "/") for atom in gap)


def _is_own(found: Sequence[Atom], named: Sequence[Mention], number: int) -> bool:
    """Whether what follows is said of this place alone: "I hold it on my hip and my back hurts"."""
    after = found[named[number].last + 1 :][:1]
    return bool(after) and after[0].words[0] not in _PAIN_NOUNS


def _statement(
    found: Sequence[Atom], part: range, at_mention: Mapping[int, int], inside: set[int]
) -> Statement:
    words = tuple(
        at
        for at in part
        if at not in at_mention and at not in inside and not is_simile(found, at) and _is_predicate(found[at])
    )
    if part.start and found[part.start - 1].words == ("so",) and found[part.start].words[0] in _TOO:
        words = ()  # "and so is the skin behind my ears"
    hurts = any(
        (found[at].has("pain", "quality") and not _is_of_thing(found, at))
        or (found[at].has("spread") and (found[at].word not in _WAYS or not words))
        for at in part
    )
    return Statement("pain") if hurts else Statement("other", words) if words else Statement("nothing")


def _is_of_thing(found: Sequence[Atom], at: int) -> bool:
    """Whether a word for pain says what a thing is like: "a heavy bag on my shoulder", "in tight shoes"."""
    if found[at].word not in _OF_THINGS:
        return False
    near = found[at + 1 : at + 3]
    return any(atom.has("thing") or atom.word in _THINGS for atom in near)


def _is_it(found: Sequence[Atom], mention: Mention, part: range) -> bool:
    """Whether a place is what the sentence is about: "it's my arm", "it is in the left knee"."""
    if mention.first - part.start > _LONGEST_BEFORE:
        return False
    words = [found[at].word for at in range(part.start, mention.first)]
    if {"feel", "felt"} & set(words) and "it" in words:
        return True  # "I felt it in my arm"
    return words[:1] in (["it"], ["its"]) and all(
        found[at].has("link", "side", "not_through") or found[at].is_position
        for at in part
        if at < mention.first
    )


def _parts_clauses(atom: Atom) -> bool:
    return atom.is_stop or atom.has("contrast", "join", "starts") or atom.words in (("so",), ("as",))


def _is_predicate(atom: Atom) -> bool:
    """Whether a word says something of a place that is neither pain nor known to mean it."""
    is_plain = (atom.has("ordinary", "doing", "thing") and len(atom.words) == 1) or atom.is_unknown
    is_gerund = atom.word.endswith("ing") and not atom.is_unknown
    is_word = (
        not is_gerund
        and len(atom.word) >= _SHORTEST_PREDICATE
        and not atom.is_position
        and not atom.word[0].isdigit()
    )
    return is_plain and is_word and not atom.has(*_PLAIN)

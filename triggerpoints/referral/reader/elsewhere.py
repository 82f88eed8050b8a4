"""Places near words for what is over or is somebody else's: marked, but not sure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.asides import MINE, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention

_OVER = frozenset(
    {
        "gone", "sorted", "settled", "settles", "healed", "resolved", "cleared", "cured", "recovered",
        "vanished", "disappeared", "mended", "fixed",
    }
)  # fmt: skip
_OWN = frozenset({"me", "i", "ive", "im", "myself"})
_THEIRS = PEOPLE | {"everyone", "everybody", "someone", "somebody", "his", "hers", "him", "theirs", "yours"}
_NOT_OF_IT = frozenset({"rest", "otherwise", "else", "everything", "im", "i", "after", "until", "if", "when"})
"""Beside these a word such as "fine" is said of something else than the place before it."""
_FOUND = frozenset({"normal", "clear", "negative"})  # of a test: "the ECG was normal"
_NOW = frozenset({"now", "also", "too"})
_GOES_ON = frozenset(
    {"into", "to", "down", "up", "numb", "dead", "stiff", "and", "again", "on"}
)  # "it's gone into"


def elsewhere(found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int]) -> set[int]:
    """Mentions that may have stopped hurting or hurt somebody else, beside others that do hurt.

    "Low back, but that's been sorted", "my brother had it in his heels", "used to be the temples".
    """
    theirs: set[int] = set()
    for n in range(len(named)):
        words = list(_before(found, named, n))
        gap = {word for atom in found[named[n - 1].last + 1 : named[n].first] for word in atom.words}
        is_listed = n - 1 in theirs and not (MINE | _NOW) & gap
        if is_listed or _THEIRS & set(words) or ("used", "to") in pairwise(words):
            theirs.add(n)
    out = {n for n in asserted if n in theirs or _is_over(found, named, n)}
    return out if len(out) < len(asserted) else set()


def _before(found: Sequence[Atom], named: Sequence[Mention], n: int) -> Iterator[str]:
    """Words of its sentence before a place, after the one before it and the writer's last word of his own."""
    words: list[str] = []
    for atom in found[named[n - 1].last + 1 if n else 0 : named[n].first]:
        if _ends(atom):
            words = []
        for word in atom.words:
            words = [] if word in _OWN else [*words, word]
    yield from words


def _is_over(found: Sequence[Atom], named: Sequence[Mention], n: int) -> bool:
    """Whether words after a place, before the next one, say that something is gone or well."""
    end = named[n + 1].first if n + 1 < len(named) else len(found)
    words: set[str] = set()
    in_sentence = True
    for at in range(named[n].last + 1, end):
        atom = found[at]
        in_sentence = in_sentence and not _ends(atom)
        words.update(atom.words)
        if words & _NOT_OF_IT:
            return False
        is_well = in_sentence and atom.has("not_after") and not _FOUND & set(atom.words)
        goes_on = at + 1 < end and found[at + 1].word in _GOES_ON
        if is_well or (_OVER & set(atom.words) and not goes_on):
            return True
    return False


def _ends(atom: Atom) -> bool:
    return atom.ends_sentence or atom.word == ";"

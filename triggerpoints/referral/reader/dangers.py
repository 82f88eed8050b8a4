"""Hears danger in words: which red flags a text asks about."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.vocabulary import singular
from triggerpoints.referral.warnings import LEVELS

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom

REACH = 5
"""So many words a "no" or "not" reaches forward, when nothing stops it."""

_DENIALS = frozenset({"not", "no", "never", "without", "denies", "nor", "neither", "none"})
_DENIALS_END = frozenset({"but", "just", "only", "why", "because", "since", "when", "so"})
_STEM_LETTERS = 3  # phrases that begin with a word and a star are kept by so many letters
_Phrase = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Ways:
    """Ways of saying a red flag, whether it is then true, and their phrases by their first letters."""

    of_flag: tuple[tuple[str, bool, tuple[frozenset[_Phrase], ...]], ...]
    by_start: Mapping[str, tuple[_Phrase, ...]]


def dangers(found: Sequence[Atom], content: Content) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the red flags that a text says are true, and of those it makes urgent to ask about.

    Parameters
    ----------
    found : sequence of Atom
        The text.
    content : Content

    Returns
    -------
    says, asks : tuple of str
        The most urgent first; no flag is in both.
    """
    words = [word for atom in found for word in (("." if atom.is_stop else w) for w in atom.words)]
    ways = _ways(content)
    heard = _heard(words, ways)
    met = [
        (flag, is_true) for flag, is_true, groups in ways.of_flag if all(group & heard for group in groups)
    ]
    says = {flag for flag, is_true in met if is_true}
    return _urgent_first(says, content), _urgent_first({flag for flag, _ in met} - says, content)


def _urgent_first(flags: set[str], content: Content) -> tuple[str, ...]:
    order = list(content.red_flags)
    return tuple(
        sorted(flags, key=lambda flag: (LEVELS.index(content.red_flags[flag].level), order.index(flag)))
    )


@functools.lru_cache(4)
def _ways(content: Content) -> _Ways:
    of_flag = tuple(
        (record.id, is_true, tuple(frozenset(tuple(text.split()) for text in group) for group in way))
        for record in content.danger_words.values()
        for is_true, ways in ((True, record.says), (False, record.asks))
        for way in ways
    )
    by_start: dict[str, set[_Phrase]] = defaultdict(set)
    for _, _, groups in of_flag:
        for group in groups:
            for phrase in group:
                by_start[phrase[0].rstrip("*")[:_STEM_LETTERS]].add(phrase)
    return _Ways(of_flag, {start: tuple(sorted(phrases)) for start, phrases in by_start.items()})


def _heard(words: Sequence[str], ways: _Ways) -> set[_Phrase]:
    """Phrases that the words hold and do not deny."""
    denied = _denied(words)
    return {
        phrase
        for at, word in enumerate(words)
        if not denied[at]
        for phrase in ways.by_start.get(word[:_STEM_LETTERS], ())
        if len(phrase) <= len(words) - at
        and all(_same(wanted, said) for wanted, said in zip(phrase, words[at:], strict=False))
    }


def _denied(words: Sequence[str]) -> list[bool]:
    """For each word whether a denial before it reaches it."""
    left = 0
    out = []
    for word in words:
        if word == "." or word in _DENIALS_END:
            left = 0
        out.append(left > 0)
        left = REACH if word in _DENIALS else max(left - 1, 0)
    return out


def _same(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    return word == wanted or singular(word) == wanted

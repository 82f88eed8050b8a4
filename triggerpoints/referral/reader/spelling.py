"""Words that are written as they sound, or without their vowels."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_SOUND, SHORTEST_BARE, SHORTEST_LOOSE = 3, 5, 6
"""Letters a word must have to be taken for one with the same sound, the same consonants, nearly the sound."""
MOST_CHANGED = 3, 2
"""So many letters may differ where a word sounds the same, and nearly the same."""

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^[kg]n", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"wh", "w"), (r"ph", "f"),
        (r"ough(?!t)", "of"), (r"augh(?!t)", "af"), (r"igh", "i"), (r"gh(?=t)", ""),
        (r"ache", "ake"), (r"oo", "u"), (r"tch", "ch"), (r"ck", "k"), (r"x", "ks"),
        (r"s?c(?=[eiy])", "s"), (r"c(?!h)", "k"), (r"[tsc]ion", "shn"), (r"mb(?=$|s|n|i)", "m"),
        (r"al(?=[fvmk])", "a"), (r"z", "s"), (r"(?<=[a-z])y", "i"), (r"(.)\1+", r"\1"),
        (r"(?<=[a-z]{2})e(?=s?$)", ""), (r"([aeiou])[aeiou]+", r"\1"), (r"(?<=o)w", ""),
    )
)  # fmt: skip
"""What sounds alike is written alike; the order matters. Of vowels in a row the first is kept."""
_VOWELS = re.compile(r"[aeiou]+")


@functools.lru_cache(8192)
def sound(word: str) -> str:
    """A word as it sounds: *nee* is *knee*, *tite* is *tight*, *blod* is *blood*."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def near(word: str, words: Sequence[str], most: int) -> list[tuple[int, str]]:
    """Words in which at most so many letters differ, with their number, in the order of the words."""
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(int(count), other) for other, count, _ in sorted(found, key=lambda match: match[2])]


class SoundIndex:
    """Known words by how they sound."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words that a mistyped one may be."""
        exact: dict[str, list[str]] = defaultdict(list)
        loose: dict[str, list[str]] = defaultdict(list)
        bare: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if len(word) >= SHORTEST_SOUND and word.isalpha():
                exact[sound(word)].append(word)
                bare[_VOWELS.sub("", word)].append(word)
                if len(word) >= SHORTEST_LOOSE:
                    loose[_VOWELS.sub("a", sound(word))].append(word)
        self._exact, self._loose, self._bare = (
            MappingProxyType({key: tuple(some) for key, some in table.items()})
            for table in (exact, loose, bare)
        )

    def alike(self, word: str) -> tuple[str, ...]:
        """Known words that sound like a word, or are it with vowels, the nearest in letters first."""
        if len(word) < SHORTEST_SOUND or not word.isalpha():
            return ()
        key, (same, near) = sound(word), MOST_CHANGED
        bare = _VOWELS.sub("", word)
        is_long = re.search(r"[aeiou][^aeiou]e$", word) is not None  # "tite" is not "tit"
        tables: list[tuple[Iterable[str], int]] = [
            ((o for o in self._exact.get(key, ()) if not (is_long and o == word[:-1])), same)
        ]
        if len(word) >= SHORTEST_LOOSE:
            tables.append((self._loose.get(_VOWELS.sub("a", key), ()), near))
        if bare == word or len(word) >= SHORTEST_BARE:
            tables.append(((o for o in self._bare.get(bare, ()) if _is_within(word, o)), same))
        for others, most in tables:
            changed = sorted((OSA.distance(word, other), other) for other in others)
            if found := tuple(other for count, other in changed if count <= most):
                return found
        return ()


def _is_within(word: str, other: str) -> bool:
    """Whether letters of another word, in their order, are the word: "sholdr" in "shoulder"."""
    letters = iter(other)
    return all(letter in letters for letter in word)

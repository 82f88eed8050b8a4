"""Hears danger in words: which red flags a text asks about."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.spelling import SoundIndex, near, sound
from triggerpoints.referral.reader.tokens import tokens
from triggerpoints.referral.reader.vocabulary import Vocabulary, singular, vocabulary
from triggerpoints.referral.warnings import LEVELS

if TYPE_CHECKING:
    from triggerpoints.content import Content

REACH = 5
"""So many words a "no" or "not" reaches forward, when nothing stops it."""

_DENIALS = frozenset({"not", "no", "never", "without", "denies", "nor", "neither", "none", "ruled"})
_DENIALS_END = frozenset({"but", "just", "only", "why", "because", "since", "when", "so"})
_FILLERS = frozenset(
    {
        "a", "an", "the", "my", "his", "her", "their", "our", "your", "is", "are", "was", "were", "be",
        "been", "being", "has", "have", "had", "so", "very", "really", "quite", "just", "i", "im", "ive",
        "am", "got", "he", "she", "they", "its", "too", "still", "this", "that", "these", "any",
    }
)  # fmt: skip
"""Small words that are skipped in what is typed and in the phrases that are listened for."""
_OWN = frozenset({"my", "him", "her"})  # "my self"
_NOTHING = "-"
_NEVER_BEFORE = frozenset({"before", "like", "such", "bad"})
_SHORTEST_MENDED, _LONG_WORD = 4, 8  # in letters; longer words may hold two typing errors
_ENDINGS = ("", "s", "ed", "ing", "y", "e", "es", "er", "al", "ly")
_STEM_LETTERS = 3  # phrases that begin with a word and a star are kept by so many letters
_Phrase = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Ways:
    """Ways of saying a red flag, whether it is then true, and their phrases and words."""

    of_flag: tuple[tuple[str, bool, tuple[frozenset[_Phrase], ...]], ...]
    by_start: Mapping[str, tuple[_Phrase, ...]]
    words: frozenset[str]
    mendable: Mapping[str, tuple[str, ...]]
    sounds: SoundIndex
    by_sound: Mapping[str, tuple[tuple[_Phrase, list[str]], ...]]
    harmless: tuple[_Phrase, ...]


def dangers(text: str, content: Content) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the red flags that a text says are true, and of those it makes urgent to ask about.

    Parameters
    ----------
    text : str
    content : Content

    Returns
    -------
    says, asks : tuple of str
        The most urgent first; no flag is in both.
    """
    ways = _ways(content)
    known = vocabulary(content)
    words = [
        word
        for token in tokens(text)
        for word in (
            (".",) if token.is_stop else known.short.get(token.word) or (_spelled(token.word, known, ways),)
        )
    ]
    words = [
        f"{words[at - 1]}self" if word == "self" and at and words[at - 1] in _OWN else word
        for at, word in enumerate(words)
    ]
    heard = _heard(_without_harmless(words, ways), ways)
    met = [
        (flag, is_true) for flag, is_true, groups in ways.of_flag if all(group & heard for group in groups)
    ]
    says = {flag for flag, is_true in met if is_true}
    return _urgent_first(says, content), _urgent_first({flag for flag, _ in met} - says, content)


def _without_harmless(words: Sequence[str], ways: _Ways) -> list[str]:
    """Words without phrases that only sound like danger: "hot shower", "chest of drawers"."""
    out = list(words)
    for phrase in ways.harmless:
        for at in range(len(out) - len(phrase) + 1):
            if tuple(out[at : at + len(phrase)]) == phrase:
                out[at : at + len(phrase)] = [_NOTHING] * len(phrase)
    return out


def _urgent_first(flags: set[str], content: Content) -> tuple[str, ...]:
    order = list(content.red_flags)
    return tuple(
        sorted(flags, key=lambda flag: (LEVELS.index(content.red_flags[flag].level), order.index(flag)))
    )


@functools.lru_cache(4)
def _ways(content: Content) -> _Ways:
    of_flag = tuple(
        (record.id, is_true, tuple(frozenset(_phrases(group, content)) for group in way))
        for record in content.danger_words.values()
        for is_true, ways in ((True, record.says), (False, record.asks))
        for way in ways
    )
    by_start: dict[str, set[_Phrase]] = defaultdict(set)
    for _, _, groups in of_flag:
        for group in groups:
            for phrase in group:
                by_start[phrase[0].rstrip("*")[:_STEM_LETTERS]].add(phrase)
    words = {word for phrases in by_start.values() for phrase in phrases for word in phrase}
    mendable: dict[str, list[str]] = defaultdict(list)
    for word in sorted(
        {w for w in words if w.isalpha()}
        | {w[:-1] + end for w in words if w.endswith("*") for end in _ENDINGS}
    ):
        if len(word) >= _SHORTEST_MENDED - 1 and word.isalpha():
            mendable[word[0]].append(word)
    by_sound: dict[str, list[tuple[_Phrase, list[str]]]] = defaultdict(list)
    for phrase in sorted({phrase for phrases in by_start.values() for phrase in phrases}):
        if len(phrase) > 1 and all(word.isalpha() for word in phrase):
            by_sound[sound(phrase[0])].append((phrase, [sound(word) for word in phrase]))
    return _Ways(
        of_flag,
        {start: tuple(sorted(phrases)) for start, phrases in by_start.items()},
        frozenset(words),
        {letter: tuple(some) for letter, some in mendable.items()},
        SoundIndex(word for some in mendable.values() for word in some),
        {key: tuple(some) for key, some in by_sound.items()},
        tuple(tuple(text.split()) for text in content.sayings.get("HARMLESS", ())),
    )


def _spelled(word: str, known: Vocabulary, ways: _Ways) -> str:
    """A mistyped word as the nearest word that is listened for; all others as they are."""
    if word.endswith("in") and f"{word}g" in ways.words:
        return f"{word}g"  # "killin"
    if word in ways.words or {word, singular(word)} & known.known:
        return word
    stems = [phrase[0] for phrase in ways.by_start.get(word[:_STEM_LETTERS], ()) if _same(phrase[0], word)]
    if any(word.removeprefix(stem.rstrip("*")) in _ENDINGS for stem in stems):
        written = [other for other in ways.sounds.alike(word) if other in ways.words]
        return written[0] if written and not any(word == stem.rstrip("*") for stem in stems) else word
    if alike := ways.sounds.alike(word):
        return min(alike, key=lambda other: other not in ways.words)  # the nearest comes first
    if stems or len(word) < _SHORTEST_MENDED:
        return word
    allowed = 1 + (len(word) >= _LONG_WORD)
    _, best = min(near(word, ways.mendable.get(word[0], ()), allowed), default=(0, ""))
    return best or known.mended(word) or word


def _phrases(group: Sequence[str], content: Content) -> Iterator[_Phrase]:
    """Phrases of a group without their small words; lists that it names are written out."""
    for text in group:
        if text.isupper():
            yield from _phrases(content.sayings[text], content)
        else:
            words = tuple(text.split())
            kept = tuple(word for word in words if word not in _FILLERS)
            yield kept if len(kept) > 1 else words  # "i collapsed" is more than "collapsed"


def _heard(said: Sequence[str], ways: _Ways) -> set[_Phrase]:
    """Phrases that the words hold and do not deny."""
    all_words = list(zip(said, _denied(said), strict=True))
    kept = [
        (word, denies)
        for at, (word, denies) in enumerate(all_words)
        if word not in _FILLERS and not (word == "to" and at and said[at - 1] == "cannot")  # "unable to"
    ]
    return {
        phrase
        for some in (all_words, kept)
        for phrases in (_spoken(some, ways), _sounding(some, ways))
        for phrase in phrases
    }


def _sounding(said: Sequence[tuple[str, bool]], ways: _Ways) -> Iterator[_Phrase]:
    """Phrases of several words that sound like what is said: "want to dye", "wish I was ded"."""
    sounds = [sound(word) for word, _ in said]
    for at, (_, is_denied) in enumerate(said):
        if not is_denied:
            for phrase, wanted in ways.by_sound.get(sounds[at], ()):
                if wanted == sounds[at : at + len(wanted)]:
                    yield phrase


def _spoken(said: Sequence[tuple[str, bool]], ways: _Ways) -> Iterator[_Phrase]:
    words = [word for word, _ in said]
    for at, (word, is_denied) in enumerate(said):
        if is_denied:
            continue
        for phrase in ways.by_start.get(word[:_STEM_LETTERS], ()):
            if len(phrase) <= len(words) - at and all(
                _same(wanted, other) for wanted, other in zip(phrase, words[at:], strict=False)
            ):
                yield phrase


def _denied(words: Sequence[str]) -> list[bool]:
    """For each word whether a denial before it reaches it."""
    left = 0
    out = []
    for at, word in enumerate(words):
        if word == "." or word in _DENIALS_END:
            left = 0
        out.append(left > 0)
        denies = word in _DENIALS and not (word == "never" and _NEVER_BEFORE & {*words[at : at + 2 * REACH]})
        left = REACH if denies else max(left - 1, 0)
    return out


def _same(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    return word == wanted or singular(word) == wanted

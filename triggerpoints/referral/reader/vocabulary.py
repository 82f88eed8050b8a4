"""The words that are known, as tables that are made once from the data."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from rapidfuzz.distance import OSA

from triggerpoints.content import Content
from triggerpoints.referral.reader.spelling import SoundIndex, near
from triggerpoints.referral.reader.tokens import tokens
from triggerpoints.referral.reader.ways import Way

Kind = Literal[
    "side", "position", "same", "link", "pain", "join", "spread",
    "not_before", "not_after", "not_through", "not_never",
    "contrast", "quality", "starts", "fixed", "unit", "count", "end", "doing", "thing", "looks", "ordinary",
    "asserts",
]  # fmt: skip

MAX_NAME_WORDS = 8
VAGUE = frozenset({"whole", "across", "deep", "sideof", "around"})
"""Position words that a place may be named with or without."""

_LONG_WORD, _VERY_LONG_WORD = 8, 12  # words of this length may hold two, and three, typing errors
_SHORTEST_MENDED = 4
_LONG_ENOUGH = 6  # words for pain are mended from this length: shorter ones are near too many others
_SHORTEST_PARTED = 3
_LEAD = 2  # so many letters are rarely mistyped at the start of a word; one of them must be right
_DROPPED_SIDE_WORD = "side"
_SIDE_AFTER = frozenset(
    {"inner", "outer", "front", "back", "below", "above", "middle", "finger", "thumb", "toe", "palm"}
)


@dataclass(frozen=True)
class Entry:
    """A phrase of the vocabulary with all that it may be."""

    words: tuple[str, ...]
    kinds: Mapping[Kind, str]


@dataclass(frozen=True)
class Name:
    """What a phrase of body words stands for.

    Attributes
    ----------
    places : tuple of str
        Together one area.
    options : tuple of str
        Other places that it may stand for, when it has several meanings; else empty.
    """

    places: tuple[str, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Tables made from data/reader_words.yml and data/places.yml.

    Attributes
    ----------
    entries : Mapping of str to tuple of Entry
        Phrases by their first word, the longest first.
    body : frozenset of str
        Plain words that occur in names of places.
    positions : frozenset of str
    bags : Mapping of frozenset to Name
        Names by their words in any order.
    sequences : Mapping of tuple to Name
        Names by their words in order, joining words among them.
    solo : Mapping of str to Name
        Position words that are also a part of the body ("my back").
    ways : tuple
        Places in their order along the body.
    short : Mapping of str to tuple of str
        Words that an abbreviation stands for.
    known : frozenset of str
        Every single word that needs no mending.
    single : frozenset of str
        Those that stand for something by themselves.
    mendable : Mapping of int to tuple of str
        Words that a mistyped word may be taken for, by their length.
    sounds : SoundIndex
        Those words, and shorter ones, by how they sound.
    done : tuple of str
        Words for what is done, which a mistyped word may be too.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    body: frozenset[str]
    positions: frozenset[str]
    bags: Mapping[frozenset[str], Name]
    sequences: Mapping[tuple[str, ...], Name]
    solo: Mapping[str, Name]
    ways: tuple[Way, ...]
    short: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    single: frozenset[str]
    mendable: Mapping[int, tuple[str, ...]]
    sounds: SoundIndex
    done: tuple[str, ...]

    @functools.lru_cache(4096)  # noqa: B019 - vocabularies live as long as the process
    def mended(self, word: str) -> str | None:
        """The known word that a mistyped one most likely is, when exactly one is near enough."""
        if word in self.known or not word.isalpha():
            return None
        if alike := self.sounds.alike(word):
            nearest = [o for o in alike if OSA.distance(word, o) == OSA.distance(word, alike[0])]
            if len({singular(other) for other in nearest}) == 1:
                return alike[0]
        if len(word) < _SHORTEST_MENDED:
            return None
        allowed = 1 + (len(word) >= _LONG_WORD) + (len(word) >= _VERY_LONG_WORD)
        best: list[str] = []
        least = allowed + 1
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for distance, candidate in near(word, self.mendable.get(length, ()), allowed):
                if not set(word[:_LEAD]) & set(candidate[:_LEAD]) and not candidate.endswith(word):
                    continue
                if distance < least:
                    best, least = [candidate], distance
                elif distance == least <= allowed:
                    best.append(candidate)
        if least > allowed:
            return None
        for is_nearer in (
            lambda candidate: _undoubled(candidate) == _undoubled(word),
            lambda candidate: candidate in self.single,
            lambda candidate: candidate[0] == word[0],
            lambda candidate: candidate[:_LEAD] == word[:_LEAD],
        ):
            best = [candidate for candidate in best if is_nearer(candidate)] or best
        found = best
        is_same_end = found[0].endswith(word) or word.endswith(found[0])
        if len(word) <= 5 and (
            (found[0][0] != word[0] and not is_same_end) or len(found[0]) < _SHORTEST_MENDED
        ):
            return None
        if self._is_common(word, found[0]):
            return None
        return found[0] if len({singular(candidate) for candidate in found}) == 1 else None

    def _is_common(self, word: str, taken: str) -> bool:
        """Whether a word for what is done is as near: "tuch" may be touch or tush."""
        is_same = any("same" in entry.kinds for entry in self.entries.get(taken, ()) if len(entry.words) == 1)
        if not (is_same or singular(taken) in self.body):
            return False
        most = OSA.distance(word, taken)
        return any(
            o[0] == word[0] and OSA.distance(word, o) <= most
            for o in self.done
            if abs(len(o) - len(word)) <= 1
        )

    def names(self, words: tuple[str, ...]) -> bool:
        """Whether body words name a place by themselves."""
        return words in self.sequences or frozenset(words) in self.bags

    def places_of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Places that body words name by themselves; none where they name no place."""
        name = self.sequences.get(words) or self.bags.get(frozenset(words))
        return name.places if name else ()

    def sounding(self, word: str) -> tuple[str, ...]:
        """Places whose names sound like a common word: "tow" may be meant as "toe"."""
        found: dict[str, None] = {}
        for other in self.sounds.alike(word):
            entry = next((e for e in self.entries.get(other, ()) if e.words == (other,)), None)
            same = entry.kinds.get("same", other) if entry else other
            words = tuple(singular(part) for part in same.split())
            found.update(dict.fromkeys(self.places_of(words)))
        return tuple(found)

    @functools.lru_cache(4096)  # noqa: B019 - vocabularies live as long as the process
    def is_near_body(self, word: str) -> bool:
        """Whether an unknown word may be a mistyped part of the body, though it is not sure which."""
        if len(word) < _SHORTEST_MENDED or not word.isalpha():
            return False
        allowed = 1 + (len(word) > _LONG_ENOUGH)
        return any(
            other[0] == word[0] and self.names((singular(other),))
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for _, other in near(word, self.mendable.get(length, ()), allowed)
        )


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in itertools.groupby(word))


def parted(word: str, known: Vocabulary) -> int | None:
    """Where two words that were typed as one meet, a part of the body and what bends it ("neckpain")."""
    if word in known.known or singular(word) in known.known or not word.isalpha():
        return None
    for at in range(_SHORTEST_PARTED, len(word) - _SHORTEST_PARTED + 1):
        halves = word[:at], word[at:]
        if any(is_body(half, known) for half in halves) and all(
            is_body(half, known) or _bends_body(half, known) for half in halves
        ):
            return at
    return None


def is_body(word: str, known: Vocabulary) -> bool:
    """Whether a word is one of those that names of places are made of."""
    return bool({word, singular(word)} & (known.body - {"and"})) or _is_of(word, known, {"same"})


def _bends_body(word: str, known: Vocabulary) -> bool:
    return _is_of(word, known, {"pain", "quality", "side", "position"})


def _is_of(word: str, known: Vocabulary, kinds: set[Kind]) -> bool:
    return any(len(entry.words) == 1 and kinds & set(entry.kinds) for entry in known.entries.get(word, ()))


def singular(word: str) -> str:
    """A word without the s of its plural."""
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suip":
        return word[:-1]
    return word


def is_side_filler(before: str) -> bool:
    """Whether "side" after this body word says nothing more: "inner side", "thumb side"."""
    return before in _SIDE_AFTER


def words_of(text: str) -> tuple[str, ...]:
    """Plain words of a phrase, stops left out."""
    return tuple(token.word for token in tokens(text) if not token.is_stop)


@functools.lru_cache(4)
def vocabulary(content: Content) -> Vocabulary:
    """The tables for the data; kept."""
    entries = _entries(content)
    namer = _Namer(entries)
    bags, sequences, solo = _names(content, namer)
    body = frozenset(word for key in (*bags, *sequences) for word in key)
    by_first: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        by_first[entry.words[0]].append(entry)
    single = {word for entry in entries.values() for word in entry.words}
    known = frozenset(
        {*content.reader_words.short}
        | single
        | body
        | {word for phrase in (*bags, *sequences) for word in phrase}
    )
    mendable: dict[int, list[str]] = defaultdict(list)
    worth = _worth_mending(entries.values(), body, sequences)
    for word in sorted(worth):
        mendable[len(word)].append(word)
    return Vocabulary(
        MappingProxyType(
            {word: tuple(sorted(some, key=lambda e: -len(e.words))) for word, some in by_first.items()}
        ),
        body,
        frozenset(content.reader_words.positions),
        MappingProxyType(bags),
        MappingProxyType(sequences),
        MappingProxyType(solo),
        content.reader_words.ways,
        MappingProxyType({word: words_of(text) for word, text in content.reader_words.short.items()}),
        known,
        frozenset(entry.words[0] for entry in entries.values() if len(entry.words) == 1) | body,
        MappingProxyType({length: tuple(some) for length, some in mendable.items()}),
        SoundIndex({*worth, *_short_ones(entries.values(), body)}),
        tuple(sorted(e.words[0] for e in entries.values() if _is_done(e))),
    )


def _is_done(entry: Entry) -> bool:
    return "doing" in entry.kinds and len(entry.words) == 1 and not {"same", "position"} & set(entry.kinds)


def _entries(content: Content) -> dict[tuple[str, ...], Entry]:
    data = content.reader_words
    kinds: dict[tuple[str, ...], dict[Kind, str]] = defaultdict(dict)

    def add(phrases: Iterable[str], kind: Kind, value: str = "") -> None:
        for phrase in phrases:
            if words := words_of(phrase):
                kinds[words].setdefault(kind, value)

    for side, forms in data.sides.items():
        add(forms, "side", side)
    for position, forms in data.positions.items():
        add(forms, "position", position)
    for canonical, forms in data.same.items():
        add((canonical, *forms), "same", canonical)
    for quality, forms in data.qualities.items():
        add(forms, "quality", quality)
    when = data.circumstances
    plain: Sequence[tuple[Kind, Iterable[str]]] = (
        ("link", data.links), ("pain", data.pain), ("join", data.joins), ("spread", data.spreads),
        ("not_before", data.negations.before), ("not_after", data.negations.after),
        ("not_through", data.negations.through), ("not_never", data.negations.never),
        ("contrast", data.negations.contrast), ("starts", when.starts), ("fixed", when.fixed),
        ("unit", when.units),
        ("count", when.counts), ("end", when.ends), ("doing", when.doing), ("thing", when.things),
        ("looks", when.looks), ("ordinary", data.ordinary), ("asserts", data.asserts),
    )  # fmt: skip
    for kind, phrases in plain:
        add(phrases, kind)
    return {words: Entry(words, MappingProxyType(found)) for words, found in kinds.items()}


class _Namer:
    """Brings names of places to the words that texts are brought to."""

    def __init__(self, entries: Mapping[tuple[str, ...], Entry]) -> None:
        self._entries = entries
        self._longest = max(len(words) for words in entries)

    def canonical(self, phrase: str) -> tuple[str, ...]:
        """Body words and joining words of a phrase, in order."""
        words = words_of(phrase)
        out: list[str] = []
        at = 0
        while at < len(words):
            entry = self._longest_entry(words, at)
            length = len(entry.words) if entry else 1
            out.extend(self._of(entry, words[at], out))
            at += length
        return tuple(out)

    def _longest_entry(self, words: Sequence[str], at: int) -> Entry | None:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            part = tuple(words[at : at + length])
            for form in (part, (*part[:-1], singular(part[-1]))):
                entry = self._entries.get(form)
                if entry and (length == 1 or self._bends(entry)):
                    return entry
        return None

    @staticmethod
    def _bends(entry: Entry) -> bool:
        return bool({"same", "position", "side"} & set(entry.kinds))

    @staticmethod
    def _of(entry: Entry | None, word: str, before: Sequence[str]) -> Iterator[str]:
        if entry is None:
            yield singular(word)
        elif "same" in entry.kinds:
            yield from entry.kinds["same"].split()
        elif "position" in entry.kinds:
            if not (word == _DROPPED_SIDE_WORD and before and is_side_filler(before[-1])):
                yield entry.kinds["position"]
        elif "side" in entry.kinds or {"link", "pain", "quality"} & set(entry.kinds):
            return
        elif "join" in entry.kinds:
            yield "and"
        else:
            yield singular(word)


def _names(
    content: Content, namer: _Namer
) -> tuple[dict[frozenset[str], Name], dict[tuple[str, ...], Name], dict[str, Name]]:
    data = content.reader_words
    positions = frozenset(data.positions)
    ranked: dict[tuple[str, ...], dict[int, list[Name]]] = defaultdict(lambda: defaultdict(list))
    solo: dict[str, Name] = {}

    def add(phrase: str, name: Name, rank: int) -> None:
        sequence = namer.canonical(phrase)
        words = words_of(phrase)
        if not sequence or len(sequence) > MAX_NAME_WORDS:
            return
        if len(words) == 1 and sequence[0] in positions:
            if rank == 0:
                solo.setdefault(words[0], name)
            return
        if set(sequence) <= positions and (len(sequence) == 1 or "back" not in words):
            return
        if name not in ranked[sequence][rank]:
            ranked[sequence][rank].append(name)

    for phrase, ids in data.choices.items():
        add(phrase, Name(ids[:1], ids), 0)
    for phrase, ids in data.means.items():
        add(phrase, Name(ids), 0)
    for place in content.places.values():
        if place.opposite_of:
            continue
        add(place.name, Name((place.id,)), 1)
        for synonym in place.synonyms:
            add(synonym, Name((place.id,)), 2)
        add(place.anatomical, Name((place.id,)), 3)
    for word, ids in content.zone_words.items():
        if ids:
            add(word, Name(tuple(ids)), 4)

    sequences: dict[tuple[str, ...], Name] = {}
    by_bag: dict[frozenset[str], tuple[int, Name]] = {}
    for sequence, by_rank in ranked.items():
        rank = min(by_rank)
        name = _one(by_rank[rank])
        sequences[sequence] = name
        if "and" not in sequence:
            for bag, extra in ((frozenset(sequence), 0), (frozenset(sequence) - VAGUE, 1)):
                known = by_bag.get(bag)
                if extra and bag <= positions:
                    continue
                if bag and (known is None or rank + extra < known[0]):
                    by_bag[bag] = rank + extra, name
                elif known and rank + extra == known[0] and extra == 0 and rank:
                    by_bag[bag] = rank, _one([known[1], name])
    return {bag: name for bag, (_, name) in by_bag.items()}, sequences, solo


def _one(names: Sequence[Name]) -> Name:
    """Names with the same words as one: the first is taken, all are offered."""
    places = list(dict.fromkeys(place for name in names for place in (name.options or name.places)))
    if len(names) == 1:
        return names[0]
    return Name(names[0].places, tuple(places)) if len(places) > 1 else names[0]


def _worth_mending(
    entries: Iterable[Entry], body: frozenset[str], names: Iterable[tuple[str, ...]]
) -> set[str]:
    """Words that a mistyped word may be taken for: of the body, sides, positions, and long ones for pain.

    Short words that are only a part of longer names, such as "hole", are near too many others.
    """
    found = {name[0] for name in names if len(name) == 1}
    for entry in entries:
        kinds = set(entry.kinds)
        if "same" in kinds and (len(entry.words) == 2 or " " in entry.kinds["same"]):
            found.update((*entry.words, *entry.kinds["same"].split()))
        if "quality" in kinds:
            found.update(word for word in entry.words if len(word) >= _LONG_ENOUGH)
        if len(entry.words) == 1 and "fixed" in kinds and len(entry.words[0]) >= _LONG_WORD:
            found.update(entry.words)
        if len(entry.words) == 1 and (
            {"same", "side", "position"} & kinds
            or (len(entry.words[0]) >= _LONG_ENOUGH and {"pain", "quality"} & kinds)
        ):
            found.update(entry.words)
    found |= {word for word in body if len(word) > _LONG_ENOUGH}
    links = {entry.words[0] for entry in entries if "link" in entry.kinds and len(entry.words) == 1}
    return {word for word in found if len(word) >= _SHORTEST_MENDED} - links


def _short_ones(entries: Iterable[Entry], body: frozenset[str]) -> Iterator[str]:
    """Words that are too short to be mended but by their sound."""
    for entry in entries:
        if len(entry.words) == 1 and {"pain", "quality", "side", "same"} & set(entry.kinds):
            yield entry.words[0]
            yield from (word for word in entry.kinds.get("same", "").split() if word in body)

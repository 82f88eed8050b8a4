"""Places with names near a phrase: for suggestions; `reader` reads whole sentences.

A phrase is cut into plain tokens; each token is compared with every token of the vocabulary, so
that typing errors and unfinished words count for a part; a phrase matches as well as its tokens
cover the vocabulary's phrase and are covered by it, rare tokens counting more than common ones.
"""

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from triggerpoints.content import Content

Side = Literal["right", "left"]

GOOD_SCORE = 60.0
"""Matches with lower scores (of 100) are not worth showing."""

_TOKEN = re.compile(r"[a-z0-9]+")
_IGNORED = frozenset(
    {
        "a", "an", "and", "around", "at", "by", "down", "for", "from", "get", "gets", "getting",
        "have", "i", "in", "into", "is", "it", "its", "just", "me", "my", "near", "of", "on", "or",
        "over", "some", "that", "the", "there", "this", "to", "up", "when", "where", "with", "pain",
        "pains", "painful", "ache", "aches", "aching", "hurt", "hurts", "hurting", "sore", "soreness",
        "tender", "stiff", "stiffness", "burning", "tingling", "numb", "numbness", "really", "bad",
        "part", "area", "region",
    }
)  # fmt: skip
_SAME = {
    "centre": "middle", "center": "middle", "central": "middle", "mid": "middle", "inside": "inner",
    "medial": "inner", "outside": "outer", "lateral": "outer", "rear": "back", "posterior": "back",
    "behind": "back", "dorsal": "back", "anterior": "front", "top": "upper", "high": "upper",
    "higher": "upper", "superior": "upper", "bottom": "lower", "low": "lower", "under": "below",
    "underneath": "below", "beneath": "below", "inferior": "lower", "tummy": "belly",
    "stomach": "belly", "abdomen": "belly", "bum": "buttock", "butt": "buttock",
    "scapula": "shoulderblade", "pinky": "little", "pinkie": "little", "heal": "heel", "calves": "calf",
    "feet": "foot", "teeth": "tooth", "ulnar": "little", "bellybutton": "navel",
}  # fmt: skip
_JOINED = (
    (re.compile(r"\bsh?[ou]+l?d[ea]r[\s-]?bla\w*"), "shoulderblade"),
    (re.compile(r"\bbig[\s-]toe\b|\bgreat[\s-]toe\b"), "bigtoe"),
    (re.compile(r"\bbelly[\s-]button\b"), "navel"),
    (re.compile(r"\bcollar[\s-]bone\b"), "collarbone"),
    (re.compile(r"\bknee[\s-]cap\b"), "kneecap"),
    (re.compile(r"\btail[\s-]bone\b"), "tailbone"),
    (re.compile(r"\bbreast[\s-]bone\b"), "breastbone"),
    (re.compile(r"\bcheek[\s-]bone\b"), "cheekbone"),
    (re.compile(r"\barm[\s-]pit\b"), "armpit"),
    (re.compile(r"\beye[\s-]brow\b"), "eyebrow"),
    (re.compile(r"\bfore[\s-](arm|head)\b"), r"fore\1"),
)
_SIDE_WORDS = re.compile(r"\b(right|left)(?:[\s-](?:hand )?side(?: of)?)?\b")
_WEAK_TOKEN_SIMILARITY = 75.0
_UNFINISHED_TOKEN_SIMILARITY = 0.88


@dataclass(frozen=True)
class WordMatch:
    """Something that a phrase may mean.

    Attributes
    ----------
    id : str
        Id of the place.
    name : str
        Its plain name.
    phrase : str
        The name or synonym that matched.
    score : float
        0 to 100; 100 means the same words.
    side : {'right', 'left'} or None
        Side that the phrase names, if it names one.
    """

    id: str
    name: str
    phrase: str
    score: float
    side: Side | None = None


@dataclass(frozen=True)
class _Phrase:
    id: str
    text: str
    tokens: tuple[str, ...]
    factor: float


MOST_WORDS = 40  # of a phrase that are compared; no name has so many, and each costs a look at every name


class WordIndex:
    """A vocabulary: ids with their names and the phrases that mean them."""

    def __init__(self, names: dict[str, str], phrases: Iterable[tuple[str, str, float]]) -> None:
        """Take the name of each id, and (id, phrase, factor) where a factor below 1 marks loose phrases."""
        self._names = names
        self._phrases = tuple(
            _Phrase(identity, text, tokens, factor)
            for identity, text, factor in phrases
            if (tokens := _tokens(text))
        )
        counts = Counter(token for phrase in self._phrases for token in set(phrase.tokens))
        self._rarity = {token: 1.0 + math.log(len(self._phrases) / count) for token, count in counts.items()}
        # What may be typed for each token: itself, or a word that means the same.
        self._meant = {word: token for word, token in _SAME.items() if token in counts} | {
            t: t for t in counts
        }
        self._typed = tuple(self._meant)
        self._with_token: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            for token in set(phrase.tokens):
                self._with_token.setdefault(token, []).append(number)

    def match(self, text: str, limit: int = 8) -> list[WordMatch]:
        """Best matches of a phrase, best first, one for each id."""
        side, rest = _split_side(text.lower())
        asked = _tokens(rest)[:MOST_WORDS]
        if not asked:
            return []
        similarity = {
            token: self._similar_tokens(token, token == asked[-1]) for token in dict.fromkeys(asked)
        }
        known = [token for token in asked if similarity[token]]
        if not known:
            return []
        best: dict[str, tuple[float, str]] = {}
        heard = {token for found in similarity.values() for token in found}
        for number in sorted({n for token in heard for n in self._with_token.get(token, ())}):
            phrase = self._phrases[number]
            score = self._score(asked, phrase, similarity)
            if score >= GOOD_SCORE and score > best.get(phrase.id, (0.0, ""))[0]:
                best[phrase.id] = (score, phrase.text)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], len(self._names[item[0]]), item[0]))
        return [
            WordMatch(identity, self._names[identity], text, round(score, 1), side)
            for identity, (score, text) in ranked[:limit]
        ]

    def _similar_tokens(self, token: str, may_be_unfinished: bool) -> dict[str, float]:
        found: dict[str, float] = {}
        for word, score, _ in process.extract(
            token, self._typed, scorer=fuzz.ratio, score_cutoff=_WEAK_TOKEN_SIMILARITY, limit=None
        ):
            if len(token) > 3 or word == token:
                found[self._meant[word]] = max(found.get(self._meant[word], 0.0), score / 100)
        if may_be_unfinished and len(token) >= 3:
            for word in self._typed:
                if word.startswith(token):
                    found[self._meant[word]] = max(
                        found.get(self._meant[word], 0.0), _UNFINISHED_TOKEN_SIMILARITY
                    )
        return found

    def _score(
        self, asked: tuple[str, ...], phrase: _Phrase, similarity: dict[str, dict[str, float]]
    ) -> float:
        covered = total = 0.0
        matched: dict[str, float] = {}
        for token in asked:
            word, likeness = "", 0.0
            for candidate in phrase.tokens:
                value = similarity[token].get(candidate, 0.0)
                if value > likeness:
                    word, likeness = candidate, value
            weight = self._rarity.get(word or token, 3.0)
            total += weight
            covered += weight * likeness
            if word:
                matched[word] = max(matched.get(word, 0.0), likeness)
        if not matched:
            return 0.0
        asked_share = covered / total
        phrase_total = sum(self._rarity[token] for token in phrase.tokens)
        phrase_share = (
            sum(self._rarity[token] * matched.get(token, 0.0) for token in phrase.tokens) / phrase_total
        )
        return 100 * phrase.factor * asked_share**0.6 * phrase_share**0.4


def match_places(text: str, content: Content, limit: int = 8) -> list[WordMatch]:
    """Places that a phrase may mean, best first.

    Parameters
    ----------
    text : str
        What somebody typed, such as ``"front of my left sholder"``.
    content : Content
    limit : int
    """
    return _place_index(content).match(text, limit)


@functools.lru_cache(maxsize=4)
def _place_index(content: Content) -> WordIndex:
    places = {place.id: place for place in content.places.values() if not place.opposite_of}
    phrases: list[tuple[str, str, float]] = []
    for place in places.values():
        phrases.append((place.id, place.name, 1.0))
        phrases.append((place.id, place.anatomical, 0.98))
        phrases.extend((place.id, synonym, 0.99) for synonym in place.synonyms)
    for word, ids in content.zone_words.items():
        if len(ids) == 1 and ids[0] in places:
            phrases.append((ids[0], word, 0.98))
    return WordIndex({place.id: place.name for place in places.values()}, phrases)


def _tokens(text: str) -> tuple[str, ...]:
    """Plain tokens of a phrase: no accents, one word for words that mean the same, no fillers."""
    text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode().replace("'s", "")
    for pattern, joined in _JOINED:
        text = pattern.sub(joined, text)
    found = _TOKEN.findall(text)
    kept = [token for token in found if token not in _IGNORED] or found
    return tuple(_SAME.get(token, _SAME.get(_singular(token), _singular(token))) for token in kept)


def _singular(token: str) -> str:
    return token[:-1] if len(token) > 3 and token.endswith("s") and token[-2] not in "suip" else token


def _split_side(text: str) -> tuple[Side | None, str]:
    """The side that a phrase names, and the phrase without it."""
    found = _SIDE_WORDS.findall(text)
    rest = _SIDE_WORDS.sub(" ", text)
    return (found[0] if len(set(found)) == 1 else None), rest

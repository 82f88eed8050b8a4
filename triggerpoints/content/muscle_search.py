"""Muscles by what people know of them: names, lists, nerves, roots, attachments, actions, numbers.

Every muscle is broken into facts: short phrases with what they say about it. A query is cut into plain
tokens, and a fact is found when all tokens of the query stand in it, so that half of the words never find
what another fact says with all of them. Names come before lists and nerves, these before attachments and
actions; typing errors and unfinished words count for less.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from triggerpoints.content.models.muscle import Muscle
from triggerpoints.content.models.records import Content
from triggerpoints.content.muscle_words import MOVES, plain, tokens

By = Literal[
    "code", "name", "list", "region", "nerve", "root", "attachment", "action", "condition", "words"
]  # fmt: skip

_EXACT: Mapping[By, float] = {
    "name": 100, "list": 98, "nerve": 95, "region": 91, "attachment": 79, "action": 77, "condition": 70,
}  # fmt: skip
_RUN: Mapping[By, float] = {
    "name": 86, "list": 85, "nerve": 92, "region": 0, "attachment": 78, "action": 76, "condition": 65,
}  # fmt: skip
_ALL: Mapping[By, float] = {
    "name": 82, "list": 80, "nerve": 75, "region": 0, "attachment": 70, "action": 74, "condition": 62,
}  # fmt: skip
"""Scores of a fact that is the query, holds it in one run, or holds all its tokens."""
_SOUGHT = 20.0  # more for facts of the kind that the query asks for in words ("nerve", "origin")
_HELPS = 4.0  # less where a muscle only helps, or where a point lies beside the one that is named
_LATER = 0.5  # less for each clause that comes before
_TYPED_WRONG = 40.0
_UNFINISHED = 0.95
_LEAST_LIKE = 80.0  # of 100: below it a token is no typing error of another
_WORDS_SCORE = 45.0
_PARTLY_SCORE = 60.0  # the most that a name gets by some of the query's tokens
_LEAST_PART = 0.6

_ROOTS = {"C": 8, "T": 12, "L": 5, "S": 5}
_ORDER = [f"{part}{number}" for part, last in _ROOTS.items() for number in range(1, last + 1)]
_ROOT = re.compile(r"\b(c|th?|l|s)[\s.]?(\d{1,2})\b")
_ROOT_RANGE = re.compile(
    r"\b(c|th?|l|s)[\s.]?(\d{1,2})\s*(?:-|–|—|/|,|&|\+|to|and)\s*(c|th?|l|s)?[\s.]?(\d{1,2})\b"
)
_ROOT_WORDS = re.compile(
    r"\b(?:spinal|nerves?|roots?|segments?|segmental|levels?|myotomes?|and|the|of|muscles?)\b|[,;+&/–—-]"
)
_CODE = re.compile(r"^(ta2|ta|fma(?:\s?id)?)?[\s:#.]*0*(\d{3,6})$")

_SOUGHT_BY: Mapping[str, By] = {
    "nerve": "nerve", "innervation": "nerve", "innervated": "nerve", "supplied": "nerve", "supply": "nerve",
    "cn": "nerve", "origin": "attachment", "originate": "attachment", "originating": "attachment",
    "arise": "attachment", "arising": "attachment", "insertion": "attachment", "insert": "attachment",
    "inserting": "attachment", "attach": "attachment", "attached": "attachment", "attaching": "attachment",
    "attachment": "attachment", "action": "action", "function": "action",
}  # fmt: skip
_SAID_ONLY = frozenset(_SOUGHT_BY) - {"nerve", "cn"}  # words that tell what is sought and stand in no fact
_DIRECTIONS = frozenset(
    {
        "lateral", "medial", "superior", "inferior", "anterior", "posterior", "deep", "superficial",
        "long", "short", "branch", "branche", "middle", "head", "side", "border", "surface", "base", "half",
        "third",
    }
)  # fmt: skip
_MOVED_WITH = {
    "arm": "shoulder", "humerus": "shoulder", "thigh": "hip", "hip": "thigh", "leg": "knee", "knee": "leg",
    "forearm": "elbow", "hand": "wrist", "ankle": "foot", "foot": "ankle", "head": "neck", "spine": "trunk",
    "trunk": "spine", "jaw": "mouth",
}  # fmt: skip
_COMPLAINT = re.compile(
    r"\b(?:my|pains?|painful|aches?|aching|hurts?|hurting|sore|stiff|tight|tender|numb|burns?|burning)\b"
)
_TOLD = frozenset({"left", "right", "both", "side", "stiff", "tight", "tender", "numb", "burn", "burning"})
_BESIDE = re.compile(r"\b(?:below|above|near|behind|beside|toward)\b[^;,]*$")
_HELPING = re.compile(r"\b(?:help|assist|weak|can assist)\w*", re.IGNORECASE)


@dataclass(frozen=True)
class FoundMuscle:
    """A muscle that a query may mean, and why.

    Attributes
    ----------
    id : str
    reason : str
        What of the muscle fits, such as ``"Innervation: Femoral nerve (L2, L3)"``.
    by : str
        Kind of the fact that fits; ``words`` where several facts hold the words of the query together.
    score : float
        100 for the muscle's own name.
    """

    id: str
    reason: str
    by: By
    score: float


@dataclass(frozen=True)
class _Fact:
    muscle: str
    by: By
    reason: str
    tokens: tuple[str, ...]
    less: float = 0.0


def muscles_by(query: str, content: Content, limit: int | None = None) -> tuple[FoundMuscle, ...]:
    """Muscles that a query means, the best first.

    Parameters
    ----------
    query : str
        What somebody types: ``"rotator cuff"``, ``"femoral nerve"``, ``"C5"``, ``"M. piriformis"``,
        ``"2460"``, ``"greater tubercle"``, ``"hip abduction"``, ``"calf"``.
    content : Content
    limit : int, optional
        By default all that fit are returned.
    """
    return _index(content).find(query[:200])[:limit]


@functools.lru_cache(maxsize=4)
def _index(content: Content) -> _Index:
    return _Index(content)


class _Index:
    """All facts of a content, with the tokens that stand in them."""

    def __init__(self, content: Content) -> None:
        self._muscles = content.muscles
        self._place = {id_: place for place, id_ in enumerate(content.muscles)}
        self._facts = [
            fact for muscle in content.muscles.values() for fact in _facts_of(muscle) if fact.tokens
        ]
        self._facts += [
            fact
            for fact in (*_list_facts(content), *_region_facts(content), *_condition_facts(content))
            if fact.tokens
        ]
        self._holding: dict[str, list[int]] = {}
        for number, fact in enumerate(self._facts):
            for token in set(fact.tokens):
                self._holding.setdefault(token, []).append(number)
        vocabulary = {token: len(numbers) for token, numbers in self._holding.items()}
        self._vocabulary = tuple(vocabulary)
        self._rarity = {token: 1 + math.log(len(self._facts) / n) for token, n in vocabulary.items()}

    def find(self, query: str) -> tuple[FoundMuscle, ...]:
        """All muscles that fit, the best first."""
        said = plain(query).strip()
        coded = self._by_code(said)
        if coded is not None:
            return coded
        roots = _roots_in(said)
        if roots:
            return self._by_roots(roots)
        words = tokens(query)
        sought = {_SOUGHT_BY[token] for token in words if token in _SOUGHT_BY}
        asked = tuple(word for word in words if word not in _SAID_ONLY) or words
        if not asked:
            return ()
        like = {token: self._like(token, token == asked[-1]) for token in dict.fromkeys(asked)}
        if _COMPLAINT.search(said):  # whoever tells of a pain says more than its place
            asked = tuple(token for token in asked if like[token] and token not in _TOLD)
        best: dict[str, FoundMuscle] = {}
        near = {number for token in asked for word in like[token] for number in self._holding[word]}
        for fact in (self._facts[number] for number in sorted(near)):
            score = self._score(fact, asked, like, sought)
            if score and score > (best[fact.muscle].score if fact.muscle in best else 0):
                best[fact.muscle] = FoundMuscle(fact.muscle, fact.reason, fact.by, round(score, 2))
        if all(hit.score <= _PARTLY_SCORE for hit in best.values()):
            best = self._by_words(asked, like) or best
        return self._ranked(best)

    def _ranked(self, found: Mapping[str, FoundMuscle]) -> tuple[FoundMuscle, ...]:
        return tuple(sorted(found.values(), key=lambda f: (-f.score, self._place[f.id])))

    def _by_code(self, typed: str) -> tuple[FoundMuscle, ...] | None:
        """Muscles with a number of TA2 or FMA; None where the query is no number."""
        said = _CODE.match(typed)
        if not said:
            return None
        list_, number = said[1] or "", int(said[2])
        found = {}
        for muscle in self._muscles.values():
            if not list_.startswith("fma") and muscle.ta2 == number:
                found[muscle.id] = FoundMuscle(muscle.id, f"TA2 {number}", "code", 100)
            elif not list_.startswith("ta") and muscle.fma == f"FMA{number}":
                found[muscle.id] = FoundMuscle(muscle.id, f"FMA{number}", "code", 100)
        return self._ranked(found)

    def _by_roots(self, roots: tuple[str, ...]) -> tuple[FoundMuscle, ...]:
        """Muscles with all these roots, those with the fewest others first; with some where none has all."""
        found = {}
        for muscle in self._muscles.values():
            own = muscle.anatomy.roots
            shared = len(set(own) & set(roots))
            if shared:
                score = 60 * shared / len(roots) + 40 * shared / len(own)
                found[muscle.id] = FoundMuscle(muscle.id, _nerve_words(muscle), "root", round(score, 2))
        whole = {
            id_: hit for id_, hit in found.items() if set(roots) <= set(self._muscles[id_].anatomy.roots)
        }
        return self._ranked(whole or found)

    def _like(self, token: str, may_be_unfinished: bool) -> dict[str, float]:
        """Tokens of the vocabulary that a typed token may mean, with how surely."""
        if token in self._rarity:
            found = {token: 1.0}
        else:
            near = process.extract(
                token, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=None
            )
            found = {word: score / 100 for word, score, _ in near if len(token) > 3}
        if may_be_unfinished and len(token) >= 3:
            found |= {w: _UNFINISHED for w in self._vocabulary if w.startswith(token) and w not in found}
        return found

    def _score(
        self, fact: _Fact, asked: tuple[str, ...], like: Mapping[str, Mapping[str, float]], sought: set[By]
    ) -> float:
        fits = [
            max(((like[token].get(word, 0.0), n) for n, word in enumerate(fact.tokens))) for token in asked
        ]
        sure = min(fit for fit, _ in fits)
        if not sure:
            return self._part_of_name(fact, asked, fits) if fact.by == "name" and not sought else 0.0
        if fact.by in ("nerve", "attachment", "action") and not self._says_enough(fact, asked, sought):
            return 0.0
        held = {n for _, n in fits}
        share = len(held) / len(fact.tokens)
        run = any(fact.tokens[n : n + len(asked)] == asked for n in range(len(fact.tokens)))
        if share == 1 and sure == 1 and len(asked) >= len(fact.tokens):
            score = _EXACT[fact.by]
        else:
            score = (_RUN if run or (sure < 1 and len(asked) == 1) else _ALL)[fact.by] + 3 * share
        if not score or score <= 3:
            return 0.0
        return score - fact.less - _TYPED_WRONG * (1 - sure) + _SOUGHT * (fact.by in sought)

    def _says_enough(self, fact: _Fact, asked: tuple[str, ...], sought: set[By]) -> bool:
        """Whether a query says more than a direction, and for an action what moves."""
        if fact.by == "action":
            return bool(set(asked) & MOVES) or "action" in sought
        return bool(set(asked) - _DIRECTIONS - {"nerve"})

    def _part_of_name(self, fact: _Fact, asked: tuple[str, ...], fits: list[tuple[float, int]]) -> float:
        """Score of a name that holds some of the words; rare words count more."""
        known = sum(self._rarity[fact.tokens[n]] * fit for fit, n in fits if fit)
        unknown = sum(
            self._rarity.get(token, 3.0) for token, (fit, _) in zip(asked, fits, strict=True) if not fit
        )
        if not known:
            return 0.0
        share = known / (known + unknown)
        return _PARTLY_SCORE * share - fact.less if share >= _LEAST_PART else 0.0

    def _by_words(
        self, asked: tuple[str, ...], like: Mapping[str, Mapping[str, float]]
    ) -> dict[str, FoundMuscle]:
        """Muscles of which several facts hold all words together, such as 'axillary C5'."""
        held: dict[str, dict[str, tuple[float, _Fact]]] = {}
        for fact in self._facts:
            for token in asked:
                fit = max(like[token].get(word, 0.0) for word in fact.tokens)
                kept = held.setdefault(fact.muscle, {}).get(token)
                if fit and (kept is None or fit > kept[0]):
                    held[fact.muscle][token] = (fit, fact)
        found = {}
        for id_, by_token in held.items():
            own = {root.lower() for root in self._muscles[id_].anatomy.roots}
            missing = [token for token in asked if token not in by_token and token not in own]
            if missing or not by_token:
                continue
            reasons = list(dict.fromkeys(fact.reason for _, fact in by_token.values()))
            if any(token in own and token not in by_token for token in asked):
                reasons.append(f"Roots: {', '.join(self._muscles[id_].anatomy.roots)}")
            sure = min(fit for fit, _ in by_token.values())
            found[id_] = FoundMuscle(id_, "; ".join(reasons), "words", round(_WORDS_SCORE * sure, 2))
        return found


def _facts_of(muscle: Muscle) -> Iterator[_Fact]:
    names, anatomy = muscle.names, muscle.anatomy

    def fact(by: By, reason: str, text: str, less: float = 0.0, also: tuple[str, ...] = ()) -> _Fact:
        return _Fact(muscle.id, by, reason, (*tokens(text), *also), less)

    yield fact("name", names.plain, names.en)
    yield fact("name", names.plain, muscle.id.replace("-", " "))
    yield fact("name", f"Latin: {names.la}", names.la, 0.5)
    for synonym in names.synonyms:
        yield fact("name", f"Also called: {synonym}", synonym, 0.3)
    for language, name in (
        ("French", names.fr),
        ("Spanish", names.es),
        ("Portuguese", names.pt),
        ("Italian", names.it),
    ):
        yield fact("name", f"{language}: {name}", name, 6)
    yield fact("name", names.plain, names.plain, 1)
    for clause_number, clause in enumerate(_clauses(anatomy.nerve)):
        yield fact("nerve", _nerve_words(muscle), clause, _LATER * clause_number)
    for end, text in (
        ("Proximal attachment", anatomy.proximal_attachment),
        ("Distal attachment", anatomy.distal_attachment),
    ):
        for clause in _clauses(text):
            beside = _HELPS if _BESIDE.search(clause.lower()) else 0.0
            yield fact("attachment", f"{end}: {text}", clause, beside)
    for clause_number, clause in enumerate(re.split(r";", anatomy.action)):
        moved = tuple(_MOVED_WITH[token] for token in tokens(clause) if token in _MOVED_WITH)
        less = _LATER * clause_number + _HELPS * bool(_HELPING.search(clause))
        yield fact("action", f"Action: {anatomy.action}", clause, less, moved)


def _list_facts(content: Content) -> Iterator[_Fact]:
    for listed in content.lists.values():
        for name in filter(None, (listed.name, listed.la, *listed.synonyms)):
            for place, muscle in enumerate(listed.muscles):
                if muscle in content.muscles:
                    yield _Fact(muscle, "list", f"List: {listed.name}", tokens(name), 0.01 * place)


def _region_facts(content: Content) -> Iterator[_Fact]:
    """The regions, in each the muscle first that most sources name: people who type a region mean that."""
    named = {muscle.id: sum(muscle.named_by.values()) for muscle in content.muscles.values()}
    most = max(named.values(), default=0) or 1
    for muscle in content.muscles.values():
        region = muscle.region.replace("-", " ")
        yield _Fact(muscle.id, "region", f"Region: {region}", tokens(region), 1 - named[muscle.id] / most)


def _condition_facts(content: Content) -> Iterator[_Fact]:
    for muscle in content.muscles.values():
        for place, link in enumerate(muscle.conditions):
            condition = content.conditions.get(link.id)
            if condition:
                for name in (condition.name, condition.plain_name, *condition.also_called):
                    yield _Fact(
                        muscle.id, "condition", f"Takes part in: {condition.name}", tokens(name), 0.1 * place
                    )


def _clauses(text: str) -> list[str]:
    return [clause for clause in re.split(r"[;,]", text) if clause.strip()]


def _nerve_words(muscle: Muscle) -> str:
    roots = f" ({', '.join(muscle.anatomy.roots)})" if muscle.anatomy.roots else ""
    return f"Innervation: {muscle.anatomy.nerve}{roots}"


def _roots_in(typed: str) -> tuple[str, ...]:
    """The roots that a query consists of; nothing where it says anything else or names none that is."""
    found: list[str] = []

    def whole_range(said: re.Match[str]) -> str:
        first, last = _root(said[1], said[2]), _root(said[3] or said[1], said[4])
        if first in _ORDER and last in _ORDER and _ORDER.index(first) <= _ORDER.index(last):
            joins = re.search(r"-|–|—|to", said[0][len(said[1]) :])
            found.extend(_ORDER[_ORDER.index(first) : _ORDER.index(last) + 1] if joins else (first, last))
            return " "
        return said[0]

    def one(said: re.Match[str]) -> str:
        root = _root(said[1], said[2])
        if root not in _ORDER:
            return said[0]
        found.append(root)
        return " "

    rest = _ROOT.sub(one, _ROOT_RANGE.sub(whole_range, typed))
    return tuple(dict.fromkeys(found)) if not _ROOT_WORDS.sub(" ", rest).strip() else ()


def _root(part: str, number: str) -> str:
    return f"{part[0].upper()}{int(number)}"

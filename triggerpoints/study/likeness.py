"""Whether two answers say the same: texts by their words, pain patterns by the skin they cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle, TriggerPoint
    from triggerpoints.content.models.study_region import Nerve

TOO_ALIKE = 0.6  # share of the shorter text's words; above it, both answers could be called right
SAME_SKIN = 0.5  # share of the smaller pattern that the other one covers
STEM = 4  # letters of a word that count, so that flexes, flexion and flexor are one
LEVELS = [f"{part}{n}" for part, last in (("c", 7), ("t", 12), ("l", 5)) for n in range(1, last + 1)]
ROOTS = tuple(
    f"{part}{n}"
    for part, last in (("C", 8), ("T", 12), ("L", 5), ("S", 5), ("Co", 1))
    for n in range(1, last + 1)
)
ZONE_LEVEL = 0.5  # as in the drawn zones

_SAME_WORD = {
    "bend": "flex", "stra": "exte", "turn": "rota", "lift": "elev", "rais": "elev", "latera": "outw",
    "outwar": "outw", "extern": "outw", "medial": "inwa", "inward": "inwa", "intern": "inwa",
    "dorsal": "post", "ventra": "ante", "ramus": "rami", "thigh": "hip", "leg": "knee",
    "humeru": "arm", "should": "arm",
    "hallux": "toe", "great": "toe", "toes": "toe", "foot": "ankl", "forear": "elbo", "front": "ante",
    "back": "post", "upper": "supe", "lower": "infe", "pollic": "thum", "peronea": "fibu",
}  # fmt: skip
_NERVE_DIRECTIONS = (
    "deep", "superficial", "medial", "lateral", "superior", "inferior", "long", "upper", "lower", "anterior",
    "posterior", "dorsal",
)  # fmt: skip
_STEM_NERVES = {"plantar": "tibial", "tibial": "sciatic", "fibular": "sciatic"}
_PROCESSES = ("spinous", "transverse", "articular", "bodies")
_LEVEL_WORDS = {
    r"higher vertebrae|all vertebrae": LEVELS,
    r"cervical": LEVELS[:7],
    r"thoracic": LEVELS[7:19],
    r"lumbar": LEVELS[19:],
}
_EMPTY = {
    "bone", "bones",
    "a", "an", "and", "or", "of", "the", "to", "for", "at", "on", "in", "by", "with", "its", "it", "from",
    "both", "all", "most", "other", "others", "one", "side", "sides", "same", "than", "nerve", "nerves",
    "branch", "branches", "part", "parts", "fibers", "fibres", "muscle", "muscles", "between", "into",
    "over", "that", "which", "when", "also", "helps", "help", "assist", "assists", "weakly", "weak", "near",
    "nearby", "cn",
}  # fmt: skip
_DIRECTIONS = {
    "lateral", "medial", "anterior", "posterior", "superior", "inferior", "superficial", "internal",
    "external", "upper", "lower", "middle", "deep", "long", "short", "major", "minor", "first", "second",
    "third", "fourth", "fifth", "dorsal", "palmar", "plantar", "muscle", "muscles", "fibers", "finger",
    "fingers", "ring", "hand", "foot", "thoracic", "lumbar", "cervical",
}  # fmt: skip


_TISSUES = {
    "arte", "vein", "veno", "vess", "bran", "cana", "cavi", "join", "root", "trun", "glan", "tigh", "comp",
}  # fmt: skip
_PLACED = {"deep", "supe", "infe", "outw", "inwa", "ante", "post", "smal", "comm", "long", "shor"}


def parts(text: str) -> frozenset[str]:
    """The stems of a text that name a part of the body; other words, two structures may have in common."""
    return stems(text) - _TISSUES - _PLACED


def same_structure(one: str, other: str) -> bool:
    """Whether one text names all that the other does, be it called artery or vessels."""
    first, second = stems(one) - _TISSUES, stems(other) - _TISSUES
    return first <= second or second <= first


@lru_cache(8192)
def stems(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, shortened, with one stem for words of the same meaning."""
    found = set()
    for word in re.findall(r"[a-z0-9]+", text.lower()):
        if word not in _EMPTY:
            known = next((stem for begin, stem in _SAME_WORD.items() if word.startswith(begin)), word[:STEM])
            found.add(known)
    return frozenset(found)


def alike(one: str, other: str) -> bool:
    """Whether somebody could call both texts right: many shared words, or one says a part of the other."""
    first, second = stems(one), stems(other)
    return (
        shared(one, other) >= TOO_ALIKE
        or not (first and second)
        or _says_part(one, second)
        or _says_part(other, first)
        or bool(_spine(one) & _spine(other))
    )


def shared(one: str, other: str) -> float:
    """Part (0..1) of the shorter text's words that the other text has too."""
    first, second = stems(one), stems(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else float(first == second)


def alike_nerves(one: Muscle, other: Muscle) -> bool:
    """Whether the nerves of two muscles could be taken for each other.

    So they are when both texts name a nerve, or one names the nerve that the other's is a branch of.
    Where a nerve is named by its segments (rami, plexus), shared roots make it the same answer.
    """
    first, second = one.anatomy.nerve, other.anatomy.nerve
    named, also = nerves(first), nerves(second)
    if _is_posterior(first) != _is_posterior(second):
        return False
    if alike(first, second) or named & also or _stems_of(named) & also or _stems_of(also) & named:
        return True
    return _share_segments(first, _segments(one), second, _segments(other))


def alike_nerve(content: Content, muscle: Muscle, nerve: Nerve) -> bool:
    """Whether a nerve could be taken for that of a muscle: it, what it comes from, or a branch of it."""
    text = muscle.anatomy.nerve
    if _is_posterior(text) != _is_posterior(nerve.name):
        return False
    line = [nerve.name, *(known.name for known in _line(content, nerve))]
    named = nerves(text)
    if alike(text, nerve.name) or any(nerves(name) & named for name in line):
        return True
    own = nerves(nerve.name)
    roots = {root for m in content.muscles.values() if nerves(m.anatomy.nerve) & own for root in _segments(m)}
    return _share_segments(text, _segments(muscle), nerve.name, roots)


def _line(content: Content, nerve: Nerve) -> list[Nerve]:
    """The nerves that a nerve comes from, and its branches."""

    def from_(one: Nerve) -> set[str]:
        return {one.id, *(id_ for above in one.branch_of for id_ in from_(content.nerves[above]))}

    return [
        known for known in content.nerves.values() if nerve.id in from_(known) or known.id in from_(nerve)
    ]


def _share_segments(one: str, roots: set[str], other: str, others: set[str]) -> bool:
    """Whether a nerve that is told as segments may be the same as another; a cranial nerve has none."""
    if not (_is_segmental(one) or _is_segmental(other)) or "(CN" in one or "(CN" in other:
        return False
    return not roots or not others or bool(roots & others)


def _is_posterior(nerve: str) -> bool:
    """Whether it is a posterior ramus or a branch of one; none of the nerves of a plexus is."""
    return bool(
        re.search(r"(dorsal|posterior) (rami|ramus)|suboccipital|^greater occipital", nerve, re.IGNORECASE)
    )


def is_any_segment(muscle: Muscle) -> bool:
    """Whether the nerve is told as segments without saying which: then no other is surely wrong."""
    return _is_segmental(muscle.anatomy.nerve) and not _segments(muscle)


def _is_segmental(nerve: str) -> bool:
    return bool(re.search(r"\b(rami|ramus|plexus|ansa|C\d)\b", nerve))


def _segments(muscle: Muscle) -> set[str]:
    return {*muscle.anatomy.roots, *re.findall(r"\b[CTLS]\d+\b", muscle.anatomy.nerve)}


def other_roots(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows of roots differ so far that no source could mean the same by them.

    Sources give the roots of a muscle a segment higher or lower, or one more or fewer.
    """
    first, second = set(one), set(other)
    apart = [abs(ROOTS.index(a) - ROOTS.index(b)) for a, b in ((one[0], other[0]), (one[-1], other[-1]))]
    return 3 * len(first & second) <= len(first | second) and max(apart) > 1


def tells(text: str, muscle: Muscle) -> bool:
    """Whether a text gives the name of the muscle away."""
    named = {
        word[:6]
        for word in re.findall(r"[a-z]{4,}", muscle.names.en.lower())
        if word not in _DIRECTIONS and word not in _EMPTY
    }
    return any(word[:6] in named for word in re.findall(r"[a-z]{4,}", text.lower()))


def alike_patterns(atlas: Atlas, one: Muscle, other: Muscle) -> bool:
    """Whether the zones of two muscles lie mostly on the same skin."""
    first, second = (zone_skin(atlas, muscle.trigger_points) for muscle in (one, other))
    area_mm2 = atlas.surface.area_mm2
    smaller = min(float(area_mm2[first].sum()), float(area_mm2[second].sum()))
    return smaller == 0 or float(area_mm2[first & second].sum()) / smaller >= SAME_SKIN


@lru_cache(512)
def zone_skin(atlas: Atlas, points: tuple[TriggerPoint, ...]) -> NDArray[np.bool_]:
    """Skin points (N,) of the right side's zones, essential and spillover, of some trigger points."""
    places = {
        place
        for point in points
        for place in (
            *point.zones.essential,
            *point.zones.spillover,
        )
    }
    skin = np.zeros(len(atlas.surface.area_mm2), bool)
    for place in places:
        skin |= atlas.places.weights(place, "right") >= ZONE_LEVEL
    return skin


def _says_part(text: str, of: frozenset[str]) -> bool:
    whole = [stems(clause) for clause in text.split(";")]
    parts = [stems(clause) for clause in re.split(r"[;,()]| and ", text)]
    return any(clause and clause <= of for clause in whole) or any(
        len(clause) > 1 and clause <= of for clause in parts
    )


def nerves(text: str) -> set[str]:
    """Names of the nerves in a text, with the direction that is part of the name."""
    found = re.findall(rf"(?:({'|'.join(_NERVE_DIRECTIONS)}) )?([a-z]+) nerves?\b", text.lower())
    found += re.findall(r"()(tibial|fibular) part", text.lower())
    return {f"{direction} {name}".strip() for direction, name in found if name not in _EMPTY}


def _stems_of(names: set[str]) -> set[str]:
    """The nerves that these are branches of."""
    return {_STEM_NERVES[word] for name in names for word in name.split() if word in _STEM_NERVES}


def _spine(text: str) -> set[tuple[str, str]]:
    """Parts of vertebrae that a text names, as pairs of process and level."""
    text = text.lower()
    levels = {
        level
        for begin, end in re.findall(r"\b([ctl]\d+)(?: to (?:about )?([ctl]\d+))?", text)
        for level in LEVELS[LEVELS.index(begin) : LEVELS.index(end or begin) + 1]
    }
    for words, named in _LEVEL_WORDS.items():
        if re.search(words, text):
            levels |= set(named)
    return {(process, level) for process in _PROCESSES if process in text for level in levels}

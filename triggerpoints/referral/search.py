"""From painful places to the trigger points that are known to send pain there, ranked.

The score is explained in docs/ranking.md; change both together.
"""

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from triggerpoints.content import Content, Muscle, Place, TriggerPoint

Side = Literal["right", "left"]
Kind = Literal["essential", "spillover"]
SpotSide = Literal["right", "left", "middle"]
Spot = tuple[str, SpotSide]
"""A place that is not a set, on one side of the body or in its middle."""

KIND_WEIGHT: Mapping[Kind, float] = MappingProxyType({"essential": 1.0, "spillover": 0.4})
FOCUS_FLOOR = 0.85
CERTAINTY_FACTOR = MappingProxyType({"typical": 1.0, "variable": 0.98, "disputed": 0.96})
UNCONFIRMED_FACTOR = 0.9
PRIOR_FLOOR = 0.4
PRIOR_FULL_AT = 7
"""So many independent sources give the full prior."""
MIN_SCORE = 2.0

_OTHER: Mapping[SpotSide, SpotSide] = MappingProxyType({"right": "left", "left": "right", "middle": "middle"})


@dataclass(frozen=True)
class AskedArea:
    """A place that hurts.

    Attributes
    ----------
    place : str
        Place id; may be a set of places.
    side : {'right', 'left', 'both'}
        `both` asks for either side.
    """

    place: str
    side: Literal["right", "left", "both"] = "both"


@dataclass(frozen=True)
class AreaMatch:
    """How a muscle covers one asked area.

    Attributes
    ----------
    place : str
        The asked place.
    kind : {'essential', 'spillover'}
        The stronger kind of zone that touches it.
    point : str
        Id of the trigger point that covers it best.
    coverage : float
        How much of the area its zones cover, 0..1, spillover counting `KIND_WEIGHT`.
    """

    place: str
    kind: Kind
    point: str
    coverage: float


@dataclass(frozen=True)
class Hit:
    """A muscle that is known to send pain to what was asked.

    Attributes
    ----------
    muscle : str
    point : str
        Id of the trigger point that explains most.
    side : {'right', 'left', 'both'}
        Side of the body that the muscle is on.
    kind : {'essential', 'spillover'}
        The strongest kind of zone among the matches.
    score : float
        0 to 100; for ordering, not a probability.
    matches : tuple of AreaMatch
        One for each asked area that is touched.
    named_by : int
        How many independent sources name the muscle for these areas.
    certainty : {'typical', 'variable', 'disputed'}
    reason : str
        The same in one sentence.
    """

    muscle: str
    point: str
    side: Literal["right", "left", "both"]
    kind: Kind
    score: float
    matches: tuple[AreaMatch, ...]
    named_by: int
    certainty: Literal["typical", "variable", "disputed"]
    reason: str


def find_by_places(areas: Sequence[AskedArea], content: Content, limit: int | None = None) -> list[Hit]:
    """Muscles whose zones touch the asked areas, best first.

    Parameters
    ----------
    areas : sequence of AskedArea
    content : Content
    limit : int, optional
        How many to return; all by default.

    Raises
    ------
    ValueError
        When no area is given, or a place is not in the data.
    """
    if not areas:
        raise ValueError("Name at least one place that hurts.")
    for area in areas:
        if area.place not in content.places:
            raise ValueError(f"There is no place '{area.place}'; use an id of data/places.yml.")
    hits = []
    for muscle in content.muscles.values():
        best = [hit for side in ("right", "left") if (hit := _hit(muscle, side, areas, content))]
        if len(best) == 2 and best[0].score == best[1].score:
            hits.append(replace(best[0], side="both"))
        elif best:
            hits.append(max(best, key=lambda hit: hit.score))
    hits.sort(key=lambda hit: (-hit.score, hit.muscle))
    return hits[:limit]


def _hit(muscle: Muscle, side: Side, areas: Sequence[AskedArea], content: Content) -> Hit | None:
    asked = [_asked_spots(area, side, content.places) for area in areas]
    points = [
        point for point in muscle.trigger_points if point.sides in ("both", side) and not point.phenomenon
    ]
    patterns = {point.id: _pattern(point, side, content) for point in points}
    matches = []
    for area, spots in zip(areas, asked, strict=True):
        found = [
            match for point in points if (match := _area_match(area, spots, point.id, patterns[point.id]))
        ]
        if found:
            matches.append(max(found, key=lambda match: match.coverage))
    if not matches:
        return None
    scores = {
        point.id: sum(_coverage(spots, patterns[point.id]) for spots in asked)
        * _quality(point, patterns[point.id], asked)
        for point in points
    }
    point = max(points, key=lambda point: scores[point.id])
    together = sum(match.coverage for match in matches) / len(areas)
    named_by = max(_named_by(muscle, match.place, content.places) for match in matches)
    score = 100 * together * _quality(point, patterns[point.id], asked) * _prior(named_by)
    if score < MIN_SCORE:
        return None
    kind: Kind = "essential" if any(match.kind == "essential" for match in matches) else "spillover"
    certainty = point.zones.certainty
    reason = _reason(matches, len(areas), named_by, certainty, content.places)
    return Hit(muscle.id, point.id, side, kind, round(score, 1), tuple(matches), named_by, certainty, reason)


def _asked_spots(area: AskedArea, muscle_side: Side, places: Mapping[str, Place]) -> frozenset[Spot]:
    """Spots of an area; an area of either side is taken on the side of the muscle."""
    side = muscle_side if area.side == "both" else area.side
    return frozenset(_spots(area.place, side, places))


def _spots(place_id: str, side: Side, places: Mapping[str, Place]) -> Iterable[Spot]:
    place = places[place_id]
    if place.members:
        return [spot for member in place.members for spot in _spots(member, side, places)]
    if place.opposite_of:
        return [(spot, _OTHER[at]) for spot, at in _spots(place.opposite_of, side, places)]
    return [(place_id, "middle" if place.side == "midline" else side)]


@dataclass(frozen=True)
class _Pattern:
    """Where a trigger point of one side sends pain.

    Attributes
    ----------
    zones : tuple of (kind, spots)
        One for each place that its zones name.
    spots : Mapping of Spot to Kind
        The stronger kind of zone of every spot.
    """

    zones: tuple[tuple[Kind, frozenset[Spot]], ...]
    spots: Mapping[Spot, Kind]


@functools.lru_cache(maxsize=2048)
def _pattern(point: TriggerPoint, side: Side, content: Content) -> _Pattern:
    zones = point.zones
    named: list[tuple[Kind, str]] = [("essential", place) for place in zones.essential]
    named.extend(("spillover", place) for place in zones.spillover)
    said = {place for _, place in named}
    named.extend(
        (stroke.kind, place) for stroke in zones.strokes for place in stroke.through if place not in said
    )
    drawn = tuple((kind, frozenset(_spots(place, side, content.places))) for kind, place in named)
    kinds: dict[Spot, Kind] = {}
    for kind, spots in drawn:
        for spot in spots:
            if kinds.get(spot) != "essential":
                kinds[spot] = kind
    return _Pattern(drawn, MappingProxyType(kinds))


def _coverage(spots: frozenset[Spot], pattern: _Pattern) -> float:
    """How much of an area is covered; the square root favours a first spot over the last ones."""
    weight = sum(KIND_WEIGHT[pattern.spots[spot]] for spot in spots if spot in pattern.spots)
    return math.sqrt(weight / len(spots)) if len(spots) > 1 else weight


def _area_match(area: AskedArea, spots: frozenset[Spot], point: str, pattern: _Pattern) -> AreaMatch | None:
    kinds = {pattern.spots[spot] for spot in spots if spot in pattern.spots}
    if not kinds:
        return None
    kind: Kind = "essential" if "essential" in kinds else "spillover"
    return AreaMatch(area.place, kind, point, _coverage(spots, pattern))


def _quality(point: TriggerPoint, pattern: _Pattern, asked: Sequence[frozenset[Spot]]) -> float:
    """Focus, certainty and status of a point, each a factor of at most 1."""
    everything = frozenset().union(*asked)
    inside = sum(KIND_WEIGHT[kind] * len(spots & everything) / len(spots) for kind, spots in pattern.zones)
    focus = inside / sum(KIND_WEIGHT[kind] for kind, _ in pattern.zones)
    status = 1.0 if point.status == "confirmed" else UNCONFIRMED_FACTOR
    return (FOCUS_FLOOR + (1 - FOCUS_FLOOR) * focus) * CERTAINTY_FACTOR[point.zones.certainty] * status


def _named_by(muscle: Muscle, asked: str, places: Mapping[str, Place]) -> int:
    """How many sources name the muscle for what was asked; the most for one place that touches it."""
    wanted = set(_spots(asked, "right", places))
    return max(
        (number for place, number in muscle.named_by.items() if wanted & set(_spots(place, "right", places))),
        default=0,
    )


def _prior(named_by: int) -> float:
    share = min(1.0, math.log1p(named_by) / math.log1p(PRIOR_FULL_AT))
    return PRIOR_FLOOR + (1 - PRIOR_FLOOR) * share


def _reason(
    matches: Sequence[AreaMatch], asked: int, named_by: int, certainty: str, places: Mapping[str, Place]
) -> str:
    said = ", ".join(f"{places[match.place].name.lower()} ({match.kind})" for match in matches)
    areas = (
        ""
        if asked == 1
        else f"all {asked} areas: "
        if len(matches) == asked
        else f"{len(matches)} of {asked}: "
    )
    if asked == 2 and len(matches) == 2:
        areas = "both areas: "
    sources = "no source of the literature table" if not named_by else f"{named_by} independent source"
    plural = "s" if named_by > 1 else ""
    doubt = "" if certainty == "typical" else f"; the pattern is {certainty}"
    return f"Published patterns cover {areas}{said}; named by {sources}{plural}{doubt}."

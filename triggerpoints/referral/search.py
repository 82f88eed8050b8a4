"""From painful areas to the trigger points that are known to send pain there, ranked.

The score is explained in docs/ranking.md; change both together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
import scipy
from numpy.typing import NDArray

from triggerpoints.referral.areas import Area, area_weights
from triggerpoints.referral.patterns import KIND_WEIGHT, Patterns, patterns
from triggerpoints.referral.zones import SIDES, Kind, Side

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

FOCUS_FLOOR = 0.95
COMPANION = 0.9
"""What an area counts for a point when another point of the same muscle covers it."""
CERTAINTY_FACTOR = {"typical": 1.0, "variable": 0.98, "disputed": 0.96}
UNSOURCED_FACTOR = 0.9
UNNAMED_FACTOR = 0.1
"""Of a point without a source whose muscle no source names for the area."""
RARE_FACTOR = 0.25
"""Of the spillover of a point whose pattern was seen in a few people only."""
PRIOR_FLOOR = 0.7
PRIOR_FULL_AT = 7
"""So many independent sources give the full prior."""
NAMED = 0.3
"""A muscle counts as named for an area when its sources, by what their places share with it, reach this."""
NAMED_OFTEN = 0.7
"""What it counts at least, times the square of its prior, that sources name the muscle for the area."""
NAMED_COVER = 0.1  # where the pattern covers so much of the area
NAMED_MM2 = 50_000.0  # in a larger area, a limb, it soon counts nothing: who names the calf names no leg
MIN_SCORE = 2.0
NEAR_MM = (20.0, 40.0)
"""Where no pattern covers the areas, patterns within this distance are looked for, the nearest first."""

EDGE = 0.9
"""What a place counts with all that people mean by its name and with its rim, beside the place itself."""
RIM_MM = 20.0
RIM_WEIGHT = 0.5
LIES_THERE = 0.1
"""What it counts at most that a point itself lies in the area."""
LIES_THERE_MM2 = 4000.0  # in a larger area it counts less

COVERED_SHARE = 0.03  # an area is matched, perhaps in part, when so much of it is covered
ESSENTIAL_SHARE = 0.1  # it is matched by an essential zone when that zone covers so much of it,
MOST = 0.5  # or so much of what is covered at all
LIES_IN_WEIGHT = 0.5  # a point lies in an area when its skin belongs to it so much
MOSTLY_INSIDE = 0.5  # a wide area is matched in part when so much of a part of the pattern is marked
ELSEWHERE_SHARE = 0.25  # a part of a pattern lies elsewhere when less of it than this is marked
UNSAID_STRENGTH = 5
_Field = NDArray[np.float32]


@dataclass(frozen=True)
class PlaceMatch:
    """One place of an area that names several, and the kind of zone that covers it or a part of it."""

    place: str
    kind: Kind
    coverage: float


@dataclass(frozen=True)
class AreaMatch:
    """How a muscle covers one asked area.

    Attributes
    ----------
    area : int
        Index of the area.
    kind : {'essential', 'spillover'}
        The stronger kind of zone that covers a part of it.
    point : str
        Id of the trigger point that covers it best.
    coverage : float
        How much of the area its zones cover, 0..1, spillover counting `SPILLOVER_WEIGHT`.
    places : tuple of PlaceMatch
        Of an area that names several places those that are covered, in their order; else empty.
    """

    area: int
    kind: Kind
    point: str
    coverage: float
    places: tuple[PlaceMatch, ...] = ()


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
        One for each asked area that is covered, in the order of the areas; none when no pattern
        covers the areas and this one is the nearest, or when a point of it only lies there.
    elsewhere : tuple of str
        Places of the point's pattern that were not marked, essential ones first.
    named_by : int
        How many independent sources name the muscle for these areas.
    certainty : {'typical', 'variable', 'disputed'}
    lies_in : tuple of int
        Indices of the areas that its trigger points themselves lie in.
    """

    muscle: str
    point: str
    side: Literal["right", "left", "both"]
    kind: Kind
    score: float
    matches: tuple[AreaMatch, ...]
    elsewhere: tuple[str, ...]
    named_by: int
    certainty: Literal["typical", "variable", "disputed"]
    lies_in: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class _Overlap:
    """What one area shares with everything, for muscles of the right and of the left side (columns).

    Attributes
    ----------
    coverage, essential : (P, 2)
        Share of the area that a point's zones, and its essential zones, cover.
    fit : (P, 2)
        How alike the area is to the pattern's part that is most alike.
    inside : (U, 2)
        Share of each place of the patterns that is marked.
    most_inside : dict of (P, 2)
        By kind, the largest share of a point's parts of that kind that is marked.
    named_by : (M, 2)
        Sources that name a muscle for places of the area, each counting by what it shares with it.
    lies_there : (P, 2)
        How far the point itself lies in the area.
    size_mm2 : (2,)
    """

    coverage: _Field
    essential: _Field
    fit: _Field
    inside: _Field
    most_inside: Mapping[Kind, _Field]
    named_by: _Field
    lies_there: _Field
    size_mm2: _Field


def find(areas: Sequence[Area], atlas: Atlas, content: Content, limit: int | None = None) -> list[Hit]:
    """Muscles whose zones cover the asked areas, best first.

    Parameters
    ----------
    areas : sequence of Area
    atlas : Atlas
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
        for place in (*area.places, *area.without):
            if place not in content.places:
                raise ValueError(f"There is no place '{place}'; use an id of data/places.yml.")
    parts = [part for number, area in enumerate(areas) for part in _parts(number, area)]
    table = patterns(atlas, content)
    hits = _ranked([_of_area(part.area.shape, atlas, content) for part in parts], parts, table, limit)
    for margin_mm in () if hits else NEAR_MM:
        fields = [_by_side(atlas, part.area, _near(atlas, part.area, margin_mm)) for part in parts]
        found = [_shared(table, [field], atlas.surface.area_mm2) for field in fields]
        if near := _ranked(found, parts, table, limit):
            return [replace(hit, matches=(), elsewhere=(), lies_in=()) for hit in near]
    return hits


def find_fields(
    fields: Sequence[_Field], atlas: Atlas, content: Content, limit: int | None = None
) -> list[Hit]:
    """The same for areas given as weights (N,) on the skin points, all equally strong."""
    mirror = atlas.surface.mirror
    table = patterns(atlas, content)
    by_side = [np.stack([field, field[mirror]], axis=1) for field in fields]
    parts = [_Part(number, Area(), 1.0) for number in range(len(fields))]
    found = [_shared(table, [field], atlas.surface.area_mm2) for field in by_side]
    return _ranked(found, parts, table, limit)


@dataclass(frozen=True)
class _Part:
    """What is scored at a time: an area, or one of the places that it is made of.

    Attributes
    ----------
    number : int
        Index of the asked area.
    area : Area
    weight : float
        What it counts beside the others.
    place : str or None
        The place that it stands for, where its area names several.
    """

    number: int
    area: Area
    weight: float
    place: str | None = None


def _parts(number: int, area: Area) -> list[_Part]:
    """An area, or its places one by one, so that covering more of them counts as if each had been typed."""
    if area.strokes or len(area.places) < 2:
        return [_Part(number, area, _weight(area))]
    weight = _weight(area) / len(area.places)
    return [_Part(number, replace(area.shape, place=p, more=()), weight, p) for p in area.places]


@dataclass(frozen=True, eq=False)
class _Shared:
    """One part of a question, and what it adds to the score of every point on each side (P, 2), 0..1."""

    overlap: _Overlap
    explained: _Field


def _ranked(
    found: Sequence[_Shared], parts: Sequence[_Part], table: Patterns, limit: int | None
) -> list[Hit]:
    overlaps = [one.overlap for one in found]
    explained = [one.explained for one in found]
    scores = _scores(table, overlaps, explained, [part.weight for part in parts])
    best = np.maximum.reduceat(scores, table.first)
    top = best.max(1)
    order = np.argsort(-top.round(4), kind="stable")
    rows = order[top[order] >= MIN_SCORE]
    return [_hit(table, row, scores, explained, overlaps, parts, best[row]) for row in rows[:limit]]


@lru_cache(128)  # 5 MB
def _of_area(shape: Area, atlas: Atlas, content: Content) -> _Shared:
    """The same for every question that an area is a part of."""
    return _shared(patterns(atlas, content), _fields(atlas, shape), atlas.surface.area_mm2)


def _shared(table: Patterns, fields: Sequence[_Field], skin_mm2: _Field) -> _Shared:
    """From one field (N, 2), or from a place itself and all that is meant by it."""
    layers = [_overlap(table, marked, skin_mm2) for marked in fields]
    return _Shared(_of_both(layers), _explained(table, layers))


def _fields(atlas: Atlas, area: Area) -> list[_Field]:
    """An area (N, 2) as it is drawn, or its place itself and then all that is meant with a soft rim."""
    if area.strokes:
        return [_by_side(atlas, area, area_weights(atlas, area))]
    exact = atlas.places.weights(area.places[0], area.side)
    exact = np.minimum(exact, area_weights(atlas, area))  # without what does not hurt
    return [_by_side(atlas, area, exact), _by_side(atlas, area, _with_rim(atlas, area.shape))]


def _with_rim(atlas: Atlas, area: Area) -> _Field:
    field = area_weights(atlas, area)
    away_mm = _away_mm(atlas, field, RIM_MM)
    return np.maximum(field, RIM_WEIGHT * np.clip(1 - away_mm / RIM_MM, 0, 1)).astype(np.float32)


def _near(atlas: Atlas, area: Area, margin_mm: float) -> _Field:
    return np.isfinite(_away_mm(atlas, area_weights(atlas, area), margin_mm)).astype(np.float32)


def _away_mm(atlas: Atlas, field: _Field, within_mm: float) -> NDArray[np.float64]:
    """Distance of each skin point from what is marked, infinite beyond a distance."""
    skin_mm = atlas.surface.position_mm
    is_marked = field > 0
    away_mm = np.where(is_marked, 0.0, np.inf)
    if not is_marked.any():
        return away_mm
    marked_mm = skin_mm[is_marked]
    is_close = ~is_marked
    for along_mm, of_marked_mm in zip(skin_mm.T, marked_mm.T, strict=True):
        is_close &= along_mm >= of_marked_mm.min() - within_mm
        is_close &= along_mm <= of_marked_mm.max() + within_mm
    tree = scipy.spatial.KDTree(marked_mm)
    away_mm[is_close] = tree.query(skin_mm[is_close], distance_upper_bound=within_mm)[0]
    return away_mm


def _by_side(atlas: Atlas, area: Area, field: _Field) -> _Field:
    """A field as muscles of the right side meet it, and mirrored for those of the left side (N, 2)."""
    side, mirror = atlas.surface.side, atlas.surface.mirror
    if area.place and area.side == "both" and not area.strokes:
        return np.stack([np.where(side <= 0, field, 0), np.where(side >= 0, field, 0)[mirror]], axis=1)
    return np.stack([field, field[mirror]], axis=1)


def _of_both(layers: Sequence[_Overlap]) -> _Overlap:
    """What the wide field of an area shares; coverage is that of the place itself where it is more."""
    first, wide = layers[0], layers[-1]
    return replace(
        wide,
        coverage=np.maximum(first.coverage, wide.coverage),
        essential=np.maximum(first.essential, wide.essential),
    )


def _overlap(table: Patterns, marked: _Field, area_mm2: _Field) -> _Overlap:
    """What a field (N, 2) shares with everything."""
    of_right, of_left = marked.T
    points = np.flatnonzero((of_right != 0) | (of_left != 0))
    columns = marked[points]
    zone_mm2, essential_mm2, shape_mm2 = (
        matrix[:, points] @ columns for matrix in (table.zones, table.essential, table.shapes)
    )
    size_mm2 = np.maximum(area_mm2 @ marked, 1e-6)
    norm = np.sqrt(np.maximum(area_mm2 @ marked**2, 1e-6))
    alike = shape_mm2 / (table.shape_norm[:, None] * norm)
    of_parts = table.part_weight[:, None] * alike[table.part_shape]
    fit = np.maximum(
        zone_mm2 / (table.zone_norm[:, None] * norm), np.maximum.reduceat(of_parts, table.part_first)
    )
    shared = np.clip(shape_mm2 / np.minimum(table.shape_mm2[:, None], size_mm2), 0, 1)
    named_by = np.zeros((len(table.muscles), 2), np.float32)
    by_place = table.named_by[:, None] * shared[table.named_shape]
    named_by[table.named_muscle] = np.maximum.reduceat(by_place, table.named_first)
    inside = shape_mm2 / table.shape_mm2[:, None]
    return _Overlap(
        coverage=np.minimum(zone_mm2 / size_mm2, 1) * table.on_side,
        essential=essential_mm2 / size_mm2 * table.on_side,
        fit=np.minimum(fit, 1),
        inside=inside,
        most_inside={kind: _most_inside(table, inside, weight) for kind, weight in KIND_WEIGHT.items()},
        named_by=named_by,
        lies_there=marked[table.at_skin] * table.on_side,
        size_mm2=size_mm2,
    )


def _weight(area: Area) -> float:
    """How much an area counts beside others: the stronger the pain, the more."""
    return 2 + (UNSAID_STRENGTH if area.strength is None else area.strength)


def _explained(table: Patterns, layers: Sequence[_Overlap]) -> _Field:
    """What an area adds to the score of every point on each side (P, 2), 0..1."""
    owner = _owner(table)
    best = np.zeros_like(layers[0].coverage, np.float32)
    for factor, overlap in zip((1.0, EDGE), layers, strict=False):
        known = np.minimum(1, np.log1p(overlap.named_by) / np.log1p(PRIOR_FULL_AT))
        prior = (PRIOR_FLOOR + (1 - PRIOR_FLOOR) * known)[owner]
        prior *= np.where(table.unsourced[:, None] & (overlap.named_by[owner] < NAMED), UNNAMED_FACTOR, 1)
        prior *= np.where(table.rare[:, None] & (overlap.essential < ESSENTIAL_SHARE), RARE_FACTOR, 1)
        np.maximum(best, factor * np.sqrt(overlap.coverage) * overlap.fit * prior, out=best)
        small = np.minimum(1, NAMED_MM2 / overlap.size_mm2) ** 2
        often = NAMED_OFTEN * small * known[owner] ** 2 * (overlap.coverage >= NAMED_COVER)
        np.maximum(best, factor * often * ~(table.unsourced | table.rare)[:, None], out=best)
    if len(layers) > 1:
        wide = layers[-1]
        small = np.sqrt(np.minimum(1, LIES_THERE_MM2 / np.maximum(wide.size_mm2, 1)))
        np.maximum(best, LIES_THERE * small * wide.lies_there, out=best)
    return (best * _quality(table)[:, None]).astype(np.float32)


def _owner(table: Patterns) -> NDArray[np.intp]:
    """Row of the muscle of every point (P,)."""
    return np.repeat(np.arange(len(table.muscles)), np.diff([*table.first, len(table.points)]))


def _scores(
    table: Patterns, overlaps: Sequence[_Overlap], explained: Sequence[_Field], weights: Sequence[float]
) -> _Field:
    """Score (P, 2) of every point on each side, 0..100."""
    owner = _owner(table)
    together = np.zeros_like(explained[0], np.float32)
    for weight, one in zip(weights, explained, strict=True):
        of_muscle = np.maximum.reduceat(one, table.first)[owner]
        together += weight / sum(weights) * np.maximum(one, COMPANION * of_muscle)
    inside = np.minimum(sum(overlap.inside for overlap in overlaps), 1)[table.part_shape]
    focus = np.add.reduceat(table.part_weight[:, None] * inside, table.part_first)
    focus /= np.add.reduceat(table.part_weight, table.part_first)[:, None]
    return (100 * together * (FOCUS_FLOOR + (1 - FOCUS_FLOOR) * focus)).astype(np.float32)


@lru_cache(4)
def _quality(table: Patterns) -> _Field:
    """Certainty and status of every point (P,), each a factor of at most 1."""
    return np.array(
        [
            CERTAINTY_FACTOR[point.zones.certainty] * (1.0 if point.has_source else UNSOURCED_FACTOR)
            for _, point in table.points
        ],
        np.float32,
    )


def _hit(
    table: Patterns,
    row: int,
    scores: _Field,
    explained: Sequence[_Field],
    overlaps: Sequence[_Overlap],
    asked: Sequence[_Part],
    best: _Field,
) -> Hit:
    side = int(best[1] > best[0])
    points = _slice(table.first, row, len(table.points))
    main = points.start + int(np.argmax(scores[points, side]))
    matches: dict[int, list[tuple[_Part, AreaMatch]]] = {}
    lies_in: dict[int, None] = {}
    for part, overlap, one in zip(asked, overlaps, explained, strict=True):
        if overlap.lies_there[points, side].max() >= LIES_IN_WEIGHT:
            lies_in[part.number] = None
        at = points.start + int(np.argmax(one[points, side]))
        if overlap.coverage[main, side] >= overlap.coverage[at, side] > 0:
            at = main
        if match := _match(table, overlap, at, side, part.number):
            matches.setdefault(part.number, []).append((part, match))
    inside = np.minimum(sum(overlap.inside[:, side] for overlap in overlaps), 1)
    shapes = table.part_shape[_slice(table.part_first, main, len(table.part_shape))]
    counts = Counter(part.number for part in asked)
    of_areas = tuple(_of_parts(some, counts[number]) for number, some in matches.items())
    elsewhere = [table.places[shape] for shape in shapes if inside[shape] < ELSEWHERE_SHARE]
    muscle, point = table.points[main]
    sides: dict[int, Side] = dict(enumerate(SIDES))
    return Hit(
        muscle=muscle,
        point=point.id,
        side="both" if abs(best[0] - best[1]) < 1e-3 * best.max() else sides[side],
        kind="essential" if any(match.kind == "essential" for match in of_areas) else "spillover",
        score=round(float(best.max()), 1),
        matches=of_areas,
        elsewhere=tuple(elsewhere),
        named_by=int(np.rint(max(overlap.named_by[row, side] for overlap in overlaps))),
        certainty=point.zones.certainty,
        lies_in=tuple(lies_in),
    )


def _match(table: Patterns, overlap: _Overlap, at: int, side: int, number: int) -> AreaMatch | None:
    """How a point covers a part of what was asked; None where it does not, or next to nothing of it."""
    inside_of = {kind: most[at, side] for kind, most in overlap.most_inside.items()}
    if overlap.coverage[at, side] < COVERED_SHARE and max(inside_of.values()) < MOSTLY_INSIDE:
        return None
    core = overlap.essential[at, side]
    is_essential = (
        core >= min(ESSENTIAL_SHARE, MOST * overlap.coverage[at, side])
        or inside_of["essential"] >= MOSTLY_INSIDE
    )
    kind: Kind = "essential" if is_essential else "spillover"
    return AreaMatch(number, kind, table.points[at][1].id, round(float(overlap.coverage[at, side]), 3))


def _of_parts(found: Sequence[tuple[_Part, AreaMatch]], count: int) -> AreaMatch:
    """The match of an area, from those of its places where it names several."""
    best = max((match for _, match in found), key=lambda match: (match.kind == "essential", match.coverage))
    coverage = round(sum(match.coverage for _, match in found) / count, 3)
    places = tuple(PlaceMatch(part.place, m.kind, m.coverage) for part, m in found if part.place)
    return replace(best, coverage=coverage, places=places)


def _most_inside(table: Patterns, inside: _Field, weight: float) -> _Field:
    """Largest share of a part of one kind of each point's pattern (P, 2) that is marked; 0 where none is."""
    of_kind = (table.part_weight == np.float32(weight))[:, None] * inside[table.part_shape]
    most: _Field = np.maximum.reduceat(of_kind, table.part_first) * table.on_side
    return most


def _slice(firsts: NDArray[np.intp], row: int, end: int) -> slice:
    """Where the entries of a row stand, from the first of each row and the end of all."""
    return slice(int(firsts[row]), int(firsts[row + 1]) if row + 1 < len(firsts) else end)

"""From painful areas to the trigger points that are known to send pain there, ranked.

The score is explained in docs/ranking.md; change both together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
import scipy
from numpy.typing import NDArray

from triggerpoints.referral.areas import Area, area_weights
from triggerpoints.referral.patterns import Patterns, patterns
from triggerpoints.referral.zones import SIDES, Kind, Side

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

FOCUS_FLOOR = 0.85
COMPANION = 0.9
"""What an area counts for a point when another point of the same muscle covers it."""
CERTAINTY_FACTOR = {"typical": 1.0, "variable": 0.98, "disputed": 0.96}
UNSOURCED_FACTOR = 0.9
PRIOR_FLOOR = 0.6
PRIOR_FULL_AT = 7
"""So many independent sources give the full prior."""
MIN_SCORE = 2.0
NEAR_MM = (20.0, 40.0)
"""Where no pattern covers the areas, patterns within this distance are looked for, the nearest first."""

COVERED_SHARE = 0.1  # an area is matched when so much of it is covered
ESSENTIAL_SHARE = 0.1  # it is matched by an essential zone when that zone covers so much of it
ELSEWHERE_SHARE = 0.25  # a part of a pattern lies elsewhere when less of it than this is marked
UNSAID_STRENGTH = 5
_Field = NDArray[np.float32]


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
    """

    area: int
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
        One for each asked area that is covered, in the order of the areas; none when no pattern
        covers the areas and this one is the nearest.
    elsewhere : tuple of str
        Places of the point's pattern that were not marked, essential ones first.
    named_by : int
        How many independent sources name the muscle for these areas.
    certainty : {'typical', 'variable', 'disputed'}
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
        Share of each part that is marked.
    named_by : (M, 2)
        Sources that name a muscle for places of the area, each counting by what it shares with it.
    """

    coverage: _Field
    essential: _Field
    fit: _Field
    inside: _Field
    named_by: _Field


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
        for place in area.places:
            if place not in content.places:
                raise ValueError(f"There is no place '{place}'; use an id of data/places.yml.")
    weights = [_weight(area) for area in areas]
    hits = _ranked([_by_side(atlas, area) for area in areas], weights, atlas, content, limit)
    for margin_mm in () if hits else NEAR_MM:
        near = _ranked([_by_side(atlas, area, margin_mm) for area in areas], weights, atlas, content, limit)
        if near:
            return [replace(hit, matches=(), elsewhere=()) for hit in near]
    return hits


def find_fields(
    fields: Sequence[_Field], atlas: Atlas, content: Content, limit: int | None = None
) -> list[Hit]:
    """The same for areas given as weights (N,) on the skin points, all equally strong."""
    mirror = atlas.surface.mirror
    by_side = [np.stack([field, field[mirror]], axis=1) for field in fields]
    return _ranked(by_side, [1.0] * len(fields), atlas, content, limit)


def _ranked(
    by_side: Sequence[_Field], weights: Sequence[float], atlas: Atlas, content: Content, limit: int | None
) -> list[Hit]:
    table = patterns(atlas, content)
    overlaps = [_overlap(table, marked, atlas.surface.area_mm2) for marked in by_side]
    scores, explained = _scores(table, overlaps, weights)
    best = np.maximum.reduceat(scores, table.first)
    order = np.argsort(-best.max(1).round(4), kind="stable")
    rows = [row for row in order if best[row].max() >= MIN_SCORE]
    return [_hit(table, row, scores, explained, overlaps, best[row]) for row in rows[:limit]]


def _by_side(atlas: Atlas, area: Area, margin_mm: float = 0) -> _Field:
    """The area (N, 2) as muscles of the right side meet it, and mirrored for those of the left side."""
    field = area_weights(atlas, area)
    if margin_mm:
        marked = atlas.surface.position_mm[field > 0]
        away_mm, _ = scipy.spatial.KDTree(marked).query(
            atlas.surface.position_mm, distance_upper_bound=margin_mm
        )
        field = np.isfinite(away_mm).astype(np.float32)
    side, mirror = atlas.surface.side, atlas.surface.mirror
    if area.place and area.side == "both" and not area.strokes:
        return np.stack([np.where(side <= 0, field, 0), np.where(side >= 0, field, 0)[mirror]], axis=1)
    return np.stack([field, field[mirror]], axis=1)


def _overlap(table: Patterns, marked: _Field, area_mm2: _Field) -> _Overlap:
    size_mm2 = np.maximum(area_mm2 @ marked, 1e-6)
    norm = np.sqrt(np.maximum(area_mm2 @ marked**2, 1e-6))
    zone_mm2 = table.zones @ marked
    shape_mm2 = table.shapes @ marked
    alike = shape_mm2 / (table.shape_norm[:, None] * norm)
    of_parts = table.part_weight[:, None] * alike[table.part_shape]
    fit = np.maximum(
        zone_mm2 / (table.zone_norm[:, None] * norm), np.maximum.reduceat(of_parts, table.part_first)
    )
    shared = np.clip(shape_mm2 / np.minimum(table.shape_mm2[:, None], size_mm2), 0, 1)
    named_by = np.zeros((len(table.muscles), 2), np.float32)
    by_place = table.named_by[:, None] * shared[table.named_shape]
    named_by[table.named_muscle] = np.maximum.reduceat(by_place, table.named_first)
    return _Overlap(
        coverage=np.minimum(zone_mm2 / size_mm2, 1) * table.on_side,
        essential=table.essential @ marked / size_mm2 * table.on_side,
        fit=np.minimum(fit, 1),
        inside=shape_mm2 / table.shape_mm2[:, None],
        named_by=named_by,
    )


def _weight(area: Area) -> float:
    """How much an area counts beside others: the stronger the pain, the more."""
    return 2 + (UNSAID_STRENGTH if area.strength is None else area.strength)


def _scores(
    table: Patterns, overlaps: Sequence[_Overlap], weights: Sequence[float]
) -> tuple[_Field, list[_Field]]:
    """Score (P, 2) of every point on each side, 0..100, and what each area adds to it (P, 2)."""
    owner = np.repeat(np.arange(len(table.muscles)), np.diff([*table.first, len(table.points)]))
    explained = []
    for overlap in overlaps:
        known = np.minimum(1, np.log1p(overlap.named_by) / np.log1p(PRIOR_FULL_AT))
        prior = PRIOR_FLOOR + (1 - PRIOR_FLOOR) * known
        explained.append(np.sqrt(overlap.coverage) * overlap.fit * prior[owner])
    together = np.zeros_like(explained[0])
    for weight, one in zip(weights, explained, strict=True):
        of_muscle = np.maximum.reduceat(one, table.first)[owner]
        together += weight / sum(weights) * np.maximum(one, COMPANION * of_muscle)
    inside = np.minimum(sum(overlap.inside for overlap in overlaps), 1)[table.part_shape]
    focus = np.add.reduceat(table.part_weight[:, None] * inside, table.part_first)
    focus /= np.add.reduceat(table.part_weight, table.part_first)[:, None]
    quality = _quality(table)[:, None] * table.on_side
    return 100 * together * (FOCUS_FLOOR + (1 - FOCUS_FLOOR) * focus) * quality, explained


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
    best: _Field,
) -> Hit:
    side = int(best[1] > best[0])
    points = slice(table.first[row], [*table.first, len(table.points)][row + 1])
    main = points.start + int(np.argmax(scores[points, side]))
    matches = []
    for number, (overlap, one) in enumerate(zip(overlaps, explained, strict=True)):
        at = points.start + int(np.argmax(one[points, side]))
        if overlap.coverage[main, side] >= overlap.coverage[at, side] > 0:
            at = main
        if overlap.coverage[at, side] >= COVERED_SHARE:
            kind: Kind = "essential" if overlap.essential[at, side] >= ESSENTIAL_SHARE else "spillover"
            share = round(float(overlap.coverage[at, side]), 3)
            matches.append(AreaMatch(number, kind, table.points[at][1].id, share))
    inside = np.minimum(sum(overlap.inside[:, side] for overlap in overlaps), 1)
    parts = np.arange(len(table.part_shape))[
        table.part_first[main] : [*table.part_first, len(table.part_shape)][main + 1]
    ]
    parts = parts[np.argsort(-table.part_weight[parts], kind="stable")]
    elsewhere = [
        table.places[table.part_shape[part]]
        for part in parts
        if inside[table.part_shape[part]] < ELSEWHERE_SHARE
    ]
    muscle, point = table.points[main]
    sides: dict[int, Side] = dict(enumerate(SIDES))
    return Hit(
        muscle=muscle,
        point=point.id,
        side="both" if abs(best[0] - best[1]) < 1e-3 * best.max() else sides[side],
        kind="essential" if any(match.kind == "essential" for match in matches) else "spillover",
        score=round(float(best.max()), 1),
        matches=tuple(matches),
        elsewhere=tuple(elsewhere),
        named_by=int(np.rint(max(overlap.named_by[row, side] for overlap in overlaps))),
        certainty=point.zones.certainty,
    )

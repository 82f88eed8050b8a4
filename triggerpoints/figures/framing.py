"""Which view shows a muscle best: the whole body from one side, or a close-up where the muscle is small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from triggerpoints.figures.overlay import mark_place
from triggerpoints.figures.state import MapSide, MapState
from triggerpoints.figures.svg_path import area, rings
from triggerpoints.referral.zones import Side, zone_of

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle, TriggerPoint

WHOLE_BODY = "Whole body"  # group of the atlas's views that show all of it
LEFT = "-left"  # end of the id of a close-up of the left hand, foot or shoulder; the right one has none

# What counts for a view: trigger points in front, most of the muscle in sight, most of its zones in sight.
POINTS_WEIGHT, MUSCLE_WEIGHT, ZONES_WEIGHT = 1.0, 0.7, 0.5

CLOSE_UPS = {
    "head": {"Head and neck"},
    "neck": {"Head and neck"},
    "shoulder": {"Shoulder"},
    "upper-back": {"Trunk", "Shoulder"},
    "chest": {"Trunk", "Shoulder"},
    "abdomen": {"Trunk"},
    "lower-back": {"Trunk"},
    "arm": {"Arm", "Shoulder"},
    "forearm": {"Arm"},
    "hand": {"Hand"},
    "pelvis": {"Pelvis"},
    "hip": {"Hip"},
    "thigh": {"Leg", "Hip"},
    "leg": {"Leg", "Foot"},
    "foot": {"Foot"},
}
"""Groups of the close-ups in which the muscles of a region can be looked at."""

SMALL = {"head", "hand", "foot", "pelvis"}
"""Regions whose muscles are too small to be read on the whole body: they open in a close-up."""

ZONES_KEPT = 0.7  # a muscle opens in a close-up that shows at least this part of what the whole body shows


@dataclass(frozen=True)
class Seen:
    """How much of a muscle a view shows: shares (0..1) of its points and essential zones, its area in mm2."""

    points: float
    zones: float
    muscle_mm2: float


def best_view(atlas: Atlas, muscle: Muscle, side: Side = "right") -> str:
    """Whole-body view that shows most of a muscle's trigger points, of the muscle and of its zones."""
    return _best(atlas, muscle, side, {WHOLE_BODY}) or next(iter(atlas.views))


def close_up(atlas: Atlas, muscle: Muscle, side: Side = "right") -> str | None:
    """Close-up that shows a muscle best, None when none shows any of its trigger points."""
    best = _best(atlas, muscle, side, CLOSE_UPS[muscle.region])
    # on the pelvic floor the skin nearest to a point may lie outside every picture
    if best is None or (muscle.region != "pelvis" and _seen(atlas, muscle, best, side).points == 0):
        return None
    return best


def _best(atlas: Atlas, muscle: Muscle, side: Side, groups: Set[str]) -> str | None:
    return _best_of(atlas, muscle.id, muscle.trigger_points, side, frozenset(groups))


@lru_cache(2048)
def _best_of(
    atlas: Atlas, muscle: str, points: tuple[TriggerPoint, ...], side: Side, groups: frozenset[str]
) -> str | None:
    views = [v.id for v in atlas.views.values() if v.group in groups and faces(atlas, v.id, side)]
    seen = {view: _seen_in(atlas, muscle, points, view, side) for view in views}
    largest_mm2 = max((view.muscle_mm2 for view in seen.values()), default=0.0) or 1.0

    def merit(view: str) -> float:
        s = seen[view]
        return POINTS_WEIGHT * s.points + MUSCLE_WEIGHT * s.muscle_mm2 / largest_mm2 + ZONES_WEIGHT * s.zones

    return max(views, key=merit, default=None)


def faces(atlas: Atlas, view: str, side: Side) -> bool:
    """Whether a view does not turn the other side to the reader."""
    other = "right" if side == "left" else "left"
    return view.rpartition("-")[2] != other and side_of(atlas, view) in (None, side)


def opening_view(atlas: Atlas, muscle: Muscle, side: Side = "right") -> str:
    """View in which a muscle opens: a close-up where it is small and little of its zones gets lost."""
    whole = best_view(atlas, muscle, side)
    near = close_up(atlas, muscle, side) if muscle.region in SMALL else None
    if near is None:
        return whole
    far_seen, near_seen = _seen(atlas, muscle, whole, side), _seen(atlas, muscle, near, side)
    kept = near_seen.zones >= ZONES_KEPT * far_seen.zones or muscle.region == "pelvis"
    return near if kept and near_seen.points >= far_seen.points else whole


def side_of(atlas: Atlas, view: str) -> Side | None:
    """The side whose hand, foot or shoulder a view shows alone; None when it shows both."""
    if view.endswith(LEFT) and view.removesuffix(LEFT) in atlas.views:
        return "left"
    return "right" if view + LEFT in atlas.views else None


def twin(atlas: Atlas, view: str) -> str | None:
    """The same view of the other hand, foot or shoulder; None for a view that shows both sides."""
    side = side_of(atlas, view)
    if side is None:
        return None
    return view.removesuffix(LEFT) if side == "left" else view + LEFT


def of_side(atlas: Atlas, view: str, side: MapSide) -> str:
    """The same view of a side; the view itself when it shows both sides or both are wanted."""
    own = side_of(atlas, view)
    return view if own is None or side in (own, "both") else twin(atlas, view) or view


def whole_view(atlas: Atlas, content: Content, state: MapState) -> str:
    """Whole-body view to go back to from a close-up."""
    if state.muscle is None:
        return next(iter(atlas.views))
    return best_view(atlas, content.muscles[state.muscle], "left" if state.side == "left" else "right")


def nearer(atlas: Atlas, content: Content, state: MapState) -> str | None:
    """Close-up to offer for the selected muscle while the whole body is shown."""
    if state.muscle is None or atlas.views[state.view].group != WHOLE_BODY:
        return None
    return close_up(atlas, content.muscles[state.muscle], "left" if state.side == "left" else "right")


def _seen(atlas: Atlas, muscle: Muscle, view: str, side: Side) -> Seen:
    return _seen_in(atlas, muscle.id, muscle.trigger_points, view, side)


@lru_cache(2048)
def _seen_in(atlas: Atlas, muscle: str, points: tuple[TriggerPoint, ...], view: str, side: Side) -> Seen:
    places = [mark_place(atlas, view, point.position_mm, side) for point in points]
    in_front = sum(place is not None and not place[2] for place in places)
    seen_mm2, all_mm2 = 0.0, 0.0
    for point in points:
        index, weight = zone_of(atlas, point, "essential", side)
        zone_mm2 = weight * atlas.surface.area_mm2[index]
        all_mm2 += float(zone_mm2.sum())
        seen_mm2 += float(zone_mm2[_skin_seen(atlas, view)[index]].sum())
    return Seen(
        in_front / max(1, len(points)),
        seen_mm2 / all_mm2 if all_mm2 else 0.0,
        _visible_mm2(atlas, muscle, view, side),
    )


def _visible_mm2(atlas: Atlas, muscle: str, view: str, side: Side) -> float:
    """Area of a muscle in the picture of its own layer."""
    known = atlas.muscles.get(muscle)
    drawn = atlas.shapes(view)["visible"].get(known.layer, {}).get(muscle, {}) if known else {}
    path = drawn.get(side) or drawn.get("midline") or ""
    return sum(area(ring) for ring in rings(path)) * atlas.views[view].mm_per_px ** 2


@lru_cache(64)
def _skin_seen(atlas: Atlas, view: str) -> NDArray[np.bool_]:
    """Whether a view shows each skin point (N,)."""
    seen = np.zeros(len(atlas.surface) + 1, np.bool_)
    seen[atlas.index(view)] = True
    return seen[:-1]  # the last stood for -1, beside the body


def opening_frame(atlas: Atlas, content: Content, muscle: str | None, side: MapSide) -> tuple[str, str]:
    """View and layer in which a muscle opens; the front and the superficial muscles without one."""
    if muscle is None:
        return MapState().view, MapState().layer
    known = atlas.muscles.get(muscle)
    view = opening_view(atlas, content.muscles[muscle], "left" if side == "left" else "right")
    return view, known.layer if known else MapState().layer


def fitting_view(atlas: Atlas, content: Content, muscles: Iterable[str]) -> str:
    """Whole-body view in which most of some muscles is in sight; the front when there are none.

    Only points and muscles count, not zones; the square root lets a view that shows a part of each go before
    one that shows one muscle alone.
    """
    views = [v.id for v in atlas.views.values() if v.group == WHOLE_BODY and faces(atlas, v.id, "right")]
    shown = Counter(dict.fromkeys(views, 0.0))
    for muscle in muscles:
        seen = {view: _seen(atlas, content.muscles[muscle], view, "right") for view in views}
        largest_mm2 = max(one.muscle_mm2 for one in seen.values()) or 1.0
        for view, one in seen.items():
            shown[view] += (one.points + one.muscle_mm2 / largest_mm2) ** 0.5
    return shown.most_common(1)[0][0]

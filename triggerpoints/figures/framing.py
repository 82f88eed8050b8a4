"""Which view shows a muscle best: the whole body from one side, or a close-up where the muscle is small."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from triggerpoints.figures.overlay import mark_place
from triggerpoints.figures.state import MapSide, MapState
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.zones import Side, zone_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas, View
    from triggerpoints.content import Content, Muscle

WHOLE_BODY = "Whole body"  # group of the atlas's views that show all of it
LEFT = "-left"  # end of the id of a close-up of the left hand, foot or shoulder; the right one has none

# What counts for a view: trigger points in front, most of the muscle in sight, most of its zones in sight.
POINTS_WEIGHT, MUSCLE_WEIGHT, ZONES_WEIGHT = 1.0, 0.7, 0.5

CLOSE_UPS = {
    "head": "Head and neck", "neck": "Head and neck", "shoulder": "Shoulder", "hand": "Hand", "foot": "Foot",
    "pelvis": "Pelvis",
}  # fmt: skip
"""Group of the close-ups in which the muscles of a region can be looked at."""

SMALL = {"head", "hand", "foot", "pelvis"}
"""Regions whose muscles are too small to be read on the whole body: they open in a close-up."""

ZONES_KEPT = 0.7  # a muscle opens in a close-up that shows at least this part of what the whole body shows


def best_view(atlas: Atlas, muscle: Muscle, side: Side = "right") -> str:
    """Whole-body view that shows most of a muscle's trigger points, of the muscle and of its zones."""
    views = [view for view in atlas.views.values() if view.group == WHOLE_BODY]
    largest = max(_visible_mm2(atlas, muscle.id, view, side) for view in views) or 1.0

    def merit(view: View) -> float:
        return (
            POINTS_WEIGHT * _points_in_front(atlas, muscle, view.id, side)
            + MUSCLE_WEIGHT * _visible_mm2(atlas, muscle.id, view, side) / largest
            + ZONES_WEIGHT * _zones_seen(atlas, muscle, view.id, side)
        )

    return max(views, key=merit).id


@lru_cache(1024)
def close_up(atlas: Atlas, muscle: Muscle, side: Side = "right") -> str | None:
    """Close-up that shows a muscle best, None when none shows any of its trigger points."""
    group = CLOSE_UPS.get(muscle.region)
    near = [view.id for view in atlas.views.values() if view.group == group and shows(atlas, view.id, side)]
    merits = {
        view: (_points_in_front(atlas, muscle, view, side), _zones_seen(atlas, muscle, view, side))
        for view in near
    }
    best = max(near, key=merits.__getitem__, default=None)
    if best is None or (merits[best][0] == 0 and muscle.region not in SMALL):
        return None
    return best


@lru_cache(1024)
def opening_view(atlas: Atlas, muscle: Muscle, side: Side = "right") -> str:
    """View in which a muscle opens: a close-up where it is small and little of its zones gets lost."""
    whole = best_view(atlas, muscle, side)
    near = close_up(atlas, muscle, side) if muscle.region in SMALL else None
    if near is None:
        return whole
    no_point_lost = _points_in_front(atlas, muscle, near, side) >= _points_in_front(
        atlas, muscle, whole, side
    )
    kept = _zones_seen(atlas, muscle, near, side) >= ZONES_KEPT * _zones_seen(atlas, muscle, whole, side)
    return near if no_point_lost and (kept or muscle.region == "pelvis") else whole


def shows(atlas: Atlas, view: str, side: Side) -> bool:
    """Whether a view shows this side of the body: a close-up of one hand, foot or shoulder shows one only."""
    own = side_of(atlas, view)
    return own is None or own == side


def side_of(atlas: Atlas, view: str) -> Side | None:
    """The side whose hand, foot or shoulder a view shows alone; None when it shows both."""
    if view.endswith(LEFT) and view.removesuffix(LEFT) in atlas.views:
        return "left"
    return "right" if view + LEFT in atlas.views else None


def of_side(atlas: Atlas, view: str, side: MapSide) -> str:
    """The same view of a side; the view itself when it shows both sides or both are wanted."""
    own = side_of(atlas, view)
    if own is None or side in (own, "both"):
        return view
    return view + LEFT if side == "left" else view.removesuffix(LEFT)


def nearer(atlas: Atlas, content: Content, state: MapState) -> str | None:
    """Close-up to offer for the selected muscle while the whole body is shown."""
    if state.muscle is None or atlas.views[state.view].group != WHOLE_BODY:
        return None
    return close_up(atlas, content.muscles[state.muscle], "left" if state.side == "left" else "right")


def _points_in_front(atlas: Atlas, muscle: Muscle, view: str, side: Side) -> float:
    """Share of a muscle's trigger points that a view has in front."""
    places = [mark_place(atlas, view, p.position_mm, side) for p in muscle.trigger_points]
    return sum(place is not None and not place[2] for place in places) / max(1, len(places))


def _visible_mm2(atlas: Atlas, muscle: str, view: View, side: Side) -> float:
    """Area of a muscle in the picture of its own layer."""
    known = atlas.muscles.get(muscle)
    drawn = atlas.shapes(view.id)["visible"].get(known.layer, {}).get(muscle, {}) if known else {}
    path = drawn.get(side) or drawn.get("midline") or ""
    return sum(_ring_area(ring) for ring in rings(path)) * view.mm_per_px**2


def _ring_area(ring: NDArray[np.float64]) -> float:
    """Shoelace formula."""
    x, y = ring.T
    return abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1))) / 2


def _zones_seen(atlas: Atlas, muscle: Muscle, view: str, side: Side) -> float:
    """Share of a muscle's essential zones, by area of skin, that a view shows."""
    seen = _skin_seen(atlas, view)
    zones = [zone_weights(atlas, p, "essential", side) * atlas.surface.area_mm2 for p in muscle.trigger_points]
    total = sum(float(zone.sum()) for zone in zones)
    return sum(float(zone[seen].sum()) for zone in zones) / total if total else 0.0


@lru_cache(64)
def _skin_seen(atlas: Atlas, view: str) -> NDArray[np.intp]:
    index = atlas.index(view)
    return np.unique(index[index >= 0])

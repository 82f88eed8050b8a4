"""Marks and zones of the selected muscle in one view, as plain data for every kind of picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from triggerpoints.atlas.contours import contour_path
from triggerpoints.figures.state import MapState
from triggerpoints.referral.zones import KINDS, Kind, Side, zone_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, TriggerPoint

Position = tuple[float, float, float]

ZONE_LEVEL = 0.5  # a zone is drawn where its weight is at least this
CORE_LEVEL = 0.9  # and drawn stronger where it is at least this
# A mark is in front when the skin nearest to it is seen (within so many mm), or when the skin that is seen
# over it is not so many times as far as the nearest.
SEEN_WITHIN_MM, FAR_SIDE = 30.0, 2.0


@dataclass(frozen=True)
class Mark:
    """A trigger point in a view; `x_px`, `y_px` are picture pixels, `behind` is true on the far side."""

    point: str
    number: int
    label: str
    side: Side
    x_px: float
    y_px: float
    behind: bool


@dataclass(frozen=True)
class Zone:
    """The part of a zone that a view shows, and its core; SVG path data in picture pixels."""

    point: str
    kind: Kind
    certainty: str
    side: Side
    path: str
    core: str


def shown_points(content: Content, state: MapState) -> list[tuple[int, TriggerPoint]]:
    """Number and record of each trigger point of the selected muscle."""
    if state.muscle is None:
        return []
    return list(enumerate(content.muscles[state.muscle].trigger_points, start=1))


def marks(atlas: Atlas, content: Content, state: MapState) -> list[Mark]:
    """Trigger points of the selected muscle that lie inside the picture."""
    if not state.points:
        return []
    found = []
    for number, point in shown_points(content, state):
        for side in state.sides:
            if point.sides not in ("both", side):
                continue
            place = mark_place(atlas, state.view, point.position_mm, side)
            if place is not None:
                found.append(Mark(point.id, number, point.label, side, *place))
    return found


def zones(atlas: Atlas, content: Content, state: MapState) -> list[Zone]:
    """Zones of the selected muscle that the view shows, spillover before essential."""
    wanted = {"essential": state.essential, "spillover": state.spillover}
    found = []
    for kind in reversed(KINDS):
        if not wanted[kind]:
            continue
        for _, point in shown_points(content, state):
            if point.phenomenon:  # its places are not where pain is felt; the card says what happens
                continue
            for side in state.sides:
                path, core = zone_paths(atlas, state.view, point, kind, side)
                if path:
                    found.append(Zone(point.id, kind, point.zones.certainty, side, path, core))
    return found


@lru_cache(1024)  # some 6 kB each
def zone_paths(atlas: Atlas, view: str, point: TriggerPoint, kind: Kind, side: Side) -> tuple[str, str]:
    """SVG paths of a zone and of its core in a view; empty when the view does not show it."""
    weights = zone_weights(atlas, point, kind, side)
    if float(weights.max(initial=0)) < ZONE_LEVEL:
        return "", ""
    field = atlas.field(view, weights)
    path = contour_path(field, ZONE_LEVEL)
    return path, contour_path(field, CORE_LEVEL) if path else ""


@lru_cache(8192)
def mark_place(
    atlas: Atlas, view: str, position_mm: Position, side: Side
) -> tuple[float, float, bool] | None:
    """Pixel of a trigger point, and whether it is on the far side of the body.

    The pixel is that of the point itself and not of the nearest skin: a deep point would otherwise be
    marked outside its own muscle (psoas on the loin, tibialis posterior on the outer leg).
    """
    mirrored = _on_side(position_mm, side)
    frame = atlas.view(view)
    skin_mm = atlas.skin_mm(frame.figure)
    x_px, y_px = frame.project(mirrored[None])[0]
    if not (0 <= x_px < frame.width_px and 0 <= y_px < frame.height_px):
        return None
    nearest_mm = skin_mm[_nearest(atlas, position_mm, side)]
    seen_mm, above_mm = (_seen_mm(atlas, view, at_mm) for at_mm in (mirrored, nearest_mm))
    in_front = _apart(above_mm, nearest_mm) <= SEEN_WITHIN_MM
    near = _apart(seen_mm, mirrored) <= FAR_SIDE * _apart(nearest_mm, mirrored)
    behind = not (in_front or near)
    return round(float(x_px), 1), round(float(y_px), 1), bool(behind)


def _on_side(position_mm: Position, side: Side) -> np.ndarray:
    return np.array(position_mm, np.float32) * ([-1, 1, 1] if side == "left" else [1, 1, 1])


@lru_cache(2048)
def _nearest(atlas: Atlas, position_mm: Position, side: Side) -> int:
    """Index of the skin point nearest to a trigger point."""
    return int(atlas.surface.nearest(_on_side(position_mm, side))[0])


def _seen_mm(atlas: Atlas, view: str, at_mm: np.ndarray) -> np.ndarray | None:
    """The skin that is seen where a point (3,) lies in a view."""
    frame = atlas.view(view)
    x_px, y_px = frame.project(at_mm[None])[0]
    seen = atlas.pick(view, float(x_px), float(y_px))
    return None if seen is None else np.asarray(atlas.skin_mm(frame.figure)[seen])


def _apart(a_mm: np.ndarray | None, b_mm: np.ndarray) -> float:
    return np.inf if a_mm is None else float(np.linalg.norm(a_mm - b_mm))

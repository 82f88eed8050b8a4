"""Where a person presses a muscle: the spot on the skin, the muscle below, what to keep away from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from triggerpoints.figures.framing import best_view
from triggerpoints.figures.overlay import mark_place
from triggerpoints.sections.path import trace

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.referral.zones import Side

RADIUS_MM = {"ball": 32.0, "hand": 11.0}
"""Of a tennis ball, and of a thumb."""
KEEP_AWAY_MM = 12.0  # radius of what is marked around a vessel, nerve or organ
REACH_MM = 25.0  # so far beside the ball or the thumb it is marked
MOST_NAMED = 3


@dataclass(frozen=True)
class KeepAway:
    """Something that is not to be pressed: its plain kind and its pixel in the view."""

    kind: str
    x_px: float
    y_px: float


@dataclass(frozen=True)
class PressPlace:
    """A spot to press, in one view.

    Attributes
    ----------
    view : str
    x_px, y_px : float
        The spot.
    radius_px : float
        Of the ball or the thumb, to scale.
    keep_away : tuple of KeepAway
        Nearest first.
    """

    view: str
    x_px: float
    y_px: float
    radius_px: float
    keep_away: tuple[KeepAway, ...]


@lru_cache(512)
def press_place(atlas: Atlas, content: Content, muscle: str, side: Side) -> PressPlace | None:
    """Where a muscle is pressed by self-care; None where it is not to be pressed or not to be seen.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    muscle : str
    side : {'right', 'left'}
    """
    record = content.muscles[muscle]
    method = record.self_care.pressure.method
    if method == "none":
        return None
    view = best_view(atlas, record, side)
    frame = atlas.views[view]
    mirror = np.array([-1.0, 1, 1]) if side == "left" else np.ones(3)
    for point in record.trigger_points:
        place = mark_place(atlas, view, point.position_mm, side)
        if place is None or place[2]:
            continue
        line = trace(atlas, tuple(np.array(point.position_mm) * mirror), muscle)
        spot = np.array(place[:2])
        away = []
        for hazard in line.hazards:
            if hazard.behind_bone or hazard.structure.kind in ("cavity", "canal"):
                continue
            x_px, y_px = frame.project(np.array([hazard.position_mm]))[0]
            apart_mm = float(np.hypot(*(np.array([x_px, y_px]) - spot))) * frame.mm_per_px
            beside_mm = apart_mm - RADIUS_MM[method]
            if (
                0.7 * KEEP_AWAY_MM <= beside_mm <= REACH_MM
            ):  # not below it, where the mark would say two things
                away.append(KeepAway(hazard.structure.kind, round(float(x_px), 1), round(float(y_px), 1)))
        radius_px = RADIUS_MM[method] / frame.mm_per_px
        return PressPlace(view, place[0], place[1], radius_px, tuple(away[:MOST_NAMED]))
    return None

"""Scores of answers that are shown on the body: how far from the point, how much of the zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from triggerpoints.referral.zones import SIDES, Kind, zone_weights
from triggerpoints.study.sitting import MEASURED, Given

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.atlas.attachments import AttachmentArea
    from triggerpoints.content import Muscle, TriggerPoint

NEAR_MM, NEAR_SMALL_MM = 30.0, 15.0  # right within so many mm; the second where the parts are small
NEAR_BONE_MM, NEAR_SMALL_BONE_MM = 15.0, 8.0  # the same for attachments on bones
REACH_MM = 450.0  # from the middle of the body to outside of it, in every direction
SMALL_REGIONS = ("head", "hand", "foot", "pelvis")


def near_mm(muscle: Muscle) -> float:
    """Within how many mm a trigger point of a muscle counts as found; our own choice."""
    return NEAR_SMALL_MM if muscle.region in SMALL_REGIONS else NEAR_MM


def placed(
    atlas: Atlas, muscle: Muscle, point: TriggerPoint, view: str, x_px: float, y_px: float
) -> Given | None:
    """Score a click on a view of the body as the place of a trigger point.

    The distance is that between the skin that was clicked and the skin that is seen over the point, on
    the nearer side of the body.

    Returns
    -------
    Given or None
        The score falls from 1 at the point to one half at `near_mm`. None for a click beside the body.
    """
    at = atlas.pick(view, x_px, y_px)
    if at is None:
        return None
    skin_mm = atlas.surface.position_mm
    away_mm = min(float(np.linalg.norm(skin_mm[at] - over_mm)) for over_mm in _over_mm(atlas, point, view))
    return Given(MEASURED, max(0.0, 1 - away_mm / (2 * near_mm(muscle))), round(away_mm, 1))


def near_bone_mm(muscle: Muscle) -> float:
    """Within how many mm an attachment counts as found; our own choice."""
    return NEAR_SMALL_BONE_MM if muscle.region in SMALL_REGIONS else NEAR_BONE_MM


def attached(
    atlas: Atlas, muscle: Muscle, area: AttachmentArea, view: str, x_px: float, y_px: float
) -> Given | None:
    """Score a click on the bones as the place of an attachment, on either side of the body.

    The distance is that between the bone that was clicked and the nearest point of the area.

    Returns
    -------
    Given or None
        The score falls from 1 on the area to one half at `near_bone_mm`. None for a click beside the bones.
    """
    at_mm = bone_at(atlas, view, x_px, y_px)
    if at_mm is None:
        return None
    both_mm = np.concatenate([area.points_mm, area.points_mm * [-1, 1, 1]])
    away_mm = max(0.0, float(np.linalg.norm(both_mm - at_mm, axis=1).min()) - area.apart_mm)
    return Given(MEASURED, max(0.0, 1 - away_mm / (2 * near_bone_mm(muscle))), round(away_mm, 1))


def bone_at(atlas: Atlas, view: str, x_px: float, y_px: float) -> NDArray[np.float64] | None:
    """The point (3,) of the bones that is seen at a pixel of a view, None beside them."""
    shown = atlas.views[view]
    on_mm = shown.origin_mm + (x_px * shown.right_mm + y_px * shown.down_mm) * shown.mm_per_px
    middle_mm = atlas.surface.position_mm.mean(0)
    deep_mm = float((middle_mm - on_mm) @ shown.towards_mm) - REACH_MM
    start_mm = on_mm + deep_mm * shown.towards_mm
    for span in atlas.volume.along(start_mm, shown.towards_mm, 2 * REACH_MM, 1.0):
        if span.structure.kind in ("bone", "cartilage"):
            return np.asarray(start_mm + span.start_mm * shown.towards_mm, float)
    return None


def zone(atlas: Atlas, point: TriggerPoint, side: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What is to be painted, and what may be painted too: weights (N,) of the two zones of a side.

    It is the essential zone; where there is none, the spillover zone.
    """
    kinds: tuple[Kind, Kind] = ("essential", "spillover")
    essential, spillover = (zone_weights(atlas, point, kind, side) for kind in kinds)  # type: ignore[arg-type]
    return (essential, spillover) if essential.max(initial=0) > 0 else (spillover, np.zeros_like(spillover))


def painted(atlas: Atlas, point: TriggerPoint, weights: NDArray[np.float32]) -> Given:
    """Score what was painted against the drawn zone: twice what both share by both together (Dice).

    It may be painted on either side. Paint on the spillover zone, which some feel, counts neither way.

    Parameters
    ----------
    atlas : Atlas
    point : TriggerPoint
    weights : (N,) float32
        What was painted.
    """
    best = 0.0
    for side in SIDES:
        if point.sides not in ("both", side):
            continue
        wanted, free = zone(atlas, point, side)
        own = atlas.surface.side <= 0 if side == "right" else atlas.surface.side >= 0
        mass = atlas.surface.area_mm2 * (own | (wanted > 0))
        paint = np.where(free > 0, np.minimum(weights, wanted), weights)
        together = float((paint * mass).sum() + (wanted * mass).sum())
        shared = float((np.minimum(paint, wanted) * mass).sum())
        best = max(best, 2 * shared / together if together else 0.0)
    return Given(MEASURED, best, round(best, 3))


def _over_mm(atlas: Atlas, point: TriggerPoint, view: str) -> list[NDArray[np.float32]]:
    """The skin seen over a trigger point in a view, on each side that has it."""
    skin_mm = atlas.surface.position_mm
    found = []
    for side in SIDES:
        if point.sides not in ("both", side):
            continue
        at_mm = np.array(point.position_mm, np.float32) * ([-1, 1, 1] if side == "left" else [1, 1, 1])
        x_px, y_px = atlas.views[view].project(at_mm[None])[0]
        seen = atlas.pick(view, float(x_px), float(y_px))
        found.append(skin_mm[int(atlas.surface.nearest(at_mm)[0]) if seen is None else seen])
    return found

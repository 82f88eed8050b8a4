"""Where a person presses a muscle: the spot on the skin, the muscle below, what to keep away from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import scipy.ndimage
from PIL import Image, ImageDraw

from triggerpoints.figures.framing import CLOSE_UPS, WHOLE_BODY, faces
from triggerpoints.figures.svg_path import rings
from triggerpoints.sections.path import NearHazard, skin_normal, trace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle
    from triggerpoints.referral.zones import Side

RADIUS_MM = {"ball": 32.0, "small ball": 21.0, "hand": 11.0}
"""Of a tennis ball, of a golf ball for hands and feet, and of a thumb."""
SMALL_REGIONS = {"hand", "foot"}
KEEP_AWAY_MM = 12.0  # radius of what is marked around a vessel, nerve or organ
REACH_MM = 25.0  # so far beside the ball or the thumb it is marked
FELT_MM = 30.0  # what lies deeper is not reached by pressing
BELOW_MM = 20.0  # a vessel or nerve that near below a finger is told of
KEEP_AWAY_SMALL_MM = 7.0  # in hands and feet
MOST_NAMED, MOST_NAMED_SMALL = 3, 2
NEAR_POINT_MM = 20.0  # around the skin nearest to a trigger point, where the entry names no place
WITHIN_MM = 25.0  # of the muscle's edge; deeper inside is not better
EDGE_MM = 50.0  # nearer to the edge of a view too little of the body is seen around the spot
CLOSE_UP_BONUS = 0.15
CUT_OPEN = 0.15
ARM_CUT_OFF = {
    "trunk-side",
    "trunk-side-left",
}  # its cut is hard to understand: only where nothing else shows
FAR_MM = 150.0
FLATTEST = 0.35  # least part of the skin's normal that looks at the reader
INSIDE_MM = 12.0
"""How far below the skin the line is made to pass, to be followed from there."""


EYE = {
    "sclera", "choroid", "optic-part-of-retina", "vitreous-body", "cornea", "corona-ciliaris",
    "anterior-chamber-of-eyeball", "lens", "iris", "tarsal-plate-of-upper-eyelid",
    "tarsal-plate-of-lower-eyelid", "lacrimal-gland",
}  # fmt: skip
ORGANS = {
    "colon": "bowel", "ileum": "bowel", "jejunum": "bowel", "appendix": "bowel", "kidney": "kidney",
    "hepatovenous": "liver", "liver": "liver", "stomach": "stomach", "spleen": "spleen",
    "bladder": "bladder",
}  # fmt: skip
"""Parts of the ids of organs, and what they are called on the picture."""


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
    below : tuple of str
        Kinds of what lies right below a finger: 'vessel', 'nerve'.
    skin : int
        The skin point of the spot.
    """

    view: str
    x_px: float
    y_px: float
    radius_px: float
    keep_away: tuple[KeepAway, ...]
    below: tuple[str, ...]
    skin: int


def tool_of(muscle: Muscle) -> str:
    """What a muscle is pressed with: 'ball', 'small ball' or 'hand'; 'none' where it is not pressed."""
    method = muscle.self_care.pressure.method
    return "small ball" if method == "ball" and muscle.region in SMALL_REGIONS else method


def away_radius_mm(muscle: Muscle) -> float:
    """Radius of what is marked around a vessel, nerve or organ."""
    return KEEP_AWAY_SMALL_MM if muscle.region in SMALL_REGIONS else KEEP_AWAY_MM


@lru_cache(512)
def press_place(atlas: Atlas, content: Content, muscle: str, side: Side) -> PressPlace | None:
    """Where a muscle is pressed by self-care; None where it is not to be pressed or not to be seen.

    The spot is a point of the skin at the place that the entry names (else near the first trigger point),
    over the muscle, in the view that looks straightest at it.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    muscle : str
    side : {'right', 'left'}
    """
    record = content.muscles[muscle]
    tool = tool_of(record)
    if tool == "none":
        return None
    allowed = _skin_of(atlas, record, side)
    found = [
        (*best, view)
        for view, frame in atlas.views.items()
        if frame.group in {WHOLE_BODY, *CLOSE_UPS[record.region]}
        and faces(atlas, view, side)
        and (best := _best_spot(atlas, record, side, view, allowed))
    ]
    if not found:
        return None
    _, skin, view = max(found)
    frame = atlas.views[view]
    x_px, y_px = frame.project(atlas.surface.position_mm[skin][None])[0]
    beside, below = _around(atlas, record, view, skin, RADIUS_MM[tool])
    return PressPlace(
        view,
        round(float(x_px), 1),
        round(float(y_px), 1),
        RADIUS_MM[tool] / frame.mm_per_px,
        beside,
        below if tool == "hand" else (),
        skin,
    )


def _skin_of(atlas: Atlas, muscle: Muscle, side: Side) -> NDArray[np.bool_]:
    """Skin points (N,) at the place where the muscle is pressed."""
    surface = atlas.surface
    own = surface.side * (1 if side == "left" else -1) >= 0
    place = muscle.self_care.pressure.place
    if place:
        return np.asarray((atlas.places.meant(place, side) > 0.5) & own)
    mirror = np.array([-1.0, 1, 1]) if side == "left" else np.ones(3)
    nearest = surface.nearest(np.array(muscle.trigger_points[0].position_mm) * mirror)[0]
    around = np.zeros(len(surface), bool)
    around[surface.tree.query_ball_point(surface.position_mm[nearest], NEAR_POINT_MM)] = True
    return np.asarray(around & own)


def _best_spot(
    atlas: Atlas, muscle: Muscle, side: Side, view: str, allowed: NDArray[np.bool_]
) -> tuple[float, int] | None:
    """The skin point that a view shows best as the spot, with how good it is."""
    frame, surface = atlas.views[view], atlas.surface
    skin = _seen(atlas, view)
    skin = skin[allowed[skin]]
    looking = np.cross(frame.right_mm, frame.down_mm)
    facing = -(surface.normal[skin] @ looking)
    straight = -float(surface.normal[allowed].mean(0) @ looking)  # at the place as a whole
    skin, facing = skin[facing > FLATTEST], facing[facing > FLATTEST]
    full = atlas.shapes(view)["full"].get(muscle.id, {})
    path = full.get(side) or full.get("midline")
    if not len(skin) or not path:
        return None
    xy = frame.project(surface.position_mm[skin])
    depth_mm = _depth_mm(atlas, view, path)
    column, row = (xy / _STEP_PX).astype(int).T
    inside = np.clip(depth_mm[row.clip(0, len(depth_mm) - 1), column.clip(0, depth_mm.shape[1] - 1)], -60, 25)
    mirror = np.array([-1.0, 1, 1]) if side == "left" else np.ones(3)
    points = np.array([point.position_mm for point in muscle.trigger_points]) * mirror
    apart = np.linalg.norm(surface.position_mm[skin][:, None] - points[None], axis=2).min(1)
    edge_mm = np.minimum(xy, (frame.width_px, frame.height_px) - xy).min(1) * frame.mm_per_px
    good = (
        facing
        + straight
        + inside / WITHIN_MM
        - 0.5 * np.minimum(apart / FAR_MM, 1)
        + 0.5 * np.minimum(edge_mm / EDGE_MM, 1)
        + CLOSE_UP_BONUS * (frame.group != WHOLE_BODY)
        - CUT_OPEN * (view in ARM_CUT_OFF)
    )
    best = int(np.argmax(good))
    return float(good[best]), int(skin[best])


_STEP_PX = 4


@lru_cache(64)
def _seen(atlas: Atlas, view: str) -> NDArray[np.int32]:
    """Skin points that a view shows."""
    index = atlas.index(view)
    return np.unique(index[index >= 0])


def _depth_mm(atlas: Atlas, view: str, path: str) -> NDArray[np.float64]:
    """How far inside an outline each block of a view lies; below 0 outside."""
    frame = atlas.views[view]
    size = (frame.width_px // _STEP_PX + 1, frame.height_px // _STEP_PX + 1)
    canvas = Image.new("1", size)
    pen = ImageDraw.Draw(canvas)
    for ring in rings(path):
        if len(ring) > 2:
            pen.polygon([(x / _STEP_PX, y / _STEP_PX) for x, y in ring], fill=1)
    mask = np.asarray(canvas)
    inside = scipy.ndimage.distance_transform_edt(np.pad(mask, 1))[1:-1, 1:-1]
    outside = scipy.ndimage.distance_transform_edt(~mask) if mask.any() else np.full(mask.shape, np.inf)
    return np.asarray((inside - outside) * _STEP_PX * frame.mm_per_px)


def _around(
    atlas: Atlas, muscle: Muscle, view: str, skin: int, radius_mm: float
) -> tuple[tuple[KeepAway, ...], tuple[str, ...]]:
    """What is to be kept away from beside a spot, and what lies right below a finger."""
    at_mm = atlas.surface.position_mm[skin].astype(float)
    inside_mm = at_mm - INSIDE_MM * skin_normal(atlas, at_mm)
    try:
        line = trace(atlas, (float(inside_mm[0]), float(inside_mm[1]), float(inside_mm[2])), muscle.id)
    except ValueError:  # where the body is thinner than that
        return (), ()
    on_head = muscle.region in ("head", "neck")  # gums and glands may be touched
    reached = [
        hazard
        for hazard in line.hazards
        if not hazard.behind_bone
        and hazard.structure.kind not in ("cavity", "canal")
        and not (on_head and hazard.structure.kind == "organ" and hazard.structure.id not in EYE)
        and hazard.along_mm <= FELT_MM
    ]
    below = [
        hazard.structure.kind
        for hazard in reached
        if hazard.from_line_mm <= RADIUS_MM["hand"] and hazard.along_mm <= BELOW_MM
    ]
    is_small = muscle.region in SMALL_REGIONS
    away_mm = away_radius_mm(muscle)
    beside: list[KeepAway] = []
    frame = atlas.views[view]
    at_px = frame.project(at_mm[None])[0]
    for hazard in reached:
        # not below it, where the mark would say two things
        x_px, y_px = frame.project(_above(atlas, hazard, np.array(line.direction))[None])[0]
        seen_mm = float(np.hypot(x_px - at_px[0], y_px - at_px[1])) * frame.mm_per_px
        if not all(
            0.7 * away_mm <= apart_mm - radius_mm <= REACH_MM for apart_mm in (hazard.from_line_mm, seen_mm)
        ):
            continue
        kind = _kind(hazard)
        near_px = away_mm / frame.mm_per_px
        if all(
            kind != known.kind or np.hypot(x_px - known.x_px, y_px - known.y_px) > near_px for known in beside
        ):
            beside.append(KeepAway(kind, round(float(x_px), 1), round(float(y_px), 1)))
    most = MOST_NAMED_SMALL if is_small else MOST_NAMED
    return tuple(beside[:most]), tuple(kind for kind in ("vessel", "nerve") if kind in below)


def _above(atlas: Atlas, hazard: NearHazard, direction: NDArray[np.float64]) -> NDArray[np.float32]:
    """The skin over a hazard, where a hand would meet it."""
    surface = atlas.surface
    outwards = np.array(hazard.position_mm) - hazard.along_mm * direction
    return np.asarray(surface.position_mm[int(surface.nearest(outwards)[0])])


def _kind(hazard: NearHazard) -> str:
    """Kind of a hazard; organs that have a plain name are told apart."""
    structure = hazard.structure
    if structure.id in EYE:
        return "eye"
    if structure.kind == "organ":
        return next((kind for part, kind in ORGANS.items() if part in structure.id), "organ")
    return structure.kind

"""What Python and the turning body tell each other: small values and addresses, no geometry.

As for the maps, the types here are the only description of it; `python -m tools.script_types` writes them
down for the scripts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

import numpy as np

from triggerpoints.figures.camera import Framing, camera_at, framing_of
from triggerpoints.figures.overlay import shown_points
from triggerpoints.figures.payload import PatternOf, Show, pattern_of
from triggerpoints.figures.state import Audience, MapSide, MapState
from triggerpoints.referral.zones import Kind, Side

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content


class SolidPart(TypedDict):
    """A part of the body's surfaces; `side` right means that the left is its mirror image."""

    index: int
    file: str
    id: str
    kind: str
    name: str
    latin: str
    layer: str
    side: Literal["right", "middle"]
    centre_mm: list[float]
    radius_mm: float
    covered_by: list[str]


class FramingFacts(TypedDict):
    """The look of a map's view: from where, to what, and how much of the body it frames."""

    azimuth_deg: float
    tilt_deg: float
    target_mm: list[float]
    width_mm: float
    height_mm: float


class LayerName(TypedDict):
    """A layer that can be chosen."""

    id: str
    name: str


class BodyPayload(TypedDict):
    """State of the turning body: the same as that of the map, with the look at it.

    `camera` is direction, tilt, distance and target; `opening` is the view of the maps that it comes from.
    """

    camera: list[int]
    opening: FramingFacts | None
    layers: list[LayerName]
    layer: str
    selected: str | None
    side: MapSide
    point: str | None
    wording: Audience
    show: Show
    pattern: PatternOf | None


class BodyData(BodyPayload):
    """All that reaches the component with each message."""

    script: str
    styles: list[str]
    manifest: str
    solids: dict[str, str]
    patterns: str
    names_url: str
    heard: int


class SolidMark(TypedDict):
    """A trigger point in the body, and which way the skin nearest to it looks."""

    point: str
    n: int
    numbered: bool
    label: str
    side: Side
    at_mm: list[float]
    outward: list[float]


class SkinZone(TypedDict):
    """A zone as weights (bytes) at points of the skin's surface, whose numbers are 32-bit; both in Base64."""

    points: list[str]
    kind: Kind
    certainty: str
    at: str
    weights: str


class SolidPattern(TypedDict):
    """Points and zones of a muscle on the turning body."""

    marks: list[SolidMark]
    zones: list[SkinZone]


class TurnEvent(TypedDict):
    """The reader looks from another side."""

    n: int
    kind: Literal["turn"]
    camera: list[int]


class LeaveEvent(TypedDict):
    """The reader goes back to the map; `unable` says that the browser cannot draw the body."""

    n: int
    kind: Literal["leave"]
    camera: NotRequired[list[int]]
    unable: NotRequired[bool]


def body_payload(atlas: Atlas, state: MapState) -> BodyPayload:
    """State of the turning body as plain data for the browser.

    Parameters
    ----------
    atlas : Atlas
    state : MapState
        Its ids must exist in `atlas` and the content.
    """
    framing = framing_of(atlas.views[state.view])
    opening = camera_at(framing)
    camera = state.camera or opening
    return {
        "camera": camera.numbers,
        "opening": _framing_facts(framing) if camera == opening else None,
        "layers": [
            {"id": id_, "name": label.removesuffix(" muscles")} for id_, label in atlas.layer_labels.items()
        ],
        "layer": state.layer,
        "selected": state.muscle,
        "side": state.side,
        "point": state.point,
        "wording": state.audience,
        "show": {
            "points": state.points,
            "essential": state.essential,
            "spillover": state.spillover,
            "outlines": state.outlines,
        },
        "pattern": pattern_of(state),
    }


def _framing_facts(framing: Framing) -> FramingFacts:
    return {
        "azimuth_deg": framing.azimuth_deg,
        "tilt_deg": framing.tilt_deg,
        "target_mm": list(framing.target_mm),
        "width_mm": framing.width_mm,
        "height_mm": framing.height_mm,
    }


def solid_pattern(atlas: Atlas, content: Content, muscle: str, side: MapSide) -> SolidPattern:
    """Points of a muscle in the body, and its zones on the skin.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    muscle : str
        Id of the content.
    side : {'right', 'left', 'both'}
    """
    state = MapState(muscle=muscle, side=side)
    points = shown_points(content, state)
    found: list[SolidMark] = []
    for number, point in points:
        for own in state.sides:
            if point.sides not in ("both", own):
                continue
            at_mm = np.array(point.position_mm) * ([-1, 1, 1] if own == "left" else [1, 1, 1])
            near = int(atlas.surface.nearest(at_mm)[0])
            found.append(
                {
                    "point": point.id,
                    "n": number,
                    "numbered": len(points) > 1,
                    "label": point.label,
                    "side": own,
                    "at_mm": [round(float(value), 1) for value in at_mm],
                    "outward": [round(float(value), 2) for value in atlas.surface.normal[near]],
                }
            )
    return {"marks": found, "zones": []}

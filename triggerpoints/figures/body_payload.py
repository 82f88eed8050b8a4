"""What Python and the turning body tell each other: small values and addresses, no geometry.

As for the maps, the types here are the only description of it; `python -m tools.script_types` writes them
down for the scripts.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

import numpy as np
from numpy.typing import NDArray

from triggerpoints.content.kin import kin_of
from triggerpoints.figures.camera import Framing, camera_at, framing_of
from triggerpoints.figures.overlay import shown_points
from triggerpoints.figures.payload import PatternOf, Show, pattern_of
from triggerpoints.figures.state import Audience, MapSide, MapState
from triggerpoints.referral.body_zones import zone_bytes
from triggerpoints.referral.zones import KINDS, Kind, Side

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
    usual: Literal["solid", "ghost", "hidden"]
    side: Literal["right", "middle"]
    centre_mm: list[float]
    radius_mm: float
    best_from: list[float]
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


class KinFacts(TypedDict):
    """Muscles that share a nerve, a bone or a movement with the selected one."""

    id: str
    what: Literal["nerve", "bone", "action"]
    name: str
    muscles: list[str]


class BodyBrush(TypedDict):
    """What the pointer does on a body that is marked, and the radius of its brush."""

    tool: Literal["tap", "paint", "erase"]
    radius_mm: int


class MarkedSkin(TypedDict):
    """A painful area, like a zone as weights at points of the skin, and its number."""

    n: int
    at: str
    weights: str


class Marking(TypedDict):
    """On a body that is marked instead of explored: the brush, and what is marked."""

    skin_points: int
    brush: BodyBrush
    areas: list[MarkedSkin]


class TakenOff(TypedDict):
    """What was taken off the body: keys of parts as in `triggerpoints.figures.peel`."""

    hidden: list[str]
    ghosted: list[str]
    alone: str | None
    vessels: bool


class MetPart(TypedDict):
    """What the needle's line goes through: its key among the body's parts, its name, and how deep it lies."""

    part: str
    name: str
    depth: str


class BodyCut(TypedDict):
    """A section: its picture's axes, a place on its plane, frame and SVG; the needle's line and all it meets.

    The plane stands `move_mm` off the point and may be moved `reach_mm` to both sides, named in `ends`.
    A plane beside the body has no picture.
    """

    right: list[float]
    down: list[float]
    at_mm: list[float]
    frame: list[float]
    svg: str
    needle: list[list[float]]
    move_mm: int
    reach_mm: int
    ends: list[str]
    met: list[MetPart]


class BodyPayload(TypedDict):
    """State of the turning body: the same as that of the map, with the look at it.

    `camera` is direction, tilt, distance and target; `opening` is the view of the maps that it comes from.
    `kin` is there for students, `together` the id of the one whose muscles are lit. `figure` is whose skin is
    drawn.
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
    kin: list[KinFacts]
    together: str | None
    peel: TakenOff
    figure: str
    marking: NotRequired[Marking]
    cut: NotRequired[BodyCut]


class BodyData(BodyPayload):
    """All that reaches the component with each message; `provisional`, `cards` as in `ComponentData`.

    `figures` are addresses of how far the skin moves.
    """

    provisional: bool
    script: str
    styles: list[str]
    manifest: str
    solids: dict[str, str]
    figures: dict[str, str]
    patterns: str
    names_url: str
    heard: int
    cards: NotRequired[str]


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
    """Points and zones of a muscle on the turning body; `skin_points` is how many points that skin has."""

    skin_points: int
    marks: list[SolidMark]
    zones: list[SkinZone]


class TurnEvent(TypedDict):
    """The reader looks from another side."""

    n: int
    kind: Literal["turn"]
    camera: list[int]


class PeelEvent(TypedDict):
    """The reader has taken parts off the body or brought them back: all that is off now."""

    n: int
    kind: Literal["peel"]
    hidden: list[str]
    ghosted: list[str]
    alone: str | None
    vessels: bool


class CutEvent(TypedDict):
    """The plane of the section was moved off the point."""

    n: int
    kind: Literal["cut"]
    move_mm: int


class BrushEvent(TypedDict):
    """A stroke was drawn on the body: the brush's way in mm."""

    n: int
    kind: Literal["brush"]
    tool: Literal["paint", "erase"]
    radius_mm: int
    points: list[list[float]]


class SpotEvent(TypedDict):
    """The skin was tapped at one of its points."""

    n: int
    kind: Literal["spot"]
    at: int


class LeaveEvent(TypedDict):
    """The reader goes back to the map; `unable` says that the browser cannot draw the body."""

    n: int
    kind: Literal["leave"]
    camera: NotRequired[list[int]]
    unable: NotRequired[bool]


def body_payload(atlas: Atlas, content: Content, state: MapState) -> BodyPayload:
    """State of the turning body as plain data for the browser.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    state : MapState
        Its ids must exist in `atlas` and `content`.
    """
    framing = framing_of(atlas.views[state.view])
    opening = camera_at(framing)
    camera = state.camera or opening
    kin = kin_of(content, state.muscle) if state.muscle and state.audience == "student" else ()
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
        "kin": [
            {"id": one.id, "what": one.what, "name": one.name, "muscles": list(one.muscles)} for one in kin
        ],
        "together": state.kin if any(one.id == state.kin for one in kin) else None,
        "peel": {
            "hidden": list(state.peel.hidden),
            "ghosted": list(state.peel.ghosted),
            "alone": state.peel.alone,
            "vessels": state.peel.vessels,
        },
        "figure": state.figure,
    }


def _framing_facts(framing: Framing) -> FramingFacts:
    return {
        "azimuth_deg": framing.azimuth_deg,
        "tilt_deg": framing.tilt_deg,
        "target_mm": list(framing.target_mm),
        "width_mm": framing.width_mm,
        "height_mm": framing.height_mm,
    }


def marked_skin(weights: NDArray[np.float32], number: int) -> MarkedSkin:
    """A painful area for the browser.

    Parameters
    ----------
    weights : (N,) float32
        0..1 at each point of the skin.
    number : int
    """
    packed = np.rint(weights * 255).astype(np.uint8)
    at = np.flatnonzero(packed)
    return {"n": number, "at": _text(at.astype("<u4")), "weights": _text(packed[at])}


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
    shared: dict[tuple[Kind, str, str, str], list[str]] = {}
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
            if point.phenomenon:  # its places are not where pain is felt; the card says what happens
                continue
            for kind in reversed(KINDS):
                weights = zone_bytes(atlas, point, kind, own)
                at = np.flatnonzero(weights)
                if len(at):
                    drawn = (kind, point.zones.certainty, _text(at.astype("<u4")), _text(weights[at]))
                    shared.setdefault(drawn, []).append(point.id)
    zones: list[SkinZone] = [
        {"points": of, "kind": kind, "certainty": certainty, "at": at, "weights": weights}
        for (kind, certainty, at, weights), of in shared.items()
    ]
    return {"skin_points": len(atlas.surface), "marks": found, "zones": zones}


def _text(array: np.ndarray) -> str:
    return base64.b64encode(array.tobytes()).decode()

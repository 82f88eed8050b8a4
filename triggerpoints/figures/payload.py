"""What Python and the body-map component tell each other: small values and addresses, no geometry.

The types here are the only description of it: `python -m tools.script_types` writes them down for the
scripts, and a test compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

import numpy as np

from triggerpoints.atlas.skin_figures import MAN
from triggerpoints.figures.framing import WHOLE_BODY, nearer, side_of, twin, whole_view
from triggerpoints.figures.overlay import Zone, marks, zones
from triggerpoints.figures.state import Audience, MapSide, MapState
from triggerpoints.referral.areas import Tool
from triggerpoints.referral.sentences import pain_felt
from triggerpoints.referral.zones import Kind, Side

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas, View
    from triggerpoints.content import Content

# Outlines that can be picked: on the skin those of the muscles just below it, on the skeleton the deepest.
PICKED_LAYER = {"skin": "superficial", "skeleton": "deep"}

Mode = Literal["pick", "paint", "lasso"]
Control = Literal["view", "layer", "close-ups", "options"]  # the options are side and overlays


class ViewFacts(TypedDict):
    """A view; `sides` are the words for the left and the right edge, `title` names a close-up."""

    id: str
    label: str
    width: int
    height: int
    mm_per_px: float
    sides: list[str] | None
    title: str | None


class PatternOf(TypedDict):
    """Whose points and zones are drawn."""

    muscle: str
    side: MapSide


class Show(TypedDict):
    """Which overlays are switched on."""

    points: bool
    essential: bool
    spillover: bool
    outlines: bool


class Lit(TypedDict):
    """Where the selected muscle is pictured in its own layer."""

    picture: str
    shapes_layer: str


class Offer(TypedDict):
    """Another view worth a look: closer, or back out."""

    id: str
    label: str
    way: Literal["in", "out"]


class MarkedArea(TypedDict):
    """Where it hurts: an outline, its number, and where the number stands in picture pixels."""

    d: str
    n: int
    x: float
    y: float


class Involved(TypedDict):
    """Several muscles at once: grade and layer of each, and the key to the grades."""

    muscles: Mapping[str, str]
    layers: Mapping[str, str]
    key: Sequence[Sequence[str]]


class MapPayload(TypedDict):
    """State of the map. Addresses may be file names in the folder of body maps until they are served.

    `zones_of` is the view whose zones are drawn: that of the figure whose skin is pictured.
    """

    label: str
    view: ViewFacts
    zones_of: str
    layer: str
    picture: str
    silhouette: str
    shapes: str
    shapes_layer: str
    outlines: bool
    selected: str | None
    side: MapSide
    point: str | None
    wording: Audience
    pattern: PatternOf | None
    show: Show
    lit: Lit | None
    offer: Offer | None
    shapes_url: NotRequired[str]
    names_url: NotRequired[str]
    help: NotRequired[str | None]
    possessive: NotRequired[bool]
    areas: NotRequired[list[MarkedArea]]
    areas_name: NotRequired[str]
    previews: NotRequired[dict[str, str]]
    involved: NotRequired[Involved]
    zoom_to: NotRequired[list[int]]
    walk: NotRequired[list[str]]


class Brush(TypedDict):
    """Tool and radius of the brush in picture pixels."""

    tool: Tool
    radius_px: float


class StrokeItem(TypedDict):
    """Something drawn: the brush's way, or the corners of a lasso, in picture pixels."""

    tool: Tool
    radius_px: float
    points: list[list[float]]


class ComponentData(MapPayload):
    """All that reaches the component with each message.

    `heard` is the number of the last event that Python has taken over; `index` is there on a map that
    changes view, layer, side and overlays by itself; `provisional` says that Python does not know yet what
    the reader had done, so that what a map shows already stays; `cards` is the address of the cards of
    muscles where one stands beside the map.
    """

    script: str
    style: str
    placeholder: str
    overlays: str
    mode: Mode
    focus: int
    brush: Brush
    strokes: list[StrokeItem]
    heard: int
    provisional: bool
    index: NotRequired[str]
    cards: NotRequired[str]


class OwnSkin(TypedDict):
    """Another figure: the view whose zones are drawn on its skin, its plain shape, and the man's skin."""

    zones_of: str
    placeholder: str
    man: str


class IndexedView(ViewFacts):
    """A view with all its files; `twin` is the same view of the other side, `name` short in its group.

    `sharp` has the pictures with finer pixels for a reader who zooms in, where there are some. `own_skin` is
    there where another figure than the man is pictured on the skin.
    """

    group: str
    name: str
    side: Side | None
    twin: str | None
    pictures: dict[str, str]
    sharp: dict[str, str]
    shapes: str
    placeholder: str
    own_skin: NotRequired[OwnSkin]


class IndexedLayer(TypedDict):
    """A layer; `picked` is the one whose outlines can be picked on it, `outlined` whether they may show."""

    id: str
    label: str
    name: str
    picked: str
    outlined: bool


class MapIndex(TypedDict):
    """All views and layers, and the layer of each muscle: what a map needs to answer by itself.

    In `label`, which names the map, the words for the view and the layer are filled in. `controls` says
    what can be chosen, `selects` whether a click selects what was clicked.
    """

    label: str
    views: list[IndexedView]
    layers: list[IndexedLayer]
    muscles: dict[str, str]
    controls: list[Control]
    selects: bool


class Mark(TypedDict):
    """A trigger point as a view shows it."""

    point: str
    n: int
    numbered: bool
    label: str
    side: Side | Literal["midline"]
    x: float
    y: float
    behind: bool


class DrawnZone(TypedDict):
    """A referred-pain zone as a view shows it, its core, and the points that share it."""

    points: list[str]
    kind: Kind
    certainty: str
    d: str
    core: str


class PatternFile(TypedDict):
    """Points and zones of a muscle in a view, the view to offer from there, and its zones in words."""

    marks: list[Mark]
    zones: list[DrawnZone]
    offer: Offer | None
    felt: dict[str, str]


class PickEvent(TypedDict):
    """A click: `id` is None beside all shapes."""

    n: int
    kind: Literal["pick"]
    id: str | None
    side: str | None
    x: float
    y: float


class PointEvent(TypedDict):
    """A trigger point was chosen, or let go."""

    n: int
    kind: Literal["point"]
    id: str | None


class ShowEvent(TypedDict):
    """The reader changed what is shown; what stays is left out."""

    n: int
    kind: Literal["show"]
    view: NotRequired[str]
    layer: NotRequired[str]
    side: NotRequired[MapSide]
    points: NotRequired[bool]
    essential: NotRequired[bool]
    spillover: NotRequired[bool]
    outlines: NotRequired[bool]
    together: NotRequired[str | None]


class StrokeEvent(TypedDict):
    """A stroke was drawn on a view."""

    n: int
    kind: Literal["stroke"]
    view: str
    item: StrokeItem


class PictureData(TypedDict):
    """All that reaches the component of a drawn section, strip or locator with each message."""

    script: str
    style: str
    svg: str
    card: bool
    tallest: str
    stamp: str
    click: bool


def map_payload(atlas: Atlas, content: Content, state: MapState) -> MapPayload:
    """State of the map as plain data for the browser.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    state : MapState
        Its ids must exist in `atlas` and `content`.

    Returns
    -------
    MapPayload
        `picture`, `silhouette` and `shapes` are file names in the folder of body maps. Of
        `pattern` the browser fetches the points and zones (`pattern_payload`), once for each.
    """
    view = atlas.views[state.view]
    pictured = atlas.view(atlas.of_figure(state.view, state.figure, state.layer))
    return {
        "label": f"Body map: {view.label}, {atlas.layer_labels[state.layer].lower()}",
        "view": view_facts(atlas, view),
        "zones_of": pictured.id,
        "layer": state.layer,
        "picture": pictured.pictures[state.layer],
        "silhouette": pictured.pictures["skin"],
        "shapes": view.shapes_file,
        "shapes_layer": PICKED_LAYER.get(state.layer, state.layer),
        "outlines": state.outlines and state.layer != "skin",
        "selected": state.muscle,
        "side": state.side,
        "point": state.point,
        "wording": state.audience,
        "pattern": pattern_of(state),
        "show": {
            "points": state.points,
            "essential": state.essential,
            "spillover": state.spillover,
            "outlines": state.outlines,
        },
        "lit": _lit(atlas, state),
        "offer": _offer(atlas, content, state),
    }


def map_index(
    atlas: Atlas, address: Callable[[str], str], placeholder: Callable[[str], str], figure: str = MAN
) -> MapIndex:
    """All that a map needs to change its view, layer and side by itself.

    Parameters
    ----------
    atlas : Atlas
    address : callable
        Address of a file in the folder of body maps.
    placeholder : callable
        Address of the body's plain shape in a view.
    figure : str
        Whose skin is pictured, where it is.
    """
    names = {view.id: view.label.removesuffix(" side") for view in atlas.views.values()}
    names |= close_up_names(atlas)
    views: list[IndexedView] = []
    for view in atlas.views.values():
        drawn = atlas.view(atlas.of_figure(view.id, figure))
        entry: IndexedView = {
            **view_facts(atlas, view),
            "group": view.group,
            "name": names[view.id],
            "side": side_of(atlas, view.id),
            "twin": twin(atlas, view.id),
            "pictures": {
                layer: address({**view.pictures, **drawn.pictures}[layer]) for layer in atlas.layers
            },
            "sharp": {layer: address(name) for layer, name in {**view.sharp, **drawn.sharp}.items()},
            "shapes": address(view.shapes_file),
            "placeholder": placeholder(view.id),
        }
        if drawn.figure != MAN:
            man = address(view.pictures["skin"])
            entry["own_skin"] = {"zones_of": drawn.id, "placeholder": placeholder(drawn.id), "man": man}
        views.append(entry)
    return {
        "label": "Body map: {view}, {layer}",
        "controls": ["view", "layer", "close-ups", "options"],
        "selects": True,
        "views": views,
        "layers": [
            {
                "id": layer,
                "label": atlas.layer_labels[layer],
                "name": layer_name(atlas, layer),
                "picked": PICKED_LAYER.get(layer, layer),
                "outlined": layer != "skin",
            }
            for layer in atlas.layers
        ],
        "muscles": {id_: muscle.layer for id_, muscle in atlas.muscles.items()},
    }


def turning_index(index: MapIndex, label: str) -> MapIndex:
    """Index of a map of which only the view can be chosen; `label` has ``{view}`` in it."""
    return {**index, "label": label, "controls": ["view"], "selects": False}


def skin_index(
    index: MapIndex, label: str, kind: str, shapes: Callable[[str], str], *, outlined: bool = False
) -> MapIndex:
    """Index of a map of the skin on which other things than muscles are chosen.

    Parameters
    ----------
    index : MapIndex
        Of the body map.
    label : str
        Names the map, with ``{view}`` in it.
    kind : str
        Name of the layer of outlines in the shapes files.
    shapes : callable
        Address of the shapes file of a view.
    outlined : bool
        Draw the outlines, and select what is clicked.
    """
    views: list[IndexedView] = [
        {
            **view,
            "sides": view["sides"] or _own_side(view),
            "name": view["name"] if view["title"] is None else view["label"],
            "side": None,
            "twin": None,
            "shapes": shapes(view["id"]),
        }
        for view in index["views"]
    ]
    layer: IndexedLayer = {
        "id": "skin", "label": "Skin", "name": "Skin", "picked": kind, "outlined": outlined,
    }  # fmt: skip
    return {
        "label": label,
        "views": views,
        "layers": [layer],
        "muscles": {},
        "controls": ["view"] if outlined else ["view", "close-ups"],
        "selects": outlined,
    }


def _own_side(view: ViewFacts) -> list[str] | None:
    """Words for a view that shows the reader's left or right side alone."""
    side = next((side for side in ("left", "right") if view["id"].rpartition("-")[2] == side), None)
    return [f"Your {side} side", ""] if side else None


def pattern_payload(atlas: Atlas, content: Content, view: str, muscle: str, side: MapSide) -> PatternFile:
    """Points and zones of a muscle in a view, and the view to offer from there.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    view, muscle : str
        Ids of the atlas (the view of any figure) and the content.
    side : {'right', 'left', 'both'}

    Returns
    -------
    PatternFile
    """
    state = MapState(view=view, muscle=muscle, side=side)
    of_man = replace(state, view=atlas.view(view).of_man)
    drawn = marks(atlas, content, state)
    numbered = len({mark.point for mark in drawn}) > 1
    return {
        "marks": [
            {
                "point": mark.point,
                "n": mark.number,
                "numbered": numbered,
                "label": mark.label,
                "side": mark.side,
                "x": mark.x_px,
                "y": mark.y_px,
                "behind": mark.behind,
            }
            for mark in drawn
        ],
        "zones": _grouped(zones(atlas, content, state)),
        "offer": _offer(atlas, content, of_man),
        "felt": pain_felt(content, muscle),
    }


def view_facts(atlas: Atlas, view: View) -> ViewFacts:
    """What the browser needs to know of a view besides its files."""
    return {
        "id": view.id,
        "label": view.label,
        "width": view.width_px,
        "height": view.height_px,
        "mm_per_px": view.mm_per_px,
        "sides": side_labels(view) if side_of(atlas, view.id) is None else None,
        "title": None if view.group == WHOLE_BODY else view.label,
    }


def layer_name(atlas: Atlas, layer: str) -> str:
    """Short label of a layer."""
    return atlas.layer_labels[layer].removesuffix(" muscles")


def close_up_names(atlas: Atlas) -> dict[str, str]:
    """Short names of the close-ups: without the side, and without the part that all of a group share."""
    groups: dict[str, dict[str, str]] = {}
    for view in atlas.views.values():
        if view.group != WHOLE_BODY:
            plain = view.label.removeprefix("Right ").removeprefix("Left ")
            groups.setdefault(view.group, {})[view.id] = plain
    short: dict[str, str] = {}
    for names in groups.values():
        if len(set(names.values())) > 1 and len({name.partition(", ")[0] for name in names.values()}) == 1:
            names = {view: name.partition(", ")[2] for view, name in names.items()}
        short |= {view: name[:1].upper() + name[1:] for view, name in names.items()}
    return short


def pattern_of(state: MapState) -> PatternOf | None:
    """Whose points and zones are drawn; None when there is no muscle or all overlays are off."""
    if state.muscle is None or not (state.points or state.essential or state.spillover):
        return None
    return {"muscle": state.muscle, "side": state.side}


def _lit(atlas: Atlas, state: MapState) -> Lit | None:
    """Where the selected muscle is pictured in its own layer, so that it lights up even when it lies deep."""
    if state.muscle is None or state.muscle not in atlas.muscles:
        return None
    layer = atlas.muscles[state.muscle].layer
    return {"picture": atlas.views[state.view].pictures[layer], "shapes_layer": layer}


def _offer(atlas: Atlas, content: Content, state: MapState) -> Offer | None:
    """Another view worth a look: a close-up of a small muscle, and from there the way back."""
    if near := nearer(atlas, content, state):
        return {"id": near, "label": atlas.views[near].label, "way": "in"}
    if atlas.views[state.view].group == WHOLE_BODY:
        return None
    return {"id": whole_view(atlas, content, state), "label": WHOLE_BODY, "way": "out"}


def _grouped(drawn: list[Zone]) -> list[DrawnZone]:
    """Zones for the browser; points that share a zone share one path."""
    points: dict[tuple[Kind, str, str, str], list[str]] = {}
    for zone in drawn:
        points.setdefault((zone.kind, zone.certainty, zone.path, zone.core), []).append(zone.point)
    return [
        {"points": of, "kind": kind, "certainty": certainty, "d": path, "core": core}
        for (kind, certainty, path, core), of in points.items()
    ]


def side_labels(view: View) -> list[str] | None:
    """Words for the left and the right edge of a picture; None when it is seen from the side."""
    right_px, left_px = view.project(np.array([[-100.0, 0, 0], [100.0, 0, 0]]))[:, 0]
    across = (left_px - right_px) * view.mm_per_px / 200
    if abs(across) < 0.7:
        return None
    labels = ["Your right", "Your left"]
    return labels if across > 0 else labels[::-1]

"""What the body-map component needs to draw a state: small values and file names, no geometry files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from triggerpoints.figures.framing import WHOLE_BODY, nearer, side_of, whole_view
from triggerpoints.figures.overlay import Zone, marks, zones
from triggerpoints.figures.state import MapSide, MapState

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas, View
    from triggerpoints.content import Content

# Outlines that can be picked: on the skin those of the muscles just below it, on the skeleton the deepest.
PICKED_LAYER = {"skin": "superficial", "skeleton": "deep"}


def map_payload(atlas: Atlas, content: Content, state: MapState) -> dict[str, Any]:
    """State of the map as plain data for the browser.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    state : MapState
        Its ids must exist in `atlas` and `content`.

    Returns
    -------
    dict
        JSON-ready; `picture`, `silhouette` and `shapes` are file names in the folder of body maps. Of
        `pattern` the browser fetches the points and zones (`pattern_payload`), once for each.
    """
    view = atlas.views[state.view]
    return {
        "label": f"Body map: {view.label}, {atlas.layer_labels[state.layer].lower()}",
        "view": {
            "id": view.id,
            "width": view.width_px,
            "height": view.height_px,
            "mm_per_px": view.mm_per_px,
            "sides": side_labels(view) if side_of(atlas, view.id) is None else None,
            "title": None if view.group == WHOLE_BODY else view.label,
        },
        "layer": state.layer,
        "picture": view.pictures[state.layer],
        "silhouette": view.pictures["skin"],
        "shapes": view.shapes_file,
        "shapes_layer": PICKED_LAYER.get(state.layer, state.layer),
        "outlines": state.outlines and state.layer != "skin",
        "selected": state.muscle,
        "side": state.side,
        "point": state.point,
        "wording": state.audience,
        "pattern": _pattern(state),
        "show": {"points": state.points, "essential": state.essential, "spillover": state.spillover},
        "lit": _lit(atlas, state),
        "offer": _offer(atlas, content, state),
    }


def pattern_payload(atlas: Atlas, content: Content, view: str, muscle: str, side: MapSide) -> dict[str, Any]:
    """Points and zones of a muscle in a view as plain data for the browser.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    view, muscle : str
        Ids of the atlas and the content.
    side : {'right', 'left', 'both'}

    Returns
    -------
    dict
        JSON-ready lists `marks` and `zones`.
    """
    state = MapState(view=view, muscle=muscle, side=side)
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
    }


def _pattern(state: MapState) -> dict[str, str] | None:
    """Whose points and zones are drawn; None when there is no muscle or all overlays are off."""
    if state.muscle is None or not (state.points or state.essential or state.spillover):
        return None
    return {"muscle": state.muscle, "side": state.side}


def _lit(atlas: Atlas, state: MapState) -> dict[str, str] | None:
    """Where the selected muscle is pictured in its own layer, so that it lights up even when it lies deep."""
    if state.muscle is None or state.muscle not in atlas.muscles:
        return None
    layer = atlas.muscles[state.muscle].layer
    return {"picture": atlas.views[state.view].pictures[layer], "shapes_layer": layer}


def _offer(atlas: Atlas, content: Content, state: MapState) -> dict[str, str] | None:
    """Another view worth a look: a close-up of a small muscle, and from there the way back."""
    if near := nearer(atlas, content, state):
        return {"id": near, "label": atlas.views[near].label, "way": "in"}
    if atlas.views[state.view].group == WHOLE_BODY:
        return None
    return {"id": whole_view(atlas, content, state), "label": WHOLE_BODY, "way": "out"}


def _grouped(drawn: list[Zone]) -> list[dict[str, Any]]:
    """Zones for the browser; points that share a zone share one path."""
    points: dict[tuple[str, str, str], list[str]] = {}
    for zone in drawn:
        points.setdefault((zone.kind, zone.certainty, zone.path), []).append(zone.point)
    return [
        {"points": of, "kind": kind, "certainty": certainty, "d": path}
        for (kind, certainty, path), of in points.items()
    ]


def side_labels(view: View) -> list[str] | None:
    """Words for the left and the right edge of a picture; None when it is seen from the side."""
    right_px, left_px = view.project(np.array([[-100.0, 0, 0], [100.0, 0, 0]]))[:, 0]
    across = (left_px - right_px) * view.mm_per_px / 200
    if abs(across) < 0.7:
        return None
    labels = ["Your right", "Your left"]
    return labels if across > 0 else labels[::-1]

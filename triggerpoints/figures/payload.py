"""What the body-map component needs to draw a state: small values and file names, no geometry files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from triggerpoints.figures.overlay import Zone, marks, zones
from triggerpoints.figures.state import MapState

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
        JSON-ready; `picture`, `silhouette` and `shapes` are file names in the folder of body maps.
    """
    view = atlas.views[state.view]
    drawn_marks = marks(atlas, content, state)
    numbered = len({mark.point for mark in drawn_marks}) > 1
    return {
        "label": f"Body map: {view.label}, {atlas.layer_labels[state.layer].lower()}",
        "view": {
            "id": view.id,
            "width": view.width_px,
            "height": view.height_px,
            "mm_per_px": view.mm_per_px,
            "sides": side_labels(view),
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
            for mark in drawn_marks
        ],
        "zones": _grouped(zones(atlas, content, state)),
    }


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

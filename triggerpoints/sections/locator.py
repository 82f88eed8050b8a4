"""Where a section lies: the body map with the plane, the point and the line drawn on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from triggerpoints.sections.cut import ACROSS

if TYPE_CHECKING:
    from triggerpoints.atlas.atlas import Atlas
    from triggerpoints.sections.cut import CutPlane
    from triggerpoints.sections.path import NeedlePath

NEAR_MM = 260.0
"""Half the height of the close part of the map."""
SHAFT_MM = 45.0
"""How much of the line is drawn outside the skin."""


def locator_svg(
    atlas: Atlas,
    view_id: str,
    picture: str,
    plane: CutPlane,
    path: NeedlePath | None,
    *,
    near: bool,
) -> Markup:
    """Body map with the plane of a section.

    Parameters
    ----------
    atlas : Atlas
    view_id : str
    picture : str
        Address of a picture of that view.
    plane : CutPlane
    path : NeedlePath, optional
        Its line and point are drawn too.
    near : bool
        Show the surroundings of the plane's point instead of the whole body.

    Returns
    -------
    Markup
        An SVG element in picture pixels.
    """
    view = atlas.views[view_id]
    px = 1 / view.mm_per_px
    x, y = (float(v) for v in view.project(np.array(plane.point_mm))[0])
    box = (0.0, 0.0, float(view.width_px), float(view.height_px))
    if near:
        h = min(2 * NEAR_MM * px, box[3])
        w = min(h * 0.8, box[2])
        box = (min(max(x - w / 2, 0), box[2] - w), min(max(y - h / 2, 0), box[3] - h), w, h)
    unit = box[3] / 420
    frame = " ".join(f"{v:.1f}" for v in box)
    label = f"Body map, {view.label.lower()} view, with the {plane.kind} plane drawn on it"
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" role="img" aria-label="{}" '
            'class="tp-locator"><image href="{}" '
            'width="{}" height="{}"/>'
        ).format(frame, label, picture, view.width_px, view.height_px)
    ]
    axis = np.zeros(3)
    axis[ACROSS[plane.kind]] = 1
    if abs(float(axis @ view.towards_mm)) > 0.7:  # the plane faces the reader
        rim = 4 * unit
        corners = _move(box[0] + rim, box[1] + rim) + f"h{box[2] - 2 * rim:.1f}v{box[3] - 2 * rim:.1f}"
        parts.append(_path(corners + f"h{2 * rim - box[2]:.1f}Z", "plane", 2.2 * unit))
    else:
        level = abs(float(axis @ view.down_mm)) > abs(float(axis @ view.right_mm))
        d = f"{_move(box[0], y)}h{box[2]:.1f}" if level else f"{_move(x, box[1])}v{box[3]:.1f}"
        parts += _cased(d, "plane", 2.2 * unit)
    if path is not None:
        outside = np.array(path.entry_mm) - SHAFT_MM * np.array(path.direction)
        (x0, y0), (x1, y1) = view.project(np.stack([outside, np.array(path.point_mm)]))
        parts += _cased(f"{_move(x0, y0)}L{x1:.1f} {y1:.1f}", "line", 2.0 * unit)
        arm = 6 * unit
        down = f"{_move(x1 - arm, y1 - arm)}l{2 * arm:.1f} {2 * arm:.1f}"
        up = f"{_move(x1 - arm, y1 + arm)}l{2 * arm:.1f} {-2 * arm:.1f}"
        parts += _cased(down + up, "line", 2.6 * unit)
    parts.append(Markup("</svg>"))
    return Markup("").join(parts)


def _move(x: float, y: float) -> str:
    return f"M{x:.1f} {y:.1f}"


def _path(d: str, name: str, width: float) -> Markup:
    return Markup('<path d="{}" class="{}" stroke-width="{:.2f}"/>').format(d, name, width)


def _cased(d: str, name: str, width: float) -> list[Markup]:
    """A line on a wider white one, so that it is seen on any ground."""
    return [_path(d, "casing", width * 2.1), _path(d, name, width)]

"""Where a section lies: the body map with the plane, the point and the line drawn on it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from triggerpoints.atlas.section import ACROSS

if TYPE_CHECKING:
    from triggerpoints.atlas.atlas import Atlas
    from triggerpoints.atlas.needle_path import NeedlePath
    from triggerpoints.atlas.section import CutPlane

NEAR_MM = 260.0
"""Half the height of the close part of the map."""


def locator_svg(
    atlas: Atlas,
    view_id: str,
    layer: str,
    picture: str,
    plane: CutPlane,
    path: NeedlePath | None,
    *,
    near: bool,
) -> str:
    """Body map with the plane of a section.

    Parameters
    ----------
    atlas : Atlas
    view_id, layer : str
    picture : str
        Address of the picture of that view and layer.
    plane : CutPlane
    path : NeedlePath, optional
        Its line and point are drawn too.
    near : bool
        Show the surroundings of the plane's point instead of the whole body.

    Returns
    -------
    str
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
    axis = np.zeros(3)
    axis[ACROSS[plane.kind]] = 1
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box[0]:.1f} {box[1]:.1f} {box[2]:.1f} {box[3]:.1f}" '
        f'role="img" aria-label="Body map, {escape(view.label.lower())} view, with the {plane.kind} plane drawn on it" '
        f'class="tp-locator"><image href="{escape(picture)}" width="{view.width_px}" height="{view.height_px}"/>'
    ]
    if abs(float(axis @ view.towards_mm)) > 0.7:  # the plane faces the reader
        parts.append(
            f'<rect x="{box[0] + 4 * unit:.1f}" y="{box[1] + 4 * unit:.1f}" width="{box[2] - 8 * unit:.1f}" '
            f'height="{box[3] - 8 * unit:.1f}" class="plane" stroke-width="{2.2 * unit:.2f}"/>'
        )
    else:
        along = np.array([axis @ view.down_mm, axis @ view.right_mm])
        flat = abs(along[0]) > abs(along[1])  # the plane shows as a level line
        a = (box[0], y) if flat else (x, box[1])
        b = (box[0] + box[2], y) if flat else (x, box[1] + box[3])
        for name, wide in (("casing", 4.6), ("plane", 2.2)):
            parts.append(
                f'<path d="M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}" class="{name}" stroke-width="{wide * unit:.2f}"/>'
            )
    if path is not None:
        start = np.array(path.entry_mm) - 45 * np.array(path.direction)
        (x0, y0), (x1, y1) = view.project(np.stack([start, np.array(path.point_mm)]))
        for name, wide in (("casing", 4.4), ("line", 2.0)):
            parts.append(
                f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" class="{name}" stroke-width="{wide * unit:.2f}"/>'
            )
        arm = 6 * unit
        for name, wide in (("casing", 5.0), ("line", 2.6)):
            parts.append(
                f'<path d="M{x1 - arm:.1f} {y1 - arm:.1f}l{2 * arm:.1f} {2 * arm:.1f}'
                f'M{x1 - arm:.1f} {y1 + arm:.1f}l{2 * arm:.1f} {-2 * arm:.1f}" class="{name}" stroke-width="{wide * unit:.2f}"/>'
            )
    parts.append("</svg>")
    return "".join(parts)

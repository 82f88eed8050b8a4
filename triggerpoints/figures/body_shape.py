"""The plain shape of the body in a view: what a map shows until its picture is there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup
from shapely import Polygon

from triggerpoints.atlas.contours import contour_path
from triggerpoints.figures import style
from triggerpoints.figures.svg_path import area, rings

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas

FINENESS_PX = 3.0
SPECK_PX2 = 200.0


@lru_cache(64)
def body_shape(atlas: Atlas, view: str) -> str:
    """SVG path (picture pixels, even-odd) of the body in a view, of a few hundred points at most."""
    inside = (atlas.index(view) >= 0).astype(np.float32)
    drawn = [
        Polygon(ring).simplify(FINENESS_PX).exterior.coords[:-1]
        for ring in rings(contour_path(inside, 0.5))
        if area(ring) > SPECK_PX2
    ]
    return "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z" for ring in drawn)


def body_shape_svg(atlas: Atlas, view: str) -> Markup:
    """The shape as an SVG file, in a grey that stands on light and dark pages."""
    facts, grey = atlas.view(view), style.hex_colour("placeholder")
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">'
        '<path fill="{}" fill-opacity="0.35" fill-rule="evenodd" d="{}"/></svg>'
    ).format(facts.width_px, facts.height_px, grey, body_shape(atlas, view))

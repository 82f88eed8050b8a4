"""Pictures of a pattern with the marked areas laid over it, over the map's own picture of the body."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from triggerpoints.figures import MapState, style
from triggerpoints.figures.overlay import Zone, zones
from triggerpoints.figures.print_body import SOFT_EDGE_MM, STIPPLE_STEP_MM
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.areas import Area
from triggerpoints.ui.find import body_map
from triggerpoints.ui.server import map_files

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.referral.search import Hit

MARGIN = 0.25  # shown around what is drawn, as a share of its size
LEAST_SHOWN = 0.4  # of the picture's shorter side, so that one sees where on the body it is
TALLEST = 1.1  # height by width of what is shown
Box = tuple[float, float, float, float]


def picture(atlas: Atlas, content: Content, areas: Sequence[Area], hit: Hit, alt: str) -> Markup:
    """HTML of the picture.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    areas : sequence of Area
        What was marked; decides the view.
    hit : Hit
        Whose pattern is shown.
    alt : str
        What the picture shows, in words.
    """
    view = body_map.best_view(atlas, areas)
    frame = atlas.views[view]
    marks = [
        path
        for area in areas
        if (found := body_map.area_outline(atlas, view, area.shape)) is not None
        for path in found[:1]
    ]
    state = MapState(view=view, layer="skin", muscle=hit.muscle, side=hit.side, outlines=False)
    pattern = zones(atlas, content, state)
    width_px, height_px = frame.width_px, frame.height_px
    left, top, right, bottom = _box([*marks, *(zone.path for zone in pattern)], width_px, height_px)
    width, height = right - left, bottom - top
    place = (
        f"width:{100 * width_px / width:.2f}%;left:{-100 * left / width:.2f}%;top:{-100 * top / height:.2f}%"
    )
    svg = _svg(marks, pattern, width_px, height_px, width, frame.mm_per_px)
    body = map_files.asset_url(frame.pictures["skin"])
    overlay = b64encode(svg.encode()).decode()
    return Markup(
        '<div class="tp-laid" style="aspect-ratio:{}/{}"><img class="body" src="{}" alt="" style="{}">'
        '<img src="data:image/svg+xml;base64,{}" alt="{}" style="{}"></div>'
    ).format(round(width), round(height), body, place, overlay, alt, place)


def _box(paths: Sequence[str], width_px: int, height_px: int) -> Box:
    """What is shown: all that is drawn, with a margin, never wider than the picture."""
    found = [ring for path in paths for ring in rings(path)]
    if not found:
        return 0, 0, width_px, height_px
    xy = np.concatenate(found)
    low, high = xy.min(0), xy.max(0)
    size = np.maximum((high - low) * (1 + 2 * MARGIN), LEAST_SHOWN * min(width_px, height_px))
    size[0] = max(size[0], size[1] / TALLEST)
    size[1] = max(size[1], 0.75 * size[0])
    size = np.minimum(size, (width_px, height_px))
    start = np.clip((low + high) / 2 - size / 2, 0, np.array([width_px, height_px]) - size)
    return float(start[0]), float(start[1]), float(start[0] + size[0]), float(start[1] + size[1])


def _svg(
    marks: Sequence[str],
    pattern: Sequence[Zone],
    width_px: int,
    height_px: int,
    shown_px: float,
    mm_per_px: float,
) -> Markup:
    """The pattern in soft red, and the marked areas as outlines with a white edge over it."""
    line = shown_px / 90
    step = STIPPLE_STEP_MM / mm_per_px
    shape = Markup('<path d="{}" fill="{}"/>')
    weak = Markup("").join(
        shape.format(zone.path, fill)
        for zone in pattern
        if zone.kind == "spillover"
        for fill in (style.css(style.SPILLOVER, 0.55), "url(#dots)")
    )
    strong = Markup("").join(
        shape.format(zone.path, style.css(style.ESSENTIAL, 0.75))
        for zone in pattern
        if zone.kind == "essential"
    )
    outlines = Markup("").join(
        Markup(
            '<path d="{0}" fill="{3}" fill-opacity=".08" stroke="#fff" stroke-width="{1:.1f}"/>'
            '<path d="{0}" fill="none" stroke="{3}" stroke-width="{2:.1f}"/>'
        ).format(path, 2.2 * line, line, style.hex_colour("pain-edge"))
        for path in marks
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}"><defs><filter id="soft"><feGaussianBlur stdDeviation="{blur:.1f}"/></filter>'
        '<pattern id="dots" width="{step:.1f}" height="{step:.1f}" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><circle cx="{half:.1f}" cy="{half:.1f}" r="{radius:.1f}" '
        'fill="{dot}"/></pattern></defs><g filter="url(#soft)">{weak}{strong}</g>{outlines}</svg>'
    ).format(
        width=width_px,
        height=height_px,
        blur=SOFT_EDGE_MM / mm_per_px / 2,
        step=step,
        half=step / 2,
        radius=0.24 * step,
        dot=style.css(style.STIPPLE, 0.9),
        weak=weak,
        strong=strong,
        outlines=outlines,
    )

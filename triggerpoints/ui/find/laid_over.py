"""Pictures of a pattern with the marked areas laid over it, over the map's own picture of the body."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from triggerpoints.figures import MapState, style
from triggerpoints.figures.framing import WHOLE_BODY
from triggerpoints.figures.overlay import Zone, zones
from triggerpoints.figures.print_body import SOFT_EDGE_MM, STIPPLE_STEP_MM
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.areas import Area, area_weights
from triggerpoints.referral.zones import KINDS, zone_weights
from triggerpoints.ui.find import body_map
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import skin_figure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.referral.search import Hit

MARGIN = 0.25  # shown around what is drawn, as a share of its size
LEAST_SHOWN = 0.4  # of the picture's shorter side, so that one sees where on the body it is
MARKED_WEIGHT = 0.6  # of the marked areas beside the part of the pattern that lies on them
NEAR_BONUS = 0.06  # a close-up may show so much less
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
    state = MapState(layer="skin", muscle=hit.muscle, side=hit.side, outlines=False)
    view = atlas.of_figure(_view(atlas, content, areas, state), skin_figure.current())
    state = replace(state, view=view)
    frame = atlas.view(view)
    marks = [
        path
        for area in areas
        if (found := body_map.area_outline(atlas, view, area.shape)) is not None
        for path in found[:1]
    ]
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
        '<div class="tp-laid" style="--w:{};--h:{}"><img class="body" src="{}" alt="" style="{}">'
        '<img src="data:image/svg+xml;base64,{}" alt="{}" style="{}"></div>'
    ).format(round(width), round(height), body, place, overlay, alt, place)


def _view(atlas: Atlas, content: Content, areas: Sequence[Area], state: MapState) -> str:
    """The view that shows most of the marked areas and of the pattern on them, a close-up where it can."""
    marked = np.max([area_weights(atlas, area) for area in areas], axis=0)
    muscle = content.muscles[state.muscle or ""]
    pattern = np.max(
        [
            zone_weights(atlas, point, kind, side)
            for point in muscle.trigger_points
            for kind in KINDS
            for side in state.sides
        ],
        axis=0,
    )
    felt = np.minimum(marked, pattern)

    def seen_mm2(weights: NDArray[np.float32], view: str) -> float:
        index = atlas.index(view)
        return float(weights[index[index >= 0]].sum()) * atlas.views[view].mm_per_px ** 2

    views = [view.id for view in atlas.views.values() if view.pictures.get("skin")]
    most_marked = max(seen_mm2(marked, view) for view in views) or 1.0
    most_felt = max(seen_mm2(felt, view) for view in views) or 1.0

    def merit(view: str) -> float:
        near = atlas.views[view].group != WHOLE_BODY
        shown = seen_mm2(felt, view) / most_felt + MARKED_WEIGHT * seen_mm2(marked, view) / most_marked
        return shown + NEAR_BONUS * near

    return max(views, key=merit)


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

"""Pictures of marked areas that survive black-and-white printing: hatched, outlined, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from triggerpoints.atlas.surface import BLOCK_PX
from triggerpoints.figures import MapState, body_png, style
from triggerpoints.figures.area_outline import smooth_outline
from triggerpoints.figures.overlay import Zone, zones
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.areas import Area, area_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.figures.state import MapSide

WHOLE_BODY = "Whole body"
MARK = style.colour("pain-edge")
HATCH_STEP_MM = 9.0
HATCH_WIDTH_MM = 1.6
OUTLINE_MM = 3.0
CHIP_SHARE = 0.036  # radius of a number as a share of the picture's width
CHIP_TALL = 0.45  # a narrow picture counts as this share of its height wide
MIN_STRETCH = 0.36  # a print shows at least this share of the body's height
STRETCH_MARGIN = 0.06  # and this much above and below the areas
SEEN_SHARE = 0.25  # an area is drawn in a print when a view shows this share of what the best view shows


def views_for(atlas: Atlas, areas: Sequence[Area], most: int = 2) -> list[str]:
    """Whole-body views that together show the areas best, the most telling first."""
    whole = [view.id for view in atlas.views.values() if view.group == WHOLE_BODY]
    seen = np.array(
        [[float(atlas.field(view, area_weights(atlas, area)).sum()) for area in areas] for view in whole]
    )
    if not areas or not seen.any():
        return whole[:1]
    share = seen / np.maximum(seen.max(0), 1e-6)
    chosen: list[int] = []
    covered = np.zeros(len(areas))
    for _ in range(min(most, len(whole))):
        gain = np.maximum(share, covered).sum(1) - covered.sum()
        best = int(np.argmax(gain))
        if chosen and gain[best] < SEEN_SHARE:
            break
        chosen.append(best)
        covered = np.maximum(covered, share[best])
    return [whole[i] for i in sorted(chosen)]


def area_picture(
    atlas: Atlas,
    content: Content,
    areas: Sequence[Area],
    *,
    view: str | None = None,
    muscle: str | None = None,
    side: MapSide = "both",
    box: tuple[int, int, int, int] | None = None,
    width_px: int | None = None,
) -> Image.Image:
    """Draw the areas, and the pattern of a muscle below them.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    areas : sequence of Area
    view : str, optional
        By default the one that shows most of the areas.
    muscle : str, optional
    side : {'right', 'left', 'both'}
        Side of the muscle.
    box : (left, top, right, bottom), optional
        What to keep, in picture pixels; by default what surrounds the areas and the pattern.
    width_px : int, optional
        Width of the result.
    """
    view = view or views_for(atlas, areas, most=1)[0]
    frame = atlas.views[view]
    state = MapState(view=view, layer="skin", muscle=muscle, side=side, outlines=False)
    paper = body_png(atlas, content, state)
    paths = [smooth_outline(atlas, view, area_weights(atlas, area)) for area in areas]
    for path in paths:
        if path:
            _hatch(paper, path, frame.mm_per_px)
    box = box or _box(paths, zones(atlas, content, state), paper.size)
    for number, path in enumerate(paths, start=1):
        if path:
            size_px = max(box[2] - box[0], CHIP_TALL * (box[3] - box[1]))
            _number(paper, path, number, CHIP_SHARE * size_px)
    paper = paper.crop(box)
    if width_px:
        paper = paper.resize(
            (width_px, round(paper.height * width_px / paper.width)), Image.Resampling.LANCZOS
        )
    return paper


def part_of_body(
    atlas: Atlas, views: Sequence[str], areas: Sequence[Area]
) -> dict[str, tuple[int, int, int, int]]:
    """For each view the box (pixels) of the same stretch of the body, which holds all areas.

    Parameters
    ----------
    atlas : Atlas
    views : sequence of str
        Whole-body views, which share their height.
    areas : sequence of Area
    """
    paths = [smooth_outline(atlas, view, area_weights(atlas, area)) for view in views for area in areas]
    heights = np.concatenate([ring[:, 1] for path in paths for ring in rings(path)] or [np.zeros(0)])
    boxes = {}
    for view in views:
        height_px = atlas.views[view].height_px
        top, bottom = (heights.min(), heights.max()) if len(heights) else (0.0, float(height_px))
        spare = max(MIN_STRETCH * height_px - (bottom - top), 2 * STRETCH_MARGIN * height_px) / 2
        top, bottom = max(0, int(top - spare)), min(height_px, int(bottom + spare))
        body = atlas.index(view)[top // BLOCK_PX : bottom // BLOCK_PX] >= 0
        columns = np.flatnonzero(body.any(0)) * BLOCK_PX
        left, right = (
            (columns[0], columns[-1] + BLOCK_PX) if len(columns) else (0, atlas.views[view].width_px)
        )
        boxes[view] = (max(0, int(left) - 24), top, min(atlas.views[view].width_px, int(right) + 24), bottom)
    return boxes


def _hatch(paper: Image.Image, path: str, mm_per_px: float) -> None:
    mask = Image.new("1", paper.size)
    for ring in rings(path):
        piece = Image.new("1", paper.size)
        ImageDraw.Draw(piece).polygon([tuple(xy) for xy in ring], fill=1)
        mask = ImageChops.logical_xor(mask, piece)
    x, y = np.meshgrid(np.arange(paper.width), np.arange(paper.height))
    lines = ((x + y) * mm_per_px / np.sqrt(2)) % HATCH_STEP_MM < HATCH_WIDTH_MM
    hatch = ImageChops.logical_and(mask, Image.fromarray(lines))
    paper.paste(MARK, mask=hatch.convert("L"))
    draw = ImageDraw.Draw(paper)
    for colour, width_mm in (("white", 2 * OUTLINE_MM), (MARK, OUTLINE_MM)):
        for ring in rings(path):
            closed = [tuple(xy) for xy in (*ring, ring[0], ring[1])]
            draw.line(closed, fill=colour, width=max(1, round(width_mm / mm_per_px)), joint="curve")


def _number(paper: Image.Image, path: str, number: int, radius: float) -> None:
    """Put the number above the top of the largest ring, so that the area stays free."""
    largest = max(rings(path), key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
    x, top = largest[int(np.argmin(largest[:, 1]))]
    y = top - 1.15 * radius
    draw = ImageDraw.Draw(paper)
    draw.ellipse(
        [x - radius, y - radius, x + radius, y + radius],
        fill=MARK,
        outline="white",
        width=max(2, round(radius / 8)),
    )
    font = ImageFont.load_default(size=1.35 * radius)
    draw.text((x, y), str(number), fill="white", font=font, anchor="mm")


def _box(paths: Sequence[str], drawn: Sequence[Zone], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """What surrounds the areas and the pattern; the whole picture when there are none."""
    found = [ring for path in (*paths, *(zone.path for zone in drawn)) for ring in rings(path)]
    if not found:
        return (0, 0, *size)
    xy = np.concatenate(found)
    margin_px = 0.08 * size[0] + 0.15 * float(np.ptp(xy, axis=0).max())
    low, high = np.maximum(xy.min(0) - margin_px, 0), np.minimum(xy.max(0) + margin_px, size)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])

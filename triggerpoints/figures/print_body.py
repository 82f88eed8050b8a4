"""The body with its overlays as a PNG picture, for prints."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from triggerpoints.figures import style
from triggerpoints.figures.overlay import Mark, Zone, marks, zones
from triggerpoints.figures.state import MapState
from triggerpoints.figures.svg_path import rings

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

Box = tuple[int, int, int, int]
"""Left, top, right and bottom edge in pixels of the view's picture."""

SOFT_EDGE_MM = 3.5
STIPPLE_STEP_MM = 7.0
PALER = 0.38  # how far the body fades towards the paper when a muscle is selected
GREYER = 0.28  # what is left of its colours, so that red means pain and nothing else
TINT = 0.24  # how much of the colour of selection lies over the hidden part of the selected muscle


def body_png(
    atlas: Atlas,
    content: Content,
    state: MapState,
    *,
    width_px: int | None = None,
    crop: bool = False,
    outlined: bool = True,
) -> Image.Image:
    """Draw a state of the map on white paper.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    state : MapState
    width_px : int, optional
        Width of the result; the picture's own width without it.
    crop : bool
        Keep only what surrounds the overlays, for small prints.
    outlined : bool
        Light up the selected muscle; without it only its points and zones are drawn, as in a question.

    Returns
    -------
    PIL.Image.Image
        RGB.
    """
    view = atlas.views[state.view]
    shown = _outlines(atlas, state) if outlined else []
    drawn_zones, drawn_marks = zones(atlas, content, state), marks(atlas, content, state)
    box = (0, 0, view.width_px, view.height_px)
    if crop:  # before anything is painted: a small print costs as much as it shows
        box = close_box(atlas, content, state, outlined=outlined)
    body = _picture_part(atlas, state, state.layer, box)
    paper = Image.new("RGB", body.size, "white")
    paper.paste(body, mask=body.getchannel("A"))
    if drawn_zones or state.muscle:
        paper = ImageEnhance.Color(paper).enhance(GREYER)
        paper = Image.blend(paper, Image.new("RGB", paper.size, "white"), PALER)
    if outlined:
        _light_up(paper, atlas, state, shown, box)
    skin = body if state.layer == "skin" else _picture_part(atlas, state, "skin", box)
    silhouette = skin.getchannel("A")
    for zone in drawn_zones:
        _paint_zone(paper, zone, silhouette, view.mm_per_px, box)
    for path in shown:
        _draw_outline(paper, path, view.width_px, box)
    for mark in drawn_marks:
        _draw_mark(paper, mark, box, numbered=len(drawn_marks) > len(state.sides), unit=view.width_px / 1000)
    if width_px is not None:
        paper = paper.resize(
            (width_px, round(paper.height * width_px / paper.width)), Image.Resampling.LANCZOS
        )
    return paper


def close_box(atlas: Atlas, content: Content, state: MapState, *, outlined: bool = True) -> Box:
    """What surrounds the overlays of a state, as `body_png` crops it; the whole picture without any."""
    view = atlas.views[state.view]
    shown = _outlines(atlas, state) if outlined else []
    paths = [*(zone.path for zone in zones(atlas, content, state)), *shown]
    return _surroundings(paths, marks(atlas, content, state), (view.width_px, view.height_px))


def _outlines(atlas: Atlas, state: MapState) -> list[str]:
    return _of_sides(atlas.shapes(state.view)["full"].get(state.muscle, {}), state)


def _picture_part(atlas: Atlas, state: MapState, layer: str, box: Box) -> Image.Image:
    """What a box (left, top, right, bottom) shows of the picture of a layer, in RGBA."""
    with Image.open(atlas.folder / atlas.views[state.view].pictures[layer]) as picture:
        return picture.crop(box).convert("RGBA")


def _of_sides(paths: Mapping[str, str], state: MapState) -> list[str]:
    return [path for side, path in paths.items() if side in (*state.sides, "midline")]


def _light_up(paper: Image.Image, atlas: Atlas, state: MapState, outline: list[str], box: Box) -> None:
    """Paint the selected muscle in the colours of its own layer, tinted where others lie over it."""
    for path in outline:
        paper.paste(style.SELECTED, mask=_scaled(path_mask(path, box), TINT))
    if state.muscle is None or state.muscle not in atlas.muscles:
        return
    layer = atlas.muscles[state.muscle].layer
    visible = _of_sides(atlas.shapes(state.view)["visible"].get(layer, {}).get(state.muscle, {}), state)
    if visible:
        own = _picture_part(atlas, state, layer, box)
        for path in visible:
            paper.paste(own, mask=ImageChops.multiply(path_mask(path, box), own.getchannel("A")))


def path_mask(path: str, box: Box) -> Image.Image:
    """Inside of a path, even-odd, within a box."""
    left, top, right, bottom = box
    mask = Image.new("1", (right - left, bottom - top))
    for ring in rings(path):
        piece = Image.new("1", mask.size)
        ImageDraw.Draw(piece).polygon([(x - left, y - top) for x, y in ring], fill=1)
        mask = ImageChops.logical_xor(mask, piece)
    return mask.convert("L")


def _paint_zone(paper: Image.Image, zone: Zone, silhouette: Image.Image, mm_per_px: float, box: Box) -> None:
    area, core = (path_mask(path, box) for path in (zone.path, zone.core))
    dense = Image.blend(area, core, 1 - style.EDGE_SHARE)
    soft = dense.filter(ImageFilter.GaussianBlur(SOFT_EDGE_MM / mm_per_px))
    soft = ImageChops.multiply(soft, silhouette)
    certainty = style.CERTAINTY_OPACITY[zone.certainty]
    if zone.kind == "essential":
        paper.paste(style.ESSENTIAL, mask=_scaled(soft, style.ESSENTIAL_OPACITY * certainty))
        return
    paper.paste(style.SPILLOVER, mask=_scaled(soft, style.SPILLOVER_OPACITY * certainty))
    dots = ImageChops.multiply(soft, _stipple(box, STIPPLE_STEP_MM / mm_per_px))
    paper.paste(style.STIPPLE, mask=_scaled(dots, certainty))


def _scaled(mask: Image.Image, factor: float) -> Image.Image:
    return mask.point(lambda value: round(value * factor))


@lru_cache(8)  # a deck draws hundreds of pictures of the same few sizes
def _stipple(box: Box, step_px: float) -> Image.Image:
    """Dots on a grid turned by 45 degrees, within a box."""
    left, top, right, bottom = box
    x, y = np.meshgrid(np.arange(left, right, dtype=np.float32), np.arange(top, bottom, dtype=np.float32))
    u, v = (x + y) / np.sqrt(2), (x - y) / np.sqrt(2)
    distance_px = np.hypot((u % step_px) - step_px / 2, (v % step_px) - step_px / 2)
    return Image.fromarray((255 * np.clip(0.24 * step_px + 0.5 - distance_px, 0, 1)).astype(np.uint8))


def _draw_outline(paper: Image.Image, path: str, width_px: int, box: Box) -> None:
    draw = ImageDraw.Draw(paper)
    left, top = box[:2]
    for colour, line_px in (("white", 7 * width_px / 1000), (style.SELECTED, 3.5 * width_px / 1000)):
        for ring in rings(path):
            closed = [(x - left, y - top) for x, y in (*ring, ring[0], ring[1])]
            draw.line(closed, fill=colour, width=max(1, round(line_px)), joint="curve")


def _draw_mark(paper: Image.Image, mark: Mark, box: Box, *, numbered: bool, unit: float) -> None:
    draw = ImageDraw.Draw(paper)
    arm = 9 * unit
    x, y = mark.x_px - box[0], mark.y_px - box[1]
    ink = style.INK if not mark.behind else (130, 120, 122)
    for colour, line_px in (("white", 9 * unit), (ink, 4.5 * unit)):
        for slope in (1, -1):
            draw.line(
                [x - arm, y - slope * arm, x + arm, y + slope * arm],
                fill=colour,
                width=max(1, round(line_px)),
            )
    if numbered:
        font = ImageFont.load_default(size=20 * unit)
        draw.text(
            (x + 11 * unit, y - 11 * unit), str(mark.number), fill=ink, font=font, anchor="ls",
            stroke_width=max(1, round(2 * unit)), stroke_fill="white",
        )  # fmt: skip


def _surroundings(paths: list[str], drawn_marks: list[Mark], size: tuple[int, int]) -> Box:
    """Box about all overlays with a margin; the whole picture when there are none."""
    points = [ring for path in paths for ring in rings(path)]
    points += [np.array([[mark.x_px, mark.y_px]]) for mark in drawn_marks]
    if not points:
        return (0, 0, *size)
    xy = np.concatenate(points)
    margin_px = 0.06 * size[0] + 0.15 * float((xy.max(0) - xy.min(0)).max())
    low, high = np.maximum(xy.min(0) - margin_px, 0), np.minimum(xy.max(0) + margin_px, size)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])

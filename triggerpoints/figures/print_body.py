"""The body with its overlays as a PNG picture, for prints."""

from __future__ import annotations

from collections.abc import Mapping
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
    with Image.open(atlas.folder / view.pictures[state.layer]) as picture:
        body = picture.convert("RGBA")
    paper = Image.new("RGB", body.size, "white")
    paper.paste(body, mask=body.getchannel("A"))
    drawn_zones = zones(atlas, content, state)
    if drawn_zones or state.muscle:
        paper = ImageEnhance.Color(paper).enhance(GREYER)
        paper = Image.blend(paper, Image.new("RGB", paper.size, "white"), PALER)
    full = atlas.shapes(state.view)["full"] if outlined else {}
    shown = _of_sides(full.get(state.muscle, {}), state)
    if outlined:
        _light_up(paper, atlas, state, shown)
    with Image.open(atlas.folder / view.pictures["skin"]) as picture:
        silhouette = picture.convert("RGBA").getchannel("A")
    for zone in drawn_zones:
        _paint_zone(paper, zone, silhouette, view.mm_per_px)
    for path in shown:
        _draw_outline(paper, path, body.width)
    drawn_marks = marks(atlas, content, state)
    for mark in drawn_marks:
        _draw_mark(paper, mark, numbered=len(drawn_marks) > len(state.sides), unit=body.width / 1000)
    if crop:
        paper = paper.crop(_surroundings([*(z.path for z in drawn_zones), *shown], drawn_marks, paper.size))
    if width_px is not None:
        paper = paper.resize(
            (width_px, round(paper.height * width_px / paper.width)), Image.Resampling.LANCZOS
        )
    return paper


def _of_sides(paths: Mapping[str, str], state: MapState) -> list[str]:
    return [path for side, path in paths.items() if side in (*state.sides, "midline")]


def _light_up(paper: Image.Image, atlas: Atlas, state: MapState, outline: list[str]) -> None:
    """Paint the selected muscle in the colours of its own layer, tinted where others lie over it."""
    for path in outline:
        paper.paste(style.SELECTED, mask=_scaled(path_mask(path, paper.size), TINT))
    if state.muscle is None or state.muscle not in atlas.muscles:
        return
    layer = atlas.muscles[state.muscle].layer
    visible = _of_sides(atlas.shapes(state.view)["visible"].get(layer, {}).get(state.muscle, {}), state)
    if visible:
        with Image.open(atlas.folder / atlas.views[state.view].pictures[layer]) as picture:
            own = picture.convert("RGBA")
        for path in visible:
            paper.paste(own, mask=ImageChops.multiply(path_mask(path, paper.size), own.getchannel("A")))


def path_mask(path: str, size: tuple[int, int]) -> Image.Image:
    """Inside of a path, even-odd."""
    mask = Image.new("1", size)
    for ring in rings(path):
        piece = Image.new("1", size)
        ImageDraw.Draw(piece).polygon([tuple(xy) for xy in ring], fill=1)
        mask = ImageChops.logical_xor(mask, piece)
    return mask.convert("L")


def _paint_zone(paper: Image.Image, zone: Zone, silhouette: Image.Image, mm_per_px: float) -> None:
    soft = path_mask(zone.path, paper.size).filter(ImageFilter.GaussianBlur(SOFT_EDGE_MM / mm_per_px))
    soft = ImageChops.multiply(soft, silhouette)
    certainty = style.CERTAINTY_OPACITY[zone.certainty]
    if zone.kind == "essential":
        paper.paste(style.ESSENTIAL, mask=_scaled(soft, style.ESSENTIAL_OPACITY * certainty))
        return
    paper.paste(style.SPILLOVER, mask=_scaled(soft, style.SPILLOVER_OPACITY * certainty))
    dots = ImageChops.multiply(soft, _stipple(paper.size, STIPPLE_STEP_MM / mm_per_px))
    paper.paste(style.STIPPLE, mask=_scaled(dots, certainty))


def _scaled(mask: Image.Image, factor: float) -> Image.Image:
    return mask.point(lambda value: round(value * factor))


def _stipple(size: tuple[int, int], step_px: float) -> Image.Image:
    """Dots on a grid turned by 45 degrees."""
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    u, v = (x + y) / np.sqrt(2), (x - y) / np.sqrt(2)
    distance_px = np.hypot((u % step_px) - step_px / 2, (v % step_px) - step_px / 2)
    return Image.fromarray((255 * np.clip(0.24 * step_px + 0.5 - distance_px, 0, 1)).astype(np.uint8))


def _draw_outline(paper: Image.Image, path: str, width_px: int) -> None:
    draw = ImageDraw.Draw(paper)
    for colour, line_px in (("white", 7 * width_px / 1000), (style.SELECTED, 3.5 * width_px / 1000)):
        for ring in rings(path):
            closed = [tuple(xy) for xy in (*ring, ring[0], ring[1])]
            draw.line(closed, fill=colour, width=max(1, round(line_px)), joint="curve")


def _draw_mark(paper: Image.Image, mark: Mark, *, numbered: bool, unit: float) -> None:
    draw = ImageDraw.Draw(paper)
    arm = 9 * unit
    x, y = mark.x_px, mark.y_px
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


def _surroundings(
    paths: list[str], drawn_marks: list[Mark], size: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Box about all overlays with a margin; the whole picture when there are none."""
    points = [ring for path in paths for ring in rings(path)]
    points += [np.array([[mark.x_px, mark.y_px]]) for mark in drawn_marks]
    if not points:
        return (0, 0, *size)
    xy = np.concatenate(points)
    margin_px = 0.06 * size[0] + 0.15 * float((xy.max(0) - xy.min(0)).max())
    low, high = np.maximum(xy.min(0) - margin_px, 0), np.minimum(xy.max(0) + margin_px, size)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])

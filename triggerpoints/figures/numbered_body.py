"""A part of the body with numbered muscles, as a PNG picture for worksheets: numbers stand in the margins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFont
from shapely import Polygon, maximum_inscribed_circle

from triggerpoints.figures import style
from triggerpoints.figures.print_body import GREYER, PALER, path_mask
from triggerpoints.figures.question_frame import QuestionFrame, shown_path
from triggerpoints.figures.svg_path import area, rings

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas

HEIGHT_PX = 1200
CHIP_PX = 30  # radius of a number
MARGIN_PX = 110
Point = tuple[float, float]


def lit_png(
    atlas: Atlas, frame: QuestionFrame, muscles: Sequence[str], *, height_px: int = HEIGHT_PX
) -> tuple[Image.Image, list[Point]]:
    """Draw the frame with these muscles outlined, and tell where a line to each of them ends.

    Parameters
    ----------
    atlas : Atlas
    frame : QuestionFrame
    muscles : sequence of str
        Each to be seen in the frame.
    height_px : int

    Returns
    -------
    picture : PIL.Image.Image
        RGB.
    anchors : list of (float, float)
        A pixel of the picture inside each muscle.
    """
    view = atlas.views[frame.view]
    with Image.open(atlas.folder / view.pictures[frame.layer]) as picture:
        body = picture.convert("RGBA")
    full = Image.new("RGB", body.size, "white")
    full.paste(body, mask=body.getchannel("A"))
    paper = ImageEnhance.Color(full).enhance(GREYER)
    paper = Image.blend(paper, Image.new("RGB", paper.size, "white"), PALER)
    paths = [shown_path(atlas, frame.view, frame.layer, muscle) for muscle in muscles]
    for path in paths:
        paper.paste(full, mask=path_mask(path, (0, 0, *paper.size)))
    left, top, right, bottom = (int(edge) for edge in frame.box)
    scale = height_px / (bottom - top)
    size = (round((right - left) * scale), height_px)
    shown = paper.crop((left, top, right, bottom)).resize(size, Image.Resampling.LANCZOS)
    offset = np.array([left, top], float)
    drawn = [[(ring - offset) * scale for ring in rings(path)] for path in paths]
    for parts in drawn:
        for ring in parts:
            _outline(shown, ring)
    return shown, [_middle(parts) for parts in drawn]


def numbered_png(
    atlas: Atlas, frame: QuestionFrame, muscles: Sequence[str], *, first: int = 1
) -> Image.Image:
    """Draw the frame with these muscles outlined and numbered in the given order.

    Parameters
    ----------
    atlas : Atlas
    frame : QuestionFrame
    muscles : sequence of str
        Each to be seen in the frame (`triggerpoints.figures.question_frame.print_frames`).
    first : int
        Number of the first muscle.

    Returns
    -------
    PIL.Image.Image
        RGB, 1200 px high, with white margins for the numbers.
    """
    shown, anchors = lit_png(atlas, frame, muscles)
    sheet = Image.new("RGB", (shown.width + 2 * MARGIN_PX, HEIGHT_PX), "white")
    sheet.paste(shown, (MARGIN_PX, 0))
    _numbers(sheet, [(x + MARGIN_PX, y) for x, y in anchors], first)
    return sheet


def _outline(sheet: Image.Image, ring: NDArray[np.float64]) -> None:
    closed = [tuple(xy) for xy in (*ring, ring[0], ring[1])]
    draw = ImageDraw.Draw(sheet)
    for colour, line_px in (("white", 6), (style.INK, 3)):
        draw.line(closed, fill=colour, width=line_px, joint="curve")


def _middle(parts: Sequence[NDArray[np.float64]]) -> Point:
    """The point farthest from the edge of the largest ring."""
    largest = Polygon(max(parts, key=area)).buffer(0)
    radius = maximum_inscribed_circle(largest, tolerance=1.0)
    x, y = radius.coords[0]
    return float(x), float(y)


def _numbers(sheet: Image.Image, anchors: Sequence[Point], first: int) -> None:
    """Numbers in the left and right margin, each with a line to its muscle; lines do not cross."""
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=1.25 * CHIP_PX)
    order = sorted(range(len(anchors)), key=lambda index: anchors[index][0])
    half = (len(order) + 1) // 2
    for side, indices in (("left", order[:half]), ("right", order[half:])):
        rows = sorted(indices, key=lambda index: anchors[index][1])
        x = CHIP_PX + 8.0 if side == "left" else sheet.width - CHIP_PX - 8.0
        for index, y in zip(
            rows, spread([anchors[index][1] for index in rows], sheet.height, 2.4 * CHIP_PX), strict=True
        ):
            for colour, line_px in (("white", 8), (style.INK, 3)):
                draw.line([(x, y), anchors[index]], fill=colour, width=line_px)
            _disc(draw, anchors[index], 7, style.INK)
            _disc(draw, (x, y), CHIP_PX, (255, 255, 255), outline=style.INK)
            draw.text((x, y), str(first + index), fill=style.INK, font=font, anchor="mm")


def spread(wanted: Sequence[float], height: float, apart: float) -> list[float]:
    """Heights near the wanted ones (ascending), so far apart and inside the picture."""
    low, high = apart / 2, height - apart / 2
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, low, placed[-1] + apart if placed else low))
    for index in reversed(range(len(placed))):
        below = placed[index + 1] - apart if index + 1 < len(placed) else high
        placed[index] = min(placed[index], below)
    return placed


def _disc(
    draw: ImageDraw.ImageDraw,
    at: Point,
    radius: float,
    fill: tuple[int, int, int],
    outline: tuple[int, int, int] | None = None,
) -> None:
    x, y = at
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=fill, outline=outline, width=3)

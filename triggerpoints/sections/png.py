"""A scene as a PNG picture, for slides and documents."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from triggerpoints.sections.scene import Label, Line, Scene, Shape
from triggerpoints.sections.svg import wrap

FINER = 2  # drawn so many times larger, for smooth edges


def png(scene: Scene, *, width_px: int = 1400, credit: str = "", notes: tuple[str, ...] = ()) -> Image.Image:
    """Draw a scene on white paper.

    Parameters
    ----------
    scene : Scene
    width_px : int
    credit : str
        Small line at the bottom.
    notes : tuple of str
        Lines between the picture and the credit.

    Returns
    -------
    PIL.Image.Image
        RGB.
    """
    left, top, width, height = scene.frame_mm
    scale = width_px * FINER / width
    paper = Image.new("RGB", (width_px * FINER, round(height * scale)), "white")
    layer = paper.copy()
    for item in scene.inside:
        _draw(layer, item, scale, (left, top))
    x, y, w, h = scene.clip_mm
    box = tuple(
        round(v)
        for v in ((x - left) * scale, (y - top) * scale, (x + w - left) * scale, (y + h - top) * scale)
    )
    paper.paste(layer.crop(box), box[:2])  # type: ignore[arg-type]
    for item in scene.over:
        _draw(paper, item, scale, (left, top))
    paper = paper.resize((width_px, round(height * scale / FINER)), Image.Resampling.LANCZOS)
    lines = [*notes, credit] if credit else list(notes)
    if not lines:
        return paper
    size = width_px / 80
    font = ImageFont.load_default(size=size)
    wrapped = [piece for line in lines for piece in wrap(line, int(width_px / (0.53 * size)))]
    out = Image.new("RGB", (width_px, paper.height + round((len(wrapped) * 1.4 + 0.8) * size)), "white")
    out.paste(paper)
    draw = ImageDraw.Draw(out)
    for n, line in enumerate(wrapped):
        draw.text((size, paper.height + n * 1.4 * size), line, fill=(68, 68, 68), font=font)
    return out


def _draw(image: Image.Image, item: Shape | Line | Label, scale: float, origin: tuple[float, float]) -> None:
    draw = ImageDraw.Draw(image)
    if isinstance(item, Shape):
        rings = [
            [(float(a), float(b)) for a, b in (ring - origin) * scale] for ring in item.rings if len(ring) > 2
        ]
        if len(rings) == 1:
            draw.polygon(rings[0], fill=item.fill)
        elif rings:
            _fill_even_odd(image, rings, item.fill)
        if item.edge:
            for ring in rings:
                draw.line(
                    [*ring, ring[0]], fill=item.edge, width=max(1, round(item.edge_mm * scale)), joint="curve"
                )
    elif isinstance(item, Line):
        points = [((x - origin[0]) * scale, (y - origin[1]) * scale) for x, y in item.points]
        wide = max(1, round(item.width_mm * scale))
        for piece in _dashes(points, 3 * wide) if item.dashed else [points]:
            draw.line(piece, fill=item.colour, width=wide)
    else:
        font = ImageFont.load_default(size=item.size_mm * scale)
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[item.anchor]
        draw.text(
            ((item.x_mm - origin[0]) * scale, (item.y_mm - origin[1]) * scale),
            item.text,
            fill=item.colour,
            font=font,
            anchor=anchor,
            stroke_width=round(0.09 * item.size_mm * scale) if item.halo else 0,
            stroke_fill="white",
        )


def _fill_even_odd(
    image: Image.Image, rings: list[list[tuple[float, float]]], colour: tuple[int, int, int]
) -> None:
    xy = np.concatenate([np.array(ring) for ring in rings])
    x0, y0 = np.floor(xy.min(0)).astype(int)
    x1, y1 = np.ceil(xy.max(0)).astype(int) + 1
    mask = Image.new("1", (int(x1 - x0), int(y1 - y0)))
    for ring in rings:
        piece = Image.new("1", mask.size)
        ImageDraw.Draw(piece).polygon([(a - x0, b - y0) for a, b in ring], fill=1)
        mask = ImageChops.logical_xor(mask, piece)
    image.paste(colour, (int(x0), int(y0)), mask)


def _dashes(points: list[tuple[float, float]], length: float) -> list[list[tuple[float, float]]]:
    """Every second piece of a straight line from its first to its last point."""
    a, b = np.array(points[0]), np.array(points[-1])
    count = max(1, int(np.linalg.norm(b - a) / length))
    at = [a + (b - a) * i / count for i in range(count + 1)]
    return [
        [(float(p[0]), float(p[1])), (float(q[0]), float(q[1]))]
        for n, (p, q) in enumerate(pairwise(at))
        if n % 2 == 0
    ]

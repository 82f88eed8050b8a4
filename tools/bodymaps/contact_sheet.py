"""Sheets with every muscle lit in the view and layer that show it best, to be looked at one by one.

Usage: python -m tools.bodymaps.contact_sheet [FOLDER]       (writes muscles-1.webp ... into docs/atlas)
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.figures.svg_path import rings

FOLDER = Path(__file__).parents[2] / "docs" / "atlas"
CELL_PX, LABEL_PX, COLUMNS, ROWS = 250, 18, 8, 7
CLOSE_UP_BONUS = 1.3
LIT, EDGE = (20, 120, 200, 120), (10, 70, 150, 255)


def best_picture(atlas: Atlas, muscle: str) -> tuple[str, str]:
    """View and layer in which a muscle shows most of itself (square millimetres, close-ups preferred)."""

    def area(path: str) -> float:
        return sum(
            abs(np.dot(r[:, 0], np.roll(r[:, 1], 1)) - np.dot(r[:, 1], np.roll(r[:, 0], 1))) / 2
            for r in rings(path)
        )

    layer = atlas.muscles[muscle].layer
    scores = {}
    for view in atlas.views.values():
        shapes = atlas.shapes(view.id)
        seen = sum(area(p) for p in shapes["visible"][layer].get(muscle, {}).values())
        whole = sum(area(p) for p in shapes["full"].get(muscle, {}).values())
        sides = max(1, len(shapes["full"].get(muscle, {})))
        if whole:
            nearer = CLOSE_UP_BONUS if view.mm_per_px < 0.5 else 1.0
            scores[view.id] = (seen + 0.2 * whole) * view.mm_per_px**2 / sides * nearer
    return max(scores, key=lambda v: scores[v]), layer


def cell(atlas: Atlas, muscle: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> Image.Image:
    """One muscle, lit, in a square crop of its best picture."""
    view_id, layer = best_picture(atlas, muscle)
    view = atlas.views[view_id]
    paths = atlas.shapes(view_id)["full"][muscle]
    side = "right" if "right" in paths else "left"
    shape = rings(paths[side])
    points = np.concatenate(shape)
    centre = (points.min(0) + points.max(0)) / 2
    half = max(np.ptp(points, axis=0).max() / 2 * 1.25, 110 / view.mm_per_px / 2)
    picture = Image.open(atlas.folder / view.pictures[layer]).convert("RGBA")
    page = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    page.alpha_composite(picture)
    lit = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(lit)
    for ring in shape:
        xy = [tuple(p) for p in ring]
        draw.polygon(xy, fill=LIT, outline=EDGE)
    page.alpha_composite(lit)
    size = int(2 * half)
    crop = Image.new("RGB", (size, size), "white")
    crop.paste(page.convert("RGB"), (int(half - centre[0]), int(half - centre[1])))
    out = Image.new("RGB", (CELL_PX, CELL_PX + LABEL_PX), "white")
    out.paste(crop.resize((CELL_PX, CELL_PX), Image.Resampling.LANCZOS), (0, 0))
    ImageDraw.Draw(out).text((3, CELL_PX + 2), f"{muscle} · {view_id}", fill="black", font=font)
    return out


def write(folder: Path = FOLDER) -> None:
    """Write the sheets of all muscles into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("muscles-*.webp"):
        old.unlink()
    atlas = load_atlas()
    font = ImageFont.load_default(11)
    muscles = list(atlas.muscles)
    per_sheet = COLUMNS * ROWS
    for n, start in enumerate(range(0, len(muscles), per_sheet), start=1):
        part = muscles[start : start + per_sheet]
        rows = -(-len(part) // COLUMNS)
        sheet = Image.new("RGB", (COLUMNS * CELL_PX, rows * (CELL_PX + LABEL_PX)), "white")
        for k, muscle in enumerate(part):
            at = (k % COLUMNS * CELL_PX, k // COLUMNS * (CELL_PX + LABEL_PX))
            sheet.paste(cell(atlas, muscle, font), at)
        sheet.save(folder / f"muscles-{n}.webp", quality=80)


if __name__ == "__main__":
    write(*(Path(a) for a in sys.argv[1:2]))

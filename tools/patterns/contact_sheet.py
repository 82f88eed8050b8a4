"""Sheets with the pain pattern of every muscle, to be looked at one by one against the literature.

Usage: python -m tools.patterns.contact_sheet [FOLDER] [--muscles ID ...]

Writes patterns-1.webp ... (into docs/patterns by default). A muscle is shown on its right side in the
view that shows most of its zones, and in a second view when much of them is only seen there.
"""

from __future__ import annotations

import argparse
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.content import Content, Muscle, load_content
from triggerpoints.figures import MapState, body_png
from triggerpoints.referral.zones import KINDS, Side, zone_weights

CELL_PX, GAP_PX, LABEL_PX = 260, 6, 18
PAIRS_A_ROW, ROWS = 4, 6
SECOND_VIEW_ADDS = 0.12  # a second view is drawn when it shows at least this share of the zones anew
CLOSE_UP_ENOUGH = 0.93  # the closest view with this share of what the best view shows is taken
CUT_OPEN = ("Pelvis",)  # groups of views that show a slice of the body


def shown_side(muscle: Muscle) -> Side:
    """The right side, unless all points are known on the left only."""
    return "left" if all(point.sides == "left" for point in muscle.trigger_points) else "right"


def zone_mass(atlas: Atlas, muscle: Muscle) -> np.ndarray:
    """Weight times area (N,) of all zones of a muscle, spillover counting a half."""
    total = np.zeros(len(atlas.surface), np.float32)
    for point in muscle.trigger_points:
        for kind, share in zip(KINDS, (1.0, 0.5), strict=True):
            zone = zone_weights(atlas, point, kind, shown_side(muscle))
            np.maximum(total, share * zone, out=total)
    return total * atlas.surface.area_mm2


def views_of(atlas: Atlas, muscle: Muscle) -> list[str]:
    """The view that shows most of a muscle's zones, and a second one when it adds much."""
    mass = zone_mass(atlas, muscle)
    total = float(mass.sum())
    if not total:
        return [atlas.muscles[muscle.id].best_view]
    chosen: list[str] = []
    for _ in range(2):
        shown = {
            view.id: float(mass[seen_points(atlas, view.id)].sum())
            for view in atlas.views.values()
            if view.group not in CUT_OPEN
        }
        most = max(shown.values())
        if chosen and most < SECOND_VIEW_ADDS * total:
            break
        enough = [view for view in shown if shown[view] >= CLOSE_UP_ENOUGH * most]
        chosen.append(min(enough, key=lambda view: (atlas.views[view].mm_per_px, -shown[view])))
        mass = mass.copy()
        mass[seen_points(atlas, chosen[-1])] = 0
    return chosen


@lru_cache
def seen_points(atlas: Atlas, view: str) -> np.ndarray:
    """Indices of the skin points that a view shows."""
    seen = np.unique(atlas.index(view))
    return seen[seen >= 0]


def cell(atlas: Atlas, content: Content, muscle: Muscle) -> Image.Image:
    """One muscle with its name below."""
    width = 2 * CELL_PX + GAP_PX
    out = Image.new("RGB", (width, CELL_PX + LABEL_PX), "white")
    views = views_of(atlas, muscle)
    for column, view in enumerate(views):
        state = MapState(view=view, layer="skin", muscle=muscle.id, side=shown_side(muscle), outlines=False)
        picture = body_png(atlas, content, state, crop=True)
        picture.thumbnail((CELL_PX, CELL_PX), Image.Resampling.LANCZOS)
        out.paste(picture, (column * (CELL_PX + GAP_PX) + (CELL_PX - picture.width) // 2, 0))
    ImageDraw.Draw(out).text(
        (3, CELL_PX + 2), f"{muscle.id} · {', '.join(views)}", fill="black", font=ImageFont.load_default(12)
    )
    return out


def sheets(atlas: Atlas, content: Content, muscles: list[Muscle], folder: Path) -> None:
    """Write the sheets of some muscles, replacing older ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("patterns-*.webp"):
        old.unlink()
    step_x, step_y = 2 * (CELL_PX + GAP_PX), CELL_PX + LABEL_PX
    for number, start in enumerate(range(0, len(muscles), PAIRS_A_ROW * ROWS), start=1):
        part = muscles[start : start + PAIRS_A_ROW * ROWS]
        sheet = Image.new("RGB", (PAIRS_A_ROW * step_x, -(-len(part) // PAIRS_A_ROW) * step_y), "white")
        for k, muscle in enumerate(part):
            sheet.paste(cell(atlas, content, muscle), (k % PAIRS_A_ROW * step_x, k // PAIRS_A_ROW * step_y))
        sheet.save(folder / f"patterns-{number}.webp", quality=80)


def main() -> None:
    """Read the arguments and write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(__file__).parents[2] / "docs" / "patterns"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--muscles", nargs="*", help="only these muscles")
    options = parser.parse_args()
    content = load_content()
    muscles = [m for m in content.muscles.values() if not options.muscles or m.id in options.muscles]
    sheets(load_atlas(), content, muscles, options.folder)


if __name__ == "__main__":
    main()

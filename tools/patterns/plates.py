"""Plates of the pain patterns, one for each muscle, to be looked at one by one against the literature.

Usage: python -m tools.patterns.plates [FOLDER] [--muscles ID ...]

Writes REGION-1.webp ... (into docs/patterns by default). A plate shows the muscle in a window of
skin with its points and whole zones, in at most two views, and below each point with its own zone.
Points of one muscle that share a zone share a small plate.
"""

from __future__ import annotations

import argparse
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.content import Content, Muscle, TriggerPoint, load_content
from triggerpoints.figures import MapState, body_png
from triggerpoints.referral.zones import KINDS, Side, zone_weights

PLATE_PX, VIEW_PX, SMALL_PX, TITLE_PX, LABEL_PX, GAP_PX = 560, 330, 176, 20, 15, 6
PLATES_A_ROW, ROWS = 3, 3
SECOND_VIEW_ADDS = 0.12  # a second view is drawn when it shows at least this share of the zones anew
CLOSE_UP_ENOUGH = 0.985  # the closest view with this share of what the best view shows is taken
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


def window(
    atlas: Atlas, muscle: Muscle, points: tuple[TriggerPoint, ...], view: str, size_px: tuple[int, int]
) -> Image.Image:
    """Some points of a muscle in a view, cut out of the skin and fitted into a size."""
    part = SimpleNamespace(muscles={muscle.id: muscle.model_copy(update={"trigger_points": points})})
    state = MapState(view=view, layer="skin", muscle=muscle.id, side=shown_side(muscle), outlines=False)
    picture = body_png(atlas, part, state, crop=True)  # type: ignore[arg-type]
    scale = min(size_px[0] / picture.width, size_px[1] / picture.height)
    fitted = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(fitted, Image.Resampling.LANCZOS)


def plate(atlas: Atlas, muscle: Muscle) -> Image.Image:
    """One muscle: its name, its views and a small picture for each pattern of its points."""
    patterns: dict[str, list[TriggerPoint]] = {}
    for point in muscle.trigger_points:
        if not point.phenomenon:
            zones = point.zones
            shown = (zones.essential, zones.spillover, zones.shapes)
            patterns.setdefault(repr(shown), []).append(point)
    small = list(patterns.values()) if len(patterns) > 1 else []
    height = TITLE_PX + VIEW_PX + (SMALL_PX + LABEL_PX if small else 0)
    out = Image.new("RGB", (PLATE_PX, height), "white")
    draw = ImageDraw.Draw(out)
    views = views_of(atlas, muscle)
    draw.text(
        (3, 2), f"{muscle.names.en} · {', '.join(views)}", fill="black", font=ImageFont.load_default(14)
    )
    width = (PLATE_PX - GAP_PX * (len(views) - 1)) // len(views)
    for column, view in enumerate(views):
        picture = window(atlas, muscle, muscle.trigger_points, view, (width, VIEW_PX))
        out.paste(picture, (column * (width + GAP_PX) + (width - picture.width) // 2, TITLE_PX))
    for column, points in enumerate(small):
        width = (PLATE_PX - GAP_PX * (len(small) - 1)) // len(small)
        alone = muscle.model_copy(update={"trigger_points": tuple(points)})
        picture = window(atlas, muscle, tuple(points), views_of(atlas, alone)[0], (width, SMALL_PX))
        left, top = column * (width + GAP_PX), TITLE_PX + VIEW_PX
        out.paste(picture, (left + (width - picture.width) // 2, top))
        label = ", ".join(point.id for point in points)
        draw.text((left + 2, top + SMALL_PX), label, fill="black", font=ImageFont.load_default(11))
    return out


def sheets(atlas: Atlas, muscles: list[Muscle], folder: Path, name: str) -> None:
    """Write the sheets of some muscles, as NAME-1.webp and so on, replacing older ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}-?.webp"):
        old.unlink()
    for number, start in enumerate(range(0, len(muscles), PLATES_A_ROW * ROWS), start=1):
        drawn = [plate(atlas, muscle) for muscle in muscles[start : start + PLATES_A_ROW * ROWS]]
        rows = [drawn[k : k + PLATES_A_ROW] for k in range(0, len(drawn), PLATES_A_ROW)]
        heights = [max(one.height for one in row) + GAP_PX for row in rows]
        sheet = Image.new("RGB", (PLATES_A_ROW * (PLATE_PX + GAP_PX), sum(heights)), "white")
        for row, top in zip(rows, np.cumsum([0, *heights]), strict=False):
            for column, one in enumerate(row):
                sheet.paste(one, (column * (PLATE_PX + GAP_PX), int(top)))
        sheet.save(folder / f"{name}-{number}.webp", quality=72)


def main() -> None:
    """Read the arguments and write the sheets, region by region."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(__file__).parents[2] / "docs" / "patterns"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--muscles", nargs="*", help="only these muscles")
    parser.add_argument("--regions", nargs="*", help="only these regions of the list of muscles")
    options = parser.parse_args()
    content: Content = load_content()
    regions: dict[str, list[Muscle]] = {}
    for muscle in content.muscles.values():
        if options.muscles and muscle.id not in options.muscles:
            continue
        if not options.regions or muscle.region in options.regions:
            regions.setdefault(muscle.region, []).append(muscle)
    atlas = load_atlas()
    for region, muscles in regions.items():
        sheets(atlas, muscles, options.folder, region)


if __name__ == "__main__":
    main()

"""Every muscle lit in the turning body, and zones on it beside those of the maps, from the running app.

Usage: python -m tools.docs.body_contact [zones] [muscles | MUSCLE ...]

Serves the app, opens it in Chromium's software WebGL and writes to docs/body3d/: contact-1.webp ... with all
muscles, each from where most of it is seen and with the way to it cleared, and map-<muscle>.webp with zones
from three sides, the body above and the map below, of the muscles whose edges a test compares. Look at the
sheets before they are kept; docs/body3d/verdicts.md says what was seen. Single pictures stay in
build/contact/ until they are deleted, so that a stopped run goes on where it was.
"""

from __future__ import annotations

import sys

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import ROOT, serve
from tests.figures.test_zone_edges import ZONES
from tools.docs.body_page import FIELD_OF_DISTANCE, BodyPage, chromium, cleared, turn_to
from tools.docs.lit_muscles import FOLDER, QUALITY, sheets
from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import SolidPart, load_solids
from triggerpoints.content import load_content
from triggerpoints.figures import MapState, body_png
from triggerpoints.figures.overlay import ZONE_LEVEL
from triggerpoints.referral.zones import zone_weights

KEPT = ROOT / "build" / "contact"
ZONES_COME_MS = 1_500  # after the body
SIDES = {"front": 0, "right": 270, "back": 180}
ZONE_PX, ZONE_MARGIN, LEAST_ZONE_MM = 240, 1.5, 240.0


def main() -> None:
    """Write the pictures."""
    wanted = sys.argv[1:] or ["muscles", "zones"]
    muscles = list(load_content().muscles)
    asked = "muscles" in wanted or not {*muscles}.isdisjoint(wanted)
    KEPT.mkdir(parents=True, exist_ok=True)
    with serve() as address, sync_playwright() as playwright, chromium(playwright) as browser:
        body = BodyPage(browser, address)
        if "zones" in wanted:
            for muscle in ZONES:
                beside_map(body, muscle)
        if asked:
            solids = load_solids()
            for muscle in [m for m in muscles if m in wanted] or muscles:
                if not (KEPT / f"{muscle}.png").exists():
                    lit(body, solids.by_id[muscle]).save(KEPT / f"{muscle}.png")
                    print(muscle, flush=True)
    if asked:
        kept = {muscle: KEPT / f"{muscle}.png" for muscle in muscles}
        sheets({muscle: Image.open(file) for muscle, file in kept.items() if file.exists()}, "contact")


def lit(body: BodyPage, part: SolidPart) -> Image.Image:
    """A muscle, lit, in its own layer and with the way to it cleared."""
    return body.picture(f"muscle={part.id}&layer={part.layer}&turn={turn_to(part)}&{cleared(part)}")


def beside_map(body: BodyPage, muscle: str) -> None:
    """Zones of a muscle from three sides: the body above, the map of the same place below."""
    atlas, content = load_atlas(), load_content()
    zone = zone_weights(atlas, content.muscles[muscle].trigger_points[0], "essential", "right")
    place_mm = atlas.surface.position_mm[zone >= ZONE_LEVEL]  # that is the one whose edges are compared
    low_mm, high_mm = place_mm.min(0), place_mm.max(0)
    target_mm = np.rint((low_mm + high_mm) / 2)
    distance = round(
        max(LEAST_ZONE_MM, ZONE_MARGIN * float(np.ptp(place_mm, axis=0).max())) / FIELD_OF_DISTANCE
    )
    sheet = Image.new("RGB", (ZONE_PX * len(SIDES), ZONE_PX * 2), "white")
    for k, (view, azimuth) in enumerate(SIDES.items()):
        turn = ",".join(str(int(value)) for value in (azimuth, 0, distance, *target_mm))
        turned = body.picture(
            f"muscle={muscle}&layer=skin&turn={turn}", without=("points",), more_ms=ZONES_COME_MS
        )
        sheet.paste(turned.resize((ZONE_PX, ZONE_PX), Image.Resampling.LANCZOS), (k * ZONE_PX, 0))
        frame = atlas.views[view]
        state = MapState(muscle=muscle, view=view, layer="skin", points=False)
        drawn = body_png(atlas, content, state, width_px=frame.width_px * 2).convert("RGBA")
        scale = drawn.width / frame.width_px
        x, y = frame.project(target_mm[None])[0] * scale
        half = distance * FIELD_OF_DISTANCE / frame.mm_per_px * scale / 2
        cut = Image.new("RGBA", (int(2 * half), int(2 * half)), "white")
        cut.alpha_composite(
            drawn.crop((int(x - half), int(y - half), int(x + half), int(y + half))).resize(cut.size)
        )
        below = cut.convert("RGB").resize((ZONE_PX, ZONE_PX), Image.Resampling.LANCZOS)
        sheet.paste(below, (k * ZONE_PX, ZONE_PX))
    sheet.save(FOLDER / f"map-{muscle}.webp", quality=QUALITY, method=6)
    print(f"map-{muscle}", flush=True)


if __name__ == "__main__":
    main()

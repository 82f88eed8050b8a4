"""Every muscle lit in the turning body, and zones on it beside those of the maps, from the running app.

Usage: python -m tools.docs.body_contact [zones] [muscles | MUSCLE ...]

Serves the app, opens it in Chromium's software WebGL and writes to docs/body3d/: contact-1.webp ... with all
muscles, each from where most of it is seen and with the way to it cleared, and map-<muscle>.webp with zones
from three sides, the body above and the map below, of the muscles whose edges a test compares. Look at the
sheets before they are kept; docs/body3d/verdicts.md says what was seen. Single pictures stay in
build/contact/ until they are deleted, so that a stopped run goes on where it was.
"""

from __future__ import annotations

import io
import shutil
import sys

import numpy as np
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ROOT, WEBGL_FLAGS, serve
from tests.figures.test_zone_edges import ZONES
from tools.docs.lit_muscles import FOLDER, MARGIN, QUALITY, framed, sheets
from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import SolidPart, load_solids
from triggerpoints.content import load_content
from triggerpoints.figures import MapState, body_png
from triggerpoints.figures.overlay import ZONE_LEVEL
from triggerpoints.figures.peel import BETWEEN
from triggerpoints.referral.zones import KINDS, zone_weights

KEPT = ROOT / "build" / "contact"
WINDOW = {"viewport": {"width": 640, "height": 860}}
LIMIT_MS, SETTLED_MS = 120_000, 2_500
NEAREST_MM = 420
FIELD_OF_DISTANCE = 2 * np.tan(np.radians(10))  # height that is seen at a distance of 1
SIDES = {"front": 0, "right": 270, "back": 180}
ZONE_PX, ZONE_MARGIN, LEAST_ZONE_MM = 240, 1.5, 240.0
WITHOUT = f"without={BETWEEN.join(('points', *KINDS))}"
# The picture without the controls that lie on it.
ALONE = """
(canvas) => {
    const rest = ':is(.bar, .layers, .zoom, .marks, .tip, .side)';
    const style = document.createElement('style');
    style.textContent = `${rest} { visibility: hidden !important; }`;
    canvas.getRootNode().append(style);
}
"""


def main() -> None:
    """Write the pictures."""
    wanted = sys.argv[1:] or ["muscles", "zones"]
    muscles = list(load_content().muscles)
    asked = "muscles" in wanted or not {*muscles}.isdisjoint(wanted)
    KEPT.mkdir(parents=True, exist_ok=True)
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=WEBGL_FLAGS)
        page = browser.new_context(**WINDOW).new_page()  # type: ignore[arg-type]
        if "zones" in wanted:
            for muscle in ZONES:
                beside_map(page, address, muscle)
        if asked:
            solids = load_solids()
            for muscle in [m for m in muscles if m in wanted] or muscles:
                if not (KEPT / f"{muscle}.png").exists():
                    lit(page, address, solids.by_id[muscle]).save(KEPT / f"{muscle}.png")
                    print(muscle, flush=True)
        browser.close()
    if asked:
        kept = {muscle: KEPT / f"{muscle}.png" for muscle in muscles}
        sheets({muscle: Image.open(file) for muscle, file in kept.items() if file.exists()}, "contact")


def body_picture(page: Page, address: str, query: str) -> Image.Image:
    """The middle square of the body once its picture at rest is drawn."""
    page.goto(f"{address}/explore?{query}", timeout=LIMIT_MS, wait_until="commit")
    page.wait_for_selector("#body3d[data-ready]", timeout=LIMIT_MS)
    page.wait_for_timeout(SETTLED_MS)  # zones come after the body
    page.wait_for_selector("#body3d[data-still]", timeout=LIMIT_MS)
    canvas = page.locator("#body3d canvas")
    top = round(page.locator("#body3d .bar").evaluate("(bar) => bar.offsetTop + bar.offsetHeight"))
    canvas.evaluate(ALONE)
    picture = Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")
    side = min(picture.width, picture.height - top)
    left, low = (picture.width - side) // 2, top + (picture.height - top - side) // 2
    return picture.crop((left, low, left + side, low + side))


def lit(page: Page, address: str, part: SolidPart) -> Image.Image:
    """A muscle, lit, in its own layer and with the way to it cleared."""
    query = f"muscle={part.id}&layer={part.layer}&turn={turn_to(part)}&{cleared(part)}&{WITHOUT}"
    return body_picture(page, address, query)


def cleared(part: SolidPart) -> str:
    """What 'Clear the way' takes off, as an address holds it: bones stay as ghosts."""
    solids = load_solids()
    bones = [name for name in part.covered_by if solids.by_id[name].kind in ("bone", "cartilage")]
    gone = [name for name in part.covered_by if name not in bones]
    return f"hidden={BETWEEN.join(gone)}&ghosted={BETWEEN.join(bones)}"


def turn_to(part: SolidPart) -> str:
    """The look at a part from where most of it is seen, as an address holds it."""
    x, y, z = part.best_from
    azimuth = round(float(np.degrees(np.arctan2(x, -y)))) % 360
    tilt = round(float(np.degrees(np.arcsin(z))))
    centre_mm, radius_mm = framed(part)
    distance = max(NEAREST_MM, round(2 * radius_mm * MARGIN / FIELD_OF_DISTANCE))
    return ",".join(str(round(value)) for value in (azimuth, tilt, distance, *centre_mm))


def beside_map(page: Page, address: str, muscle: str) -> None:
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
        body = body_picture(page, address, f"muscle={muscle}&layer=skin&turn={turn}&without=points")
        sheet.paste(body.resize((ZONE_PX, ZONE_PX), Image.Resampling.LANCZOS), (k * ZONE_PX, 0))
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

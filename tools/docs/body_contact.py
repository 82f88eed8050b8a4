"""Every muscle lit in the turning body, and zones on it beside those of the maps, from the running app.

Usage: python -m tools.docs.body_contact [zones] [muscles | MUSCLE ...]

Serves the app, opens it in Chromium's software WebGL and writes to docs/body3d/: contact-1.webp ... with all
muscles, each from where most of it is seen and with the way to it cleared, and map-<muscle>.webp with its
zones from three sides, the body above and the map below. Look at the
sheets before they are kept. Single pictures stay in build/contact/ until they are deleted, so that a stopped
run goes on where it was.
"""

from __future__ import annotations

import io
import shutil
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Error, Page, sync_playwright

from tests.browser.conftest import ROOT, WEBGL_FLAGS, serve
from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import SolidPart, load_solids
from triggerpoints.content import load_content
from triggerpoints.figures import MapState, body_png

FOLDER = ROOT / "docs" / "body3d"
KEPT = ROOT / "build" / "contact"
WINDOW = {"viewport": {"width": 720, "height": 860}}
LIMIT_MS, SETTLED_MS, CLICK_MS = 120_000, 2_500, 1_500
CELL_PX, LABEL_PX, COLUMNS, ROWS = 240, 18, 8, 7
QUALITY = 74
MARGIN, NEAREST_MM = 1.25, 420
FIELD_OF_DISTANCE = 2 * np.tan(np.radians(10))  # height that is seen at a distance of 1
ZONES = {
    "infraspinatus": (-110.0, -90.0, 1180.0),
    "trapezius-upper": (-60.0, -90.0, 1480.0),
    "gluteus-minimus-posterior": (-110.0, -70.0, 640.0),
}
SEEN_MM = {"infraspinatus": 800.0, "trapezius-upper": 480.0, "gluteus-minimus-posterior": 1000.0}
SIDES = {"front": 0, "right": 270, "back": 180}
ZONE_PX = 380


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
        sheets([m for m in muscles if (KEPT / f"{m}.png").exists()])


def body_picture(page: Page, address: str, query: str) -> Image.Image:
    """The middle square of the body once it is drawn."""
    page.goto(f"{address}/explore?{query}", timeout=LIMIT_MS, wait_until="commit")
    page.wait_for_selector("#body3d[data-ready]", timeout=LIMIT_MS)
    page.wait_for_timeout(SETTLED_MS)
    return square(page)


def square(page: Page) -> Image.Image:
    """The middle square of the body's picture as it is."""
    picture = Image.open(io.BytesIO(page.locator("#body3d canvas").screenshot())).convert("RGB")
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    return picture.crop((left, top, left + side, top + side))


def lit(page: Page, address: str, part: SolidPart) -> Image.Image:
    """A muscle, lit, in its own layer and with the way to it cleared."""
    x, y, z = part.best_from
    azimuth = round(float(np.degrees(np.arctan2(x, -y)))) % 360
    tilt = round(float(np.degrees(np.arcsin(z))))
    distance = max(NEAREST_MM, round(2 * part.radius_mm * MARGIN / FIELD_OF_DISTANCE))
    turn = ",".join(str(round(value)) for value in (azimuth, tilt, distance, *part.centre_mm))
    found = body_picture(page, address, f"muscle={part.id}&layer={part.layer}&turn={turn}")
    clear = page.locator("#body3d .held button:not([disabled])", has_text="Clear the way")
    if clear.count():
        try:
            clear.first.click(force=True, timeout=CLICK_MS)
            page.wait_for_timeout(SETTLED_MS)
            found = square(page)
        except Error:  # behind a panel: the muscle is shown as it lies
            print(f"{part.id}: the way was not cleared", flush=True)
    return found


def sheets(muscles: list[str]) -> None:
    """Lay the single pictures on sheets."""
    for old in FOLDER.glob("contact-*.webp"):
        old.unlink()
    font = ImageFont.load_default(11)
    per_sheet = COLUMNS * ROWS
    for n, start in enumerate(range(0, len(muscles), per_sheet), start=1):
        mine = muscles[start : start + per_sheet]
        rows = -(-len(mine) // COLUMNS)
        sheet = Image.new("RGB", (COLUMNS * CELL_PX, rows * (CELL_PX + LABEL_PX)), "white")
        for k, muscle in enumerate(mine):
            at = (k % COLUMNS * CELL_PX, k // COLUMNS * (CELL_PX + LABEL_PX))
            picture = Image.open(KEPT / f"{muscle}.png").resize((CELL_PX, CELL_PX), Image.Resampling.LANCZOS)
            sheet.paste(picture, at)
            ImageDraw.Draw(sheet).text((at[0] + 3, at[1] + CELL_PX + 2), muscle, fill="black", font=font)
        sheet.save(FOLDER / f"contact-{n}.webp", quality=QUALITY, method=6)


def beside_map(page: Page, address: str, muscle: str) -> None:
    """Zones of a muscle from three sides: the body above, the map of the same place below."""
    atlas, content = load_atlas(), load_content()
    target, seen_mm = ZONES[muscle], SEEN_MM[muscle]
    sheet = Image.new("RGB", (ZONE_PX * len(SIDES), ZONE_PX * 2), "white")
    for k, (view, azimuth) in enumerate(SIDES.items()):
        turn = ",".join(str(round(v)) for v in (azimuth, 0, seen_mm / FIELD_OF_DISTANCE, *target))
        body = body_picture(page, address, f"muscle={muscle}&layer=skin&turn={turn}")
        sheet.paste(body.resize((ZONE_PX, ZONE_PX), Image.Resampling.LANCZOS), (k * ZONE_PX, 0))
        frame = atlas.views[view]
        state = MapState(muscle=muscle, view=view, layer="skin")
        drawn = body_png(atlas, content, state, width_px=frame.width_px * 2).convert("RGBA")
        scale = drawn.width / frame.width_px
        x, y = frame.project(np.array([target]))[0] * scale
        box = page.locator("#body3d canvas").bounding_box() or {"width": 1.0, "height": 1.0}
        share = min(box["width"] / box["height"], 1.0)  # of the height that the look shows
        half = seen_mm * share / frame.mm_per_px * scale / 2
        cut = Image.new("RGBA", (int(2 * half), int(2 * half)), "white")
        cut.alpha_composite(
            drawn.crop((int(x - half), int(y - half), int(x + half), int(y + half))).resize(cut.size)
        )
        sheet.paste(
            cut.convert("RGB").resize((ZONE_PX, ZONE_PX), Image.Resampling.LANCZOS), (k * ZONE_PX, ZONE_PX)
        )
    sheet.save(FOLDER / f"map-{muscle}.webp", quality=QUALITY, method=6)
    print(f"map-{muscle}", flush=True)


if __name__ == "__main__":
    main()

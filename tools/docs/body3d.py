"""Pictures of the turning body for docs/body3d.md, from the running app.

Usage: python -m tools.docs.body3d

Serves the app, opens it in Chromium's software WebGL and writes to docs/body3d/: the body as it opens, zones
from three sides, a phone in the dark, and four stages of a peel to four deep muscles. Run it again after the
surfaces, the patterns or the component have changed.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, WEBGL_FLAGS, serve
from triggerpoints.atlas.solids import load_solids

FOLDER = Path(__file__).parents[2] / "docs" / "body3d"
LIMIT_MS = 60_000
SETTLED_MS = 1500
STAGES = ("superficial", "middle", "deep")
PEELED = ("subscapularis", "tibialis-posterior", "lateral-pterygoid", "iliopsoas")
SHOTS: dict[str, tuple[str, dict[str, object]]] = {
    "opened": ("/explore?turn=25,5,5200,0,-100,851", DESKTOP),
    "zones-back": ("/explore?muscle=infraspinatus&turn=160,10,2300,-60,-80,1250", DESKTOP),
    "zones-side": ("/explore?muscle=infraspinatus&turn=270,5,2300,-60,-80,1250", DESKTOP),
    "zones-front": ("/explore?muscle=infraspinatus&turn=20,5,2300,-60,-80,1250", DESKTOP),
    "phone-dark": (
        "/explore?muscle=gluteus-minimus-anterior&turn=290,5,4200,-60,-100,700",
        {**PHONE, "color_scheme": "dark"},
    ),
}


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=WEBGL_FLAGS)
        for name, (query, options) in SHOTS.items():
            page = opened(browser, address + query, options)
            picture = page.screenshot() if "phone" in name else page.locator("#body3d .stage").screenshot()
            save(Image.open(io.BytesIO(picture)), name, 720 if "phone" not in name else 390)
            page.context.close()
        for muscle in PEELED:
            save(peel(browser, address, muscle), f"peel-{muscle}", 1120)
        browser.close()


def opened(browser: Browser, address: str, options: dict[str, object]) -> Page:
    """The turning body once everything is drawn."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_selector("#body3d[data-ready]", timeout=LIMIT_MS)
    page.wait_for_timeout(SETTLED_MS)
    return page


def peel(browser: Browser, address: str, muscle: str) -> Image.Image:
    """Three layers and the cleared way to a muscle, side by side, from where most of it is seen."""
    part = load_solids().by_id[muscle]
    x, y, z = part.best_from
    azimuth = round(float(np.degrees(np.arctan2(x, -y)))) % 360
    tilt = round(float(np.degrees(np.arcsin(z))))
    distance = max(420, round(part.radius_mm * 13))
    turn = ",".join(str(round(value)) for value in (azimuth, tilt, distance, *part.centre_mm))
    page = opened(browser, f"{address}/explore?muscle={muscle}&layer={STAGES[0]}&turn={turn}", DESKTOP)
    pictures = []
    for stage in (*STAGES, "cleared"):
        if stage == "cleared":
            page.locator("#body3d .held button", has_text="Clear the way").click(force=True)
        elif stage != STAGES[0]:
            page.locator("#body3d .layers").get_by_text(stage.capitalize(), exact=True).click()
        page.wait_for_timeout(SETTLED_MS)
        picture = Image.open(io.BytesIO(page.locator("#body3d canvas").screenshot())).convert("RGB")
        side = min(picture.size)
        left = (picture.width - side) // 2
        pictures.append(picture.crop((left, 0, left + side, side)).resize((400, 400)))
    page.context.close()
    sheet = Image.new("RGB", (400 * len(pictures), 400), "white")
    for i, picture in enumerate(pictures):
        sheet.paste(picture, (400 * i, 0))
    return sheet


def save(picture: Image.Image, name: str, width_px: int) -> None:
    """Keep a picture small."""
    height_px = round(picture.height * width_px / picture.width)
    picture.convert("RGB").resize((width_px, height_px), Image.Resampling.LANCZOS).save(
        FOLDER / f"{name}.webp", quality=78, method=6
    )


if __name__ == "__main__":
    main()

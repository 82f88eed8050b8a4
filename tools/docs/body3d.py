"""Pictures of the turning body for docs/body3d.md, from the running app.

Usage: python -m tools.docs.body3d [peel]

Serves the app, opens it in Chromium's software WebGL and writes to docs/body3d/: the body as it opens, zones
from three sides, a phone in the dark, and four stages of a peel to four deep muscles, or these alone. Run it
again after the surfaces, the patterns or the component have changed.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, WEBGL_FLAGS, serve
from tools.docs.body_contact import WINDOW, WITHOUT, body_picture, cleared, turn_to
from triggerpoints.atlas.solids import load_solids

FOLDER = Path(__file__).parents[2] / "docs" / "body3d"
LIMIT_MS = 60_000
SETTLED_MS = 1500
STAGE_PX = 300
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
        for name, (query, options) in SHOTS.items() if sys.argv[1:] != ["peel"] else ():
            page = opened(browser, address + query, options)
            picture = page.screenshot() if "phone" in name else page.locator("#body3d .stage").screenshot()
            save(Image.open(io.BytesIO(picture)), name, 720 if "phone" not in name else 390)
            page.context.close()
        page = browser.new_context(**WINDOW).new_page()  # type: ignore[arg-type]
        for muscle in PEELED:
            save(peel(page, address, muscle), f"peel-{muscle}", STAGE_PX * (len(STAGES) + 1))
        browser.close()


def opened(browser: Browser, address: str, options: dict[str, object]) -> Page:
    """The turning body once everything is drawn."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_selector("#body3d[data-ready]", timeout=LIMIT_MS)
    page.wait_for_timeout(SETTLED_MS)
    return page


def peel(page: Page, address: str, muscle: str) -> Image.Image:
    """Three layers and the cleared way to a muscle, side by side, from where most of it is seen."""
    part = load_solids().by_id[muscle]
    stages = [*((layer, "") for layer in STAGES), (STAGES[-1], cleared(part))]
    sheet = Image.new("RGB", (STAGE_PX * len(stages), STAGE_PX), "white")
    for i, (layer, off) in enumerate(stages):
        query = f"muscle={muscle}&layer={layer}&turn={turn_to(part)}&{off}&{WITHOUT}"
        picture = body_picture(page, address, query)
        sheet.paste(picture.resize((STAGE_PX, STAGE_PX), Image.Resampling.LANCZOS), (STAGE_PX * i, 0))
    return sheet


def save(picture: Image.Image, name: str, width_px: int) -> None:
    """Keep a picture small."""
    height_px = round(picture.height * width_px / picture.width)
    picture.convert("RGB").resize((width_px, height_px), Image.Resampling.LANCZOS).save(
        FOLDER / f"{name}.webp", quality=78, method=6
    )


if __name__ == "__main__":
    main()

"""Pictures of the turning body for docs/body3d.md, from the running app.

Usage: python -m tools.docs.body3d [peel]

Serves the app, opens it in Chromium's software WebGL and writes to docs/body3d/: the body as it opens, zones
from three sides, a phone in the dark, and four stages of a peel to four deep muscles, or these alone. Run it
again after the surfaces, the patterns or the component have changed.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, serve
from tools.docs.body_page import BodyPage, chromium, cleared, turn_to
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
    with serve() as address, sync_playwright() as playwright, chromium(playwright) as browser:
        for name, (query, options) in SHOTS.items() if sys.argv[1:] != ["peel"] else ():
            page = opened(browser, address + query, options)
            picture = page.screenshot() if "phone" in name else page.locator("#body3d .stage").screenshot()
            save(Image.open(io.BytesIO(picture)), name, 720 if "phone" not in name else 390)
            page.context.close()
        body = BodyPage(browser, address)
        for muscle in PEELED:
            save(peel(body, muscle), f"peel-{muscle}", STAGE_PX * (len(STAGES) + 1))


def opened(browser: Browser, address: str, options: dict[str, object]) -> Page:
    """The turning body once everything is drawn."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(address, timeout=LIMIT_MS)
    page.wait_for_selector("#body3d[data-ready]", timeout=LIMIT_MS)
    page.wait_for_timeout(SETTLED_MS)  # zones come after the body
    page.wait_for_selector("#body3d[data-still]", timeout=LIMIT_MS)
    return page


def peel(body: BodyPage, muscle: str) -> Image.Image:
    """Three layers and the cleared way to a muscle, side by side, from where most of it is seen."""
    part = load_solids().by_id[muscle]
    stages = [*((layer, "") for layer in STAGES), (STAGES[-1], cleared(part))]
    sheet = Image.new("RGB", (STAGE_PX * len(stages), STAGE_PX), "white")
    for i, (layer, off) in enumerate(stages):
        picture = body.picture(f"muscle={muscle}&layer={layer}&turn={turn_to(part)}&{off}")
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

"""Take the screenshots of the README from a running app.

Usage: python -m tools.docs.screenshots [ADDRESS]

Needs the packages of requirements-dev.txt and Chromium; serves the app itself when no address is given.
"""

from __future__ import annotations

import io
import shutil
import sys
from contextlib import nullcontext
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP, PHONE, serve, wait_for_map

FOLDER = Path(__file__).parents[2] / "docs"
SHOTS = {
    "screenshot": ("/explore?muscle=trapezius-upper", DESKTOP),
    "screenshot-phone": ("/explore?muscle=masseter-superficial&side=left", PHONE),
}


def main() -> None:
    """Save each picture as WebP in docs/."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    with (
        nullcontext(sys.argv[1]) if len(sys.argv) > 1 else serve() as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        for name, (where, device) in SHOTS.items():
            page = browser.new_context(**device, device_scale_factor=1.5).new_page()
            page.goto(address + where)
            wait_for_map(page)
            page.wait_for_timeout(1500)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.save(FOLDER / f"{name}.webp", quality=86, method=6)
        browser.close()


if __name__ == "__main__":
    main()

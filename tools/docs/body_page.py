"""The turning body of the running app, kept open: it is told each look as the Back button would tell it.

A fresh page for each picture would be fetched, read and put on the graphics card again each time.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import parse_qs

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Error, Page, Playwright

from tests.browser.conftest import WEBGL_FLAGS
from tools.docs.lit_muscles import MARGIN, framed
from triggerpoints.atlas.solids import SolidPart, load_solids
from triggerpoints.figures.camera import FIELD_DEG
from triggerpoints.figures.peel import BETWEEN
from triggerpoints.referral.zones import KINDS

# Where motion is not wanted the body jumps to a look instead of flying there.
WINDOW = {"viewport": {"width": 320, "height": 560}, "reduced_motion": "reduce"}
LIMIT_MS = 60_000
NEAREST_MM = 420
FIELD_OF_DISTANCE = 2 * np.tan(np.radians(FIELD_DEG / 2))  # height that is seen at a distance of 1
# The picture without the controls that lie on it.
ALONE = """
(canvas) => {
    const rest = ':is(.bar, .layers, .zoom, .marks, .tip, .side)';
    const style = document.createElement('style');
    style.textContent = `${rest} { visibility: hidden !important; }`;
    canvas.getRootNode().append(style);
}
"""
# Go to an address as the Back button does, and say anew what is shown once that is there.
GO = """
(host, query) => {
    delete host.dataset.shown;
    history.pushState(history.state, '', `?${query}`);
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
}
"""


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A browser that draws WebGL in software."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    browser = playwright.chromium.launch(executable_path=path, args=WEBGL_FLAGS)
    try:
        yield browser
    finally:
        browser.close()


class BodyPage:
    """A page with the turning body."""

    def __init__(self, browser: Browser, address: str) -> None:  # noqa: D107 (see the class)
        self._browser, self._address = browser, address
        self._page: Page | None = None

    def picture(
        self, query: str, without: Sequence[str] = ("points", *KINDS), more_ms: int = 0
    ) -> Image.Image:
        """The middle square of the body once its picture at rest is drawn.

        Parameters
        ----------
        query : str
            What is shown, as the address holds it: muscle, layer and turn at least.
        without : sequence of str
            What is not drawn over the body.
        more_ms : int
            For what comes after the body.
        """
        whole = f"{query}&without={BETWEEN.join(without)}"
        try:
            return self._picture(whole, more_ms)
        except Error:  # a page that does not answer is opened anew, once
            self._close()
            return self._picture(whole, more_ms)

    def _picture(self, query: str, more_ms: int) -> Image.Image:
        page = self._at(query)
        page.wait_for_timeout(more_ms)
        page.wait_for_selector("#body3d[data-still]", timeout=LIMIT_MS)
        canvas = page.locator("#body3d canvas")
        top = round(page.locator("#body3d .bar").evaluate("(bar) => bar.offsetTop + bar.offsetHeight"))
        picture = Image.open(io.BytesIO(canvas.screenshot(timeout=LIMIT_MS))).convert("RGB")
        side = min(picture.width, picture.height - top)
        left, low = (picture.width - side) // 2, top + (picture.height - top - side) // 2
        return picture.crop((left, low, left + side, low + side))

    def _at(self, query: str) -> Page:
        """The page with what an address asks for."""
        if self._page is None:
            self._page = self._browser.new_context(**WINDOW).new_page()  # type: ignore[arg-type]
            self._page.goto(f"{self._address}/explore?{query}", timeout=LIMIT_MS, wait_until="commit")
            self._page.wait_for_selector("#body3d[data-ready]", timeout=LIMIT_MS)
            self._page.locator("#body3d canvas").evaluate(ALONE)
        else:
            self._page.locator("#body3d").evaluate(GO, query)
        asked = parse_qs(query)
        shown = f"{asked['layer'][0]} {asked['muscle'][0]} "
        self._page.wait_for_selector(f'#body3d[data-shown="{shown}"]', timeout=LIMIT_MS)
        return self._page

    def _close(self) -> None:
        if self._page is not None:
            self._page.context.close()
            self._page = None


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

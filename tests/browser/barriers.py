"""Every page and state, on both sizes and in both themes: what bars somebody from it.

`python -m tests.browser.barriers` opens all of them in Chromium and prints a table: faults that axe calls
moderate or worse, headings that skip a level, parts without a visible focus, targets below 44 and inputs
below 16 pixels on a phone, words that are cut, pages that scroll sideways on a phone and at 400 % zoom. It
ends with 1 when there is one. `--only PART` takes addresses with that part; `--out FOLDER` keeps pictures in
forced colours, at 400 % and as people with three kinds of colour blindness and without colours see the maps.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP, PHONE, serve
from tests.browser.walk import Walk

PATHS = (
    "/",
    *(f"/find?place=temple&side=left&step={step}"
      for step in ("where", "signs", "feel", "fits", "else", "keep", "all")),
    "/find?place=temple&side=left&step=fits&audience=student",
    "/explore",
    "/explore?muscle=soleus",
    "/explore?muscle=soleus&audience=student",
    "/techniques",
    "/techniques?technique=stretch",
    "/conditions",
    "/conditions?condition=neck-pain",
    "/safety",
    "/safety?region=low-back&view=back",
    "/visit",
    "/visit?part=how",
    "/learn",
    "/learn?region=thigh&kind=name&seed=4",
    "/learn?do=review&region=leg&kind=name",
    "/learn?do=set",
    "/learn?do=sheet&region=arm",
    "/learn?do=deck",
    "/learn?do=results",
    "/learn?do=show&region=thigh&kind=name&seed=4",
    "/under_the_needle?muscle=soleus",
    "/under_the_needle?muscle=soleus&audience=student",
    "/compare?muscles=soleus,gastrocnemius",
    "/evidence",
    "/glossary",
    "/about",
)  # fmt: skip
SCREENS: dict[str, dict[str, Any]] = {
    "phone": PHONE,
    "phone dark": PHONE | {"color_scheme": "dark"},
    "desk": DESKTOP,
    "desk dark": DESKTOP | {"color_scheme": "dark"},
}
ZOOMED: dict[str, Any] = {"viewport": {"width": 320, "height": 256}}  # 1280 x 1024 at 400 %
BLIND = ("protanopia", "deuteranopia", "tritanopia", "achromatopsia")
TABS = 20  # so many presses of Tab are looked at
_HEADINGS = """() => {
    const out = [];
    let last = 0;
    for (const e of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
        if (!e.getClientRects().length || e.closest('[role=dialog]')) continue;
        const level = Number(e.getAttribute('aria-level') ?? e.tagName[1]);
        if (level > last + 1) out.push(`h${last} to h${level}: ${e.innerText.slice(0, 40)}`);
        last = level;
    }
    return out;
}"""
# A ring is what differs between an element with the focus and the same one without it.
_RING = """async () => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    if (!e || e === document.body) return null;
    const styles = (from) => {
        const out = [];
        for (let at = from, n = 0; at && n < 4; at = at.parentElement ?? at.getRootNode().host, n++) {
            for (const side of [at, at.nextElementSibling]) {
                if (!side) continue;
                for (const pseudo of [null, '::before', '::after']) {
                    const s = getComputedStyle(side, pseudo);
                    out.push([s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor,
                              s.backgroundColor, s.color, s.stroke, s.strokeWidth].join());
                }
            }
        }
        return out.join(';');
    };
    const box = e.getBoundingClientRect();
    const name = `${e.tagName.toLowerCase()} ${e.getAttribute('aria-label') || e.innerText || e.className}`;
    if (box.width <= 1) return null;
    const held = styles(e);
    e.blur();
    await new Promise((done) => setTimeout(done, 250));  // frameworks draw a ring a moment later
    const left = styles(e);
    e.focus({ preventScroll: true });
    return held === left ? name.slice(0, 60) : null;
}"""


def axe(page: Page) -> list[str]:
    """Faults that axe calls moderate or worse."""
    found: list[str] = []
    for _ in range(2):  # what is just fading in is pale for a moment
        violations = Axe().run(page).response["violations"]
        found = [
            f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:110]}"
            for one in violations
            if one["impact"] != "minor"
        ]
        if not found:
            break
        page.wait_for_timeout(1200)
    return found


def without_ring(page: Page) -> list[str]:
    """What gets the focus by Tab and does not show it."""
    out = []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        page.wait_for_timeout(250)  # rings fade in
        if said := page.evaluate(_RING):
            out.append(said)
    return list(dict.fromkeys(out))


def found_on(walk: Walk, path: str, screen: str) -> dict[str, list[str]]:
    """All faults of a page on a screen."""
    page = walk.page
    page.goto(walk.address + path)
    walk.settle()
    if page.locator("#bodymap").count() and page.locator("#bodymap").is_visible():
        page.wait_for_selector("#bodymap[data-ready]", timeout=20_000)
    found = {"axe": axe(page), "headings": page.evaluate(_HEADINGS)}
    if screen == "phone":
        found |= walk.faults()
    if screen == "desk":
        found["focus"] = without_ring(page)
    return {kind: faults for kind, faults in found.items() if faults}


def zoomed(browser: Browser, address: str, paths: tuple[str, ...], out: Path | None) -> int:
    """Walk through pages at 400 %; gives how many scroll both ways."""
    context = browser.new_context(**ZOOMED)
    walk = Walk(context.new_page(), address)
    wide = 0
    for path in paths:
        walk.page.goto(address + path)
        walk.settle()
        px = walk.page.locator("[data-testid=stMain]").evaluate("(e) => e.scrollWidth - e.clientWidth")
        if px > 1:
            wide += 1
            print(f"{path:60} 400 %      scrolls sideways by {px} px", flush=True)
        if out:
            walk.page.screenshot(path=out / f"zoomed{_slug(path)}.png")
    context.close()
    return wide


def pictures(browser: Browser, address: str, out: Path) -> None:
    """Pictures in forced colours, and of the maps as colour-blind people see them."""
    context = browser.new_context(**{**SCREENS["desk"], "forced_colors": "active"})
    walk = Walk(context.new_page(), address)
    for path in (
        "/",
        "/find?place=temple&side=left&step=fits",
        "/explore?muscle=soleus",
        "/learn",
        "/safety",
    ):
        walk.page.goto(address + path)
        walk.settle()
        walk.page.wait_for_timeout(1500)
        walk.page.screenshot(path=out / f"forced{_slug(path)}.png")
    context.close()
    context = browser.new_context(**SCREENS["desk"])
    walk = Walk(context.new_page(), address)
    session = context.new_cdp_session(walk.page)
    for path in ("/find?place=temple&side=left&step=fits", "/explore?muscle=soleus"):
        walk.page.goto(address + path)
        walk.settle()
        walk.page.wait_for_timeout(2500)
        for kind in BLIND:
            session.send("Emulation.setEmulatedVisionDeficiency", {"type": kind})
            walk.page.screenshot(path=out / f"{kind}{_slug(path)}.png")
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    context.close()


def _slug(path: str) -> str:
    return "-" + re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")


def main() -> int:
    """Open all, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", help="part of the address")
    asked.add_argument("--screens", nargs="*", choices=SCREENS, default=list(SCREENS))
    asked.add_argument("--out", type=Path)
    asked.add_argument("--browser", default="/usr/bin/chromium")
    chosen = asked.parse_args()
    paths = tuple(path for path in PATHS if chosen.only in path)
    faults = 0
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chosen.browser, args=CHROMIUM_FLAGS)
        for screen in chosen.screens:
            context = browser.new_context(**SCREENS[screen])
            walk = Walk(context.new_page(), address)
            for path in paths:
                found = found_on(walk, path, screen)
                faults += sum(map(len, found.values()))
                said = "; ".join(f"{len(each)} {kind}" for kind, each in found.items()) or "0"
                print(f"{path:60} {screen:10} {said}", flush=True)
                for kind, each in found.items():
                    print("".join(f"        {kind}: {fault}\n" for fault in each[:6]), end="", flush=True)
            context.close()
        if chosen.out:
            chosen.out.mkdir(parents=True, exist_ok=True)
            pictures(browser, address, chosen.out)
        faults += zoomed(browser, address, paths, chosen.out)
        browser.close()
    print(f"{faults} faults on {len(paths)} pages")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())

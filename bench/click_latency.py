"""Time from a click to the changed page, Explore against a bare Streamlit page on the same machine.

Usage: python -m bench.click_latency [--clicks 20]

Prints for the bare page and for five parts of Explore the median and the 90th percentile in ms and
the ratio to the bare page: the outline of the muscle, its points and zones, the picture of another
view and of another layer (none of them waits for the server) and the card with the muscle's name (the
server's answer); and the bytes a click brings.
Run it on an otherwise idle machine; the ratios are what compares across machines.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import statistics
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from bench.server import serve, serve_bare
from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP, wait_for_map

ANSWERS = {
    "bare page": "[data-shown]",
    "outline": ".outline .line",
    "points and zones": "#bodymap[data-pattern]",
    "card": ".tp-name",
    "view": "#bodymap .picture",
    "layer": "#bodymap .picture",
}
"""What shows that a part of a page has answered."""
PAGE = {"bare": "", "explore": "explore"}
PARTS = {"bare": ("bare page",), "explore": ("outline", "points and zones", "card", "view", "layer")}
TURNS = {"view": ("View", ("Back", "Front")), "layer": ("Layer", ("Middle", "Superficial"))}
"""Parts that a choice on the map answers: its label, and what is chosen in turn."""
MUSCLES = ("rectus-femoris", "vastus-medialis", "tibialis-anterior", "biceps-brachii")

LIMIT_MS = 20_000

# Resolves with the time from the pointer's release to the end of the frame in which the answer is painted,
# and with nothing when there is no answer within the limit. It looks whenever the page changes: looking from
# time to time would often come after the frame that has the answer, and wait for the next one.
WATCH = """
([selector, limit_ms]) => {
    const inside = (root) => [...root.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean);
    const roots = (root) => [root, ...inside(root).flatMap(roots)];
    const places = roots(document);  // looked for once: the watching must not keep the page from answering
    const find = () => places.map((root) => root.querySelector(selector)).find(Boolean) ?? null;
    window.answer = new Promise((resolve) => {
        let start = null;
        const begin = () => { start = performance.now(); };
        document.addEventListener('pointerup', begin, { capture: true, once: true });
        const state_of = ({ id, dataset }) => (id === 'bodymap' ? dataset.pattern : dataset.shown);
        const drawn = (e) => e.getAttribute('href') ?? e.getAttribute('d');
        const look_of = (e) => e && (state_of(e) ?? drawn(e) ?? e.textContent);
        const before = look_of(find());
        const observer = new MutationObserver(() => {
            if (start === null || look_of(find()) === before) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        });
        const all = { subtree: true, childList: true, attributes: true, characterData: true };
        for (const root of places) observer.observe(root, all);
        setTimeout(() => { observer.disconnect(); resolve(null); }, limit_ms);
    });
}
"""


def times_ms(page: Page, clicks: int, targets: Iterator[tuple[str, float, float]], part: str) -> list[float]:
    """Latency in ms of clicks on one target after the other, until a part of the page has answered.

    Raises
    ------
    TimeoutError
        Names the part and the target.
    """
    found = []
    for i in range(clicks + 3):
        target, x, y = next(targets)
        page.mouse.move(x, y)
        page.evaluate(WATCH, [ANSWERS[part], LIMIT_MS])
        page.mouse.click(x, y)
        taken = page.evaluate("window.answer")
        if taken is None:
            raise TimeoutError(
                f"'{part}' did not answer click {i + 1} (on {target}) within {LIMIT_MS / 1000:.0f} s."
            )
        found.append(taken)
        page.wait_for_timeout(400)
    return found[3:]  # the first clicks warm up


def centre(page: Page, muscle: str) -> tuple[float, float]:
    """Middle of the screen box of a muscle's outline."""
    box = page.locator(f'#bodymap .shapes path[data-id="{muscle}"][data-side="right"]').bounding_box()
    if box is None:
        raise RuntimeError(f"The map does not show {muscle}; choose another muscle for the bench.")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def turns(page: Page, part: str) -> Iterator[tuple[str, float, float]]:
    """Places of the choices of a part, one after the other without end."""
    group, choices = TURNS[part]
    places = []
    for choice in choices:
        box = page.get_by_role("radiogroup", name=group).get_by_text(choice, exact=True).bounding_box()
        if box is None:
            raise RuntimeError(f"The map offers no {group.lower()} {choice}; choose another.")
        places.append((choice, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    return itertools.cycle(places)


def main() -> None:
    """Measure both pages and print the result as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--clicks", type=int, default=20)
    clicks = parser.parse_args().clicks
    result: dict[str, dict[str, float]] = {}
    with sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome")
        path = next(filter(None, map(shutil.which, names)), None)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        for name, served in (("bare", serve_bare), ("explore", serve)):
            with served() as server:
                page = browser.new_context(**DESKTOP).new_page()  # type: ignore[arg-type]
                received: list[int] = []
                page.on("websocket", lambda s, r=received: s.on("framereceived", lambda d: r.append(len(d))))
                page.goto(f"http://{server.address}/{PAGE[name]}")
                if name == "bare":
                    box = page.get_by_role("button", name="Count").bounding_box()
                    assert box is not None
                    places = [("the button", box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)]
                else:
                    wait_for_map(page)
                    places = [(muscle, *centre(page, muscle)) for muscle in MUSCLES]
                page.wait_for_timeout(1000)
                targets = itertools.cycle(places)  # goes on from part to part: no target twice in a row
                for part in PARTS[name]:
                    received.clear()
                    chosen = turns(page, part) if part in TURNS else targets
                    found = times_ms(page, clicks, chosen, part)
                    result[part] = {
                        "median_ms": round(statistics.median(found), 1),
                        "p90_ms": round(statistics.quantiles(found, n=10)[-1], 1),
                        "kB_per_click": round(sum(received) / (clicks + 3) / 1000, 2),
                    }
    for part in result.values():
        part["ratio"] = round(part["median_ms"] / result["bare page"]["median_ms"], 2)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()

"""How soon the map can be used, beside the button of a bare page: a first visit and a second one.

Usage: python -m bench.first_map [--rounds 5]

Prints medians in ms from the request for the page until the map takes taps (its muscles' shapes are there),
on Explore and on the front door, and until the bare page has its button; cold in a browser that has kept
nothing, warm in one that was there before. It begins when the server has drawn what it draws ahead. The
pages are asked for in turns, so that a machine whose speed changes is the same for all.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
from collections import defaultdict

from playwright.sync_api import Page, sync_playwright

from bench.server import serve, serve_bare
from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP

LIMIT_MS = 60_000
MAP = "#bodymap .shapes path"
READY = {"bare": "[data-testid=stButton] button", "explore": MAP, "": MAP}
"""What can be used, by the page: the bare one, Explore and the front door."""

# Resolves with the time at which what can be used is there, and with nothing when it is not within the limit.
# The map lies in a shadow root: roots are noted as they are made, so that a look costs next to nothing.
WATCH = """
const roots = [document];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    roots.push(root);
    return root;
};
window.ready = new Promise((resolve) => {
    const look = () => {
        if (roots.some((root) => root.querySelector(%s))) resolve(performance.now());
        else setTimeout(look, 5);
    };
    look();
    setTimeout(() => resolve(null), %d);
})
"""


def ready_ms(page: Page, address: str) -> float:
    """Time from the request until what can be used is there.

    Raises
    ------
    TimeoutError
        When it is not there in time.
    """
    page.goto(address)
    taken = page.evaluate("window.ready")
    if taken is None:
        raise TimeoutError(f"What can be used on {address} was not there within {LIMIT_MS / 1000:.0f} s.")
    return float(taken)


def main() -> None:
    """Measure in turns and print the result as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    found: dict[str, list[float]] = defaultdict(list)
    with sync_playwright() as playwright, serve_bare() as bare, serve() as served:
        names = ("chromium", "chromium-browser", "google-chrome")
        path = next(filter(None, map(shutil.which, names)), None)
        served.rest()
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        for number in range(rounds + 1):
            for name, wanted in READY.items():
                address = f"http://{bare.address if name == 'bare' else served.address}/"
                context = browser.new_context(**DESKTOP)  # type: ignore[arg-type]
                context.add_init_script(WATCH % (json.dumps(wanted), LIMIT_MS))
                for state in ("cold", "warm"):
                    page = context.new_page()
                    taken = ready_ms(page, address + ("" if name == "bare" else name))
                    if number:  # the first round warms the servers up
                        found[f"{name or 'front door'}, {state}"].append(taken)
                    page.wait_for_timeout(1500)
                    page.close()
                context.close()
    medians = {name: statistics.median(taken) for name, taken in found.items()}
    print(
        json.dumps(
            {
                name: {"ms": round(ms), "ratio": round(ms / medians[f"bare, {name.rpartition(' ')[2]}"], 2)}
                for name, ms in medians.items()
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()

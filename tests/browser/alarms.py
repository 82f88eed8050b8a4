"""Every emergency sign, typed and ticked, on both sizes: how soon the alarm is there, and whether it stays.

`python -m tests.browser.alarms` prints a line for each: milliseconds until the alarm is in view with the
focus on it, and on which of the later steps its bar is missing. It ends with 1 when one was missed.
"""

from __future__ import annotations

import argparse
import sys
import time

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP, PHONE, serve
from tests.browser.walk import WAIT_MS, Walk
from tests.referral.reader.test_emergencies import TYPED
from triggerpoints.content import load_content
from triggerpoints.ui.find import way

CONTENT = load_content()
LIMIT_MS = 1000
SIZES = {"phone": PHONE, "desk": DESKTOP}
_SHOWN = """() => {
    const alarm = document.querySelector('.tp-alarm'), at = document.activeElement;
    if (!alarm || !at?.closest('[role=dialog]')) return false;
    const box = alarm.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0 && box.width > 0;
}"""


def place_for(flag: str) -> str:
    """A place whose region asks for a sign."""
    regions = CONTENT.red_flags[flag].regions
    return next(
        (place.id for place in CONTENT.places.values() if place.region in regions and not place.opposite_of),
        "heel",
    )


def _shown_after(walk: Walk, begun: float) -> int:
    walk.page.wait_for_function(_SHOWN, timeout=WAIT_MS, polling=20)
    return round(1000 * (time.monotonic() - begun))


def _later(walk: Walk) -> list[str]:
    """Later steps without the bar."""
    walk.touch("I have read this. Go on")
    missing = []
    for step in way.STEPS:
        if step != "where" and walk.page.locator(".st-key-way-next, .st-key-way_next").count():
            walk.next()
        bar = walk.page.locator(".tp-alarm-bar")
        box = bar.bounding_box() if bar.count() else None
        if not box or box["y"] < 0 or box["y"] > 200:
            missing.append(walk.title())
    return missing


def typed(walk: Walk, flag: str) -> tuple[int, list[str]]:
    """Type a sign on the front door."""
    walk.open("/")
    walk.page.get_by_label("Say where it hurts").fill(f"{TYPED[flag][0]}, and my left heel hurts")
    begun = time.monotonic()
    walk.page.keyboard.press("Enter")
    took = _shown_after(walk, begun)
    return took, _later(walk)


def ticked(walk: Walk, flag: str) -> tuple[int, list[str]]:
    """Tick a sign in the second step, in the fold too."""
    walk.open(f"/find?place={place_for(flag)}&side=left&step=signs")
    box = walk.page.locator(f".st-key-sign-emergency-{flag} .stCheckbox label").first
    if not box.is_visible():
        walk.page.get_by_text("more signs to check").click()
        walk.settle()
    box.scroll_into_view_if_needed(timeout=WAIT_MS)
    begun = time.monotonic()
    box.click()
    took = _shown_after(walk, begun)
    return took, _later(walk)


def one(browser: Browser, address: str, size: str, flag: str, way_in: str) -> tuple[bool, int, str]:
    """Whether a sign was missed, how long its alarm took, and what to say."""
    context = browser.new_context(**SIZES[size])
    walk = Walk(context.new_page(), address)
    try:
        took, missing = (typed if way_in == "typed" else ticked)(walk, flag)
        return bool(missing), took, f"no bar on: {', '.join(missing)}" if missing else "stays"
    except Exception as error:  # the table tells it
        return True, 0, str(error).splitlines()[0][:100]
    finally:
        context.close()


def main() -> int:
    """Walk, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--browser", default="/usr/bin/chromium")
    asked.add_argument("--only", nargs="*", help="ids of signs")
    chosen = asked.parse_args()
    flags = [flag.id for flag in CONTENT.red_flags.values() if flag.level == "emergency"]
    flags = [flag for flag in flags if not chosen.only or flag in chosen.only]
    missed, times = 0, []
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chosen.browser, args=CHROMIUM_FLAGS)
        one(browser, address, "desk", flags[0], "typed")  # the first visit of a server is slower
        for flag in flags:
            for size in SIZES:
                for way_in in ("typed", "ticked"):
                    is_missed, took, said = one(browser, address, size, flag, way_in)
                    missed += is_missed
                    times.append(took)
                    print(f"{flag:42} {size:6} {way_in:7} {took:5} ms  {said}", flush=True)
        browser.close()
    late = sum(took > LIMIT_MS for took in times)
    print(f"{len(times)} alarms, {missed} missed, {late} later than {LIMIT_MS} ms, slowest {max(times)} ms")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())

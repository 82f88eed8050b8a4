"""The main journeys in WebKit, driven over WebDriver: python tests/engines/webkit.py ADDRESS [FOLDER].

ADDRESS is that of a running app; pictures of the pages go to FOLDER. Exits with 1 when something is wrong.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from PIL import ImageGrab
from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

PAGES = [
    "", "explore", "find", "under_the_needle", "techniques", "conditions", "safety", "visit", "evidence",
    "learn", "compare?muscles=soleus,gastrocnemius", "glossary", "about",
]  # fmt: skip
WAIT_S = 60
# The body map's element, inside the shadow of its component.
MAP = (
    'Array.from(document.querySelectorAll("*"))'
    '.map((e) => e.shadowRoot?.querySelector("#bodymap")).find(Boolean)'
)
# The middle one of the places where a muscle lies on top, in CSS pixels of the window.
SPOT = """
const map = %s, root = map.getRootNode(), found = [];
for (const shape of map.querySelectorAll(`.shapes path[data-id="${arguments[0]}"]`)) {
  const box = shape.getBoundingClientRect();
  for (let i = 1; i < 24; i++) for (let j = 1; j < 24; j++) {
    const x = box.x + (box.width * i) / 24, y = box.y + (box.height * j) / 24;
    if (root.elementFromPoint(x, y) === shape) found.push([x, y]);
  }
}
return found[Math.floor(found.length / 2)] ?? null;
"""


class Journey:
    """One window, and what was wrong in it."""

    def __init__(self, address: str, folder: Path) -> None:
        """Open the window."""
        options = Options()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
        options.add_argument("--automation")
        self.driver = webdriver.WebKitGTK(options=options, service=Service("/usr/bin/WebKitWebDriver"))
        self.driver.set_page_load_timeout(WAIT_S)
        self.driver.set_script_timeout(WAIT_S)
        with suppress(WebDriverException):
            self.driver.set_window_size(1440, 900)
        self.address, self.folder = address, folder
        self.wrong: list[str] = []

    def open(self, path: str) -> None:
        """Open a page."""
        self.driver.get(f"{self.address}/{path}")

    def ask(self, script: str, *values: object) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *values)

    def settled(self, script: str, *values: object) -> Any:
        """What a script returns once it returns the same twice, for the map opens with a movement."""
        before, now = object(), self.ask(script, *values)
        end = time.monotonic() + WAIT_S
        while now != before and time.monotonic() < end:
            time.sleep(0.5)
            before, now = now, self.ask(script, *values)
        return now

    def expect(self, what: str, script: str) -> bool:
        """Say what is wrong when something does not become true in time."""

        def is_true(_: object) -> bool:
            try:
                return bool(self.ask(f"return {script}"))
            except WebDriverException:
                return False

        try:
            WebDriverWait(self.driver, WAIT_S, 0.25).until(is_true)
            return True
        except TimeoutException:
            self.wrong.append(f"{self.driver.current_url}: {what}")
            return False

    def picture(self, name: str) -> None:
        """Keep a picture of the screen."""
        # the driver's own pictures wait for a frame that a page without movement may never draw
        ImageGrab.grab(xdisplay=os.environ["DISPLAY"]).save(self.folder / f"{name}.png")

    def click(self, x: float, y: float) -> None:
        """Press and let go at a place in the window."""
        actions = ActionChains(self.driver)
        actions.w3c_actions.pointer_action.move_to_location(round(x), round(y))
        actions.w3c_actions.pointer_action.click()
        actions.perform()

    def drag(self, way: list[tuple[float, float]]) -> None:
        """Draw with the pointer."""
        pointer = ActionChains(self.driver)
        act = pointer.w3c_actions.pointer_action
        act.move_to_location(*(round(v) for v in way[0]))
        act.pointer_down()
        for spot in way[1:]:
            act.move_to_location(*(round(v) for v in spot))
        act.pointer_up()
        pointer.perform()

    def press(self, *keys: str) -> None:
        """Press keys."""
        ActionChains(self.driver).send_keys(*keys).perform()


def every_page(journey: Journey) -> None:
    """Each page comes, with its style sheet."""
    for name in PAGES:
        journey.open(name)
        if journey.expect("the footer does not come", 'document.querySelector(".tp-footer")'):
            journey.expect(
                "the style sheet is not applied",
                'getComputedStyle(document.querySelector(".tp-footer")).borderTopStyle === "solid"',
            )
        outside = journey.ask(
            "return performance.getEntriesByType('resource').map((e) => e.name)"
            ".filter((url) => /^http/.test(url) && !url.startsWith(location.origin))"
        )
        journey.wrong += [f"{name} asks {url}" for url in outside]
        journey.picture(name.partition("?")[0] or "home")


def pick_zoom_and_peel(journey: Journey) -> None:
    """A muscle lights up, its card follows, the map zooms and shows what lies deeper."""
    journey.open("explore?muscle=soleus&layer=superficial")
    if not journey.expect("the map does not come", f'{MAP}?.dataset.shown?.includes("soleus")'):
        return
    at = journey.settled(SPOT % MAP, "gastrocnemius")
    if not at:
        journey.wrong.append("the map shows the calf nowhere")
        return
    journey.click(*at)
    journey.expect("the map does not light up", f'{MAP}.querySelector(".outline .line")')
    journey.expect(
        "the card does not follow",
        '[...document.querySelectorAll("h1, h2")]'
        '.some((e) => e.textContent.includes("surface muscle of the calf"))',
    )
    journey.press("+")
    journey.expect("plus does not zoom", f"Number({MAP}.dataset.zoom) > 1.2")
    journey.picture("explore-picked")
    journey.open("explore?muscle=tibialis-posterior&layer=deep&view=back")
    journey.expect("the deep layer does not come", f'{MAP}?.dataset.shown?.includes("deep")')
    journey.picture("explore-deep")


def paint_a_place(journey: Journey) -> None:
    """What is painted is read back."""
    journey.open("find")
    if not journey.expect("the map does not come", f"{MAP}?.dataset.ready"):
        return
    at = journey.settled(SPOT % MAP, "front-of-thigh-middle")
    if not at:
        journey.wrong.append("the map shows the thigh nowhere")
        return
    journey.ask(
        "[...document.querySelectorAll('label, button')]"
        ".find((e) => e.textContent.trim().endsWith('Paint')).click()"
    )
    journey.expect("the brush is not taken up", f'{MAP}?.dataset.mode === "paint"')
    journey.drag([(at[0], at[1]), (at[0] + 2, at[1] + 7), (at[0] + 4, at[1] + 14)])
    journey.expect(
        "what was painted is not read back",
        '/thigh/.test(document.querySelector(".tp-readback")?.textContent)',
    )
    journey.picture("find-painted")


def answer_a_question(journey: Journey) -> None:
    """A quiz shows a question and judges what was answered."""
    journey.open("learn?region=thigh&kind=name&seed=4")
    choice = """document.querySelector('[class*="st-key-learn-choice"] button')"""
    if journey.expect("no question comes", choice):
        time.sleep(2)  # the page is still being drawn
        journey.ask(f"{choice}?.click()")
        journey.expect("the answer is not judged", r"/(^|\n)(Right\.|No[,.])/.test(document.body.innerText)")
        journey.picture("learn-answered")


def take_it_along(journey: Journey) -> None:
    """The last step offers the page to print."""
    journey.open("find?place=heel&side=left&step=keep")
    journey.expect(
        "there is nothing to take along",
        """document.querySelector('[data-testid="stDownloadButton"] button')""",
    )
    journey.picture("find-keep")


JOURNEYS: tuple[Callable[[Journey], None], ...] = (
    every_page,
    pick_zoom_and_peel,
    paint_a_place,
    answer_a_question,
    take_it_along,
)


def main(address: str, folder: str = "build/screenshots/webkit") -> int:
    """Walk all journeys."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    journey = Journey(address, Path(folder))
    try:
        for walk in JOURNEYS:
            walk(journey)
    finally:
        journey.driver.quit()
    for sentence in journey.wrong:
        print(sentence, file=sys.stderr)
    print(f"{len(PAGES)} pages and {len(JOURNEYS) - 1} journeys in WebKit, {len(journey.wrong)} wrong")
    return 1 if journey.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

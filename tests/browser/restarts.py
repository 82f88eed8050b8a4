"""Every step of a visit, and what can go wrong in the middle of it: what was done must still be there.

`python -m tests.browser.restarts` walks to each step in Chromium, lets the server stop and start, the page
load again, the reader go away and back, the phone turn, the line break and the phone sleep until its visit
is forgotten, and looks whether the step, the marks and the answers are still there and the next touch is
answered. Prints a table; ends with 1 when something was lost. `--only STEP ...` and `--trouble NAME ...` take
some. `tests/browser/test_restart.py` holds the most important ones in every test run.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    FloatRect,
    Locator,
    Page,
    WebSocketRoute,
    expect,
    sync_playwright,
)

from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP, PHONE, ROOT, free_port, muscle_point, wait_for_map
from tests.browser.walk import CONNECTED, WAIT_MS, Walk

FORGET_S = 2  # in which this server forgets a visit whose line is broken
AWAY_S = 7
SAID = "The connection was lost for a while"
BAD = re.compile(r"KeyError|Traceback|does not exist anymore|Error\b")
MOST_LINES = 40  # that a server may write in one run


@dataclass
class Server:
    """The app, to be stopped and started on one port; what it writes is kept."""

    log: Path
    forget_s: int = 1800
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [
            sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port),
            "--server.disconnectedSessionTTL", str(self.forget_s),
        ]  # fmt: skip
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        for _ in range(240):
            with suppress(OSError):
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1)
                return
            time.sleep(0.25)
        raise RuntimeError("The app does not answer a minute after its start; run ./run to see why.")

    def kill(self) -> None:
        """Stop it at once, as a machine that goes down does."""
        if self.process:
            self.process.kill()
            self.process.wait(10)
            self.process = None


class Line:
    """The line between page and server, to be broken and mended."""

    def __init__(self, context: BrowserContext) -> None:
        """Put it between all pages of a context and the server."""
        self._context = context
        self._open: list[tuple[WebSocketRoute, WebSocketRoute]] = []
        self._is_broken = False
        context.route_web_socket(re.compile("_stcore/stream"), self._connect)

    def _connect(self, page: WebSocketRoute) -> None:
        if self._is_broken:
            page.close(code=1001)
        else:
            self._open.append((page, page.connect_to_server()))

    def cut(self) -> None:
        """Break it: the page notices, as after a night in a pocket or in a tunnel."""
        self._is_broken = True
        self._context.set_offline(True)
        for page, server in self._open:
            with suppress(Exception):
                server.close(code=1001)
            with suppress(Exception):
                page.close(code=1001)
        self._open.clear()

    def mend(self) -> None:
        """Let the page connect again."""
        self._is_broken = False
        self._context.set_offline(False)


@dataclass(frozen=True)
class Step:
    """A step in the middle of which something goes wrong.

    Attributes
    ----------
    name : str
    comes : callable
        Goes there and does something.
    holds : callable
        Fails when something of it is lost.
    goes_on : callable
        The next touch; fails when it is not answered.
    """

    name: str
    comes: Callable[[Walk], None]
    holds: Callable[[Walk], None]
    goes_on: Callable[[Walk], None]


def _calf(walk: Walk, steps: int = 0) -> None:
    walk.open("/")
    walk.say("my left calf aches when I walk")
    for _ in range(steps):
        walk.next()


def _has(walk: Walk, *words: str) -> None:
    for word in words:
        expect(walk.page.locator(".tp-readback").first).to_contain_text(word, timeout=WAIT_MS)


def _titled(title: str) -> Callable[[Walk], None]:
    return lambda walk: expect(walk.page.get_by_role("heading", level=1).first).to_have_text(
        re.compile(title), timeout=WAIT_MS
    )


def _next(title: str) -> Callable[[Walk], None]:
    def go(walk: Walk) -> None:
        walk.next()
        _titled(title)(walk)

    return go


def _at_rest(shape: Locator) -> FloatRect | None:
    """Where a shape is once the page no longer moves it."""
    before, box = None, shape.bounding_box(timeout=WAIT_MS)
    for _ in range(20):
        if box == before:
            break
        shape.page.wait_for_timeout(300)
        before, box = box, shape.bounding_box(timeout=WAIT_MS)
    return box


def _stroke(walk: Walk, place: str) -> None:
    walk.wait_for_map()
    page = walk.page
    page.locator("#bodymap").scroll_into_view_if_needed()
    shape = page.locator(f'#bodymap .shapes path[data-id="{place}"][data-side="right"]').first
    box = _at_rest(shape)
    assert box, f"The map does not show {place}."
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 4, y + 8, steps=4)
    page.mouse.up()
    page.wait_for_timeout(500)
    walk.settle()


def _paint(walk: Walk) -> None:
    walk.open("/")
    walk.wait_for_map()
    walk.page.get_by_text("Paint", exact=True).click()
    walk.page.wait_for_selector('#bodymap[data-mode="paint"]', timeout=WAIT_MS)
    _stroke(walk, "chest-pectoral")
    _has(walk, "chest")


def _paint_more(walk: Walk) -> None:
    if walk.page.locator('#bodymap[data-mode="paint"]').count() == 0:
        walk.page.get_by_text("Paint", exact=True).click()
        walk.page.wait_for_selector('#bodymap[data-mode="paint"]', timeout=WAIT_MS)
    _stroke(walk, "front-of-thigh-middle")
    _has(walk, "chest", "thigh")


def _say_more(walk: Walk) -> None:
    walk.say("right heel")
    _has(walk, "calf", "heel")


def _tick(walk: Walk) -> None:
    _calf(walk, 1)
    walk.page.locator('[class*="st-key-sign-"]:not([class*="emergency"]) .stCheckbox label').first.click()
    walk.settle()


def _ticked(walk: Walk) -> None:
    _titled("Is any of this true")(walk)
    box = walk.page.locator('[class*="st-key-sign-"] input[type=checkbox]:checked')
    expect(box).to_have_count(1, timeout=WAIT_MS)


def _feel(walk: Walk) -> None:
    _calf(walk, 2)
    walk.touch("Worse at night")


def _felt(walk: Walk) -> None:
    _titled("How does it feel")(walk)
    for word in ("Aching", "Worse at night"):
        expect(walk.page.get_by_role("button", name=word, exact=True)).to_have_attribute(
            "aria-pressed", "true", timeout=WAIT_MS
        )


def _why(walk: Walk) -> None:
    walk.page.get_by_text("Why, and more you can do").first.click()
    expect(walk.page.get_by_text("Questions to ask").first).to_be_visible(timeout=WAIT_MS)


def _matches(walk: Walk) -> None:
    _titled("What fits")(walk)
    expect(walk.page.locator(".tp-best")).to_have_count(3, timeout=WAIT_MS)


def _print(walk: Walk) -> None:
    with walk.page.expect_download(timeout=WAIT_MS) as waiting:
        walk.page.get_by_role("button", name="Page for my doctor").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


CHOICES = '[class*="st-key-learn-choice"] button'


def _quiz(walk: Walk) -> None:
    walk.open("/learn?region=thigh&kind=name&seed=4")
    walk.page.locator(CHOICES).first.click()
    expect(walk.page.get_by_role("button", name="Next question")).to_be_focused(timeout=WAIT_MS)
    walk.page.keyboard.press("Enter")
    _asked(walk)


def _asked(walk: Walk) -> None:
    expect(walk.page.get_by_text(re.compile("^Question 2 of")).first).to_be_visible(timeout=WAIT_MS)


def _answer(walk: Walk) -> None:
    walk.page.locator(CHOICES).first.click()
    expect(walk.page.get_by_text(re.compile(r"^(Right\.|No)")).first).to_be_visible(timeout=WAIT_MS)
    _asked(walk)


def _needle(walk: Walk) -> None:
    walk.open("/under_the_needle?muscle=soleus&audience=student")
    _plane(walk, "Sagittal")


def _plane(walk: Walk, plane: str) -> None:
    walk.page.get_by_role("radio", name=plane).first.click(timeout=WAIT_MS)
    expect(walk.page).to_have_url(re.compile(f"plane={plane.lower()}"), timeout=WAIT_MS)


def _planed(walk: Walk) -> None:
    expect(walk.page.get_by_role("radio", name="Sagittal").first).to_have_attribute(
        "aria-checked", "true", timeout=WAIT_MS
    )
    expect(walk.page.get_by_role("heading", name="Along the line")).to_be_visible(timeout=WAIT_MS)


def _explore(walk: Walk) -> None:
    walk.open("/explore?muscle=soleus&layer=superficial")
    wait_for_map(walk.page, "soleus")


def _explored(walk: Walk) -> None:
    expect(walk.page.get_by_role("heading", name=re.compile("soleus|deep flat", re.I)).first).to_be_visible(
        timeout=WAIT_MS
    )


def _choose(walk: Walk) -> None:
    walk.page.mouse.click(*muscle_point(walk.page, "gastrocnemius"))
    expect(walk.page).to_have_url(re.compile("muscle=gastrocnemius"), timeout=WAIT_MS)


STEPS = (
    Step("where", _calf, lambda walk: _has(walk, "calf"), _say_more),
    Step("paint", _paint, lambda walk: _has(walk, "chest"), _paint_more),
    Step("signs", _tick, _ticked, _next("How does it feel")),
    Step("feel", _feel, _felt, _next("What fits")),
    Step("fits", lambda walk: _calf(walk, 3), _matches, _why),
    Step("else", lambda walk: _calf(walk, 4), _titled("What else"), _next("Take it along")),
    Step("keep", lambda walk: _calf(walk, 5), _titled("Take it along"), _print),
    Step("quiz", _quiz, _asked, _answer),
    Step("needle", _needle, _planed, lambda walk: _plane(walk, "Transverse")),
    Step("explore", _explore, _explored, _choose),
)


def _told(walk: Walk) -> None:
    expect(walk.page.get_by_text(SAID).first).to_be_visible(timeout=5000)


def _restart(walk: Walk, server: Server, _: Line) -> None:
    server.kill()
    walk.page.wait_for_timeout(1500)
    server.start()
    _connected(walk.page)


def _reload(walk: Walk, _: Server, __: Line) -> None:
    walk.page.reload()


def _back(walk: Walk, _: Server, __: Line) -> None:
    links = walk.page.get_by_role("link", name="Danger signs")
    if not links.count() or not links.first.is_visible():
        walk.page.get_by_test_id("stExpandSidebarButton").click()
    links.first.click()
    expect(walk.page).to_have_url(re.compile("/safety"), timeout=WAIT_MS)
    walk.settle()
    walk.page.go_back()


def _turn(walk: Walk, _: Server, __: Line) -> None:
    size = walk.page.viewport_size
    assert size
    walk.page.set_viewport_size({"width": size["height"], "height": size["width"]})
    walk.page.wait_for_timeout(700)
    walk.page.set_viewport_size(size)
    walk.page.wait_for_timeout(300)


def _offline(walk: Walk, _: Server, line: Line) -> None:
    line.cut()
    walk.page.wait_for_timeout(1000)  # sooner than the visit is forgotten
    line.mend()
    _connected(walk.page)


def _sleep(walk: Walk, _: Server, line: Line) -> None:
    line.cut()
    walk.page.wait_for_timeout(AWAY_S * 1000)  # the visit is forgotten
    line.mend()
    _connected(walk.page)


def _connected(page: Page) -> None:
    page.wait_for_function(CONNECTED, timeout=2 * WAIT_MS)


FORGOTTEN = ("slept", "restart")  # the server knows nothing of the visit any more, and the reader is told
TROUBLES: dict[str, Callable[[Walk, Server, Line], None]] = {
    "reload": _reload,
    "back": _back,
    "turned": _turn,
    "offline": _offline,
    "slept": _sleep,
    "restart": _restart,
}


def one(browser: Browser, server: Server, step: Step, trouble: str, screen: dict[str, object]) -> str:
    """What happens to a step when something goes wrong in it; 'ok' when nothing is lost."""
    context = browser.new_context(**screen)  # type: ignore[arg-type]
    line = Line(context)
    failed: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: failed.append(f"script: {error}"))
    walk = Walk(page, server.address)
    at = "comes"
    try:
        step.comes(walk)
        step.holds(walk)
        page.wait_for_timeout(1000)  # as long as a person needs at least
        at = "recovers"
        TROUBLES[trouble](walk, server, line)
        at = "is held"
        step.holds(walk)
        walk.settle()
        at = "goes on"
        step.goes_on(walk)
        if trouble in FORGOTTEN:
            at = "is told"
            _told(walk)
        return failed[0] if failed else "ok"
    except Exception as error:  # the table tells it
        return f"{at}: {str(error).splitlines()[0][:110]}"
    finally:
        context.close()


def two_tabs(browser: Browser, server: Server) -> str:
    """Two tabs of one browser keep their own pain over a new server."""
    context = browser.new_context(**DESKTOP)
    try:
        first, second = (Walk(context.new_page(), server.address) for _ in range(2))
        first.open("/")
        first.say("left heel")
        second.open("/")
        second.touch("Start new")
        second.say("right wrist")
        server.kill()
        server.start()
        for walk, own, other in ((first, "heel", "wrist"), (second, "wrist", "heel")):
            walk.page.bring_to_front()
            _connected(walk.page)
            _has(walk, own)
            walk.settle()
            walk.say("jaw")
            _has(walk, own, "jaw")
            assert other not in walk.marked(), f"{other} came from the other tab"
        return "ok"
    except Exception as error:  # the table tells it
        return str(error).splitlines()[0][:110]
    finally:
        context.close()


def main() -> int:
    """Walk, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", nargs="*", help="names of steps")
    asked.add_argument("--trouble", nargs="*", choices=TROUBLES)
    asked.add_argument("--browser", default="/usr/bin/chromium")
    asked.add_argument("--phone", action="store_true", help="all steps on a phone")
    chosen = asked.parse_args()
    lost = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "server.log", FORGET_S)
        browser = playwright.chromium.launch(executable_path=chosen.browser, args=CHROMIUM_FLAGS)
        try:
            server.start()
            one(browser, server, STEPS[4], "reload", DESKTOP)  # a server's first visit is slower
            for step in STEPS:
                if chosen.only and step.name not in chosen.only:
                    continue
                for trouble in chosen.trouble or TROUBLES:
                    on_phone = chosen.phone or trouble in ("turned", "slept")
                    begun = time.monotonic()
                    said = one(browser, server, step, trouble, PHONE if on_phone else DESKTOP)
                    lost += said != "ok"
                    print(f"{step.name:8} {trouble:8} {time.monotonic() - begun:5.1f} s  {said}", flush=True)
            if not chosen.only or "tabs" in chosen.only:
                said = two_tabs(browser, server)
                lost += said != "ok"
                print(f"two tabs restart  {said}", flush=True)
        finally:
            browser.close()
            server.kill()
        lines = server.log.read_text(errors="replace").splitlines()
        bad = [line for line in lines if BAD.search(line)]
        print(f"log: {len(lines)} lines, {len(bad)} that tell of an error")
        print("".join(f"    {line[:160]}\n" for line in bad[:20]), end="")
    return int(bool(lost or bad))


if __name__ == "__main__":
    sys.exit(main())

"""A served app and a real browser. Pictures of the pages go to build/screenshots/."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Locator, LocatorAssertions, Page, expect, sync_playwright

from triggerpoints.ui.messages import WENT_WRONG

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "screenshots"
# Each window prepares two pages for its address line, a sixth of the work of opening one of ours. Of several
# lists of features the last counts, so that of Playwright stands in it too.
_FEATURES = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,"
    "LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,"
    "TcpPortRandomizationWin,ThirdPartyStoragePartitioning"
)
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    f"--disable-features={_FEATURES}",
]  # fmt: skip
WEBGL_FLAGS = [
    *(flag for flag in CHROMIUM_FLAGS if flag != "--disable-gpu"),
    "--enable-unsafe-swiftshader", "--use-gl=angle", "--use-angle=swiftshader",
]  # fmt: skip
SLOW_MS = 20_000
POLICY = "Content Security Policy"  # in what the browser says when a page breaks its own
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _once_drawn(method: Callable[..., Any]) -> Callable[..., Any]:
    """Ask again, for ten seconds, while a locator means two elements.

    While Streamlit draws a page again, an element and the one that takes its place stand side by side
    for a moment. Playwright does nothing and fails at once when that happens, also in `expect`.
    """

    @wraps(method)
    def patient(*args: Any, **options: Any) -> Any:
        until = time.monotonic() + 10
        while True:
            try:
                return method(*args, **options)
            except (Error, AssertionError) as wrong:
                if "strict mode violation" not in str(wrong) or time.monotonic() > until:
                    raise
                time.sleep(0.1)

    return patient


def _be_patient() -> None:
    """Let machines be slow and pages be drawn again; a fault stays a fault after the wait."""
    expect.set_options(timeout=SLOW_MS)
    for name in ("click", "tap", "fill", "focus", "press", "set_input_files", "get_attribute", "inner_text"):
        setattr(Locator, name, _once_drawn(getattr(Locator, name)))
    for name in vars(LocatorAssertions):
        if name.startswith(("to_", "not_to_")):
            setattr(LocatorAssertions, name, _once_drawn(getattr(LocatorAssertions, name)))


_be_patient()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(folder: Path = ROOT, port: int | None = None) -> Iterator[str]:
    """Serve the app as `streamlit run app.py` does, on a free port or a given one; gives its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                if server.poll() is not None:
                    raise RuntimeError("The app stopped while starting; run ./run to see why.") from None
                time.sleep(0.25)
        else:
            raise RuntimeError("The app does not answer a minute after its start; run ./run to see why.")
        yield address
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serve() as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[[list[str]], Browser]]:
    """Start Chromium with some flags."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail('Chromium is not installed: install it, or run ./run-tests -m "not browser".')
    with sync_playwright() as playwright:
        opened: list[Browser] = []

        def start(flags: list[str]) -> Browser:
            opened.append(playwright.chromium.launch(executable_path=path, args=flags))
            return opened[-1]

        yield start
        for browser in opened:
            browser.close()


@pytest.fixture(scope="session")
def browser(chromium: Callable[[list[str]], Browser]) -> Browser:
    return chromium(CHROMIUM_FLAGS)


@pytest.fixture
def visit(address: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page; fails when it asked an outside server or its own scripts failed."""
    contexts = []
    outside: list[str] = []
    failures: list[str] = []

    def note_request(url: str) -> None:
        if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            outside.append(url)

    def open_page(path: str, **options: object) -> Page:
        context = browser.new_context(**{**DESKTOP, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: note_request(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda said: failures.append(said.text) if POLICY in said.text else None)
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        failures.extend(WENT_WRONG for page in context.pages if page.get_by_text(WENT_WRONG).count())
        context.close()
    assert not outside, f"The page asked other servers: {outside}"
    assert not failures, f"Scripts failed: {failures}"


def wait_for_map(page: Page, shown: str = "") -> None:
    """Wait until the map has drawn; `shown` is part of its view, layer, muscle and point."""
    part = f'*="{shown}"' if shown else ""
    page.wait_for_selector(f"#bodymap[data-shown{part}]", timeout=30_000)


def wait_for_keys(page: Page) -> None:
    """Wait until the keys of the quiz are heard."""
    page.wait_for_selector("span[data-keys]", state="attached", timeout=SLOW_MS)


def muscle_point(
    page: Page, muscle: str, side: str | None = "right", group: str = "shapes"
) -> tuple[float, float]:
    """A point on the screen where a muscle is on top; on either side without one."""
    found = page.evaluate(
        """([id, side, group]) => {
            const hosts = [...document.querySelectorAll('*')].filter((e) => e.shadowRoot);
            const root = hosts.find((e) => e.shadowRoot.querySelector('#bodymap')).shadowRoot;
            const of_side = side ? `[data-side="${side}"]` : '';
            for (const shape of root.querySelectorAll(`.${group} path[data-id="${id}"]${of_side}`)) {
                const box = shape.getBoundingClientRect();
                for (let i = 1; i < 24; i++) for (let j = 1; j < 24; j++) {
                    const x = box.x + (box.width * i) / 24, y = box.y + (box.height * j) / 24;
                    if (root.elementFromPoint(x, y) === shape) return [x, y];
                }
            }
            return null;
        }""",
        [muscle, side, group],
    )
    assert found, f"The map shows {muscle} nowhere on top."
    return found[0], found[1]


def serious(page: Page) -> list[str]:
    """Accessibility faults that axe calls serious or critical."""
    page.wait_for_selector('[data-stale="true"]', state="detached")  # paler while a run goes on
    found = _axe(page)
    if found:  # what is just fading in is pale for a moment
        page.wait_for_timeout(1500)
        found = _axe(page)
    return found


def _axe(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return page.locator("[data-testid=stMain]").evaluate("(main) => main.scrollWidth - main.clientWidth")


def shot(page: Page, name: str) -> Path:
    """Keep a picture of the page."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.wait_for_timeout(300)
    page.screenshot(path=path)
    return path

"""The turning body: bytes, first frame beside the map's first picture, frames while turning, memory.

Usage: python -m bench.body3d [--turns 20]

Draws in Chromium's software WebGL, so times compare with each other and not with a graphics card. Prints as
JSON: gzipped bytes of what the first look needs and of everything; the median time in ms until the map's
first picture and from 'Turn the body' to the body's first frame, in turn on the same page; the median and
90th percentile of a frame in ms while turning on a phone's screen with all layers, points and zones; draw
calls of such a frame; the memory of a phone's page with the map, with the body and after ten openings; and
what a second visit fetches. Every wait is limited.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.server import serve
from tests.browser.conftest import DESKTOP, PHONE, WEBGL_FLAGS
from triggerpoints.atlas import files
from triggerpoints.ui.components.files import FOLDER

FIRST = ("skin", "muscles-superficial", "skeleton")
LIMIT_MS = 60_000
OPENINGS = 10
MAP = "/explore?muscle=infraspinatus"
BODY = f"{MAP}&turn=150,10,2600,-60,-90,1200"

# Counts draw calls and the time of each frame: from the call that draws to the end of all work on it.
WATCH = """
    window.calls = 0;
    for (const kind of [WebGL2RenderingContext]) {
        for (const name of ['drawElements', 'drawArrays']) {
            const draw = kind.prototype[name];
            kind.prototype[name] = function (...args) { window.calls += 1; return draw.apply(this, args); };
        }
    }
"""
TURN = """
async ([turns, limit_ms]) => {
    const find = (root) => {
        const hit = root.querySelector('#body3d canvas');
        if (hit) return hit;
        for (const host of [...root.querySelectorAll('*')].filter((e) => e.shadowRoot)) {
            const inside = find(host.shadowRoot);
            if (inside) return inside;
        }
        return null;
    };
    const canvas = find(document);
    const host = canvas.getRootNode().querySelector('#body3d');
    const gl = canvas.getContext('webgl2');
    const pixel = new Uint8Array(4);
    const found = [];
    canvas.focus();
    for (let i = 0; i < turns; i++) {
        const before = Number(host.dataset.frames);
        window.calls = 0;
        const start = performance.now();
        canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
        while (Number(host.dataset.frames) === before) {
            if (performance.now() - start > limit_ms) throw new Error('no frame');
            await new Promise(requestAnimationFrame);
        }
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);  // waits for the frame
        found.push([performance.now() - start, window.calls]);
    }
    return found;
}
"""


def packed_kb() -> dict[str, float]:
    """Gzipped kB of the engine, of what the first look needs and of everything."""

    def kb(paths: list) -> float:
        return round(sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths) / 1000, 1)

    solids = files.ASSETS / files.SOLIDS
    scripts = [*(FOLDER / "body3d").rglob("*.js"), *(FOLDER / "body3d").glob("*.css")]
    manifest = solids / "manifest.json"
    first = [*scripts, manifest, *(solids / f"{name}.glb" for name in FIRST)]
    return {
        "engine": kb([FOLDER / "body3d/engine/three.js"]),
        "first_look": kb(first),
        "all": kb([*scripts, manifest, *solids.glob("*.glb")]),
    }


def until_ms(page: Page, address: str, selector: str) -> float:
    """Time in ms from opening an address until something is there."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    page.locator(selector).wait_for(state="attached", timeout=LIMIT_MS)
    return float(page.evaluate("performance.now()"))


def opened(browser: Browser, address: str, times: int) -> dict[str, object]:
    """Times in ms until the map's first picture, and from 'Turn the body' to the body's first frame.

    Both are measured in turn on the same page, so that what else the machine does falls on both; the first
    round fetches, for the others the files are kept.
    """
    page = browser.new_context(**DESKTOP).new_page()  # type: ignore[arg-type]
    page.add_init_script("addEventListener('click', () => { window.clicked ??= performance.now(); }, true);")
    rounds = []
    for _ in range(times + 1):
        of_map = until_ms(page, address + MAP, "#bodymap[data-shown]")
        page.get_by_role("button", name="Turn the body").click(timeout=LIMIT_MS)
        page.locator("#body3d[data-first]").wait_for(state="attached", timeout=LIMIT_MS)
        rounds.append((of_map, float(page.evaluate("performance.now() - window.clicked"))))
    page.context.close()
    names = ("map", "body")
    kept = {
        name: round(statistics.median(of))
        for name, of in zip(names, zip(*rounds[1:], strict=True), strict=True)
    }
    return {
        "cold": {name: round(ms) for name, ms in zip(names, rounds[0], strict=True)},
        **kept,
        "body_by_map": round(statistics.median(body / of_map for of_map, body in rounds[1:]), 1),
    }


def private_mb(browser: Browser) -> dict[str, float]:
    """Memory in MB that a page's own process and the graphics process share with no other."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    found: dict[str, float] = {}
    for process in processes:
        try:
            text = Path(f"/proc/{process['id']}/smaps_rollup").read_text()
        except OSError:
            continue
        kb = sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Private_"))
        kind = {"renderer": "page", "GPU": "graphics"}.get(process["type"])
        if kind:  # a spare process without a page is smaller
            found[kind] = max(found.get(kind, 0), round(kb / 1024, 1))
    return found


def memory(browser: Browser, address: str, openings: int) -> dict[str, object]:
    """Memory of a phone's page in MB: with the map, with the body open, and after some openings."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)

    def now() -> dict[str, float]:
        page.wait_for_timeout(1500)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")
        used = (heap["usedSize"] + heap.get("backingStorageSize", 0)) / 1e6
        return {**private_mb(browser), "js_heap": round(used, 1)}

    until_ms(page, address + MAP, "#bodymap[data-shown]")
    found: dict[str, object] = {"map": now()}
    for opening in range(1, openings + 1):
        page.get_by_role("button", name="Turn the body").click(timeout=LIMIT_MS)
        page.locator("#body3d[data-still]").wait_for(state="attached", timeout=LIMIT_MS)
        if opening in (1, openings):
            found[f"body_{opening}"] = now()
        page.get_by_role("button", name="Back to the map").click(timeout=LIMIT_MS)
        page.locator("#bodymap[data-shown]").wait_for(state="attached", timeout=LIMIT_MS)
    found["map_after"] = now()
    context.close()
    return found


def turning(browser: Browser, address: str, turns: int) -> dict[str, float]:
    """Frames on a phone's screen, with everything shown."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address + BODY)
    page.locator("#body3d[data-ready]").wait_for(state="attached", timeout=LIMIT_MS)
    page.wait_for_timeout(1500)  # zones come after the body
    page.locator("#body3d[data-still]").wait_for(state="attached", timeout=LIMIT_MS)
    frames = page.evaluate(TURN, [turns + 3, LIMIT_MS])[3:]
    times = sorted(time for time, _ in frames)
    context.close()
    return {
        "frame_ms": round(statistics.median(times)),
        "frame_p90_ms": round(times[int(len(times) * 0.9)]),
        "draw_calls": max(calls for _, calls in frames),
    }


def second_visit(browser: Browser, address: str) -> int:
    """How many files of the body a second visit asks the server for."""
    page = browser.new_context(**DESKTOP).new_page()  # type: ignore[arg-type]
    until_ms(page, address + BODY, "#body3d[data-ready]")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    asked: dict[str, str] = {}
    kept: set[str] = set()
    session.on("Network.requestWillBeSent", lambda e: asked.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.requestServedFromCache", lambda e: kept.add(e["requestId"]))
    session.on(
        "Network.responseReceived",
        lambda e: kept.add(e["requestId"]) if e["response"].get("fromDiskCache") else None,
    )
    until_ms(page, address + BODY, "#body3d[data-ready]")
    own = [id_ for id_, url in asked.items() if "body3d/" in url or "/solids/" in url]
    page.context.close()
    return len([id_ for id_ in own if id_ not in kept])


def main() -> None:
    """Measure and print the result as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--openings", type=int, default=5)
    asked = parser.parse_args()
    result: dict[str, object] = {"gzipped_kb": packed_kb()}
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright, serve() as server:
        browser = playwright.chromium.launch(executable_path=path, args=WEBGL_FLAGS)
        address = f"http://{server.address}"
        result["opened_ms"] = opened(browser, address, asked.openings)
        result["turning"] = turning(browser, address, asked.turns)
        result["memory_mb"] = memory(browser, address, OPENINGS)
        result["second_visit_files"] = second_visit(browser, address)
        browser.close()
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()

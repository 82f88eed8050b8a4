"""The turning body: bytes, first frame beside the map's first picture, frames while turning, memory.

Usage: python -m bench.body3d [--turns 20]

Draws in Chromium's software WebGL, so times compare with each other and not with a graphics card. Prints as
JSON: gzipped bytes of what the first look needs and of everything; the median time in ms until the map's
first picture and until the body's first frame; the median and 90th percentile of a frame in ms while turning
on a phone's screen with all layers, points and zones; draw calls of such a frame; the page's JavaScript heap
in MB; and what a second visit fetches. Every wait is limited.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics

from playwright.sync_api import Browser, Page, sync_playwright

from bench.server import serve
from tests.browser.conftest import DESKTOP, PHONE, WEBGL_FLAGS
from triggerpoints.atlas import files
from triggerpoints.ui.components.files import FOLDER

FIRST = ("skin", "muscles-superficial", "skeleton")
LIMIT_MS = 60_000
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
    page.wait_for_selector(selector, timeout=LIMIT_MS)
    return float(page.evaluate("performance.now()"))


def opened(browser: Browser, address: str, times: int) -> dict[str, float]:
    """Median times in ms until the map's first picture and the body's first frame, files being kept."""
    page = browser.new_context(**DESKTOP).new_page()  # type: ignore[arg-type]
    ways = {"map": (MAP, "#bodymap[data-shown]"), "body": (BODY, "#body3d[data-first]")}
    found = {}
    for name, (path, selector) in ways.items():
        taken = [until_ms(page, address + path, selector) for _ in range(times + 1)]
        found[f"{name}_cold"], found[name] = round(taken[0]), round(statistics.median(taken[1:]))
    page.context.close()
    return found


def turning(browser: Browser, address: str, turns: int) -> dict[str, float]:
    """Frames on a phone's screen, with everything shown."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    page.goto(address + BODY)
    page.wait_for_selector("#body3d[data-ready]", timeout=LIMIT_MS)
    page.wait_for_timeout(1500)
    frames = page.evaluate(TURN, [turns + 3, LIMIT_MS])[3:]
    times = sorted(time for time, _ in frames)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")
    context.close()
    return {
        "frame_ms": round(statistics.median(times)),
        "frame_p90_ms": round(times[int(len(times) * 0.9)]),
        "draw_calls": max(calls for _, calls in frames),
        "js_heap_mb": round((heap["usedSize"] + heap.get("backingStorageSize", 0)) / 1e6, 1),
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
        result["second_visit_files"] = second_visit(browser, address)
        browser.close()
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()

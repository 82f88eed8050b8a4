"""Bytes of the first view and memory of the server after many views.

Usage: python -m bench.first_view [--muscles 40]

Prints what a browser with an empty cache receives for Explore (compressed, in kB), all of it and what is
not Streamlit's own, and the resident memory of the server in MB: of a bare page, after the start, after
one visit, and after going through all views and layers with many muscles.
"""

from __future__ import annotations

import argparse
import json
import shutil

from playwright.sync_api import Browser, Page, sync_playwright

from bench.server import serve, serve_bare
from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP, wait_for_map
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content


def received_kb(browser: Browser, address: str) -> tuple[float, dict[str, float]]:
    """What one visit with an empty cache receives, in kB: all of it, and the parts of it that are ours."""
    context = browser.new_context(**DESKTOP)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda e: urls.update({e["requestId"]: e["response"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({e["requestId"]: e["encodedDataLength"] / 1000}),
    )
    frames: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(len(data))))
    page.goto(address)
    page.wait_for_selector("[data-shown]", timeout=60_000)
    page.wait_for_timeout(3000)
    context.close()
    ours = {
        name.split("?")[0].removeprefix(address + "/"): round(sizes[id_], 1)
        for id_, name in urls.items()
        if id_ in sizes and "/static/" not in name and "/_stcore/" not in name and name.rstrip("/") != address
    }
    ours["messages"] = round(sum(frames) / 1000, 1)
    return sum(sizes.values()) + ours["messages"], ours


def go_round(page: Page, address: str, muscles: list[str]) -> None:
    """Open every view in every layer, each time with another muscle."""
    atlas = load_atlas()
    frames = [(view, layer) for view in atlas.views for layer in atlas.layers]
    for i, (view, layer) in enumerate(frames):
        muscle = muscles[i % len(muscles)]
        side = ("right", "left", "both")[i % 3]
        page.goto(f"{address}/explore?muscle={muscle}&view={view}&layer={layer}&side={side}")
        wait_for_map(page, f"{layer} {muscle}")


def main() -> None:
    """Measure and print the result as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--muscles", type=int, default=155)
    muscles = list(load_content().muscles)[: parser.parse_args().muscles]
    result: dict[str, object] = {}
    with sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome")
        path = next(filter(None, map(shutil.which, names)), None)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        with serve_bare() as server:
            result["bare_server_start_mb"] = round(server.mb())
            received_kb(browser, f"http://{server.address}")
            result["bare_server_after_one_visit_mb"] = round(server.mb())
        with serve() as server:
            address = f"http://{server.address}"
            result["server_start_mb"] = round(server.mb())
            explore_kb, ours = received_kb(browser, address)
            result["server_after_one_visit_mb"] = round(server.mb())
            go_round(browser.new_page(), address, muscles)
            result["server_after_many_views_mb"] = round(server.mb())
        result |= {"explore_kb": round(explore_kb), "ours_kb": round(sum(ours.values())), "files_kb": ours}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()

"""Every step of Find my pain on phone and desktop: no barrier, nothing small or cut, nothing lost."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.walk import WAIT_MS, Walk
from triggerpoints.ui.find import way

SAID = "my left calf aches when I walk"


def barriers(page: Page) -> list[str]:
    """Faults that axe calls moderate or worse."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found if fault["impact"] != "minor"
    ]


@pytest.mark.parametrize(
    "options",
    [PHONE, PHONE | {"color_scheme": "dark"}, DESKTOP],
    ids=["phone", "phone-dark", "desk"],
)
def test_every_step_is_without_barriers_and_large_enough_to_touch(visit, address: str, options: dict) -> None:
    page = visit("/", **options)
    walk = Walk(page, address)
    walk.settle()
    walk.wait_for_map()
    seen = {"start": (walk.faults(), barriers(page))}
    walk.say(SAID)
    for step in way.STEPS:
        seen[step] = (walk.faults(), barriers(page))
        if step != way.STEPS[-1]:
            walk.next()
    assert {step: found for step, found in seen.items() if any(found)} == {}
    assert walk.taps + 1 <= 12 and len(way.STEPS) <= 6, "from 'it hurts' to the end of the way"


def test_from_it_hurts_to_what_now_in_six_screens_and_the_best_matches_in_three(visit, address: str) -> None:
    page = visit("/", **PHONE)
    walk = Walk(page, address)
    walk.settle()
    walk.say(SAID)
    while "What fits" not in walk.title():
        walk.next()
    assert walk.screens <= 6 and walk.taps <= 12
    expect(page.locator(".tp-best")).to_have_count(3, timeout=WAIT_MS)
    expect(page.locator(".tp-best .tp-press")).to_have_count(3)  # of three muscles that may be pressed
    more = page.locator('[class*="st-key-rest-"]').first
    top = more.evaluate("(e) => e.getBoundingClientRect().top + e.closest('.stMain').scrollTop")
    assert top <= 3 * page.viewport_size["height"]


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_an_emergency_that_is_typed_or_ticked_fills_the_screen_and_stays(
    visit, address: str, options: dict
) -> None:
    page = visit("/", **options)
    walk = Walk(page, address)
    walk.settle()
    walk.say("sore for weeks from the garden, since this morning numb between my legs and I cannot pee")
    walk.touch("This is not true for me")
    expect(page.locator(".tp-alarm-bar")).to_have_count(0, timeout=WAIT_MS)
    walk.say("low back")
    walk.next()
    walk.tick("Numb between the legs")
    for _ in range(2):  # ticked, and opened again
        expect(page.locator(".tp-alarm")).to_be_in_viewport(timeout=WAIT_MS)
        assert page.evaluate("!!document.activeElement.closest('[role=dialog]')")
        walk.touch("I have read this. Go on")
        walk.touch("What to do")
    walk.touch("I have read this. Go on")
    while walk.title() != way.TITLES["keep"]:
        walk.next()
        expect(page.locator(".tp-alarm-bar")).to_be_in_viewport()
    assert barriers(page) == []


def test_a_tap_on_the_shape_of_the_body_counts_though_the_map_is_not_there_yet(visit, address: str) -> None:
    page = visit("/glossary", **PHONE)
    held: list[Route] = []
    page.route("**/bodymap/main.js*", lambda route: held.append(route))
    page.goto(address)
    body = page.locator("#bodymap")
    expect(body).to_have_css("background-image", re.compile("shapes/front"), timeout=WAIT_MS)
    expect(page.locator(".st-key-pain-say input")).to_be_enabled(timeout=WAIT_MS)
    box = body.bounding_box()
    assert box
    tall = 0.9 * box["height"]
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(x + 0.06 * tall, y + 0.15 * tall)
    for _ in range(WAIT_MS // 100):
        if not held:
            page.wait_for_timeout(100)
    held[0].continue_()
    expect(page.locator(".tp-readback")).to_contain_text(re.compile("thigh.* on your left"), timeout=WAIT_MS)

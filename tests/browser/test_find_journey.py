"""Find my pain in a real browser: by mouse, with one thumb on a phone, and by keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, serious, shot, sideways
from tests.referral.reader.test_emergencies import TYPED
from triggerpoints.content import load_content
from triggerpoints.content.models.safety import RedFlag
from triggerpoints.referral.areas import Area
from triggerpoints.referral.record import PainRecord, to_link

WAIT_MS = 20_000


def wait_for_map(page: Page) -> None:
    page.wait_for_selector("#bodymap[data-ready]", timeout=30_000)


def read_back(page: Page) -> Locator:
    return page.locator(".tp-readback")


def say(page: Page, text: str) -> None:
    box = page.get_by_label("Say where it hurts")
    box.fill(text)
    box.press("Enter")
    expect(read_back(page)).to_contain_text("You marked", timeout=WAIT_MS)


def choose_tool(page: Page, name: str, mode: str) -> None:
    page.get_by_text(name, exact=True).click()
    page.wait_for_selector(f'#bodymap[data-mode="{mode}"]', timeout=WAIT_MS)


def place_on_screen(page: Page, place: str, side: str) -> tuple[float, float]:
    """Middle of a place's outline on the screen."""
    box = page.locator(f'#bodymap .shapes path[data-id="{place}"][data-side="{side}"]').bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def go_on(page: Page, title: str) -> None:
    """Press Next and wait for the title of the next step at the top of the screen."""
    page.locator(".st-key-way_next button, .st-key-way-next button").click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_in_viewport(timeout=WAIT_MS)


@pytest.mark.parametrize(("size", "options"), [("desk", DESKTOP), ("phone", PHONE)])
def test_the_journey_from_a_tap_to_the_printed_page(visit, size: str, options: dict) -> None:
    page = visit("/", **options)
    wait_for_map(page)
    shot(page, f"find-{size}-1-start")
    x, y = place_on_screen(page, "front-of-shoulder", "left")
    page.touchscreen.tap(x, y) if size == "phone" else page.mouse.click(x, y)
    expect(read_back(page)).to_contain_text("front of the shoulder on your left", timeout=WAIT_MS)
    say(page, "outer side of the left upper arm aches")
    expect(read_back(page)).to_contain_text("upper arm on your left", timeout=WAIT_MS)
    expect(page.locator("#bodymap .areas .area")).not_to_have_count(0, timeout=WAIT_MS)
    shot(page, f"find-{size}-2-marked")
    page.get_by_role("button", name="Next: danger signs").click()
    expect(page.get_by_role("heading", name="Is any of this true?")).to_be_in_viewport(timeout=WAIT_MS)
    help_button = page.locator(".tp-help summary").first
    help_button.click()
    expect(page.locator(".tp-help[open] p")).to_be_visible()
    assert page.locator(".tp-alarm").count() == 0, "the help of a sign ticks nothing"
    help_button.click()
    page.get_by_role("button", name="None of these is true").click()
    expect(page.get_by_text("You said: none of")).to_be_visible(timeout=WAIT_MS)
    shot(page, f"find-{size}-3-signs")
    go_on(page, "How does it feel?")
    page.get_by_role("button", name="Worse when sitting").click()
    go_on(page, "What fits, and what you can do")
    expect(page.locator(".tp-best")).to_have_count(3, timeout=WAIT_MS)
    shot(page, f"find-{size}-4-fits")
    go_on(page, "What else it can be")
    go_on(page, "Take it along")
    with page.expect_download() as download:
        page.get_by_role("button", name="Page for my doctor (PDF)").click()
    pdf = Path(download.value.path()).read_bytes()
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") == 1
    shot(page, f"find-{size}-6-keep")
    assert sideways(page) <= 0
    page.go_back()
    expect(page.get_by_role("heading", name="What else it can be")).to_be_visible(timeout=WAIT_MS)


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_nothing_is_lost_by_a_reload_and_two_tabs_do_not_mix(visit, options: dict) -> None:
    page = visit("/find?place=temple&side=left", **options)
    expect(read_back(page)).to_contain_text("temple on your left", timeout=WAIT_MS)
    say(page, "right heel")
    expect(read_back(page)).to_contain_text("heel on your right", timeout=WAIT_MS)
    page.reload()
    expect(read_back(page)).to_contain_text("heel on your right", timeout=WAIT_MS)
    expect(read_back(page)).to_contain_text("temple on your left")
    other = page.context.new_page()
    other.goto(page.url.partition("/find")[0] + "/find")
    expect(other.get_by_text("You were here before.")).to_be_visible(timeout=WAIT_MS)
    expect(read_back(other)).to_contain_text("not marked anything")
    other.get_by_role("button", name="Forget it").click()
    expect(other.get_by_text("You were here before.")).to_have_count(0, timeout=WAIT_MS)
    assert other.evaluate("localStorage.getItem('triggerpoints pain')") is None


EMERGENCIES = [flag for flag in load_content().red_flags.values() if flag.level == "emergency"]


def expect_alarm(page: Page, flag: RedFlag) -> None:
    """The alarm fills the screen with the focus on it, and a bar stays when it was read."""
    alarm = page.locator(".tp-alarm")
    expect(alarm).to_be_in_viewport(timeout=WAIT_MS)
    expect(alarm).to_contain_text(flag.short)
    assert page.locator('.tp-alarm a[href^="tel:"]').count() >= 1
    assert page.evaluate("!!document.activeElement.closest('[role=dialog]')"), flag.id
    box = page.get_by_role("dialog").bounding_box()
    size = page.viewport_size
    assert box and size and box["width"] >= size["width"] and box["height"] >= size["height"]
    page.get_by_role("button", name="I have read this").click()
    expect(alarm).to_have_count(0, timeout=WAIT_MS)
    page.locator("[data-testid=stMain]").evaluate("(main) => main.scrollTo(0, 99999)")
    expect(page.locator(".tp-alarm-bar")).to_be_in_viewport()


def test_no_emergency_sign_that_is_ticked_can_be_missed(visit) -> None:
    regions = {flag.regions[0] for flag in EMERGENCIES}
    places = {place.region: place.id for place in load_content().places.values() if not place.opposite_of}
    everywhere = PainRecord(tuple(Area(places[region]) for region in sorted(regions & places.keys())))
    page = visit(f"/find?step=signs&areas={to_link(everywhere)}")
    page.locator(".st-key-sign-emergency-" + EMERGENCIES[0].id).wait_for(state="attached", timeout=WAIT_MS)
    for flag in EMERGENCIES:
        sign = page.locator(f".st-key-sign-emergency-{flag.id} .stCheckbox label").first
        if not sign.is_visible():
            page.get_by_text("more signs to check").click()
        sign.click()
        expect_alarm(page, flag)
        expect(sign).to_be_visible(timeout=WAIT_MS)  # the fold stays open
        if flag is EMERGENCIES[0]:
            sign.click()
            expect(page.locator(".tp-alarm-bar")).to_have_count(0, timeout=WAIT_MS)


def test_no_emergency_sign_that_is_typed_on_a_phone_can_be_missed(visit) -> None:
    page = visit("/find", **PHONE)
    line = page.get_by_label("Say where it hurts")
    for flag in EMERGENCIES:
        line.fill(TYPED[flag.id][0])
        line.press("Enter")
        expect_alarm(page, flag)


def test_behind_a_link_with_an_emergency_muscles_are_folded_away(visit) -> None:
    record = PainRecord((Area("heel", "left"),), yes=(EMERGENCIES[0].id,))
    page = visit(f"/find?step=fits&areas={to_link(record)}", **PHONE)
    expect_alarm(page, EMERGENCIES[0])
    expect(page.get_by_text("Muscles and self-care, for later")).to_be_visible(timeout=WAIT_MS)


def test_paint_circle_erase_and_undo_on_the_map(visit) -> None:
    page = visit("/find")
    wait_for_map(page)
    choose_tool(page, "Paint", "paint")
    x, y = place_on_screen(page, "chest-pectoral", "right")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 14, steps=5)
    page.mouse.up()
    expect(read_back(page)).to_contain_text("on your right", timeout=WAIT_MS)
    choose_tool(page, "Circle", "lasso")
    x, y = place_on_screen(page, "front-of-thigh-middle", "left")
    page.mouse.move(x - 12, y - 20)
    page.mouse.down()
    for dx, dy in ((12, -20), (12, 20), (-12, 20), (-12, -18)):
        page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()
    expect(read_back(page)).to_contain_text(re.compile("thigh.* on your left"), timeout=WAIT_MS)
    choose_tool(page, "Erase", "paint")
    page.mouse.move(x, y - 30)
    page.mouse.down()
    for dy in range(-30, 40, 8):
        page.mouse.move(x - 8, y + dy)
        page.mouse.move(x + 8, y + dy)
    page.mouse.up()
    expect(read_back(page)).not_to_contain_text("thigh", timeout=WAIT_MS)
    page.get_by_role("button", name="Undo").click()
    expect(read_back(page)).to_contain_text(re.compile("thigh.* on your left"), timeout=WAIT_MS)


def test_hovering_or_focusing_a_card_lays_its_pattern_over_the_marked_area(visit) -> None:
    page = visit("/find?place=front-of-shoulder&side=left&step=fits")
    wait_for_map(page)
    card = page.locator('[class*="st-key-hit-"]').first
    card.scroll_into_view_if_needed(timeout=WAIT_MS)
    edges = page.locator("#bodymap .zones .edge")
    expect(edges).to_have_count(0)
    card.hover()
    expect(edges).not_to_have_count(0, timeout=WAIT_MS)
    expect(page.locator("#bodymap .areas .area")).to_have_count(1)
    shot(page, "find-desk-hover")
    page.mouse.move(5, 5)
    expect(edges).to_have_count(0, timeout=WAIT_MS)
    card.get_by_role("button", name="Show on the map").focus()
    expect(edges).not_to_have_count(0, timeout=WAIT_MS)


def test_the_whole_way_by_keyboard_alone(visit) -> None:
    page = visit("/find")
    wait_for_map(page)

    def tab_to(label: str, limit: int = 120) -> None:
        for _ in range(limit):
            page.keyboard.press("Tab")
            name = page.evaluate(
                """() => { let e = document.activeElement;
                while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
                return (e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText || ''); }"""
            )
            if label in name and len(name) < 2 * len(label) + 40:
                return
        raise AssertionError(f"Tab does not reach “{label}”.")

    tab_to("Body map")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(read_back(page)).to_contain_text("You marked:", timeout=WAIT_MS)
    for following, title in (
        ("Next: danger signs", "Is any of this true?"),
        ("Next: how it feels", "How does it feel?"),
        ("Next: what fits", "What fits, and what you can do"),
        ("Next: what else", "What else it can be"),
        ("Next: take it along", "Take it along"),
    ):
        tab_to(following)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name=title)).to_be_focused(timeout=WAIT_MS)
    tab_to("Page for my doctor (PDF)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_a_saved_file_opens_again_and_a_bad_one_loses_nothing(visit, tmp_path: Path) -> None:
    page = visit("/find?place=heel&side=right&step=all")
    wait_for_map(page)
    expect(read_back(page)).to_contain_text("heel on your right", timeout=WAIT_MS)
    with page.expect_download() as download:
        page.get_by_role("button", name="File", exact=True).click()
    saved = tmp_path / "my-pain.json"
    download.value.save_as(saved)
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    page.get_by_role("button", name="Clear all").click()
    expect(read_back(page)).to_contain_text("not marked anything", timeout=WAIT_MS)
    page.get_by_text("Open a saved file").click()
    page.locator('input[type="file"]').set_input_files(saved)
    expect(read_back(page)).to_contain_text("heel on your right", timeout=WAIT_MS)
    page.wait_for_timeout(2000)  # the uploader tells the server twice about a file
    page.locator('input[type="file"]').set_input_files(bad)
    expect(page.get_by_text("Nothing you marked was lost")).to_be_visible(timeout=WAIT_MS)
    expect(read_back(page)).to_contain_text("heel on your right")


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_no_serious_barriers(visit, options: dict) -> None:
    page = visit("/find?place=temple&side=left&step=all", **options)
    wait_for_map(page)
    expect(page.locator('[class*="st-key-hit-"]').first).to_be_visible(timeout=WAIT_MS)
    page.wait_for_timeout(1500)
    assert serious(page) == []

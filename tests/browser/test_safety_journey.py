"""A worried reader: danger signs on the map, the checklist, the first visit, a word explained, and back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, serious, shot, sideways, wait_for_map

PAGES = [
    "/safety", "/safety?region=neck&audience=student", "/safety?part=checklist", "/safety?part=harms",
    "/safety?part=harms&audience=student", "/safety?part=hazards", "/safety?part=who", "/safety?part=wrong",
    "/visit", "/visit?part=feelings", "/visit?part=how", "/visit?part=acupuncture", "/glossary",
]  # fmt: skip


def region_point(page: Page, region: str) -> list[float]:
    """A point on the screen inside a region of the map."""
    return page.evaluate(
        """(id) => {
            const hosts = [...document.querySelectorAll('*')].filter((e) => e.shadowRoot);
            const root = hosts.find((e) => e.shadowRoot.querySelector('#bodymap')).shadowRoot;
            const shape = root.querySelector(`.shapes path[data-id="${id}"]`);
            const box = shape.getBoundingClientRect();
            for (let i = 1; i < 24; i++) for (let j = 1; j < 24; j++) {
                const x = box.x + (box.width * i) / 24, y = box.y + (box.height * j) / 24;
                if (y < innerHeight && root.elementFromPoint(x, y) === shape) return [x, y];
            }
            return null;
        }""",
        region,
    )


def test_from_the_map_to_the_signs_the_checklist_the_visit_and_back(visit):
    page = visit("/safety")
    wait_for_map(page, "front")
    page.wait_for_selector(".shapes path[data-id=chest]")
    page.mouse.click(*region_point(page, "chest"))
    expect(page.get_by_role("heading", name="Danger signs: chest")).to_be_visible()
    assert "region=chest" in page.url
    first = page.locator("article.tp-flag").first
    expect(first).to_contain_text("Pressing chest pain")
    expect(first).to_contain_text("Call your emergency number now")
    shot(page, "safety-signs")
    page.get_by_role("tab", name="Before any needling").click()
    page.get_by_text("Do you take blood thinners").click()
    expect(page.get_by_role("heading", name="Talk about this before any needling")).to_be_visible()
    shot(page, "safety-checklist")
    page.get_by_role("link", name="Questions to ask").click()
    expect(page.get_by_role("heading", name="Your first visit")).to_be_visible()
    expect(page.get_by_text("How many hours did you train")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Safety", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Danger signs: chest")).to_be_visible()


def test_regions_are_reached_by_keyboard(visit):
    page = visit("/safety")
    wait_for_map(page, "front")
    page.wait_for_selector(".shapes path[data-id=head]")
    page.locator("#bodymap svg.map").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Danger signs: head")).to_be_visible()


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desk", "phone"])
def test_a_word_is_explained_on_focus_and_stays_on_the_screen(visit, device):
    page = visit("/visit?part=how", **device)
    term = page.locator("button.tp-term", has_text="tendons")
    term.focus()
    tip = term.locator(".tp-tip")
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    assert box["y"] >= term.bounding_box()["y"] + 8
    tip.scroll_into_view_if_needed()
    shot(page, f"glossary-tip-{'phone' if device else 'desk'}")
    page.keyboard.press("Tab")
    expect(tip).to_be_hidden()


def test_the_phone_shows_signs_before_the_map_and_never_scrolls_sideways(visit):
    page = visit("/safety?region=low-back&view=back", **PHONE)
    wait_for_map(page, "back")
    sign = page.locator("article.tp-flag").first.bounding_box()
    assert sign["y"] < page.locator("#bodymap").bounding_box()["y"]
    for path in ("/safety?part=checklist", "/safety?part=harms", "/safety?part=who", "/visit", "/glossary"):
        page.goto(page.url.split("/safety")[0].split("/visit")[0].split("/glossary")[0] + path)
        page.wait_for_selector(".tp-footer")
        assert sideways(page) <= 1, path
        shot(page, "safety-phone" + path.replace("/", "-").replace("?", "-").replace("=", "-"))


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_no_serious_accessibility_fault(visit, path):
    page = visit(path)
    page.wait_for_selector(".tp-footer")
    page.wait_for_timeout(600)
    assert serious(page) == []


@pytest.mark.parametrize("path", ["/safety?region=chest", "/find?place=heel&side=right"])
def test_danger_signs_can_be_read_on_a_dark_screen(visit, path):
    page = visit(path, color_scheme="dark")
    page.wait_for_selector(".tp-footer")
    page.wait_for_timeout(600)
    assert serious(page) == []


def test_the_words_of_tabs_do_not_overlap_on_a_phone(visit) -> None:
    page = visit("/safety", **PHONE)
    tabs = page.get_by_role("tab")
    tabs.nth(3).wait_for()
    clipped = "tabs => tabs.filter(tab => tab.scrollWidth > tab.clientWidth + 1).map(tab => tab.textContent)"
    assert tabs.evaluate_all(clipped) == []

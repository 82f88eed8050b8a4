"""'Under the needle' in a real browser: the picture follows the plane, the angle and the place on the map."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, shot, sideways

DRAWN = "svg.tp-section"


def wait_for_section(page: Page) -> str:
    """The section as it is drawn now."""
    page.wait_for_selector(DRAWN, timeout=30_000)
    return page.locator(DRAWN).first.inner_html()


def wait_for_change(page: Page, before: str) -> str:
    """The section once it differs."""
    page.wait_for_function(
        """(before) => {
            const hosts = [...document.querySelectorAll('*')].filter((e) => e.shadowRoot);
            const drawn = hosts.map((e) => e.shadowRoot.querySelector('svg.tp-section')).find(Boolean);
            return drawn && drawn.innerHTML !== before;
        }""",
        arg=before,
        timeout=15_000,
    )
    return page.locator(DRAWN).first.inner_html()


def test_a_student_follows_a_line(visit):
    page = visit("/under_the_needle?muscle=rectus-abdominis&point=periumbilical&audience=student")
    first = wait_for_section(page)
    expect(page.locator(".tp-hazard.on")).to_be_visible()
    assert page.locator(f"{DRAWN} path[data-t]").count() > 20
    page.get_by_role("radio", name="Sagittal").or_(page.get_by_role("button", name="Sagittal")).first.click()
    wait_for_change(page, first)
    page.wait_for_url(re.compile("plane=sagittal"))
    expect(page.get_by_role("heading", name="Along the line")).to_be_visible()
    shot(page, "under-the-needle-student")


def test_structures_are_named_on_hover(visit):
    page = visit("/under_the_needle?muscle=soleus&point=proximal&audience=student")
    wait_for_section(page)
    page.locator(f"{DRAWN} path.bone").first.hover()
    expect(page.locator("#tip.shown").first).to_have_text(re.compile("Tibia|Fibula"))


def test_a_place_on_the_map_is_shown(visit):
    page = visit("/under_the_needle?muscle=rectus-femoris&audience=student")
    before = wait_for_section(page)
    page.locator("svg.tp-locator").click()
    wait_for_change(page, before)
    page.wait_for_url(re.compile("place="))


def test_patients_on_a_phone_see_a_picture_without_numbers(visit):
    page = visit("/under_the_needle?muscle=infraspinatus", **PHONE)
    wait_for_section(page)
    expect(page.get_by_text("Never needle yourself").first).to_be_visible()
    expect(page.get_by_role("heading", name="Why training matters")).to_be_visible()
    assert page.get_by_role("slider").count() == 0
    assert sideways(page) <= 0, "the page is wider than the phone"
    shot(page, "under-the-needle-phone")


def test_the_picture_can_be_saved(visit):
    page = visit("/under_the_needle?muscle=soleus&audience=student")
    wait_for_section(page)
    page.get_by_role("button", name="Save the picture").click()
    for label, ending, begins in (("SVG", ".svg", b"<svg"), ("PNG", ".png", b"\x89PNG")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        saved = waiting.value
        assert saved.suggested_filename.endswith(ending)
        assert saved.path().read_bytes().startswith(begins)

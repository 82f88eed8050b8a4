"""From a condition to its map, a muscle, a technique and the evidence, and back; in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, muscle_point, serious, shot, sideways, wait_for_map


def test_condition_map_muscle_technique_evidence_and_back(visit):
    page = visit("/conditions")
    page.get_by_role("button", name="Low back pain").click()
    wait_for_map(page, "back")
    page.wait_for_selector(".involved path")
    page.mouse.click(*muscle_point(page, "gluteus-medius", None, "involved"))
    expect(page.get_by_role("heading", name="Gluteus medius")).to_be_visible()
    assert "muscle=gluteus-medius" in page.url
    shot(page, "care-condition")
    page.get_by_role("link", name="Open this muscle").click()
    wait_for_map(page, "gluteus-medius")
    page.get_by_role("tab", name="Techniques").click()
    page.get_by_role("link", name="Trigger point dry needling").click()
    expect(page.get_by_role("heading", name="Trigger point dry needling")).to_be_visible()
    page.wait_for_selector(".involved path")
    shot(page, "care-technique")
    page.get_by_role("tab", name="Evidence").click()
    page.get_by_role("link", name="How this compares").click()
    expect(page.get_by_role("heading", name="Evidence", exact=True)).to_be_visible()
    assert "technique=trigger-point-dn" in page.url
    shot(page, "care-evidence")
    page.go_back()
    expect(page.get_by_role("heading", name="Trigger point dry needling")).to_be_visible()
    page.go_back()
    wait_for_map(page, "gluteus-medius")
    page.go_back()
    expect(page.get_by_role("heading", name="Low back pain")).to_be_visible()


def test_a_condition_is_found_by_what_people_call_it(visit):
    page = visit("/conditions")
    box = page.get_by_role("combobox", name="Find a condition")
    box.click()
    box.fill("heel spur")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Plantar heel pain")).to_be_visible()


def test_the_keyboard_walks_the_involved_muscles_only(visit):
    page = visit("/conditions?condition=achilles-tendinopathy")
    page.wait_for_selector(".involved path")
    page.get_by_role("application").focus()
    heard = set()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        heard.add(page.get_by_role("status").first.text_content().split(" – ")[0].split(",")[0])
    assert heard <= {"Gastrocnemius", "Soleus", "Tibialis posterior"}
    page.keyboard.press("Enter")
    expect(page.get_by_text("Muscle on the map")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/conditions",
        "/conditions?condition=neck-pain&muscle=trapezius-upper",
        "/techniques",
        "/techniques?technique=spray-and-stretch",
        "/evidence",
    ],
)
def test_the_pages_are_accessible_and_fit_the_screen(visit, path):
    page = visit(path)
    page.wait_for_selector(".tp-footer", timeout=30_000)
    for device, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size["viewport"])
        page.wait_for_timeout(1500)
        shot(page, f"care{path.replace('/', '-').split('?')[0]}{'-one' if '?' in path else ''}-{device}")
        assert not serious(page)
        assert sideways(page) <= 0


def test_a_phone_shows_emergencies_before_the_map(visit):
    page = visit("/conditions?condition=neck-pain", **PHONE)
    wait_for_map(page)
    flags = page.get_by_role("region", name="Red flags").first.bounding_box()
    assert flags["y"] < page.get_by_role("application").bounding_box()["y"]

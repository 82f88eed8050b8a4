"""From a region on the body to a score, a review and a printed sheet, in a real browser."""

import re
import zipfile

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, muscle_point, serious, shot, wait_for_map
from triggerpoints.content import load_content

NAMES = {muscle.names.en: muscle.id for muscle in load_content().muscles.values()}


def asked_muscle(page: Page) -> str:
    """Id of the muscle that is to be found."""
    question = page.get_by_role("heading", level=1).inner_text()
    return NAMES[re.fullmatch(r"Click (.+) on the map\.", question).group(1)]


def test_find_muscles_on_the_map(visit):
    page = visit("/learn?kind=find&number=5")
    page.wait_for_selector(".involved path")
    page.mouse.click(*muscle_point(page, "gastrocnemius", None, "involved"))
    page.wait_for_url(re.compile("region=leg"))
    assert not serious(page)
    shot(page, "learn-choose")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    wait_for_map(page)
    page.wait_for_selector(".shapes path")
    assert float(page.locator("#bodymap").get_attribute("data-zoom")) > 2, "the map opens on the region"
    right = asked_muscle(page)
    x, y = muscle_point(page, right, None)
    page.mouse.move(x, y)
    expect(page.locator("#bodymap .tip")).to_have_text(re.compile(r"^Muscle, (left|right)$"))
    page.mouse.click(x, y)
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    expect(page.locator("svg.map .outline .line")).to_have_count(1)
    assert not serious(page)
    shot(page, "learn-answer")
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text("Question 2 of 5")).to_be_visible()
    wait_for_map(page)
    wanted = asked_muscle(page)
    page.wait_for_selector(".shapes path")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    walked = page.locator(".shapes path.lit").first.get_attribute("data-id")
    page.keyboard.press("Enter")
    said = page.get_by_text("Right.", exact=True) if walked == wanted else page.get_by_text("No, that is")
    expect(said).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_a_review_is_saved_and_opened_again(visit):
    page = visit("/learn?do=review&region=leg&kind=name")
    page.get_by_role("button", name="Start").click()
    page.locator('[class*="st-key-learn-choice"] button').first.click()
    page.get_by_role("button", name=re.compile("I knew it|Next, this one")).click()
    expect(page.get_by_text(re.compile("1 done"))).to_be_visible()
    expect(page.get_by_text("Cards due in the coming 14 days")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("Save my progress")).click()
    saved = waiting.value.path()
    assert b"learning progress 1" in saved.read_bytes()
    assert not serious(page)
    other = visit("/learn?do=review&region=leg&kind=name")
    other.get_by_text("Open a saved file").click()
    other.locator("input[type=file]").set_input_files(
        {"name": "my-learning.json", "mimeType": "application/json", "buffer": saved.read_bytes()}
    )
    expect(other.get_by_text("Opened: 1 card.")).to_be_visible()


def test_a_class_prints_a_sheet_and_takes_a_deck(visit):
    page = visit("/learn?do=sheet&region=arm&number=5&seed=7")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Worksheet (PDF)").click()
    assert waiting.value.suggested_filename == "worksheet-arm-7.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
    assert not serious(page)
    page.get_by_role("radio", name="Deck").or_(
        page.get_by_role("button", name="Deck", exact=True)
    ).first.click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Deck for Anki").click()
    assert zipfile.is_zipfile(waiting.value.path())


def test_on_a_phone_the_question_stands_above_the_map(visit):
    page = visit("/learn?region=thigh&kind=name&seed=4", **PHONE)
    wait_for_map(page)
    asks = page.get_by_role("heading", name="Which muscle is lit?").bounding_box()
    stage = page.get_by_role("application").bounding_box()
    assert asks and stage and asks["y"] < stage["y"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, "the page is wider than the phone"
    shot(page, "learn-phone")

"""From a region on the body to a score, a review and a printed sheet, in a real browser."""

import re
import zipfile

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, muscle_point, serious, shot, wait_for_keys, wait_for_map
from triggerpoints.content import load_content
from triggerpoints.study.set import StudySet, to_text

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
    zoom = float(page.locator("#bodymap").get_attribute("data-zoom"))
    assert 1.3 < zoom < 4, "the map opens on the region, not on the muscle"
    right = asked_muscle(page)
    x, y = muscle_point(page, right, None)
    page.mouse.move(x, y)
    expect(page.locator("#bodymap .tip")).to_have_text(re.compile(r"^Muscle, (left|right)$"))
    page.mouse.click(x, y)
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    expect(page.locator("svg.map .outline .line")).to_have_count(1)
    assert not serious(page)
    shot(page, "learn-answer")
    wait_for_keys(page)
    page.keyboard.press("Enter")
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
    assert b"learning progress 2" in saved.read_bytes()
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


HIP = StudySet("Hip", ("gluteus-maximus", "gluteus-medius", "piriformis", "tensor-fasciae-latae"),
               ("name", "nerve", "layers", "roots"), "5", 6)  # fmt: skip
QUESTION = "h1.tp-ask"
CHOICES = '[class*="st-key-learn-choice"] button'


def asked(page: Page) -> tuple[str, list[str]]:
    page.wait_for_selector(CHOICES)
    return page.locator(QUESTION).inner_text(), page.locator(CHOICES).all_inner_texts()


def test_a_set_is_answered_by_keys_alone_alike_in_every_browser_and_survives_a_reload(visit):
    link = f"/learn?do=quiz&set={to_text(HIP)}"
    page, other = visit(link), visit(link, color_scheme="dark")
    assert asked(page) == asked(other)
    wait_for_keys(page)
    for number in range(1, 7):
        expect(page.get_by_text(f"Question {number} of 6")).to_be_visible()
        _, choices = asked(page)
        if number > 1:
            expect(page.locator(QUESTION)).to_be_focused()
        if number == 1:
            assert not serious(page)
        layers = "layers in order" in page.locator(QUESTION).inner_text()
        for key in range(1, len(choices) + 1) if layers else (1,):
            page.keyboard.press(str(key))
            if layers and key < len(choices):
                expect(page.get_by_role("button", name=f"layer {key}")).to_be_visible()
        going_on = page.get_by_role("button", name=re.compile("Next question|See your score"))
        expect(going_on).to_be_focused()
        if number == 3:
            page.reload()
            expect(page.get_by_text("Question 3 of 6")).to_be_visible()
            expect(going_on).to_be_visible()
            assert not serious(page)
            wait_for_keys(page)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("of 6 right"))).to_be_focused()
    assert not serious(page)
    shot(page, "learn-set-score")
    wait_for_keys(other)
    for key in range(1, len(asked(other)[1]) + 1):
        other.keyboard.press(str(key))
        other.wait_for_timeout(400)
    expect(other.get_by_role("button", name="Next question")).to_be_focused()
    assert not serious(other)
    other.goto(other.url.replace("do=quiz", "do=set"))
    expect(other.get_by_alt_text("QR code of the link of this set")).to_be_visible()
    assert not serious(other)


def test_the_projector_is_read_from_the_last_row(visit):
    page = visit(f"/learn?do=show&set={to_text(HIP)}", viewport={"width": 1920, "height": 1080})
    expect(page.get_by_alt_text("QR code of the link of this set")).to_be_visible()
    wait_for_keys(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 6")).to_be_visible()
    expect(page.locator(".tp-timer")).to_have_text(re.compile(r"0:\d\d"))
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.st-key-projector :is(h1, p, li, span)')]
            .filter((e) => e.checkVisibility() && e.textContent.trim())
            .filter((e) => !e.closest('[data-testid=stIconMaterial]'))
            .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest >= 28
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator(".tp-told")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="A: 1")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 of 6")).to_be_visible()
    assert not serious(page)
    shot(page, "learn-projector")


def test_progress_is_there_after_the_tab_was_closed(visit):
    page = visit("/learn?do=review&region=leg&kind=name")
    page.get_by_role("button", name="Start").click()
    page.wait_for_selector(CHOICES)
    wait_for_keys(page)
    page.keyboard.press("1")
    page.get_by_role("button", name=re.compile("I knew it|Next, this one")).click()
    expect(page.get_by_text(re.compile("1 done"))).to_be_visible()
    for _ in range(50):  # the browser keeps it a moment after it is drawn
        if page.evaluate("localStorage.getItem('triggerpoints learn progress')"):
            break
        page.wait_for_timeout(100)
    again = page.context.new_page()
    page.close()
    again.goto(page.url)
    expect(again.get_by_text(re.compile("1 done"))).to_be_visible()

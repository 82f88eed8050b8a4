"""One set of eight muscles in a browser: `python -m tests.browser.set_journey [FOLDER [ONLY]]`.

Two browsers with the same questions, all kinds by one key an answer, an attachment clicked on the bones,
the projector at 1920 x 1080, forty results opened at once, worksheet and deck saved, the muscles compared
on the map and in the turning body. Every state is looked at by axe, light and dark, and leaves a picture.
Prints one line a check; ends with 1 when one fails.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, WEBGL_FLAGS, serious, serve, wait_for_map
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.question_frame import asked_on_map
from triggerpoints.study import quiz, results
from triggerpoints.study.set import StudySet, to_text
from triggerpoints.study.sitting import Given

EIGHT = (
    "supraspinatus", "infraspinatus", "subscapularis", "piriformis", "gluteus-medius", "soleus",
    "tibialis-anterior", "biceps-femoris",
)  # fmt: skip
SET = StudySet("Eight muscles", EIGHT, (), "11", 14)
WALL = {"viewport": {"width": 1920, "height": 1080}}
LEAST_WALL_PX = 28.0
CHOICES = '[class*="st-key-learn-choice"] button'
_SMALL_LETTERS = """(least) => {
    const small = new Set();
    for (const e of document.querySelectorAll('.stMain *')) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
        const box = e.getBoundingClientRect();
        if (!own || box.width < 2) continue;
        if (e.closest('.tp-footer, #bodymap, [class*=show-bar], .tp-unseen')) continue;
        const size = parseFloat(getComputedStyle(e).fontSize);
        if (size < least) small.add(`${e.textContent.trim().slice(0, 30)}: ${size}`);
    }
    return [...small];
}"""


class Journey:
    """Checks with their lines and pictures."""

    def __init__(self, browser: Browser, address: str, folder: Path, only: str) -> None:
        self.browser, self.address, self.folder, self.only = browser, address, folder, only
        self.failed: list[str] = []

    @contextmanager
    def page(self, path: str, **options: object) -> Iterator[Page]:
        context = self.browser.new_context(**{**DESKTOP, **options})
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.goto(self.address + path)
        try:
            yield page
        finally:
            context.close()

    def check(self, name: str, do: Callable[[], str | None]) -> None:
        if self.only and not re.search(self.only, name):
            return
        try:
            said = do()
            print(f"true   {name}{f': {said}' if said else ''}", flush=True)
        except Exception as error:
            self.failed.append(name)
            print(f"FALSE  {name}: {str(error)[:600]}", flush=True)
            traceback.print_exc(limit=-2)

    def clean(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png")
        found = serious(page)
        assert not found, f"axe at {name}: {found}"


def questions(page: Page, count: int) -> list[tuple[str, str]]:
    """Answer a quiz by single keys; gives kind and question of each."""
    seen = []
    going_on = page.get_by_role("button", name=re.compile("Next question|See your score"))
    for number in range(1, count + 1):
        expect(page.get_by_text(f"Question {number} of {count}")).to_be_visible()
        expect(going_on).to_have_count(0)
        seen.append((page.locator(".tp-eyebrow").first.inner_text(), page.locator("h1.tp-ask").inner_text()))
        if number > 1:
            expect(page.locator("h1.tp-ask")).to_be_focused()
        if not page.locator(CHOICES).count() and page.get_by_text("Answer in words").count():
            page.get_by_text("Answer in words, without the map").click()
            page.wait_for_selector(CHOICES)
        choices = page.locator(CHOICES).count()
        if "layers in order" in seen[-1][1]:
            for key in range(1, choices + 1):
                page.keyboard.press(str(key))
                if key < choices:
                    expect(page.get_by_role("button", name=f"layer {key}")).to_be_visible()
        else:
            page.locator("body").press("1") if page.evaluate(
                "document.activeElement.tagName"
            ) == "INPUT" else (page.keyboard.press("1"))
            if "paint where" in seen[-1][1]:
                page.wait_for_timeout(600)
                page.keyboard.press("Enter")
        expect(going_on).to_be_focused()
        page.keyboard.press("Enter")
    return seen


def run(folder: Path, only: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    atlas, content = load_atlas(), load_content()
    cards = quiz.cards(content, (), (), asked_on_map(atlas, content), EIGHT, atlas.attachments)
    link = f"/learn?do=quiz&set={to_text(SET)}&audience=student"
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, serve() as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=WEBGL_FLAGS)
        trip = Journey(browser, address, folder, only)

        def same_questions() -> str:
            with trip.page(link) as page, trip.page(link, color_scheme="dark", **PHONE) as other:
                texts = []
                for one in (page, other):
                    expect(one.get_by_text("Question 1 of 14")).to_be_visible()
                    one.wait_for_timeout(800)
                    texts.append(
                        (one.locator("h1.tp-ask").inner_text(), one.locator(CHOICES).all_inner_texts())
                    )
                    trip.clean(one, f"quiz-first-{len(texts)}")
                assert texts[0] == texts[1], texts
                seen = questions(page, 14)
                kinds = {eyebrow.split("·")[-1].strip().casefold() for eyebrow, _ in seen}
                expect(page.get_by_role("heading", name=re.compile("of 14 right"))).to_be_focused()
                trip.clean(page, "quiz-score")
                return f"{len(kinds)} kinds by one key each, link of {len(link)} characters"

        def bones() -> str:
            one = replace(SET, kinds=("bones",), length=6)
            asked = [card for card in cards if card.kind == "bones"]
            first = quiz.quiz(atlas, content, asked, 6, one.seed)[0]
            area = atlas.attachments[first.card.muscle][first.end]
            with trip.page(f"/learn?do=quiz&set={to_text(one)}&audience=student") as page:
                wait_for_map(page)
                expect(page.get_by_role("heading", name=first.asks)).to_be_visible()
                trip.clean(page, "bones-asked")
                page.wait_for_timeout(1500)
                x, y = atlas.views[area.view].project(area.points_mm[len(area.points_mm) // 2 :][:1])[0]
                spot = page.evaluate(
                    """([x, y]) => {
                        const hosts = [...document.querySelectorAll('*')].filter((e) => e.shadowRoot);
                        const root = hosts.find((e) => e.shadowRoot.querySelector('#bodymap')).shadowRoot;
                        const svg = root.querySelector('svg.map');
                        const group = svg.querySelector('.shapes') || svg;
                        const at = new DOMPoint(x, y).matrixTransform(group.getScreenCTM());
                        return [at.x, at.y];
                    }""",
                    [float(x), float(y)],
                )
                page.mouse.click(*spot)
                expect(page.get_by_text(re.compile("mm from the attachment"))).to_be_visible()
                said = page.get_by_text(re.compile("mm from the attachment")).first.inner_text()
                page.wait_for_timeout(1200)
                trip.clean(page, "bones-answered")
                page.keyboard.press("Enter")
                expect(page.get_by_text("Question 2 of 6")).to_be_visible()
                wait_for_map(page)
                page.wait_for_timeout(1200)
                page.get_by_role("application").focus()
                for _ in range(4):
                    page.keyboard.press("ArrowUp")
                page.keyboard.press("Enter")
                done = page.get_by_text(re.compile("mm from the attachment|beside the bones")).first
                expect(done).to_be_visible()
                return f"{said}; by arrow keys: {done.inner_text()}"

        def projector() -> str:
            with trip.page(f"/learn?do=show&set={to_text(SET)}&audience=student", **WALL) as page:
                expect(page.get_by_role("button", name="Start (Enter)")).to_be_visible()
                page.wait_for_timeout(1000)
                trip.clean(page, "wall-cover")
                for number in range(1, 5):
                    page.keyboard.press("Enter")
                    expect(page.get_by_text(f"{number} of 14")).to_be_visible()
                    page.wait_for_timeout(1200)
                    small = page.evaluate(_SMALL_LETTERS, LEAST_WALL_PX)
                    assert not small, small
                    page.keyboard.press("r")
                    page.wait_for_timeout(1200)
                    small = page.evaluate(_SMALL_LETTERS, LEAST_WALL_PX)
                    assert not small, small
                    trip.clean(page, f"wall-{number}")
                return "all letters of question and choices from 28 px"

        def forty() -> str:
            asked = quiz.quiz(atlas, content, cards, 14, SET.seed)
            random, files = Random(7), []
            for n in range(40):
                given = [Given(q.card.muscle, 1.0 if random.random() < 0.6 else 0.0) for q in asked]
                rows = tuple(
                    results.Answered(q.card.id, g.score, g.said) for q, g in zip(asked, given, strict=True)
                )
                result = results.Result(
                    f"Student {n + 1:02d}",
                    SET.name,
                    to_text(SET),
                    datetime(2026, 5, 1, 9, n, tzinfo=UTC),
                    rows,
                )
                files.append({"name": f"r{n}.json", "mimeType": "application/json",
                              "buffer": results.to_json(result).encode()})  # fmt: skip
            with trip.page("/learn?do=results&audience=student") as page:
                page.locator("input[type=file]").set_input_files(files)
                expect(page.get_by_text("Student 40").first).to_be_visible()
                wait_for_map(page)
                page.wait_for_timeout(1000)
                trip.clean(page, "results-forty")
                return "table and body of forty results"

        def sheet_and_deck() -> str:
            said = []
            with trip.page(f"/learn?do=sheet&set={to_text(SET)}&audience=student") as page:
                for label in ("Worksheet (PDF)", "Answers (PDF)"):
                    with page.expect_download(timeout=90_000) as waiting:
                        page.get_by_role("button", name=label).click()
                    path = folder / waiting.value.suggested_filename
                    waiting.value.save_as(path)
                    said.append(f"{path.name} {path.stat().st_size // 1000} kB")
                trip.clean(page, "sheet")
            for name, muscles in (("deck", EIGHT), ("deck-overlap", (*EIGHT[:4], "plantaris", "popliteus"))):
                one = replace(SET, name=f"Set {name}", muscles=muscles)
                with trip.page(f"/learn?do=deck&set={to_text(one)}&audience=student") as page:
                    with page.expect_download(timeout=120_000) as waiting:
                        page.get_by_role("button", name="Deck for Anki").click()
                    waiting.value.save_as(folder / f"{name}.apkg")
                    said.append(f"{name}.apkg {(folder / f'{name}.apkg').stat().st_size // 1000} kB")
            return ", ".join(said)

        def compare(size: dict, scheme: str, name: str) -> Callable[[], str]:
            def do() -> str:
                path = f"/compare?muscles={','.join(EIGHT[:3])}&audience=student"
                with trip.page(path, color_scheme=scheme, **size) as page:
                    wait_for_map(page)
                    page.wait_for_timeout(800)
                    trip.clean(page, f"compare-{name}")
                    page.get_by_role("button", name="Turn the body").click()
                    page.wait_for_selector("#body3d canvas")
                    page.wait_for_timeout(4000)
                    page.get_by_role("button", name="Options").click()
                    page.get_by_text("This comparison (3)").click()
                    page.wait_for_timeout(2500)
                    trip.clean(page, f"compare-{name}-body")
                return "map and body"

            return do

        def start_dark() -> str:
            for part in ("quiz", "review", "set", "sheet", "deck"):
                with trip.page(f"/learn?do={part}&region=hip", color_scheme="dark") as page:
                    page.wait_for_selector(".tp-footer")
                    page.wait_for_timeout(1500)
                    trip.clean(page, f"start-dark-{part}")
            return "quiz, review, set, worksheet, deck in the dark theme"

        trip.check("the same questions in two browsers, answered by keys", same_questions)
        trip.check("attachments clicked on the bones", bones)
        trip.check("projector 1920 x 1080", projector)
        trip.check("forty results at once", forty)
        trip.check("worksheet, answers, decks", sheet_and_deck)
        for size, scheme, name in (
            (DESKTOP, "light", "desk"), (DESKTOP, "dark", "desk-dark"), (PHONE, "light", "phone"),
            (PHONE, "dark", "phone-dark"),
        ):  # fmt: skip
            trip.check(f"compare, {name}", compare(size, scheme, name))
        trip.check("dark start pages", start_dark)
        browser.close()
    print(f"{len(trip.failed)} failed")
    return int(bool(trip.failed))


if __name__ == "__main__":
    given = [*sys.argv[1:], "", ""]
    sys.exit(run(Path(given[0] or "build/set-journey"), given[1]))

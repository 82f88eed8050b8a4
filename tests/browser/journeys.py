"""Twenty people with a pain, and the way each of them takes; pictures of every screen to be looked at.

`python -m tests.browser.journeys --out build/journeys` walks all of them; `--only NAME` some. What it prints
after each: taps, screens, and the faults that can be measured. Whether a page is calm and clear has to be
seen: open the pictures.
"""

from __future__ import annotations

import argparse
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP, PHONE, serve
from tests.browser.walk import WAIT_MS, Walk
from triggerpoints.referral.areas import Area
from triggerpoints.referral.record import PainRecord, to_link

LANDSCAPE = {"viewport": {"width": 844, "height": 390}, "is_mobile": True, "has_touch": True}
SMALL = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}


@dataclass(frozen=True)
class Person:
    """Who walks, on what screen, and what they do.

    Attributes
    ----------
    name : str
    who : str
        Who it is and what the walk is to show.
    does : callable
        The walk.
    screen : dict
        Options of the browser's context.
    """

    name: str
    who: str
    does: Callable[[Walk], None]
    screen: dict[str, Any] = field(default_factory=lambda: DESKTOP)


def _on(walk: Walk, steps: int = 5) -> None:
    for _ in range(steps):
        walk.next()


def _results(walk: Walk) -> None:
    walk.whole("results")
    more = walk.page.locator('[class*="st-key-rest-"]')
    if more.count():
        top = more.first.evaluate("(e) => e.getBoundingClientRect().top + e.closest('.stMain').scrollTop")
        size = walk.page.viewport_size
        assert size
        walk.notes.append(f"'more' stands after {top / size['height']:.2f} screens")


def calf(walk: Walk) -> None:
    walk.open("/")
    walk.say("my left calf hurts when I walk")
    walk.next()
    walk.touch("None of these is true")
    walk.see("none")
    walk.next()
    walk.touch("Aching")
    walk.touch("Worse when moving")
    walk.see("felt")
    walk.next()
    walk.notes.append(f"from it hurts to what now: {walk.screens} screens, {walk.taps} taps")
    _results(walk)
    walk.page.get_by_text("Why, and more you can do").first.click()
    walk.settle()
    walk.see("why")
    walk.whole("why")
    walk.next()
    walk.whole("else")
    walk.next()
    walk.whole("keep")


def chest(walk: Walk) -> None:
    walk.open("/")
    walk.say("crushing pain in my chest and short of breath")
    expect(walk.page.locator(".tp-alarm")).to_be_in_viewport()
    walk.touch("I have read this. Go on")
    walk.see("after alarm")
    _on(walk, 1)
    walk.next()
    walk.next()
    _results(walk)


def headache(walk: Walk) -> None:
    walk.open("/")
    walk.say("sudden worst headache of my life")
    walk.see("alarm")
    walk.touch("This is not true for me")
    walk.see("not true")


def typo(walk: Walk) -> None:
    walk.open("/")
    walk.say("my butt hurst on the rigth")
    walk.say("and the bak of my kne")
    walk.next()


def office(walk: Walk) -> None:
    walk.open("/")
    walk.wait_for_map()
    walk.page.get_by_text("Paint", exact=True).click()
    walk.page.wait_for_selector('#bodymap[data-mode="paint"]', timeout=WAIT_MS)
    box = walk.page.locator(
        '#bodymap .shapes path[data-id="chest-pectoral"][data-side="right"]'
    ).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    walk.page.mouse.move(x, y)
    walk.page.mouse.down()
    walk.page.mouse.move(x + 10, y + 16, steps=5)
    walk.page.mouse.up()
    walk.page.wait_for_timeout(600)
    walk.settle()
    walk.see("painted")
    walk.say("stiff neck on both sides since Monday")
    _on(walk, 3)
    _results(walk)


def skipper(walk: Walk) -> None:
    walk.open("/")
    walk.tap_place("kneecap", "left")
    _on(walk)
    walk.touch("Start again")
    walk.see("again")


def linked(walk: Walk) -> None:
    walk.open("/find?place=heel&side=left&step=fits")
    _results(walk)
    walk.reload()
    assert "place=heel" in walk.page.url


def linked_danger(walk: Walk) -> None:
    record = PainRecord((Area("lumbar", "right"),), yes=("numb-saddle-or-bladder-change",))
    walk.open(f"/find?step=keep&areas={to_link(record)}")
    walk.touch("I have read this. Go on")
    walk.see("keep")


def turner(walk: Walk) -> None:
    walk.open("/")
    walk.turn()
    walk.say("left elbow, outer side")
    walk.turn()
    for _ in range(5):
        walk.next()
        walk.turn()
        walk.turn()
    walk.notes.append(walk.page.url)


def reloader(walk: Walk) -> None:
    walk.open("/")
    walk.say("right shoulder blade burns")
    walk.reload()
    assert "shoulder blade" in walk.marked().lower(), walk.marked()
    for _ in range(5):
        walk.next()
        title = walk.title()
        walk.reload()
        assert walk.title() == title, (title, walk.title())
    walk.page.go_back()
    walk.settle()
    walk.see("browser back")


def long_sentence(walk: Walk) -> None:
    walk.open("/")
    walk.say(
        "I have had a sore lower back for weeks from the garden, it is worse when I bend, and since this "
        "morning I am numb between my legs and cannot pee, but the neck is fine"
    )
    walk.see("alarm")
    walk.touch("I have read this. Go on")
    walk.see("bar")
    _on(walk, 5)


def crisis(walk: Walk) -> None:
    walk.open("/")
    walk.say("my back hurts so much I want to die")
    walk.see("alarm")
    walk.touch("I have read this. Go on")
    walk.see("bar")


def parent(walk: Walk) -> None:
    walk.open("/")
    walk.say("my son is 8 and has pain in the right knee and a fever")
    walk.next()
    walk.see("signs")
    walk.whole("signs")
    walk.next()
    walk.next()
    _results(walk)


def jaw(walk: Walk) -> None:
    walk.open("/")
    walk.say("jaw clicks when I eat")
    _on(walk, 3)
    _results(walk)


def one_page(walk: Walk) -> None:
    walk.open("/find?place=temple&side=left&step=all")
    walk.whole("all")


def two_areas(walk: Walk) -> None:
    walk.open("/")
    walk.say("right shoulder blade and down the arm to my thumb, tingling at night")
    _on(walk, 2)
    walk.see("feel")
    walk.next()
    _results(walk)


def corrects(walk: Walk) -> None:
    walk.open("/")
    walk.say("ellbow")
    walk.touch("Your left", role="radio")
    walk.see("left")
    walk.touch("Not this")
    walk.see("taken away")
    walk.touch("Undo")
    walk.see("undone")


def lister(walk: Walk) -> None:
    walk.open("/")
    walk.page.get_by_text("Choose from a list instead").click()
    walk.settle()
    walk.see("list")
    walk.whole("list")
    walk.touch("Add this place")
    walk.see("added")


def spanish(walk: Walk) -> None:
    walk.open("/")
    walk.say("my face droops and my arm went weak")
    walk.see("alarm")


def two_tabs(walk: Walk) -> None:
    walk.open("/")
    walk.say("left heel")
    other = Walk(walk.page.context.new_page(), walk.address, walk.folder, walk.name + "-b")
    other.open("/")
    other.see("offered")
    other.touch("Start new")
    other.say("right wrist")
    walk.reload()
    assert "heel" in walk.marked() and "wrist" not in walk.marked()
    other.reload()
    assert "wrist" in other.marked() and "heel" not in other.marked()
    _on(other)
    other.touch("Forget everything")
    other.see("forgotten")
    assert other.page.evaluate("localStorage.getItem('triggerpoints pain')") is None
    other.reload()
    assert "not marked" in other.marked()
    walk.notes += other.notes


def landscape(walk: Walk) -> None:
    walk.open("/")
    walk.tap_place("front-of-thigh-middle", "right")
    _on(walk)


def small(walk: Walk) -> None:
    walk.open("/")
    walk.say("both wrists ache from typing")
    _on(walk)


def sciatica(walk: Walk) -> None:
    walk.open("/")
    walk.say("sciatica on the right for three months, shooting, 8/10")
    _on(walk, 3)
    _results(walk)


_DARK = {"color_scheme": "dark"}
PEOPLE = (
    Person("calf", "34, walks a lot; the whole way with care", calf, PHONE),
    Person("chest", "58, danger in words, at night", chest, PHONE | _DARK),
    Person("headache", "79, danger that was not meant", headache),
    Person("typo", "16, types fast and wrong", typo, PHONE),
    Person("office", "41, paints, then types", office, DESKTOP | _DARK),
    Person("skipper", "27, answers nothing", skipper, PHONE | _DARK),
    Person("linked", "comes by a link and loads it again", linked, PHONE),
    Person("linked-danger", "opens a link that holds an emergency", linked_danger),
    Person("turner", "turns the phone on every step", turner, PHONE),
    Person("reloader", "loads every step again", reloader, PHONE),
    Person("long", "66, an emergency in the middle of a long sentence", long_sentence, PHONE),
    Person("crisis", "23, thoughts of ending their life", crisis, PHONE | {"timezone_id": "Europe/London"}),
    Person("parent", "asks for a child with fever", parent, DESKTOP),
    Person("jaw", "30, jaw", jaw, DESKTOP | _DARK),
    Person("one-page", "wants all at once", one_page),
    Person("two-areas", "52, two places and a way between them", two_areas, PHONE),
    Person("corrects", "corrects side and place", corrects, PHONE | _DARK),
    Person("lister", "chooses from the list", lister, PHONE),
    Person("spanish", "stroke, in Spain", spanish,
           PHONE | {"timezone_id": "Europe/Madrid", "locale": "es-ES"}),
    Person("two-tabs", "two tabs, then forgets everything", two_tabs),
    Person("landscape", "holds the phone sideways", landscape, LANDSCAPE),
    Person("small", "a small phone or large letters", small, SMALL),
    Person("sciatica", "45, knows a name for it", sciatica),
)  # fmt: skip


def main() -> None:
    """Walk, and say what was counted."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, default=Path("build/journeys"))
    asked.add_argument("--only", nargs="*", help="names of people")
    asked.add_argument("--browser", default="/usr/bin/chromium")
    chosen = asked.parse_args()
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chosen.browser, args=CHROMIUM_FLAGS)
        for person in PEOPLE:
            if chosen.only and person.name not in chosen.only:
                continue
            context = browser.new_context(**person.screen)
            walk = Walk(context.new_page(), address, chosen.out, person.name)
            for old in chosen.out.glob(f"{person.name}-[0-9w]*.png"):
                old.unlink()
            try:
                person.does(walk)
                said = "done"
            except Exception:  # the others walk on; what stopped this one is told
                said = "STOPPED\n" + traceback.format_exc(limit=3)
            seen = f"{walk.screens} screens, {walk.pictures} pictures, {walk.taps} taps"
            print(f"{person.name} ({person.who}): {said}; {seen}", flush=True)
            print("".join(f"    {note}\n" for note in walk.notes), end="", flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()

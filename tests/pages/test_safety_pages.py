"""Safety, first visit and glossary without a browser: what is said to whom, in which order."""

import re

import pytest

from tests.pages.open_page import html, map_data, messages, open_page, text
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.regions import region_paths
from triggerpoints.ui.html import words
from triggerpoints.ui.safety import parts as safety_parts
from triggerpoints.ui.visit import parts as visit_parts

CONTENT = load_content()
ALL_PARTS = [("safety", part) for part in safety_parts.PARTS] + [
    ("visit", part) for part in visit_parts.PARTS
]


@pytest.mark.parametrize("voice", ["patient", "student"])
@pytest.mark.parametrize(("page", "part"), ALL_PARTS)
def test_every_part_opens_in_both_voices(page: str, part: str, voice: str) -> None:
    assert len(text(open_page(page, part=part, audience=voice))) > 150


@pytest.mark.parametrize("region", words.BODY_REGION)
def test_a_region_shows_its_signs_with_the_most_urgent_first(region: str) -> None:
    app = open_page("safety", region=region)
    said = text(app)
    found = [flag for flag in CONTENT.red_flags.values() if {region, "any"} & set(flag.regions)]
    places = {flag.id: said.index(flag.short) for flag in found}
    emergencies = [places[flag.id] for flag in found if flag.level == "emergency"]
    assert max(emergencies) < min(places[flag.id] for flag in found if flag.level != "emergency")
    for flag in found:
        assert flag.advice in said
    assert map_data(app)["selected"] == region


def test_every_region_is_on_the_map() -> None:
    atlas = load_atlas()
    drawn = {region for view in ("front", "back") for region in region_paths(atlas, CONTENT, view)}
    assert drawn == set(words.BODY_REGION)


def test_the_checklist_asks_all_and_never_answers_yes_or_no() -> None:
    app = open_page("safety", part="checklist")
    assert [box.label for box in app.checkbox] == [c.question for c in CONTENT.contraindications.values()]
    assert "Talk about your health before any needling" in text(app)
    app.checkbox(key="tick blood-thinners").check().run()
    said = text(app)
    assert "Talk about this before any needling" in said
    assert CONTENT.contraindications["blood-thinners"].why in said
    assert not re.search(r"\b(you can be needled|you must not|it is safe|not safe for you)\b", said, re.I)


def test_ticks_stay_out_of_the_address() -> None:
    app = open_page("safety", part="checklist")
    app.checkbox(key="tick pregnancy").check().run()
    assert "preg" not in str(dict(app.query_params))


def test_harms_are_drawn_and_put_in_words() -> None:
    app = open_page("safety", part="harms")
    pictures = re.findall(r'<img class="tp-dots"[^>]*alt="([^"]+)"', html(app))
    assert "A small bruise: 8 of 100 treatments" in pictures
    assert "A little bleeding: 5 to 16 of 100 treatments" in pictures
    assert any("1 of 1,000" in words_for_it for words_for_it in pictures)
    assert "What it may do" in text(app)


def test_students_get_rates_and_studies_patients_do_not() -> None:
    assert "19.18 %" in text(open_page("safety", part="harms", audience="student"))
    assert "%" not in text(open_page("safety", part="harms"))


def test_words_are_explained_to_patients_only() -> None:
    assert "tp-term" in html(open_page("visit", part="how"))
    assert "tp-term" not in html(open_page("visit", part="how", audience="student"))


def test_the_visit_has_four_stages_in_order_and_both_sides_of_the_scale() -> None:
    said = text(open_page("visit"))
    order = [said.index(stage.when) for stage in CONTENT.visit_stages.values()]
    assert order == sorted(order)
    assert said.index("What it may do") < said.index("What can go wrong") < order[0]


def test_the_glossary_shows_a_word_with_its_relatives() -> None:
    said = text(open_page("glossary", term="trigger-point"))
    assert CONTENT.glossary["trigger-point"].plain in said
    assert CONTENT.glossary["taut-band"].plain in said
    assert CONTENT.glossary["scapula"].plain not in said


@pytest.mark.parametrize("page", ["safety", "visit", "glossary"])
def test_a_wrong_address_is_explained(page: str) -> None:
    name = "term" if page == "glossary" else "part"
    app = open_page(page, **{name: "no-such-thing"})
    assert "no-such-thing" in messages(app, "warning")[0]


def test_about_shows_how_sure_the_words_are_with_safety_apart() -> None:
    shown = html(open_page("about"))
    assert '<tr><th scope="row">Read in a study, a guideline or a standard book</th>' in shown
    assert "About safety (" in shown and "Not reviewed by a clinician yet" in shown

"""Techniques, conditions and evidence without a browser: who reads what, and what the map is to draw."""

from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.open_page import html, map_data, map_event, messages, open_page
from triggerpoints.content import load_content
from triggerpoints.content.links import condition_muscles, technique_muscles
from triggerpoints.ui.html import evidence

CONTENT = load_content()


def text(app: AppTest) -> str:
    return unescape("\n".join([html(app), *(m.value for m in app.markdown)]))


def open_section(app: AppTest, kind: str, name: str) -> AppTest:
    app.session_state[f"{kind}s section"] = name
    return app.run()


def test_conditions_are_listed_and_found_by_synonym() -> None:
    app = open_page("conditions")
    box = app.selectbox(key="condition search")
    assert any("crick in the neck" in option for option in box.options)
    assert len(box.options) == len(CONTENT.conditions)


@pytest.mark.parametrize("condition", CONTENT.conditions)
def test_a_condition_lights_up_the_muscles_that_name_it(condition: str) -> None:
    app = open_page("conditions", condition=condition)
    muscles = map_data(app)["involved"]["muscles"]
    links = condition_muscles(CONTENT, condition)
    assert muscles == {id_: link.evidence for id_, link in links.items()}
    said = text(app)
    assert CONTENT.conditions[condition].name in said
    assert said.index("Red flags") < said.index("What to do first")


@pytest.mark.parametrize("technique", CONTENT.techniques)
def test_a_technique_lights_up_the_muscles_that_name_it(technique: str) -> None:
    app = open_page("techniques", technique=technique)
    assert map_data(app)["involved"]["muscles"].keys() == technique_muscles(CONTENT, technique).keys()
    said = text(app)
    needle = CONTENT.techniques[technique].needle
    assert ("Never needle yourself" in said) == needle
    assert "What to be careful of" in said


def test_a_layer_shows_only_its_muscles() -> None:
    every = map_data(open_page("techniques", technique="heat"))["involved"]["muscles"]
    deep = map_data(open_page("techniques", technique="heat", layer="deep"))["involved"]["muscles"]
    assert deep.keys() < every.keys()


def test_the_filter_lists_techniques_without_a_needle() -> None:
    said = text(open_page("techniques", show="no-needle"))
    assert "A cold spray sweeps over the skin" in said
    assert "Nothing is injected" not in said


def test_the_chosen_muscle_says_why_and_leads_to_its_page() -> None:
    app = open_page("conditions", condition="low-back-pain", muscle="gluteus-medius")
    reason = condition_muscles(CONTENT, "low-back-pain")["gluteus-medius"].reason
    assert reason in text(app)
    assert map_data(app)["selected"] == "gluteus-medius"


def test_a_muscle_of_another_condition_is_not_shown_as_its_own() -> None:
    app = open_page("conditions", condition="plantar-heel-pain", muscle="temporalis")
    assert "Muscle on the map" not in text(app)


def test_patients_and_students_read_different_words() -> None:
    patient = text(open_page("conditions", condition="neck-pain"))
    student = text(open_page("conditions", condition="neck-pain", audience="student"))
    definition = CONTENT.conditions["neck-pain"].definition
    assert "Pain from the base of the skull" in patient and definition.student not in patient
    assert definition.student in student


@pytest.mark.parametrize("section", ["Muscles", "Evidence", "Codes", "Sources"])
def test_every_section_of_a_condition_opens(section: str) -> None:
    app = open_section(
        open_page("conditions", condition="achilles-tendinopathy", audience="student"), "condition", section
    )
    assert not app.exception
    expected = {
        "Muscles": "Tender spots",
        "Evidence": "Evidence against it",
        "Codes": "M76.6",
        "Sources": "Solomons",
    }
    assert expected[section] in text(app)


@pytest.mark.parametrize("section", ["Muscles", "Evidence", "Sources"])
def test_every_section_of_a_technique_opens(section: str) -> None:
    technique = "intramuscular-dn"
    app = open_section(open_page("techniques", technique=technique), "technique", section)
    listed = {name for group in app.pills for name in group.options}
    muscles = {CONTENT.muscles[id_].names.en for id_ in technique_muscles(CONTENT, technique)}
    assert muscles
    assert (muscles <= listed) == (section == "Muscles")
    graded = next(e for c in CONTENT.conditions.values() for e in c.evidence if e.technique == technique)
    assert (graded.plain in text(app)) == (section == "Evidence")
    cited = next(s for s in CONTENT.sources.values() if s.doi == "10.1371/journal.pone.0238579")
    assert (cited.cite in text(app)) == (section == "Sources")


def test_the_evidence_page_shows_every_claim_finding_and_grade() -> None:
    said = text(open_page("evidence"))
    for claim in CONTENT.claims:
        assert f'id="claim-{claim}"' in said
    for finding in CONTENT.findings.values():
        assert finding.title in said
    for condition in CONTENT.conditions.values():
        assert (condition.name in said) >= bool(condition.evidence)


def test_the_evidence_table_can_be_narrowed_to_a_technique() -> None:
    said = text(open_page("evidence", technique="heat", condition="low-back-pain"))
    assert "Low back pain: Heat" in said
    assert "Tension-type headache" not in said.split("What is known")[0]


def test_a_wrong_address_is_explained() -> None:
    app = open_page("conditions", condition="bad-luck")
    assert "bad-luck" in messages(app, "warning")[0]


def test_a_wrong_address_cannot_put_links_or_pictures_on_the_page() -> None:
    app = open_page("conditions", condition="`![x](https://example.org/x.png)")
    assert "“`![x](https://example.org/x.png)”" in messages(app, "warning")[0]


def test_a_range_of_grades_is_said_from_low_to_high_and_drawn_as_the_lower() -> None:
    assert evidence.grade_words("low", "moderate") == "Low to moderate evidence"
    assert 'class="tp-grade low"' in evidence.grade_chip("low", "moderate")


def test_texts_are_escaped() -> None:
    record = CONTENT.claims["C1"].model_copy(update={"heard": "<b>x</b>", "plain": "<i>y</i>"})
    drawn = evidence.claim(CONTENT, record, "patient")
    assert "<b>" not in drawn and "<i>" not in drawn


def test_the_choice_of_words_stands_in_the_address_and_back_undoes_it() -> None:
    app = open_page("conditions")
    app.segmented_control(key="audience switch").set_value("student").run()
    assert app.query_params == {"audience": "student"}
    app.session_state["page is new"] = False
    app.query_params.clear()
    app.run()
    assert app.segmented_control(key="audience switch").value == "patient"


def test_a_quick_second_choice_keeps_the_first() -> None:
    app = open_page("techniques", technique="heat")
    map_event(app, "show", view="front")
    app.query_params.pop("view")  # the browser has not been told the new address yet
    app.segmented_control(key="technique map layer").set_value("deep").run()
    assert (app.query_params["view"], app.query_params["layer"]) == ("front", "deep")

"""Safety data: what comes first is complete, harms carry their numbers, and nobody is told how to needle."""

from typing import get_args

import pytest
from pydantic import ValidationError

from triggerpoints.content import load_content
from triggerpoints.content.checks.marks import marked_texts
from triggerpoints.content.checks.readability import reading_grade
from triggerpoints.content.models.base import BodyRegion, ForPatients
from triggerpoints.content.models.muscle import MuscleGroup
from triggerpoints.content.models.safety import Harm
from triggerpoints.content.reading.files import FILES

CONTENT = load_content()
OWN = ("safety.yml", "first_visit.yml", "glossary.yml")


def records():
    for file in FILES:
        if file.name in OWN:
            part = getattr(CONTENT, file.field)
            yield from [(file, part)] if file.shape == "single" else ((file, r) for r in part.values())


@pytest.mark.parametrize("region", get_args(BodyRegion))
def test_every_region_has_its_own_urgent_signs(region):
    own = [flag for flag in CONTENT.red_flags.values() if region in flag.regions]
    assert any(flag.level in ("emergency", "today") for flag in own)


@pytest.mark.parametrize(
    ("region", "sign"),
    [
        ("chest", "pressing-chest-pain"),
        ("low-back", "numb-saddle-or-bladder-change"),
        ("head", "thunderclap-headache"),
        ("neck", "neck-pain-with-dizziness-or-double-vision"),
        ("upper-back", "breathless-after-needling"),
        ("leg", "breathless-with-a-swollen-leg"),
        ("leg", "hard-very-painful-leg"),
    ],
)
def test_signs_that_cannot_wait_are_emergencies_of_their_region(region, sign):
    flag = CONTENT.red_flags[sign]
    assert flag.level == "emergency" and region in flag.regions


def test_emergencies_say_to_call_or_go_now():
    for flag in CONTENT.red_flags.values():
        if flag.level == "emergency":
            assert "emergency" in flag.advice, flag.id
        else:
            assert any(word in flag.advice for word in ("today", "now", "days")), flag.id


def test_questions_ask_and_advice_does_not_diagnose():
    for flag in CONTENT.red_flags.values():
        assert flag.question.rstrip().endswith(("?", ".")) and "?" in flag.question
        assert "you have a" not in flag.advice.casefold()


def test_every_group_of_muscles_has_a_hazard():
    named = {group for hazard in CONTENT.hazards.values() for group in hazard.groups}
    assert named == set(get_args(MuscleGroup))


def test_patient_texts_are_easy_to_read_and_hold_no_depths():
    for file, record in records():
        texts = [mark.text for mark in marked_texts(record, file.model) if isinstance(mark.mark, ForPatients)]
        if not texts:
            continue
        assert reading_grade(texts) <= 8, f"{file.field}: {texts[0]}"
        assert not any(" mm" in text or " cm" in text for text in texts), f"{file.field}: {texts[0]}"


def test_a_frequency_that_does_not_fit_its_rates_is_refused():
    bruise = CONTENT.harms["bruising"].model_dump()
    with pytest.raises(ValidationError, match="frequency: common"):
        Harm.model_validate(bruise | {"frequency": "rare"})


def test_rates_are_those_of_the_studies():
    rates = {(harm.id, rate.source): rate.percent for harm in CONTENT.harms.values() for rate in harm.rates}
    assert rates[("any-minor-effect", "brady2014")] == 19.18
    assert rates[("any-minor-effect", "boyce2020")] == 36.7
    assert rates[("bruising", "brady2014")] == 7.55
    assert rates[("bleeding", "boyce2020")] == 16
    assert rates[("any-serious-event", "boyce2020")] == pytest.approx(100 * 20 / 20464, abs=0.001)


def test_law_is_dated():
    for rule in CONTENT.practice_rules.values():
        if rule.says in ("not_allowed", "silent"):
            assert rule.checked


def test_related_words_of_the_glossary_exist_and_forms_are_unique():
    forms = [form.casefold() for term in CONTENT.glossary.values() for form in (term.term, *term.forms)]
    assert len(forms) == len(set(forms))
    for term in CONTENT.glossary.values():
        assert set(term.see) <= CONTENT.glossary.keys()

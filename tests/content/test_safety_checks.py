"""Checks that keep danger signs, depth classes and hazards from contradicting themselves."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from triggerpoints.content.checks.safety import DIRECTIONS, check_safety
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reading.loader import ReadResult, read_content

READ = read_content(DATA_FOLDER)


def changed(part: str, id_: str, **values) -> ReadResult:
    """The data with other values in one record; `needle_depth` takes a dict."""
    records = {**READ.parts[part]}
    if "needle_depth" in values:
        values["needle_depth"] = records[id_].needle_depth.model_copy(update=values["needle_depth"])
    records[id_] = records[id_].model_copy(update=values)
    return replace(READ, parts=MappingProxyType({**READ.parts, part: MappingProxyType(records)}))


def problems(read: ReadResult) -> list[str]:
    return [str(problem) for problem in check_safety(read)]


def test_the_data_has_no_fault():
    assert not problems(READ)


@pytest.mark.parametrize(
    ("level", "advice"),
    [
        ("today", "Go to an emergency department now."),
        ("emergency", "See a doctor today."),
        ("emergency", "Go to an emergency department today."),
        ("soon", "See a doctor today."),
        ("today", "See your doctor within a few days."),
    ],
)
def test_advice_that_disagrees_with_its_level_is_an_error(level, advice):
    found = problems(changed("red_flags", "foot-drop", level=level, advice=advice))
    assert any("foot-drop" in problem and f"({level})" in problem for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "Toward the transverse process as a bony stop.",
        "At an angle of 22 degrees.",
        "Shallow, 15° to the skin.",
        "From the outer side, not through the midline.",
        "Insert below rib 12.",
        "A safe depth of two fingers.",
    ],
)
def test_words_that_guide_a_needle_are_an_error(text):
    found = problems(changed("muscles", "quadratus-lumborum-deep", needle_depth={"principle": text}))
    assert any("quadratus-lumborum-deep" in problem for problem in found)
    assert any(
        "lumbar-multifidus" in p for p in problems(changed("hazards", "lumbar-multifidus", principle=text))
    )


def test_no_hazard_names_a_direction():
    for hazard in READ.parts["hazards"].values():
        assert not DIRECTIONS.search(hazard.principle), hazard.id


def test_a_muscle_next_to_something_vital_cannot_be_called_superficial_or_deep():
    found = problems(changed("muscles", "pectoralis-minor", needle_depth={"depth_class": "superficial"}))
    assert any("pectoralis-minor" in problem and "first hazard" in problem for problem in found)


def test_a_muscle_that_is_not_needled_has_no_other_class():
    depth = {"depth_class": "superficial", "principle": "As a rule not needled."}
    found = problems(changed("muscles", "popliteus", needle_depth=depth))
    assert any("popliteus" in problem and "says that it is not needled" in problem for problem in found)


def test_a_muscle_that_is_not_needled_lists_no_needle_technique():
    needle = next(
        link for link in READ.parts["muscles"]["soleus"].techniques if link.id == "trigger-point-dn"
    )
    found = problems(changed("muscles", "plantaris", techniques=(needle,)))
    assert any("plantaris" in problem and "trigger-point-dn" in problem for problem in found)


def test_a_muscle_belongs_to_exactly_one_hazard():
    ids = (*READ.parts["hazards"]["calf"].muscle_ids, "popliteus")
    assert any(
        "'popliteus' is in 2 hazards" in p for p in problems(changed("hazards", "calf", muscle_ids=ids))
    )


def test_current_with_a_pacemaker_is_absolute():
    record = READ.parts["contraindications"]["current-with-pacemaker"]
    assert record.kind == "absolute" and record.only_electrical

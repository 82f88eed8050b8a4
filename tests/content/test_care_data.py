"""Techniques, conditions and evidence: nothing is left out and every link works both ways."""

import re
from pathlib import Path
from typing import get_args

import pytest

from triggerpoints.content import load_content
from triggerpoints.content.checks.care import CLAIMS, check_care
from triggerpoints.content.links import (
    by_region,
    condition_muscles,
    grade_order,
    grades_of,
    technique_muscles,
)
from triggerpoints.content.models.base import Evidence
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reading.loader import read_content

FORMAT = (Path(__file__).parents[2] / "docs" / "data-format.md").read_text(encoding="utf-8")


def ids(title: str) -> list[str]:
    """Ids that the data format lists under a title."""
    listed = re.search(rf"^{title}: (.*?)\.\n\n", FORMAT, re.MULTILINE | re.DOTALL)
    assert listed
    return re.split(r",\s*", listed[1])


TECHNIQUES, CONDITIONS = ids("Techniques"), ids("Conditions")


def test_every_technique_and_condition_is_there() -> None:
    content = load_content()
    assert list(content.techniques) == TECHNIQUES
    assert sorted(content.conditions) == sorted(CONDITIONS)
    assert tuple(content.claims) == CLAIMS
    assert set(content.grades) == set(get_args(Evidence))


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_a_technique_has_muscles_that_name_it(technique: str) -> None:
    content = load_content()
    links = technique_muscles(content, technique)
    assert links
    assert all(technique in {link.id for link in content.muscles[muscle].techniques} for muscle in links)
    assert sum(len(muscles) for muscles in by_region(content, links).values()) == len(links)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_has_muscles_that_name_it(condition: str) -> None:
    content = load_content()
    links = condition_muscles(content, condition)
    assert links
    for found in content.conditions[condition].findings:
        assert set(found.muscles) <= set(links)


def test_every_link_of_a_muscle_leads_somewhere() -> None:
    content = load_content()
    for muscle in content.muscles.values():
        assert {link.id for link in muscle.techniques} <= content.techniques.keys()
        assert {link.id for link in muscle.conditions} <= content.conditions.keys()


def test_every_graded_statement_has_a_source_or_says_that_none_was_found() -> None:
    content = load_content()
    graded = [tested for c in content.conditions.values() for tested in c.evidence]
    graded += [item for t in content.techniques.values() for item in t.evidence]
    for item in graded:
        unsupported = not item.sources
        assert not (unsupported and item.has_source)
        assert not (unsupported and item.grade in ("moderate", "against"))


def test_every_condition_has_red_flags_and_first_line_care() -> None:
    content = load_content()
    assert content.common_red_flags
    for condition in content.conditions.values():
        assert condition.red_flag_regions
        assert condition.first_line.plain
        assert {code.system for code in condition.codes} <= content.code_editions.keys()


def test_conditions_are_found_by_everyday_words() -> None:
    content = load_content()
    words = {
        "stiff neck": "neck-pain",
        "heel spur": "plantar-heel-pain",
        "pulled hamstring": "muscle-strain",
        "tmj": "tmd",
        "charley horse": "muscle-spasm-cramp",
        "runner's knee": "patellofemoral-pain",
    }
    for said, condition in words.items():
        assert said in {name.lower() for name in content.conditions[condition].also_called}


def test_corrected_claims_do_not_repeat_the_myth() -> None:
    claims = load_content().claims
    assert "myth" in claims["C1"].plain
    assert "not needed" in claims["C12"].plain
    assert "can go deep" in claims["C20"].plain
    assert "added nothing" in claims["C27"].plain


def test_patients_read_no_needle_depth_in_numbers() -> None:
    content = load_content()
    needles = [t for t in content.techniques.values() if t.needle]
    texts = [t.what.plain for t in needles] + [caution.plain for t in needles for caution in t.cautions]
    texts += [depth.plain for depth in content.depth_classes.values()]
    assert not [text for text in texts if " mm" in text or " cm" in text]


def test_a_technique_is_tested_in_the_conditions_that_grade_it() -> None:
    content = load_content()
    pairs = grades_of(content, "trigger-point-dn")
    assert pairs[0][1].grade == "moderate"
    keys = [grade_order(tested.grade, tested.up_to) for _, tested in pairs]
    assert keys == sorted(keys)


BROKEN = {
    "muscle that does not link back": (
        "conditions.yml",
        "- {muscles: [gastrocnemius, soleus], student: The muscles above the tendon",
        "- {muscles: [masseter-deep], student: The muscles above the tendon",
        "the muscle 'masseter-deep' does not name this condition",
    ),
    "unknown group": ("techniques.yml", "  jaw:\n    label", "  jaws:\n    label", "there is no such group"),
    "claim left out": ("evidence.yml", "- id: C33", "- id: C34", "this claim is missing"),
    "condition without a muscle": (
        "conditions.yml",
        "id: tmd\n",
        "id: jaw-trouble\n",
        "no muscle names this condition",
    ),
    "grade of a review of something else": (
        "trigger_points.yml",
        "        evidence: low\n        borrowed_from: trials of pain near the spine\n",
        "        evidence: low\n",
        "technique 'superficial-dn': 'griswold2019' tested no single muscle",
    ),
    "borrowed grade as good as a tested one": (
        "trigger_points.yml",
        "        evidence: low\n        borrowed_from: trials of pain near the spine\n",
        "        evidence: moderate\n        borrowed_from: trials of pain near the spine\n",
        "technique 'superficial-dn': a borrowed grade is never better than low",
    ),
    "grade without a test": (
        "trigger_points.yml",
        "{id: heat, reason: Warm bath (not tested), evidence: none, sources: []}",
        "{id: heat, reason: Warm bath (not tested), evidence: very_low, sources: []}",
        "technique 'heat': graded 'very_low' without a source",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_data_is_reported(name: str, tmp_path: Path) -> None:
    file, good, bad, problem = BROKEN[name]
    folder = tmp_path / "data"
    folder.mkdir()
    for path in DATA_FOLDER.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if path.name == file:
            assert good in text
            text = text.replace(good, bad, 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    assert problem in [found.problem for found in check_care(read_content(folder))]

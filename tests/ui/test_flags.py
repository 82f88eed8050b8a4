"""The box of red flags: urgent signs first, short enough to leave room for the rest of the card."""

import re
from dataclasses import replace

import pytest

from triggerpoints.content import load_content
from triggerpoints.ui.html import flags

CONTENT = load_content()


def open_signs(box: str) -> list[str]:
    return re.findall(r"<li>(.*?)</li>", box.partition("<details>")[0])


@pytest.mark.parametrize("muscle", CONTENT.muscles.values(), ids=lambda muscle: muscle.id)
def test_three_to_five_emergency_signs_stand_open_and_no_sign_is_lost(muscle):
    box = flags.box(CONTENT, muscle.red_flag_regions)
    assert 3 <= len(open_signs(box)) <= 5
    assert box.count("<li>") == len(flags.of_regions(CONTENT, muscle.red_flag_regions))


def test_the_signs_of_the_first_region_stand_first():
    found = flags.of_regions(CONTENT, ["any", "shoulder", "neck"])
    assert "shoulder" in found[0].regions
    assert [flag.level for flag in found] == sorted(
        (flag.level for flag in found), key=list(flags.LEVELS).index
    )


def test_the_fold_says_what_it_holds():
    box = flags.box(CONTENT, CONTENT.muscles["infraspinatus"].red_flag_regions)
    assert re.search(r"<summary>\d+ more emergency signs and \d+ other signs to have checked</summary>", box)


def test_without_red_flags_there_is_no_box():
    assert flags.box(replace(CONTENT, red_flags={}), ["neck"]) == ""

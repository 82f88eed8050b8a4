"""Drafts are put together with their zone words turned into places and their sources collected."""

from pathlib import Path

import pytest

from tests.content.small_data import MUSCLES
from tools.content.merge_drafts import main
from triggerpoints.content.loader import read_content

COMMENTS = "# source book: https://example.org/a\n# source study: A study (n=12); doi 10.1000/xyz\n"


@pytest.fixture
def merge(data_folder: Path, tmp_path: Path) -> list[str]:
    drafts = data_folder / "drafts"
    drafts.mkdir()
    one = MUSCLES.replace("[thigh-front], spillover", "[front of thigh], spillover")
    other = MUSCLES.replace("id: leg-lifter", "id: arm-lifter").replace("[book]", "[book, study]")
    (drafts / "one.yml").write_text(one + "# source book: https://example.org/b\n", encoding="utf-8")
    (drafts / "other.yml").write_text(other + COMMENTS, encoding="utf-8")
    (data_folder / "sources.yml").unlink()
    order = tmp_path / "muscles.csv"
    order.write_text("id,name\narm-lifter,A\nleg-lifter,B\n", encoding="utf-8")
    return [str(order), "--data", str(data_folder), "--errors", str(tmp_path / "errors.txt")]


def test_merged_data_is_sound_and_in_the_order_of_the_list(merge: list[str], data_folder: Path) -> None:
    assert main(merge) == 0
    first = (data_folder / "trigger_points.yml").read_text(encoding="utf-8")
    read = read_content(data_folder)
    assert not read.problems
    muscles = read.parts["muscles"]
    assert list(muscles) == ["arm-lifter", "leg-lifter"]
    assert muscles["leg-lifter"].trigger_points[0].zones.essential == ("thigh-front",)
    assert max(map(len, first.splitlines())) <= 112
    assert main(merge) == 0
    assert (data_folder / "trigger_points.yml").read_text(encoding="utf-8") == first


def test_one_key_for_two_pages_becomes_two_keys(merge: list[str], data_folder: Path) -> None:
    main(merge)
    parts = read_content(data_folder).parts
    assert parts["sources"]["book"].url == "https://example.org/b"
    assert parts["sources"]["book-2"].url == "https://example.org/a"
    assert parts["muscles"]["arm-lifter"].anatomy.sources == ("book-2", "study")
    assert parts["sources"]["study"].cite == "A study (n=12)"
    assert parts["sources"]["study"].doi == "10.1000/xyz"


def test_faults_are_listed_with_file_and_line(merge: list[str], data_folder: Path, tmp_path: Path) -> None:
    draft = data_folder / "drafts" / "one.yml"
    text = draft.read_text(encoding="utf-8").replace("[front of thigh]", "[front of thgh]")
    draft.write_text(text.replace("group: quadriceps", "group: legs"), encoding="utf-8")
    assert main(merge) == 1
    errors = (tmp_path / "errors.txt").read_text(encoding="utf-8")
    assert "one.yml:17: leg-lifter: unknown zone 'front of thgh'; perhaps front of thigh" in errors
    assert "one.yml:8: leg-lifter: group cannot be 'legs'" in errors
    assert list(read_content(data_folder).parts["muscles"]) == ["arm-lifter"]


def test_points_without_a_position_stay_out(merge: list[str], data_folder: Path, tmp_path: Path) -> None:
    draft = data_folder / "drafts" / "one.yml"
    draft.write_text(
        draft.read_text(encoding="utf-8").replace("[-90.0, -50.0, 800.0]", "null"), encoding="utf-8"
    )
    assert main(merge) == 0
    assert "no position yet: leg-lifter/upper" in (tmp_path / "errors.txt").read_text(encoding="utf-8")
    assert list(read_content(data_folder).parts["muscles"]) == ["arm-lifter"]

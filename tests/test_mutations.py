"""The list of lines that tests must notice fits the code; `python -m bench.mutants` tries it."""

from collections import Counter
from pathlib import Path

import pytest

from bench import mutants

LISTED = mutants.mutations()
ROOT = Path(__file__).parents[1]
PARTS = ("atlas", "sections", "referral", "reports", "study", "content/checks")


def test_the_list_covers_every_part_and_names_what_matters_for_safety():
    assert len(LISTED) >= 150
    assert sum(one.safety for one in LISTED) >= 100
    for part in PARTS:
        assert sum(one.file.startswith(f"triggerpoints/{part}/") for one in LISTED) >= 10, part


@pytest.mark.parametrize("file", sorted({one.file for one in LISTED}))
def test_every_listed_line_stands_exactly_once_in_its_file(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    lost = [f"{text.count(one.was)} times: {one.was}" for one in LISTED if one.file == file and not one.line]
    assert not lost, "Change the entries of bench/mutations.yml together with the lines they name."


def test_every_change_is_another_line_and_is_tried_with_tests_that_exist():
    twice = [key for key, n in Counter((one.file, one.was, one.now) for one in LISTED).items() if n > 1]
    assert not twice
    for one in LISTED:
        assert one.was != one.now
        assert all((ROOT / test).exists() for test in one.tests), one


def test_a_change_is_noticed_or_survives(tmp_path):
    code, test = tmp_path / "code.py", tmp_path / "test_code.py"
    code.write_text("def larger(a, b):\n    return a > b\n")
    test.write_text("from code import larger\n\ndef test_it():\n    assert larger(2, 1)\n")
    (tmp_path / "conftest.py").write_text(
        "import sys\n\nsys.path.insert(0, '.')\nsys.modules.pop('code', None)\n"
    )
    noticed, survived = (
        mutants.tried(tmp_path, mutants.Mutation("code.py", "a > b", now, ("test_code.py",), False))
        for now in ("a < b", "a >= b")
    )
    assert (noticed, survived) == ("noticed", "survived")
    assert "a > b" in code.read_text()

"""Lists of muscles that schools use: what they must hold, and what the check says when one is wrong."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from triggerpoints.content import load_content
from triggerpoints.content.checks import check
from triggerpoints.content.checks.check import check_records
from triggerpoints.content.reading import files, loader
from triggerpoints.content.reading.loader import read_content

LIST = """\
lists:
  - id: lifters
    name: Lifters
    synonyms: [lift muscles]
    plain: They lift.
    muscles: [leg-lifter]
    status: read
    sources: [book]
"""
TAUGHT = {
    "rotator-cuff": {"supraspinatus", "infraspinatus", "teres-minor", "subscapularis"},
    "quadriceps": {"rectus-femoris", "vastus-lateralis", "vastus-medialis", "vastus-intermedius"},
    "hamstrings": {"biceps-femoris", "semitendinosus-semimembranosus"},
    "pes-anserinus": {"sartorius", "gracilis", "semitendinosus-semimembranosus"},
    "triceps-surae": {"gastrocnemius", "soleus"},
    "thenar-muscles": {"abductor-pollicis-brevis", "flexor-pollicis-brevis", "opponens-pollicis"},
    "hip-abductors": {
        "gluteus-medius", "gluteus-minimus-anterior", "gluteus-minimus-posterior", "tensor-fasciae-latae",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", TAUGHT)
def test_a_list_holds_what_is_taught(name: str) -> None:
    assert set(load_content().lists[name].muscles) == TAUGHT[name]


def test_a_list_without_a_source_says_that_it_is_teaching() -> None:
    for listed in load_content().lists.values():
        assert bool(listed.sources) == listed.has_source, listed.id


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[leg-lifter]", "[leg-lifer]", "line 6, lifters: there is no muscle 'leg-lifer'; perhaps you mean"),
        ("[leg-lifter]", "[]", "line 6, lifters: muscles is empty or too short; fill it in"),
        ("[leg-lifter]", "[leg-lifter, leg-lifter]", "line 2, lifters: the muscle 'leg-lifter' is there"),
        ("[book]", "[bok]", "line 8, lifters: there is no source 'bok'"),
        ("[book]", "[]", "line 2, lifters: it is called read, but no study"),
        ("plain:", "plane:", "the field 'plane' is not known; rename it to 'plain'"),
    ],
)  # fmt: skip
def test_a_wrong_list_is_said_with_its_line_and_the_fix(
    old: str, new: str, said: str, data_folder: Path, atlas: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tuple(file for file in files.FILES if (data_folder / file.name).exists() or file.field == "lists")
    monkeypatch.setattr(loader, "FILES", known)
    monkeypatch.setattr(check, "FILES", known)
    text = LIST.replace(old, new)
    assert text != LIST
    (data_folder / "lists.yml").write_text(text, encoding="utf-8")
    problems = [str(problem) for problem in check.check(data_folder).problems]
    assert any(f"lists.yml, {said}" in problem or said in problem for problem in problems), problems


def test_one_name_does_not_mean_two_lists(
    data_folder: Path, atlas: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tuple(file for file in files.FILES if (data_folder / file.name).exists() or file.field == "lists")
    second = (
        LIST.partition("\n")[2]
        .replace("id: lifters", "id: others")
        .replace("name: Lifters", "name: Lift Muscles")
    )
    (data_folder / "lists.yml").write_text(LIST + second, encoding="utf-8")
    monkeypatch.setattr(loader, "FILES", known)
    problems = [str(problem) for problem in check_records(read_content(data_folder, known), known)]
    assert any("line 9, others: the name 'Lift Muscles' means the list 'lifters' too" in p for p in problems)

"""Each kind of broken data has its own clear error and makes `check` exit with 2."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest

from triggerpoints.cli import main
from triggerpoints.content.checks.check import check, check_records
from triggerpoints.content.reading.files import DATA_FOLDER, FILES, ContentFile
from triggerpoints.content.reading.loader import read_content

MUSCLES, PLACES, SOURCES = "trigger_points.yml", "places.yml", "sources.yml"
HARD = (
    "Neuromuscular dysfunction necessitates multidisciplinary evaluation of musculoskeletal pathophysiology."
)

BROKEN = {
    "missing source": (
        MUSCLES,
        "causes: {plain: [Long walks], status: read, sources: [book]}",
        "causes: {plain: [Long walks], status: read, sources: [boook]}",
        "trigger_points.yml, line 21, leg-lifter: there is no source 'boook'; perhaps you mean 'book'.",
    ),
    "unknown place": (
        MUSCLES,
        "spillover: [knee-front]",
        "spillover: [knee-frnt]",
        "trigger_points.yml, line 17, leg-lifter: there is no place 'knee-frnt'; "
        "perhaps you mean 'knee-front'.",
    ),
    "duplicate id": (
        PLACES,
        "id: knee-front",
        "id: thigh-front",
        "places.yml, line 9, thigh-front: the id 'thigh-front' is used twice; "
        "give one of the two records another id.",
    ),
    "point outside its muscle": (
        MUSCLES,
        "[-90.0, -50.0, 800.0]",
        "[-90.0, -50.0, 820.0]",
        "trigger_points.yml, line 16, leg-lifter: the point 'upper' lies more than 3 mm "
        "outside its muscle; move it inside (python -m tools.bodymaps.probe helps).",
    ),
    "point on the left": (
        MUSCLES,
        "[-90.0, -50.0, 800.0]",
        "[90.0, -50.0, 800.0]",
        "trigger_points.yml, line 16, leg-lifter: trigger_points[1].position_mm: the position "
        "is on the left side of the body; give it for the right side (x below 0).",
    ),
    "zone on the wrong side": (
        PLACES,
        "at_mm: [-90, -90, 480]",
        "at_mm: [90, -90, 480]",
        "places.yml, line 15, knee-front: a paired place reaches over to the left side; "
        "draw it on the right side (x below 0).",
    ),
    "midline place beside the midline": (
        PLACES,
        "    side: paired\n    geometry: {disc: {at_mm: [-90, -90, 480]",
        "    side: midline\n    geometry: {disc: {at_mm: [-90, -90, 480]",
        "places.yml, line 15, knee-front: a midline place does not touch the midline; "
        "move it to x = 0 or make it paired.",
    ),
    "paired place across the midline": (
        PLACES,
        "{disc: {at_mm: [-90, -90, 480], radius_mm: 30}}",
        "{stroke: {path_mm: [[-90, -90, 480], [11, -90, 480]], width_mm: 30}}",
        "places.yml, line 15, knee-front: a paired place reaches over to the left side; "
        "draw it on the right side (x below 0).",
    ),
    "set of sets": (
        PLACES,
        "zone_words:",
        "  - id: limb-front\n    name: Front of the limb\n    anatomical: Anterior limb\n    synonyms: []\n"
        "    region: leg\n    side: paired\n    geometry: {of: [leg-front]}\nzone_words:",
        "places.yml, line 29, limb-front: the set holds another set, 'leg-front'; "
        "name the places of 'leg-front' instead.",
    ),
    "bad YAML": (
        MUSCLES,
        "ta2: null",
        "ta2: [null",
        "trigger_points.yml, line 6: the file cannot be read as YAML",
    ),
    "key twice": (
        SOURCES,
        "book:",
        "book: {cite: Same, kind: web, read: title}\nbook:",
        "sources.yml, line 2: the file cannot be read as YAML: the key 'book' is there twice; "
        "keep one of the two.",
    ),
    "empty file": (SOURCES, None, "", "sources.yml: the file is empty; restore its records or its top key."),
    "wrong type": (
        MUSCLES,
        "ta2: null",
        "ta2: many",
        "trigger_points.yml, line 5, leg-lifter: ta2 has the wrong type (text); make it a whole number.",
    ),
    "list under a mapping": (
        SOURCES,
        None,
        "- book\n",
        "sources.yml, line 1: what stands in the file has the wrong type (a list); "
        "make it records under their keys.",
    ),
    "missing field": (
        MUSCLES,
        "    region: thigh\n",
        "",
        "trigger_points.yml, line 2, leg-lifter: the field 'region' is missing; "
        "add it (docs/data-format.md shows the fields).",
    ),
    "mistyped key": (
        MUSCLES,
        "region: thigh\n",
        "regoin: thigh\n",
        "trigger_points.yml, line 7, leg-lifter: the field 'regoin' is not known; rename it to 'region'.",
    ),
    "word not allowed": (
        MUSCLES,
        "group: quadriceps",
        "group: legs",
        "trigger_points.yml, line 8, leg-lifter: group cannot be 'legs'; use one of",
    ),
    "hard patient text": (
        MUSCLES,
        "plain: It lifts your leg.",
        f"plain: {' '.join([HARD] * 8)}",
        "trigger_points.yml, line 2, leg-lifter: its texts for patients have reading grade",
    ),
    "bad DOI": (
        SOURCES,
        "10.1000/abc",
        "doi:10.1000/abc",
        "sources.yml, line 1, book: doi 'doi:10.1000/abc' is not a DOI; "
        "write the bare DOI, such as 10.1000/xyz123.",
    ),
    "bad PMID": (
        SOURCES,
        "pmid: 1",
        "pmid: PMC1",
        "sources.yml, line 1, book: pmid has the wrong type (text); make it a whole number.",
    ),
    "doubt without a note": (
        MUSCLES,
        "certainty: typical",
        "certainty: disputed",
        "trigger_points.yml, line 17, leg-lifter: trigger_points[1].zones: zones that are disputed "
        "lack a note; say in `note` what sources disagree about.",
    ),
    "pattern called typical against its study": (
        MUSCLES,
        "    trigger_points:\n",
        "    pattern_studies: [{source: book, people: 5, method: saline, found: Knee, "
        "felt: [{areas: [knee-front]}]}]\n    trigger_points:\n",
        "trigger_points.yml, line 2, leg-lifter: the pattern of 'upper' is called typical, but the study "
        "'book' names other areas than 'thigh-front'; call it variable or disputed, with a `note`.",
    ),
    "study of a point that is not there": (
        MUSCLES,
        "    trigger_points:\n",
        "    pattern_studies: [{source: book, people: 5, method: saline, found: Thigh, "
        "felt: [{areas: [thigh-front], points: [lower]}]}]\n    trigger_points:\n",
        "trigger_points.yml, line 2, leg-lifter: what 'book' says of the pattern is about a point "
        "'lower', which the muscle lacks; name one of `trigger_points`, or leave `points` out.",
    ),
    "place not drawn": (
        PLACES,
        "    geometry: {disc: {at_mm: [-90, -90, 480], radius_mm: 30}}\n",
        "",
        "places.yml, line 9, knee-front: the place has no geometry; add a disc, a stroke or a set of places.",
    ),
}


def test_sound_data_has_no_problem(data_folder: Path, atlas: SimpleNamespace) -> None:
    report = check(data_folder)
    assert [str(problem) for problem in report.problems] == []
    assert report.counts["points"] == 1
    assert report.counts["zones"] == 2
    assert main(["check", "--data", str(data_folder)]) == 0


@pytest.mark.parametrize(
    ("side", "at_mm"), [("midline", 0), ("midline", -10), ("midline", 10), ("paired", -90), ("paired", 10)]
)
def test_places_on_their_side_are_sound_and_may_reach_ten_millimetres_over(
    side: str, at_mm: float, data_folder: Path, atlas: SimpleNamespace
) -> None:
    path = data_folder / PLACES
    sound = "    side: paired\n    geometry: {disc: {at_mm: [-90, -90, 480]"
    text = path.read_text(encoding="utf-8")
    assert sound in text
    path.write_text(text.replace(sound, sound.replace("paired", side).replace("-90", str(at_mm), 1)))
    assert [str(problem) for problem in check(data_folder).problems] == []


@pytest.mark.parametrize(("z_mm", "sound"), [(812.0, True), (813.5, False)])
def test_a_point_may_lie_three_millimetres_outside_its_muscle(
    z_mm: float, sound: bool, data_folder: Path, atlas: SimpleNamespace
) -> None:
    path = data_folder / MUSCLES
    path.write_text(path.read_text(encoding="utf-8").replace("-50.0, 800.0]", f"-50.0, {z_mm}]"))
    assert (not check(data_folder).errors) == sound


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_data_is_named_with_file_line_id_and_fix(
    kind: str, data_folder: Path, atlas: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    name, old, new, expected = BROKEN[kind]
    path = data_folder / name
    text = path.read_text(encoding="utf-8")
    assert old is None or text.count(old) >= 1
    path.write_text(new if old is None else text.replace(old, new, 1), encoding="utf-8")

    assert main(["check", "--data", str(data_folder)]) == 2
    assert f"error: {expected}" in capsys.readouterr().err


def test_a_missing_file_is_an_error(
    data_folder: Path, atlas: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    (data_folder / SOURCES).unlink()
    assert main(["check", "--data", str(data_folder)]) == 2
    assert "error: sources.yml: the file cannot be read" in capsys.readouterr().err
    assert main(["find", "thigh", "--data", str(data_folder)]) == 2


def test_a_damaged_picture_is_an_error_and_the_atlas_is_not_read(
    data_folder: Path, atlas: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "triggerpoints.content.checks.check.damaged", lambda _: iter([("front.webp", "the file is missing")])
    )
    said = [str(problem) for problem in check(data_folder).errors]
    assert len(said) == 1 and said[0].startswith("assets/bodymaps/front.webp: the file is missing; ")


def test_a_muscle_or_place_that_the_atlas_lacks_is_an_error(
    data_folder: Path, atlas: SimpleNamespace
) -> None:
    atlas.muscles.clear()
    atlas.places.ids = ("thigh-front", "leg-front")
    problems = [error.problem for error in check(data_folder).errors]
    assert problems == ["the atlas has no such place", "the atlas has no such muscle"]


def test_no_atlas_is_one_error(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise FileNotFoundError("manifest.json is missing. Build it.")

    monkeypatch.setattr("triggerpoints.atlas.load_atlas", fail)
    assert main(["check", "--data", str(data_folder)]) == 2
    assert "the atlas cannot be read (manifest.json is missing)" in capsys.readouterr().err


@pytest.mark.parametrize("field", ["techniques", "conditions"])
def test_links_to_techniques_and_conditions_are_followed(field: str, data_folder: Path) -> None:
    (data_folder / "other.yml").write_text(f"{field}:\n  something-else: 1\n", encoding="utf-8")
    small = [file for file in FILES if file.name in (MUSCLES, PLACES, SOURCES)]
    files = (*small, ContentFile("other.yml", field, field, int, "mapping"))
    problems = [str(problem) for problem in check_records(read_content(data_folder, files), files)]
    assert len(problems) == 1
    assert f"leg-lifter: there is no {field[:-1]} '" in problems[0]


def test_an_unused_source_is_only_a_warning(data_folder: Path, atlas: SimpleNamespace) -> None:
    with (data_folder / SOURCES).open("a", encoding="utf-8") as sources:
        sources.write("spare: {cite: Another book, kind: textbook, read: title}\n")
    report = check(data_folder)
    assert not report.errors
    assert (
        str(report.problems[0])
        == "sources.yml, line 2, spare: no record cites this source; cite it or remove it."
    )


def test_every_problem_of_a_file_is_found_at_once(data_folder: Path, atlas: SimpleNamespace) -> None:
    path = data_folder / MUSCLES
    text = (
        path.read_text(encoding="utf-8")
        .replace("ta2: null", "ta2: many")
        .replace("group: quadriceps", "group: x")
    )
    path.write_text(text, encoding="utf-8")
    assert len(check(data_folder).errors) == 2


def test_one_long_hard_text_is_found_among_easy_ones() -> None:
    read = read_content(DATA_FOLDER)
    muscles = {**read.parts["muscles"]}
    soleus = muscles["soleus"]
    hard = " ".join([HARD] * 4)
    muscles["soleus"] = soleus.model_copy(
        update={"overview": soleus.overview.model_copy(update={"plain": hard})}
    )
    broken = replace(read, parts=MappingProxyType({**read.parts, "muscles": MappingProxyType(muscles)}))
    assert any(
        "the text overview.plain has reading grade" in str(problem) for problem in check_records(broken)
    )


@pytest.mark.parametrize(
    ("field", "left_out", "said"),
    [
        ("claims", "C9", "C9: this claim is missing"),
        ("grades", "low", "low: this grade is not explained"),
    ],
)
def test_all_checks_of_the_care_are_part_of_the_check(field: str, left_out: str, said: str) -> None:
    read = read_content(DATA_FOLDER)
    kept = {key: value for key, value in read.parts[field].items() if key != left_out}
    broken = replace(read, parts=MappingProxyType({**read.parts, field: MappingProxyType(kept)}))
    assert any(said in str(problem) for problem in check_records(broken))


def test_a_code_whose_edition_is_not_described_is_an_error() -> None:
    read = read_content(DATA_FOLDER)
    broken = replace(read, parts=MappingProxyType({**read.parts, "code_editions": MappingProxyType({})}))
    assert any("the edition of" in str(problem) for problem in check_records(broken))


def test_points_that_cannot_be_checked_are_told(data_folder: Path, atlas: SimpleNamespace) -> None:
    atlas.volume.label_of = lambda _: None
    (warning,) = check(data_folder).problems
    assert warning.level == "warning" and "so its points cannot be checked" in warning.problem

"""The command line prints for people and for programs, and its exit codes can be relied on."""

import json
from pathlib import Path

import pytest

from triggerpoints.cli import main
from triggerpoints.referral.areas import Area
from triggerpoints.referral.record import PainRecord, to_json


def test_find_prints_ranked_muscles_with_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "front of my left shoulder", "--limit", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Places: Front of the shoulder, left"
    assert lines[1].startswith("  1. Infraspinatus, left, point ")
    assert lines[2].strip().startswith("Published patterns cover front of the shoulder (essential)")
    assert lines[5].strip().startswith("Counted with it: Pectoralis major, ")
    assert len(lines) == 6


def test_find_offers_the_sides_that_were_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "left knee and elbow", "--json"]) == 0
    (choice,) = json.loads(capsys.readouterr().out)["choices"]
    assert choice == {"text": "left", "span": [0, 4], "place": "elbow", "sides": ["left", "both"]}
    assert main(["find", "left knee and elbow"]) == 0
    assert "'left' may not be said for: Whole elbow. Taken: left, else both." in capsys.readouterr().err


def test_find_gives_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "temple and neck", "--side", "right", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(area["place"], area["side"]) for area in answer["read"]] == [
        ("temple", "right"),
        ("neck", "right"),
    ]
    assert answer["unread"] == answer["choices"] == []
    hits = answer["hits"]
    assert {match["place"] for hit in hits for match in hit["matches"]} == {"temple", "neck"}
    assert all({"muscle", "point", "kind", "score", "reason", "matches"} <= hit.keys() for hit in hits)
    assert {hit["kind"] for hit in hits} <= {"essential", "spillover"}
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_find_takes_regions_of_a_body_map(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "--region-map", "choir", "214", "218", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(area["place"], area["side"]) for area in answer["read"]] == [
        ("back-of-upper-arm", "right"),
        ("lumbar", "left"),
    ]
    assert main(["find", "--region-map", "choir", "137"]) == 2
    assert "has no region '137'" in capsys.readouterr().err
    assert main(["find", "--region-map", "nobody", "101"]) == 2
    assert main(["export", "--region-map", "nobody"]) == 2


def test_find_without_a_known_place_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "xyzzy"]) == 1
    assert "Not read: 'xyzzy'." in capsys.readouterr().err
    assert main(["find", "xyzzy", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["unread"] == [{"text": "xyzzy", "span": [0, 5], "nearest": []}]
    assert answer["read"] == answer["hits"] == []


def test_find_goes_on_after_words_it_cannot_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "left heel, my frobnitz, the back hurts", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [area["place"] for area in answer["read"]] == ["heel", "lumbar"]
    assert [unread["text"] for unread in answer["unread"]] == ["frobnitz"]
    assert answer["choices"][0]["options"][0]["id"] == "lumbar"
    assert main(["find", "left heel, my frobnitz, the back hurts"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Places: Heel, left; Low back")
    assert "Not read: 'frobnitz'" in said.err
    assert "'back' may mean" in said.err


def test_find_says_what_became_of_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "neck pain since I slept on my arm", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(one["text"], one["why"]) for one in answer["not_marked"]] == [("arm", "circumstance")]
    assert [one["read_as"] for one in answer["stretches"]] == ["place", "plain", "circumstance", "put aside"]
    assert main(["find", "neck pain since I slept on my arm"]) == 0
    assert "Not marked: 'arm' (when or why it hurts)." in capsys.readouterr().err


def test_find_asks_about_danger_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "crushing chest pain into my left arm", "--limit", "1"]) == 0
    assert capsys.readouterr().out.startswith("First: Do you feel a pressing or tight pain in your chest?")


def test_find_reads_a_file_of_painful_areas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "my-pain.json"
    file.write_text(to_json(PainRecord((Area("temple", "left", strength=7),))), encoding="utf-8")
    assert main(["find", "--areas", str(file), "--limit", "1"]) == 0
    assert capsys.readouterr().out.startswith("Places: Temple, left")
    assert main(["find", "side of neck", "--side", "left", "--areas", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {match["place"] for hit in answer["hits"] for match in hit["matches"]} == {
        "temple",
        "side-of-neck",
    }


def test_find_with_a_bad_file_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "my-pain.json"
    assert main(["find", "--areas", str(file)]) == 2
    file.write_text("{", encoding="utf-8")
    assert main(["find", "--areas", str(file)]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_show_prints_a_muscle(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "soleus"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Soleus (Musculus soleus)")
    assert "Information only, not a diagnosis." in text
    assert main(["show", "soleus", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "soleus"


def test_show_suggests_ids(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "infraspinatous"]) == 1
    assert "Did you mean: infraspinatus" in capsys.readouterr().err
    assert main(["show", "calf muscle", "--json"]) == 1
    assert "gastrocnemius" in json.loads(capsys.readouterr().out)["did_you_mean"]


@pytest.mark.parametrize(
    "arguments", [[], ["find"], ["find", "heel", "--limit", "0"], ["find", "heel", "--side", "up"]]
)
def test_wrong_use_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_faulty_data_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "heel", "--data", str(tmp_path)]) == 2
    assert "error: trigger_points.yml: the file cannot be read" in capsys.readouterr().err
    assert main(["show", "soleus", "--data", str(tmp_path), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"]


def test_check_writes_the_coverage_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "coverage.md"
    main(["check", "--json", "--report", "--report-file", str(table)])
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert list(counts) == ["muscles", "points", "zones", "places", "techniques", "conditions", "sources"]
    text = table.read_text(encoding="utf-8")
    assert f"{counts['muscles']} muscles with {counts['points']} trigger points" in text
    rows = text.split("## Muscles")[1].split("## Sources")[0].splitlines()
    assert sum(line.startswith("| ") for line in rows) == counts["muscles"] + 1
    assert "| safety |" in text and "## Safety that nobody could confirm" in text


def test_words_of_danger_are_answered_also_where_no_place_was_read(capsys):
    assert main(["find", "I want to die"]) == 0
    out = capsys.readouterr()
    assert "crisis line" in out.out and "No place" not in out.err


def test_search_lists_muscles_with_the_reason_the_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "rotator", "cuff"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "supraspinatus",
        "infraspinatus",
        "teres-minor",
        "subscapularis",
    ]
    assert lines[0].endswith("List: Rotator cuff")
    assert main(["search", "C5", "--limit", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["query"] == "C5"
    assert [hit["by"] for hit in found["muscles"]] == ["root", "root"]
    assert main(["search", "zzzz"]) == 1
    assert "No muscle is found by 'zzzz'" in capsys.readouterr().err


def test_a_set_is_written_as_its_file_and_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "set.json"
    assert main(["export", "--format", "set", "--muscles", "rotator cuff", str(file)]) == 0
    assert json.loads(file.read_text())["muscles"][0] == "supraspinatus"
    assert main(["export", "--format", "set", "--set", str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(file.read_text())
    for wrong in (["--set", "%%"], ["--set", str(tmp_path / "none.json")]):
        assert main(["export", "--format", "set", *wrong]) == 2
    assert main(["export", "--format", "set", "--muscles", "zzzz"]) == 1
    assert main(["export", "--format", "set", "--muscles", "soleus, femoral nerve,teres-minor"]) == 0
    named = json.loads(capsys.readouterr().out)["muscles"]
    assert named[0] == "soleus", "an id is that muscle alone"
    assert {"rectus-femoris", "teres-minor"} < set(named)


def test_what_is_no_text_asks_for_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "datapackage"]) == 2
    assert "Name a file" in capsys.readouterr().err
    assert main(["export", "--format", "datapackage", str(tmp_path / "none" / "data.zip")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert main(["export", "--format", "datapackage", str(tmp_path / "data.zip")]) == 0


def test_a_worksheet_is_written_with_its_answers_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert main(["export", "--format", "worksheet", "--muscles", "rotator cuff", str(sheet)]) == 0
    assert sheet.read_bytes()[:5] == (tmp_path / "sheet-answers.pdf").read_bytes()[:5] == b"%PDF-"
    assert main(["export", "--format", "worksheet", "--muscles", "rotator cuff"]) == 2
    assert "Name a file" in capsys.readouterr().err


def test_the_body_is_exported_for_other_programs_and_needs_a_file(tmp_path, capsys):
    assert main(["export", "--format", "gltf"]) == 2
    assert "Name a file" in capsys.readouterr().err
    assert main(["export", "--format", "gltf", str(tmp_path / "none" / "body.glb")]) == 2
    assert main(["export", "--format", "gltf", str(tmp_path / "body.glb")]) == 0
    assert (tmp_path / "body.glb").read_bytes()[:4] == b"glTF"

"""The command `path` prints layers and hazards, and its exit codes can be relied on."""

import json
from pathlib import Path

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.cli import main
from triggerpoints.content import load_content


def test_path_prints_layers_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["path", "soleus", "--point", "2"]) == 0
    text = capsys.readouterr().out
    assert "Skin (skin)" in text
    assert "Soleus (muscle) <" in text
    assert text.rstrip().endswith("not for guiding a needle.")


def test_path_gives_json_that_follows_angle_and_build(capsys: pytest.CaptureFixture[str]) -> None:
    answers = {}
    for build in ("slim", "heavy"):
        assert (
            main(["path", "infraspinatus", "--point", "2", "--angle", "10", "--build", build, "--json"]) == 0
        )
        answers[build] = json.loads(capsys.readouterr().out)
    assert answers["slim"]["angle_deg"] == 10
    fat = load_content().tissue_depth["shoulder"].fat_mm
    gained = answers["heavy"]["point_depth_mm"] - answers["slim"]["point_depth_mm"]
    assert gained == pytest.approx((fat.heavy - fat.slim) / 0.97, abs=1.5)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["path", "soleusx"], 1),
        (["path", "soleus", "--point", "99"], 1),
        (["path", "soleus", "--angle", "80"], 2),
    ],
)
def test_path_exits_with_what_went_wrong(arguments: list[str], code: int) -> None:
    assert main(arguments) == code


def test_missing_body_maps_are_said_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("triggerpoints.cli.load_atlas", lambda: load_atlas(tmp_path))
    assert main(["path", "soleus"]) == 2
    assert "manifest.json is missing. Make it with" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["path"], ["path", "soleus", "--build", "tall"], ["path", "soleus", "--point", "0"]]
)
def test_wrong_use_of_path_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_every_region_of_muscles_has_assumed_skin_and_fat() -> None:
    content = load_content()
    assert {muscle.region for muscle in content.muscles.values()} <= content.tissue_depth.keys()


@pytest.mark.parametrize("angle", ["nan", "inf", "-90"])
def test_an_angle_that_cannot_be_is_a_sentence(angle: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["path", "soleus", f"--angle={angle}"]) == 2
    assert "choose one from -45 to 45" in capsys.readouterr().err

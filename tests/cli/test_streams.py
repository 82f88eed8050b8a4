"""Wherever the output goes, the command line ends with a sentence or in silence, never with a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from triggerpoints.cli import main

ROOT = Path(__file__).parents[2]
LONG = ["export", "--format", "csv"]
PRINTING = ("check", "show soleus", "search femoral nerve", "find neck", "path infraspinatus", " ".join(LONG))


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which $TP is the command."""
    command = f"TP='{sys.executable} -m triggerpoints'\n{script}"
    return subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("command", PRINTING)
def test_every_command_ends_in_silence_or_with_a_sentence_wherever_its_output_goes(command: str) -> None:
    enough = shell(f"$TP {command} | head -c 10")
    assert enough.stderr == "", "a reader that has enough"
    assert len(enough.stdout.encode()) == 10
    closed = shell(f"$TP {command} >&-")
    assert (closed.returncode, closed.stderr) == (0, ""), "an output that is closed"
    full = shell(f"$TP {command} >/dev/full")
    assert (full.returncode, full.stderr) == (2, "error: the output: No space left on device\n"), (
        "a full disk"
    )


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("show nobody", 1),
        ("find qqqq", 1),
        ("check --data /nowhere", 2),
        ("review nope", 2),
        ("serve --port x", 2),
    ],
)
def test_what_cannot_be_said_anywhere_still_ends_with_its_code(command: str, code: int) -> None:
    assert shell(f"$TP {command} 2>&-").returncode == code
    assert shell(f"$TP {command} 2>/dev/full").returncode in (code, 2)


def test_a_terminal_without_our_letters_shows_others_instead() -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for command in ("path infraspinatus --angle 10", "show soleus", " ".join(LONG), "check"):
        done = shell(f"$TP {command}", **ascii_only)
        assert done.returncode == 0, done.stderr
        assert done.stdout.isascii()
    data = json.loads(shell("$TP show soleus --json", **ascii_only).stdout)
    assert not data["names"]["fr"].isascii(), "nothing of the data is lost in JSON"


@pytest.mark.parametrize(
    "command", [["check", "--report", "--report-file"], [*LONG, "--out"], ["export", "--out"]]
)
@pytest.mark.parametrize("target", ["no-such-folder/file", ""])
def test_a_file_that_cannot_be_written_is_a_sentence(
    command: list[str], target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, str(tmp_path / target)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert main([*command, str(tmp_path / target), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "The file cannot be written."


def test_the_export_holds_every_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["muscles"]["soleus"]["names"]["la"] == "Musculus soleus"
    assert "not a diagnosis" in data["note"]

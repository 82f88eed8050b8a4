"""Whatever stands in a data file, `check` says it in a sentence, the cause first, and exits with 2."""

import os

import pytest

from tests.content.hostile import HOSTILE
from tests.content.hostile_table import HEAD, PAGE, row
from triggerpoints.cli import main
from triggerpoints.content.reading.limits import MAX_DEPTH, MAX_FAULTS, LimitError, check_text


@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_data_is_said_and_never_a_traceback(case, data_folder, capsys):
    name, text, said = HOSTILE[case]
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (data_folder / name).write_bytes(data)
    assert main(["check", "--data", str(data_folder)]) == 2
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert said in errors[0] and name in errors[0]
    assert len(errors) <= 4, "the cause does not hide among what follows from it"
    listed = row(case, 2, errors[0].removeprefix("error: "))
    assert listed in PAGE.read_text(encoding="utf-8"), "run python -m tests.content.hostile_table"


def test_the_table_of_broken_files_lists_no_others():
    lines = PAGE.read_text(encoding="utf-8").removeprefix(HEAD).splitlines()
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines] == list(HOSTILE)


@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize("name", ["sources.yml", "places.yml"])
def test_thousands_of_faulty_records_are_counted_not_listed(name, data_folder, capsys):
    faulty = {
        "sources.yml": "".join(f"k{i}: 1\n" for i in range(3000)),
        "places.yml": "places:\n" + "- a\n" * 3000,
    }
    (data_folder / name).write_text(faulty[name], encoding="utf-8")
    assert main(["check", "--data", str(data_folder)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) < MAX_FAULTS + 10
    assert any(f"{3000 - MAX_FAULTS:,} more records of" in line for line in said)


@pytest.mark.usefixtures("atlas")
def test_what_is_no_file_is_not_waited_for(data_folder, capsys):
    (data_folder / "sources.yml").unlink()
    os.mkfifo(data_folder / "sources.yml")
    assert main(["check", "--data", str(data_folder)]) == 2
    assert "error: sources.yml: this is no file; put the file back" in capsys.readouterr().err


def test_the_corpus_is_large_enough():
    assert len(HOSTILE) >= 60


@pytest.mark.usefixtures("atlas")
def test_what_follows_from_a_broken_file_is_one_line(data_folder, capsys):
    (data_folder / "sources.yml").write_text("", encoding="utf-8")
    main(["check", "--data", str(data_folder)])
    lines = capsys.readouterr().err.splitlines()
    assert sum(line.startswith("error: ") for line in lines) == 1
    follow = [line for line in lines if "links into what could not be read" in line]
    assert len(follow) == 1 and "sources.yml" in follow[0]


@pytest.mark.usefixtures("atlas")
def test_a_fault_elsewhere_is_still_named_beside_a_broken_file(data_folder, capsys):
    (data_folder / "sources.yml").write_text("", encoding="utf-8")
    path = data_folder / "trigger_points.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("[knee-front]", "[knee-frnt]"), encoding="utf-8")
    main(["check", "--data", str(data_folder)])
    assert "there is no place 'knee-frnt'" in capsys.readouterr().err


def test_the_real_depth_of_the_data_is_allowed_and_one_more_than_the_limit_is_not():
    check_text("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
    with pytest.raises(LimitError, match="nested"):
        check_text("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)

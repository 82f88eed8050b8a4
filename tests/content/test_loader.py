"""Loading is cached on disk and in memory, and never depends on the cache."""

from pathlib import Path

import pytest

from triggerpoints.content import cache, load_content
from triggerpoints.content.loader import read_content


def test_a_second_read_takes_the_stored_json(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_content(data_folder)
    assert len(list(cache.cache_folder().glob("*.json"))) == 3

    def fail(text: str) -> None:
        raise AssertionError("YAML was parsed again")

    monkeypatch.setattr("triggerpoints.content.yaml_text.compose", fail)
    assert read_content(data_folder).parts == first.parts


def test_a_changed_file_is_read_again(data_folder: Path) -> None:
    read_content(data_folder)
    path = data_folder / "places.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Front of the knee", "Knee"), encoding="utf-8")
    assert read_content(data_folder).parts["places"]["knee-front"].name == "Knee"


def test_a_cache_that_cannot_be_written_does_no_harm(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = data_folder / "places.yml"  # a file where a folder would have to be
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert not read_content(data_folder).problems


def test_a_damaged_cache_entry_is_ignored(data_folder: Path) -> None:
    first = read_content(data_folder)
    for entry in cache.cache_folder().glob("*.json"):
        entry.write_text("{", encoding="utf-8")
    assert read_content(data_folder).parts == first.parts


def test_one_process_reads_the_data_once() -> None:
    assert load_content() is load_content()

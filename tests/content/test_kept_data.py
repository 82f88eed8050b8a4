"""Data files that were read before are read faster, and say the same."""

import pytest

from triggerpoints import kept
from triggerpoints.content import ContentError
from triggerpoints.content.reading import loader, yaml_text


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TRIGGERPOINTS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(loader, "DATA_FOLDER", tmp_path)
    return tmp_path


def count_reading(monkeypatch):
    read, real = [], yaml_text.load
    monkeypatch.setattr(yaml_text, "load", lambda text: read.append(text) or real(text))
    return read


def test_a_file_is_read_once_and_again_when_it_changes(folder, monkeypatch):
    read = count_reading(monkeypatch)
    (folder / "a.yml").write_text("a: [1, 2.5, null, true, 'é']\n", encoding="utf-8")
    first, again = loader._plain_data(folder / "a.yml"), loader._plain_data(folder / "a.yml")
    assert first == again == {"a": [1, 2.5, None, True, "é"]}
    assert len(read) == 1
    (folder / "a.yml").write_text("a: [2]\n", encoding="utf-8")
    assert loader._plain_data(folder / "a.yml") == {"a": [2]}


def test_what_json_would_change_is_not_kept(folder, monkeypatch):
    read = count_reading(monkeypatch)
    (folder / "a.yml").write_text("1: one\n", encoding="utf-8")
    assert loader._plain_data(folder / "a.yml") == loader._plain_data(folder / "a.yml") == {1: "one"}
    assert len(read) == 2


def test_a_broken_file_is_said_to_be_broken_each_time(folder):
    (folder / "a.yml").write_text("a: .nan\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ContentError):
            loader._plain_data(folder / "a.yml")


def test_damaged_json_is_not_used(folder):
    (folder / "a.yml").write_text("a: 1\n", encoding="utf-8")
    loader._plain_data(folder / "a.yml")
    (file,) = kept.folder().glob("data-a-*.json")
    file.write_text("{", encoding="utf-8")
    assert loader._plain_data(folder / "a.yml") == {"a": 1}

"""A file of the atlas that is missing, damaged or strange is named."""

import json
from pathlib import Path

import pytest

from triggerpoints.atlas.files import ASSETS, DIGESTS
from triggerpoints.atlas.integrity import damaged, digests


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "labels.zarr").mkdir()
    (tmp_path / "labels.zarr" / "0").write_bytes(b"chunk")
    (tmp_path / "front.webp").write_bytes(b"picture")
    (tmp_path / DIGESTS).write_text(json.dumps(digests(tmp_path)), encoding="utf-8")
    return tmp_path


def test_the_files_of_the_repository_are_those_that_were_built():
    assert list(damaged(ASSETS)) == [], "after a build run: python -m tools.bodymaps.digests"


def test_whole_files_are_not_complained_about(folder):
    assert list(damaged(folder)) == []


@pytest.mark.parametrize("name", ["front.webp", "labels.zarr/0"])
def test_a_single_changed_byte_is_found(folder, name):
    data = bytearray((folder / name).read_bytes())
    data[2] ^= 1
    (folder / name).write_bytes(bytes(data))
    assert [found for found, _ in damaged(folder)] == [name]


def test_missing_empty_and_strange_files_are_told_apart(folder):
    (folder / "front.webp").unlink()
    (folder / "labels.zarr" / "0").write_bytes(b"")
    (folder / "other.txt").touch()
    said = dict(damaged(folder))
    assert "missing" in said["front.webp"]
    assert "damaged" in said["labels.zarr/0"]
    assert "does not belong" in said["other.txt"]


@pytest.mark.parametrize("text", ["", "[]", "{", "null"])
def test_a_broken_list_is_said(folder, text):
    (folder / DIGESTS).write_text(text, encoding="utf-8")
    assert [name for name, _ in damaged(folder)] == [DIGESTS]

"""A small data folder and an atlas that fits it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.content.small_data import TEXTS

# They hold the real atlas, whichever test of the command line comes first.
from triggerpoints.cli import finding, making  # noqa: F401
from triggerpoints.content.checks import check
from triggerpoints.content.reading import files, loader


class Volume:
    """A label volume with one muscle: a ball about (-90, -50, 800) of 10 mm radius."""

    def label_of(self, muscle: str) -> int | None:
        return 1 if muscle == "leg-lifter" else None

    def distance_to_mm(self, point_mm: Any, labels: set[int], within_mm: float) -> float | None:
        distance = sum((a - b) ** 2 for a, b in zip(point_mm, (-90, -50, 800), strict=True)) ** 0.5 - 10
        return max(distance, 0.0) if distance <= within_mm else None


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """An atlas in a folder, whose only picture is there; it stands in for the real one."""
    (folder / "front.webp").touch()
    (folder / "front.json").touch()
    view = SimpleNamespace(
        id="front", pictures={"skin": "front.webp"}, shapes_file="front.json", surface_file="front.json"
    )
    atlas = SimpleNamespace(
        folder=folder,
        views={"front": view},
        muscles={"leg-lifter": None},
        places=SimpleNamespace(ids=("thigh-front", "knee-front", "leg-front")),
        volume=Volume(),
    )
    monkeypatch.setattr("triggerpoints.atlas.load_atlas", lambda *_: atlas)
    monkeypatch.setattr(check, "damaged", lambda _: iter(()))
    return atlas


def small_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one muscle and nothing wrong; commands read no other files."""
    small = tuple(file for file in files.FILES if file.name in TEXTS)
    monkeypatch.setattr(loader, "FILES", small)
    monkeypatch.setattr(check, "FILES", small)
    data = folder / "data"
    data.mkdir()
    for name, text in TEXTS.items():
        (data / name).write_text(text, encoding="utf-8")
    return data


@pytest.fixture
def atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    return stand_in(tmp_path, monkeypatch)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return small_folder(tmp_path, monkeypatch)

"""Whatever happens to a file of the atlas, `check` sees it, and whoever reads it says which file it is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from triggerpoints.atlas import Atlas, MissingAssetError, load_atlas
from triggerpoints.atlas.files import ASSETS
from triggerpoints.atlas.integrity import damaged
from triggerpoints.atlas.solids import load_solids

EVERYWHERE = np.array([0.0, -90.0, 0.0]), np.array([0.0, -90.0, 1700.0])
USES: dict[str, Callable[[Atlas], object]] = {
    "manifest.json": lambda atlas: atlas,
    "surface.npz": lambda atlas: atlas.surface,
    "places.npz": lambda atlas: atlas.places,
    "structures.json": lambda atlas: atlas.volume,
    "attachments.json": lambda atlas: atlas.attachments,
    "front.shapes.json": lambda atlas: atlas.shapes("front"),
    "front.surface.png": lambda atlas: atlas.index("front"),
    "labels.zarr/zarr.json": lambda atlas: atlas.volume,
    "labels.zarr/c": lambda atlas: atlas.volume.box(*EVERYWHERE),
    "solids/manifest.json": lambda atlas: load_solids(atlas.folder),
    "solids/skin.glb": lambda atlas: load_solids(atlas.folder).file_mesh("skin"),
    "front.skin.webp": lambda atlas: None,  # only browsers read it
    "digests.json": lambda atlas: None,
}
"""What reads a file."""


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0xFF for byte in data[middle : middle + 64]) + data[middle + 64 :]


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "flipped": _flipped,
    "empty": lambda data: b"",
    "of another kind": lambda data: b'[[{"a": 1}]]',
    "missing": lambda data: None,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The atlas, its files linked."""
    copy = tmp_path / "bodymaps"
    shutil.copytree(ASSETS, copy, copy_function=os.symlink)
    return copy


def _largest(path: Path) -> Path:
    return max((file for file in path.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)


def _damage(folder: Path, name: str, damage: str) -> str:
    """Damage one file; returns its path below the folder."""
    file = folder / name if (folder / name).is_file() else _largest(folder / name)
    left = DAMAGES[damage](file.read_bytes())
    file.unlink()
    if left is not None:
        file.write_bytes(left)
    return file.relative_to(folder).as_posix()


def test_every_kind_of_damage_to_every_kind_of_file_is_seen(folder: Path) -> None:
    names = [name for name in USES if name != "digests.json"]
    touched = {_damage(folder, name, list(DAMAGES)[i % len(DAMAGES)]) for i, name in enumerate(names)}
    assert {found for found, _ in damaged(folder)} == touched and len(touched) == len(names)
    _damage(folder, "digests.json", "truncated")
    assert [found for found, _ in damaged(folder)] == ["digests.json"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_whoever_reads_a_damaged_file_says_which_it_is(damage: str, folder: Path) -> None:
    for name, use in USES.items():
        sound = folder / name if (folder / name).is_file() else _largest(folder / name)
        whole = sound.resolve()
        _damage(folder, name, damage)
        load_atlas.cache_clear()
        load_solids.cache_clear()
        try:
            read = use(load_atlas(folder))
        except MissingAssetError as error:
            assert str(folder / name.split("/")[0]) in str(error) and "Make it with" in str(error)
        else:
            assert damage == "flipped" or read is None, f"{name} is read as if it were sound"
        sound.unlink(missing_ok=True)
        sound.symlink_to(whole)

"""Read the source meshes and say which of them make up each muscle."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import yaml

RECIPE = Path(__file__).with_name("muscles.yml")


@dataclass(frozen=True)
class Structure:
    """One row of the source table: an anatomical part with its own mesh."""

    index: int
    element: str
    fma: str
    name: str
    side: str
    system: str


class SourceBody:
    """The source meshes in one folder, read lazily.

    Parameters
    ----------
    folder : Path
        Folder that holds ``meshes.npz`` and ``structures.csv``.

    Notes
    -----
    Frame: LPS, millimetres (+x to the patient's left, +y to the back, +z up).
    """

    def __init__(self, folder: Path) -> None:  # noqa: D107 (see the class)
        self.folder = Path(folder)
        if not (self.folder / "meshes.npz").exists():
            raise FileNotFoundError(
                f"No meshes.npz in {self.folder}. Give the folder that holds the anatomy source data."
            )

    @cached_property
    def _arrays(self) -> dict[str, np.ndarray]:
        with np.load(self.folder / "meshes.npz") as z:
            return {k: z[k] for k in z.files}

    @cached_property
    def structures(self) -> list[Structure]:
        """All rows of the source table, in the order of the meshes."""
        with (self.folder / "structures.csv").open(newline="", encoding="utf-8") as f:
            return [
                Structure(i, r["structure_id"], r["fma_id"], r["name"], _true_side(r), r["system"])
                for i, r in enumerate(csv.DictReader(f))
            ]

    def mesh(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """Vertices (V, 3) float64 in mm and faces (F, 3) int64 of one structure."""
        a = self._arrays
        v0, v1 = a["vertex_start"][index : index + 2]
        f0, f1 = a["face_start"][index : index + 2]
        return a["vertices"][v0:v1].astype(np.float64), a["faces"][f0:f1].astype(np.int64)

    def find(self, name: str, side: str | None = None, system: str | None = None) -> list[Structure]:
        """Structures whose bare name (without 'left', 'right') equals `name`."""
        key = bare_name(name)
        return [
            s
            for s in self.structures
            if bare_name(s.name) == key
            and (side is None or s.side == side)
            and (system is None or s.system == system)
        ]

    def merged(self, structures: list[Structure]) -> tuple[np.ndarray, np.ndarray]:
        """Several structures as one vertex array and one face array."""
        verts, faces, n = [], [], 0
        for s in structures:
            v, f = self.mesh(s.index)
            verts.append(v)
            faces.append(f + n)
            n += len(v)
        return np.concatenate(verts), np.concatenate(faces)


def _true_side(row: dict[str, str]) -> str:
    """Side of a paired part of the limbs by where it lies: the source names one pair the wrong way round."""
    if row["side"] == "midline" or row["system"] not in ("muscle", "bone"):
        return row["side"]
    low, high = float(row["x_min"]), float(row["x_max"])
    return row["side"] if low <= 0 <= high else ("left" if low > 0 else "right")


def bare_name(name: str) -> str:
    """Name without its side words, lower case, single spaces."""
    name = re.sub(r"\b(left|right)\b", " ", name.lower())
    return re.sub(r"\s+", " ", name).strip()


@cache
def muscle_recipes() -> dict[str, dict]:
    """How each muscle of the list is made: source names, cuts or a model."""
    return yaml.safe_load(RECIPE.read_text(encoding="utf-8"))

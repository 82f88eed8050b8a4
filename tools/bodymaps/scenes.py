"""The scenes that pictures and outlines are taken from: skin, muscles, bones, each with its look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from tools.bodymaps.geometry import muscle_mesh
from tools.bodymaps.masks import GRID, load_mask, mask_path
from tools.bodymaps.meshes import SourceBody, bare_name, muscle_recipes
from tools.bodymaps.raster import Scene, scene
from tools.bodymaps.structures import Part

SKIN_ID, OTHER_MUSCLE, BONE, CARTILAGE, TENDON = 10_000, 20_000, 30_000, 40_000, 50_000
SIDES = ("right", "left")
SKIN_FILE = Path(__file__).parents[2] / "build" / "skin.npz"


@dataclass(frozen=True)
class Fibre:
    """How a muscle's surface is drawn: fibre direction (3,) on the right side and where tendon begins.

    `tendon` holds the whiteness 0..1 at even steps from `start_mm` along the axis.
    """

    axis: np.ndarray
    start_mm: float
    step_mm: float
    tendon: np.ndarray


class BodyScenes:
    """All meshes of one body, ready to be looked at."""

    def __init__(self, body: SourceBody) -> None:  # noqa: D107 (see the class)
        self.body = body
        self.muscles: list[str] = []
        self._meshes: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        for muscle in muscle_recipes():
            try:
                self._meshes[muscle] = muscle_mesh(body, muscle, "right")
            except LookupError:
                continue
            self.muscles.append(muscle)

    def id_of(self, muscle: str, side: str) -> int:
        """Number of a muscle's side in the buffers."""
        return 2 * self.muscles.index(muscle) + SIDES.index(side)

    def mesh(self, muscle: str, side: str) -> tuple[np.ndarray, np.ndarray]:
        """Vertices and faces of one muscle on one side."""
        v, f = self._meshes[muscle]
        return (v, f) if side == "right" else (v * [-1, 1, 1], f[:, ::-1])

    @cached_property
    def skin(self) -> Scene:
        """The skin figure."""
        with np.load(SKIN_FILE) as z:
            return scene([(SKIN_ID, z["vertices"].astype(np.float64), z["faces"].astype(np.int64))])

    @cached_property
    def bones(self) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """Bones and cartilages as (id, vertices, faces)."""
        base = {"bone": BONE, "cartilage": CARTILAGE}
        return [
            (base[s.system] + s.index, *self.body.mesh(s.index))
            for s in self.body.structures
            if s.system in base
        ]

    @cached_property
    def other_muscles(self) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """Muscles of the source that are not of the list (eye, throat, larynx ...)."""
        used = {bare_name(n) for r in muscle_recipes().values() for n in r.get("parts", [])}
        return [
            (OTHER_MUSCLE + s.index, *self.body.mesh(s.index))
            for s in self.body.structures
            if s.system == "muscle" and bare_name(s.name) not in used and "perineal" not in s.name
        ]

    def muscle_scene(self, muscles: list[str], with_bones: bool = True) -> Scene:
        """Both sides of some muscles, with bones and the small muscles of eye and throat beneath."""
        meshes = [(self.id_of(m, s), *self.mesh(m, s)) for m in muscles for s in SIDES]
        if with_bones:
            meshes += self.bones + self.other_muscles
        return scene(meshes)

    @cached_property
    def bone_scene(self) -> Scene:
        """Bones and cartilages alone."""
        return scene(self.bones)

    @cached_property
    def fibres(self) -> dict[str, Fibre]:
        """Fibre direction and tendon profile of each muscle, from its voxels."""
        return {m: _fibre(m) for m in self.muscles if mask_path(Part(m, m, "muscle", True)).exists()}


def _fibre(muscle: str) -> Fibre:
    where, inside = load_mask(mask_path(Part(muscle, muscle, "muscle", True)))
    index = np.argwhere(inside)
    if len(index) < 10:
        return Fibre(np.array([0.0, 0, 1]), 0.0, 1.0, np.zeros(2))
    points = index + [s.start for s in where] + np.asarray(GRID.origin_mm)
    centred = points - points.mean(0)
    values, vectors = np.linalg.eigh(np.cov(centred.T))
    axis = vectors[:, -1]
    along = points @ axis
    step = 2.0
    area = np.bincount(((along - along.min()) / step).astype(int)).astype(float)
    area = np.convolve(np.pad(area, 4, mode="edge"), np.ones(9) / 9, mode="valid")
    slender = np.sqrt(values[-1] / values[-2]) > 2.6
    ratio = area / np.percentile(area, 95)
    white = np.clip((0.20 - ratio) / 0.12, 0, 1) if slender else np.zeros_like(ratio)
    return Fibre(axis, float(along.min()), step, white)

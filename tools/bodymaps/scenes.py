"""The meshes that pictures and outlines are taken from: skin, muscles, connective tissue, bones."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

import numpy as np

from tools.bodymaps.curved import rounded
from tools.bodymaps.geometry import muscle_mesh
from tools.bodymaps.layers import layering
from tools.bodymaps.meshes import SourceBody, Structure, bare_name, muscle_recipes
from tools.bodymaps.models.cartilages import costal_cartilages, midline_cartilages
from tools.bodymaps.models.joints import collateral_ligaments, membrane, menisci
from tools.bodymaps.models.phalanges import phalanx
from tools.bodymaps.raster import Scene, joined, scene
from tools.bodymaps.tapered import laid_down, sunk, tapered

SKIN_ID, OTHER_MUSCLE, BONE, CARTILAGE, TENDON, FASCIA, FAT, EYE, ORGAN = (
    10_000,
    20_000,
    30_000,
    40_000,
    50_000,
    60_000,
    70_000,
    80_000,
    90_000,
)
DRAWN_CARTILAGE = CARTILAGE + 9_000
DRAWN_LIGAMENT = TENDON + 9_000
EYES = ("sclera", "cornea")
SIDES = ("right", "left")
SKIN_FILE = Path(__file__).parents[2] / "build" / "skin.npz"
FASCIA_FOLDER = Path(__file__).parents[2] / "build" / "fascia"

Mesh = tuple[np.ndarray, np.ndarray]


def mirrored(mesh: Mesh) -> Mesh:
    """The other side of a mesh."""
    return mesh[0] * [-1, 1, 1], mesh[1][:, ::-1]


class BodyScenes:
    """All meshes of one body, ready to be looked at; each gets a number that the buffers carry."""

    def __init__(self, body: SourceBody) -> None:  # noqa: D107 (see the class)
        self.body = body
        self.muscles: list[str] = []
        self._meshes: dict[str, Mesh] = {}
        for muscle in muscle_recipes():
            try:
                self._meshes[muscle] = muscle_mesh(body, muscle, "right")
            except LookupError:
                continue
            self.muscles.append(muscle)
        self.scene_of = cache(self._scene_of)
        self.fascia_scene = cache(self._fascia_scene)

    def id_of(self, muscle: str, side: str) -> int:
        """Number of a muscle's side in the buffers."""
        return 2 * self.muscles.index(muscle) + SIDES.index(side)

    def drawn_as(self, numbers: np.ndarray) -> np.ndarray:
        """Numbers of any shape, with one number for all parts of one muscle on a side."""
        own = np.arange(2 * len(self.muscles))
        for part, first in layering().one_muscle.items():
            for side in SIDES:
                own[self.id_of(part, side)] = self.id_of(first, side)
        is_muscle = (numbers >= 0) & (numbers < len(own))
        return np.where(is_muscle, own[np.where(is_muscle, numbers, 0)], numbers)

    def mesh(self, muscle: str, side: str) -> Mesh:
        """Vertices and faces of one muscle on one side."""
        mesh = self._meshes[muscle]
        return mesh if side == "right" else mirrored(mesh)

    def _scene_of(self, muscle: str) -> Scene:
        """Both sides of one muscle."""
        return scene([(self.id_of(muscle, side), *self.mesh(muscle, side)) for side in SIDES])

    def muscle_scene(self, muscles: list[str]) -> Scene:
        """Both sides of some muscles."""
        return joined([self.scene_of(m) for m in muscles])

    @cached_property
    def skin(self) -> Scene:
        """The skin figure."""
        return scene([(SKIN_ID, *self.skin_mesh)])

    @cached_property
    def skin_mesh(self) -> Mesh:
        """Vertices and faces of the skin figure."""
        with np.load(SKIN_FILE) as z:
            return z["vertices"].astype(np.float64), z["faces"].astype(np.int64)

    @cached_property
    def bones(self) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """Bones and cartilages as drawn, (number, vertices, faces), those too that are only drawn."""
        base = {"bone": BONE, "cartilage": CARTILAGE}
        drawn = [own for mesh in costal_cartilages() for own in (mesh, mirrored(mesh))]
        drawn += midline_cartilages()
        return [
            (base[s.system] + s.index, *self._drawn(s)) for s in self.body.structures if s.system in base
        ] + [(DRAWN_CARTILAGE + i, *mesh) for i, mesh in enumerate(drawn)]

    def _drawn(self, bone: Structure) -> Mesh:
        """A bone or cartilage as it is drawn: made round, phalanges anew."""
        vertices, faces = self.body.mesh(bone.index)
        mirror = np.array([-1.0 if vertices[:, 0].mean() > 0 else 1.0, 1, 1])
        if (anew := phalanx(bare_name(bone.name), vertices * mirror)) is None:
            return rounded(vertices, faces)
        return anew if mirror[0] > 0 else mirrored(anew)

    @cached_property
    def eyes(self) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """The globes of the eyes; the plates of their lids, alone without the lids, are left out."""
        return [
            (EYE + s.index, *rounded(*self.body.mesh(s.index)))
            for s in self.body.structures
            if s.system == "organ" and bare_name(s.name) in EYES
        ]

    @cached_property
    def pupil_mm(self) -> np.ndarray:
        """Middle (3,) of the right iris, mirrored to x > 0."""
        return self.body.merged(self.body.find("iris", "right"))[0].mean(0) * [-1, 1, 1]

    def organs(self, names: tuple[str, ...]) -> Scene:
        """Some of the source's organs, by bare name."""
        return scene(
            [
                (ORGAN + s.index, *rounded(*self.body.mesh(s.index)))
                for s in self.body.structures
                if s.system == "organ" and bare_name(s.name) in names
            ]
        )

    def side_of(self, index: int) -> str:
        """On which side of the body the middle of a structure of the source lies."""
        return SIDES[int(self.body.mesh(index)[0][:, 0].mean() > 0)]

    def bare_name_of(self, index: int) -> str:
        """Name of a structure of the source, without its side."""
        return bare_name(self.body.structures[index].name)

    @cached_property
    def other_muscles(self) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """Muscles of the source that are not of the list (eye, throat, larynx ...)."""
        used = {bare_name(n) for r in muscle_recipes().values() for n in r.get("parts", [])}
        return [
            (OTHER_MUSCLE + s.index, *self.body.mesh(s.index))
            for s in self.body.structures
            if s.system == "muscle" and bare_name(s.name) not in used and "perineal" not in s.name
        ]

    @cached_property
    def connective(self) -> dict[str, list[tuple[int, np.ndarray, np.ndarray]]]:
        """Tendons, membranes and ligaments of the source that layers.yml names, by bare name."""
        wanted = layering().connective
        found: dict[str, list[tuple[int, np.ndarray, np.ndarray]]] = {}
        for s in self.body.structures:
            name = bare_name(s.name)
            if s.system == "connective" and name in wanted:
                vertices, faces = self.body.mesh(s.index)
                own = self.stretched(name, vertices) or (self.band(name, vertices), faces)
                found.setdefault(name, []).append((TENDON + s.index, *own))
        return found

    def stretched(self, name: str, vertices: np.ndarray) -> Mesh | None:
        """A membrane of the source, of one side, whole between its two bones; None: it stays as it is."""
        if name not in layering().between_bones:
            return None
        side = SIDES[int(vertices[:, 0].mean() > 0)]
        one, other = (self.drawn_bone(bone, side)[0] for bone in layering().between_bones[name])
        return membrane(vertices, one, other)

    def drawn_bone(self, name: str, side: str) -> Mesh:
        """A bone as it is drawn."""
        return self._drawn(self.body.find(name, side)[0])

    @cached_property
    def ligaments(self) -> list[tuple[str, int, np.ndarray, np.ndarray]]:
        """Menisci and ligaments that the source lacks, (bare name, number, vertices, faces)."""
        femur, tibia, fibula = (self.drawn_bone(name, "right") for name in ("femur", "tibia", "fibula"))
        own = menisci(tibia, femur) | collateral_ligaments([femur, tibia, fibula])
        both = [(name, m) for name, mesh in own.items() for m in (mesh, mirrored(mesh))]
        return [(name, DRAWN_LIGAMENT + i, *mesh) for i, (name, mesh) in enumerate(both)]

    @cache  # noqa: B019 - one body lives as long as the build
    def axis_of(self, number: int) -> np.ndarray:
        """Main axis (3,) of a tendon, membrane or ligament."""
        if number >= DRAWN_LIGAMENT:
            vertices = self.ligaments[number - DRAWN_LIGAMENT][2]
        else:
            vertices = self.body.mesh(number - TENDON)[0]
        axis = np.linalg.svd(vertices - vertices.mean(0), full_matrices=False)[2][0]
        return np.asarray(axis, np.float32)

    def band(self, name: str, vertices: np.ndarray) -> np.ndarray:
        """A band of the source, of one side (V, 3), as it is drawn: no wider, and on what it lies on."""
        rules = layering()
        if name in rules.tapered:
            vertices = tapered(vertices, *rules.tapered[name])
        if name in rules.sunk:
            muscle, heights_mm = rules.sunk[name]
            side = SIDES[int(vertices[:, 0].mean() > 0)]
            vertices = sunk(vertices, *self.mesh(muscle, side), heights_mm)
        if name in rules.lies_on:
            muscles, heights = rules.lies_on[name]
            ground = np.concatenate([self.mesh(muscle, "right")[0] for muscle in muscles])
            vertices = laid_down(vertices, rules.tapered[name][0], ground, heights)
        return vertices

    def connective_scene(self, names: list[str]) -> Scene:
        """Some of the source's connective tissue."""
        return scene([m for name in names for m in self.connective.get(name, [])])

    @cached_property
    def bone_scene(self) -> Scene:
        """Bones and cartilages alone."""
        return scene(self.bones)

    @cached_property
    def ground_scene(self) -> Scene:
        """Bones, cartilages, eyes and the small muscles of eye and throat: what lies below every layer."""
        ligaments = [(number, vertices, faces) for _, number, vertices, faces in self.ligaments]
        return scene(self.bones + self.other_muscles + self.eyes + ligaments)

    def taken_off(self, without: tuple[str, ...]) -> np.ndarray:
        """Numbers of the bones, cartilages, ligaments and unnamed muscles that a view leaves out."""
        return self.named(tuple(end for name in without for end in layering().parts[name][1]))

    def named(self, ends: tuple[str, ...]) -> np.ndarray:
        """Numbers of the bones, cartilages, ligaments and unnamed muscles whose bare names end so."""
        base = {"bone": BONE, "cartilage": CARTILAGE, "connective": TENDON, "muscle": OTHER_MUSCLE}
        return np.array(
            [
                base[s.system] + s.index
                for s in self.body.structures
                if s.system in base and ends and bare_name(s.name).endswith(ends)
            ]
            + [number for name, number, _, _ in self.ligaments if ends and name.endswith(ends)],
            np.int32,
        )

    @cached_property
    def fascia(self) -> dict[str, Mesh]:
        """Modelled sheets of connective tissue (right side) by id."""
        found = {}
        for path in sorted(FASCIA_FOLDER.glob("*.npz")):
            with np.load(path) as z:
                found[path.stem] = z["vertices"].astype(np.float64), z["faces"].astype(np.int64)
        return found

    @cached_property
    def fascia_along(self) -> dict[str, np.ndarray]:
        """Direction (V, 3) of the fibres at each vertex of each modelled sheet (right side)."""
        found = {}
        for name in self.fascia:
            with np.load(FASCIA_FOLDER / f"{name}.npz") as z:
                found[name] = z["along"]
        return found

    def fascia_number(self, name: str, side: str) -> int:
        """Number of a modelled sheet's side in the buffers."""
        return FASCIA + 2 * list(self.fascia).index(name) + SIDES.index(side)

    def _fascia_scene(self, names: tuple[str, ...]) -> Scene:
        """Both sides of some modelled sheets."""
        return scene(
            [
                (
                    self.fascia_number(n, side),
                    *(self.fascia[n] if side == "right" else mirrored(self.fascia[n])),
                )
                for n in names
                for side in SIDES
            ]
        )

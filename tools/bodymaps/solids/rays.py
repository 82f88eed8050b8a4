"""Rays through the parts of the body (Embree): each thing they meet, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tools.bodymaps.solids.mesh import Mesh

ON_MM = 0.02  # a ray goes on so far behind what it met


class Tracer(Protocol):
    """Pieces, each of some triangles, that rays are sent through."""

    def run(
        self, start: np.ndarray, way: np.ndarray, far_mm: np.ndarray, *, query: str, output: int
    ) -> dict[str, np.ndarray]:
        """What rays (N, 3) meet first: `geomID` (-1: nothing), `primID`, `tfar` in mm and the normal `Ng`."""


def tracer(pieces: list[Mesh]) -> Tracer:
    """Embree, which only the builder's environment has, with the triangles of some pieces."""
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    scene = EmbreeScene()
    for v, f in pieces:
        TriangleMesh(scene, v.astype(np.float32), f.astype(np.int32))
    return scene


@dataclass(frozen=True)
class World:
    """Meshes made ready for rays; a paired part is there on both sides.

    Attributes
    ----------
    scene : Tracer
    owner : ndarray (G,)
        Number of the mesh that each piece of the scene is of.
    is_left : ndarray (G,) bool
        True for mirror images.
    """

    scene: Tracer
    owner: np.ndarray
    is_left: np.ndarray


def world(meshes: list[Mesh], mirrored: list[bool]) -> World:
    """Make triangles ready for rays."""
    pieces: list[Mesh] = []
    owner, left = [], []
    for i, ((v, f), both) in enumerate(zip(meshes, mirrored, strict=True)):
        if not len(f):
            continue
        for side in (1, -1) if both else (1,):
            pieces.append((v * [side, 1, 1], f[:, ::side]))
            owner.append(i)
            left.append(side < 0)
    return World(tracer(pieces), np.array(owner, int), np.array(left, bool))


@dataclass(frozen=True)
class Hits:
    """What some rays met next: ray (K,), mm from its start, piece, its triangle, and whether from outside."""

    ray: np.ndarray
    at_mm: np.ndarray
    piece: np.ndarray
    face: np.ndarray
    entering: np.ndarray


def walk(there: World, origin: np.ndarray, way: np.ndarray, far_mm: float, most: int) -> Iterator[Hits]:
    """Follow rays (N, 3) and say what they meet, at most `most` times each."""
    ray = np.arange(len(origin))
    done = np.zeros(len(origin))
    for _ in range(most):
        start = np.ascontiguousarray(origin[ray] + done[ray, None] * way[ray], np.float32)
        toward = np.ascontiguousarray(way[ray], np.float32)
        left = (far_mm - done[ray]).astype(np.float32)
        found = there.scene.run(start, toward, left, query="INTERSECT", output=1)
        met = found["geomID"] >= 0
        if not met.any():
            return
        ray, at = ray[met], done[ray[met]] + found["tfar"][met]
        entering = np.einsum("nx,nx->n", found["Ng"][met], toward[met]) < 0
        yield Hits(ray, at, found["geomID"][met], found["primID"][met], entering)
        done[ray] = at + ON_MM
        ray = ray[done[ray] < far_mm]
        if not len(ray):
            return

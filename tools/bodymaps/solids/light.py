"""How open to the sky each vertex lies, and what lies over a part: rays from its surface (Embree)."""

from __future__ import annotations

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene

from tools.bodymaps.light import START_MM
from tools.bodymaps.solids.remesh import Mesh

RAYS = 96
REACH_MM, SKIN_REACH_MM = 38.0, 60.0
BATCH = 1_000_000


def world(meshes: list[Mesh], mirror: list[bool]) -> EmbreeScene:
    """Triangles made ready for rays; a paired part on both sides."""
    scene = EmbreeScene()
    for (v, f), both in zip(meshes, mirror, strict=True):
        if not len(f):
            continue
        TriangleMesh(scene, v.astype(np.float32), f.astype(np.int32))
        if both:
            TriangleMesh(scene, (v * [-1, 1, 1]).astype(np.float32), f[:, ::-1].astype(np.int32))
    return scene


def normals(v: np.ndarray, f: np.ndarray) -> np.ndarray:
    """Outward unit normal (V, 3) of each vertex, triangles weighed by area."""
    n = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    total = np.zeros_like(v)
    for k in range(3):
        np.add.at(total, f[:, k], n)
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)


def _sky() -> np.ndarray:
    """Cosine-weighted directions (RAYS, 3) about +z."""
    n = np.arange(RAYS)
    u, turn = (n + 0.5) / RAYS, 2 * np.pi * (n * 0.6180339887 % 1)
    r = np.sqrt(u)
    return np.stack([r * np.cos(turn), r * np.sin(turn), np.sqrt(1 - u)], -1)


def openness(scene: EmbreeScene, v: np.ndarray, n: np.ndarray, reach_mm: float) -> np.ndarray:
    """Share of rays (V,) 0..1 from each vertex that meet nothing within `reach_mm`."""
    a = np.where(np.abs(n[:, :1]) > 0.7, [[0.0, 1, 0]], [[1.0, 0, 0]])
    t = np.cross(a, n)
    t /= np.maximum(np.linalg.norm(t, axis=1, keepdims=True), 1e-9)
    b = np.cross(n, t)
    origin = np.ascontiguousarray(v + n * START_MM, np.float32)
    hits = np.zeros(len(v))
    for d in _sky():
        way = np.ascontiguousarray(d[0] * t + d[1] * b + d[2] * n, np.float32)
        met = scene.run(origin, way, np.full(len(v), reach_mm, np.float32), query="OCCLUDED")
        hits += met >= 0
    return 1 - hits / RAYS


def softened(values: np.ndarray, f: np.ndarray, rounds: int = 2) -> np.ndarray:
    """Mean (V,) of each vertex and its neighbours, a few times over."""
    edges = np.concatenate(
        [f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]], f[:, [1, 0]], f[:, [2, 1]], f[:, [0, 2]]]
    )
    for _ in range(rounds):
        total = np.bincount(edges[:, 0], values[edges[:, 1]], len(values))
        count = np.bincount(edges[:, 0], minlength=len(values))
        values = (values + total / np.maximum(count, 1)) / 2
    return values

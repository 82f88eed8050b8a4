"""How open to the sky each vertex lies: rays from the surface."""

from __future__ import annotations

import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS
from tools.bodymaps.light import START_MM
from tools.bodymaps.solids.mesh import normals, softened
from tools.bodymaps.solids.packed import mesh_of, world_of
from tools.bodymaps.solids.rays import Tracer, World
from triggerpoints.atlas.solids import SolidPart, Solids

RAYS = 96
REACH_MM, SKIN_REACH_MM = 38.0, 60.0


def _sky() -> np.ndarray:
    """Cosine-weighted directions (RAYS, 3) about +z."""
    n = np.arange(RAYS)
    u, turn = (n + 0.5) / RAYS, 2 * np.pi * (n * 0.6180339887 % 1)
    r = np.sqrt(u)
    return np.stack([r * np.cos(turn), r * np.sin(turn), np.sqrt(1 - u)], -1)


def openness(scene: Tracer, v: np.ndarray, n: np.ndarray, reach_mm: float) -> np.ndarray:
    """Share of rays (V,) 0..1 from each vertex that meet nothing within `reach_mm`."""
    a = np.where(np.abs(n[:, :1]) > 0.7, [[0.0, 1, 0]], [[1.0, 0, 0]])
    t = np.cross(a, n)
    t /= np.maximum(np.linalg.norm(t, axis=1, keepdims=True), 1e-9)
    b = np.cross(n, t)
    origin = np.ascontiguousarray(v + n * START_MM, np.float32)
    hits = np.zeros(len(v))
    for d in _sky():
        way = np.ascontiguousarray(d[0] * t + d[1] * b + d[2] * n, np.float32)
        far = np.full(len(v), reach_mm, np.float32)  # Embree shortens what it is given
        met = scene.run(origin, way, far, query="INTERSECT", output=1)
        hits += met["geomID"] >= 0
    return 1 - hits / RAYS


def light_of(solids: Solids) -> dict[str, np.ndarray]:
    """Openness (V,) of the vertices of each part, by its id."""
    worlds: dict[tuple[str, ...], World] = {}
    found = {}
    for part in solids.parts:
        key = _occluders(part)
        if key not in worlds:
            worlds[key] = world_of(
                solids,
                [
                    other
                    for other in solids.parts
                    if other.layer in key and other.file != "hazards" and other.usual == "solid"
                ],
            )
        v, f = mesh_of(solids, part.id)
        reach = SKIN_REACH_MM if part.layer == "skin" else REACH_MM
        found[part.id] = softened(openness(worlds[key].scene, v, normals(v, f), reach), f, 1)
    return found


def _occluders(part: SolidPart) -> tuple[str, ...]:
    """Layers whose parts take light from a part, where they are neither thin sheets nor hidden."""
    if part.layer in ("skin", "skeleton"):
        return (part.layer,)
    return (*MUSCLE_LAYERS[MUSCLE_LAYERS.index(part.layer) :], "skeleton")

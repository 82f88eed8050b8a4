"""How open to the sky each vertex lies: rays from the surface (Embree)."""

from __future__ import annotations

import numpy as np
from embreex.rtcore_scene import EmbreeScene

from tools.bodymaps.light import START_MM

RAYS = 96
REACH_MM, SKIN_REACH_MM = 38.0, 60.0


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

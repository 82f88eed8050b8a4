"""How open to the sky each point that is seen lies: ambient occlusion by ray tracing (Embree)."""

from __future__ import annotations

import cv2
import numba
import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene

from tools.bodymaps.raster import Scene
from tools.bodymaps.seen import positions
from tools.bodymaps.views import ViewFrame

RAYS, PATTERN_PX = 12, 4
START_MM = 0.35
STEP_MM, STEP_PX = 0.6, 1.5
BATCH = 400_000


def traced(scenes: list[Scene]) -> EmbreeScene:
    """Triangles made ready for rays."""
    world = EmbreeScene()
    for s in scenes:
        if len(s.faces):
            TriangleMesh(world, s.vertices.astype(np.float32), s.faces.astype(np.int32))
    return world


def _directions() -> np.ndarray:
    """Cosine-weighted directions (pattern, rays, 3) about +z, others for each pixel of a small pattern."""
    rng = np.random.default_rng(11)
    patterns = PATTERN_PX**2
    n = RAYS * patterns
    order = rng.permutation(n)
    u = (order + 0.5) / n
    turn = 2 * np.pi * (np.arange(n) * 0.6180339887 % 1)
    r = np.sqrt(u)
    d = np.stack([r * np.cos(turn), r * np.sin(turn), np.sqrt(1 - u)], -1)
    return d.reshape(RAYS, patterns, 3).transpose(1, 0, 2).astype(np.float32)


def openness(
    world: EmbreeScene, points: np.ndarray, normals: np.ndarray, inside: np.ndarray, reach_mm: float
) -> np.ndarray:
    """Share of rays (H, W) that meet nothing within `reach_mm`; 1 outside the body.

    Parameters
    ----------
    points, normals : ndarray (H, W, 3)
    inside : ndarray (H, W) bool
    """
    h, w = inside.shape
    out = np.ones((h, w), np.float32)
    rows, columns = np.nonzero(inside)
    pattern = _directions()
    kind = (rows % PATTERN_PX) * PATTERN_PX + columns % PATTERN_PX
    for start in range(0, len(rows), BATCH):
        part = slice(start, start + BATCH)
        at, n = points[rows[part], columns[part]], normals[rows[part], columns[part]]
        a = np.where(
            np.abs(n[:, :1]) > 0.7, np.array([[0, 1, 0]], np.float32), np.array([[1, 0, 0]], np.float32)
        )
        t = np.cross(a, n)
        t /= np.maximum(np.linalg.norm(t, axis=1, keepdims=True), 1e-6)
        b = np.cross(n, t)
        hits = np.zeros(len(at), np.float32)
        origin = np.ascontiguousarray(at + n * START_MM, np.float32)
        far = np.full(len(at), reach_mm, np.float32)
        for ray in range(RAYS):
            d = pattern[kind[part], ray]
            way = d[:, :1] * t + d[:, 1:2] * b + d[:, 2:] * n
            hit = world.run(origin, np.ascontiguousarray(way, np.float32), far.copy(), query="OCCLUDED")
            hits += hit >= 0
        out[rows[part], columns[part]] = 1 - hits / RAYS
    return out


@numba.njit(cache=True)
def _smooth(value, depth, normal, inside, radius, depth_mm, out):  # type: ignore[no-untyped-def]
    h, w = value.shape
    for r in range(h):
        for c in range(w):
            if not inside[r, c]:
                out[r, c] = 1.0
                continue
            total, weight = 0.0, 0.0
            for i in range(max(0, r - radius), min(h, r + radius + 1)):
                for j in range(max(0, c - radius), min(w, c + radius + 1)):
                    if not inside[i, j]:
                        continue
                    gap = abs(depth[i, j] - depth[r, c]) / depth_mm
                    if gap > 1.0:
                        continue
                    same = (
                        normal[i, j, 0] * normal[r, c, 0]
                        + normal[i, j, 1] * normal[r, c, 1]
                        + normal[i, j, 2] * normal[r, c, 2]
                    )
                    k = (1.0 - gap) * max(0.05, same)
                    total += k * value[i, j]
                    weight += k
            out[r, c] = total / max(weight, 1e-6)


def ambient(
    world: EmbreeScene,
    frame: ViewFrame,
    depth: np.ndarray,
    normal: np.ndarray,
    scale: int,
    reach_mm: float,
) -> np.ndarray:
    """Openness (H, W) 0..1 of what is seen, traced every few pixels and made smooth along surfaces.

    Parameters
    ----------
    depth, normal : ndarray
        `scale` times finer than the picture; `depth` is inf outside the body.
    """
    step = max(1, round(max(STEP_MM, STEP_PX * frame.mm_per_px) * scale / frame.mm_per_px))
    few_depth, few_normal = depth[::step, ::step], np.ascontiguousarray(normal[::step, ::step])
    inside = np.isfinite(few_depth)
    points = positions(depth, frame, scale)[::step, ::step]
    raw = openness(world, points, few_normal, inside, reach_mm)
    smooth = np.empty_like(raw)
    filled = np.where(inside, few_depth, 0).astype(np.float32)
    _smooth(raw, filled, few_normal, inside, 3, 4.0 + 6 * frame.mm_per_px, smooth)
    weight = inside.astype(np.float32)
    size = (depth.shape[1], depth.shape[0])
    share = np.asarray(cv2.resize(weight, size, interpolation=cv2.INTER_LINEAR))
    sky = np.asarray(cv2.resize(smooth * weight, size, interpolation=cv2.INTER_LINEAR))
    return np.where(share > 0.01, sky / np.maximum(share, 0.01), 1.0)

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
SOFT_MM, STEEPEST, PIT = 0.8, 4.0, 0.4
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
def _spread(value, plane, inside, depth, normal, facing, step, mm, soft, radius, out):  # type: ignore[no-untyped-def]
    """Values at every `step`-th pixel spread to all pixels, each asking only those on its own surface.

    `plane` (h, w, 3) has depth and its slopes to the right and down; `facing` is 1 where normals must agree.
    """
    h, w = depth.shape
    few_h, few_w = value.shape
    for r in range(h):
        for c in range(w):
            out[r, c] = 1.0
            if not np.isfinite(depth[r, c]):
                continue
            y, x = r / step, c / step
            i0, j0 = int(y), int(x)
            total, weight = 0.0, 0.0
            if not facing and i0 + 1 < few_h and j0 + 1 < few_w:  # on one surface: four neighbours are enough
                flat = True
                for i in range(i0, i0 + 2):
                    for j in range(j0, j0 + 2):
                        run = plane[i, j, 1] * (x - j) + plane[i, j, 2] * (y - i)
                        gap = depth[r, c] - plane[i, j, 0] - run * step * mm
                        if not inside[i, j] or abs(gap) > 0.6 * soft:
                            flat = False
                        k = (1.0 - abs(y - i)) * (1.0 - abs(x - j))
                        total += k * value[i, j]
                if flat:
                    out[r, c] = total
                    continue
                total = 0.0
            for i in range(max(0, i0 - radius + 1), min(few_h, i0 + radius + 1)):
                for j in range(max(0, j0 - radius + 1), min(few_w, j0 + radius + 1)):
                    if not inside[i, j]:
                        continue
                    expected = (
                        plane[i, j, 0] + (plane[i, j, 1] * (x - j) + plane[i, j, 2] * (y - i)) * step * mm
                    )
                    gap = (depth[r, c] - expected) / soft
                    k = max(1e-3, radius - abs(y - i)) * max(1e-3, radius - abs(x - j))
                    k *= 1.0 / (1.0 + gap * gap * gap * gap) + 1e-6
                    if facing:
                        same = 0.0
                        for n in range(3):
                            same += normal[i * step, j * step, n] * normal[r, c, n]
                        k *= max(0.05, same)
                    total += k * value[i, j]
                    weight += k
            if weight > 0.0:
                out[r, c] = total / weight


def _slopes(depth: np.ndarray, normal: np.ndarray, frame: ViewFrame) -> np.ndarray:
    """Depth and its slopes to the right and down (h, w, 3), from normals."""
    towards = np.minimum(normal @ np.asarray(frame.towards, np.float32), -1 / STEEPEST)
    slopes = [-(normal @ np.asarray(axis, np.float32)) / towards for axis in (frame.right, frame.down)]
    return np.stack([depth, *(np.clip(v, -STEEPEST, STEEPEST) for v in slopes)], -1).astype(np.float32)


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
    mm = frame.mm_per_px / scale
    step = max(1, round(max(STEP_MM, STEP_PX * frame.mm_per_px * frame.sharpness) / mm))
    few_depth, few_normal = depth[::step, ::step], np.ascontiguousarray(normal[::step, ::step])
    inside = np.isfinite(few_depth)
    points = positions(depth, frame, scale)[::step, ::step]
    raw = openness(world, points, few_normal, inside, reach_mm)
    usual = cv2.medianBlur(raw, 5)
    raw = np.where(raw < usual - PIT, usual, raw).astype(np.float32)  # a ray that began inside a neighbour
    filled = np.where(inside, few_depth, 0).astype(np.float32)
    plane = _slopes(filled, few_normal, frame)
    smooth, sky = np.empty_like(raw), np.empty(depth.shape, np.float32)
    alone = few_depth.astype(np.float32)
    _spread(raw, plane, inside, alone, few_normal, True, 1, step * mm, SOFT_MM + step * mm, 4, smooth)
    fine = depth.astype(np.float32)
    _spread(smooth, plane, inside, fine, normal, False, step, mm, SOFT_MM, 2, sky)
    return sky

"""The skin as points: spread evenly, mirrored exactly, and found again at each pixel of each view."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from tools.bodymaps.raster import Scene, look
from tools.bodymaps.seen import positions
from tools.bodymaps.views import ViewFrame

SPACING_MM, FINE_SPACING_MM = 5.5, 3.0
MIDLINE_MM = 2.0
BLOCK_PX = 4


def spacing(points: np.ndarray) -> np.ndarray:
    """Wanted distance (N,) between skin points: finer on face, hands and feet."""
    x, y, z = points.T
    face = (z > 1485) & (y < -95)
    hand = (np.abs(x) > 215) & (z < 900)
    foot = z < 95
    return np.where(face | hand | foot, FINE_SPACING_MM, SPACING_MM)


def spread(vertices: np.ndarray, faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points (N, 3) on the right half of the skin and their normals (N, 3), no two nearer than `spacing`.

    Deterministic: candidates are taken in the order of the faces, points of a coarse lattice first.
    """
    tri = vertices[faces]
    tri = tri[(tri[:, :, 0] <= 0.5).all(1)]
    area = np.linalg.norm(np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0]), axis=1) / 2
    rng = np.random.default_rng(7)
    count = rng.poisson(area / 2.2)
    pick = np.repeat(np.arange(len(tri)), count)
    r1, r2 = np.sqrt(rng.random(len(pick))), rng.random(len(pick))
    w = np.stack([1 - r1, r1 * (1 - r2), r1 * r2], 1)
    candidates = np.einsum("nc,ncx->nx", w, tri[pick])
    normals = np.cross(tri[pick, 1] - tri[pick, 0], tri[pick, 2] - tri[pick, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    gap = spacing(candidates)
    alive = np.ones(len(candidates), bool)
    tree = cKDTree(candidates)
    chosen = []
    for i in rng.permutation(len(candidates)):
        if not alive[i]:
            continue
        chosen.append(i)
        alive[tree.query_ball_point(candidates[i], gap[i])] = False
    kept = np.sort(np.array(chosen))
    return candidates[kept], normals[kept]


def build(vertices: np.ndarray, faces: np.ndarray) -> dict[str, np.ndarray]:
    """Arrays of ``surface.npz``: right half, then its exact mirror image; midline points once."""
    p, n = spread(vertices, faces)
    keep = p[:, 0] < -FINE_SPACING_MM / 2
    middle = ~keep & (np.abs(p[:, 0]) <= FINE_SPACING_MM / 2)
    right, right_n, mid, mid_n = p[keep], n[keep], p[middle].copy(), n[middle].copy()
    mid[:, 0], mid_n[:, 0] = 0.0, 0.0
    mid_n /= np.maximum(np.linalg.norm(mid_n, axis=1, keepdims=True), 1e-9)
    flip = np.array([-1.0, 1, 1])
    position = np.concatenate([right, mid, right * flip])
    normal = np.concatenate([right_n, mid_n, right_n * flip])
    r, m = len(right), len(mid)
    mirror = np.concatenate([np.arange(r) + r + m, np.arange(m) + r, np.arange(r)])
    side = np.concatenate([np.full(r, -1), np.zeros(m), np.full(r, 1)])
    side[np.abs(position[:, 0]) < MIDLINE_MM] = 0
    return {
        "position_mm": position.astype(np.float32),
        "normal": normal.astype(np.float32),
        "area_mm2": _areas(vertices, faces, position).astype(np.float32),
        "side": side.astype(np.int8),
        "mirror": mirror.astype(np.int32),
    }


def _areas(vertices: np.ndarray, faces: np.ndarray, points: np.ndarray) -> np.ndarray:
    tri = vertices[faces]
    area = np.linalg.norm(np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0]), axis=1) / 2
    nearest = cKDTree(points).query(tri.mean(1))[1]
    return np.bincount(nearest, weights=area, minlength=len(points))


def index_picture(skin: Scene, frame: ViewFrame, position: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Index + 1 of the skin point seen at each block of `BLOCK_PX` pixels (H/4, W/4), 0 outside."""
    seen = look(skin, frame.of_skin, 1 / BLOCK_PX)
    inside = (seen.id >= 0) & ~seen.cut
    out = np.zeros(seen.id.shape, np.int32)
    if not inside.any():
        return out
    p, n = positions(seen.depth, frame, 1 / BLOCK_PX)[inside], seen.normal[inside]
    distance, index = cKDTree(position).query(p, k=6)
    turned = np.einsum("nkx,nx->nk", normal[index], n)
    best = np.argmin(distance + 8 * (1 - turned), axis=1)
    out[inside] = index[np.arange(len(index)), best] + 1
    return out

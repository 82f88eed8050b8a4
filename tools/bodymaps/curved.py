"""Coarse meshes made round for the pictures: curved point-normal triangles (Vlachos et al. 2001)."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_matrix, diags

from tools.bodymaps.raster import vertex_normals

EDGE_MM = 2.2
MOST = 5
ROUNDS, TAUBIN = 12, (0.5, -0.53)


def rounded(vertices: np.ndarray, faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mesh with each triangle cut into smaller ones that lie on a curved patch.

    The corners stay where they are, but for a last smoothing, so that what lies on a bone still does. Meshes
    that are fine already come back as they are.

    Parameters
    ----------
    vertices : ndarray (V, 3), mm
    faces : ndarray (F, 3)
    """
    corner = vertices[faces]
    edge = float(np.linalg.norm(corner - np.roll(corner, 1, axis=1), axis=-1).mean()) if len(faces) else 0.0
    n = int(np.clip(np.ceil(edge / EDGE_MM), 1, MOST))
    if n == 1:
        return vertices, faces
    patch = _control_points(corner, vertex_normals(vertices, faces)[faces])
    grid = np.array([(i, j, n - i - j) for i in range(n + 1) for j in range(n + 1 - i)]) / n
    points = np.einsum("gk,fkc->fgc", _weights(grid), patch).reshape(-1, 3)
    fine = (_small(n)[None] + len(grid) * np.arange(len(faces))[:, None, None]).reshape(-1, 3)
    return _without_creases(points, fine)


def _without_creases(points: np.ndarray, faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Patches joined, and their seams smoothed without shrinking."""
    _, first, same = np.unique(np.round(points, 2), axis=0, return_index=True, return_inverse=True)
    joined = same.ravel()[faces]
    kept = joined[(joined != np.roll(joined, 1, axis=1)).all(1)]
    p = points[first]
    ends = np.stack([kept, np.roll(kept, -1, axis=1)], -1).reshape(-1, 2)
    near = coo_matrix((np.ones(len(ends)), ends.T), shape=(len(p), len(p))).tocsr()
    edge = near + near.T
    alone = np.unique(edge.nonzero()[0][np.asarray(edge[edge.nonzero()]).ravel() < 2])  # rims of cracks
    edge.data[:] = 1.0
    mean = diags(1 / np.maximum(np.asarray(edge.sum(1)).ravel(), 1)) @ edge
    free = np.ones((len(p), 1))
    free[alone] = 0
    for _ in range(ROUNDS):
        for share in TAUBIN:
            p = p + share * free * (mean @ p - p)
    return p, kept


def _control_points(corner: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Ten points (F, 10, 3) of a cubic triangle from corners and normals (F, 3, 3)."""

    def towards(a: int, b: int) -> np.ndarray:
        step = ((corner[:, b] - corner[:, a]) * normal[:, a]).sum(-1, keepdims=True)
        return (2 * corner[:, a] + corner[:, b] - step * normal[:, a]) / 3

    sides = [towards(a, b) for a, b in ((0, 1), (1, 0), (1, 2), (2, 1), (2, 0), (0, 2))]
    mean, flat = np.mean(sides, axis=0), corner.mean(1)
    return np.stack([*corner.transpose(1, 0, 2), *sides, mean + (mean - flat) / 2], 1)


def _weights(grid: np.ndarray) -> np.ndarray:
    """Share of each control point (G, 10) at barycentric coordinates (G, 3)."""
    a, b, c = grid.T
    return np.stack(
        [a**3, b**3, c**3]
        + [3 * x * x * y for x, y in ((a, b), (b, a), (b, c), (c, b), (c, a), (a, c))]
        + [6 * a * b * c],
        -1,
    )


def _small(n: int) -> np.ndarray:
    """Triangles (n * n, 3) of the grid of `rounded`, wound as the large one."""
    at: dict[tuple[int, int], int] = {}
    for i in range(n + 1):
        for j in range(n + 1 - i):
            at[i, j] = len(at)
    found = []
    for i in range(n):
        for j in range(n - i):
            found.append((at[i + 1, j], at[i, j + 1], at[i, j]))
            if i + j < n - 1:
                found.append((at[i + 1, j], at[i + 1, j + 1], at[i, j + 1]))
    return np.array(found)

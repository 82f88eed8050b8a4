"""Plain sums over triangles: normals, area, volume, means of neighbours."""

from __future__ import annotations

import numpy as np

Mesh = tuple[np.ndarray, np.ndarray]
# Where a triangle is looked at between its corners: near its edges and in the middle.
SPREAD = np.array([[4, 4, 1], [1, 4, 4], [4, 1, 4], [3, 3, 3]]) / 9


def normals(v: np.ndarray, f: np.ndarray) -> np.ndarray:
    """Outward unit normal (V, 3) of each vertex, triangles weighed by area."""
    n = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    total = np.zeros_like(v)
    for k in range(3):
        np.add.at(total, f[:, k], n)
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)


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


def spread(values: np.ndarray, f: np.ndarray) -> np.ndarray:
    """Values (V, K) at the corners and at some places of each triangle (V + F * S, K)."""
    between = np.einsum("sc,fck->fsk", SPREAD, values[f]).reshape(-1, values.shape[1])
    return np.concatenate([values, between])


def gathered(most: np.ndarray, f: np.ndarray, count: int) -> np.ndarray:
    """The largest value (V,) of each vertex and of the places in its triangles, in the order of `spread`."""
    found = most[:count].copy()
    of_face = most[count:].reshape(len(f), len(SPREAD)).max(1)
    for k in range(3):
        np.maximum.at(found, f[:, k], of_face)
    return found


def volume_mm3(v: np.ndarray, f: np.ndarray) -> float:
    """Volume enclosed by an outward mesh."""
    a, b, c = v[f[:, 0]], v[f[:, 1]], v[f[:, 2]]
    return float(np.einsum("nx,nx->n", a, np.cross(b, c)).sum() / 6)


def area_mm2(v: np.ndarray, f: np.ndarray) -> float:
    """Area of a mesh."""
    return float(np.linalg.norm(np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]]), axis=1).sum() / 2)


def welded(v: np.ndarray, f: np.ndarray) -> Mesh:
    """The mesh with equal vertices joined, empty triangles dropped, and its outside outward."""
    _, first, inverse = np.unique(np.rint(v * 100), axis=0, return_index=True, return_inverse=True)
    f = inverse.reshape(-1)[f]
    f = f[(f[:, 0] != f[:, 1]) & (f[:, 1] != f[:, 2]) & (f[:, 0] != f[:, 2])]
    v = v[first]
    return (v, f[:, ::-1]) if volume_mm3(v, f) < 0 else (v, f)


def thickened(v: np.ndarray, f: np.ndarray, thick_mm: float) -> Mesh:
    """An open sheet as a closed body of some thickness, with walls along its edge."""
    n = normals(v, f) * thick_mm / 2
    edge = np.concatenate([f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]]])
    forth, back = edge[:, 0] * len(v) + edge[:, 1], edge[:, 1] * len(v) + edge[:, 0]
    a, b = edge[~np.isin(forth, back)].T
    below = len(v)
    walls = [np.stack([b, a, a + below], 1), np.stack([b, a + below, b + below], 1)]
    return np.concatenate([v + n, v - n]), np.concatenate([f, f[:, ::-1] + below, *walls])


def joined(meshes: list[Mesh]) -> Mesh:
    """Several meshes as one."""
    start = np.cumsum([0] + [len(v) for v, _ in meshes])
    faces = [f + at for (_, f), at in zip(meshes, start, strict=False)]
    return np.concatenate([v for v, _ in meshes]), np.concatenate(faces)


def shares_at(p: np.ndarray, corner: np.ndarray) -> np.ndarray:
    """Share (N, 3) of each corner (N, 3, 3) of a triangle in a place (N, 3) on it."""
    a, b, c = corner[:, 0], corner[:, 1], corner[:, 2]
    n = np.cross(b - a, c - a)
    whole = np.maximum(np.einsum("nx,nx->n", n, n), 1e-12)
    u = np.einsum("nx,nx->n", np.cross(c - b, p - b), n) / whole
    v = np.einsum("nx,nx->n", np.cross(a - c, p - c), n) / whole
    return np.stack([u, v, 1 - u - v], 1)

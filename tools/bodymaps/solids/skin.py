"""The skin as triangles between the very points on which places and zones are kept."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from tools.bodymaps.solids.mesh import Mesh
from tools.bodymaps.solids.mesh import normals as vertex_normals

FINE_MM = 1.4  # how finely the figure is divided before its points are shared out
TURNED_MM = 8.0  # a point whose skin faces the other way counts as so much farther (per 1 - cosine)
CANDIDATES = 8


def divided(v: np.ndarray, f: np.ndarray, longest_mm: float) -> Mesh:
    """The same surface with every triangle cut in four until no edge is longer."""
    while True:
        edge = np.linalg.norm(v[f] - np.roll(v[f], 1, axis=1), axis=2)
        if np.percentile(edge, 99.5) <= longest_mm:
            return v, f
        pairs = np.sort(np.concatenate([f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]]]), axis=1)
        unique, inverse = np.unique(pairs, axis=0, return_inverse=True)
        middle = inverse.reshape(3, -1).T + len(v)
        v = np.concatenate([v, v[unique].mean(1)])
        a, b, c = f.T
        ab, bc, ca = middle.T
        f = np.concatenate([np.stack(t, 1) for t in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])


def owners(
    v: np.ndarray, f: np.ndarray, n: np.ndarray, points: np.ndarray, normals: np.ndarray
) -> np.ndarray:
    """Skin point (V,) that each vertex belongs to: the nearest that faces the same way, in one piece each."""
    distance, index = cKDTree(points).query(v, k=CANDIDATES)
    turned = np.einsum("nkx,nx->nk", normals[index], n)
    owner = index[np.arange(len(v)), np.argmin(distance + TURNED_MM * (1 - turned), axis=1)]
    edges = np.unique(np.sort(np.concatenate([f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]]]), axis=1), axis=0)
    a, b = edges.T
    for _ in range(20):
        same = owner[a] == owner[b]
        graph = sparse.coo_matrix((np.ones(same.sum(), bool), (a[same], b[same])), (len(v), len(v)))
        count, piece = sparse.csgraph.connected_components(graph, directed=False)
        size = np.bincount(piece)
        of = np.zeros(count, np.int64)
        of[piece] = owner
        order = np.lexsort((-size, of))
        largest = np.zeros(count, bool)
        largest[order[np.r_[True, of[order][1:] != of[order][:-1]]]] = True
        stray = ~largest[piece]
        if not stray.any():
            break
        give = (stray[a] & ~stray[b], stray[b] & ~stray[a])
        owner = owner.copy()
        owner[a[give[0]]] = owner[b[give[0]]]
        owner[b[give[1]]] = owner[a[give[1]]]
    return owner


def between(owner: np.ndarray, f: np.ndarray) -> np.ndarray:
    """Triangles (F, 3) between the points whose pieces meet."""
    t = owner[f]
    t = t[(t[:, 0] != t[:, 1]) & (t[:, 1] != t[:, 2]) & (t[:, 2] != t[:, 0])]
    start = t.argmin(1)[:, None]
    t = np.take_along_axis(t, (start + np.arange(3)) % 3, 1)
    return np.unique(t, axis=0)


def loops(faces: np.ndarray) -> list[list[int]]:
    """Rims of the holes of a mesh, each in the order that its faces leave out."""
    edge = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    number = int(faces.max()) + 1
    forth, back = edge[:, 0] * number + edge[:, 1], edge[:, 1] * number + edge[:, 0]
    open_edges = edge[~np.isin(forth, back)]
    following: dict[int, list[int]] = {}
    for a, b in open_edges:
        following.setdefault(int(b), []).append(int(a))
    found = []
    while following:
        start = next(iter(following))
        rim, at = [start], start
        while True:
            at_next = following[at].pop()
            if not following[at]:
                del following[at]
            at = at_next
            if at in rim:
                found.append(rim[rim.index(at) :])
                rim = rim[: rim.index(at) + 1]
                if len(rim) == 1 and at not in following:
                    break
            else:
                rim.append(at)
            if at not in following:
                break
    return [rim for rim in found if len(rim) > 2]


def filled(points: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """The faces with every hole closed by the shortest cuts."""
    more = []
    for rim in loops(faces):
        rest = list(rim)
        while len(rest) > 3:
            n = len(rest)
            ears = [float(np.linalg.norm(points[rest[i - 1]] - points[rest[(i + 1) % n]])) for i in range(n)]
            i = int(np.argmin(ears))
            more.append((rest[i - 1], rest[i], rest[(i + 1) % n]))
            del rest[i]
        more.append((rest[0], rest[1], rest[2]))
    return np.concatenate([faces, np.array(more, faces.dtype).reshape(-1, 3)])


def skin_faces(skin: Mesh, points: np.ndarray, normals: np.ndarray, mirror: np.ndarray) -> np.ndarray:
    """Triangles (F, 3) of the whole skin between its points.

    Parameters
    ----------
    skin : Mesh
        The figure, mirror-symmetric.
    points, normals : ndarray (N, 3)
    mirror : ndarray (N,)
        Index of each point's mirror image.
    """
    v, f = skin
    used, new = np.unique(f[(v[f][:, :, 0] <= 1e-3).all(1)], return_inverse=True)
    v, f = divided(v[used], new.reshape(-1, 3), FINE_MM)
    right = np.flatnonzero(points[:, 0] <= 1e-6)
    half = right[between(owners(v, f, vertex_normals(v, f), points[right], normals[right]), f)]
    return filled(points, np.concatenate([half, mirror[half][:, ::-1]]))

"""Divide source muscles that hold two entries of the list: heads, bellies and parts."""

from __future__ import annotations

from collections.abc import Callable

import igl
import numpy as np
import pyvista as pv
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Mesh = tuple[np.ndarray, np.ndarray]
CAP_STEP_MM = 0.5


def pieces(vertices: np.ndarray, faces: np.ndarray, weld_mm: float = 0.2) -> np.ndarray:
    """Piece number of each face; corners closer than `weld_mm` count as one."""
    _, inverse = np.unique(np.round(vertices / weld_mm).astype(int), axis=0, return_inverse=True)
    f = inverse.ravel()[faces]
    n = int(f.max()) + 1
    ends = np.r_[f[:, 0], f[:, 1]], np.r_[f[:, 1], f[:, 2]]
    _, label = connected_components(coo_matrix((np.ones(2 * len(f)), ends), shape=(n, n)), directed=False)
    return np.unique(label[f[:, 0]], return_inverse=True)[1]


def chosen(vertices: np.ndarray, faces: np.ndarray, keep: np.ndarray) -> Mesh:
    """Only the faces where `keep` is true, and the vertices they use."""
    used, new = np.unique(faces[keep], return_inverse=True)
    return vertices[used], new.reshape(-1, 3)


def side_of_plane(vertices: np.ndarray, faces: np.ndarray, point: np.ndarray, normal: np.ndarray) -> Mesh:
    """The part of a mesh on the side `normal` points to, with its cut face closed.

    The source meshes are cracked, so the lid is not made from the cut's outline but from the squares
    of the cutting plane that lie inside the muscle.
    """
    normal = np.asarray(normal, float) / np.linalg.norm(normal)
    poly = pv.PolyData(vertices, np.c_[np.full(len(faces), 3), faces].ravel())
    part = (
        poly.clip(normal=tuple(-normal), origin=tuple(point))
        .extract_surface(algorithm="dataset_surface")
        .triangulate()
    )
    v, f = np.asarray(part.points, float), part.faces.reshape(-1, 4)[:, 1:].astype(np.int64)
    a = np.cross(normal, [0.0, 0.0, 1.0])
    a /= np.linalg.norm(a)
    b = np.cross(normal, a)
    flat = (vertices - point) @ np.stack([a, b], 1)
    lo, hi = flat.min(0) - 1, flat.max(0) + 1
    us, ws = np.arange(lo[0], hi[0], CAP_STEP_MM), np.arange(lo[1], hi[1], CAP_STEP_MM)
    uu, ww = np.meshgrid(us, ws, indexing="ij")
    corners = point + uu.reshape(-1, 1) * a + ww.reshape(-1, 1) * b
    within = (np.abs(igl.fast_winding_number(vertices, faces, corners)) > 0.5).reshape(uu.shape)
    full = within[:-1, :-1] & within[1:, :-1] & within[:-1, 1:] & within[1:, 1:]
    i, j = np.nonzero(full)
    number = np.arange(uu.size).reshape(uu.shape)
    quad = number[i, j], number[i, j + 1], number[i + 1, j + 1], number[i + 1, j]
    lid = np.concatenate([np.stack([quad[0], quad[1], quad[2]], 1), np.stack([quad[0], quad[2], quad[3]], 1)])
    if len(lid):
        lid_v, lid_f = chosen(corners, lid, np.ones(len(lid), bool))
        n = np.cross(lid_v[lid_f[0, 1]] - lid_v[lid_f[0, 0]], lid_v[lid_f[0, 2]] - lid_v[lid_f[0, 0]])
        if n @ normal > 0:
            lid_f = lid_f[:, ::-1]
        f = np.concatenate([f, lid_f + len(v)])
        v = np.concatenate([v, lid_v])
    return v, f


def sternocleidomastoid(vertices: np.ndarray, faces: np.ndarray, front: bool) -> Mesh:
    """Front (sternal) or back (clavicular) division: cut from the gap between the heads to the mastoid."""
    stray = (vertices[faces][:, :, 0] > 5).any(1)
    v, f = chosen(vertices, faces, ~stray)
    gap = np.array([-26.0, -133.0, 1412.0])
    mastoid = np.array([-60.0, -60.0, 1565.0])
    across = np.array([-0.75, -0.65, 0.1])
    normal = np.cross(mastoid - gap, across)
    normal *= np.sign(normal @ [0.3, -1.0, 0.0])
    return side_of_plane(v, f, gap, normal if front else -normal)


def digastric(vertices: np.ndarray, faces: np.ndarray, front: bool) -> Mesh:
    """Front or back belly: they are separate pieces on either side of the intermediate tendon."""
    label = pieces(vertices, faces)
    centre = vertices[faces].mean(1)
    y = np.array([centre[label == k, 1].mean() for k in range(label.max() + 1)])
    low = np.array([centre[label == k, 2].max() for k in range(label.max() + 1)])
    is_front = (y < -127) & (low < 1506)
    return chosen(vertices, faces, is_front[label] == front)


def trapezius_spine(vertices: np.ndarray, faces: np.ndarray, medial: bool) -> Mesh:
    """Ascending part: what ends at the medial end of the scapular spine, or the strip beyond on the spine.

    The source lets the ascending fibres reach along nearly the whole spine, which is where the
    transverse fibres end.
    """
    side = np.array([1.0, 0.0, -0.35])
    return side_of_plane(vertices, faces, np.array([-98.0, -12.0, 1392.0]), side if medial else -side)


def gluteus_minimus(vertices: np.ndarray, faces: np.ndarray, front: bool) -> Mesh:
    """Front or back half of the fan, divided along its middle fibres."""
    low = np.percentile(vertices[:, 2], 3)
    tendon = vertices[vertices[:, 2] <= low].mean(0)
    area = np.linalg.norm(
        np.cross(
            vertices[faces[:, 1]] - vertices[faces[:, 0]], vertices[faces[:, 2]] - vertices[faces[:, 0]]
        ),
        axis=1,
    )
    middle = np.average(vertices[faces].mean(1), axis=0, weights=area)
    thin = np.linalg.svd(vertices - vertices.mean(0), full_matrices=False)[2][2]
    normal = np.cross(middle - tendon, thin)
    normal *= np.sign(normal @ [0.0, -1.0, 0.0])
    return side_of_plane(vertices, faces, middle, normal if front else -normal)


def hand_interossei(vertices: np.ndarray, faces: np.ndarray, first: bool) -> Mesh:
    """The first dorsal interosseous (the one nearest the thumb) or the other three."""
    label = pieces(vertices, faces)
    size = np.bincount(label)
    centre = vertices[faces].mean(1)
    big = np.flatnonzero(size > 50)
    middle = np.array([centre[label == k].mean(0) for k in big])
    thumb = big[middle[:, 0].argmin()]
    nearest = big[np.linalg.norm(centre[:, None] - middle[None], axis=2).argmin(1)]
    owner = np.where(size[label] > 50, label, nearest)
    return chosen(vertices, faces, (owner == thumb) == first)


CUTS: dict[str, tuple[Callable[[np.ndarray, np.ndarray, bool], Mesh], bool]] = {
    "sternocleidomastoid-sternal": (sternocleidomastoid, True),
    "sternocleidomastoid-clavicular": (sternocleidomastoid, False),
    "trapezius-lower": (trapezius_spine, True),
    "trapezius-middle": (trapezius_spine, False),
    "digastric-anterior": (digastric, True),
    "digastric-posterior": (digastric, False),
    "gluteus-minimus-anterior": (gluteus_minimus, True),
    "gluteus-minimus-posterior": (gluteus_minimus, False),
    "first-dorsal-interosseous-hand": (hand_interossei, True),
    "dorsal-interossei-hand": (hand_interossei, False),
}


def cut(muscle: str, vertices: np.ndarray, faces: np.ndarray) -> Mesh:
    """The part of a right-sided source mesh that is `muscle`.

    Parameters
    ----------
    muscle : str
        Id of the list, one of ``CUTS``.
    vertices : ndarray (V, 3), mm
    faces : ndarray (F, 3)

    Raises
    ------
    KeyError
        No division is defined for the muscle.
    """
    if muscle not in CUTS:
        raise KeyError(f"No division is defined for '{muscle}': add it to CUTS in tools/bodymaps/cuts.py.")
    divide, first = CUTS[muscle]
    return divide(vertices, faces, first)

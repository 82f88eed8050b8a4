"""One closed, smooth surface around a cracked mesh: signed distance, marching cubes, smoothing, thinning."""

from __future__ import annotations

from dataclasses import dataclass

import fast_simplification
import igl
import numpy as np
from meshoptimizer import simplify
from scipy import ndimage, sparse
from skimage.measure import marching_cubes

from tools.bodymaps.solids.mesh import Mesh, volume_mm3
from tools.bodymaps.voxels import surface_samples

BLOCK = 4
BAND = 2  # steps around the surface where the distance is exact
INSIDE = 0.5
FAR_MM = 50.0
FEWEST = 40  # triangles of a part


@dataclass(frozen=True)
class Field:
    """Signed distance in mm (negative inside) on a grid; exact within a few steps of the surface.

    Attributes
    ----------
    low_mm : ndarray (3,)
        Position of value (0, 0, 0).
    step_mm : float
    values : ndarray (X, Y, Z) float32
    near : ndarray (X, Y, Z) bool
        Where the distance is exact.
    """

    low_mm: np.ndarray
    step_mm: float
    values: np.ndarray
    near: np.ndarray

    def points(self, index: np.ndarray) -> np.ndarray:
        """Positions (N, 3) of grid indices (N, 3)."""
        return self.low_mm + index * self.step_mm

    def at(self, points_mm: np.ndarray) -> np.ndarray:
        """Signed distance (N,) at points (N, 3); FAR_MM outside the grid."""
        where = ((points_mm - self.low_mm) / self.step_mm).T
        return ndimage.map_coordinates(self.values, where, order=1, mode="constant", cval=FAR_MM)


def signed(vertices: np.ndarray, faces: np.ndarray, step_mm: float) -> Field:
    """Signed distance around a mesh that may be cracked."""
    low = (np.floor(vertices.min(0) / step_mm) - BAND - 2) * step_mm
    blocks = np.ceil(((vertices.max(0) - low) / step_mm + BAND + 3) / BLOCK).astype(int)
    shape = blocks * BLOCK
    near = np.zeros(shape, bool)
    samples = surface_samples(vertices, faces, step_mm * 0.7)
    near[tuple(np.rint((samples - low) / step_mm).astype(int).T)] = True
    near = ndimage.binary_dilation(near, iterations=BAND)
    centre = low + (np.indices(blocks).reshape(3, -1).T * BLOCK + (BLOCK - 1) / 2) * step_mm
    solid = (np.abs(igl.fast_winding_number(vertices, faces, centre)) > INSIDE).reshape(blocks)
    torn = ndimage.maximum_filter(solid, 3) != ndimage.minimum_filter(solid, 3)
    torn &= ~ndimage.binary_dilation(near.reshape(*np.stack([blocks, [BLOCK] * 3], 1).ravel()).any((1, 3, 5)))
    near |= _fine(torn)
    values = np.where(_fine(solid), np.float32(-FAR_MM), np.float32(FAR_MM))
    points = low + np.argwhere(near) * step_mm
    squared = igl.point_mesh_squared_distance(points, vertices, faces)[0]
    distance = np.sqrt(np.maximum(squared, 0))
    within = np.abs(igl.fast_winding_number(vertices, faces, points)) > INSIDE
    values[near] = np.where(within, -distance, distance)
    return Field(low, step_mm, values, near)


def _fine(blocks: np.ndarray) -> np.ndarray:
    return np.repeat(np.repeat(np.repeat(blocks, BLOCK, 0), BLOCK, 1), BLOCK, 2)


def surface(field: Field) -> Mesh:
    """The closed surface where the signed distance is zero, outward."""
    values = field.values.copy()
    values[np.abs(values) < 1e-3] = 1e-3
    if values.min() > 0:
        return np.zeros((0, 3)), np.zeros((0, 3), np.int64)
    v, f, _, _ = marching_cubes(values, 0, spacing=(field.step_mm,) * 3)
    return v + field.low_mm, f[:, ::-1].astype(np.int64) if _inward(v, f) else f.astype(np.int64)


def _inward(v: np.ndarray, f: np.ndarray) -> bool:
    return volume_mm3(v, f) < 0


def relaxed(v: np.ndarray, f: np.ndarray, rounds: int) -> np.ndarray:
    """Taubin smoothing: bumps go, the volume stays."""
    n = len(v)
    a, b = np.concatenate([f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]]]).T
    link = sparse.coo_matrix((np.ones(len(a), np.float32), (a, b)), (n, n)).tocsr()
    link = ((link + link.T) > 0).astype(np.float32)
    mean = sparse.diags(1 / np.maximum(np.asarray(link.sum(axis=1)).ravel(), 1)) @ link
    moved = v.astype(np.float64)
    for k in range(2 * rounds):
        moved = moved + (0.5 if k % 2 == 0 else -0.53) * (mean @ moved - moved)
    return moved


def without_crumbs(v: np.ndarray, f: np.ndarray, least_mm2: float) -> Mesh:
    """Only the connected pieces with at least so much area; the largest always stays."""
    if not len(f):
        return v, f
    n = len(v)
    edges = np.concatenate([f[:, :2], f[:, 1:]])
    _, label = sparse.csgraph.connected_components(
        sparse.coo_matrix((np.ones(len(edges), bool), edges.T), (n, n)), directed=False
    )
    area = np.linalg.norm(np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]]), axis=1) / 2
    total = np.bincount(label[f[:, 0]], area, minlength=label.max() + 1)
    good = total >= min(least_mm2, total.max())
    used, new = np.unique(f[good[label[f[:, 0]]]], return_inverse=True)
    return v[used], new.reshape(-1, 3)


def thinned(v: np.ndarray, f: np.ndarray, error_mm: float, most: int) -> Mesh:
    """The same surface with as few triangles as keep it within about `error_mm`, and at most `most`."""
    points = np.ascontiguousarray(v, np.float32)
    flat = np.ascontiguousarray(f, np.uint32).ravel()
    extent = float((points.max(0) - points.min(0)).max())
    out = np.zeros_like(flat)
    count = simplify(out, flat, points, target_index_count=60, target_error=error_mm / extent) // 3
    count = max(min(count, most), FEWEST)
    if count >= len(f):
        return v, f
    # That says how many are needed; this places the vertices that stay where they keep the volume.
    v, f = fast_simplification.simplify(points, f.astype(np.int32), target_count=count)
    return v.astype(np.float64), f.astype(np.int64)

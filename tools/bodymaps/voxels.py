"""Voxel masks of cracked meshes by generalised winding number."""

from __future__ import annotations

from dataclasses import dataclass

import igl
import numpy as np
from scipy import ndimage

INSIDE = 0.5


@dataclass(frozen=True)
class Grid:
    """A regular grid: voxel (i, j, k) has its centre at origin_mm + step_mm * (i, j, k)."""

    origin_mm: tuple[float, float, float]
    shape: tuple[int, int, int]
    step_mm: float

    def box_of(self, vertices: np.ndarray, margin: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """First and one-past-last voxel index (3,) of a mesh's bounding box, clipped to the grid."""
        lo = np.floor((vertices.min(0) - self.origin_mm) / self.step_mm).astype(int) - margin
        hi = np.ceil((vertices.max(0) - self.origin_mm) / self.step_mm).astype(int) + margin + 1
        return np.clip(lo, 0, self.shape), np.clip(hi, 0, self.shape)


def surface_samples(vertices: np.ndarray, faces: np.ndarray, spacing_mm: float) -> np.ndarray:
    """Points (N, 3) on the triangles, at most about `spacing_mm` apart."""
    tri = vertices[faces]
    longest = np.linalg.norm(tri - np.roll(tri, 1, axis=1), axis=2).max(1)
    n = np.maximum(1, np.ceil(longest / spacing_mm).astype(int))
    points = [vertices]
    for k in np.unique(n):
        t = tri[n == k]
        u, v = np.meshgrid(np.arange(k + 1), np.arange(k + 1))
        keep = (u + v) <= k
        a, b = u[keep] / k, v[keep] / k
        w = np.stack([1 - a - b, a, b], 1)
        points.append(np.einsum("pc,tcx->tpx", w, t).reshape(-1, 3))
    return np.concatenate(points)


def mask(
    vertices: np.ndarray, faces: np.ndarray, grid: Grid, coarse: int = 4
) -> tuple[tuple[slice, ...], np.ndarray]:
    """Voxels inside a mesh.

    Parameters
    ----------
    vertices, faces : ndarray
        Mesh in mm; cracks are allowed.
    grid : Grid
    coarse : int
        Side of the coarse blocks in voxels: only blocks near the surface are evaluated voxel by voxel.

    Returns
    -------
    where : tuple of slices into the grid
    inside : ndarray of bool, the shape of those slices
    """
    lo, hi = grid.box_of(vertices)
    shape = hi - lo
    where = tuple(slice(a, b) for a, b in zip(lo, hi, strict=True))
    if (shape <= 0).any() or len(faces) == 0:
        return where, np.zeros(np.maximum(shape, 0), bool)
    origin = np.asarray(grid.origin_mm) + lo * grid.step_mm
    blocks = -(-shape // coarse)
    if np.prod(shape) < 60_000:
        index = np.indices(shape).reshape(3, -1).T
        w = igl.fast_winding_number(vertices, faces, origin + index * grid.step_mm)
        return where, (np.abs(w) > INSIDE).reshape(shape)
    centre = (np.indices(blocks).reshape(3, -1).T * coarse + (coarse - 1) / 2) * grid.step_mm + origin
    solid = (np.abs(igl.fast_winding_number(vertices, faces, centre)) > INSIDE).reshape(blocks)
    samples = surface_samples(vertices, faces, grid.step_mm * coarse * 0.6)
    b = np.floor((samples - origin + grid.step_mm / 2) / (grid.step_mm * coarse)).astype(int)
    b = np.unique(b[((b >= 0) & (b < blocks)).all(1)], axis=0)
    near = np.zeros(blocks, bool)
    near[tuple(b.T)] = True
    near |= ndimage.maximum_filter(solid, 3) != ndimage.minimum_filter(solid, 3)
    near = ndimage.binary_dilation(near, iterations=1)
    full = np.repeat(np.repeat(np.repeat(solid, coarse, 0), coarse, 1), coarse, 2)
    fine = np.repeat(np.repeat(np.repeat(near, coarse, 0), coarse, 1), coarse, 2)
    full = full[: shape[0], : shape[1], : shape[2]].copy()
    fine = fine[: shape[0], : shape[1], : shape[2]]
    index = np.argwhere(fine)
    for start in range(0, len(index), 2_000_000):
        part = index[start : start + 2_000_000]
        w = igl.fast_winding_number(vertices, faces, origin + part * grid.step_mm)
        full[tuple(part.T)] = np.abs(w) > INSIDE
    return where, full

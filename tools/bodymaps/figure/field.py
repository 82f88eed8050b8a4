"""Signed distance fields of the half body x <= 0 on regular grids, symmetric about x = 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage


@dataclass(frozen=True)
class HalfGrid:
    """Grid of nodes over the right half of the body.

    Node (i, j, k) lies at ``low_mm + step_mm * (i, j, k)``. When `mirrored`, the last node
    along x lies at x = 0 and the body beyond it is the mirror image.
    """

    low_mm: tuple[float, float, float]
    shape: tuple[int, int, int]
    step_mm: float
    mirrored: bool = True

    @classmethod
    def over(
        cls, low_mm: Sequence[float] | np.ndarray, high_mm: Sequence[float] | np.ndarray, step_mm: float
    ) -> HalfGrid:
        """Grid that covers a box; a box that reaches x >= 0 ends at the mirror plane."""
        low = np.floor(np.asarray(low_mm, float) / step_mm).astype(int)
        high = np.ceil(np.asarray(high_mm, float) / step_mm).astype(int)
        mirrored = bool(high[0] >= 0)
        if mirrored:
            high[0] = 0
        shape = high - low + 1
        origin = low * step_mm
        return cls(
            (float(origin[0]), float(origin[1]), float(origin[2])),
            (int(shape[0]), int(shape[1]), int(shape[2])),
            step_mm,
            mirrored,
        )

    def axes(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Coordinates in mm along x, y and z, shaped to broadcast against each other."""
        x, y, z = (
            (self.low_mm[a] + self.step_mm * np.arange(self.shape[a])).astype(np.float32) for a in range(3)
        )
        return x[:, None, None], y[None, :, None], z[None, None, :]

    def index(self, points: np.ndarray) -> np.ndarray:
        """Fractional node indices (N, 3) of points in mm."""
        return (points - np.asarray(self.low_mm)) / self.step_mm


def sample_mesh(vertices: np.ndarray, faces: np.ndarray, spacing_mm: float) -> np.ndarray:
    """Points (N, 3) that cover the triangles no more than about `spacing_mm` apart."""
    corners = vertices[faces]
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    counts = np.maximum(1, np.ceil(longest / spacing_mm).astype(int))
    points = [vertices]
    for n in np.unique(counts):
        i, j = np.meshgrid(np.arange(n + 1), np.arange(n + 1), indexing="ij")
        keep = i + j <= n
        a, b = i[keep] / n, j[keep] / n
        weights = np.stack([1 - a - b, a, b], axis=1)
        points.append(np.einsum("pc,tcx->tpx", weights, corners[counts == n]).reshape(-1, 3))
    return np.concatenate(points)


def pad_mirror(values: np.ndarray, grid: HalfGrid, margin: int) -> np.ndarray:
    """Values continued `margin` nodes beyond the mirror plane."""
    if not grid.mirrored or margin == 0:
        return values
    return np.concatenate([values, values[-2 : -margin - 2 : -1]], axis=0)


def nearest_distance(points: np.ndarray, grid: HalfGrid, margin_mm: float) -> tuple[np.ndarray, np.ndarray]:
    """Distance in mm from each node to the nearest of many points, and that point.

    Points are pooled by voxel (their mean stands for them), so the distance is good to a small
    fraction of the step where points lie on surfaces.

    Returns
    -------
    distance_mm : ndarray float32, the grid's shape padded beyond the mirror plane
    nearest_mm : ndarray float32, that shape + (3,)
    """
    margin = min(int(np.ceil(margin_mm / grid.step_mm)), grid.shape[0] - 2) if grid.mirrored else 0
    index = np.rint(grid.index(points)).astype(np.int64)
    keep = ((index >= 0) & (index < grid.shape)).all(axis=1)
    index, points = index[keep], points[keep]
    flat = np.ravel_multi_index(tuple(index.T), grid.shape)
    used, where = np.unique(flat, return_inverse=True)
    count = np.bincount(where)
    mean = np.stack([np.bincount(where, points[:, a]) / count for a in range(3)], axis=1)
    slot = np.full(grid.shape, -1, np.int32)
    slot.ravel()[used] = np.arange(len(used), dtype=np.int32)
    mirror = slot[-2 : -margin - 2 : -1]
    mirror = np.where(mirror >= 0, mirror + len(used), -1)
    slot = np.concatenate([slot, mirror.astype(np.int32)], axis=0) if margin else slot
    places = np.concatenate([mean, mean * [-1, 1, 1]]).astype(np.float32)
    nearest_index = ndimage.distance_transform_edt(slot < 0, return_distances=False, return_indices=True)
    nearest = places[slot[tuple(nearest_index)]]
    del nearest_index
    total = np.zeros(slot.shape, np.float32)
    for axis in range(3):
        node = grid.low_mm[axis] + grid.step_mm * np.arange(slot.shape[axis], dtype=np.float32)
        shape = [1, 1, 1]
        shape[axis] = -1
        total += (nearest[..., axis] - node.reshape(shape)) ** 2
    return np.sqrt(total), nearest


def closed_distance(
    points: np.ndarray, grid: HalfGrid, radii_mm: list[float]
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Signed distances to the closings of a set of surface points, cavities filled.

    Parameters
    ----------
    points : ndarray (N, 3)
        Samples of all surfaces in mm, closer together than the grid step.
    grid : HalfGrid
    radii_mm : list of float
        Radii of the balls that close gaps (a gap narrower than the diameter is bridged).

    Returns
    -------
    raw_mm : ndarray float32
        Unsigned distance to the points.
    closed_mm : list of ndarray float32
        One field a radius: negative inside.
    """
    margin_mm = max(radii_mm, default=0) + 6
    raw, nearest = nearest_distance(points, grid, margin_mm)
    fields = []
    for radius in radii_mm:
        grown = fill_cavities(raw <= radius, grid)
        rim = ~grown & (raw <= radius + 1.5 * grid.step_mm)
        index = np.argwhere(rim)
        node = (index * grid.step_mm + np.asarray(grid.low_mm)).astype(np.float32)
        base = nearest[rim]
        on_sphere = base + (node - base) * (radius / raw[rim])[:, None]
        inward, _ = nearest_distance(on_sphere, grid, margin_mm)
        fields.append(np.where(grown, radius - inward, raw)[: grid.shape[0]].astype(np.float32))
    return raw[: grid.shape[0]], fields


def fill_cavities(mask: np.ndarray, grid: HalfGrid) -> np.ndarray:
    """Mask with everything filled that is not connected with the grid's outer faces."""
    labels, count = ndimage.label(~mask)
    if count < 2:
        return mask
    rims = [labels[0], labels[:, 0], labels[:, -1], labels[..., 0], labels[..., -1]]
    if not grid.mirrored:
        rims.append(labels[-1])
    open_air = np.zeros(count + 1, bool)
    for rim in rims:
        open_air[np.unique(rim)] = True
    open_air[0] = False
    return ~open_air[labels]


def smooth(values: np.ndarray, grid: HalfGrid, sigma_mm: float) -> np.ndarray:
    """Gaussian smoothing with the mirror plane respected."""
    sigma = sigma_mm / grid.step_mm
    margin = min(int(np.ceil(3.2 * sigma)), grid.shape[0] - 2)
    padded = pad_mirror(values, grid, margin)
    return ndimage.gaussian_filter(padded, sigma, mode="nearest", truncate=3.0)[: grid.shape[0]]


def union(a: np.ndarray, b: np.ndarray, blend_mm: float) -> np.ndarray:
    """Smooth union (polynomial minimum) of two distance fields, rounded over `blend_mm`."""
    if blend_mm <= 0:
        return np.minimum(a, b)
    h = np.maximum(blend_mm - np.abs(a - b), 0) / blend_mm
    return np.minimum(a, b) - h * h * np.float32(blend_mm / 4)


def cut(a: np.ndarray, b: np.ndarray, blend_mm: float) -> np.ndarray:
    """Smooth difference: `a` without `b`, the edge rounded over `blend_mm`."""
    return -union(-a, b, blend_mm)


def step01(value: np.ndarray, low: float, high: float) -> np.ndarray:
    """Smooth step from 0 at `low` to 1 at `high` (either may be the larger)."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)

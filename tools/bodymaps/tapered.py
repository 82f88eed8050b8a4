"""Bands of the source made narrower for the pictures; bands and tendons drawn down on to their muscles."""

from __future__ import annotations

import igl
import numpy as np
from scipy.ndimage import (
    distance_transform_edt,
    gaussian_filter,
    gaussian_filter1d,
    grey_closing,
    map_coordinates,
)
from scipy.spatial import cKDTree

STEP_MM, STEP_RAD = 6.0, 0.06
SUNK_MM = 1.5
ABOVE_MM, HOLLOW_CELLS = 0.8, 7


def tapered(
    vertices: np.ndarray, axis_mm: tuple[float, float], widths: list[tuple[float, float]]
) -> np.ndarray:
    """An upright band round the outer side of a limb, drawn to its middle line on the surface it lies on.

    Parameters
    ----------
    vertices : ndarray (V, 3), mm
    axis_mm : tuple of float
        x (of the right side) and y of the limb's upright axis.
    widths : list of (z, width), mm
        No wider than this along the limb's round at each height, upwards; above the last, as it is.
    """
    side = -np.sign(vertices[:, 0].mean())
    radius, angle, z = _round_axis(vertices * [side, 1, 1], axis_mm)
    levels = np.arange(z.min(), z.max() + STEP_MM, STEP_MM)
    rows = [np.abs(z - level) < 2 * STEP_MM for level in levels]
    known = np.array([row.sum() > 3 for row in rows])
    levels, rows = levels[known], [row for row, there in zip(rows, known, strict=True) if there]
    ends = np.array([np.percentile(angle[row], [1, 99]) for row in rows])
    ends = gaussian_filter1d(ends, 2.0, axis=0, mode="nearest")
    wide_mm = np.diff(ends, axis=1)[:, 0] * np.array([np.median(radius[row]) for row in rows])
    at, wish = np.array(widths).T
    share = np.where(levels <= at[-1], np.minimum(1.0, np.interp(levels, at, wish) / wide_mm), 1.0)
    share = gaussian_filter1d(share, 1.5, mode="nearest")
    middle = np.interp(z, levels, ends.mean(1))
    moved = middle + (angle - middle) * np.interp(z, levels, share)
    surface = _Surface(radius, angle, z)
    far = radius + surface.at(moved, z) - surface.at(angle, z)
    return np.stack([side * (axis_mm[0] - far * np.cos(moved)), axis_mm[1] + far * np.sin(moved), z], 1)


def laid_down(
    vertices: np.ndarray, axis_mm: tuple[float, float], ground: np.ndarray, heights: tuple[float, ...]
) -> np.ndarray:
    """An upright band drawn down towards its limb's axis, on to what lies below it; it is never lifted.

    Parameters
    ----------
    vertices : ndarray (V, 3), mm
    axis_mm : tuple of float
        x (of the right side) and y of the limb's upright axis.
    ground : ndarray (N, 3), mm
        Corner points, of the right side, of what the band lies on.
    heights : tuple of four floats
        Not at all up to the first, wholly between the next two, not at all from the last.
    """
    side = -np.sign(vertices[:, 0].mean())
    radius, angle, z = _round_axis(vertices * [side, 1, 1], axis_mm)
    own = _Surface(radius, angle, z)
    below = own.like(*_round_axis(ground, axis_mm))
    gap = np.clip(own.at(angle, z) - below.at(angle, z) - ABOVE_MM, 0, None)
    far = radius - gap * np.interp(z, heights, (0.0, 1.0, 1.0, 0.0))
    return np.stack([side * (axis_mm[0] - far * np.cos(angle)), axis_mm[1] + far * np.sin(angle), z], 1)


def _round_axis(
    points: np.ndarray, axis_mm: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distance from an upright axis, angle round it and height (N,) of points (N, 3) of the right side."""
    flat = points[:, :2] - axis_mm
    return np.linalg.norm(flat, axis=1), np.arctan2(flat[:, 1], -flat[:, 0]), points[:, 2]


class _Surface:
    """How far from the axis a band lies, smoothed, by angle and height."""

    def __init__(self, radius: np.ndarray, angle: np.ndarray, z: np.ndarray) -> None:
        self.low = np.array([angle.min(), z.min()])
        points = np.stack([angle, z], 1)
        count = np.ceil((points.max(0) - self.low) / [STEP_RAD, STEP_MM]).astype(int) + 1
        grid = np.stack(np.meshgrid(*map(np.arange, count), indexing="ij"), -1) * [STEP_RAD, STEP_MM]
        scale = np.array([60.0, 1.0])
        near = cKDTree((points - self.low) * scale).query(grid.reshape(-1, 2) * scale, k=6)[1]
        self.radius = gaussian_filter(np.median(radius[near], axis=1).reshape(count), 1.5, mode="nearest")

    def like(self, radius: np.ndarray, angle: np.ndarray, z: np.ndarray) -> _Surface:
        """The outermost of other points, on the same grid, hollows between them bridged."""
        cell = np.round((np.stack([angle, z], 1) - self.low) / [STEP_RAD, STEP_MM]).astype(int)
        there = ((cell >= 0) & (cell < self.radius.shape)).all(1)
        most = np.full(self.radius.shape, -np.inf)
        np.maximum.at(most, tuple(cell[there].T), radius[there])
        empty = ~np.isfinite(most)
        nearest = distance_transform_edt(empty, return_distances=False, return_indices=True)
        found = object.__new__(_Surface)
        found.low = self.low
        found.radius = gaussian_filter(grey_closing(most[tuple(nearest)], HOLLOW_CELLS), 1.0, mode="nearest")
        return found

    def at(self, angle: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Radius (N,) at angles and heights (N,)."""
        where = (np.stack([angle, z], 1) - self.low) / [STEP_RAD, STEP_MM]
        return np.asarray(map_coordinates(self.radius, where.T, order=1, mode="nearest"))


def sunk(
    vertices: np.ndarray,
    muscle_vertices: np.ndarray,
    muscle_faces: np.ndarray,
    heights_mm: tuple[float, float],
) -> np.ndarray:
    """A tendon whose upper part goes down on to its muscle, and with its end below the muscle's surface.

    Parameters
    ----------
    vertices : ndarray (V, 3), mm
    heights_mm : tuple of float
        Up to the first (z) it stays where it is, from the second it lies `SUNK_MM` below the surface.
    """
    low, high = heights_mm
    share = np.clip((vertices[:, 2] - low) / (high - low), 0, 1)
    share = (share * share * (3 - 2 * share))[:, None]
    _, face, at = igl.point_mesh_squared_distance(vertices, muscle_vertices, muscle_faces)
    a, b, c = (muscle_vertices[muscle_faces[face, k]] for k in range(3))
    outwards = np.cross(b - a, c - a)
    outwards /= np.maximum(np.linalg.norm(outwards, axis=1, keepdims=True), 1e-9)
    return vertices + share * (at - SUNK_MM * outwards - vertices)

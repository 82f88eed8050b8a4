"""Sculpting on a signed distance field: ellipsoids and tubes added, carved and blended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from tools.bodymaps.figure.field import HalfGrid, cut, smooth, union

Point = Sequence[float] | np.ndarray
Shape = Callable[[np.ndarray], np.ndarray]


def rotation(axis: str, degrees: float) -> np.ndarray:
    """Rotation matrix (3, 3) about one axis of the frame, right-handed."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    rows = {
        "x": [[1, 0, 0], [0, c, -s], [0, s, c]],
        "y": [[c, 0, s], [0, 1, 0], [-s, 0, c]],
        "z": [[c, -s, 0], [s, c, 0], [0, 0, 1]],
    }
    return np.array(rows[axis])


def curve(points: Sequence[Point] | np.ndarray, samples: int = 24) -> np.ndarray:
    """Points (samples, n) on a smooth (Catmull-Rom) curve through control points (any columns)."""
    p = np.asarray(points, float)
    p = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    u = np.linspace(0, len(p) - 3 - 1e-9, samples)
    i = u.astype(int)
    t = (u - i)[:, None]
    a, b, c, d = p[i], p[i + 1], p[i + 2], p[i + 3]
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


class Clay:
    """A distance field that shapes are added to and carved from.

    Parameters
    ----------
    grid : HalfGrid
    field_mm : ndarray float32
        Signed distance in mm, negative inside.
    """

    def __init__(self, grid: HalfGrid, field_mm: np.ndarray) -> None:
        """Start from a copy of a field."""
        self.grid = grid
        self.field_mm = field_mm.astype(np.float32, copy=True)

    def _apply(self, low: np.ndarray, high: np.ndarray, shape: Shape, blend_mm: float, add: bool) -> None:
        margin = blend_mm + 8
        first = np.clip(np.floor(self.grid.index(low - margin)).astype(int), 0, self.grid.shape)
        last = np.clip(np.ceil(self.grid.index(high + margin)).astype(int) + 1, 0, self.grid.shape)
        if (last <= first).any():
            return
        box = tuple(slice(a, b) for a, b in zip(first, last, strict=True))
        axes = [
            (self.grid.low_mm[a] + self.grid.step_mm * np.arange(first[a], last[a])).astype(np.float32)
            for a in range(3)
        ]
        places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
        value = shape(places).astype(np.float32)
        old = self.field_mm[box]
        self.field_mm[box] = union(old, value, blend_mm) if add else cut(old, value, blend_mm)

    def ellipsoid(
        self,
        centre: Point,
        radii: Point,
        blend_mm: float,
        turn: np.ndarray | None = None,
        carve: bool = False,
    ) -> None:
        """Add (or carve) an ellipsoid; `turn` (3, 3) carries its own axes to the frame's."""
        c, r = np.asarray(centre, np.float32), np.asarray(radii, np.float32)
        m = (np.eye(3) if turn is None else turn).astype(np.float32)

        def shape(p: np.ndarray) -> np.ndarray:
            q = (p - c) @ m
            k0 = np.linalg.norm(q / r, axis=-1)
            k1 = np.linalg.norm(q / (r * r), axis=-1)
            return k0 * (k0 - 1) / np.maximum(k1, 1e-6)

        self._apply(c - r.max(), c + r.max(), shape, blend_mm, not carve)

    def tube(self, path: np.ndarray, blend_mm: float, carve: bool = False) -> None:
        """Add (or carve) a tube along a polyline (n, 4) of x, y, z and radius in mm."""
        path = np.asarray(path, np.float32)

        def shape(p: np.ndarray) -> np.ndarray:
            best = np.full(p.shape[:-1], 1e6, np.float32)
            for a, b in pairwise(path):
                pa, ba = p - a[:3], b[:3] - a[:3]
                t = np.clip(pa @ ba / max(float(ba @ ba), 1e-6), 0, 1)
                d = np.linalg.norm(pa - t[..., None] * ba, axis=-1) - (a[3] + t * (b[3] - a[3]))
                np.minimum(best, d, out=best)
            return best

        reach = path[:, 3].max()
        self._apply(path[:, :3].min(0) - reach, path[:, :3].max(0) + reach, shape, blend_mm, not carve)

    def free(self, low: Point, high: Point, shape: Shape, blend_mm: float, carve: bool = False) -> None:
        """Add (or carve) any distance function of places (..., 3) in mm inside a box."""
        self._apply(np.asarray(low, float), np.asarray(high, float), shape, blend_mm, not carve)

    def engrave(self, path: np.ndarray, depth_mm: float, width_mm: float) -> None:
        """Press a soft groove of a given depth along a polyline (n, 3) that runs near the surface.

        Depth across y counts a third, so a path a few millimetres off a front surface still works.
        A groove pressed this way can never become a tunnel.
        """
        path = np.asarray(path, np.float32)[:, :3]
        thin = np.array([1, 1 / 3, 1], np.float32)
        margin = 3 * width_mm
        first = np.clip(
            np.floor(self.grid.index(path.min(0) - margin / thin)).astype(int), 0, self.grid.shape
        )
        last = np.clip(
            np.ceil(self.grid.index(path.max(0) + margin / thin)).astype(int) + 1, 0, self.grid.shape
        )
        box = tuple(slice(a, b) for a, b in zip(first, last, strict=True))
        axes = [
            (self.grid.low_mm[a] + self.grid.step_mm * np.arange(first[a], last[a])).astype(np.float32)
            for a in range(3)
        ]
        p = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1) * thin
        line = path * thin
        best = np.full(p.shape[:-1], 1e6, np.float32)
        for a, b in pairwise(line):
            ab = b - a
            t = np.clip((p - a) @ ab / max(float(ab @ ab), 1e-6), 0, 1)
            np.minimum(best, ((p - a - t[..., None] * ab) ** 2).sum(-1), out=best)
        self.field_mm[box] += depth_mm * np.exp(-best / width_mm**2)

    def soften(self, sigma_mm: float) -> None:
        """Smooth the whole field."""
        self.field_mm = smooth(self.field_mm, self.grid, sigma_mm)

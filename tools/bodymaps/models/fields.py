"""Voxel fields: where a grid point lies in a sheet or column, what is in its way, the mesh of the rest."""

from __future__ import annotations

from dataclasses import dataclass

import igl
import numpy as np
import pyvista as pv
from scipy import ndimage
from scipy.interpolate import PchipInterpolator
from scipy.spatial import cKDTree
from skimage.measure import marching_cubes

FAR_MM = 50.0
Mesh = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Grid:
    """A regular box of points: `origin` (3,) mm, `shape` (3,), `step_mm`."""

    origin: np.ndarray
    shape: tuple[int, int, int]
    step_mm: float

    @classmethod
    def around(cls, points: np.ndarray, step_mm: float, margin_mm: float) -> Grid:
        """Grid that holds `points` (N, 3) with a margin."""
        lo = np.floor((points.min(0) - margin_mm) / step_mm) * step_mm
        shape = np.ceil((points.max(0) + margin_mm - lo) / step_mm).astype(int) + 1
        return cls(lo, (int(shape[0]), int(shape[1]), int(shape[2])), step_mm)

    @property
    def end(self) -> np.ndarray:
        """Last corner (3,) in mm."""
        return self.origin + self.step_mm * (np.array(self.shape) - 1)

    def points(self, chosen: np.ndarray | None = None) -> np.ndarray:
        """Points (N, 3) of the whole grid in C order, or of the chosen flat indices only."""
        flat = np.arange(int(np.prod(self.shape))) if chosen is None else chosen
        return np.stack(np.unravel_index(flat, self.shape), -1) * self.step_mm + self.origin

    def sample(self, values: np.ndarray, points: np.ndarray) -> np.ndarray:
        """Trilinear values of a grid array at points (N, 3)."""
        at = ((points - self.origin) / self.step_mm).T
        return ndimage.map_coordinates(values, at, order=1, mode="nearest")


def inside(mesh: Mesh, points: np.ndarray) -> np.ndarray:
    """Which points (N, 3) lie inside a mesh, by generalised winding number (cracks do no harm)."""
    v, f = mesh
    result = np.zeros(len(points), bool)
    near = np.flatnonzero(((points >= v.min(0)) & (points <= v.max(0))).all(1))
    if len(near):
        w = igl.fast_winding_number(v, f, np.ascontiguousarray(points[near]))
        result[near] = np.abs(w) > 0.5
    return result


def signed_distance(mask: np.ndarray, step_mm: float) -> np.ndarray:
    """Distance (mm) to the border of a mask, negative inside."""
    if not mask.any():
        return np.full(mask.shape, FAR_MM, np.float32)
    out = ndimage.distance_transform_edt(~mask) - ndimage.distance_transform_edt(mask)
    return np.clip((out - np.sign(out) * 0.5) * step_mm, -FAR_MM, FAR_MM).astype(np.float32)


def resample(curve: np.ndarray, n: int) -> np.ndarray:
    """A smooth curve through points (K, 3), as `n` points evenly spaced along it."""
    curve = np.asarray(curve, float)
    t = np.r_[0, np.cumsum(np.linalg.norm(np.diff(curve, axis=0), axis=1))]
    fine = PchipInterpolator(t, curve)(np.linspace(0, t[-1], 400)) if len(curve) > 2 else None
    if fine is None:
        return curve[0] + np.linspace(0, 1, n)[:, None] * (curve[1] - curve[0])
    s = np.r_[0, np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))]
    at = np.linspace(0, s[-1], n)
    return np.stack([np.interp(at, s, fine[:, k]) for k in range(3)], -1)


def loft(curves: list, along: int = 48, across: int = 48) -> np.ndarray:
    """Net (along, across, 3) of points on the smooth surface through several curves.

    Parameters
    ----------
    curves : list of array-like (K, 3)
        Fibre lines, each from origin to insertion, in order across the muscle. K may differ.
    """
    rows = np.stack([resample(np.asarray(c, float), along) for c in curves], 1)
    if len(curves) == 1:
        return rows
    t = np.r_[0, np.cumsum(np.linalg.norm(np.diff(rows, axis=1), axis=2).mean(0))]
    return PchipInterpolator(t, rows, axis=1)(np.linspace(0, t[-1], across))


def drape(
    net: np.ndarray,
    grid: Grid,
    distance_mm: np.ndarray,
    gap_mm: np.ndarray | float,
    hug: np.ndarray | float = 1.0,
    reach_mm: float = 14.0,
    rounds: int = 40,
    fixed: np.ndarray | None = None,
) -> np.ndarray:
    """Lay a net on what lies beneath it.

    Parameters
    ----------
    net : ndarray (A, B, 3)
    grid, distance_mm
        Signed distance to the obstacles on a grid.
    gap_mm
        Wished distance of the net from the obstacles (half the thickness).
    hug : array or float in 0..1
        How strongly the net is drawn down on to the obstacles; it is pushed out of them always.
    fixed : ndarray (A, B) bool, optional
        Points that stay (attachments).
    """
    smooth = ndimage.gaussian_filter(distance_mm, 0.8)
    slope = np.stack(np.gradient(smooth, grid.step_mm), -1)
    p = net.copy()
    gap = np.broadcast_to(gap_mm, net.shape[:2])
    pull = np.broadcast_to(hug, net.shape[:2])
    for _ in range(rounds):
        flat = p.reshape(-1, 3)
        d = grid.sample(smooth, flat).reshape(gap.shape)
        g = np.stack([grid.sample(slope[..., k], flat) for k in range(3)], -1).reshape(p.shape)
        g /= np.maximum(np.linalg.norm(g, axis=-1, keepdims=True), 1e-6)
        move = gap - d
        move = np.where(move > 0, np.minimum(move, 3.0), np.maximum(move, -3.0) * pull * (d < reach_mm))
        shift = move[..., None] * g * 0.6
        if fixed is not None:
            shift[fixed] = 0
        p = p + shift
        soft = np.stack([ndimage.gaussian_filter(p[..., k], 0.9, mode="nearest") for k in range(3)], -1)
        keep = np.zeros(gap.shape, bool) if fixed is None else fixed.copy()
        keep[0], keep[-1], keep[:, 0], keep[:, -1] = True, True, True, True
        p = np.where(keep[..., None], p, soft)
        for edge in ((0, slice(None)), (-1, slice(None)), (slice(None), 0), (slice(None), -1)):
            line = ndimage.gaussian_filter1d(p[edge], 0.9, axis=0, mode="nearest")
            line[0], line[-1] = p[edge][0], p[edge][-1]
            p[edge] = line if fixed is None else np.where(fixed[edge][:, None], p[edge], line)
    return p


def dense(net: np.ndarray, thickness_mm: np.ndarray, spacing_mm: float) -> tuple[np.ndarray, np.ndarray]:
    """Points (N, 3) at about `spacing_mm` on the net's surface, and the thickness at each."""
    a, b = net.shape[:2]
    length = np.linalg.norm(np.diff(net, axis=0), axis=2).sum(0).max()
    width = np.linalg.norm(np.diff(net, axis=1), axis=2).sum(1).max() if b > 1 else 0.0
    u = np.linspace(0, a - 1, max(2, int(length / spacing_mm) + 1))
    w = np.linspace(0, b - 1, max(1, int(width / spacing_mm) + 1)) if b > 1 else np.zeros(1)
    uu, ww = np.meshgrid(u, w, indexing="ij")
    at = np.stack([uu.ravel(), ww.ravel()])
    points = np.stack([ndimage.map_coordinates(net[..., k], at, order=1) for k in range(3)], -1)
    thick = ndimage.map_coordinates(np.broadcast_to(thickness_mm, (a, b)).astype(float), at, order=1)
    return points, thick


def sheet(net: np.ndarray, thickness_mm: np.ndarray | float, grid: Grid) -> np.ndarray:
    """Field of a sheet: distance (mm) to its border, negative inside, FAR_MM away from it."""
    points, thick = dense(net, np.asarray(thickness_mm, float), grid.step_mm * 0.5)
    mark = np.zeros(grid.shape, bool)
    at = np.round((points - grid.origin) / grid.step_mm).astype(int)
    at = at[((at >= 0) & (at < grid.shape)).all(1)]
    mark[tuple(at.T)] = True
    reach = thick.max() / 2 + 2.5 * grid.step_mm
    near = np.flatnonzero((ndimage.distance_transform_edt(~mark) * grid.step_mm <= reach).ravel())
    d, i = cKDTree(points).query(grid.points(near))
    field = np.full(mark.size, FAR_MM, np.float32)
    field[near] = d - thick[i] / 2
    return field.reshape(grid.shape)


def column(levels: list[tuple[float, list]], grid: Grid) -> np.ndarray:
    """Field of a solid given by horizontal outlines.

    Parameters
    ----------
    levels : list of (z_mm, outline (K, 2) of x, y in mm)
        Every outline has the same number of corners, in the same order.
    """
    z = np.array([lv[0] for lv in levels], float)
    rings = np.array([lv[1] for lv in levels], float)
    order = np.argsort(z)
    z, rings = z[order], rings[order]
    xs = grid.origin[0] + grid.step_mm * np.arange(grid.shape[0])
    ys = grid.origin[1] + grid.step_mm * np.arange(grid.shape[1])
    px, py = np.meshgrid(xs, ys, indexing="ij")
    field = np.full(grid.shape, FAR_MM, np.float32)
    for k in range(grid.shape[2]):
        level = grid.origin[2] + grid.step_mm * k
        beyond = max(z[0] - level, level - z[-1])
        if beyond > 2 * grid.step_mm:
            continue
        ring = np.array(
            [
                [np.interp(level, z, rings[:, i, 0]), np.interp(level, z, rings[:, i, 1])]
                for i in range(rings.shape[1])
            ]
        )
        field[:, :, k] = np.maximum(polygon_distance(ring, px, py), beyond)
    return field


def polygon_distance(ring: np.ndarray, px: np.ndarray, py: np.ndarray) -> np.ndarray:
    """Signed distance (mm, negative inside) from points to a closed polygon (K, 2)."""
    best = np.full(px.shape, np.inf)
    odd = np.zeros(px.shape, bool)
    for a, b in zip(ring, np.roll(ring, -1, 0), strict=True):
        e = b - a
        wx, wy = px - a[0], py - a[1]
        t = np.clip((wx * e[0] + wy * e[1]) / max(e @ e, 1e-9), 0, 1)
        best = np.minimum(best, (wx - t * e[0]) ** 2 + (wy - t * e[1]) ** 2)
        if a[1] != b[1]:
            crosses = (a[1] > py) != (b[1] > py)
            odd ^= crosses & (px < (b[0] - a[0]) * (py - a[1]) / (b[1] - a[1]) + a[0])
    return np.where(odd, -1, 1) * np.sqrt(best)


def largest(field: np.ndarray, keep_mm3: float | None = None, step_mm: float = 1.0) -> np.ndarray:
    """The field with only its largest piece left (or every piece of at least `keep_mm3`)."""
    labels, n = ndimage.label(field < 0)
    if n <= 1:
        return field
    size = np.bincount(labels.ravel())[1:]
    wanted = np.flatnonzero(size * step_mm**3 >= keep_mm3) + 1 if keep_mm3 else np.array([size.argmax() + 1])
    drop = (labels > 0) & ~np.isin(labels, wanted)
    return np.where(drop, np.float32(0.5), field)


def to_mesh(field: np.ndarray, grid: Grid, faces: int = 12_000) -> Mesh:
    """Smooth mesh of the region where the field is negative."""
    padded = np.pad(np.clip(field, -5, 5), 1, constant_values=5.0)
    v, f, _, _ = marching_cubes(padded, 0.0, spacing=(grid.step_mm,) * 3)
    v = v + grid.origin - grid.step_mm
    poly = pv.PolyData(v, np.c_[np.full(len(f), 3), f].ravel())
    poly = poly.smooth_taubin(n_iter=16, pass_band=0.12)
    if len(f) > faces:
        poly = poly.decimate(1 - faces / len(f), volume_preservation=True)
    v, f = np.asarray(poly.points, float), poly.faces.reshape(-1, 4)[:, 1:]
    if igl_volume(v, f) < 0:
        f = f[:, ::-1]
    return v, np.ascontiguousarray(f)


def igl_volume(v: np.ndarray, f: np.ndarray) -> float:
    """Enclosed volume of a closed mesh in mm3."""
    a, b, c = v[f[:, 0]], v[f[:, 1]], v[f[:, 2]]
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)

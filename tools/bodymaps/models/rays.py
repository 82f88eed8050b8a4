"""Where a ray meets a mesh."""

from __future__ import annotations

import numpy as np


def first_hit(v: np.ndarray, f: np.ndarray, start: np.ndarray, ray: np.ndarray) -> float:
    """Least parameter t > 0 at which start + t ray meets a triangle (Moeller-Trumbore), or infinity."""
    a, e1, e2 = v[f[:, 0]], v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]]
    h = np.cross(ray, e2)
    det = np.einsum("ij,ij->i", e1, h)
    ok = np.abs(det) > 1e-12
    inv = np.where(ok, 1 / np.where(ok, det, 1), 0)
    s = start - a
    u = np.einsum("ij,ij->i", s, h) * inv
    q = np.cross(s, e1)
    w = (q @ ray) * inv
    t = np.einsum("ij,ij->i", e2, q) * inv
    good = ok & (u >= -1e-6) & (w >= -1e-6) & (u + w <= 1 + 1e-6) & (t > 0)
    return float(t[good].min()) if good.any() else float("inf")

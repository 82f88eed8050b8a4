"""The grain of fibres in a picture: noise smeared along the direction in which the fibres run."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numba
import numpy as np

FINE_MM, BUNDLE_MM = 0.22, 0.85
LENGTH_MM = 18.0
STRIDE_PX = 2.4


@numba.njit(cache=True)
def _smear(noise, dx, dy, ids, steps, out):  # type: ignore[no-untyped-def]
    h, w = ids.shape
    for r in range(h):
        for c in range(w):
            own = ids[r, c]
            if own < 0:
                continue
            total, count = noise[r, c], 1.0
            for sign in (-1.0, 1.0):
                y, x = r + 0.5, c + 0.5
                vx, vy = dx[r, c] * sign, dy[r, c] * sign
                for _ in range(steps):
                    x += vx
                    y += vy
                    i, j = int(y), int(x)
                    if i < 0 or j < 0 or i >= h or j >= w or ids[i, j] != own:
                        break
                    total += noise[i, j]
                    count += 1.0
                    nx, ny = dx[i, j], dy[i, j]
                    if nx * vx + ny * vy < 0:
                        nx, ny = -nx, -ny
                    vx, vy = nx, ny
            out[r, c] = total / np.sqrt(count)


@lru_cache(2)
def _noise(shape: tuple[int, int], px_per_mm: float) -> np.ndarray:
    """Noise (H, W) of two sizes: single fibres and bundles."""
    rng = np.random.default_rng(3)
    noise = np.zeros(shape, np.float32)
    for width_mm, share in ((FINE_MM, 0.55), (BUNDLE_MM, 0.45)):
        raw = rng.standard_normal(shape, np.float32)
        layer = np.asarray(cv2.GaussianBlur(raw, (0, 0), max(0.5, width_mm * px_per_mm)))
        noise += share * layer / layer.std()
    return noise


def grain(direction_px: np.ndarray, ids: np.ndarray, px_per_mm: float) -> np.ndarray:
    """Streaks (H, W) with mean 0 and a spread of about 1 along fibres.

    Parameters
    ----------
    direction_px : ndarray (H, W, 2) float32
        Direction of the fibres in the picture (x, y); its length tells nothing.
    ids : ndarray (H, W) int32
        Streaks end where the number changes; less than 0: none.
    px_per_mm : float
    """
    noise = _noise(ids.shape, px_per_mm)
    length = np.maximum(np.linalg.norm(direction_px, axis=2), 1e-6)
    dx, dy = direction_px[..., 0] / length, direction_px[..., 1] / length
    steps = int(np.clip(LENGTH_MM * px_per_mm / 2 / STRIDE_PX, 6, 30))
    out = np.zeros(ids.shape, np.float32)
    stride = np.float32(STRIDE_PX)
    _smear(noise, dx.astype(np.float32) * stride, dy.astype(np.float32) * stride, ids, steps, out)
    there = ids >= 0
    return out / max(float(out[there].std()), 1e-6) if there.any() else out

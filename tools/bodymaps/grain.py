"""The grain of fibres in a picture: noise smeared along the direction in which the fibres run."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numba
import numpy as np

# Widths in mm, each with its share of the noise: single fibres and bundles, and the fascicles in which flesh
# and tendon interlock.
STREAKS = ((0.22, 0.55), (0.85, 0.45))
FASCICLES = ((0.22, 0.5), (0.55, 0.5))
STREAK_MM, FASCICLE_MM = 18.0, 50.0
STRIDE_PX, MOST_STEPS = 2.4, 30
FASCICLE_STRIDE_PX, MOST_FASCICLE_STEPS = 1.6, 130  # steps wider than a bundle would comb it across


@numba.njit(cache=True)
def _smear(noise, dx, dy, ids, wanted, steps, out):  # type: ignore[no-untyped-def]
    h, w = ids.shape
    for r in range(h):
        for c in range(w):
            own = ids[r, c]
            if own < 0 or not wanted[r, c]:
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


@lru_cache(4)
def _noise(shape: tuple[int, int], px_per_mm: float, widths: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Noise (H, W) of some widths in mm, each with its share."""
    rng = np.random.default_rng(3)
    noise = np.zeros(shape, np.float32)
    for width_mm, share in widths:
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
    steps = int(np.clip(STREAK_MM * px_per_mm / 2 / STRIDE_PX, 6, MOST_STEPS))
    return _smeared(direction_px, ids, _noise(ids.shape, px_per_mm, STREAKS), ids >= 0, steps, STRIDE_PX)


def fascicles(direction_px: np.ndarray, ids: np.ndarray, px_per_mm: float, wanted: np.ndarray) -> np.ndarray:
    """As `grain`, where it is wanted (H, W), of bundles that run as long as flesh takes to become tendon."""
    steps = int(np.clip(FASCICLE_MM * px_per_mm / 2 / FASCICLE_STRIDE_PX, 6, MOST_FASCICLE_STEPS))
    noise = _noise(ids.shape, px_per_mm, FASCICLES)
    return _smeared(direction_px, ids, noise, wanted & (ids >= 0), steps, FASCICLE_STRIDE_PX)


def _smeared(
    direction_px: np.ndarray,
    ids: np.ndarray,
    noise: np.ndarray,
    wanted: np.ndarray,
    steps: int,
    stride_px: float,
) -> np.ndarray:
    length = np.maximum(np.linalg.norm(direction_px, axis=2), 1e-6)
    dx, dy = direction_px[..., 0] / length, direction_px[..., 1] / length
    out = np.zeros(ids.shape, np.float32)
    stride = np.float32(stride_px)
    _smear(noise, dx.astype(np.float32) * stride, dy.astype(np.float32) * stride, ids, wanted, steps, out)
    return out / max(float(out[wanted].std()), 1e-6) if wanted.any() else out

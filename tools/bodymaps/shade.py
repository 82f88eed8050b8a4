"""Turn what is seen into a softly lit picture."""

from __future__ import annotations

import cv2
import numpy as np

from tools.bodymaps.raster import Buffers
from tools.bodymaps.views import ViewFrame

KEY, FILL = np.array([-0.38, -0.55, -0.75]), np.array([0.70, -0.10, -0.70])
MIDDLE_LIGHT = 0.86
CUT_LIGHT = 0.78
AMBIENT_SKY, AMBIENT_GROUND = 0.54, 0.40


def _lights(frame: ViewFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Key and fill light and the way up, in the body's frame."""
    axes = np.stack([frame.right, frame.down, np.asarray(frame.towards)])
    return KEY @ axes, FILL @ axes, -np.asarray(frame.down, float)


def occlusion(depth: np.ndarray, px_per_mm: float) -> np.ndarray:
    """How much each pixel lies below its surroundings (H, W), 0 open to 1 deep in a fold.

    The depth is compared with its blurred self at three scales (unsharp masking of the depth buffer).
    """
    inside = np.isfinite(depth)
    if not inside.any():
        return np.zeros_like(depth)
    d = np.where(inside, depth, 0).astype(np.float32)
    w = inside.astype(np.float32)
    out = np.zeros_like(d)
    for radius_mm, gain in ((1.5, 0.40), (5.0, 0.09), (16.0, 0.026)):
        k = max(0.8, radius_mm * px_per_mm)
        mean = _blur(d, k) / np.maximum(_blur(w, k), 1e-3)
        out += np.clip((d - mean) * gain, 0, 0.5)
    return np.where(inside, np.clip(out, 0, 0.75), 0)


def _blur(image: np.ndarray, sigma_px: float) -> np.ndarray:
    """Gaussian blur; wide ones are done on a smaller picture."""
    small = max(1, int(sigma_px / 4))
    h, w = image.shape
    if small == 1:
        return cv2.GaussianBlur(image, (0, 0), sigma_px)
    less = cv2.resize(image, (-(-w // small), -(-h // small)), interpolation=cv2.INTER_AREA)
    return cv2.resize(
        cv2.GaussianBlur(less, (0, 0), sigma_px / small), (w, h), interpolation=cv2.INTER_LINEAR
    )


def edges(ids: np.ndarray) -> np.ndarray:
    """Fine lines (H, W) 0..1 where the part changes."""
    line = np.zeros(ids.shape, np.float32)
    for axis in (0, 1):
        a = np.swapaxes(ids, 0, axis)
        change = (a[1:] != a[:-1]) & (a[1:] >= 0) & (a[:-1] >= 0)
        target = np.swapaxes(line, 0, axis)
        target[1:][change] = 1
        target[:-1][change] = 1
    return line


def shade(
    buffers: Buffers,
    frame: ViewFrame,
    colour: np.ndarray,
    scale: float,
    line: float = 0.35,
    clipped: bool = False,
) -> np.ndarray:
    """Light a picture.

    Parameters
    ----------
    buffers : Buffers
    frame : ViewFrame
    colour : ndarray (H, W, 3)
        Base colour of each pixel, 0..1, linear enough for display.
    scale : float
        Pixels of the buffers per pixel of the picture.
    line : float
        Strength of the lines between parts.
    clipped : bool
        Draw the inside of the mesh as a flat cut.

    Returns
    -------
    ndarray (H, W, 4) float32, colour and coverage in 0..1
    """
    key, fill, up = _lights(frame)
    n = buffers.normal
    wrap = 0.35
    k = np.clip((n @ key.astype(np.float32) + wrap) / (1 + wrap), 0, 1)
    f = np.clip((n @ fill.astype(np.float32) + 0.3) / 1.3, 0, 1)
    sky = (n @ up.astype(np.float32)) * 0.5 + 0.5
    facing = np.clip(-(n @ np.asarray(frame.towards, np.float32)), 0, 1)
    light = 0.47 * k + 0.22 * f + AMBIENT_GROUND + (AMBIENT_SKY - AMBIENT_GROUND) * sky
    light *= 0.80 + 0.20 * facing**0.7
    px_per_mm = scale / frame.mm_per_px
    shadow = occlusion(buffers.depth, px_per_mm) * np.clip(facing * 1.6, 0.25, 1)
    light = light * (1 - 0.75 * shadow)
    if clipped:
        light[buffers.inner] = CUT_LIGHT
    inside = buffers.id >= 0
    if inside.any():
        light *= np.clip(MIDDLE_LIGHT / np.median(light[inside]), 0.9, 1.3)
    warm = np.array([1.0, 0.985, 0.965], np.float32)
    cool = np.array([0.93, 0.96, 1.0], np.float32)
    tint = warm * k[..., None] + cool * (1 - k[..., None])
    half = (key * 1.0 - np.asarray(frame.towards)) * 1.0
    half = half / np.linalg.norm(half)
    gloss = np.clip(n @ half.astype(np.float32), 0, 1) ** 26 * 0.05
    rgb = colour * light[..., None] * tint + gloss[..., None]
    if line:
        width = max(1.0, scale * 0.45)
        mark = cv2.GaussianBlur(edges(buffers.id), (0, 0), width) * 1.3
        rgb = rgb * (1 - line * np.clip(mark, 0, 1))[..., None]
    alpha = (buffers.id >= 0).astype(np.float32)
    return np.dstack([np.clip(rgb, 0, 1) * alpha[..., None], alpha]).astype(np.float32)


def reduce(image: np.ndarray, size_px: tuple[int, int]) -> np.ndarray:
    """Average down to (width, height); the input has premultiplied alpha."""
    return cv2.resize(image, size_px, interpolation=cv2.INTER_AREA)


def over(top: np.ndarray, bottom: np.ndarray, opacity: np.ndarray | float = 1.0) -> np.ndarray:
    """Premultiplied `top` over `bottom`."""
    o = np.asarray(opacity, np.float32)
    top = top * (o[..., None] if o.ndim else o)
    return top + bottom * (1 - top[..., 3:])

"""Turn what is seen into a softly lit picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tools.bodymaps.raster import Buffers
from tools.bodymaps.views import ViewFrame

KEY, FILL = np.array([-0.42, -0.55, -0.72]), np.array([0.75, -0.05, -0.66])
KEY_SHARE, FILL_SHARE, AMBIENT_SHARE = 0.44, 0.16, 0.52
CUT_LIGHT = 0.92
EXPOSED, MOST_EXPOSED = 0.74, 1.20
# Gaps between parts smaller than this are in shadow: the page does not shine through them.
PINHOLE_MM2, PINHOLE_BLUR_MM, PINHOLE_SHADE = 36.0, 1.5, 0.5
WARM = np.array([1.0, 0.985, 0.955], np.float32)
COOL = np.array([0.955, 0.975, 1.0], np.float32)


@dataclass(frozen=True)
class Look:
    """What the surface is like at each pixel.

    Attributes
    ----------
    colour : ndarray (H, W, 3) float32
        Base colour 0..1.
    sheen : ndarray (H, W) float32
        How much it shines.
    fibre : ndarray (H, W, 3) float32
        Unit direction of its fibres, 0 where it has none.
    glow : float
        How much red shines through at the edge of light and shade (skin).
    """

    colour: np.ndarray
    sheen: np.ndarray
    fibre: np.ndarray
    glow: float = 0.0


def plain(colour: np.ndarray, sheen: float = 0.0, glow: float = 0.0) -> Look:
    """A surface without fibres."""
    shape = colour.shape[:2]
    return Look(colour, np.full(shape, sheen, np.float32), np.zeros((*shape, 3), np.float32), glow)


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


def edge_lines(ids: np.ndarray, scale: float) -> np.ndarray:
    """Soft lines (H, W) 0..1 where the part changes, in buffers `scale` times finer than the picture."""
    mark = cv2.GaussianBlur(edges(ids), (0, 0), max(0.8, scale * 0.35))
    return np.clip(mark * 1.2, 0, 1)


def exposure(buffers: Buffers, frame: ViewFrame, sky: np.ndarray) -> float:
    """How much brighter a picture is printed whose subject turns away from the light; 1: as it is."""
    inside = (buffers.id >= 0) & ~buffers.cut
    if not inside.any():
        return 1.0
    n, open_sky = buffers.normal[inside][::7], np.clip(sky[inside][::7], 0, 1)[:, None]
    mean = float(_light(n, open_sky[:, 0], frame).mean())
    return float(np.clip(EXPOSED / mean, 1.0, MOST_EXPOSED))


def lit(
    buffers: Buffers,
    frame: ViewFrame,
    look: Look,
    sky: np.ndarray,
    lines: np.ndarray | None = None,
    gain: float = 1.0,
) -> np.ndarray:
    """Light a picture.

    Parameters
    ----------
    buffers : Buffers
    frame : ViewFrame
    look : Look
    sky : ndarray (H, W)
        How open to the sky each pixel lies, 0..1.
    lines : ndarray (H, W), optional
        How much darker the lines between parts are, 0..1.
    gain : float
        How much brighter (`exposure`).

    Returns
    -------
    ndarray (H, W, 4) float32, colour (premultiplied) and coverage in 0..1
    """
    key, _, view = _lamps(frame)
    inside = buffers.id >= 0
    n = buffers.normal[inside]
    open_sky = np.clip(sky[inside], 0, 1).astype(np.float32)
    light = _light(n, open_sky, frame) * np.float32(gain)
    if look.glow:
        k = _by_key(n, key)
        turn = np.exp(-(((k - 0.28) / 0.2) ** 2)) * look.glow
        light *= 1 + turn[:, None] * np.array([0.10, -0.02, -0.05], np.float32)
    light[buffers.cut[inside]] = CUT_LIGHT
    half = key + view
    half /= np.linalg.norm(half)
    fibre = look.fibre[inside]
    towards_half = np.clip(n @ half, 0, 1)
    across = np.sqrt(np.clip(1 - (fibre @ half) ** 2, 0, 1)) * towards_half**4
    gloss = np.where(np.abs(fibre).sum(-1) > 0.5, across**14, towards_half**24)
    flat = look.colour[inside] * light + (look.sheen[inside] * gloss * open_sky)[:, None] * WARM
    rgb = np.zeros((*inside.shape, 3), np.float32)
    rgb[inside] = np.clip(flat, 0, 1)
    if lines is not None:
        rgb *= (1 - lines)[..., None]
    return np.dstack([rgb, inside.astype(np.float32)])


def _lamps(frame: ViewFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Directions to the key light, to the fill light and to the viewer."""
    axes = np.stack([frame.right, np.asarray(frame.down), np.asarray(frame.towards)])
    key, fill = ((v / np.linalg.norm(v) @ axes).astype(np.float32) for v in (KEY, FILL))
    return key, fill, -np.asarray(frame.towards, np.float32)


def _by_key(n: np.ndarray, key: np.ndarray) -> np.ndarray:
    return np.clip((n @ key + 0.25) / 1.25, 0, 1)


def _light(n: np.ndarray, open_sky: np.ndarray, frame: ViewFrame) -> np.ndarray:
    """Light (N, 3) that falls on points with normals (N, 3), as far as they see the sky (N,)."""
    key, fill, view = _lamps(frame)
    f = np.clip((n @ fill + 0.35) / 1.35, 0, 1)
    dome = 0.86 + 0.14 * (n @ -np.asarray(frame.down, np.float32))
    direct = 0.35 + 0.65 * np.sqrt(open_sky)
    shade_tint = np.stack([open_sky**0.85, open_sky**1.08, open_sky**1.10], -1)
    light = (KEY_SHARE * _by_key(n, key) * direct)[:, None] * WARM + (FILL_SHARE * f * direct)[:, None] * COOL
    light += (AMBIENT_SHARE * dome)[:, None] * shade_tint
    light *= (0.93 + 0.07 * np.clip(n @ view, 0, 1))[:, None]
    return np.asarray(light)


def evened(light: np.ndarray, there: np.ndarray, over_px: float) -> np.ndarray:
    """Light (H, W) blurred over some pixels, of what lies there (H, W) alone."""
    weight = there.astype(np.float32)
    blurred, share = (
        np.asarray(cv2.GaussianBlur(values.astype(np.float32), (0, 0), over_px))
        for values in (light * weight, weight)
    )
    return np.asarray(np.where(there, blurred / np.maximum(share, 1e-3), light), np.float32)


def without_pinholes(picture: np.ndarray, ids: np.ndarray, mm_per_px: float) -> np.ndarray:
    """The picture (H, W, 4) with small gaps (`ids` less than 0) in the shade of what is round them."""
    gap = ids < 0
    _, label, stats, _ = cv2.connectedComponentsWithStats(gap.astype(np.uint8), connectivity=4)
    small = stats[:, cv2.CC_STAT_AREA] * mm_per_px**2 < PINHOLE_MM2
    small[0] = False
    hole = small[label]
    if not hole.any():
        return picture
    blur = (0, 0), PINHOLE_BLUR_MM / mm_per_px
    near = (
        np.asarray(cv2.GaussianBlur(picture, *blur))
        / np.maximum(np.asarray(cv2.GaussianBlur((~gap).astype(np.float32), *blur)), 1e-3)[..., None]
    )
    out = picture.copy()
    out[hole] = near[hole] * np.array([PINHOLE_SHADE] * 3 + [1.0], np.float32)
    return np.clip(out, 0, 1)


def softened(image: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """A picture without supersampling whose steps at the edges of parts are smoothed a little."""
    stairs = np.zeros(ids.shape, np.uint8)
    stairs[1:] |= ids[1:] != ids[:-1]
    stairs[:, 1:] |= ids[:, 1:] != ids[:, :-1]
    near = cv2.dilate(stairs, np.ones((2, 2), np.uint8), anchor=(1, 1)).astype(bool)
    out = image.copy()
    out[near] = np.asarray(cv2.GaussianBlur(image, (0, 0), 0.7))[near]
    return out


def reduce(image: np.ndarray, size_px: tuple[int, int]) -> np.ndarray:
    """Average down to (width, height); the input has premultiplied alpha."""
    return cv2.resize(image, size_px, interpolation=cv2.INTER_AREA)


def over(top: np.ndarray, bottom: np.ndarray, opacity: np.ndarray | float = 1.0) -> np.ndarray:
    """Premultiplied `top` over `bottom`."""
    o = np.asarray(opacity, np.float32)
    top = top * (o[..., None] if o.ndim else o)
    return top + bottom * (1 - top[..., 3:])

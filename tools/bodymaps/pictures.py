"""One softly lit picture a view and layer."""

from __future__ import annotations

import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS, remaining
from tools.bodymaps.raster import Buffers, look
from tools.bodymaps.scenes import BONE, CARTILAGE, OTHER_MUSCLE, SKIN_ID, BodyScenes
from tools.bodymaps.shade import over, reduce, shade
from tools.bodymaps.views import ViewFrame

SKIN = np.array([0.865, 0.755, 0.680], np.float32)
MUSCLE = np.array([0.735, 0.345, 0.300], np.float32)
TENDON = np.array([0.905, 0.850, 0.780], np.float32)
BONE_COLOUR = np.array([0.935, 0.895, 0.810], np.float32)
CARTILAGE_COLOUR = np.array([0.800, 0.860, 0.865], np.float32)
PAPER = np.array([1.0, 1.0, 1.0], np.float32)
# In the first muscle layer, what shows through gaps far below the skin stays covered.
GAP_MM, GAP_VEIL = 32.0, 0.88
# Parts of the face that stay covered so that nobody meets a skull: centre (|x|, y, z) mm, radius mm.
FACE = (
    ((33, -178, 1588), 30),
    ((0, -205, 1560), 32),
    ((0, -197, 1528), 42),
    ((0, -185, 1500), 32),
    ((38, -168, 1532), 30),
)


def positions(buffers: Buffers, frame: ViewFrame, scale: float) -> np.ndarray:
    """Body coordinates (H, W, 3) mm of what is seen; rubbish outside the body."""
    h, w = buffers.depth.shape
    step = frame.mm_per_px / scale
    col = (np.arange(w, dtype=np.float32) + 0.5) * step
    row = (np.arange(h, dtype=np.float32) + 0.5) * step
    depth = np.where(np.isfinite(buffers.depth), buffers.depth, 0)
    p = np.empty((h, w, 3), np.float32)
    for i in range(3):
        p[..., i] = frame.origin_mm[i] + frame.right[i] * col + (frame.down[i] * row)[:, None]
        p[..., i] += frame.towards[i] * depth
    return p


def _noise(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Smooth repeatable noise in -1..1 from two coordinates, a sum of incommensurate waves."""
    total = np.zeros_like(u)
    for a, b, phase in (
        (1.0, 0.37, 0.0),
        (1.83, -0.61, 1.7),
        (2.71, 1.13, 4.1),
        (4.3, -2.2, 2.6),
        (6.9, 3.1, 0.9),
    ):
        total += np.sin(a * u + b * v + phase + 1.3 * np.sin(0.31 * v + a)) / (0.6 + 0.5 * abs(a))
    return total / 2.4


def colours(scenes: BodyScenes, buffers: Buffers, frame: ViewFrame, scale: float) -> np.ndarray:
    """Base colour (H, W, 3) of what is seen."""
    ids = buffers.id
    out = np.ones((*ids.shape, 3), np.float32)
    p = positions(buffers, frame, scale)
    out[ids >= CARTILAGE] = CARTILAGE_COLOUR
    out[(ids >= BONE) & (ids < CARTILAGE)] = BONE_COLOUR
    out[(ids >= OTHER_MUSCLE) & (ids < BONE)] = MUSCLE
    out[ids == SKIN_ID] = SKIN
    pixels = np.flatnonzero((ids >= 0) & (ids < 2 * len(scenes.muscles)))
    pixels = pixels[np.argsort(ids.ravel()[pixels], kind="stable")]
    flat_p, flat_out = p.reshape(-1, 3), out.reshape(-1, 3)
    for here in np.split(pixels, np.flatnonzero(np.diff(ids.ravel()[pixels])) + 1):
        if not len(here):
            continue
        number = int(ids.ravel()[here[0]])
        muscle = scenes.muscles[number // 2]
        q = flat_p[here]
        if number % 2:
            q = q * np.array([-1, 1, 1], np.float32)
        tone = 1 + 0.05 * np.sin(number // 2 * 2.399)
        base = np.broadcast_to(MUSCLE * tone, q.shape).copy()
        if fibre := scenes.fibres.get(muscle):
            a = fibre.axis / np.linalg.norm(fibre.axis)
            b = np.cross(a, [0.31, 0.52, 0.79])
            b /= np.linalg.norm(b)
            along, u, v = q @ a, q @ b, q @ np.cross(a, b)
            streak = _noise((u + v * 0.6) * 1.5, along * 0.045)
            base *= (1 + 0.055 * streak)[:, None]
            position = (along - fibre.start_mm) / fibre.step_mm
            white = np.interp(position, np.arange(len(fibre.tendon)), fibre.tendon)[:, None] * 0.85
            base = base * (1 - white) + TENDON * white
        flat_out[here] = base
    return out


def face_cover(p: np.ndarray) -> np.ndarray:
    """How much of the skin stays over the face (H, W), 0..1."""
    cover = np.zeros(p.shape[:2], np.float32)
    for (x, y, z), radius in FACE:
        d2 = (np.abs(p[..., 0]) - x) ** 2 + (p[..., 1] - y) ** 2 + (p[..., 2] - z) ** 2
        cover = np.maximum(cover, np.exp(-d2 / (radius * 0.75) ** 2))
    return cover * (p[..., 1] < -105)


def far_below(seen: Buffers, skin: Buffers) -> np.ndarray:
    """How far below the skin (H, W) what is seen lies: 0 up to GAP_MM, 1 from twice that."""
    both = np.isfinite(seen.depth) & np.isfinite(skin.depth)
    gap = np.where(both, seen.depth, 0) - np.where(both, skin.depth, 0)
    return np.clip(gap / GAP_MM - 1, 0, 1).astype(np.float32)


def pictures(
    scenes: BodyScenes, frame: ViewFrame, layers: dict[str, str], scale: float = 2.0
) -> dict[str, np.ndarray]:
    """All layers of one view.

    Returns
    -------
    dict of str to ndarray (H, W, 4) uint8, RGBA, straight alpha
    """
    skin_seen = look(scenes.skin, frame.of_skin, scale)
    skin_colour = np.broadcast_to(SKIN, (*skin_seen.id.shape, 3))
    skin = reduce(shade(skin_seen, frame, skin_colour, scale, line=0.0, clipped=True), frame.size_px)
    skin_at = positions(skin_seen, frame, scale)
    face = reduce(face_cover(skin_at), frame.size_px)
    head = reduce((skin_at[..., 2] > 1500).astype(np.float32), frame.size_px)
    ghost = skin.copy()
    ghost[..., :3] = skin[..., :3] * 0.42 + PAPER * 0.58 * skin[..., 3:]
    ghost *= 0.92
    out = {"skin": skin}
    for layer in (*MUSCLE_LAYERS, "skeleton"):
        seen = look(
            scenes.bone_scene
            if layer == "skeleton"
            else scenes.muscle_scene(remaining(layers, layer, frame.group)),
            frame,
            scale,
        )
        top = reduce(shade(seen, frame, colours(scenes, seen, frame, scale), scale, line=0.30), frame.size_px)
        bare = reduce((seen.id >= OTHER_MUSCLE).astype(np.float32), frame.size_px)
        picture = over(top, ghost)
        veil = 0.05 + 0.10 * bare
        if layer == "skeleton":
            veil = 0.06 + 0.45 * face
        else:
            veil = np.maximum(veil, 0.84 * bare * head)
            veil = np.maximum(veil, face * (0.30 + 0.62 * bare))
        if layer == "superficial":
            veil = np.maximum(veil, GAP_VEIL * reduce(far_below(seen, skin_seen), frame.size_px))
        out[layer] = over(skin, picture, np.clip(veil, 0, 0.92).astype(np.float32))
    return {k: _straight(v) for k, v in out.items()}


def _straight(image: np.ndarray) -> np.ndarray:
    alpha = np.clip(image[..., 3:], 0, 1)
    rgb = np.where(alpha > 1e-3, image[..., :3] / np.maximum(alpha, 1e-3), 1.0)
    return (np.clip(np.dstack([rgb, alpha]), 0, 1) * 255 + 0.5).astype(np.uint8)

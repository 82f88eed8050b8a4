"""Skin drawn on over the face of a cut, as if the limb that is taken off had never been there."""

from __future__ import annotations

import cv2
import numpy as np
from scipy.ndimage import distance_transform_edt
from scipy.sparse import csr_matrix, eye, vstack
from scipy.sparse.linalg import spsolve

from tools.bodymaps.raster import Buffers, Scene
from tools.bodymaps.scenes import SKIN_ID
from tools.bodymaps.views import ViewFrame

STEP_MM, RELIEF_MM = 3.0, 1.0
# The rim of the stump is drawn anew with the face: so wide, and blended over as much again.
RIM_MM = 9.0
# Over more than this the surface is flat rather than round.
ROUND_MM = 30.0
# What covers deep gaps between muscles begins softly beside a cut: no edge of the cut is drawn over them.
CUT_FADE_MM = 45.0


def healed(buffers: Buffers, frame: ViewFrame, scale: float) -> Buffers:
    """What is seen of the skin, its cut faces replaced by a smooth surface that meets the skin around."""
    if not buffers.cut.any():
        return buffers
    mm = frame.mm_per_px / scale
    from_cut = cv2.distanceTransform((~buffers.cut).astype(np.uint8), cv2.DIST_L2, 5) * mm
    seen = buffers.id >= 0
    cracks = cv2.morphologyEx(seen.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)) > seen
    inside = seen | (cracks & (from_cut < 2 * RIM_MM))
    hole = inside & (from_cut < 2 * RIM_MM)
    every = max(1, round(STEP_MM / mm))
    few = np.s_[::every, ::every]
    depth = np.where(seen, buffers.depth, 0).astype(np.float64)
    drawn = _filled(depth[few], inside[few], (inside & (~seen | (from_cut < RIM_MM)))[few], every * mm)
    fine = _between(drawn, every, depth.shape)
    share = np.clip(2 - from_cut / RIM_MM, 0, 1)
    share = np.where(hole, share * share * (3 - 2 * share), 0)
    share = np.where(inside & ~seen, 1, share)
    new_depth = depth * (1 - share) + fine * share
    down, right = np.gradient(cv2.GaussianBlur(fine, (0, 0), every / 2), mm)
    normal = right[..., None] * frame.right + down[..., None] * np.asarray(frame.down)
    normal -= np.asarray(frame.towards)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    normal = buffers.normal * (1 - share[..., None]) + normal * share[..., None]
    normal[hole] /= np.maximum(np.linalg.norm(normal[hole], axis=-1, keepdims=True), 1e-6)
    return Buffers(
        np.where(inside, new_depth, np.inf).astype(np.float32),
        np.where(hole, SKIN_ID, buffers.id).astype(np.int32),
        normal.astype(np.float32),
        np.zeros_like(buffers.cut),
    )


def away_from(cut: np.ndarray, mm_per_px: float) -> np.ndarray:
    """How far from a cut (H, W) of the skin: 0 on it, 1 from CUT_FADE_MM."""
    if not cut.any():
        return np.ones(cut.shape, np.float32)
    far = cv2.distanceTransform((~cut).astype(np.uint8), cv2.DIST_L2, 5) * mm_per_px
    return np.clip(far / CUT_FADE_MM, 0, 1).astype(np.float32)


def relief(buffers: Buffers, frame: ViewFrame, scale: float) -> Scene:
    """What is seen as one surface, for what the light meets."""
    mm = frame.mm_per_px / scale
    every = max(1, round(RELIEF_MM / mm))
    depth = buffers.depth[::every, ::every]
    h, w = depth.shape
    row, col = np.mgrid[:h, :w]
    at = (col[..., None] * every + 0.5) * mm * frame.right
    at = at + (row[..., None] * every + 0.5) * mm * np.asarray(frame.down)
    at = frame.origin_mm + at + np.where(np.isfinite(depth), depth, 0)[..., None] * np.asarray(frame.towards)
    number = np.arange(h * w).reshape(h, w)
    a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, :-1], number[1:, 1:]
    there = np.isfinite(depth)
    full = there[:-1, :-1] & there[:-1, 1:] & there[1:, :-1] & there[1:, 1:]
    faces = np.concatenate([np.stack([a, c, b], -1)[full], np.stack([b, c, d], -1)[full]])
    vertices = at.reshape(-1, 3)
    return Scene(vertices, np.zeros_like(vertices), faces, np.full(len(faces), SKIN_ID, np.int32))


def _filled(depth: np.ndarray, inside: np.ndarray, hole: np.ndarray, step_mm: float) -> np.ndarray:
    """Depths (h, w) with those of the hole as smooth as the rest of the body (`inside`) lets them be."""
    number = np.full(depth.shape, -1)
    number[hole] = np.arange(hole.sum())
    flat = step_mm / ROUND_MM
    rules = [
        ([(0, 0, 1.0), (0, 1, -2.0), (0, 2, 1.0)], 1.0),
        ([(0, 0, 1.0), (1, 0, -2.0), (2, 0, 1.0)], 1.0),
        ([(0, 0, 1.0), (0, 1, -1.0), (1, 0, -1.0), (1, 1, 1.0)], np.sqrt(2)),
        ([(0, 0, 1.0), (0, 1, -1.0)], flat),
        ([(0, 0, 1.0), (1, 0, -1.0)], flat),
    ]
    unknown, known = [], []
    h, w = depth.shape
    for terms, weight in rules:
        high, wide = max(t[0] for t in terms), max(t[1] for t in terms)

        def shifted(values: np.ndarray, dy: int, dx: int, high: int = high, wide: int = wide) -> np.ndarray:
            return values[dy : h - high + dy, dx : w - wide + dx]

        use = np.logical_and.reduce([shifted(inside, dy, dx) for dy, dx, _ in terms])
        use &= np.logical_or.reduce([shifted(hole, dy, dx) for dy, dx, _ in terms])
        count = int(use.sum())
        rows, columns, values, right = [], [], [], np.zeros(count)
        for dy, dx, factor in terms:
            who, value = shifted(number, dy, dx)[use], shifted(depth, dy, dx)[use]
            free = who >= 0
            rows.append(np.flatnonzero(free))
            columns.append(who[free])
            values.append(np.full(int(free.sum()), factor * weight))
            right -= np.where(free, 0, factor * weight * value)
        entries = np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))
        unknown.append(csr_matrix(entries, shape=(count, int(hole.sum()))))
        known.append(right)
    a, b = vstack(unknown).tocsr(), np.concatenate(known)
    out = depth.copy()
    least = 1e-9 * eye(int(hole.sum()))  # a hole without a rim is flat
    out[hole] = spsolve((a.T @ a + least).tocsc(), a.T @ b)
    nearest = distance_transform_edt(~inside, return_distances=False, return_indices=True)
    return np.asarray(out[tuple(nearest)])


def _between(few: np.ndarray, every: int, shape: tuple[int, int]) -> np.ndarray:
    """Values at every so many pixels, read at all of them."""
    row, col = np.mgrid[: shape[0], : shape[1]].astype(np.float32) / every
    return np.asarray(
        cv2.remap(few.astype(np.float32), col, row, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    ).astype(np.float64)

"""Which way the fibres of a muscle run at each point, and where it is tendon: read from fibres.yml."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import yaml
from scipy import ndimage
from scipy.spatial import cKDTree

from tools.bodymaps.masks import GRID, load_mask, mask_path
from tools.bodymaps.structures import Part

FILE = Path(__file__).with_name("fibres.yml")
KEPT = Path(__file__).parents[2] / "build" / "fibres"
RULES = ("from", "to", "direction", "slant_deg", "ring", "pennate_deg", "tendon", "belly_z", "notch", "pale")
TRUNK_AXIS_Y_MM = -95.0
LINES, ALONG = 60, 24
GRID_POINTS = 30_000
VOXELS_READ = 60_000
SLENDER = 2.6
# Flesh turns into tendon over this share of a muscle's length, within these limits.
BLEND_SHARE, BLEND_MM = 0.14, (5.0, 22.0)
# How far a tendon runs up the middle of its belly: so many times the belly's half width there, and no more
# than a share of the belly's length and that many mm; at the upper end of a muscle it does so less.
NOTCH, NOTCH_SHARE, NOTCH_MOST_MM, UPPER_NOTCH = 7.0, 0.45, 70.0, 0.4
MEAN_ASIDE = 0.4  # from the middle of a belly (0) to its edge (1): where flesh ends at the height of the rule
WAVE_MM, WAVES, WAVINESS = (16.0, 45.0), 9, 0.45
WIDE_EDGE_MM = 9.0
NO_TENDON, ALL_TENDON = -2.0, 3.0
PLANES = {"xz": (0, 2), "xy": (0, 1), "yz": (1, 2)}


@dataclass(frozen=True)
class FibreField:
    """Fibre direction and paleness of the right muscle on a coarse grid.

    Attributes
    ----------
    origin_mm : ndarray (3,)
    step_mm : float
    values : ndarray (4, X, Y, Z) float32
        Direction (3) and tendon: 0 where the flesh begins to give way to it, 1 where the flesh ends,
        less and more beyond, by the same measure along the fibres.
    """

    origin_mm: np.ndarray
    step_mm: float
    values: np.ndarray

    def at(self, points_mm: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Direction (N, 3), not of unit length, and tendon (N,) at points (N, 3) of the right side."""
        where = ((points_mm - self.origin_mm) / self.step_mm).T
        found = np.stack([ndimage.map_coordinates(v, where, order=1, mode="nearest") for v in self.values])
        return found[:3].T, found[3]


@cache
def rules() -> dict[str, dict]:
    """The content of fibres.yml.

    Raises
    ------
    ValueError
        An unknown key, or `from` without `to`.
    """
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for muscle, rule in data.items():
        if unknown := set(rule) - set(RULES):
            raise ValueError(f"{FILE.name}: '{muscle}' has '{unknown.pop()}'; use {', '.join(RULES)}.")
        if len(rule.get("from", [])) != len(rule.get("to", [])):
            raise ValueError(f"{FILE.name}: '{muscle}' needs as many points in 'from' as in 'to'.")
    return data


def field(muscle: str) -> FibreField | None:
    """The fibres of one muscle, None when its voxels are not there."""
    path = mask_path(Part(muscle, muscle, "muscle", True))
    if not path.exists():
        return None
    rule = rules().get(muscle, {})
    kept, key = KEPT / f"{muscle}.npz", _key(path, rule)
    if kept.exists():
        with np.load(kept) as z:
            if str(z["key"]) == key:
                return FibreField(z["origin_mm"], float(z["step_mm"]), z["values"])
    where, inside = load_mask(path)
    if inside.sum() < 10:
        return None
    start = np.array([s.start for s in where]) + np.asarray(GRID.origin_mm)
    step = float(np.clip(np.cbrt(inside.size / GRID_POINTS), 1.0, 6.0))
    margin = 2 * step
    shape = np.ceil((np.array(inside.shape) + 2 * margin) / step).astype(int) + 1
    origin = start - margin
    points = np.stack(np.meshgrid(*(np.arange(n) for n in shape), indexing="ij"), -1) * step + origin
    voxels = np.argwhere(inside)
    voxels = voxels[:: max(1, len(voxels) // VOXELS_READ)] + start
    flat = points.reshape(-1, 3)
    direction, tendon = _course(flat, voxels, rule)
    for area in rule.get("pale", []):
        tendon = np.maximum(tendon, _in_polygon(flat, area))
    tendon = np.clip(tendon, NO_TENDON, ALL_TENDON)
    values = np.concatenate([direction.T, tendon[None]]).reshape(4, *shape).astype(np.float32)
    KEPT.mkdir(parents=True, exist_ok=True)
    np.savez(kept, key=key, origin_mm=origin, step_mm=step, values=values)
    return FibreField(origin, step, values)


def _key(mask: Path, rule: dict) -> str:
    """Changes with the muscle's voxels, its rule and this file."""
    with np.load(mask) as z:
        voxels = str(z["key"])
    text = json.dumps(rule, sort_keys=True) + Path(__file__).read_text(encoding="utf-8")
    return hashlib.sha256((voxels + text).encode()).hexdigest()[:16]


def _course(points: np.ndarray, voxels: np.ndarray, rule: dict) -> tuple[np.ndarray, np.ndarray]:
    """Direction (N, 3) and tendon (N,) by the rule of the muscle."""
    none = np.full(len(points), NO_TENDON)
    if "from" in rule:
        return _between(points, np.array(rule["from"], float), np.array(rule["to"], float), rule)
    if "direction" in rule:
        return np.broadcast_to(np.array(rule["direction"], float), points.shape).copy(), none
    if "slant_deg" in rule:
        return _round_the_trunk(points, np.radians(rule["slant_deg"])), none
    if "ring" in rule:
        axis = np.array(rule["ring"]["axis"], float)
        return np.cross(axis, points - np.array(rule["ring"]["centre"], float)), none
    return _along(points, voxels, rule)


def _between(
    points: np.ndarray, start: np.ndarray, end: np.ndarray, rule: dict
) -> tuple[np.ndarray, np.ndarray]:
    """Fibres of the ruled surface between two lines, read at the nearest of them."""
    s = np.linspace(0, len(start) - 1, LINES)
    a = np.stack([np.interp(s, np.arange(len(start)), start[:, k]) for k in range(3)], -1)
    b = np.stack([np.interp(s, np.arange(len(end)), end[:, k]) for k in range(3)], -1)
    u = np.linspace(0, 1, ALONG)
    net = (a[:, None] + u[None, :, None] * (b - a)[:, None]).reshape(-1, 3)
    way = np.repeat((b - a) / np.linalg.norm(b - a, axis=1, keepdims=True), ALONG, axis=0)
    distance, index = cKDTree(net).query(points, k=12)
    weight = 1 / (distance + 2.0) ** 2
    weight /= weight.sum(1, keepdims=True)
    direction = np.einsum("nk,nkx->nx", weight, way[index])
    at = np.einsum("nk,nk->n", weight, np.tile(u, LINES)[index])
    length = np.repeat(np.linalg.norm(b - a, axis=1), ALONG)
    length_mm = np.einsum("nk,nk->n", weight, length[index])
    blend_mm = _blend_mm(float(length.mean()))
    wave = WAVINESS * _waves(points)
    tendon = np.full(len(points), NO_TENDON)
    for share, from_end in zip(rule.get("tendon", (0.0, 0.0)), (at, 1 - at), strict=True):
        if not np.any(share):
            continue
        of_line = np.interp(s, np.linspace(0, len(start) - 1, np.size(share)), np.atleast_1d(share))
        here = np.einsum("nk,nk->n", weight, np.repeat(of_line, ALONG)[index])
        tendon = np.maximum(tendon, (here - from_end) * length_mm / blend_mm + 0.5 + wave)
    return direction, tendon


def _round_the_trunk(points: np.ndarray, slant: float) -> np.ndarray:
    """Forward along the wall of the trunk, turned down by `slant` (radians)."""
    out = points[:, :2] - [0.0, TRUNK_AXIS_Y_MM]
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
    forward = np.stack([-out[:, 1], out[:, 0]], -1)
    return np.column_stack([forward * np.cos(slant), np.full(len(points), -np.sin(slant))])


def _along(points: np.ndarray, voxels: np.ndarray, rule: dict) -> tuple[np.ndarray, np.ndarray]:
    """Fibres along the muscle's own middle line, drawn together where its section gets smaller."""
    centre = voxels.mean(0)
    values, vectors = np.linalg.eigh(np.cov((voxels - centre).T))
    axis = vectors[:, -1] * np.sign(vectors[np.abs(vectors[:, -1]).argmax(), -1])
    along = (voxels - centre) @ axis
    low, high = along.min(), along.max()
    count = int(np.clip((high - low) / 4.0, 6, 80))
    level = np.clip(((along - low) / (high - low) * count).astype(int), 0, count - 1)
    n = np.maximum(np.bincount(level, minlength=count), 1)
    middle = np.stack([np.bincount(level, voxels[:, k], count) / n for k in range(3)], -1)
    middle = ndimage.gaussian_filter1d(middle, 1.5, axis=0, mode="nearest")
    area = n / ((high - low) / count)
    width = ndimage.gaussian_filter1d(np.sqrt(area), 1.5, mode="nearest")
    at = np.clip(((points - centre) @ axis - low) / (high - low) * count - 0.5, 0, count - 1)
    levels = np.arange(count)

    def read(values: np.ndarray) -> np.ndarray:
        return np.interp(at, levels, values)

    tangent = np.gradient(middle, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-6)
    run = np.stack([read(tangent[:, k]) for k in range(3)], -1)
    off = points - np.stack([read(middle[:, k]) for k in range(3)], -1)
    off -= (off * run).sum(1, keepdims=True) * run
    narrowing = np.gradient(width) / np.maximum(width, 1e-3) / ((high - low) / count)
    direction = run + off * np.clip(read(narrowing), -0.03, 0.03)[:, None]
    if "pennate_deg" in rule:
        side = off / (np.linalg.norm(off, axis=1, keepdims=True) + 2.0)
        direction = direction + side * np.tan(np.radians(rule["pennate_deg"])) * np.sign(run[:, 2:])
    aside, half_mm = _aside(voxels, level, middle, tangent)
    aside_at = (off * np.stack([read(aside[:, k]) for k in range(3)], -1)).sum(1) / read(half_mm)
    notch = rule.get("notch", 1.0) * (MEAN_ASIDE - np.sqrt(np.minimum(aside_at**2, 1.2) + 0.02))
    wave = WAVINESS * _waves(points)
    if "belly_z" in rule:
        bottom, top = rule["belly_z"]
        blend_mm = _blend_mm(top - bottom)
        heights = middle[:, 2]
        tendon = np.full(len(points), NO_TENDON)
        for end, beyond, share in ((bottom, -1, 1.0), (top, 1, UPPER_NOTCH)):
            own_mm = half_mm[np.abs(heights - end).argmin()]
            deep_mm = share * min(NOTCH * own_mm, NOTCH_SHARE * (top - bottom), NOTCH_MOST_MM)
            past_mm = (points[:, 2] - end) * beyond + blend_mm / 2 + notch * deep_mm
            tendon = np.maximum(tendon, past_mm / blend_mm + 0.5 + wave)
    elif np.sqrt(values[-1] / max(values[-2], 1e-6)) > SLENDER:
        share = ndimage.grey_closing(area / np.percentile(area, 95), 7)  # a dip in the belly is no tendon
        tendon = read(ndimage.gaussian_filter1d((0.26 - share) / 0.14, 0.8)) + 0.5 * (notch + wave)
    else:
        tendon = np.full(len(points), NO_TENDON)
    return direction, tendon


def _aside(
    voxels: np.ndarray, level: np.ndarray, middle: np.ndarray, tangent: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The direction (L, 3) in which a muscle's section is widest, level by level, and half its width (L,)."""
    off = voxels - middle[level]
    off = off - (off * tangent[level]).sum(1, keepdims=True) * tangent[level]
    n = np.maximum(np.bincount(level, minlength=len(middle)), 1)
    spread = np.empty((len(middle), 3, 3))
    for i in range(3):
        for j in range(3):
            spread[:, i, j] = np.bincount(level, off[:, i] * off[:, j], len(middle)) / n
    spread = ndimage.gaussian_filter1d(spread, 2.0, axis=0, mode="nearest")
    values, vectors = np.linalg.eigh(spread)
    aside = vectors[..., -1]
    for k in range(1, len(aside)):
        if aside[k] @ aside[k - 1] < 0:
            aside[k] *= -1
    return aside, np.maximum(2 * np.sqrt(values[:, -1]), 1.0)


def _blend_mm(length_mm: float) -> float:
    """Over how much of its length flesh gives way to tendon in a muscle of some length."""
    return float(np.clip(BLEND_SHARE * length_mm, *BLEND_MM))


def _waves(points: np.ndarray) -> np.ndarray:
    """Slow noise (N,) of the body's space, of a spread of about 0.5: no belly ends in a level line."""
    rng = np.random.default_rng(11)
    way = rng.standard_normal((WAVES, 3))
    way *= 2 * np.pi / rng.uniform(*WAVE_MM, (WAVES, 1)) / np.linalg.norm(way, axis=1, keepdims=True)
    return np.asarray(np.cos(points @ way.T + rng.uniform(0, 2 * np.pi, WAVES)).sum(1) / np.sqrt(2 * WAVES))


def _in_polygon(points: np.ndarray, area: dict) -> np.ndarray:
    """How far inside a polygon's soft edge the points (N, 3) lie: 0 where it begins, 1 where it ends."""
    columns = PLANES[area.get("plane", "xz")]
    corners = np.array(area["polygon"], np.float32)
    flat = points[:, columns].astype(np.float32)
    unique, inverse = np.unique(flat.round(1), axis=0, return_inverse=True)
    distance = np.array([cv2.pointPolygonTest(corners, (float(x), float(y)), True) for x, y in unique])
    soft = float(area["soft_mm"])
    wave = WAVINESS * min(1.0, soft / WIDE_EDGE_MM) ** 2 * _waves(points)  # a narrow band stays whole
    return (distance / soft / 2 + 0.5)[inverse.ravel()] + wave

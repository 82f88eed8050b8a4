"""Forms drawn on the skin: ribbons whose width changes along their way, and outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import scipy
from numpy.typing import NDArray

if TYPE_CHECKING:
    from triggerpoints.atlas import Surface

SOFT_MM = 12.0  # a form falls from 1 to 0 over so much skin inside and outside of its edge, at most
SOFT_SHARE = 0.5  # and over no more than this share of its half width
STEP_MM = 4.0  # distance of the samples of a ribbon
OUTLINE_SAMPLES = 120
NEAREST = 6  # skin points that a sample is moved to; one alone would make its way ragged
# Skin that looks the other way belongs to another part of the body: arm beside chest, thigh beside thigh.
FACING, FACING_SOFT = -0.15, 0.3
# An outline takes in skin that lies at most so high above or below the nearest spot known to belong to it,
# and higher the farther away: the arm beside the chest is out, the bulge of a calf is in.
APART_MM, STEEPEST = 14.0, 1.0

Field = NDArray[np.float32]
Points = NDArray[np.float64]


def ribbon_weights(surface: Surface, stations: tuple[tuple[float, ...], ...]) -> Field:
    """Weights of a ribbon that runs over the skin.

    Parameters
    ----------
    surface : Surface
    stations : tuple of (x, y, z, width)
        Points in mm that the ribbon passes, on or near the skin, and how wide it is there.

    Returns
    -------
    (N,) float32
        1 in its core, one half on its edge, 0 beyond.
    """
    way = np.asarray(stations, float)
    along_mm = np.r_[0, np.cumsum(np.linalg.norm(np.diff(way[:, :3], axis=0), axis=1))]
    samples = np.linspace(0, along_mm[-1], max(2, int(along_mm[-1] / STEP_MM) + 1))
    dense = scipy.interpolate.PchipInterpolator(along_mm, way)(samples)
    middle_mm, normal = on_skin(surface, dense[:, :3])
    half_mm = dense[:, 3] / 2
    soft_mm = np.minimum(SOFT_MM, SOFT_SHARE * half_mm)
    reached = surface.tree.query_ball_point(middle_mm, half_mm + soft_mm)
    near = np.unique(np.concatenate([np.asarray(some, np.intp) for some in reached]))
    beyond_mm = scipy.spatial.distance.cdist(surface.position_mm[near], middle_mm) - half_mm
    closest = beyond_mm.argmin(1)
    weight = _falling(beyond_mm[np.arange(len(near)), closest] / soft_mm[closest])
    weight *= _faces(np.einsum("nc,nc->n", surface.normal[near], normal[closest]))
    return _field(surface, near, weight, way)


def outline_weights(surface: Surface, corners: tuple[tuple[float, ...], ...]) -> Field:
    """Weights of an area of skin inside a smooth line through corners.

    Parameters
    ----------
    surface : Surface
    corners : tuple of (x, y, z)
        In mm, on or near the skin, in order round the area, which lies on one side of the body part.

    Returns
    -------
    (N,) float32
        1 in its core, one half on its edge, 0 beyond.
    """
    given = np.asarray(corners, float)
    corner_mm, normals = on_skin(surface, given)
    up = normals.mean(0)
    up /= np.linalg.norm(up)
    across = np.cross(up, [0, 0, 1] if abs(up[2]) < 0.9 else [0, 1, 0])
    across /= np.linalg.norm(across)
    plane = np.stack([across, np.cross(up, across)], 1)
    ring = np.concatenate([corner_mm, corner_mm[:1]]) @ plane
    length_mm = np.r_[0, np.cumsum(np.linalg.norm(np.diff(ring, axis=0), axis=1))]
    line = scipy.interpolate.CubicSpline(length_mm, ring, bc_type="periodic")(
        np.linspace(0, length_mm[-1], OUTLINE_SAMPLES, endpoint=False)
    )
    x, y = line.T
    area_mm2 = abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
    soft_mm = min(SOFT_MM, SOFT_SHARE * float(np.sqrt(area_mm2 / np.pi)))
    skin = surface.position_mm @ plane
    height_mm = surface.position_mm @ up
    low, high = line.min(0) - soft_mm, line.max(0) + soft_mm
    near = np.flatnonzero(((skin >= low) & (skin <= high)).all(1))
    middle_mm, _ = on_skin(surface, corner_mm.mean(0)[None])
    between_mm, _ = on_skin(surface, (corner_mm + middle_mm) / 2)
    known_mm = np.concatenate([corner_mm, middle_mm, between_mm])
    to_known_mm = scipy.spatial.distance.cdist(skin[near], known_mm @ plane)
    closest = to_known_mm.argmin(1)
    apart_mm = np.abs(height_mm[near] - known_mm[closest] @ up)
    near = near[apart_mm <= APART_MM + STEEPEST * to_known_mm.min(1)]
    away_mm = scipy.spatial.distance.cdist(skin[near], line).min(1)
    weight = _falling(np.where(_inside(skin[near], line), -away_mm, away_mm) / soft_mm)
    weight *= _faces(surface.normal[near] @ up)
    return _field(surface, near, weight, given)


def on_skin(surface: Surface, points_mm: Points) -> tuple[Points, Points]:
    """Points (M, 3) moved to the skin along its normal, and the normals there.

    A straight line between two spots runs inside the body. Moving its samples to the nearest skin
    points would make its way ragged; a plane through several of them does not.
    """
    moved = np.asarray(points_mm, float)
    for _ in range(2):
        nearest = surface.tree.query(moved, k=min(NEAREST, len(surface)))[1]
        normal = surface.normal[nearest].mean(1, dtype=float)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
        to_skin = surface.position_mm[nearest].mean(1, dtype=float) - moved
        moved = moved + normal * np.einsum("mc,mc->m", to_skin, normal)[:, None]
    return moved, normal


def _falling(beyond: Points) -> Points:
    """1 at -1 and below, one half at 0, 0 at 1 and above."""
    t = np.clip((1 - beyond) / 2, 0, 1)
    return t * t * (3 - 2 * t)


def _faces(same_way: Points) -> Points:
    return np.clip((same_way - FACING) / FACING_SOFT, 0, 1)


def _inside(points: Points, ring: Points) -> NDArray[np.bool_]:
    """Whether points (M, 2) lie inside a closed line (K, 2)."""
    x, y = points[:, :1], points[:, 1:]
    a, b = ring, np.roll(ring, -1, axis=0)
    spans = (a[:, 1] > y) != (b[:, 1] > y)
    rise = np.where(b[:, 1] == a[:, 1], 1, b[:, 1] - a[:, 1])
    right = x < a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / rise
    return (spans & right).sum(1) % 2 == 1


def _field(surface: Surface, near: NDArray[np.intp], weight: Points, given: Points) -> Field:
    field = np.zeros(len(surface), np.float32)
    field[near] = weight
    if given[:, 0].max() < 0:  # a form of the right side does not cross the middle
        field[surface.position_mm[:, 0] > 0] = 0
    return field

"""Bones of fingers and toes drawn anew for the pictures: the source's are torn and have no tufts.

Each is a round bone between the ends of the source's, as wide at its base. They are drawn, not measured: the
label volume keeps the source's.
"""

from __future__ import annotations

import re

import numpy as np
from scipy.interpolate import PchipInterpolator

Mesh = tuple[np.ndarray, np.ndarray]
# The middle one of the little toe is a pebble and stays as it is.
NAME = re.compile(r"(?!middle.*little toe)(proximal|middle|distal) phalanx of (.*finger|thumb|.*toe)$")
ALONG, ROUND = 48, 36
# Half width and half depth along the bone, as shares of its base's: place (0 base, 1 end), width, depth.
SHAPES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "proximal": (
        (0.0, 0.86, 0.84),
        (0.06, 1.0, 1.0),
        (0.16, 0.90, 0.88),
        (0.34, 0.66, 0.68),
        (0.60, 0.57, 0.58),
        (0.76, 0.62, 0.58),
        (0.90, 0.78, 0.72),
        (0.97, 0.74, 0.70),
        (1.0, 0.58, 0.52),
    ),
    "middle": (
        (0.0, 0.86, 0.84),
        (0.08, 1.0, 1.0),
        (0.20, 0.86, 0.84),
        (0.42, 0.62, 0.64),
        (0.62, 0.57, 0.56),
        (0.78, 0.66, 0.58),
        (0.91, 0.80, 0.68),
        (0.97, 0.76, 0.66),
        (1.0, 0.60, 0.50),
    ),
    "distal": (
        (0.0, 0.84, 0.84),
        (0.10, 1.0, 1.0),
        (0.24, 0.82, 0.80),
        (0.46, 0.58, 0.56),
        (0.62, 0.53, 0.48),
        (0.76, 0.60, 0.45),
        (0.86, 0.67, 0.45),
        (0.94, 0.57, 0.40),
        (0.98, 0.40, 0.29),
        (1.0, 0.20, 0.15),
    ),
}
BASE_SHARE, GROOVE = 0.25, 0.14
LEAST_MM, MOST_MM = (2.6, 2.2), (9.5, 8.0)
TOWARDS_TIP = np.array([0.0, -1.0, -1.0])
# Which way a finger or toe is wide; the thumb is turned.
ACROSS, ACROSS_THUMB = np.array([1.0, 0.0, 0.0]), np.array([0.4, 0.8, -0.5])


def phalanx(name: str, vertices: np.ndarray) -> Mesh | None:
    """A whole bone between the ends of a torn one; None: it is no phalanx.

    Parameters
    ----------
    name : str
        Bare name of the bone.
    vertices : ndarray (V, 3), mm
        Points of the source's bone.
    """
    found = NAME.match(name)
    if not found:
        return None
    kind = found[1]
    base, end, across, through = axes(vertices, ACROSS_THUMB if found[2] == "thumb" else ACROSS)
    length = float(np.linalg.norm(end - base))
    along = (end - base) / length
    at, off = (vertices - base) @ along / length, vertices - base
    near = at < BASE_SHARE
    half = [
        float(np.clip(np.ptp(off[near] @ way) / 2, low, high))
        for way, low, high in zip((across, through), LEAST_MM, MOST_MM, strict=True)
    ]
    places, wide, deep = np.array(SHAPES[kind]).T
    t = np.sin(np.linspace(-np.pi / 2, np.pi / 2, ALONG)) / 2 + 0.5
    width, depth = (
        PchipInterpolator(places, shares)(t) * size for shares, size in ((wide, half[0]), (deep, half[1]))
    )
    angle = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    condyles = np.interp(t, [0.7, 0.92], [0, GROOVE]) if kind != "distal" else np.zeros(ALONG)
    cut = 1 - condyles[:, None] * np.exp(-((np.cos(angle) / 0.35) ** 2))
    ring = width[:, None, None] * np.cos(angle)[None, :, None] * across
    ring = ring + (depth[:, None] * np.sin(angle) * cut)[..., None] * through
    line = base + np.outer(t, end - base)
    body = (line[:, None] + ring).reshape(-1, 3)
    number = np.arange(ALONG * ROUND).reshape(ALONG, ROUND)
    a, b = number[:-1], number[1:]
    c, d = np.roll(b, -1, axis=1), np.roll(a, -1, axis=1)
    faces = [np.stack(corner, -1).reshape(-1, 3) for corner in ((a, b, c), (a, c, d))]
    for ring_of, tip, turn in ((number[0], len(body), 1), (number[-1], len(body) + 1, -1)):
        faces.append(np.stack([np.full(ROUND, tip), ring_of, np.roll(ring_of, -1)], 1)[:, ::turn])
    domes = np.stack([base + 0.03 * (end - base) * (kind != "proximal"), end + 0.02 * (end - base)])
    return np.concatenate([body, domes]), np.concatenate(faces)


def axes(vertices: np.ndarray, beside: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ends (3,) of a bone, the one towards the body first, and its directions across and through (3,)."""
    middle = vertices.mean(0)
    along = np.linalg.svd(vertices - middle, full_matrices=False)[2][0]
    along *= np.sign(along @ TOWARDS_TIP)
    at = (vertices - middle) @ along
    low, high = at.min(), at.max()
    near, far = (
        vertices[where].mean(0) for where in (at < low + 0.25 * (high - low), at > low + 0.7 * (high - low))
    )
    way = (far - near) / np.linalg.norm(far - near)
    base, end = (near + ((level - (near - middle) @ along) / (way @ along)) * way for level in (low, high))
    through = np.cross(way, beside)
    through /= np.linalg.norm(through)
    return base, end, np.cross(through, way), through

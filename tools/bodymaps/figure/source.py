"""Which source meshes the skin must cover, as surface points of the right half."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from tools.bodymaps.figure.field import sample_mesh
from tools.bodymaps.meshes import SourceBody

COVERED_SYSTEMS = ("muscle", "bone", "cartilage", "connective")
ARM_WORDS = re.compile(
    r"forearm|humerus|radius|ulna|carp|hand|wrist|finger|thumb|pollicis|indicis|digiti|digitorum|biceps|triceps"
    r"|brachi|anconeus|supinator|pronator|palmaris|scaphoid|lunate|triquetral|pisiform|trapezi|hamate|capitate"
)
SAMPLE_SPACING_MM = 1.2


@dataclass(frozen=True)
class Part:
    """Surface points (N, 3) in mm of one structure, folded to x <= 0."""

    name: str
    system: str
    arm: bool
    points: np.ndarray


def covered_parts(body: SourceBody) -> list[Part]:
    """Right and midline structures the skin covers; midline ones are folded onto x <= 0."""
    parts = []
    for s in body.structures:
        if s.system not in COVERED_SYSTEMS or s.side == "left" or "penis" in s.name:
            continue
        vertices, faces = body.mesh(s.index)
        points = sample_mesh(vertices, faces, SAMPLE_SPACING_MM)
        points[:, 0] = -np.abs(points[:, 0])
        far_out = vertices[:, 0].min() < -200 and vertices[:, 0].mean() < -120
        arm = vertices[:, 0].mean() < -190 or (far_out and bool(ARM_WORDS.search(s.name)))
        parts.append(Part(s.name, s.system, arm, points))
    return parts


def points_where(
    parts: list[Part], low: tuple[float, float, float], high: tuple[float, float, float]
) -> np.ndarray:
    """All points of some parts inside a box in mm."""
    kept = [p.points[((p.points >= low) & (p.points <= high)).all(axis=1)] for p in parts]
    return np.concatenate(kept)

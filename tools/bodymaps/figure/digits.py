"""Fingers and toes: rounded chains around the phalanges, with pulp, webs and nails."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tools.bodymaps.figure.shapes import Clay, curve
from tools.bodymaps.figure.source import Part


@dataclass(frozen=True)
class Digit:
    """One finger or toe of the right side.

    Attributes
    ----------
    joints_mm : ndarray (k, 3)
        Knuckle, the joints beyond it, and the end of the last bone.
    """

    name: str
    joints_mm: np.ndarray

    def along(self, share: float) -> np.ndarray:
        """Place at a share (0 to 1) of the first phalanx."""
        return self.joints_mm[0] + share * (self.joints_mm[1] - self.joints_mm[0])


def bone_ends(points: np.ndarray, towards: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Near and far end (3,) of a long bone; the far end is the one further along `towards`."""
    centre = points.mean(axis=0)
    axis = np.linalg.svd(points - centre, full_matrices=False)[2][0]
    if axis @ towards < 0:
        axis = -axis
    t = (points - centre) @ axis
    near = points[t < np.quantile(t, 0.06)].mean(axis=0)
    far = points[t > np.quantile(t, 0.94)].mean(axis=0)
    return near, far


def digit(parts: list[Part], name: str, root_bone: str, towards: np.ndarray) -> Digit:
    """Joints of one digit from its own bones.

    Raises
    ------
    LookupError
        The source has no such bone.
    """
    bones = []
    for label in (
        root_bone,
        f"proximal phalanx of right {name}",
        f"middle phalanx of right {name}",
        f"distal phalanx of right {name}",
    ):
        found = [p for p in parts if p.name == label]
        if found:
            bones.append(bone_ends(found[0].points, towards))
        elif not label.startswith("middle"):
            raise LookupError(f"The source has no '{label}'; check structures.csv.")
    joints = [(a[1] + b[0]) / 2 for a, b in pairwise(bones)]
    return Digit(name, np.array([*joints, bones[-1][1]]))


def flesh(
    d: Digit, radii_mm: tuple[float, ...], pulp: np.ndarray, pulp_mm: float, beyond_mm: float
) -> np.ndarray:
    """Tube path (n, 4) around a digit.

    Parameters
    ----------
    radii_mm : one radius a joint, the last at the tip.
    pulp : ndarray (3,)
        Direction of the pulp (palm or sole).
    pulp_mm : float
        How far the middle line bows towards the pulp between joints and at the tip.
    beyond_mm : float
        Soft tissue beyond the end of the last bone.
    """
    nodes = []
    joints = d.joints_mm
    for i in range(len(joints) - 1):
        a, b = joints[i], joints[i + 1]
        ra, rb = radii_mm[i], radii_mm[i + 1]
        last = i == len(joints) - 2
        nodes.append((*(a + pulp * pulp_mm * 0.35), ra))
        if not last:
            nodes.append((*((a + b) / 2 + pulp * pulp_mm), (ra + rb) / 2 * 0.965))
        else:
            direction = (b - a) / np.linalg.norm(b - a)
            end = b + direction * (beyond_mm - rb)
            nodes.append((*((a + end) / 2 + pulp * pulp_mm), (ra * 0.4 + rb * 0.6) * 1.03))
            nodes.append((*(end + pulp * pulp_mm * 0.7), rb))
    return curve(nodes, 6 * len(nodes))


def nail(clay: Clay, d: Digit, path: np.ndarray, pulp: np.ndarray, width_mm: float, length_mm: float) -> None:
    """A slightly raised nail on the back of the last phalanx."""
    direction = d.joints_mm[-1] - d.joints_mm[-2]
    direction /= np.linalg.norm(direction)
    back = -(pulp - (pulp @ direction) * direction)
    back /= np.linalg.norm(back)
    direction = direction - 0.28 * back
    direction /= np.linalg.norm(direction)
    back = back - (back @ direction) * direction
    back /= np.linalg.norm(back)
    side = np.cross(direction, back)
    end = path[-1, :3] + direction * path[-1, 3]
    centre = end - direction * (length_mm / 2 + 2.6) + back * (path[-1, 3] - 1.2)
    turn = np.stack([side, direction, back], axis=1)
    clay.ellipsoid(centre, (width_mm / 2, length_mm / 2, 3.0), 0.4, turn)


def beyond_knuckles(points: np.ndarray, digits: list[Digit], margin_mm: float, reach_mm: float) -> np.ndarray:
    """Which points (N,) belong to a digit beyond its knuckle."""
    result = np.zeros(len(points), bool)
    for d in digits:
        for a, b in pairwise(d.joints_mm):
            ab = b - a
            t = (points - a) @ ab / (ab @ ab)
            off = np.linalg.norm(points - a - np.clip(t, 0, 1.6)[:, None] * ab, axis=1)
            start = margin_mm / np.linalg.norm(ab) if np.allclose(a, d.joints_mm[0]) else -0.2
            result |= (t > start) & (off < reach_mm)
    return result

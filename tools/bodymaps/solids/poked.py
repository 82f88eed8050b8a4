"""Where a muscle is met before one of an upper layer that it runs into, on the way in from the skin."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from scipy.spatial import cKDTree

from tools.bodymaps.solids.mesh import SPREAD

MOST = 30  # parts on a ray
BELOW_MM = 7.0  # so far below a muscle one counts as its cover
NATURE_MM = 2.0  # a lower muscle farther over, and with most of its thickness, lies over in the source
APART_MM = 0.3  # walls that are nearer than this run into each other
OTHER_PAIR_MM = 1000.0
RIM_MM = 4.0  # so near to a place where the lower one lies over by nature their order changes: no fault
# Where a triangle of the skin is looked at: closer together, and where it is measured.
FINE = np.array([[i, j, 15 - i - j] for i in range(1, 15, 3) for j in range(1, 15 - i, 3)]) / 15
CLOSE = np.concatenate([SPREAD, FINE])


@dataclass(frozen=True)
class Meeting:
    """Where rays met walls (K,).

    Attributes
    ----------
    part, face : ndarray of int
        Number of the part, and of its triangle; the triangle is -1 where none was met.
    is_left : ndarray of bool
        Whether the wall is that of the mirror image.
    at_mm : ndarray
        How far from the start.
    place_mm : ndarray (K, 3)
    """

    part: np.ndarray
    face: np.ndarray
    is_left: np.ndarray
    at_mm: np.ndarray
    place_mm: np.ndarray

    def __getitem__(self, which: np.ndarray) -> Meeting:
        """Those of some rays."""
        return Meeting(*(getattr(self, field.name)[which] for field in fields(self)))


@dataclass(frozen=True)
class Poked:
    """Rays (N,) on which a lower muscle comes before an upper one, and the walls that they meet.

    Attributes
    ----------
    ray : ndarray (N,)
    lower, upper : Meeting
        Their outer walls.
    far : Meeting
        The lower one's inner wall; `at_mm` is infinite where it was not met.
    """

    ray: np.ndarray
    lower: Meeting
    upper: Meeting
    far: Meeting

    def __getitem__(self, which: np.ndarray) -> Poked:
        """Those on some rays."""
        return Poked(self.ray[which], self.lower[which], self.upper[which], self.far[which])

    @property
    def over_mm(self) -> np.ndarray:
        """How far (N,) the lower one lies over the upper one."""
        return self.upper.at_mm - self.lower.at_mm

    @property
    def thick_mm(self) -> np.ndarray:
        """How thick (N,) the lower one is there."""
        return self.far.at_mm - self.lower.at_mm

    @property
    def by_nature(self) -> np.ndarray:
        """Where (N,) the lower one lies over the upper one with most of its thickness: it is not covered."""
        return (self.over_mm > NATURE_MM) & (self.over_mm > self.thick_mm / 2)


class ByNature:
    """Where muscles lie over one of an upper layer by nature, among what was met."""

    def __init__(self, found: Poked) -> None:  # noqa: D107 (see the class)
        self._tree = cKDTree(_of_pair(found[found.by_nature]))

    def beside(self, found: Poked, apart_mm: float) -> np.ndarray:
        """Which rays (N,) meet the same two muscles so near to such a place: there their order changes."""
        return np.isfinite(self._tree.query(_of_pair(found), distance_upper_bound=apart_mm)[0])


def _of_pair(found: Poked) -> np.ndarray:
    """Places (N, 5) that are near to each other only where the same two muscles meet."""
    pair = np.stack([found.lower.part, found.upper.part], 1) * OTHER_PAIR_MM
    return np.concatenate([found.lower.place_mm, pair], 1)


def places(
    points: np.ndarray, normal: np.ndarray, faces: np.ndarray, shares: np.ndarray = SPREAD
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places (N, 3) on the skin, the way outward (N, 3), and the area in mm2 that each stands for."""
    a, b, c = points[faces[:, 0]], points[faces[:, 1]], points[faces[:, 2]]
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    at = np.einsum("sc,fcx->fsx", shares, points[faces]).reshape(-1, 3)
    out = np.einsum("sc,fcx->fsx", shares, normal[faces]).reshape(-1, 3)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    return at, out, np.repeat(area / len(shares), len(shares))


def poked(
    ray: np.ndarray, met: Meeting, entering: np.ndarray, bone_mm: np.ndarray, rank: np.ndarray
) -> tuple[Poked, np.ndarray, np.ndarray]:
    """What pokes through what covers it; and, as ray and part, which parts face the skin.

    Parameters
    ----------
    ray, entering : ndarray (K,)
        The ray of each meeting, and whether it goes in there.
    met : Meeting
    bone_mm : ndarray (N,)
        Where each ray meets a bone: nobody sees through it, so that the order behind it counts for nothing.
    rank : ndarray (P,)
        Layer of each part, 0 the outermost.
    """
    front, back = _first(ray, met, entering & (met.at_mm < bone_mm[ray])), _first(ray, met, ~entering)
    # first wall of each part on each ray, outermost first
    order = front[np.lexsort((met.at_mm[front], ray[front]))]
    of, first = ray[order], met[order]
    layer = rank[first.part]
    above = _most_before(of, layer)
    seen = above < layer
    known = ray[back] * len(rank) + met.part[back]
    mine = of * len(rank) + first.part
    slot = np.minimum(np.searchsorted(known, mine), max(len(back) - 1, 0))
    left = known[slot] == mine if len(back) else np.zeros(len(mine), bool)
    far = met[back[slot] if len(back) else order]
    far = replace(far, at_mm=np.where(left, far.at_mm, np.inf), face=np.where(left, far.face, -1))
    found, done = [np.zeros((0, 2), int)], np.zeros(len(of), bool)
    for k in range(1, min(MOST, len(of))):
        i = np.arange(len(of) - k)
        j = i + k
        over = first.at_mm[j] - first.at_mm[i]
        covers = (of[i] == of[j]) & ~done[i] & (layer[j] < layer[i]) & (above[i] < layer[j])
        covers &= (over > 0) & (over < BELOW_MM) & (first.at_mm[j] < far.at_mm[i] + APART_MM)
        found.append(np.stack([i[covers], j[covers]], 1))
        done[i[covers]] = True
    lower, upper = np.concatenate(found).T
    return Poked(of[lower], first[lower], first[upper], far[lower]), of[seen], first.part[seen]


def _first(ray: np.ndarray, met: Meeting, which: np.ndarray) -> np.ndarray:
    """Of each ray and part the first (K,) of some meetings."""
    some = np.flatnonzero(which)
    some = some[np.lexsort((met.at_mm[some], met.part[some], ray[some]))]  # so ray * P + part rises
    same = (np.diff(ray[some], prepend=-1) == 0) & (np.diff(met.part[some], prepend=-1) == 0)
    return some[~same]


def _most_before(of: np.ndarray, layer: np.ndarray) -> np.ndarray:
    """The deepest layer (N,) among those before each row of the same ray; -1 where it is the first."""
    found = np.full(len(of), -1)
    for k in range(1, len(of)):
        same = of[k:] == of[:-k]
        if not same.any():
            break
        found[k:][same] = np.maximum(found[k:][same], layer[:-k][same])
    return found

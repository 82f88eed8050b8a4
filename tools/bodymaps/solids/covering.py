"""What lies over what: lower muscles are pushed below upper ones; the best side to see each part from."""

from __future__ import annotations

from dataclasses import dataclass

import igl
import numpy as np
from scipy.spatial import cKDTree

from tools.bodymaps.solids.mesh import normals, softened
from tools.bodymaps.solids.rays import World, walk, world

BELOW_MM = 0.5
ABOVE_MM = 7.0  # a lower muscle lies wrongly above an upper one up to here, as in the pictures
SHEET_ABOVE_MM = 3.0
DEEP_MM = 14.0  # upper muscles are looked for so far below a vertex
MOST_MM, BONE_MOST_MM = 6.0, 2.5  # nothing is pushed farther
KEEPS = 0.7  # nor more than this share of its own thickness
THICKEST_MM, ON_WALL_MM = 60.0, 0.05
CLOSE_MM = 1.0  # an upper muscle's parts this near to each other count as one
ROUNDS = 3
SAMPLES, MET = 48, 20
FACING = 0.2
BLOCKS = {"bone": 3.0, "cartilage": 2.0, "connective": 0.4}  # how much more a part hides than a muscle does
OTHER_SIDE = 4.0
AWAY = 1.5  # cost of a side that shows nothing of a part's own surface
COVERS = 0.12  # share of the rays that a part must meet to count as over another
HEIGHTS_DEG = (0.0, 35.0, -35.0, 60.0, -60.0)
TILT_COST = {0.0: 0.0, 35.0: 0.1, -35.0: 0.15, 60.0: 0.35, -60.0: 0.35}


def pushed(
    v: np.ndarray, f: np.ndarray, over: World, outward: np.ndarray, above_mm: float, most_mm: float = MOST_MM
) -> np.ndarray:
    """Vertices (V, 3) moved inward so far that they lie `BELOW_MM` below what covers them.

    Only the outer wall moves, and not through the part's own inner wall: a thin muscle stays one.

    Parameters
    ----------
    over : World
        What lies over the part.
    outward : ndarray (V, 3)
        Unit direction to the skin.
    above_mm : float
        So far above what covers it a vertex still counts as covered.
    most_mm : float
        No vertex moves farther.
    """
    n = normals(v, f)
    outer = np.einsum("nx,nx->n", n, outward) > 0
    thick = np.minimum(_thickness(v, f, outward), _thickness(v, f, n))
    room = np.where(outer, np.minimum(KEEPS * thick, most_mm), 0)
    moved, gone = v.copy(), np.zeros(len(v))
    for _ in range(ROUNDS):
        need = np.where(outer, _depth_of_cover(moved, over, outward, above_mm), 0)
        if not need.any():
            break
        soft = np.maximum(need, softened(need, f, 2))
        gone = np.minimum(gone + soft, room)
        moved = v - outward * gone[:, None]
    return moved


def _thickness(v: np.ndarray, f: np.ndarray, outward: np.ndarray) -> np.ndarray:
    """How far (V,) the other wall of a part lies from each vertex, against some directions (V, 3)."""
    start = v - outward * ON_WALL_MM
    thick = np.full(len(v), THICKEST_MM)
    for hits in walk(world([(v, f)], [False]), start, -outward, THICKEST_MM, 1):
        thick[hits.ray] = hits.at_mm
    return thick


def _depth_of_cover(v: np.ndarray, over: World, outward: np.ndarray, above_mm: float) -> np.ndarray:
    """How far inward (V,) each vertex has to go; 0 where nothing lies below or around it that covers it."""
    need, reached = np.zeros(len(v)), np.zeros(len(v))
    inside, open_ = np.zeros(len(v), int), np.ones(len(v), bool)
    for k, hits in enumerate(walk(over, v, -outward, DEEP_MM, 12)):
        ray, at = hits.ray, hits.at_mm
        within = above_mm if k == 0 else CLOSE_MM
        leaves = ~hits.entering
        far = hits.entering & (inside[ray] == 0) & (at - reached[ray] > within)
        open_[ray[far]] = False
        ok = open_[ray]
        inside[ray] = np.where(leaves, np.maximum(inside[ray] - 1, 0), inside[ray] + 1)
        out = ok & leaves
        need[ray[out]] = at[out] + BELOW_MM
        reached[ray[out]] = at[out]
    return need


def under_skin(v: np.ndarray, skin: tuple[np.ndarray, np.ndarray], depth_mm: float) -> np.ndarray:
    """Vertices (V, 3) moved so that they lie at least so far below the skin."""
    squared, _, nearest = igl.point_mesh_squared_distance(v, *skin)
    distance = np.sqrt(np.maximum(squared, 0))
    within = np.abs(igl.fast_winding_number(*skin, v)) > 0.5
    signed = np.where(within, -distance, distance)
    lies_out = signed > -depth_mm
    way = np.where(within[:, None], v - nearest, nearest - v) / np.maximum(distance, 1e-6)[:, None]
    return np.where(lies_out[:, None], v + way * (signed + depth_mm)[:, None], v)


@dataclass(frozen=True)
class BestSide:
    """From where a part is seen best: direction to the eye, and the meshes over it, most hiding first."""

    direction: tuple[float, float, float]
    over: list[int]


def directions() -> tuple[np.ndarray, np.ndarray]:
    """Sides (D, 3) to look from, and what each costs: level ones are the usual ones."""
    found, cost = [], []
    for height in HEIGHTS_DEG:
        count = 16 if height == 0 else 8
        for turn in np.arange(count) * 2 * np.pi / count:
            e = np.radians(height)
            found.append((np.cos(e) * np.sin(turn), -np.cos(e) * np.cos(turn), np.sin(e)))
            cost.append(TILT_COST[height])
    return np.array(found), np.array(cost)


def best_side(v: np.ndarray, f: np.ndarray, own: int, there: World, weight: np.ndarray) -> BestSide:
    """The side from which least lies over a part, and what lies over it there.

    Parameters
    ----------
    own : int
        Number of the part in `there`.
    weight : ndarray (G,)
        How much each mesh hides.
    """
    n = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    area = np.linalg.norm(n, axis=1) / 2
    n /= np.maximum(2 * area, 1e-9)[:, None]
    middle = v[f].mean(1)
    ways, cost = directions()
    facing = np.maximum(n @ ways.T, 0)
    shown = (area[:, None] * facing).sum(0)
    best: tuple[float, int, np.ndarray] | None = None
    for k, way in enumerate(ways):
        here = np.flatnonzero(facing[:, k] > FACING)
        if not len(here):
            continue
        amount = np.cumsum(area[here] * facing[here, k])
        pick = here[np.searchsorted(amount, (np.arange(SAMPLES) + 0.5) / SAMPLES * amount[-1])]
        met = np.zeros((SAMPLES, len(weight)), bool)
        blocked = np.zeros(SAMPLES)
        start = middle[pick] + n[pick] * 0.05
        for hits in walk(there, start, np.broadcast_to(way, start.shape), 2500.0, MET):
            mesh, left = there.owner[hits.piece], there.is_left[hits.piece]
            other = left & ~met[hits.ray, mesh]
            blocked[hits.ray[other]] += OTHER_SIDE
            mine = ~left & (mesh != own)
            met[hits.ray[mine], mesh[mine]] = True
        blocked += met @ weight
        total = float(blocked.mean() + AWAY * (1 - shown[k] / shown.max()) + cost[k])
        if best is None or total < best[0] - 1e-9:
            best = (total, k, met.mean(0))
    assert best is not None
    share = best[2]
    order = np.argsort(-share, kind="stable")
    way = ways[best[1]]
    return BestSide(
        (round(float(way[0]), 3), round(float(way[1]), 3), round(float(way[2]), 3)),
        [int(i) for i in order if share[i] >= COVERS],
    )


class Outward:
    """Direction to the skin at any point inside: the mean normal of the skin points nearest to it."""

    def __init__(self, points: np.ndarray, normal: np.ndarray) -> None:  # noqa: D107 (see the class)
        self._tree, self._normal = cKDTree(points), normal

    def at(self, v: np.ndarray) -> np.ndarray:
        """Unit direction (V, 3)."""
        found = self._normal[self._tree.query(v, k=24)[1]].mean(1)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)

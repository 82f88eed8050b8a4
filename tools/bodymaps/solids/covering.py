"""What lies over what: lower muscles are pushed below upper ones."""

from __future__ import annotations

import igl
import numpy as np
from scipy.spatial import cKDTree

from tools.bodymaps.solids.mesh import Mesh, gathered, normals, softened, spread
from tools.bodymaps.solids.rays import World, walk, world

BELOW_MM = 0.5
LIFT_MM = 5.0  # an upper muscle is lifted at most so far over a lower one that cannot go down
ABOVE_MM = 7.0  # a lower muscle lies wrongly above an upper one up to here, as in the pictures
SHEET_ABOVE_MM = 3.0
DEEP_MM = 14.0  # upper muscles are looked for so far below a vertex
MOST_MM, BONE_MOST_MM = 5.0, 2.5  # nothing is pushed farther
KEEPS = 0.7  # nor more than this share of its own thickness
THICKEST_MM, ON_WALL_MM = 60.0, 0.05
CLOSE_MM = 1.0  # an upper muscle's parts this near to each other count as one
ROUNDS = 3
SKIN_ROUNDS = 4


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
    ways = spread(outward, f)
    shows = np.einsum("nx,nx->n", spread(n, f), ways) > 0
    for _ in range(ROUNDS):
        deep = np.zeros(len(ways))
        deep[shows] = _depth_of_cover(spread(moved, f)[shows], over, ways[shows], above_mm)
        need = np.where(outer, gathered(deep, f, len(v)), 0)
        if not need.any():
            break
        soft = np.maximum(need, softened(need, f, 2))
        gone = np.minimum(gone + soft, room)
        moved = v - outward * gone[:, None]
    return moved


def lifted(
    upper: list[Mesh], ways: list[np.ndarray], lower: list[Mesh], lower_ways: list[np.ndarray], roof: World
) -> list[np.ndarray]:
    """Vertices of upper parts moved outward over what still lies above them, and could not be pushed lower.

    Parameters
    ----------
    upper, lower : list of Mesh
    ways, lower_ways : list of ndarray (V, 3)
        Unit directions to the skin.
    roof : World
        What the upper parts stay below.
    """
    moved = [v.copy() for v, _ in upper]
    room = [_room(v, way, roof) for (v, _), way in zip(upper, ways, strict=True)]
    parts = [_outer_places(v, f, way) for (v, f), way in zip(lower, lower_ways, strict=True)]
    points, inward, thick = (np.concatenate(column) for column in zip(*parts, strict=True))
    gone = [np.zeros(len(v)) for v, _ in upper]
    for _ in range(ROUNDS):
        need = [np.zeros(len(v)) for v, _ in upper]
        there = world([(v, f) for v, (_, f) in zip(moved, upper, strict=True)], [False] * len(upper))
        for hits in walk(there, points, inward, LIFT_MM, 1):
            meets = hits.entering & (hits.at_mm < thick[hits.ray] + BELOW_MM)
            for piece in np.unique(hits.piece[meets]):
                i = there.owner[piece]
                mine = meets & (hits.piece == piece)
                for k in range(3):
                    np.maximum.at(need[i], upper[i][1][hits.face[mine], k], hits.at_mm[mine] + BELOW_MM)
        for i, (v, f) in enumerate(upper):
            if need[i].any():
                soft = np.maximum(need[i], softened(need[i], f, 2))
                gone[i] = np.minimum(gone[i] + soft, room[i])
                moved[i] = v + ways[i] * gone[i][:, None]
    return moved


def _outer_places(
    v: np.ndarray, f: np.ndarray, outward: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places (N, 3) on the outer wall of a part, the way inward (N, 3), and how thick (N,) it is there."""
    points, inward = spread(v, f), -spread(outward, f)
    outer = np.einsum("nx,nx->n", spread(normals(v, f), f), inward) < 0
    points, inward = points[outer], inward[outer]
    inward /= np.maximum(np.linalg.norm(inward, axis=1, keepdims=True), 1e-6)
    return points, inward, _way_through((v, f), points, inward)


def _room(v: np.ndarray, outward: np.ndarray, roof: World) -> np.ndarray:
    """How far (V,) each vertex may be lifted before it comes through what lies over it."""
    room = np.full(len(v), LIFT_MM)
    for hits in walk(roof, v + outward * ON_WALL_MM, outward, LIFT_MM + BELOW_MM, 1):
        room[hits.ray] = np.clip(hits.at_mm - BELOW_MM, 0, LIFT_MM)
    return room


def _thickness(v: np.ndarray, f: np.ndarray, outward: np.ndarray) -> np.ndarray:
    """How far (V,) the other wall of a part lies from each vertex, against some directions (V, 3)."""
    return _way_through((v, f), v, -outward)


def _way_through(mesh: Mesh, points: np.ndarray, inward: np.ndarray) -> np.ndarray:
    """How far (N,) the other wall of a part lies from places (N, 3) on its surface."""
    start = points + inward * ON_WALL_MM
    thick = np.full(len(points), THICKEST_MM)
    for hits in walk(world([mesh], [False]), start, inward, THICKEST_MM, 1):
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


def under_skin(
    v: np.ndarray, f: np.ndarray, skin: tuple[np.ndarray, np.ndarray], depth_mm: float
) -> np.ndarray:
    """Vertices (V, 3) moved so that they and their triangles lie at least so far below the skin."""
    moved = v.copy()
    near = np.ones(len(v), bool)
    for _ in range(SKIN_ROUNDS):
        mine = f[near[f].any(1)]
        used, corner = np.unique(mine, return_inverse=True)
        corner = corner.reshape(-1, 3)
        points = spread(moved[used], corner)
        squared, _, nearest = igl.point_mesh_squared_distance(points, *skin)
        distance = np.sqrt(np.maximum(squared, 0))
        within = np.abs(igl.fast_winding_number(*skin, points)) > 0.5
        signed = np.where(within, -distance, distance)
        need = gathered(np.maximum(signed + depth_mm, 0), corner, len(used))
        out = need > ON_WALL_MM
        if not out.any():
            break
        way = (points - nearest)[: len(used)] / np.maximum(distance[: len(used)], 1e-6)[:, None]
        way = np.where(within[: len(used), None], way, -way)
        moved[used[out]] += way[out] * need[out, None]
        near = np.zeros(len(v), bool)
        near[used[out]] = True
    return moved


class Outward:
    """Direction to the skin at any point inside: the mean normal of the skin points nearest to it."""

    def __init__(self, points: np.ndarray, normal: np.ndarray) -> None:  # noqa: D107 (see the class)
        self._tree, self._normal = cKDTree(points), normal

    def at(self, v: np.ndarray) -> np.ndarray:
        """Unit direction (V, 3)."""
        found = self._normal[self._tree.query(v, k=24)[1]].mean(1)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)

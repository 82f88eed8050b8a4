"""What still pokes through its cover in the packed surfaces is mended place by place, on their grid.

About each place some small moves are tried: the lower muscle down, its inner wall with it, the upper one up,
and single vertices of both. A move is kept when less comes before its cover on the rays about the place and
nothing else is lost: no triangle turns over, nothing rises out of the skin or through a sheet, and where
nothing was wrong no bone and no upper muscle comes before what was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree
from tqdm import tqdm

from tools.bodymaps.solids.grid import on_grid
from tools.bodymaps.solids.mesh import softened
from tools.bodymaps.solids.packed import Layered
from tools.bodymaps.solids.poked import CLOSE, RIM_MM, ByNature, Meeting, Poked, places, poked
from tools.bodymaps.solids.rays import World, world
from tools.bodymaps.solids.settling import Skin, first_mm, meetings, room_mm

MOST_MM = 3.0  # nothing is moved farther
CLEAR_MM = 0.3
THINNEST_MM = 0.35
TURNED = 0.3  # the cosine up to which a triangle counts as not turned over
APART_MM, ABOUT_MM = 10.0, 10.0
DEEP_MM = 30.0  # so far below the deepest wall that was met parts are looked at
PASSES, TRIES, LEAST_MM2 = 3, 3, 0.01
SHARES, RINGS = (1.0, 0.6, 1.5), (0, 1)


@dataclass(frozen=True)
class Spot:
    """A place where one muscle pokes through another: the rays that meet it, and triangles of the skin."""

    found: Poked
    out: np.ndarray
    faces: np.ndarray

    @property
    def pair(self) -> tuple[int, int]:
        """Numbers of the lower and the upper muscle."""
        return int(self.found.lower.part[0]), int(self.found.upper.part[0])


@dataclass(frozen=True)
class _State:
    """Of each ray: the layer of the muscle that it meets first (-1: none), and what pokes through on it."""

    layer: np.ndarray
    fault: np.ndarray
    natural: np.ndarray


class Rays:
    """Rays about a spot, and the triangles that they can meet."""

    def __init__(  # noqa: D107 (see the class)
        self, spot: Spot, body: Layered, skin: Skin, bones: World, natural: ByNature
    ) -> None:
        about = skin.points[skin.faces].mean(1)
        middle = about[spot.faces]
        self._rank, self._mirrored, self._natural = body.rank, body.mirrored, natural
        near = np.flatnonzero(np.isfinite(cKDTree(middle).query(about, distance_upper_bound=ABOUT_MM)[0]))
        self.at, self.out, self.area = places(skin.points, skin.normal, skin.faces[near], CLOSE)
        deep = float(spot.found.upper.at_mm.max()) + DEEP_MM
        ends = np.concatenate([self.at + self.out, self.at - self.out * deep])
        low, high = ends.min(0), ends.max(0)
        self._some = [
            np.flatnonzero(_meets(v[f], low, high) | _meets(v[f] * [-1, 1, 1], low, high))
            for v, f in body.meshes
        ]
        self._faces = [f[some] for (_, f), some in zip(body.meshes, self._some, strict=True)]
        self._bone_mm = first_mm(bones, self.at, self.out)
        self._before: _State | None = None

    def look(self, now: list[np.ndarray]) -> tuple[Poked, float]:
        """What pokes through its cover, and what all of it costs."""
        there = world(list(zip(now, self._faces, strict=True)), self._mirrored)
        ray, met, entering = meetings(there, self.at, self.out)
        found, _, _ = poked(ray, met, entering, self._bone_mm, self._rank)
        state = self._state(ray[entering], met[entering], found)
        before = self._before = self._before or state
        lost = (state.layer < 0) & (before.layer >= 0)
        changed = (state.layer < before.layer) | (before.natural & ~state.natural)
        lost |= changed & ~before.fault
        found = found[~self._natural.beside(found, RIM_MM)]  # a place by nature is beside itself
        return self._whole(found), float(self.area[found.ray].sum() + self.area[lost].sum())

    def _state(self, ray: np.ndarray, met: Meeting, found: Poked) -> _State:
        order = np.lexsort((-met.at_mm, ray))  # the first of each ray is written last
        mm, layer = np.full(len(self.at), np.inf), np.full(len(self.at), -1)
        mm[ray[order]], layer[ray[order]] = met.at_mm[order], self._rank[met.part[order]]
        fault, natural = np.zeros((2, len(self.at)), bool)
        fault[found.ray[~found.by_nature]] = True
        natural[found.ray[found.by_nature]] = True
        return _State(np.where(mm < self._bone_mm, layer, -1), fault, natural)

    def _whole(self, found: Poked) -> Poked:
        """The same with the triangles' own numbers."""
        return Poked(found.ray, *(self._named(wall) for wall in (found.lower, found.upper, found.far)))

    def _named(self, wall: Meeting) -> Meeting:
        face = np.array(
            [self._some[p][f] if f >= 0 else -1 for p, f in zip(wall.part, wall.face, strict=True)], int
        )
        return Meeting(wall.part, face, wall.is_left, wall.at_mm, wall.place_mm)


def _meets(corners: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Which triangles (F, 3, 3) reach into a box."""
    return ((corners.max(1) >= low) & (corners.min(1) <= high)).all(1)


class Mending:
    """Where the vertices of each muscle have gone.

    Parameters
    ----------
    body : Layered
    room : list of ndarray (V,)
        How far in mm each vertex may rise.
    """

    def __init__(self, body: Layered, room: list[np.ndarray]) -> None:  # noqa: D107 (see the class)
        self.now = [v for v, _ in body.meshes]
        self._body, self._room = body, room
        self._faces = [f for _, f in body.meshes]
        self._facing = [_facing(v, f) for v, f in body.meshes]

    def mend(self, spot: Spot, rays: Rays) -> float:
        """Try moves until none makes it better; what it costs less."""
        lower, upper = spot.pair
        found, before = rays.look(self.now)
        cost = before
        for tries in (self._pushes, self._single):
            for _ in range(TRIES):
                mine = found[(found.lower.part == lower) & (found.upper.part == upper)]
                if not len(mine.ray):
                    break
                best = None
                for moved in tries(mine, rays.out[mine.ray]):
                    trial = [moved.get(i, v) for i, v in enumerate(self.now)]
                    seen, costs = rays.look(trial)
                    if costs < (cost if best is None else best[0]) - LEAST_MM2:
                        best = costs, seen, trial
                    if best is not None and best[0] < LEAST_MM2:
                        break
                if best is None:
                    break
                cost, found, self.now = best
        return before - cost

    def _pushes(self, found: Poked, out: np.ndarray) -> Iterator[dict[int, np.ndarray]]:
        """The lower muscle down, with its inner wall or not, and the upper one up, or both by half."""
        need = found.over_mm + CLEAR_MM
        thin = np.minimum(need, np.maximum(found.thick_mm - THINNEST_MM, 0))
        far = found.far.face >= 0
        for share in SHARES:
            for rings in RINGS:
                down = self._field(found.lower, share * thin, -out, rings)
                up = self._field(found.upper, share * need, out, rings)
                half_up = self._field(found.upper, share * (need - thin / 2), out, rings)
                half_down = self._field(found.lower, share * thin / 2, -out, rings)
                sunk = self._field(found.lower, share * need, -out, rings) + self._field(
                    found.far[far], (share * need)[far], -out[far], rings
                )
                for moves in ([down], [up], [half_down, half_up], [sunk], [down, up]):
                    yield from self._kept([m for move in moves for m in move])

    def _single(self, found: Poked, out: np.ndarray) -> Iterator[dict[int, np.ndarray]]:
        """Each vertex of the triangles that meet, a little down or up."""
        for wall, sign in ((found.lower, -1), (found.upper, 1)):
            i = int(wall.part[0])
            toward = _own(sign * out, wall.is_left).mean(0)
            for vertex in np.unique(self._faces[i][wall.face]):
                for mm in (0.5, 1.0):
                    step = np.zeros_like(self.now[i])
                    step[vertex] = toward / max(np.linalg.norm(toward), 1e-9) * mm
                    yield from self._kept([(i, step)])

    def _field(
        self, wall: Meeting, need: np.ndarray, toward: np.ndarray, rings: int
    ) -> list[tuple[int, np.ndarray]]:
        """How a wall moves where rays met it, and less and less some rings of triangles about."""
        if not len(need):
            return []
        i = int(wall.part[0])
        f, most = self._faces[i], np.zeros(len(self.now[i]))
        for k in range(3):
            np.maximum.at(most, f[wall.face, k], need)
        way = _own(toward, wall.is_left).mean(0)
        if rings:
            most = np.maximum(most, softened(most, f, rings))
        return [(i, way / max(np.linalg.norm(way), 1e-9) * most[:, None])]

    def _kept(self, moves: list[tuple[int, np.ndarray]]) -> Iterator[dict[int, np.ndarray]]:
        """The muscles so moved, on the grid; none when a triangle turns over or nothing moves."""
        steps: dict[int, np.ndarray] = {}
        for i, step in moves:
            before = steps.get(i, np.zeros_like(step))
            larger = np.linalg.norm(step, axis=1) > np.linalg.norm(before, axis=1)
            steps[i] = np.where(larger[:, None], step, before)
        moved = {}
        for i, step in steps.items():
            v = self._limited(i, step)
            changed = (v != self.now[i]).any(1)
            if not changed.any():
                continue
            f = self._faces[i]
            touched = changed[f].any(1)
            turned = (_facing(v, f[touched]) * self._facing[i][touched]).sum(1) < TURNED
            if turned.any():
                return
            moved[i] = v
        if moved:
            yield moved

    def _limited(self, i: int, step: np.ndarray) -> np.ndarray:
        start, way = self._body.meshes[i][0], self._body.ways[i]
        gone = self.now[i] + step - start
        gone /= np.maximum(np.linalg.norm(gone, axis=1, keepdims=True) / MOST_MM, 1)
        risen = np.einsum("nx,nx->n", gone, way) - self._room[i]
        gone -= way * np.maximum(risen, 0)[:, None]
        there = on_grid(start + gone)
        return np.where((step != 0).any(1)[:, None], there, self.now[i])


def _own(way: np.ndarray, is_left: np.ndarray) -> np.ndarray:
    """Directions (N, 3) as the right part has them."""
    return way * (np.where(is_left, -1.0, 1.0)[:, None] * [1, 0, 0] + [0, 1, 1])


def _facing(v: np.ndarray, f: np.ndarray) -> np.ndarray:
    n = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    return n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)


def spots(found: Poked, out: np.ndarray, area: np.ndarray) -> list[Spot]:
    """What poked through its cover, by pair of muscles and place, the largest first."""
    pair = np.stack([found.lower.part, found.upper.part], 1) * 2 * APART_MM  # others are never near
    at = np.concatenate([found.lower.place_mm, pair], 1)
    near = cKDTree(at).query_pairs(APART_MM, output_type="ndarray")
    links = sparse.coo_matrix((np.ones(len(near), bool), near.T), (len(at), len(at)))
    count, label = sparse.csgraph.connected_components(links, directed=False)
    mine = [np.flatnonzero(label == k) for k in range(count)]
    mine.sort(key=lambda some: -area[found.ray[some]].sum())
    return [
        Spot(found[some], out[found.ray[some]], np.unique(found.ray[some] // len(CLOSE))) for some in mine
    ]


def mended(body: Layered, bones: World, skin: Skin, roof: World) -> list[np.ndarray]:
    """Vertices of the muscles of a body, on the grid, so that as little as can be pokes through its cover."""
    mending = Mending(body, room_mm(body.meshes, body.ways, roof, MOST_MM))
    own = skin.of_one_side
    at, out, area = places(own.points, own.normal, own.faces, CLOSE)
    bone_mm = first_mm(bones, at, out)
    natural: ByNature | None = None
    for k in range(PASSES):
        there = world(list(zip(mending.now, (f for _, f in body.meshes), strict=True)), body.mirrored)
        found, _, _ = poked(*meetings(there, at, out), bone_mm, body.rank)
        natural = natural or ByNature(found)
        found = found[~natural.beside(found, RIM_MM)]
        gained = 0.0
        for spot in tqdm(spots(found, out, area), desc=f"mending {k + 1}", unit="place"):
            gained += mending.mend(spot, Rays(spot, body, own, bones, natural))
        if gained < LEAST_MM2:
            break
    return mending.now

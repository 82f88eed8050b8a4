"""How walls of muscles move where a lower one pokes through an upper one."""

from __future__ import annotations

import numpy as np

from tools.bodymaps.solids.mesh import Mesh, shares_at
from tools.bodymaps.solids.poked import Meeting, Poked

CLEAR_MM = 0.4  # walls are settled so far apart: more than the grid of the file takes away
THINNEST_MM, THIN_MM = 0.35, 3.0  # a part thinner than this goes down as a whole
MOST_MM = 4.0  # nothing is moved farther


class Moves:
    """Where the vertices of each muscle have gone.

    Parameters
    ----------
    meshes : list of Mesh
    ways : list of ndarray (V, 3)
        Unit directions to the skin.
    room : list of ndarray (V,)
        How far in mm each vertex may rise.
    """

    def __init__(self, meshes: list[Mesh], ways: list[np.ndarray], room: list[np.ndarray]) -> None:  # noqa: D107 (see the class)
        self.start = [v for v, _ in meshes]
        self.now = list(self.start)
        self.faces, self.ways, self.room = [f for _, f in meshes], ways, room

    def settle(self, found: Poked, inward: np.ndarray) -> None:
        """Move the walls that were met on rays: the lower muscle's, the upper one's, and the inner wall."""
        need = found.over_mm + CLEAR_MM
        down = np.minimum(need, np.maximum(found.thick_mm - THINNEST_MM, 0))
        left = need - down + self.move(found.lower, down, inward)
        left = self.move(found.upper, left, -inward)
        left = np.where((found.far.face >= 0) & (found.thick_mm < THIN_MM), left, 0)
        self.move(found.far, left, inward)
        self.move(found.lower, left, inward)

    def move(self, wall: Meeting, need: np.ndarray, toward: np.ndarray) -> np.ndarray:
        """Move the corners of the triangles that were met; what they cannot do is given back (N,)."""
        left = need.copy()
        for i in np.unique(wall.part[need > 0]):
            mine = np.flatnonzero((wall.part == i) & (need > 0))
            corners = self.faces[i][wall.face[mine]]
            flip = np.where(wall.is_left[mine], -1.0, 1.0)[:, None] * [1, 0, 0] + [0, 1, 1]
            way = toward[mine] * flip
            shares = np.clip(shares_at(wall.place_mm[mine] * flip, self.now[i][corners]), 0, 1)
            step = need[mine, None] * shares / np.maximum((shares**2).sum(1), 0.3)[:, None]
            most, total = np.zeros(len(self.now[i])), np.zeros_like(self.now[i])
            for k in range(3):
                np.maximum.at(most, corners[:, k], step[:, k])
                np.add.at(total, corners[:, k], way * step[:, k, None])
            unit = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
            before = self.now[i]
            gone = before + unit * most[:, None] - self.start[i]
            gone /= np.maximum(np.linalg.norm(gone, axis=1, keepdims=True) / MOST_MM, 1)
            risen = np.einsum("nx,nx->n", gone, self.ways[i]) - self.room[i]
            gone -= self.ways[i] * np.maximum(risen, 0)[:, None]
            self.now[i] = self.start[i] + gone
            did = np.einsum("nkx,nx->nk", (self.now[i] - before)[corners], way)
            left[mine] -= (did * shares).sum(1)
        return np.maximum(left, 0)

"""Walls of thin muscles that were pushed through each other are set apart again, on the grid of the files.

Where a muscle was pushed below what covers it, its outer wall may have gone through its inner one: seen from
the skin it is inside out there, a dark patch once it is lit. The inner wall is moved inward.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree
from tqdm import tqdm

from tools.bodymaps.solids.grid import on_grid
from tools.bodymaps.solids.mesh import SPREAD, Mesh
from tools.bodymaps.solids.moves import Moves
from tools.bodymaps.solids.packed import Layered
from tools.bodymaps.solids.poked import CLOSE, Meeting, places
from tools.bodymaps.solids.rays import walk, world
from tools.bodymaps.solids.settling import REACH_MM, Skin

ROUNDS = 8
APART_MM = 0.4
NEAR_MM = 8.0


def set_apart(mesh: Mesh, way: np.ndarray, skin: Skin) -> np.ndarray:
    """Vertices (V, 3) of one muscle, moved so that the skin's normals meet its outer wall first.

    Parameters
    ----------
    way : ndarray (V, 3)
        Unit directions to the skin.
    skin : Skin
        With the triangles of one side.
    """
    moves = Moves([mesh], [way], [np.zeros(len(mesh[0]))])
    middle = skin.points[skin.faces].mean(1)
    seen, shares, best = np.ones(len(middle), bool), SPREAD, (np.inf, mesh[0])
    for _ in range(ROUNDS + 2):
        at, out, area = places(skin.points, skin.normal, skin.faces[seen], shares)
        ray, inner, through_mm = inside_out((moves.now[0], mesh[1]), at, out)
        if not len(ray):
            return moves.now[0]
        hit = middle[seen][np.unique(ray // len(shares))]
        near = np.isfinite(cKDTree(hit).query(middle, distance_upper_bound=NEAR_MM)[0])
        if shares is SPREAD:
            seen, shares = near, CLOSE
            continue
        if (wrong := float(area[ray].sum())) < best[0]:
            best = wrong, moves.now[0]
        moves.move(inner, through_mm + APART_MM, -out[ray])
        moves.now[0] = on_grid(moves.now[0])
    return best[1]


def inside_out(mesh: Mesh, at: np.ndarray, out: np.ndarray) -> tuple[np.ndarray, Meeting, np.ndarray]:
    """Rays (K,) that leave a muscle before they enter it, the wall they leave by, and how far it is wrong."""
    hits = walk(world([mesh], [False]), at + out, -out, REACH_MM, 2)
    first, second = next(hits, None), next(hits, None)
    none = np.zeros(0, int)
    if first is None or second is None:
        return none, Meeting(none, none, none == 1, none.astype(float), np.zeros((0, 3))), none.astype(float)
    enters_mm = np.full(len(at), np.nan)
    enters_mm[second.ray[second.entering]] = second.at_mm[second.entering]
    wrong = ~first.entering & np.isfinite(enters_mm[first.ray])
    ray, mm = first.ray[wrong], first.at_mm[wrong]
    zero = np.zeros(len(ray), int)
    place_mm = at[ray] + out[ray] * (1 - mm[:, None])
    return ray, Meeting(zero, first.face[wrong], zero == 1, mm, place_mm), enters_mm[ray] - mm


def all_set_apart(body: Layered, skin: Skin) -> list[np.ndarray]:
    """Vertices of the muscles of a body, on the grid, their walls set apart."""
    own, muscles = skin.of_one_side, zip(tqdm(body.meshes, desc="walls"), body.ways, strict=True)
    return [set_apart(mesh, way, own) for mesh, way in muscles]

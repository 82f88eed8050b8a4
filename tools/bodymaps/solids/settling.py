"""What still pokes through its cover after pushing and lifting is settled where the two meet.

Rays go along the skin's normals through the final triangles, so that what is mended is what is measured
(`poking.py`). The lower muscle goes down as far as it is thick; what is left, the upper one rises; and where
that is not enough a thin lower one goes down as a whole. Where the lower one lies over the upper one with
most of its thickness it does so in the source, and stays. Nobody looks through bones, nor through the
membrane between two: behind them the order counts for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from tools.bodymaps.solids.mesh import SPREAD, Mesh
from tools.bodymaps.solids.moves import MOST_MM, Moves
from tools.bodymaps.solids.poked import FINE, ByNature, Meeting, Poked, places, poked
from tools.bodymaps.solids.rays import World, walk, world

REACH_MM, MET = 140.0, 30
UNDER_SKIN_MM = 0.6
ROUNDS = 4
BESIDE_MM = 8.0  # beside a place where the lower one lies over by nature nothing is settled
NEAR_MM = 8.0  # after a round only the skin about what poked is looked at


@dataclass(frozen=True)
class Skin:
    """The skin's points, their normals, and its triangles."""

    points: np.ndarray
    normal: np.ndarray
    faces: np.ndarray

    @property
    def of_one_side(self) -> Skin:
        """The same with the triangles that reach into the right half."""
        return Skin(self.points, self.normal, self.faces[self.points[self.faces].min(1)[:, 0] <= 0])


def look(
    muscles: World, bones: World, rank: np.ndarray, at: np.ndarray, out: np.ndarray
) -> tuple[Poked, np.ndarray, np.ndarray]:
    """As `poked`, along rays from places (N, 3) on the skin against the way outward."""
    return poked(*meetings(muscles, at, out), first_mm(bones, at, out), rank)


def meetings(muscles: World, at: np.ndarray, out: np.ndarray) -> tuple[np.ndarray, Meeting, np.ndarray]:
    """Ray (K,), wall, and whether it goes in there, of all that such rays meet."""
    hits = list(walk(muscles, at + out, -out, REACH_MM, MET))
    ray, piece, face, mm, entering = (
        np.concatenate([np.zeros(0, kind), *(getattr(h, name) for h in hits)])
        for name, kind in (("ray", int), ("piece", int), ("face", int), ("at_mm", float), ("entering", bool))
    )
    place_mm = at[ray] + out[ray] * (1 - mm[:, None])
    return ray, Meeting(muscles.owner[piece], face, muscles.is_left[piece], mm, place_mm), entering


def first_mm(bones: World, at: np.ndarray, out: np.ndarray) -> np.ndarray:
    """Where (N,) such rays meet the first bone; infinite where none."""
    found = np.full(len(at), np.inf)
    for bone in walk(bones, at + out, -out, REACH_MM, 1):
        found[bone.ray] = bone.at_mm
    return found


def settled(
    meshes: list[Mesh],
    rank: np.ndarray,
    ways: list[np.ndarray],
    mirrored: list[bool],
    bones: World,
    skin: Skin,
) -> list[np.ndarray]:
    """Vertices of muscles, moved so that no lower one pokes through an upper one.

    Parameters
    ----------
    rank : ndarray (P,)
        Layer of each, 0 the outermost.
    ways : list of ndarray (V, 3)
        Unit directions to the skin.
    mirrored : list of bool
    bones : World
        What nobody sees through.
    """
    roof = world([(skin.points, skin.faces)], [False])
    moves = Moves(meshes, ways, room_mm(meshes, ways, roof, MOST_MM))
    faces = skin.faces[skin.points[skin.faces].mean(1)[:, 0] <= 0]
    middle = skin.points[faces].mean(1)
    seen, shares = np.ones(len(faces), bool), SPREAD
    natural: ByNature | None = None
    for _ in range(ROUNDS):
        there = world([(v, f) for v, (_, f) in zip(moves.now, meshes, strict=True)], mirrored)
        at, out, _ = places(skin.points, skin.normal, faces[seen], shares)
        found, _, _ = look(there, bones, rank, at, out)
        if natural is None:
            natural = ByNature(found)
        found = found[~(found.by_nature | natural.beside(found, BESIDE_MM))]
        if not len(found.ray):
            break
        moves.settle(found, -out[found.ray])
        hit = middle[seen][np.unique(found.ray // len(shares))]
        seen |= np.isfinite(cKDTree(hit).query(middle, distance_upper_bound=NEAR_MM)[0])
        if shares is SPREAD:
            seen, shares = np.isfinite(cKDTree(hit).query(middle, distance_upper_bound=NEAR_MM)[0]), FINE
    return moves.now


def room_mm(meshes: list[Mesh], ways: list[np.ndarray], roof: World, most_mm: float) -> list[np.ndarray]:
    """How far in mm (V,) each vertex of each muscle may rise below what lies over all."""
    found = [np.full(len(v), most_mm) for v, _ in meshes]
    for (v, _), way, room in zip(meshes, ways, found, strict=True):
        for hits in walk(roof, v, way, most_mm + UNDER_SKIN_MM, 1):
            room[hits.ray] = np.clip(hits.at_mm - UNDER_SKIN_MM, 0, most_mm)
    return found

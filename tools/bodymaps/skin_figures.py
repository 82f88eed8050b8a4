"""Other figures than the man's: how far each point of his skin moves for a woman, and for one who is neither.

The skin is softened, as a little more fat under it would do, and then moved in smooth windows. Nothing sinks
so far that a muscle or a bone comes through. The amounts are drawn to be recognised, not measured on anybody;
docs/assets-format.md says what they were compared with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import SuperLU, splu
from scipy.spatial import cKDTree

from tools.bodymaps.raster import vertex_normals
from triggerpoints.atlas.skin_figures import STEP_MM

LEFT_OVER_MM = 1.0  # so much skin is left over muscle and bone
SOFT, VERY_SOFT, EVEN = 60.0, 200.0, 1500.0  # how far smoothing reaches, in the square of an edge's length
ARMPIT_Z = 1190.0
# Half way between trunk or thigh and arm: height, |x|.
GAP = (
    (700, 190), (780, 191), (860, 196), (900, 196), (960, 187), (1000, 170), (1040, 154), (1060, 151),
    (1080, 153), (1100, 156), (1120, 157), (1140, 157), (1160, 155), (1180, 154), (1190, 156), (1260, 168),
    (1330, 180), (1420, 190),
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """What makes a figure, each as a share of the woman's: 1 is hers, 0 the man's."""

    form: float
    breasts: float


SHAPES = {"woman": Shape(1.0, 1.0), "neither": Shape(0.45, 0.0)}


def step(x: np.ndarray, start: float, end: float) -> np.ndarray:
    """0 before `start`, 1 after `end`, smooth between."""
    t = np.clip((x - start) / (end - start), 0, 1)
    return t * t * (3 - 2 * t)


def between(x: np.ndarray, start: float, full: float, still: float, end: float) -> np.ndarray:
    """1 from `full` to `still`, 0 before `start` and after `end`."""
    return step(x, start, full) * (1 - step(x, still, end))


Reach = float | tuple[float, float]  # both ways, or (towards smaller, towards larger)


@dataclass(frozen=True)
class Skin:
    """The man's skin, on which windows and smoothing are told; mirror-symmetric."""

    vertices: np.ndarray
    faces: np.ndarray

    @cached_property
    def twin(self) -> np.ndarray:
        """Index (V,) of each vertex's mirror image."""
        return cKDTree(self.vertices).query(self.vertices * [-1, 1, 1])[1]

    @cached_property
    def loose(self) -> sparse.csr_matrix:
        """Each vertex less the mean of its neighbours, as a matrix (V, V)."""
        f, n = self.faces, len(self.vertices)
        e = np.unique(np.sort(np.concatenate([f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]]]), 1), axis=0)
        pairs = np.concatenate([e, e[:, ::-1]])
        near = sparse.coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), (n, n)).tocsr()
        return sparse.eye(n) - sparse.diags(1 / np.asarray(near.sum(1)).ravel()) @ near

    @cached_property
    def arm(self) -> np.ndarray:
        """How much of the arm (V,) each vertex is, 0..1; nothing lies in the gap below the armpit."""
        x, z = np.abs(self.vertices[:, 0]), self.vertices[:, 2]
        off = x - np.interp(z, *np.array(GAP).T)
        above = step(off, -22, 22) * (1 - step(z, 1400, 1450))
        return np.where(z < ARMPIT_Z, off > 0, above) * (z > 700)

    @cached_property
    def _solvers(self) -> dict[float, SuperLU]:
        return {}

    def smooth(self, values: np.ndarray, reach: float, weight: np.ndarray | None = None) -> np.ndarray:
        """Values (V,) or (V, 3) made smooth over the skin, where `weight` says so."""
        n = len(self.vertices)
        if weight is not None:
            solve = splu((sparse.eye(n) + reach * sparse.diags(weight) @ self.loose).tocsc())
        else:
            if reach not in self._solvers:
                self._solvers[reach] = splu((sparse.eye(n) + reach * self.loose).tocsc())
            solve = self._solvers[reach]
        columns = [solve.solve(solve.solve(c)) for c in values.reshape(n, -1).T]
        return np.stack(columns, 1).reshape(values.shape)

    def softened(self, reach: float, weight: np.ndarray) -> np.ndarray:
        """Vertices (V, 3) without the relief of the muscles, and no thinner for that."""
        soft = self.smooth(self.vertices, reach, weight)
        outward = vertex_normals(soft, self.faces)
        sunk = ((soft - self.vertices) * outward).sum(1)
        return soft - (self.smooth(sunk, EVEN) * weight)[:, None] * outward


def window(p: np.ndarray, middle: tuple[float, float, float], reach: tuple[Reach, ...]) -> np.ndarray:
    """Weight (N,): 1 at (|x|, y, z) `middle`, 0 from `reach` on."""
    q = np.stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]], 1) - middle
    r2 = np.zeros(len(p))
    for axis, far in enumerate(reach):
        low, high = far if isinstance(far, tuple) else (far, far)
        r2 += (q[:, axis] / np.where(q[:, axis] < 0, low, high)) ** 2
    return np.clip(1 - r2, 0, None) ** 2


def softness(skin: Skin) -> np.ndarray:
    """Where (V,) relief goes: trunk and limbs, less at knees and crotch; not at navel, head, hands, feet."""
    x, z = np.abs(skin.vertices[:, 0]), skin.vertices[:, 2]
    hand = skin.arm * (1 - step(z, 890, 950))
    kept = np.clip(hand + 1 - step(z, 70, 150) + step(z, 1480, 1515), 0, 1)
    knee = np.exp(-(((z - 455) / 55) ** 2))
    crotch = np.exp(-((x / 45) ** 2) - ((z - 815) / 38) ** 2)
    navel = np.exp(-((x / 12) ** 2) - ((z - 1037) / 14) ** 2) * (skin.vertices[:, 1] < -150)
    soft = skin.smooth((1 - kept) * (1 - 0.6 * knee) * (1 - 0.85 * crotch), 10.0)
    return soft * (1 - 0.95 * navel)


def moves(skin: Skin, shapes: dict[str, Shape], room: np.ndarray) -> dict[str, np.ndarray]:
    """How far (V, 3) mm each vertex of the skin moves, by figure; mirrored exactly.

    Parameters
    ----------
    skin : Skin
    shapes : dict of str to Shape
    room : ndarray (V,)
        How far below each vertex muscle or bone lies.
    """
    where = softness(skin)
    soft, softer = skin.softened(SOFT, where), skin.softened(VERY_SOFT, where)
    z = skin.vertices[:, 2]
    trunk = np.maximum(0.35 * np.exp(-(((z - 1180) / 190) ** 2)), 0.7 * between(z, 930, 1010, 1070, 1150))
    soft = soft + (softer - soft) * (where * (1 - skin.arm) * trunk)[:, None]
    found = {}
    for name, shape in shapes.items():
        move = 0.9 * (soft - skin.vertices) + _form(skin, soft, shape)
        chest = window(skin.vertices, (83, -205, 1260), (80, 150, 90)) * (1 - skin.arm)
        move = skin.smooth(skin.vertices + move, 4.0, where * (1 + 3 * chest)) - skin.vertices
        move = _above(skin, move, room)
        found[name] = (move + move[skin.twin] * [-1, 1, 1]) / 2
    return found


def _above(skin: Skin, move: np.ndarray, room: np.ndarray) -> np.ndarray:
    """The move, held back where the skin would sink below what lies under it."""
    outward = vertex_normals(skin.vertices, skin.faces)
    for _ in range(8):
        sunk = -(move * outward).sum(1)
        too_far = np.clip(sunk - np.clip(room - LEFT_OVER_MM, 0, None), 0, None)
        move = move + 2 * skin.smooth(too_far, 12.0)[:, None] * outward
    return move


def _form(skin: Skin, soft: np.ndarray, shape: Shape) -> np.ndarray:
    """What is moved (V, 3) besides softening; windows are told on the softened skin."""
    v, k = skin.vertices, shape.form
    x, y, z = np.abs(v[:, 0]), v[:, 1], v[:, 2]
    sign, arm, head = np.sign(v[:, 0]), skin.arm, step(z, 1480, 1515)
    body, trunk = 1 - arm, (1 - arm) * (1 - head)
    outward = vertex_normals(soft, skin.faces)
    out = np.zeros((3, len(v)))  # sideways, to the back, along the normal
    # hips, waist, ribs
    out[0] += 15 * k * between(z, 560, 880, 905, 1060) * np.clip(x / 150, 0, 1.2) * trunk * step(x, 10, 110)
    out[0] -= 8 * k * np.exp(-(((z - 1085) / 62) ** 2)) * step(x, 20, 130) * trunk
    out[0] -= 5 * k * between(z, 1080, 1160, 1190, 1290) * step(x, 40, 140) * trunk
    out[1] += 13 * k * window(soft, (78, 20, 888), (95, 70, (120, 95))) * trunk
    out[1] -= 3 * k * window(soft, (0, -190, 985), (110, 80, 110))
    # thighs fuller; arms, shoulders, calves and neck slimmer
    out[2] += 4 * k * between(z, 520, 680, 760, 860) * step(x, 60, 120) * body
    out[2] -= 3.0 * k * arm * between(z, 1000, 1080, 1330, 1400)
    out[2] -= 2.2 * k * arm * (1 - step(z, 990, 1050)) * step(z, 880, 960)
    out[2] -= 4.5 * k * window(soft, (215, -70, 1375), (75, 90, 80))
    out[2] -= 1.5 * k * between(z, 90, 200, 380, 430)
    out[2] -= 4.0 * k * between(z, 1425, 1462, 1478, 1520) * (1 - step(x, 70, 110)) * (1 - step(-y, 125, 175))
    # breasts
    chest = step(-soft[:, 1], 110, 190) * body * shape.breasts
    broad = window(soft, (80, -205, 1262), ((88, 80), 150, (72, 125)))
    full = window(soft, (83, -205, 1250), ((60, 56), 150, (50, 66)))
    out[1] -= (17 * broad + 11 * full) * chest
    out[0] += 3 * full * chest
    # face: jaw, chin, brow, nose, cheek
    out[2] -= 2.5 * k * window(v, (55, -110, 1522), (34, 70, 55))
    out[0] -= 2.0 * k * window(v, (30, -180, 1500), (32, 60, 40))
    out[2] -= 1.5 * k * window(v, (24, -188, 1603), (44, 40, 20))
    out[1] += 3.0 * k * window(v, (0, -225, 1562), (20, 34, 30))
    out[0] -= 1.4 * k * window(v, (13, -205, 1553), (14, 30, 18))
    out[2] += 2.2 * k * window(v, (44, -150, 1545), (30, 60, 34))
    return np.stack([out[0] * sign, out[1], 0 * z], 1) + out[2][:, None] * outward


def at_points(
    skin: Skin, move: np.ndarray, points: np.ndarray, normals: np.ndarray, mirror: np.ndarray
) -> np.ndarray:
    """The moves (N, 3) mm of the skin's points: of the nearest vertices that face the same way."""
    distance, index = cKDTree(skin.vertices).query(points, k=6)
    facing = vertex_normals(skin.vertices, skin.faces)[index]
    turned = np.einsum("nkx,nx->nk", facing, normals)
    weight = np.clip(turned, 0.02, 1) ** 2 / (distance + 0.3) ** 2
    found = np.einsum("nk,nkx->nx", weight / weight.sum(1, keepdims=True), move[index])
    return (found + found[mirror] * [-1, 1, 1]) / 2


def write(path: Path, move: np.ndarray, stored: int) -> None:
    """Write the moves of the points of the right half and the midline, which come first.

    Tenths of a millimetre, each less the one before: all x, then y, then z, as int16.
    """
    steps = np.rint(move[:stored].T / STEP_MM).astype(np.int64)
    path.write_bytes(np.diff(steps, axis=1, prepend=0).astype("<i2").tobytes())

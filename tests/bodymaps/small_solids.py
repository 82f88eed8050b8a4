"""Small made-up muscles under a flat skin, and rays through them without the builder's ray tracer."""

import igl
import numpy as np

from tools.bodymaps.solids.settling import Skin

SKIN_MM = 30.0
MIDDLE = np.array([-24.0, 0.0])  # of all of them, on the right side
HALF_MM = 21.0
UP = np.array([0.0, 0.0, 1.0])


class Tree:
    """Stands in for `rays.tracer`, on the tree of libigl."""

    def __init__(self, pieces):
        start = np.cumsum([0] + [len(v) for v, _ in pieces])
        self.v = np.ascontiguousarray(np.concatenate([np.zeros((0, 3)), *(v for v, _ in pieces)]), float)
        faces = [f + at for (_, f), at in zip(pieces, start, strict=False)]
        self.f = np.concatenate([np.zeros((0, 3), int), *faces]).astype(np.int64)
        self.piece = np.repeat(np.arange(len(pieces)), [len(f) for _, f in pieces])
        self.first = np.cumsum([0] + [len(f) for _, f in pieces])[self.piece]
        self.tree = igl.AABB()
        if pieces:
            self.tree.init(self.v, self.f)

    def run(self, start, way, far_mm, *, query, output):
        if not len(self.f):
            return {"geomID": np.full(len(start), -1)}
        face, at_mm, _ = self.tree.intersect_ray_first(self.v, self.f, start.astype(float), way.astype(float))
        met = (face >= 0) & (at_mm <= far_mm)
        a, b, c = self.v[self.f[face]].transpose(1, 0, 2)
        return {
            "geomID": np.where(met, self.piece[face], -1),
            "primID": np.where(met, face - self.first[face], -1),
            "tfar": at_mm,
            "Ng": np.cross(b - a, c - a),
        }


def sheet(z_mm, half_mm=HALF_MM, cuts=8):
    """A square about the middle, looking up; `z_mm` says how high, from x and y about the middle."""
    at = np.linspace(-half_mm, half_mm, cuts + 1)
    x, y = np.meshgrid(at, at, indexing="ij")
    v = np.stack([x + MIDDLE[0], y + MIDDLE[1], x * 0 + z_mm(x, y)], -1).reshape(-1, 3)
    n = np.arange(len(v)).reshape(x.shape)
    a, b, c, d = n[:-1, :-1].ravel(), n[1:, :-1].ravel(), n[1:, 1:].ravel(), n[:-1, 1:].ravel()
    return v, np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])


def slab(top_mm, bottom_mm, half_mm=HALF_MM, cuts=8):
    """A flat muscle: its outer wall, and its inner wall, which looks down."""
    (top, f), (bottom, _) = sheet(top_mm, half_mm, cuts), sheet(bottom_mm, half_mm, cuts)
    return np.concatenate([top, bottom]), np.concatenate([f, f[:, ::-1] + len(top)])


def level(z_mm):
    """The same height everywhere."""
    return lambda x, y: z_mm


def bump(z_mm, high_mm, within_mm):
    """A height that is another one within some distance of the middle."""
    return lambda x, y: z_mm + np.where(np.hypot(x, y) <= within_mm, high_mm, 0.0)


def flat_skin(cuts=8):
    """The skin over all of them."""
    v, f = sheet(level(SKIN_MM), HALF_MM - 3, cuts)
    return Skin(v, np.repeat(UP[None], len(v), 0), f)


def ways_of(v):
    """The way to the skin from each vertex."""
    return np.repeat(UP[None], len(v), 0)

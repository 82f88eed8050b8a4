"""The skin figure: one closed, mirror-symmetric mesh around the source body.

Usage: python -m tools.bodymaps.skin ANATOMY_FOLDER [--out build/skin.npz]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import fast_simplification
import numpy as np
from scipy import ndimage, sparse
from skimage.measure import marching_cubes

from tools.bodymaps.figure import body as body_figure
from tools.bodymaps.figure.field import HalfGrid, step01, union
from tools.bodymaps.figure.foot import foot
from tools.bodymaps.figure.hand import hand
from tools.bodymaps.figure.head import head
from tools.bodymaps.figure.source import Part, covered_parts
from tools.bodymaps.meshes import SourceBody

OUT = Path(__file__).parents[2] / "build" / "skin.npz"
MESH_STEP_MM = 1.0
SLAB_MM = 48
HALF_FACES = 220_000

Progress = Callable[[str], None]
Sampled = tuple[HalfGrid, np.ndarray]


def sample(source: Sampled, grid: HalfGrid) -> np.ndarray:
    """A field read on another grid (trilinear); far outside (+50 mm) where it does not reach."""
    own, field = source
    scale = grid.step_mm / own.step_mm
    start = (np.asarray(grid.low_mm) - own.low_mm) / own.step_mm
    if scale == 1 and np.allclose(start, np.rint(start)):
        result = np.full(grid.shape, 50, np.float32)
        s = np.rint(start).astype(int)
        a = np.maximum(s, 0)
        b = np.minimum(s + grid.shape, own.shape)
        if (b > a).all():
            result[tuple(slice(i, j) for i, j in zip(a - s, b - s, strict=True))] = field[
                tuple(slice(i, j) for i, j in zip(a, b, strict=True))
            ]
        return result
    return ndimage.affine_transform(
        field,
        np.full(3, scale),
        offset=start,
        output_shape=grid.shape,
        order=1,
        mode="constant",
        cval=50,
        output=np.float32,
    )


@dataclass(frozen=True)
class Figure:
    """All fields of the half body."""

    trunk: Sampled
    arm: Sampled
    leg: Sampled
    head: Sampled
    hand: Sampled
    foot: Sampled

    def at(self, grid: HalfGrid) -> np.ndarray:
        """The whole figure's field on a grid (a slab)."""
        _, _, z = grid.axes()
        low, high = grid.low_mm[2], grid.low_mm[2] + (grid.shape[2] - 1) * grid.step_mm
        field = np.full(grid.shape, 50, np.float32)
        if high > 790:
            field = sample(self.trunk, grid)
        if low < 850:
            lower = sample(self.leg, grid)
            share = step01(z, 790, 850)
            field = lower + (field - lower) * share
        if low < 130:
            end = sample(self.foot, grid)
            field = end + (field - end) * step01(z, 85, 125)
        if high > 1450:
            top = sample(self.head, grid)
            field = field + (top - field) * step01(z, 1452, 1486)
        if high > 860 and low < 1450:
            limb = sample(self.arm, grid)
            if low < 900:
                end = sample(self.hand, grid)
                limb = end + (limb - end) * step01(z, 868, 896)
            field = union(field, limb, 10)
        elif high > 680 and low < 900:
            field = union(field, sample(self.hand, grid), 2)
        if low < 850:
            field = body_figure.part_legs(field, grid)
        return field

    def box(self) -> tuple[np.ndarray, np.ndarray]:
        """Corners in mm of the box around all fields."""
        parts = (self.trunk, self.arm, self.leg, self.head, self.hand, self.foot)
        low = np.min([g.low_mm for g, _ in parts], axis=0)
        high = np.max(
            [np.asarray(g.low_mm) + (np.asarray(g.shape) - 1) * g.step_mm for g, _ in parts], axis=0
        )
        return low, high


def half_mesh(figure: Figure) -> tuple[np.ndarray, np.ndarray]:
    """Marching cubes slab by slab; the open rim lies on x = 0."""
    low, high = figure.box()
    step = MESH_STEP_MM
    low, high = np.floor(low / step) * step, np.ceil(high / step) * step
    vertices, faces, count = [], [], 0
    for z0 in np.arange(low[2], high[2], SLAB_MM):
        grid = HalfGrid.over([low[0], low[1], z0], [0, high[1], min(z0 + SLAB_MM, high[2])], step)
        field = figure.at(grid)
        field[np.abs(field) < 1e-4] = 1e-4
        if field.min() > 0 or field.max() < 0:
            continue
        near = np.abs(field) < 4
        v, f, _, _ = marching_cubes(field, 0, spacing=(step,) * 3, mask=near)
        vertices.append(v + np.asarray(grid.low_mm))
        faces.append(f + count)
        count += len(v)
    return weld(np.concatenate(vertices), np.concatenate(faces))


def weld(vertices: np.ndarray, faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Join equal vertices and drop empty triangles."""
    key = np.rint(vertices * 2048).astype(np.int64)
    _, first, inverse = np.unique(key, axis=0, return_index=True, return_inverse=True)
    faces = inverse.reshape(-1)[faces]
    good = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    return vertices[first], faces[good]


def largest_piece(vertices: np.ndarray, faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Only the largest connected piece."""
    n = len(vertices)
    edges = np.concatenate([faces[:, :2], faces[:, 1:]])
    _, label = sparse.csgraph.connected_components(
        sparse.coo_matrix((np.ones(len(edges), bool), edges.T), (n, n)), directed=False
    )
    keep = label[faces[:, 0]] == np.bincount(label[faces[:, 0]]).argmax()
    used, faces = np.unique(faces[keep], return_inverse=True)
    return vertices[used], faces.reshape(-1, 3)


def relax(vertices: np.ndarray, faces: np.ndarray, rounds: int) -> np.ndarray:
    """Taubin smoothing of a half mesh: no shrinkage, the rim stays on the mirror plane."""
    n = len(vertices)
    rim = vertices[:, 0] > -1e-3
    a, b = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).T
    link = sparse.coo_matrix((np.ones(len(a), np.float32), (a, b)), (n, n)).tocsr()
    link = ((link + link.T) > 0).astype(np.float32).tocoo()
    link.data[rim[link.row] & ~rim[link.col]] = 2
    link = link.tocsr()
    mean = sparse.diags(1 / np.asarray(link.sum(axis=1)).ravel()) @ link
    moved = vertices.astype(np.float32)
    for k in range(2 * rounds):
        moved = moved + (0.5 if k % 2 == 0 else -0.53) * (mean @ moved - moved)
        moved[rim, 0] = 0
    return moved


def mirrored(vertices: np.ndarray, faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole mesh of a half whose open rim lies on x = 0."""
    n = len(vertices)
    rim = vertices[:, 0] > -1e-4
    vertices = vertices.copy()
    vertices[rim, 0] = 0
    other = np.cumsum(~rim) - 1 + n
    other[rim] = np.flatnonzero(rim)
    twin = vertices[~rim] * np.array([-1, 1, 1], vertices.dtype)
    return np.concatenate([vertices, twin]), np.concatenate([faces, other[faces][:, ::-1]])


def make_skin(body: SourceBody, out: Path, progress: Progress = print) -> None:
    """Make the skin mesh and save it.

    Parameters
    ----------
    body : SourceBody
    out : Path
        File to write: ``vertices`` (V, 3) float32 in mm, ``faces`` (F, 3) int32, outward.
    progress : callable
        Told each step.
    """
    started = time.perf_counter()

    def say(text: str) -> None:
        progress(f"{time.perf_counter() - started:5.0f} s  {text}")

    parts = covered_parts(body)
    say("surfaces sampled")
    makers: dict[str, Callable[[list[Part]], Sampled]] = {
        "trunk": body_figure.trunk,
        "arm": body_figure.arm,
        "leg": body_figure.leg,
        "head": head,
        "hand": hand,
        "foot": foot,
    }
    fields = {}
    for name, maker in makers.items():
        fields[name] = maker(parts)
        say(name)
    figure = Figure(**fields)
    vertices, faces = largest_piece(*half_mesh(figure))
    say(f"half mesh, {len(faces)} triangles")
    vertices = relax(vertices, faces, 6)
    vertices, faces = fast_simplification.simplify(
        vertices.astype(np.float32), faces.astype(np.int32), target_count=HALF_FACES
    )
    say(f"thinned to {len(faces)} triangles")
    vertices, faces = mirrored(*largest_piece(vertices, faces))
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_suffix(".part.npz")
    np.savez_compressed(partial, vertices=vertices.astype(np.float32), faces=faces.astype(np.int32))
    partial.replace(out)
    say(f"saved {len(vertices)} vertices, {len(faces)} triangles")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("anatomy", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    try:
        make_skin(SourceBody(args.anatomy), args.out)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

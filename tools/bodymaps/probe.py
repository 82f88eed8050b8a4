"""Tell where a muscle lies, level by level: a help for placing trigger points.

Usage: python -m tools.bodymaps.probe ANATOMY_FOLDER MUSCLE_ID [--levels 9] [--snap X Y Z]

Prints, for the right side, the middle of the muscle at evenly spaced levels along its long axis,
each a point inside the muscle (LPS mm). --snap moves a wished point to the nearest point well
inside the muscle.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import igl
import numpy as np

from tools.bodymaps.geometry import muscle_mesh
from tools.bodymaps.meshes import SourceBody


def inside_points(vertices: np.ndarray, faces: np.ndarray, step_mm: float) -> np.ndarray:
    """Grid points (N, 3) inside a mesh by winding number."""
    lo, hi = vertices.min(0), vertices.max(0)
    axes = [np.arange(a, b + step_mm, step_mm) for a, b in zip(lo, hi, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 3)
    w = igl.fast_winding_number(vertices, faces, grid)
    return grid[np.abs(w) > 0.5]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("anatomy", type=Path)
    parser.add_argument("muscle")
    parser.add_argument("--levels", type=int, default=9)
    parser.add_argument("--snap", type=float, nargs=3)
    args = parser.parse_args()
    body = SourceBody(args.anatomy)
    try:
        v, f = muscle_mesh(body, args.muscle, "right")
    except (KeyError, LookupError) as error:
        print(error, file=sys.stderr)
        return 2
    size = np.ptp(v, axis=0)
    step = float(np.clip(np.cbrt(np.prod(size) / 200_000), 0.7, 3.0))
    p = inside_points(v, f, step)
    print(f"{args.muscle}: box {v.min(0).round(0)} to {v.max(0).round(0)}, {len(p) * step**3 / 1000:.1f} ml")
    if args.snap:
        near = p[np.argsort(np.linalg.norm(p - np.array(args.snap), axis=1))[:30]]
        best = near[np.argmin(np.linalg.norm(near - near.mean(0), axis=1))]
        print("snapped:", best.round(1).tolist())
        return 0
    centre = p.mean(0)
    axis = np.linalg.svd(p - centre, full_matrices=False)[2][0]
    if axis[np.argmax(np.abs(axis))] > 0:
        axis = -axis
    t = (p - centre) @ axis
    edges = np.linspace(t.min(), t.max(), args.levels + 1)
    for i in range(args.levels):
        s = p[(t >= edges[i]) & (t <= edges[i + 1])]
        if len(s):
            c = s[np.argmin(np.linalg.norm(s - s.mean(0), axis=1))]
            box = ", ".join(
                f"{n} {low:.0f}..{high:.0f}" for n, low, high in zip("xyz", s.min(0), s.max(0), strict=True)
            )
            print(f"level {(i + 0.5) / args.levels:.2f}: {c.round(1).tolist()}  extent {box}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Build the models of muscles that the source lacks.

Usage: python -m tools.bodymaps.models ANATOMY_FOLDER [MUSCLE_ID ...]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Collection
from pathlib import Path

import numpy as np

from tools.bodymaps.geometry import MODELS
from tools.bodymaps.meshes import SourceBody
from tools.bodymaps.models.fields import Mesh, igl_volume
from tools.bodymaps.models.registry import BUILDERS
from tools.bodymaps.models.report import write_report
from tools.bodymaps.models.scene import Scene


def save(muscle: str, mesh: Mesh) -> None:
    """Write one model."""
    MODELS.mkdir(parents=True, exist_ok=True)
    v, f = mesh
    np.savez_compressed(MODELS / f"{muscle}.npz", vertices=v.astype(np.float32), faces=f.astype(np.int32))


def load(muscle: str) -> Mesh:
    """Read one model."""
    with np.load(MODELS / f"{muscle}.npz") as z:
        return z["vertices"].astype(np.float64), z["faces"].astype(np.int64)


def build(body: SourceBody, muscles: Collection[str] = (), report: bool = True) -> None:
    """Make the models of some muscles (all by default), each saved as soon as it is made."""
    made: dict[str, Mesh] = {}
    scene = Scene(body, made)
    for muscle, builder in BUILDERS.items():
        if muscles and muscle not in muscles:
            if (MODELS / f"{muscle}.npz").exists():
                made[muscle] = load(muscle)
            continue
        start = time.perf_counter()
        mesh = builder(scene)
        made[muscle] = mesh
        save(muscle, mesh)
        volume_ml = igl_volume(*mesh) / 1000
        print(
            f"{muscle}: {volume_ml:.1f} ml, {len(mesh[1])} faces, {time.perf_counter() - start:.1f} s",
            flush=True,
        )
    if report:
        write_report(body, made, list(muscles) or list(made))


def missing() -> list[str]:
    """Models that have not been made yet."""
    return [m for m in BUILDERS if not (MODELS / f"{m}.npz").exists()]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("anatomy", type=Path)
    parser.add_argument("muscles", nargs="*", metavar="MUSCLE_ID")
    parser.add_argument("--no-report", action="store_true", help="leave report.json as it is")
    args = parser.parse_args()
    unknown = set(args.muscles) - set(BUILDERS)
    if unknown:
        print(
            f"No model is defined for {', '.join(sorted(unknown))}. Known: {', '.join(BUILDERS)}.",
            file=sys.stderr,
        )
        return 2
    build(SourceBody(args.anatomy), args.muscles, not args.no_report)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

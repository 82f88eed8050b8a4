"""Voxelise every structure at 1 mm, one file each, so that a stopped build goes on where it was.

Usage: python -m tools.bodymaps.masks ANATOMY_FOLDER [--only KIND ...]
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from tqdm import tqdm

from tools.bodymaps.meshes import SourceBody
from tools.bodymaps.structures import Part, parts
from tools.bodymaps.voxels import Grid, mask

GRID = Grid((-339.5, -259.5, -19.5), (680, 310, 1780), 1.0)
FOLDER = Path(__file__).parents[2] / "build" / "masks"


def fingerprint(vertices: np.ndarray, faces: np.ndarray) -> str:
    """Short hash of a mesh, so that a changed model is voxelised again."""
    h = hashlib.sha256(np.ascontiguousarray(vertices, np.float32).tobytes())
    h.update(np.ascontiguousarray(faces, np.int32).tobytes())
    return h.hexdigest()[:16]


def mask_path(part: Part) -> Path:
    """File of a part's mask."""
    return FOLDER / f"{part.kind}.{part.id}.npz"


def load_mask(path: Path) -> tuple[tuple[slice, ...], np.ndarray]:
    """Slices into `GRID` and the mask (bool) that `build` saved."""
    with np.load(path) as z:
        lo, shape = z["lo"], z["shape"]
        inside = np.unpackbits(z["bits"], count=int(np.prod(shape))).astype(bool).reshape(shape)
    return tuple(slice(a, a + n) for a, n in zip(lo, shape, strict=True)), inside


def build(body: SourceBody, only: list[str] | None = None) -> None:
    """Voxelise all parts that are new or changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    todo = list(parts(body))
    for part, v, f in tqdm(todo, desc="voxels", unit="structure"):
        if only and part.kind not in only:
            continue
        path, key = mask_path(part), fingerprint(v, f)
        if path.exists():
            with np.load(path) as z:
                if str(z["key"]) == key:
                    continue
        where, inside = mask(v, f, GRID)
        lo = np.array([s.start for s in where])
        temporary = path.with_suffix(".tmp.npz")
        np.savez(temporary, lo=lo, shape=np.array(inside.shape), bits=np.packbits(inside), key=key)
        temporary.replace(path)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("anatomy", type=Path)
    parser.add_argument("--only", nargs="*")
    args = parser.parse_args()
    build(SourceBody(args.anatomy), args.only)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

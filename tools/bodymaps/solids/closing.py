"""The closed, smooth surface of each part in full detail, kept in build/solids for the next build."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.bodymaps.masks import fingerprint
from tools.bodymaps.solids.mesh import Mesh, thickened, welded
from tools.bodymaps.solids.parts import SolidPart
from tools.bodymaps.solids.remesh import relaxed, signed, surface, thinned, without_crumbs
from tools.bodymaps.solids.skin import FINE_MM, skin_faces

KEPT = Path(__file__).parents[3] / "build" / "solids"
SHEET_MM = 0.9  # what a surface without thickness is drawn with
SHEET_ERROR_MM, MOST_OF_A_SHEET = 0.3, 1_500
CRUMB_MM2 = 25.0
ROUNDS = 8
STEPS = ((70.0, 0.6), (200.0, 0.75), (np.inf, 1.0))  # up to which size in mm which step in mm
AS_THEY_ARE = {"skin", "artery", "vein", "nerve", "lung", "canal"}  # closed tubes and models


def closed(part: SolidPart) -> Mesh:
    """Vertices (V, 3) and outward faces (F, 3) of a part, in some ten thousands of triangles."""
    v, f = part.mesh
    if part.sheet:
        return closed_sheet(v, f)
    if part.kind in AS_THEY_ARE:
        return welded(v, f)
    size = float(np.linalg.norm(v.max(0) - v.min(0)))
    step = next(step for limit, step in STEPS if size < limit)
    if part.fine:
        step = STEPS[0][1]
    path, key = (
        KEPT / f"{part.file}.{part.id}.npz",
        f"{fingerprint(v, f)} {step} {CRUMB_MM2} {ROUNDS}",
    )
    if path.exists():
        with np.load(path) as z:
            if str(z["key"]) == key:
                return z["vertices"].astype(np.float64), z["faces"].astype(np.int64)
    v, f = without_crumbs(*surface(signed(v, f, step)), CRUMB_MM2)
    v = relaxed(v, f, ROUNDS).astype(np.float32)
    _keep(path, key=key, vertices=v, faces=f.astype(np.int32))
    return v.astype(np.float64), f


def closed_sheet(v: np.ndarray, f: np.ndarray) -> Mesh:
    """A surface without thickness as a thin closed one."""
    return thickened(*thinned(*welded(v, f), SHEET_ERROR_MM, MOST_OF_A_SHEET), SHEET_MM)


def closed_skin(part: SolidPart, points: np.ndarray, normals: np.ndarray, mirror: np.ndarray) -> Mesh:
    """The skin as triangles between the skin points (N, 3), which keep their order."""
    path = KEPT / f"{part.file}.npz"
    key = f"{fingerprint(*part.mesh)} {fingerprint(points, mirror)} {FINE_MM}"
    if path.exists():
        with np.load(path) as z:
            if str(z["key"]) == key:
                return points, z["faces"].astype(np.int64)
    faces = skin_faces(part.mesh, points, normals, mirror)
    _keep(path, key=key, faces=faces.astype(np.int32))
    return points, faces


def _keep(path: Path, **arrays: np.ndarray | str) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part.npz")
    np.savez(partial, **arrays)  # type: ignore[arg-type]
    partial.replace(path)

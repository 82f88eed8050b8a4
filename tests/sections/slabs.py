"""A made-up block of the body: flat layers one behind the other, with rods beside the line.

The skin is the plane y = 0, seen from the front; depth is y. Voxels are half a millimetre, so that a
layer can be thinner than a voxel of the real body.
"""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import zarr
from scipy.spatial import KDTree

from triggerpoints.atlas.surface import Surface
from triggerpoints.atlas.volume import OUTSIDE, LabelVolume, Structure

STEP_MM = 0.5
WIDE_MM = 100.0
"""The block reaches from x = -100 to 0 and from z = 0 to 100."""
LINE = (-50.0, 50.0)
"""Where the line of the tests goes in, as x and z."""
TARGET = "leg-lifter"

Slab = tuple[str, float]
"""Kind or name of a layer and its thickness in mm; 'target' is the muscle that is aimed at."""
Rod = tuple[str, float, float]
"""Kind of an upright rod of 2 mm radius, its distance from the line to the left in mm, and its depth."""


def structure(label: int, kind: str) -> Structure:
    """A structure that is called like its kind; the name of the target is a muscle's id."""
    if kind == "target":
        return Structure(label, TARGET, TARGET, "muscle", TARGET)
    name = {"organ": "liver", "vessel": "long artery", "nerve": "long nerve"}.get(kind, kind)
    return Structure(label, f"{kind}-{label}", name, kind, None)


def block(slabs: Sequence[Slab], rods: Sequence[Rod] = ()) -> SimpleNamespace:
    """What `trace` needs of an atlas."""
    kinds = [
        "skin",
        "fat",
        *dict.fromkeys(kind for kind, *_ in (*slabs, *rods) if kind not in ("skin", "fat")),
    ]
    structures = (OUTSIDE, *(structure(label, kind) for label, kind in enumerate(kinds, start=1)))
    label_of = {kind: label for label, kind in enumerate(kinds, start=1)}
    ahead_mm = 5.0
    column = [np.full(round(mm / STEP_MM), label_of[kind], np.uint16) for kind, mm in slabs]
    depth = np.concatenate([np.zeros(round(ahead_mm / STEP_MM), np.uint16), *column])
    wide = round(WIDE_MM / STEP_MM)
    labels = np.broadcast_to(depth[None, :, None], (wide, len(depth), wide)).copy()
    # Voxel centres lie half a voxel behind the front of their layer.
    origin = np.array([-WIDE_MM + STEP_MM / 2, -ahead_mm + STEP_MM / 2, STEP_MM / 2])
    x = origin[0] + np.arange(wide) * STEP_MM
    y = origin[1] + np.arange(len(depth)) * STEP_MM
    for kind, aside_mm, deep_mm in rods:
        inside = np.hypot(x[:, None] - LINE[0] - aside_mm, y[None] - deep_mm) <= 2
        labels[inside] = label_of[kind]
    array = zarr.create_array(store={}, shape=labels.shape, dtype="uint16", chunks=(64, 64, 64))
    array[:] = labels
    return SimpleNamespace(
        volume=LabelVolume(structures, origin, STEP_MM, array), surface=_skin(), folder=Path("no-surfaces")
    )


def _skin() -> Surface:
    x, z = np.meshgrid(np.arange(-98.0, 0, 4), np.arange(2.0, 100, 4))
    position = np.stack([x.ravel(), np.zeros(x.size), z.ravel()], 1)
    n = len(position)
    return Surface(
        position,
        np.tile([0.0, -1.0, 0.0], (n, 1)),
        np.ones(n),
        np.full(n, -1),
        np.arange(n),
        KDTree(position),
    )


def at_depth(mm: float) -> tuple[float, float, float]:
    """The point of the line at a depth."""
    return (LINE[0], mm, LINE[1])

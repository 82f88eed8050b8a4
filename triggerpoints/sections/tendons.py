"""What of a muscle is tendon, so that a tendon or a ligament is not called by the muscle's name alone."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import KDTree

from triggerpoints.atlas import files
from triggerpoints.atlas.solids import load_solids
from triggerpoints.atlas.volume import Structure

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from triggerpoints.atlas import Atlas
    from triggerpoints.sections.cut import Section

TENDON = 0.5  # so much of the tissue at the nearest points of the surface makes it tendon
NEAREST = 4
PATELLAR, CALCANEAL = "Patellar ligament", "Calcaneal (Achilles) tendon"
QUADRICEPS = ("rectus-femoris", "vastus-intermedius", "vastus-lateralis", "vastus-medialis")
TRICEPS_SURAE = ("gastrocnemius", "soleus")


def part_at(atlas: Atlas, structure: Structure, point_mm: NDArray[np.float64]) -> Structure:
    """A structure with the name of its tendon where a point (3,) of either side lies in that."""
    if structure.muscle is None:
        return structure
    known = _surface(atlas.folder, structure.muscle)
    if known is None:
        return structure
    tree, tendon, middle_mm, patella_mm = known
    at = np.asarray(point_mm, float) * [-1 if point_mm[0] > 0 else 1, 1, 1]
    if float(tendon[tree.query(at, NEAREST)[1]].mean()) < TENDON:
        return structure
    if structure.muscle in QUADRICEPS and at[2] < patella_mm:
        return replace(structure, tendon=PATELLAR)
    if structure.muscle in TRICEPS_SURAE and at[2] < middle_mm:
        return replace(structure, tendon=CALCANEAL)
    return replace(structure, tendon="Tendon")


def with_tendons(atlas: Atlas, section: Section) -> Section:
    """A section whose pieces of tendon are named so, by the middle of each piece."""
    plane = section.plane
    return replace(
        section,
        regions=tuple(
            replace(r, structure=part_at(atlas, r.structure, plane.body_mm(r.anchor_mm)))
            for r in section.regions
        ),
    )


@lru_cache(64)
def _surface(folder: Path, muscle: str) -> tuple[KDTree, NDArray[np.float32], float, float] | None:
    """Points of a muscle, how much there is tendon, and the heights of its middle and of the patella's."""
    if not (folder / files.SOLIDS).exists():
        return None
    solids = load_solids(folder)
    if muscle not in solids.by_id:
        return None
    mesh = solids.mesh(muscle)
    heights = mesh.position_mm[:, 2]
    middle_mm = float(heights.min() + heights.max()) / 2
    return KDTree(mesh.position_mm), mesh.tendon, middle_mm, solids.by_id["patella"].centre_mm[2]

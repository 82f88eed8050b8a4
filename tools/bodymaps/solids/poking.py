"""Measure how much of each muscle is seen through what covers it, and of each part through the skin.

Usage: python -m tools.bodymaps.solids.poking [ASSETS_FOLDER]

Looks at the packed surfaces along the normals of the skin. A muscle pokes through another one of an upper
layer where it is met first though the two run into each other. Left out, for there nothing covers it, are
muscles of `through` and `over_connective` (layers.yml), which come to the surface by nature; what lies behind
a bone or the membrane between two (tibialis posterior before soleus, seen from in front); and muscles that
lie over an upper one with most of their thickness (adductor magnus over the short adductors, seen from
behind), whose area is told.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS, layering
from tools.bodymaps.solids.parts import BONY, MEMBRANES
from tools.bodymaps.solids.poked import places
from tools.bodymaps.solids.rays import walk, world
from tools.bodymaps.solids.settling import look
from triggerpoints.atlas.files import ASSETS, SURFACE
from triggerpoints.atlas.solids import Solids, load_solids

SKIN_MM = 2.0
NOTED = 0.005


@dataclass(frozen=True)
class Through:
    """How much of a muscle is seen through its cover.

    Attributes
    ----------
    muscle : str
    mm2 : float
    share : float
        Of what of it faces the skin.
    cover : str
        Through what most.
    """

    muscle: str
    mm2: float
    share: float
    cover: str


def through_muscles(
    solids: Solids, at: np.ndarray, out: np.ndarray, area: np.ndarray
) -> tuple[list[Through], float]:
    """What pokes through its cover; and in mm2 how much lies over an upper muscle by nature."""
    rules = layering()
    free = rules.through | rules.over_connective
    parts = [p for p in solids.parts if p.id in rules.layer and p.kind == "muscle" and p.id not in free]
    bones = [p for p in solids.parts if p.kind in BONY or p.id in MEMBRANES]
    rank = np.array([MUSCLE_LAYERS.index(p.layer) for p in parts])
    there, behind = (
        world([_mesh(solids, p.id) for p in some], [p.mirrored for p in some]) for some in (parts, bones)
    )
    found, ray, part = look(there, behind, rank, at, out)
    natural = float(area[found.ray[found.by_nature]].sum())
    found = found[~found.by_nature]
    shown = np.bincount(part, area[ray], len(parts))
    poking = np.bincount(found.lower.part, area[found.ray], len(parts))
    rows = []
    for i in np.flatnonzero(poking):
        mine = found[found.lower.part == i]
        most = np.bincount(mine.upper.part, area[mine.ray]).argmax()
        share = float(poking[i] / max(shown[i], 1.0))
        rows.append(Through(parts[i].id, float(poking[i]), share, parts[most].id))
    return rows, natural


def through_skin(
    solids: Solids, at: np.ndarray, out: np.ndarray, area: np.ndarray
) -> list[tuple[str, float]]:
    """Id and area in mm2 of what lies outside the skin."""
    parts = [p for p in solids.parts if p.file not in ("skin", "hazards") and p.usual != "hidden"]
    there = world([_mesh(solids, p.id) for p in parts], [p.mirrored for p in parts])
    found: dict[str, float] = {}
    for hits in walk(there, at + out * SKIN_MM, -out, SKIN_MM - 0.01, 1):
        for ray, part in zip(hits.ray[hits.entering], there.owner[hits.piece[hits.entering]], strict=True):
            found[parts[part].id] = found.get(parts[part].id, 0.0) + float(area[ray])
    return sorted(found.items(), key=lambda row: -row[1])


def _mesh(solids: Solids, part: str) -> tuple[np.ndarray, np.ndarray]:
    mesh = solids.mesh(part)
    return mesh.position_mm.astype(float), mesh.faces


def main() -> int:
    """Command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS
    solids = load_solids(folder)
    with np.load(folder / SURFACE) as z:
        normal = z["normal"].astype(float)
    skin = solids.mesh("skin")
    at, out, area = places(skin.position_mm.astype(float), normal, skin.faces)
    right = at[:, 0] <= 0
    rows, natural = through_muscles(solids, at[right], out[right], area[right])
    bad = sorted((row for row in rows if row.share > NOTED), key=lambda row: -row.share)
    total = sum(row.mm2 for row in rows) / 100
    print(
        f"{len(rows)} muscles show through a cover, {total:.1f} cm2 of one side; more than "
        f"{NOTED:.1%}: {len(bad)}. Over an upper one by nature: {natural / 100:.1f} cm2"
    )
    for row in bad:
        print(f"  {row.muscle}: {row.share:.1%}, {row.mm2 / 100:.2f} cm2, most through {row.cover}")
    outside = through_skin(solids, at, out, area)
    print(f"Through the skin: {sum(mm2 for _, mm2 in outside):.0f} mm2")
    for part, mm2 in outside:
        print(f"  {part}: {mm2:.0f} mm2")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

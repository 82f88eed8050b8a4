"""Measure how much of each muscle is seen through its cover or inside out, and of each part through the skin.

Usage: python -m tools.bodymaps.solids.poking [ASSETS_FOLDER]

Looks at the packed surfaces along the normals of the skin. A muscle pokes through another one of an upper
layer where it is met first though the two run into each other. Left out, for there nothing covers it, are
muscles of `through` and `over_connective` (layers.yml), which come to the surface by nature; what lies behind
a bone or the membrane between two (tibialis posterior before soleus, seen from in front); and muscles that
lie over an upper one with most of their thickness (adductor magnus over the short adductors, seen from
behind). Where the two change places about such a place is left out too; the area of both is told.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.bodymaps.solids.packed import bones_of, covering, mesh_of, rank_of, world_of
from tools.bodymaps.solids.poked import CLOSE, RIM_MM, ByNature, places
from tools.bodymaps.solids.rays import walk
from tools.bodymaps.solids.settling import Skin, look
from tools.bodymaps.solids.walls import inside_out
from triggerpoints.atlas.files import ASSETS, SURFACE
from triggerpoints.atlas.solids import Solids, load_solids

SKIN_MM = 2.0
NOTED = 0.005
WORST = 6


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
) -> tuple[list[Through], float, float]:
    """What pokes through its cover; and in mm2 how much lies over an upper one by nature, and about that."""
    parts = covering(solids)
    found, ray, part = look(world_of(solids, parts), bones_of(solids), rank_of(parts), at, out)
    natural = float(area[found.ray[found.by_nature]].sum())
    beside = ByNature(found).beside(found, RIM_MM)
    rim = float(area[found.ray[beside & ~found.by_nature]].sum())
    found = found[~beside]
    shown = np.bincount(part, area[ray], len(parts))
    poking = np.bincount(found.lower.part, area[found.ray], len(parts))
    rows = []
    for i in np.flatnonzero(poking):
        mine = found[found.lower.part == i]
        most = np.bincount(mine.upper.part, area[mine.ray]).argmax()
        share = float(poking[i] / max(shown[i], 1.0))
        rows.append(Through(parts[i].id, float(poking[i]), share, parts[most].id))
    return rows, natural, rim


def turned_inside_out(solids: Solids, skin: Skin) -> list[tuple[str, float]]:
    """Id of each muscle whose inner wall lies before its outer one, and where it does so in mm2."""
    at, out, area = places(skin.points, skin.normal, skin.faces)
    found = ((part.id, inside_out(mesh_of(solids, part.id), at, out)[0]) for part in covering(solids))
    rows = [(part, float(area[ray].sum())) for part, ray in found if len(ray)]
    return sorted(rows, key=lambda row: -row[1])


def through_skin(
    solids: Solids, at: np.ndarray, out: np.ndarray, area: np.ndarray
) -> list[tuple[str, float]]:
    """Id and area in mm2 of what lies outside the skin."""
    parts = [p for p in solids.parts if p.file not in ("skin", "hazards") and p.usual != "hidden"]
    there = world_of(solids, parts)
    found: dict[str, float] = {}
    for hits in walk(there, at + out * SKIN_MM, -out, SKIN_MM - 0.01, 1):
        for ray, part in zip(hits.ray[hits.entering], there.owner[hits.piece[hits.entering]], strict=True):
            found[parts[part].id] = found.get(parts[part].id, 0.0) + float(area[ray])
    return sorted(found.items(), key=lambda row: -row[1])


def main() -> int:
    """Command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS
    solids = load_solids(folder)
    with np.load(folder / SURFACE) as z:
        normal = z["normal"].astype(float)
    points, faces = mesh_of(solids, "skin")
    at, out, area = places(points, normal, faces, CLOSE)
    right = at[:, 0] <= 0
    rows, natural, rim = through_muscles(solids, at[right], out[right], area[right])
    rows.sort(key=lambda row: -row.mm2)
    bad = [row for row in rows if row.share > NOTED]
    total = sum(row.mm2 for row in rows)
    print(
        f"{len(rows)} muscles show through a cover, {total:.0f} mm2 of one side; more than {NOTED:.1%}: "
        f"{len(bad)}. Over an upper one by nature: {natural / 100:.1f} cm2, beside that {rim / 100:.1f} cm2"
    )
    for row in rows:
        print(f"  {row.muscle}: {row.share:.1%}, {row.mm2:.1f} mm2, most through {row.cover}")
    outside = through_skin(solids, at, out, area)
    print(f"Through the skin: {sum(mm2 for _, mm2 in outside):.0f} mm2")
    for part, mm2 in outside:
        print(f"  {part}: {mm2:.0f} mm2")
    half = faces[(points[faces][:, :, 0] <= 0).any(1)]
    wrong = turned_inside_out(solids, Skin(points, normal, half))
    print(f"Inside out: {sum(mm2 for _, mm2 in wrong) / 100:.1f} cm2 of one side in {len(wrong)} muscles")
    for part, mm2 in wrong[:WORST]:
        print(f"  {part}: {mm2:.0f} mm2")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

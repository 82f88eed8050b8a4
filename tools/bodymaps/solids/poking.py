"""Measure how much of each muscle is seen through what covers it, and of each part through the skin.

Usage: python -m tools.bodymaps.solids.poking [ASSETS_FOLDER]

Looks at the packed surfaces along the normals of the skin. A muscle pokes through another one of an upper
layer where it is met first though the two run into each other; muscles of `through` and `over_connective`
(layers.yml) come to the surface by nature and are left out, on both sides.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS, layering
from tools.bodymaps.solids.mesh import SPREAD
from tools.bodymaps.solids.rays import walk, world
from triggerpoints.atlas.files import ASSETS
from triggerpoints.atlas.solids import Solids, load_solids

REACH_MM, MET = 140.0, 30
BELOW_MM = 7.0  # so far below a muscle one counts as its cover
APART_MM = 0.3  # walls that are nearer than this run into each other
SKIN_MM = 2.0
NOTED = 0.01


def places(solids: Solids, folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places (N, 3) on the skin, the way outward (N, 3), and the area in mm2 that each stands for."""
    with np.load(folder / "surface.npz") as z:
        normal = z["normal"].astype(float)
    skin = solids.mesh("skin")
    p, f = skin.position_mm.astype(float), skin.faces
    area = np.linalg.norm(np.cross(p[f[:, 1]] - p[f[:, 0]], p[f[:, 2]] - p[f[:, 0]]), axis=1) / 2
    at = np.einsum("sc,fcx->fsx", SPREAD, p[f]).reshape(-1, 3)
    out = np.einsum("sc,fcx->fsx", SPREAD, normal[f]).reshape(-1, 3)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    return at, out, np.repeat(area / len(SPREAD), len(SPREAD))


def through_muscles(
    solids: Solids, at: np.ndarray, out: np.ndarray, area: np.ndarray
) -> list[tuple[str, float, float, str]]:
    """Id, area in mm2 that pokes through, its share of what faces the skin, and through what most."""
    rules = layering()
    free = rules.through | rules.over_connective
    parts = [p for p in solids.parts if p.id in rules.layer and p.kind == "muscle" and p.id not in free]
    rank = np.array([MUSCLE_LAYERS.index(p.layer) for p in parts])
    there = world([_mesh(solids, p.id) for p in parts], [True] * len(parts))
    first = [dict[int, float]() for _ in at]
    left = [dict[int, float]() for _ in at]
    for hits in walk(there, at + out, -out, REACH_MM, MET):
        owner = there.owner[hits.piece]
        for ray, mm, part, entering in zip(hits.ray, hits.at_mm, owner, hits.entering, strict=True):
            (first if entering else left)[ray].setdefault(int(part), float(mm))
    shown, poking = np.zeros(len(parts)), np.zeros(len(parts))
    over: Counter[tuple[int, int]] = Counter()
    for ray, met in enumerate(first):
        for part, mm in met.items():
            above = [rank[other] for other, there_mm in met.items() if there_mm < mm]
            if all(r < rank[part] for r in above):
                shown[part] += area[ray]
            for other, other_mm in met.items():
                run_into = other_mm < left[ray].get(part, np.inf) + APART_MM
                covers = rank[other] < rank[part] and 0 < other_mm - mm < BELOW_MM and run_into
                if covers and all(r < rank[other] for r in above):
                    poking[part] += area[ray]
                    over[part, other] += area[ray]
                    break
    most = {part: parts[other].id for (part, other), _ in reversed(over.most_common())}
    return [
        (p.id, float(poking[i]), float(poking[i] / max(shown[i], 1.0)), most[i])
        for i, p in enumerate(parts)
        if poking[i]
    ]


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
    at, out, area = places(solids, folder)
    right = at[:, 0] <= 0
    rows = through_muscles(solids, at[right], out[right], area[right])
    bad = sorted((row for row in rows if row[2] > NOTED), key=lambda row: -row[2])
    total = sum(mm2 for _, mm2, _, _ in rows) / 100
    print(f"{len(rows)} muscles show through a cover, {total:.1f} cm2 of one side; more than 1 %: {len(bad)}")
    for part, mm2, share, cover in bad:
        print(f"  {part}: {share:.1%}, {mm2 / 100:.1f} cm2, most through {cover}")
    skin = through_skin(solids, at, out, area)
    print(f"Through the skin: {sum(mm2 for _, mm2 in skin):.0f} mm2")
    for part, mm2 in skin:
        print(f"  {part}: {mm2:.0f} mm2")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

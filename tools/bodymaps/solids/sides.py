"""From where each part is seen best, and what lies over it there.

Usage: python -m tools.bodymaps.solids.sides [ASSETS_FOLDER]

Looks at the packed surfaces and writes `best_from` and `covered_by` of their manifest; a build of the
surfaces ends with it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from tools.bodymaps.layers import MUSCLE_LAYERS
from tools.bodymaps.solids.packed import mesh_of, save, world_of
from tools.bodymaps.solids.rays import World, walk
from triggerpoints.atlas.files import ASSETS, MANIFEST, SOLIDS
from triggerpoints.atlas.solids import load_solids

SAMPLES, MET = 192, 20
FACING = 0.2
BLOCKS = {"bone": 3.0, "cartilage": 2.0, "connective": 0.4}  # how much more a part hides than a muscle does
OTHER_SIDE = 4.0
AWAY = 2.0  # cost of a side that shows nothing of a part's own surface
# Share of the rays that a part must meet to count as over another; and a muscle, to count as over one of a
# lower layer and over one of its own.
COVERS, COVERS_LOWER, COVERS_OWN = 0.1, 0.03, 0.05
ORDER = (*MUSCLE_LAYERS, "skeleton")
# Azimuth and tilt where the sum below chooses a side from which the form is not recognised: pictures from 22
# sides of each were looked at.
CHOSEN_DEG = {
    "lateral-pterygoid": (292.5, 0.0),  # both heads
    "medial-pterygoid": (270.0, 0.0),  # slants down to the angle of the jaw
    "stylohyoid": (292.5, 0.0),  # all of its length
    "levator-ani": (180.0, -35.0),  # the funnel
    "opponens-pollicis": (0.0, 0.0),  # its broad side
    "obturator-internus": (157.5, 0.0),  # the broad part in the pelvis, and where it turns round the ischium
    "multifidus-cervical": (180.0, 35.0),  # bundles from arch to spine, up to the axis
    "bulbospongiosus-ischiocavernosus": (0.0, -60.0),  # as the perineum is drawn, the pubis above
}
HEIGHTS_DEG = (0.0, 35.0, -35.0, 60.0, -60.0)
TILT_COST = {0.0: 0.0, 35.0: 0.25, -35.0: 0.3, 60.0: 0.35, -60.0: 0.35}


def write(assets: Path) -> None:
    """Say of every part but the skin from where it is seen best, in the manifest that is there."""
    solids = load_solids(assets)
    there = [part for part in solids.parts if part.file not in ("skin", "hazards")]
    everything = world_of(solids, there)
    weight = np.array([BLOCKS.get(part.kind, 1.0) for part in there])
    muscle = np.array([part.kind == "muscle" for part in there])
    layer = np.array([ORDER.index(part.layer) for part in there])
    place = {part.id: i for i, part in enumerate(there)}
    file = assets / SOLIDS / MANIFEST
    manifest = json.loads(file.read_text(encoding="utf-8"))
    for row in tqdm(
        [row for row in manifest["parts"] if row["kind"] != "skin"], desc="best sides", unit="part"
    ):
        best = best_side(
            *mesh_of(solids, row["id"]),
            place.get(row["id"], -1),
            everything,
            weight,
            least_share(muscle & (row["kind"] == "muscle"), layer, ORDER.index(row["layer"])),
            CHOSEN_DEG.get(row["id"]),
        )
        row["best_from"] = [x + 0.0 for x in best.direction]
        row["covered_by"] = [there[i].id for i in best.over]
    save(manifest, file)


def least_share(muscles: np.ndarray, layer: np.ndarray, own: int) -> np.ndarray:
    """Share (G,) of the rays that each mesh must meet to count as over a part of some layer."""
    return np.select([muscles & (layer < own), muscles & (layer == own)], [COVERS_LOWER, COVERS_OWN], COVERS)


@dataclass(frozen=True)
class BestSide:
    """From where a part is seen best: direction to the eye, and the meshes over it, most hiding first."""

    direction: tuple[float, float, float]
    over: list[int]


def directions() -> tuple[np.ndarray, np.ndarray]:
    """Sides (D, 3) to look from, and what each costs: level ones are the usual ones."""
    found, cost = [], []
    for height in HEIGHTS_DEG:
        count = 16 if height == 0 else 8
        for azimuth in np.arange(count) * 360 / count:
            found.append(way_from(azimuth, height))
            cost.append(TILT_COST[height])
    return np.array(found), np.array(cost)


def way_from(azimuth_deg: float, tilt_deg: float) -> tuple[float, float, float]:
    """Direction to an eye: azimuth 0 is in front, 90 at the left."""
    turn, e = np.radians(azimuth_deg), np.radians(tilt_deg)
    return (float(np.cos(e) * np.sin(turn)), float(-np.cos(e) * np.cos(turn)), float(np.sin(e)))


def best_side(
    v: np.ndarray,
    f: np.ndarray,
    own: int,
    there: World,
    weight: np.ndarray,
    least: np.ndarray,
    chosen_deg: tuple[float, float] | None = None,
) -> BestSide:
    """The side from which least lies over a part, and what lies over it there.

    Parameters
    ----------
    own : int
        Number of the part in `there`.
    weight : ndarray (G,)
        How much each mesh hides.
    least : ndarray (G,)
        Share of the rays that each mesh must meet to count as over the part.
    chosen_deg : tuple of float, optional
        Azimuth and tilt; then it is this side.
    """
    n = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    area = np.linalg.norm(n, axis=1) / 2
    n /= np.maximum(2 * area, 1e-9)[:, None]
    middle = v[f].mean(1)
    ways, cost = (np.array([way_from(*chosen_deg)]), np.zeros(1)) if chosen_deg is not None else directions()
    facing = np.maximum(n @ ways.T, 0)
    shown = (area[:, None] * facing).sum(0)
    rays, starts = [], []
    for k in range(len(ways)):
        here = np.flatnonzero(facing[:, k] > FACING)
        if not len(here):
            continue
        amount = np.cumsum(area[here] * facing[here, k])
        pick = here[np.searchsorted(amount, (np.arange(SAMPLES) + 0.5) / SAMPLES * amount[-1])]
        rays.append(k)
        starts.append(middle[pick] + n[pick] * 0.05)
    # all sides at once: rays are cheap, calls are not
    met = np.zeros((len(rays) * SAMPLES, len(weight)), bool)
    blocked = np.zeros(len(met))
    for hits in walk(there, np.concatenate(starts), np.repeat(ways[rays], SAMPLES, axis=0), 2500.0, MET):
        mesh, left = there.owner[hits.piece], there.is_left[hits.piece]
        other = left & ~met[hits.ray, mesh]
        blocked[hits.ray[other]] += OTHER_SIDE
        mine = ~left & (mesh != own)
        met[hits.ray[mine], mesh[mine]] = True
    blocked += met @ weight
    best: tuple[float, int, np.ndarray] | None = None
    for i, k in enumerate(rays):
        of = slice(i * SAMPLES, (i + 1) * SAMPLES)
        total = float(blocked[of].mean() + AWAY * (1 - shown[k] / shown.max()) + cost[k])
        if best is None or total < best[0] - 1e-9:
            best = (total, k, met[of].mean(0))
    assert best is not None
    share = best[2]
    order = np.argsort(-share, kind="stable")
    way = ways[best[1]]
    return BestSide(
        (round(float(way[0]), 3), round(float(way[1]), 3), round(float(way[2]), 3)),
        [int(i) for i in order if share[i] >= least[i]],
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS)

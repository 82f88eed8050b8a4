"""Measure the body that was built and write docs/atlas.md.

Usage: python -m tools.bodymaps.report ANATOMY_FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from tools.bodymaps import contact_sheet
from tools.bodymaps.masks import GRID, load_mask, mask_path
from tools.bodymaps.meshes import SourceBody, muscle_recipes
from tools.bodymaps.scenes import SKIN_FILE
from tools.bodymaps.structures import Part
from triggerpoints.atlas import load_atlas

DOCS = Path(__file__).parents[2] / "docs"
REVIEW = DOCS / "atlas-review.md"  # written by hand: what somebody saw who looked at the pictures

# Share of the summed lower-limb muscle volume, mean of 24 healthy adults (Handsfield et al. 2014,
# J Biomech 47:631-638; read as carried in a published OpenSim scaling script, not in the article).
PUBLISHED_SHARE = {
    ("gluteus-maximus",): 11.93,
    ("adductor-magnus",): 7.86,
    ("gluteus-medius",): 4.54,
    ("iliopsoas",): 3.80 + 2.48,
    ("sartorius",): 2.29,
    ("adductor-longus-brevis",): 2.26 + 1.47,
    ("gluteus-minimus-anterior", "gluteus-minimus-posterior"): 1.47,
    ("gracilis",): 1.46,
    ("tensor-fasciae-latae",): 0.89,
    ("piriformis",): 0.61,
    ("vastus-lateralis",): 11.66,
    ("vastus-medialis",): 6.06,
    ("vastus-intermedius",): 3.84,
    ("rectus-femoris",): 3.79,
    ("semitendinosus-semimembranosus",): 3.46 + 2.60,
    ("biceps-femoris",): 2.92 + 1.40,
    ("soleus",): 6.21,
    ("gastrocnemius",): 3.62 + 2.11,
    ("tibialis-anterior",): 1.91,
    ("fibularis-longus", "fibularis-brevis"): 1.83,
    ("tibialis-posterior",): 1.49,
    ("extensor-digitorum-longus", "extensor-hallucis-longus"): 1.44,
    ("flexor-hallucis-longus",): 1.09,
    ("flexor-digitorum-longus",): 0.43,
}
# Of the source data's own description: femur about 467 mm, stature without skin about 1,720 mm.
STATED_MM = {"femur": 467.0, "stature without skin": 1720.0}


def longest_mm(vertices: np.ndarray) -> float:
    """Greatest distance between two vertices, searched over the hull's extreme points."""
    directions = np.random.default_rng(0).normal(size=(400, 3))
    at = vertices @ directions.T
    extreme = vertices[np.unique(np.r_[at.argmax(0), at.argmin(0)])]
    return float(np.linalg.norm(extreme[:, None] - extreme[None], axis=2).max())


def lengths(body: SourceBody) -> dict[str, float]:
    """Lengths of the long bones and the stature of the skeleton, mm."""
    out = {n: longest_mm(body.merged(body.find(n, "right"))[0]) for n in ("femur", "tibia", "humerus")}
    bones = [body.mesh(s.index)[0] for s in body.structures if s.system == "bone"]
    everything = np.concatenate(bones)
    out["stature without skin"] = float(np.ptp(everything[:, 2]))
    with np.load(SKIN_FILE) as z:
        out["stature with skin"] = float(np.ptp(z["vertices"][:, 2]))
    return out


def overlaps() -> dict[str, float]:
    """Share of each muscle's voxels that another muscle of the list claims too."""
    count = np.zeros(GRID.shape, np.uint8)
    paths = {m: mask_path(Part(m, m, "muscle", True)) for m in muscle_recipes()}
    for path in paths.values():
        where, inside = load_mask(path)
        count[where] += inside
    out = {}
    for muscle, path in paths.items():
        where, inside = load_mask(path)
        out[muscle] = float((count[where][inside] > 1).mean()) if inside.any() else 0.0
    return out


def open_edges(body: SourceBody) -> tuple[int, int]:
    """How many of the source's muscle meshes are cracked, and how many there are."""
    cracked = total = 0
    for s in body.structures:
        if s.system != "muscle" or s.side == "left":
            continue
        v, f = body.mesh(s.index)
        _, same = np.unique(np.round(v, 3), axis=0, return_inverse=True)
        edges = np.sort(same.ravel()[f[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)], axis=1)
        _, times = np.unique(edges, axis=0, return_counts=True)
        cracked += bool((times != 2).any())
        total += 1
    return cracked, total


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(r) + " |" for r in [head, ["---"] * len(head), *rows]]
    return "\n".join(lines)


def write(body: SourceBody) -> None:
    """Measure and write the report."""
    contact_sheet.write()
    atlas = load_atlas()
    volume = {m: a.volume_ml or 0.0 for m, a in atlas.muscles.items()}
    compared = sum(volume[m] for group in PUBLISHED_SHARE for m in group)
    published = sum(PUBLISHED_SHARE.values())
    shares = []
    for group, share in PUBLISHED_SHARE.items():
        own = 100 * sum(volume[m] for m in group) / compared
        want = 100 * share / published
        shares.append(
            [
                " + ".join(group),
                f"{sum(volume[m] for m in group):.0f}",
                f"{own:.1f}",
                f"{want:.1f}",
                f"{100 * (own / want - 1):+.0f} %",
            ]
        )
    shared = overlaps()
    cracked, meshes = open_edges(body)
    long = lengths(body)
    rows = [
        [
            m,
            a.layer,
            f"{volume[m]:.1f}",
            f"{100 * shared[m]:.1f}",
            "modelled" if a.modelled else "divided" if a.divided else "mesh",
        ]
        for m, a in atlas.muscles.items()
    ]
    over_limit = [m for m in shared if shared[m] > 0.03]
    sheets = sorted((DOCS / "atlas").glob("muscles-*.webp"))
    text = f"""# The atlas: what was built, measured

Written by `python -m tools.bodymaps.report ANATOMY_FOLDER`; not edited by hand, but for `atlas-review.md`,
its last part but one.

{atlas.credits}

## Size

{
        table(
            ["what", "mm", "stated by the source data"],
            [
                [
                    k,
                    f"{v:.0f}",
                    f"{STATED_MM[k]:.0f} ({100 * (v / STATED_MM[k] - 1):+.1f} %)" if k in STATED_MM else "",
                ]
                for k, v in long.items()
            ],
        )
    }

## Muscle volumes beside published ones

Share of the summed volume of the muscles below, one leg, in percent. Published: mean of 24 healthy
adults (Handsfield et al. 2014, J Biomech 47:631-638; the shares were read as carried in a published
scaling script, not in the article itself). Shares are compared, not millilitres, because the reference
body is one person of unknown mass. The largest differences are the reference body's own: its gluteus
maximus is thin, its hamstrings and adductors are full, and meshes of the small deep leg muscles end
early at the tendon.

{table(["muscle", "ml", "share here %", "published %", "difference"], shares)}

## Every muscle

Volume of one side from the 1 mm voxels; overlap is the share of a muscle's voxels that another muscle
claims as well (the label volume gives each voxel to one muscle only, the smaller one). Left and right
are exact mirror images. {len(over_limit)} of {len(shared)} muscles overlap by more than 3 %:
{", ".join(over_limit) or "none"}.
{cracked} of {meshes} source meshes of muscles are cracked (edges that do not join two triangles); voxels
are filled by the generalised winding number, which cracks do not disturb.

{table(["muscle", "layer", "ml", "overlap %", "made from"], rows)}

{REVIEW.read_text(encoding="utf-8").strip()}

## Every muscle, lit

{"".join(f"![Muscles, sheet {i}](atlas/{s.name})" + chr(10) for i, s in enumerate(sheets, 1))}
"""
    (DOCS / "atlas.md").write_text(text, encoding="utf-8")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("anatomy", type=Path)
    args = parser.parse_args()
    write(SourceBody(args.anatomy))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

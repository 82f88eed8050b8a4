"""Model what a needle must not meet and the source lacks: nerves, pleura, spinal canal, abdominal cavity.

Usage: python -m tools.bodymaps.hazards ANATOMY_FOLDER [HAZARD_ID ...]

Writes build/hazards/<id>.npz (vertices float32, faces int32; right side, left side or both as the
table says) and build/hazards/hazards.json. Nerves are tubes of the usual diameter along courses
between landmarks on the source's bones, muscles and vessels; they show where a nerve runs, not the
course in any one person.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Collection
from pathlib import Path

import numpy as np

from tools.bodymaps.cavities import lungs_and_abdomen, spinal_canal
from tools.bodymaps.geometry import MODELS
from tools.bodymaps.meshes import SourceBody
from tools.bodymaps.models.fields import Mesh
from tools.bodymaps.models.scene import Scene
from tools.bodymaps.nerves import NERVES, nerve

HAZARDS = MODELS.parent / "hazards"


def models() -> dict[str, Mesh]:
    """The muscle models that have been built, both sides."""
    made: dict[str, Mesh] = {}
    for path in sorted(MODELS.glob("*.npz")):
        with np.load(path) as archive:
            v, f = archive["vertices"].astype(float), archive["faces"].astype(np.int64)
        made[path.stem] = (v, f)
        made[f"{path.stem} left"] = (v * [-1, 1, 1], f[:, ::-1])
    return made


CAVITIES = {
    "lung-right": ("Right lung and pleura", "lung"),
    "lung-left": ("Left lung and pleura", "lung"),
    "abdominal-cavity": ("Abdominal cavity", "cavity"),
}


def table() -> list[dict[str, str | bool]]:
    """One row a hazard: id, name, kind, and whether the left is the mirror image of the right."""
    rows: list[dict[str, str | bool]] = [
        {"id": k, "name": n, "kind": kind, "mirror": False} for k, (n, kind) in CAVITIES.items()
    ]
    rows.append({"id": "spinal-canal", "name": "Spinal canal", "kind": "canal", "mirror": False})
    rows += [{"id": k, "name": n, "kind": "nerve", "mirror": True} for k, (n, _) in NERVES.items()]
    return rows


def missing() -> list[str]:
    """Hazards that have not been made yet."""
    return [str(r["id"]) for r in table() if not (HAZARDS / f"{r['id']}.npz").exists()]


def build(body: SourceBody, wanted: Collection[str]) -> None:
    """Make some hazards, each saved as soon as it is made, and the table of all."""
    scene = Scene(body, models())
    HAZARDS.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()

    def save(name: str, mesh: Mesh) -> None:
        v, f = mesh
        np.savez_compressed(HAZARDS / f"{name}.npz", vertices=v.astype(np.float32), faces=f.astype(np.int32))
        print(f"{name}: {len(f)} faces, {time.perf_counter() - start:.1f} s", flush=True)

    if "spinal-canal" in wanted:
        save("spinal-canal", spinal_canal(scene))
    for name, (_, course) in NERVES.items():
        if name in wanted:
            save(name, nerve(scene, course(scene)))
    if set(wanted) & set(CAVITIES):
        for name, mesh in lungs_and_abdomen(scene).items():
            save(name, mesh)
    (HAZARDS / "hazards.json").write_text(json.dumps(table(), indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("anatomy", type=Path)
    parser.add_argument("hazards", nargs="*", metavar="HAZARD_ID")
    args = parser.parse_args()
    known = {str(row["id"]) for row in table()}
    unknown = set(args.hazards) - known
    if unknown:
        print(
            f"Unknown hazard {', '.join(sorted(unknown))}. Known: {', '.join(sorted(known))}.",
            file=sys.stderr,
        )
        return 2
    build(SourceBody(args.anatomy), set(args.hazards) or known)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

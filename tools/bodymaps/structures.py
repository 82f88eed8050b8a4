"""The table of structures: what goes into the label volume, in which order, under which id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.bodymaps.geometry import muscle_mesh
from tools.bodymaps.meshes import SourceBody, bare_name, muscle_recipes

HAZARDS = Path(__file__).parents[2] / "build" / "hazards"
LIVER = "hepatovenous segment"  # liver tissue that the source files under veins
SYMMETRIC = {"bone", "cartilage", "connective", "muscle"}
NOT_SHOWN = re.compile(
    r"penis|testis|epididymis|deferent|scrot|cavity of|conduit space|subdivision of m|hair"
)
KINDS = (
    "fat",
    "cavity",
    "lung",
    "organ",
    "airway",
    "connective",
    "muscle",
    "vessel",
    "nerve",
    "canal",
    "cartilage",
    "bone",
)


@dataclass(frozen=True)
class Part:
    """One entry of the label table.

    Attributes
    ----------
    id, name : str
        Kebab-case id and readable name; for muscles of the list the id is the muscle's.
    kind : str
        One of ``KINDS``; later kinds are painted over earlier ones.
    mirrored : bool
        True when the mesh shows the right half only and the left is its mirror image.
    """

    id: str
    name: str
    kind: str
    mirrored: bool


def slug(name: str) -> str:
    """Kebab-case id of a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def parts(body: SourceBody) -> Iterator[tuple[Part, np.ndarray, np.ndarray]]:
    """Every part with its mesh (vertices (V, 3) mm, faces (F, 3)), muscles of the list first."""
    used: set[str] = set()
    for muscle, recipe in muscle_recipes().items():
        used |= {bare_name(n) for n in recipe.get("parts", [])}
        try:
            v, f = muscle_mesh(body, muscle, "right")
        except LookupError:
            continue
        yield Part(muscle, muscle, "muscle", True), v, f
    kinds = {"artery": "vessel", "vein": "vessel"}
    groups: dict[tuple[str, str], list] = {}
    for s in body.structures:
        name = bare_name(s.name)
        if (s.system == "muscle" and name in used) or NOT_SHOWN.search(name):
            continue
        if s.system in SYMMETRIC and s.side == "left" and body.find(s.name, "right", s.system):
            continue
        kind = "organ" if name.startswith(LIVER) else kinds.get(s.system, s.system)
        groups.setdefault((kind, name), []).append(s)
    for (kind, name), members in groups.items():
        mirrored = kind in SYMMETRIC and all(m.side != "midline" for m in members)
        pieces = []
        for m in members:
            v, f = body.mesh(m.index)
            pieces.append((v * [-1, 1, 1], f[:, ::-1]) if mirrored and m.side == "left" else (v, f))
        offsets = np.cumsum([0] + [len(v) for v, _ in pieces])
        v = np.concatenate([v for v, _ in pieces])
        f = np.concatenate([f + o for (_, f), o in zip(pieces, offsets, strict=False)])
        yield Part(f"{slug(name)}", name, kind, mirrored), v, f
    table = HAZARDS / "hazards.json"
    if table.exists():
        for row in json.loads(table.read_text(encoding="utf-8")):
            with np.load(HAZARDS / f"{row['id']}.npz") as z:
                yield (
                    Part(row["id"], row["name"], row["kind"], bool(row["mirror"])),
                    z["vertices"].astype(np.float64),
                    z["faces"].astype(np.int64),
                )

"""Make assets/bodymaps/solids: the packed surfaces, file by file, and their manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from tools.bodymaps.fibres import field
from tools.bodymaps.layers import MUSCLE_LAYERS
from tools.bodymaps.meshes import SourceBody
from tools.bodymaps.solids.glb import Attribute, glb, ordered
from tools.bodymaps.solids.light import REACH_MM, SKIN_REACH_MM, normals, openness, softened, world
from tools.bodymaps.solids.parts import FILES, SolidPart, solid_parts
from tools.bodymaps.solids.remesh import Mesh, thinned

FOLDER = "solids"
VERSION = 1
FRAME = (
    "Millimetres, LPS: +x to the patient's left, +y to the back, +z up, feet at z = 0; the right side has "
    "x < 0. Parts that are 'mirrored' show the right side; the left is x to -x."
)
CREDITS = (
    "Computed from BodyParts3D, (c) The Database Center for Life Science, licensed under CC Attribution 4.0 "
    "International; terms from Z-Anatomy, CC BY-SA 4.0. Changed: a skin figure, missing muscles, sheets and "
    "nerves were modelled; surfaces were closed, smoothed, simplified and lit. Published under CC BY-SA 4.0."
)


@dataclass(frozen=True)
class Solid:
    """A part with its final mesh and what its vertices carry."""

    part: SolidPart
    vertices: np.ndarray
    faces: np.ndarray


def build(body: SourceBody, assets: Path) -> None:
    """Write all files of the folder."""
    solids = [Solid(p, *mesh_of(p)) for p in tqdm(list(solid_parts(body)), desc="solids", unit="part")]
    folder = assets / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    rows, files, start = [], {}, 0
    for name in FILES:
        mine = [s for s in solids if s.part.file == name]
        data, made = file_of(name, mine, solids, start)
        (folder / f"{name}.glb").write_bytes(data)
        files[name] = {
            "file": f"{name}.glb",
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "vertices": sum(r["vertices"][1] for r in made),
            "triangles": sum(r["triangles"][1] for r in made),
        }
        rows += made
        start += len(mine)
    manifest = {"version": VERSION, "frame": FRAME, "credits": CREDITS, "files": files, "parts": rows}
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    (folder / "manifest.json").write_text(text.replace('{"index"', '\n{"index"') + "\n", encoding="utf-8")


def mesh_of(part: SolidPart) -> Mesh:
    """The final surface of a part."""
    v, f = part.mesh
    v = np.rint(v * 100) / 100
    v, inverse = np.unique(v, axis=0, return_inverse=True)
    f = inverse.reshape(-1)[f]
    f = f[(f[:, 0] != f[:, 1]) & (f[:, 1] != f[:, 2]) & (f[:, 0] != f[:, 2])]
    if part.kind == "skin":
        return thinned(v, f, 50_000)
    return thinned(v, f, max(200, len(f) // 2 if len(f) < 3000 else 1500 + len(f) // 20))


def _occluders(part: SolidPart) -> tuple[str, ...]:
    """Layers whose parts take light from a part."""
    if part.layer in ("skin", "skeleton"):
        return (part.layer,)
    return (*MUSCLE_LAYERS[MUSCLE_LAYERS.index(part.layer) :], "skeleton")


def light_of(mine: list[Solid], everything: list[Solid]) -> list[np.ndarray]:
    """Openness (V,) of the vertices of each part."""
    worlds: dict[tuple[str, ...], object] = {}
    found = []
    for s in mine:
        key = _occluders(s.part)
        if key not in worlds:
            there = [o for o in everything if o.part.layer in key and o.part.file != "hazards"]
            worlds[key] = world([(o.vertices, o.faces) for o in there], [o.part.mirrored for o in there])
        reach = SKIN_REACH_MM if s.part.layer == "skin" else REACH_MM
        sky = openness(worlds[key], s.vertices, normals(s.vertices, s.faces), reach)
        found.append(softened(sky, s.faces, 1))
    return found


def fibres_of(solid: Solid) -> tuple[np.ndarray, np.ndarray]:
    """Fibre direction (V, 3) int8 (length 127, or 0 where unknown) and tendon (V,) uint8 of each vertex."""
    n = len(solid.vertices)
    made = field(solid.part.id) if solid.part.kind == "muscle" else None
    if made is None:
        return np.zeros((n, 3), np.int8), np.zeros(n, np.uint8)
    direction, tendon = made.at(solid.vertices)
    length = np.linalg.norm(direction, axis=1, keepdims=True)
    unit = np.where(length > 1e-6, direction / np.maximum(length, 1e-6), 0)
    return np.rint(unit * 127).astype(np.int8), np.rint(np.clip(tendon, 0, 1) * 255).astype(np.uint8)


def file_of(name: str, mine: list[Solid], everything: list[Solid], start: int) -> tuple[bytes, list[dict]]:
    """Bytes of one file and the manifest's rows of its parts, which are numbered from `start`."""
    position, faces, part, sky, fibre, tendon, rows = [], [], [], [], [], [], []
    vertex, triangle = 0, 0
    muscles = name.startswith("muscles")
    for i, (s, light) in enumerate(zip(mine, light_of(mine, everything), strict=True)):
        f, old = ordered(s.faces, len(s.vertices))
        v = s.vertices[old]
        position.append(v)
        faces.append(f + vertex)
        part.append(np.full(len(v), start + i, np.uint16))
        sky.append(np.rint(light[old] * 255).astype(np.uint8))
        if muscles:
            along, white = fibres_of(Solid(s.part, v, f))
            fibre.append(along)
            tendon.append(white)
        middle = (v.min(0) + v.max(0)) / 2
        rows.append(
            {
                "index": start + i,
                "file": name,
                "id": s.part.id,
                "kind": s.part.kind,
                "name": s.part.name,
                "latin": s.part.latin,
                "fma": s.part.fma,
                "layer": s.part.layer,
                "side": "right" if s.part.mirrored else "middle",
                "mirrored": s.part.mirrored,
                "centre_mm": [round(float(x), 1) for x in middle],
                "radius_mm": round(float(np.linalg.norm(v - middle, axis=1).max()), 1),
                "vertices": [vertex, len(v)],
                "triangles": [triangle, len(f)],
                "covered_by": [],
            }
        )
        vertex += len(v)
        triangle += len(f)
    attributes = [
        Attribute("_PART", np.concatenate(part)),
        Attribute("_AO", np.concatenate(sky), True),
    ]
    if muscles:
        attributes.append(Attribute("_FIBRE", np.concatenate(fibre), True))
        attributes.append(Attribute("_TENDON", np.concatenate(tendon), True))
    about = {"version": VERSION, "frame": FRAME, "units": "mm", "credits": CREDITS}
    return glb(np.concatenate(position), np.concatenate(faces), attributes, name, about), rows

"""The packed surfaces, ready to be looked at; and the same files with some vertices elsewhere."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS, layering
from tools.bodymaps.solids.covering import Outward
from tools.bodymaps.solids.glb import Attribute, glb
from tools.bodymaps.solids.mesh import Mesh
from tools.bodymaps.solids.parts import BONY, MEMBRANES
from tools.bodymaps.solids.rays import World, world
from tools.bodymaps.solids.settling import Skin
from triggerpoints.atlas.files import MANIFEST, SURFACE
from triggerpoints.atlas.solids import SolidPart, Solids


@dataclass(frozen=True)
class Layered:
    """The muscles that lie over each other as layers do.

    Attributes
    ----------
    ids : list of str
    meshes : list of Mesh
    ways : list of ndarray (V, 3)
        Unit directions to the skin.
    mirrored : list of bool
    rank : ndarray (P,)
        Layer of each, 0 the outermost.
    """

    ids: list[str]
    meshes: list[Mesh]
    ways: list[np.ndarray]
    mirrored: list[bool]
    rank: np.ndarray


def mesh_of(solids: Solids, part: str) -> Mesh:
    """Vertices and faces of a packed part."""
    mesh = solids.mesh(part)
    return mesh.position_mm.astype(float), mesh.faces.astype(np.int64)


def world_of(solids: Solids, parts: list[SolidPart]) -> World:
    """Packed parts made ready for rays."""
    return world([mesh_of(solids, p.id) for p in parts], [p.mirrored for p in parts])


def covering(solids: Solids) -> list[SolidPart]:
    """Muscles that cover or are covered as their layers say: none that comes to the surface by nature."""
    rules = layering()
    free = rules.through | rules.over_connective
    return [p for p in solids.parts if p.id in rules.layer and p.kind == "muscle" and p.id not in free]


def rank_of(parts: list[SolidPart]) -> np.ndarray:
    """Layer (P,) of muscles, 0 the outermost."""
    return np.array([MUSCLE_LAYERS.index(p.layer) for p in parts])


def bones_of(solids: Solids) -> World:
    """What nobody sees through."""
    return world_of(solids, [p for p in solids.parts if p.kind in BONY or p.id in MEMBRANES])


def layered(solids: Solids, assets: Path) -> tuple[Layered, World, Skin, World]:
    """The muscles, what nobody sees through, the skin, and what no muscle rises through."""
    parts = covering(solids)
    with np.load(assets / SURFACE) as z:
        points, normal = z["position_mm"].astype(float), z["normal"].astype(float)
    outward = Outward(points, normal)
    meshes = [mesh_of(solids, p.id) for p in parts]
    body = Layered(
        [p.id for p in parts],
        meshes,
        [outward.at(v) for v, _ in meshes],
        [p.mirrored for p in parts],
        rank_of(parts),
    )
    over = [p for p in solids.parts if (p.kind == "connective" and p.layer != "deep") or p.kind == "skin"]
    return body, bones_of(solids), Skin(points, normal, mesh_of(solids, "skin")[1]), world_of(solids, over)


def rewrite(solids: Solids, moved: dict[str, np.ndarray]) -> None:
    """Write the files and their list anew with some parts' vertices (V, 3) elsewhere."""
    path = solids.folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    about = {key: manifest[key] for key in ("version", "frame")} | {"units": "mm", "credits": solids.credits}
    for name in sorted({solids.by_id[part].file for part in moved}):
        mesh = solids.file_mesh(name)
        position = mesh.position_mm.astype(float)
        number = np.zeros(len(position), np.uint16)
        for row in (row for row in manifest["parts"] if row["file"] == name):
            first, count = row["vertices"]
            of = slice(first, first + count)
            number[of] = row["index"]
            if row["id"] not in moved:
                continue
            v = position[of] = moved[row["id"]]
            middle = (v.min(0) + v.max(0)) / 2
            row["centre_mm"] = [round(float(x), 1) for x in middle]
            row["radius_mm"] = round(float(np.linalg.norm(v - middle, axis=1).max()), 1)
        attributes = [
            Attribute("_PART", number),
            Attribute("_AO", np.rint(mesh.openness * 255).astype(np.uint8), True),
            Attribute("_FIBRE", np.rint(mesh.fibre * 127).astype(np.int8), True),
            Attribute("_TENDON", np.rint(mesh.tendon * 255).astype(np.uint8), True),
        ]
        data = glb(position, mesh.faces, attributes, name, about)
        (solids.folder / solids.files[name].file).write_bytes(data)
        manifest["files"][name] |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    save(manifest, path)


def save(manifest: dict, file: Path) -> None:
    """Write a manifest, one line a part."""
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text.replace('{"index"', '\n{"index"') + "\n", encoding="utf-8")

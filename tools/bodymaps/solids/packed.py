"""The packed surfaces, ready to be looked at, and their list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.bodymaps.layers import MUSCLE_LAYERS, layering
from tools.bodymaps.solids.covering import Outward
from tools.bodymaps.solids.mesh import Mesh
from tools.bodymaps.solids.parts import BONY, MEMBRANES
from tools.bodymaps.solids.rays import World, world
from tools.bodymaps.solids.settling import Skin
from triggerpoints.atlas.files import SURFACE
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


def save(manifest: dict, file: Path) -> None:
    """Write a manifest, one line a part."""
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text.replace('{"index"', '\n{"index"') + "\n", encoding="utf-8")

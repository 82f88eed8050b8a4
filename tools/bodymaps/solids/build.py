"""Make assets/bodymaps/solids: the packed surfaces, file by file, and their manifest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tqdm import tqdm

from tools.bodymaps.fibres import field
from tools.bodymaps.layers import MUSCLE_LAYERS, layering
from tools.bodymaps.meshes import SourceBody
from tools.bodymaps.solids.closing import closed, closed_sheet, closed_skin
from tools.bodymaps.solids.covering import (
    ABOVE_MM,
    BELOW_MM,
    BONE_MOST_MM,
    SHEET_ABOVE_MM,
    Outward,
    lifted,
    pushed,
    under_skin,
)
from tools.bodymaps.solids.finish import finish
from tools.bodymaps.solids.glb import Attribute, glb, ordered
from tools.bodymaps.solids.mesh import joined
from tools.bodymaps.solids.packed import save
from tools.bodymaps.solids.parts import BONY, FILES, MEMBRANES, SolidPart, solid_parts
from tools.bodymaps.solids.rays import world
from tools.bodymaps.solids.remesh import thinned
from tools.bodymaps.solids.settling import Skin, settled
from triggerpoints.atlas.files import MANIFEST, SOLIDS, SURFACE

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
# How far a surface may move when triangles are saved, and how many a part may have at most.
ERROR_MM = {"muscle": 0.45, "bone": 0.55, "cartilage": 0.55, "connective": 0.4, "lung": 1.0, "kidney": 0.6}
ERROR_OF_OTHERS_MM, FINE_ERROR_MM, THROAT_ERROR_MM = 0.35, 0.3, 0.7
MOST, MOST_OF_A_SMALL_PART = 9_000, 2_500
SOLID_FROM = 0.7  # a sheet that hides less lets what lies below it shine through


@dataclass(frozen=True)
class Solid:
    """A part with its final mesh; `number` is its place in the manifest."""

    number: int
    part: SolidPart
    vertices: np.ndarray
    faces: np.ndarray

    @property
    def mesh(self) -> tuple[np.ndarray, np.ndarray]:
        """Vertices and faces."""
        return self.vertices, self.faces


def usual(part: str) -> str:
    """How a part is shown before anybody takes something off: solid, ghost or hidden, as in the pictures."""
    rules = layering()
    if part in rules.outline_only:
        return "hidden"
    shines_through = part in rules.sheets and rules.sheets[part][1] < SOLID_FROM
    return "ghost" if part in rules.translucent or shines_through else "solid"


def build(body: SourceBody, assets: Path) -> None:
    """Write all files of the folder."""
    solids = laid(surfaces(body, assets), assets)
    folder = assets / SOLIDS
    folder.mkdir(parents=True, exist_ok=True)
    rows, files = [], {}
    for name in FILES:
        data, made = file_of(name, [s for s in solids if s.part.file == name])
        (folder / f"{name}.glb").write_bytes(data)
        files[name] = {
            "file": f"{name}.glb",
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "vertices": sum(r["vertices"][1] for r in made),
            "triangles": sum(r["triangles"][1] for r in made),
        }
        rows += made
    manifest = {"version": VERSION, "frame": FRAME, "credits": CREDITS, "files": files, "parts": rows}
    save(manifest, folder / MANIFEST)
    finish(assets)


def surfaces(body: SourceBody, assets: Path) -> list[Solid]:
    """Every part, closed and with few triangles; the vertices of the skin are the skin points, in order."""
    listed = set(layering().layer)
    found = []
    for number, part in enumerate(tqdm(solid_parts(body), desc="surfaces", unit="part")):
        if part.kind == "skin":
            with np.load(assets / SURFACE) as z:
                points, normal, mirror = (
                    z["position_mm"].astype(float),
                    z["normal"].astype(float),
                    z["mirror"],
                )
            found.append(Solid(number, part, *closed_skin(part, points, normal, mirror)))
            continue
        if part.sheet:
            found.append(Solid(number, part, *closed(part)))
            continue
        error = ERROR_MM.get(part.kind, ERROR_OF_OTHERS_MM)
        most = MOST
        if part.fine:
            error = FINE_ERROR_MM
        if part.kind == "muscle" and part.id not in listed:
            error, most = THROAT_ERROR_MM, MOST_OF_A_SMALL_PART
        own = thinned(*closed(part), error, most)
        found.append(Solid(number, part, *joined([own, *(closed_sheet(*sheet) for sheet in part.flesh)])))
    return found


def laid(solids: list[Solid], assets: Path) -> list[Solid]:
    """The parts so that upper muscles and sheets lie over lower muscles, and the skin over all."""
    with np.load(assets / SURFACE) as z:
        points, normal = z["position_mm"].astype(float), z["normal"].astype(float)
    outward = Outward(points, normal)
    skin = next(s for s in solids if s.part.kind == "skin")
    listed = set(layering().layer)
    free = layering().through | layering().over_connective
    sheets_over = [s for s in solids if s.part.kind == "connective" and s.part.layer != "deep"]
    sheets = world(*_split(sheets_over))
    done: dict[int, Solid] = {}
    over: list[Solid] = []
    for layer in MUSCLE_LAYERS:
        above = world(*_split(over))
        muscles = [s for s in solids if s.part.kind == "muscle" and s.part.layer == layer]
        for s in tqdm(muscles, desc=f"{layer} under others", unit="part"):
            v, way = s.vertices, outward.at(s.vertices)
            if s.part.id not in free:
                v = pushed(v, s.faces, sheets, way, SHEET_ABOVE_MM)
                if over:
                    v = pushed(v, s.faces, above, way, ABOVE_MM)
            done[s.number] = replace(s, vertices=v)
        over += [done[s.number] for s in muscles if s.part.id not in free]
    for k in range(len(MUSCLE_LAYERS) - 2, -1, -1):
        upper = [done[s.number] for s in over if s.part.layer == MUSCLE_LAYERS[k]]
        lower = [done[s.number] for s in over if MUSCLE_LAYERS.index(s.part.layer) > k]
        risen = lifted(
            [s.mesh for s in upper],
            [outward.at(s.vertices) for s in upper],
            [s.mesh for s in lower],
            [outward.at(s.vertices) for s in lower],
            world(*_split([*sheets_over, skin])),
        )
        for s, v in zip(upper, risen, strict=True):
            done[s.number] = replace(s, vertices=v)
    layered = [done[s.number] for s in over]
    rest = settled(
        [s.mesh for s in layered],
        np.array([MUSCLE_LAYERS.index(s.part.layer) for s in layered]),
        [outward.at(s.vertices) for s in layered],
        [s.part.mirrored for s in layered],
        world(*_split([s for s in solids if s.part.kind in BONY or s.part.id in MEMBRANES])),
        Skin(points, normal, skin.faces),
    )
    for s, v in zip(layered, rest, strict=True):
        done[s.number] = replace(s, vertices=v)
    seen_through = layering().behind_bone
    muscles_over = world(
        *_split([s for s in done.values() if s.part.id in listed and s.part.id not in seen_through])
    )
    for s in tqdm([s for s in solids if s.part.kind == "bone"], desc="bones under muscles", unit="part"):
        way = outward.at(s.vertices)
        v = pushed(s.vertices, s.faces, muscles_over, way, BONE_MOST_MM, BONE_MOST_MM)
        done[s.number] = replace(s, vertices=v)
    placed = [done.get(s.number, s) for s in solids]
    inner = [s for s in placed if s.part.kind != "skin"]
    start = np.cumsum([0] + [len(s.vertices) for s in inner])
    faces = np.concatenate([s.faces + a for s, a in zip(inner, start, strict=False)])
    moved = under_skin(np.concatenate([s.vertices for s in inner]), faces, skin.mesh, BELOW_MM)
    final = {
        s.number: replace(s, vertices=moved[a:b]) for s, a, b in zip(inner, start, start[1:], strict=False)
    }
    return [final.get(s.number, s) for s in placed]


def _split(solids: list[Solid]) -> tuple[list[tuple[np.ndarray, np.ndarray]], list[bool]]:
    return [s.mesh for s in solids], [s.part.mirrored for s in solids]


def fibres_of(part: SolidPart, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fibre direction (V, 3) int8 (length 127, or 0 where unknown) and tendon (V,) uint8 of each vertex."""
    made = field(part.id) if part.kind == "muscle" else None
    if made is None:
        return np.zeros((len(v), 3), np.int8), np.zeros(len(v), np.uint8)
    direction, tendon = made.at(v)
    length = np.linalg.norm(direction, axis=1, keepdims=True)
    unit = np.where(length > 1e-6, direction / np.maximum(length, 1e-6), 0)
    return np.rint(unit * 127).astype(np.int8), np.rint(np.clip(tendon, 0, 1) * 255).astype(np.uint8)


def file_of(name: str, mine: list[Solid]) -> tuple[bytes, list[dict]]:
    """Bytes of one file, without its light, and the manifest's rows of its parts."""
    columns: dict[str, list[np.ndarray]] = {
        key: [] for key in ("position", "faces", "part", "fibre", "tendon")
    }
    rows: list[dict] = []
    vertex, triangle = 0, 0
    muscles = name.startswith("muscles")
    for s in mine:
        f, old = ordered(s.faces, len(s.vertices), keep=s.part.kind == "skin")
        v = s.vertices[old]
        columns["position"].append(v)
        columns["faces"].append(f + np.uint32(vertex))
        columns["part"].append(np.full(len(v), s.number, np.uint16))
        if muscles:
            along, white = fibres_of(s.part, v)
            columns["fibre"].append(along)
            columns["tendon"].append(white)
        middle = (v.min(0) + v.max(0)) / 2
        rows.append(
            {
                "index": s.number,
                "file": name,
                "id": s.part.id,
                "kind": s.part.kind,
                "name": s.part.name,
                "latin": s.part.latin,
                "fma": s.part.fma,
                "layer": s.part.layer,
                "usual": usual(s.part.id),
                "side": "right" if s.part.mirrored else "middle",
                "mirrored": s.part.mirrored,
                "centre_mm": [round(float(x), 1) for x in middle],
                "radius_mm": round(float(np.linalg.norm(v - middle, axis=1).max()), 1),
                "best_from": [0.0, -1.0, 0.0],  # sides.py says where from, and what over
                "covered_by": [],
                "vertices": [vertex, len(v)],
                "triangles": [triangle, len(f)],
            }
        )
        vertex += len(v)
        triangle += len(f)
    joined = {key: np.concatenate(values) for key, values in columns.items() if values}
    attributes = [Attribute("_PART", joined["part"])]
    if muscles:
        attributes.append(Attribute("_FIBRE", joined["fibre"], True))
        attributes.append(Attribute("_TENDON", joined["tendon"], True))
    about = {"version": VERSION, "frame": FRAME, "units": "mm", "credits": CREDITS}
    return glb(joined["position"], joined["faces"], attributes, name, about), rows

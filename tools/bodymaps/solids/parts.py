"""What the body that turns is made of: every part with its mesh, its names and the file it goes into."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import yaml

from tools.bodymaps import structures
from tools.bodymaps.geometry import muscle_mesh
from tools.bodymaps.layers import layering
from tools.bodymaps.meshes import SourceBody, Structure, bare_name, muscle_recipes
from tools.bodymaps.models.cartilages import costal_cartilages
from tools.bodymaps.models.phalanges import phalanx
from tools.bodymaps.scenes import BodyScenes
from tools.bodymaps.solids.mesh import Mesh
from tools.bodymaps.structures import slug

FILES = ("skin", "muscles-superficial", "muscles-deep", "skeleton", "connective", "hazards")
MUSCLE_RECORDS = Path(__file__).parents[3] / "data" / "trigger_points.yml"
# Vessels inside an organ, and those of the organs' own supply, which nobody meets from outside.
INNER_VESSEL = re.compile(
    r"segmental|hepat|biliary|portal|cerebr|cerebell|lobar|coronary|ventric|conus|septal|cardiac|pulmonary|"
    r"colic|colon|ileal|ileocolic|cecal|appendic|pancrea|duoden|gastr|splenic|splenial|sigmoid|rectal|"
    r"mesenteric|thalam|chorioid|choroid|callosal|callosomarginal|pontine|sulcus|parietal|frontobasal|"
    r"prefrontal|pericallosal|precuneal|occipital artery|basilar|communicating|temporal (artery|branch)|"
    r"insular|renal|testicular|penis|bronchial|o?esophageal|lingular|caudate|celiac|spinal artery|calcaneal|"
    r"vermian|paracentral|marginal|capsule|angular gyrus|supraren|oculomotor"
)
EYE_NERVE = re.compile(
    r"oculomotor|ethmoid|ciliary|trochlear|lacrimal|frontal|optic|ophthalmic|supra-orbital"
)
FINE_REGIONS = {"forearm", "hand", "foot", "face"}
BONY = ("bone", "cartilage")
# They close what lies between two bones: what is behind one is not seen from before it.
MEMBRANES = ("interosseous-membrane-of-leg", "interosseous-membrane-of-forearm")
DRAWN_CARTILAGES = ("eighth costal cartilage", "ninth costal cartilage", "tenth costal cartilage")
SAME_MM = 1.0  # a left mesh this near to the mirrored right one is its mirror image


@dataclass(frozen=True)
class SolidPart:
    """One part of the body that turns.

    Attributes
    ----------
    id : str
        Of the muscle list, or of structures.json, or of a sheet or cartilage that was modelled.
    kind : str
    file : str
        One of ``FILES``.
    name, latin, fma : str
        Latin and FMA id are empty where none is known.
    layer : str
        skin, superficial, middle, deep or skeleton.
    mirrored : bool
        True when the left side is the mirror image of what is stored.
    sheet : bool
        True for a surface without thickness.
    fine : bool
        True for muscles of forearm, hand, foot and face, whose tendons or bellies are thin.
    mesh : Mesh
    flesh : tuple of Mesh
        Sheets that are flesh of this muscle where the source has none.
    """

    id: str
    kind: str
    file: str
    name: str
    latin: str
    fma: str
    layer: str
    mirrored: bool
    sheet: bool = False
    fine: bool = False
    mesh: Mesh = field(repr=False, default=(np.zeros((0, 3)), np.zeros((0, 3), int)))
    flesh: tuple[Mesh, ...] = field(repr=False, default=())


def _terms(folder: Path) -> dict[str, str]:
    """Latin terms by English term, lower case."""
    found: dict[str, str] = {}
    with (folder / "TA2.csv").open(encoding="utf-8-sig", newline="") as f:
        for row in csv.reader(f):
            cells = (row[0] if len(row) == 1 else ";".join(row)).split(";")
            if len(cells) >= 2 and cells[1].strip():
                found.setdefault(cells[0].strip().lower(), cells[1].strip())
    return found


def _alike(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(
        (np.abs(a.min(0) - b.min(0)) < SAME_MM).all() and (np.abs(a.max(0) - b.max(0)) < SAME_MM).all()
    )


def _one_mesh(body: SourceBody, members: list[Structure]) -> tuple[Mesh, bool]:
    """Mesh of a structure of the source, and whether its left side is the mirror image."""
    right = [m for m in members if m.side == "right"]
    left = [m for m in members if m.side == "left"]
    middle = [m for m in members if m.side == "midline"]
    if right and not middle:
        mesh = body.merged(right)
        if not left:
            return mesh, members[0].system not in ("artery", "vein", "organ")
        v, _ = body.merged(left)
        if _alike(mesh[0], v * [-1, 1, 1]):
            return mesh, True
    if left and not right and not middle and members[0].system not in ("artery", "vein", "organ"):
        v, f = body.merged(left)
        return (v * [-1, 1, 1], f[:, ::-1]), True
    return body.merged(members), False


def solid_parts(body: SourceBody) -> list[SolidPart]:
    """Every part, file by file in the order of ``FILES``, which is that of their numbers."""
    return sorted(_all_parts(body), key=lambda part: FILES.index(part.file))


def _all_parts(body: SourceBody) -> Iterator[SolidPart]:
    scenes, rules, terms = BodyScenes(body), layering(), _terms(body.folder)
    yield SolidPart("skin", "skin", "skin", "Skin", "Cutis", "FMA7163", "skin", False, mesh=scenes.skin_mesh)
    records = yaml.load(MUSCLE_RECORDS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["muscles"]
    for record in sorted(records, key=lambda r: rules.layer[r["id"]] != "superficial"):
        layer, names = rules.layer[record["id"]], record["names"]
        yield SolidPart(
            record["id"],
            "muscle",
            "muscles-superficial" if layer == "superficial" else "muscles-deep",
            names["en"],
            names.get("la") or "",
            record.get("fma") or "",
            layer,
            True,
            fine=rules.region[record["id"]] in FINE_REGIONS,
            mesh=muscle_mesh(body, record["id"], "right"),
            flesh=tuple(
                scenes.fascia[name]
                for name, muscle in rules.red_sheets.items()
                if muscle == record["id"] and name in rules.sheet_region
            ),
        )
    groups: dict[tuple[str, str], list[Structure]] = {}
    used = {bare_name(n) for r in muscle_recipes().values() for n in r.get("parts", [])}
    for s in body.structures:
        name = bare_name(s.name)
        if structures.NOT_SHOWN.search(name) or (s.system == "muscle" and name in used):
            continue
        groups.setdefault((s.system, name), []).append(s)
    for (system, name), members in groups.items():
        placed = _placed(system, name)
        if placed is None:
            continue
        file, kind, layer = placed
        mesh, mirrored = _one_mesh(body, members)
        if kind == "connective":
            mesh = scenes.band(name, mesh[0]), mesh[1]
        if kind == "bone":
            mesh = phalanx(name, mesh[0]) or mesh
        mine = next((m for m in members if m.side != "left"), members[0])
        yield SolidPart(
            slug(name),
            kind,
            file,
            name[:1].upper() + name[1:],
            terms.get(name, ""),
            mine.fma,
            layer,
            mirrored,
            mesh=mesh,
        )
    for name, mesh in zip(DRAWN_CARTILAGES, costal_cartilages(), strict=True):
        yield SolidPart(
            slug(name), "cartilage", "skeleton", name.capitalize(), "", "", "skeleton", True, mesh=mesh
        )
    for name, mesh in scenes.fascia.items():
        if rules.red_sheets.get(name) or name in rules.pictures_only:
            continue  # flesh of a muscle: no part of its own
        last, _ = rules.sheets[name]
        red = name in rules.red_sheets
        yield SolidPart(
            name,
            "muscle" if red else "connective",
            "muscles-superficial" if red else "connective",
            name.replace("-", " ").capitalize(),
            terms.get(name.replace("-", " "), ""),
            "",
            last,
            True,
            sheet=True,
            mesh=mesh,
        )
    for row, mesh in _modelled():
        yield SolidPart(
            row["id"],
            row["kind"],
            "hazards",
            row["name"],
            terms.get(row["name"].lower(), ""),
            "",
            "deep",
            bool(row["mirror"]),
            mesh=mesh,
        )


def _modelled() -> Iterator[tuple[dict, Mesh]]:
    """Rows and meshes of the hazards that were modelled; no cavity."""
    for row in json.loads((structures.HAZARDS / "hazards.json").read_text(encoding="utf-8")):
        if row["kind"] != "cavity":
            with np.load(structures.HAZARDS / f"{row['id']}.npz") as z:
                yield row, (z["vertices"].astype(np.float64), z["faces"].astype(np.int64))


def _placed(system: str, name: str) -> tuple[str, str, str] | None:
    """File, kind and layer of a structure of the source; None when it is left out."""
    if system in BONY:
        return "skeleton", system, "skeleton"
    if system == "connective":
        rules = layering().connective
        return ("connective", "connective", rules[name]) if name in rules else None
    if system in ("artery", "vein"):
        return None if INNER_VESSEL.search(name) else ("hazards", system, "deep")
    if system == "nerve":
        return None if EYE_NERVE.search(name) else ("hazards", "nerve", "deep")
    if system == "organ":
        return ("hazards", "kidney", "deep") if name == "kidney" else None
    if system == "muscle":
        return None if "perineal" in name else ("muscles-deep", "muscle", "deep")
    return None

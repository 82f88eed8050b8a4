"""The packed surfaces written anew: some vertices elsewhere, or in another light."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import numpy as np

from tools.bodymaps.solids.glb import Attribute, glb
from tools.bodymaps.solids.packed import save
from triggerpoints.atlas.files import MANIFEST
from triggerpoints.atlas.solids import Solids

NONE: Mapping[str, np.ndarray] = {}


def rewrite(
    solids: Solids, moved: Mapping[str, np.ndarray] = NONE, openness: Mapping[str, np.ndarray] = NONE
) -> None:
    """Write the files of some parts and the list anew.

    Parameters
    ----------
    solids : Solids
    moved : mapping of str to ndarray (V, 3)
        Vertices of the parts that have moved, by id.
    openness : mapping of str to ndarray (V,)
        How much of the sky is open to the vertices of the parts that are lit anew, by id.
    """
    path = solids.folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    about = {key: manifest[key] for key in ("version", "frame")} | {"units": "mm", "credits": solids.credits}
    for name in sorted({solids.by_id[part].file for part in (*moved, *openness)}):
        mesh = solids.file_mesh(name)
        position, light = mesh.position_mm.astype(float), mesh.openness.astype(float)
        number = np.zeros(len(position), np.uint16)
        for row in (row for row in manifest["parts"] if row["file"] == name):
            first, count = row["vertices"]
            of = slice(first, first + count)
            number[of] = row["index"]
            light[of] = openness.get(row["id"], light[of])
            if row["id"] not in moved:
                continue
            v = position[of] = moved[row["id"]]
            middle = (v.min(0) + v.max(0)) / 2
            row["centre_mm"] = [round(float(x), 1) for x in middle]
            row["radius_mm"] = round(float(np.linalg.norm(v - middle, axis=1).max()), 1)
        attributes = [
            Attribute("_PART", number),
            Attribute("_AO", np.rint(light * 255).astype(np.uint8), True),
        ]
        if name.startswith("muscles"):
            attributes.append(Attribute("_FIBRE", np.rint(mesh.fibre * 127).astype(np.int8), True))
            attributes.append(Attribute("_TENDON", np.rint(mesh.tendon * 255).astype(np.uint8), True))
        data = glb(position, mesh.faces, attributes, name, about)
        (solids.folder / solids.files[name].file).write_bytes(data)
        manifest["files"][name] |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    save(manifest, path)

"""The packed surfaces written anew, with some vertices elsewhere."""

from __future__ import annotations

import hashlib
import json

import numpy as np

from tools.bodymaps.solids.glb import Attribute, glb
from tools.bodymaps.solids.packed import save
from triggerpoints.atlas.files import MANIFEST
from triggerpoints.atlas.solids import Solids


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

"""The body for other people's programs: one glTF file with a named node for each part."""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triggerpoints import __version__
from triggerpoints.atlas.solids import Mesh, SolidPart, Solids

FLOAT, UNSIGNED_INT = 5126, 5125
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
# glTF wants metres and +y up; the atlas has millimetres and +z up.
TO_GLTF = [0.001, 0, 0, 0, 0, 0, -0.001, 0, 0, 0.001, 0, 0, 0, 0, 0, 1]
COLOURS = {
    "skin": (0.90, 0.76, 0.67),
    "muscle": (0.735, 0.33, 0.285),
    "bone": (0.945, 0.905, 0.815),
    "cartilage": (0.80, 0.865, 0.88),
    "connective": (0.925, 0.88, 0.805),
    "artery": (0.75, 0.15, 0.15),
    "vein": (0.25, 0.35, 0.65),
    "nerve": (0.90, 0.80, 0.30),
    "lung": (0.85, 0.65, 0.68),
    "kidney": (0.55, 0.25, 0.22),
    "canal": (0.90, 0.85, 0.55),
}
NOTE = (
    "For information and learning only. Surfaces of one reference body, not of any patient; nerves, the skin "
    "and the muscles that the source lacks are modelled."
)


def gltf_bytes(solids: Solids, ids: Collection[str] | None = None) -> bytes:
    """Parts of the body, both sides, as binary glTF 2.0.

    Each part is a node, named in English with its side; `extras` of the node has id, kind, Latin name, FMA
    id, layer and side, where known. Credits and frame are in `asset`. Nothing is packed, so every reader
    of glTF opens it.

    Parameters
    ----------
    solids : Solids
        From ``triggerpoints.atlas.solids.load_solids``.
    ids : collection of str, optional
        Parts; default all.

    Raises
    ------
    KeyError
        There is no part with such an id.
    """
    if ids is not None and (unknown := sorted(set(ids) - set(solids.by_id))):
        raise KeyError(
            f"The body has no part '{unknown[0]}'; assets/bodymaps/solids/manifest.json lists them."
        )
    return _document(solids, [part for part in solids.parts if ids is None or part.id in ids])


def write_gltf(path: Path, solids: Solids, ids: Collection[str] | None = None) -> None:
    """Write what `gltf_bytes` gives, usually with the ending ``.glb``."""
    path.write_bytes(gltf_bytes(solids, ids))


def _document(solids: Solids, parts: list[SolidPart]) -> bytes:
    kinds = sorted({part.kind for part in parts})
    nodes: list[dict[str, Any]] = [{"name": "Body", "matrix": TO_GLTF, "children": []}]
    meshes: list[dict[str, Any]] = []
    accessors: list[dict[str, Any]] = []
    views: list[dict[str, Any]] = []
    binary = bytearray()

    def add(values: NDArray[Any], kind: int, shape: str, target: int, box: bool = False) -> int:
        raw = np.ascontiguousarray(values)
        accessor: dict[str, Any] = {
            "bufferView": len(views),
            "componentType": kind,
            "count": raw.size if shape == "SCALAR" else len(raw),
            "type": shape,
        }
        if box:
            accessor |= {"min": raw.min(0).tolist(), "max": raw.max(0).tolist()}
        views.append({"buffer": 0, "byteOffset": len(binary), "byteLength": raw.nbytes, "target": target})
        binary.extend(raw.tobytes())
        accessors.append(accessor)
        return len(accessors) - 1

    for part in parts:
        for side, mesh in _sides(solids, part):
            attributes = {
                "POSITION": add(mesh.position_mm, FLOAT, "VEC3", ARRAY_BUFFER, box=True),
                "NORMAL": add(normals(mesh), FLOAT, "VEC3", ARRAY_BUFFER),
            }
            faces = add(mesh.faces.astype(np.uint32), UNSIGNED_INT, "SCALAR", ELEMENT_ARRAY_BUFFER)
            name = f"{part.name} ({side})" if part.mirrored else part.name
            known = {
                "id": part.id,
                "kind": part.kind,
                "latin": part.latin,
                "fma": part.fma,
                "layer": part.layer,
                "side": side,
            }
            nodes[0]["children"].append(len(nodes))
            nodes.append({"name": name, "mesh": len(meshes), "extras": {k: v for k, v in known.items() if v}})
            primitive = {"attributes": attributes, "indices": faces, "material": kinds.index(part.kind)}
            meshes.append({"name": name, "primitives": [primitive]})
    document = {
        "asset": {
            "version": "2.0",
            "generator": f"Trigger Point Explorer {__version__}",
            "copyright": solids.credits,
            "extras": {"credits": solids.credits, "frame": solids.frame, "note": NOTE},
        },
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": nodes,
        "meshes": meshes,
        "materials": [_material(kind) for kind in kinds],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": len(binary)}],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(binary)
    head = struct.pack("<4sII", b"glTF", 2, total) + struct.pack("<I4s", len(text), b"JSON")
    return head + text + struct.pack("<I4s", len(binary), b"BIN\0") + bytes(binary)


def _sides(solids: Solids, part: SolidPart) -> Iterator[tuple[str, Mesh]]:
    mesh = solids.mesh(part.id)
    yield part.side, mesh
    if part.mirrored:
        yield "left", mesh.mirrored()


def normals(mesh: Mesh) -> NDArray[np.float32]:
    """Outward unit normal (V, 3) of each vertex, the triangles around it weighed by their area."""
    corners = mesh.position_mm[mesh.faces]
    each = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros_like(mesh.position_mm)
    for k in range(3):
        np.add.at(total, mesh.faces[:, k], each)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.where(length > 0, total / np.maximum(length, 1e-12), [0, 0, 1]).astype(np.float32)


def _material(kind: str) -> dict[str, Any]:
    glass = kind == "skin"
    colour = [*COLOURS[kind], 0.25 if glass else 1.0]
    return {
        "name": kind,
        "alphaMode": "BLEND" if glass else "OPAQUE",
        "pbrMetallicRoughness": {"baseColorFactor": colour, "metallicFactor": 0, "roughnessFactor": 0.8},
    }

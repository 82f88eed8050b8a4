"""Write one mesh as binary glTF 2.0 that is quantised and packed with meshoptimizer."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass

import numpy as np
from meshoptimizer import (
    encode_index_buffer,
    encode_index_version,
    encode_vertex_buffer,
    encode_vertex_version,
    optimize_vertex_cache,
)

from tools.bodymaps.solids.grid import STEP_MM

ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
COMPONENT = {"int8": 5120, "uint8": 5121, "int16": 5122, "uint16": 5123, "uint32": 5125}
SHAPE = {1: "SCALAR", 2: "VEC2", 3: "VEC3"}


@dataclass(frozen=True)
class Attribute:
    """A value a vertex: (V, K) of a small whole number type; `normalized` as glTF means it."""

    name: str
    values: np.ndarray
    normalized: bool = False


def ordered(faces: np.ndarray, vertex_count: int, keep: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Triangles in an order that packs well, and the old number of each new vertex.

    Parameters
    ----------
    keep : bool
        True: the vertices keep their numbers.

    Returns
    -------
    faces : ndarray (F, 3) uint32
        In new numbers, which rise in the order of their first use.
    old : ndarray (V,)
    """
    flat = np.ascontiguousarray(faces, np.uint32).ravel()
    best = np.empty_like(flat)
    optimize_vertex_cache(best, flat, len(flat), vertex_count)
    if keep:
        return best.reshape(-1, 3), np.arange(vertex_count)
    _, first = np.unique(best, return_index=True)
    old = best[np.sort(first)]
    new = np.zeros(vertex_count, np.uint32)
    new[old] = np.arange(len(old), dtype=np.uint32)
    return new[best].reshape(-1, 3), old


def glb(
    position_mm: np.ndarray, faces: np.ndarray, attributes: list[Attribute], name: str, about: dict
) -> bytes:
    """Bytes of a file with one mesh of one primitive.

    Parameters
    ----------
    position_mm : ndarray (V, 3)
        Put on a grid of `STEP_MM`; the node undoes it.
    faces : ndarray (F, 3)
    attributes : list of Attribute
    about : dict
        `asset.extras`; its "credits" become the copyright.
    """
    encode_vertex_version(0)
    encode_index_version(1)
    low = np.floor(position_mm.min(0) / STEP_MM).astype(int)
    grid = (np.rint(position_mm / STEP_MM).astype(int) - low).astype(np.uint16)
    packed, plain = b"", 0
    views: list[dict] = []
    accessors: list[dict] = []

    def add(data: bytes, count: int, stride: int, mode: str, target: int) -> int:
        nonlocal packed, plain
        view = {
            "buffer": 1,
            "byteOffset": plain,
            "byteLength": count * stride,
            "target": target,
            "extensions": {
                "EXT_meshopt_compression": {
                    "buffer": 0,
                    "byteOffset": len(packed),
                    "byteLength": len(data),
                    "byteStride": stride,
                    "count": count,
                    "mode": mode,
                }
            },
        }
        if target == ARRAY_BUFFER:
            view["byteStride"] = stride
        views.append(view)
        packed += data + b"\0" * (-len(data) % 4)
        plain += count * stride + (-count * stride % 4)
        return len(views) - 1

    places = {}
    for attribute in (Attribute("POSITION", grid), *attributes):
        values = np.ascontiguousarray(attribute.values).reshape(len(grid), -1)
        width = values.shape[1] * values.itemsize
        stride = -(-width // 4) * 4
        row = np.zeros((len(values), stride), np.uint8)
        row[:, :width] = values.view(np.uint8).reshape(len(values), width)
        data = encode_vertex_buffer(row.view(np.float32), len(row), stride)
        accessor = {
            "bufferView": add(data, len(row), stride, "ATTRIBUTES", ARRAY_BUFFER),
            "componentType": COMPONENT[values.dtype.name],
            "count": len(values),
            "type": SHAPE[values.shape[1]],
        }
        if attribute.normalized:
            accessor["normalized"] = True
        if attribute.name == "POSITION":
            accessor["min"], accessor["max"] = grid.min(0).tolist(), grid.max(0).tolist()
        places[attribute.name] = len(accessors)
        accessors.append(accessor)
    flat = np.ascontiguousarray(faces, np.uint32).ravel()
    data = encode_index_buffer(flat, len(flat), len(grid))
    indices = len(accessors)
    accessors.append(
        {
            "bufferView": add(data, len(flat), 4, "TRIANGLES", ELEMENT_ARRAY_BUFFER),
            "componentType": COMPONENT["uint32"],
            "count": len(flat),
            "type": "SCALAR",
        }
    )
    needs = ["EXT_meshopt_compression", "KHR_mesh_quantization"]
    document = {
        "asset": {
            "version": "2.0",
            "generator": "tools/bodymaps",
            "copyright": about["credits"],
            "extras": about,
        },
        "extensionsUsed": needs,
        "extensionsRequired": needs,
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [
            {
                "name": name,
                "mesh": 0,
                "scale": [STEP_MM] * 3,
                "translation": [float(x * STEP_MM) for x in low],
            }
        ],
        "meshes": [{"name": name, "primitives": [{"attributes": places, "indices": indices, "mode": 4}]}],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [
            {"byteLength": len(packed)},
            {"byteLength": plain, "extensions": {"EXT_meshopt_compression": {"fallback": True}}},
        ],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(packed)
    return b"".join(
        [
            struct.pack("<4sII", b"glTF", 2, total),
            struct.pack("<I4s", len(text), b"JSON"),
            text,
            struct.pack("<I4s", len(packed), b"BIN\0"),
            packed,
        ]
    )

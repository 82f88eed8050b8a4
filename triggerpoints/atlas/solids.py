"""The surfaces of every part of the body: their list, and their triangles unpacked from the files."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triggerpoints.atlas import files, meshopt

_TYPES = {5120: np.int8, 5121: np.uint8, 5122: np.int16, 5123: np.uint16, 5125: np.uint32}
_WIDTH = {"SCALAR": 1, "VEC2": 2, "VEC3": 3}
_HEADER_BYTES, _CHUNK_BYTES = 12, 8
_PACKED = "EXT_meshopt_compression"


@dataclass(frozen=True)
class SolidPart:
    """One part of the body.

    Attributes
    ----------
    index : int
        Its place in the list, which the vertices of its file carry.
    file : str
        Name of the file without its ending, for example "muscles-deep".
    id : str
        Of a muscle of the content, a structure of the atlas or a modelled sheet.
    kind : str
        skin, muscle, bone, cartilage, connective, artery, vein, nerve, lung, kidney or canal.
    name, latin, fma : str
        Latin and FMA id are empty where none is known.
    layer : str
        skin, superficial, middle, deep or skeleton.
    usual : str
        How it is shown as long as nobody chose it or took something off: solid, ghost (a thin sheet over the
        muscles below) or hidden (a muscle that few people have).
    mirrored : bool
        The surface is the right one, and the left is its mirror image; else it is drawn once.
    centre_mm : (float, float, float)
        Middle of its box.
    radius_mm : float
        Of the ball about the middle that holds it.
    best_from : (float, float, float)
        Unit direction in which the eye lies that sees most of it with least over it.
    covered_by : tuple of str
        Ids of the parts that lie over it on that side, the one that hides most first.
    vertices, triangles : (int, int)
        First and number, in its file.
    """

    index: int
    file: str
    id: str
    kind: str
    name: str
    latin: str
    fma: str
    layer: str
    usual: str
    mirrored: bool
    centre_mm: tuple[float, float, float]
    radius_mm: float
    best_from: tuple[float, float, float]
    covered_by: tuple[str, ...]
    vertices: tuple[int, int]
    triangles: tuple[int, int]

    @property
    def side(self) -> str:
        """ "right" for a part that has a mirror image, else "middle"."""
        return "right" if self.mirrored else "middle"


@dataclass(frozen=True)
class SolidFile:
    """One packed file, and how many bytes, vertices and triangles it has."""

    file: str
    bytes: int
    sha256: str
    vertices: int
    triangles: int


@dataclass(frozen=True, eq=False)
class Mesh:
    """Triangles.

    Attributes
    ----------
    position_mm : ndarray (V, 3) float32
    faces : ndarray (F, 3) int32
        Outward.
    openness : ndarray (V,) float32
        Share of the sky that is open, 0 to 1.
    fibre : ndarray (V, 3) float32
        Unit direction of the fibres, 0 where unknown.
    tendon : ndarray (V,) float32
        How much of the tissue is tendon, 0 to 1.
    """

    position_mm: NDArray[np.float32]
    faces: NDArray[np.int32]
    openness: NDArray[np.float32]
    fibre: NDArray[np.float32]
    tendon: NDArray[np.float32]

    def mirrored(self) -> Mesh:
        """The other side."""
        other = np.array([-1, 1, 1], np.float32)
        return Mesh(
            self.position_mm * other, self.faces[:, ::-1], self.openness, self.fibre * other, self.tendon
        )


@dataclass(frozen=True, eq=False)
class Solids:
    """All surfaces. Make it with `load_solids`; a file is unpacked on first use."""

    folder: Path
    version: int
    frame: str
    credits: str
    files: Mapping[str, SolidFile]
    parts: tuple[SolidPart, ...]

    @cached_property
    def by_id(self) -> Mapping[str, SolidPart]:
        """Parts by their id."""
        return MappingProxyType({part.id: part for part in self.parts})

    @cached_property
    def keys(self) -> frozenset[str]:
        """What stands for a part on a side: its id for the right or the middle, ``id.left`` for the left."""
        return frozenset(
            key
            for part in self.parts
            for key in ([part.id, f"{part.id}.left"] if part.mirrored else [part.id])
        )

    @cached_property
    def _unpacked(self) -> dict[str, Mesh]:
        return {}

    def file_mesh(self, name: str) -> Mesh:
        """All triangles of a file.

        Parameters
        ----------
        name : str
            For example "skeleton".
        """
        if name not in self._unpacked:
            path = files.asset(self.folder, self.files[name].file)
            with files.reading(path):
                self._unpacked[name] = read_glb(path.read_bytes())
        return self._unpacked[name]

    def mesh(self, part: str) -> Mesh:
        """Triangles of one part; of a mirrored one the right side.

        Parameters
        ----------
        part : str
            Id.

        Raises
        ------
        KeyError
            There is no such part.
        """
        if part not in self.by_id:
            raise KeyError(f"The body has no part '{part}'; assets/bodymaps/solids/manifest.json lists them.")
        row = self.by_id[part]
        whole = self.file_mesh(row.file)
        of = slice(row.vertices[0], sum(row.vertices))
        faces = whole.faces[row.triangles[0] : sum(row.triangles)] - row.vertices[0]
        return Mesh(whole.position_mm[of], faces, whole.openness[of], whole.fibre[of], whole.tendon[of])


@cache
def load_solids(folder: Path = files.ASSETS) -> Solids:
    """Read the list of the surfaces; the same object every time.

    Raises
    ------
    MissingAssetError
        The folder has none, or a damaged one.
    """
    home = files.asset(folder, files.SOLIDS)
    path = files.asset(home, files.MANIFEST)
    with files.reading(path):
        return _solids(home, json.loads(path.read_text(encoding="utf-8")))


def _solids(home: Path, data: dict[str, Any]) -> Solids:
    parts = (_part(row) for row in data["parts"])
    return Solids(
        home,
        data["version"],
        data["frame"],
        data["credits"],
        MappingProxyType({name: SolidFile(**row) for name, row in data["files"].items()}),
        tuple(parts),
    )


def _part(row: dict[str, Any]) -> SolidPart:
    """A row of the list, its side left out, for that follows."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    del values["side"]
    return SolidPart(**values)


def read_glb(data: bytes) -> Mesh:
    """Unpack one file of the surfaces.

    Raises
    ------
    ValueError
        It is not a binary glTF file with one packed primitive.
    """
    if data[:4] != b"glTF":
        raise ValueError("This is not a binary glTF file.")
    (length,) = struct.unpack_from("<I", data, _HEADER_BYTES)
    text_end = _HEADER_BYTES + _CHUNK_BYTES + length
    document = json.loads(data[_HEADER_BYTES + _CHUNK_BYTES : text_end])
    packed = data[text_end + _CHUNK_BYTES :]
    primitive, node = document["meshes"][0]["primitives"][0], document["nodes"][0]

    def values(number: int) -> NDArray[np.generic]:
        accessor = document["accessors"][number]
        how = document["bufferViews"][accessor["bufferView"]]["extensions"][_PACKED]
        raw = packed[how["byteOffset"] : how["byteOffset"] + how["byteLength"]]
        kind = np.dtype(_TYPES[accessor["componentType"]])
        if how["mode"] == "TRIANGLES":
            return meshopt.triangles(raw, how["count"])
        width = _WIDTH[accessor["type"]] * kind.itemsize
        rows = np.ascontiguousarray(meshopt.vertices(raw, how["count"], how["byteStride"])[:, :width])
        return rows.view(kind)

    grid = values(primitive["attributes"]["POSITION"])
    position = grid.astype(np.float32) * np.float32(node["scale"][0]) + np.float32(node["translation"])
    nothing = np.zeros((len(position), 3), np.int8)

    def share(name: str, most: float) -> NDArray[np.float32]:
        found = primitive["attributes"].get(name)
        given = nothing if found is None else values(found)
        return given.astype(np.float32) / np.float32(most)

    mesh = Mesh(
        position,
        values(primitive["indices"]).astype(np.int32),
        share("_AO", 255)[:, 0],
        share("_FIBRE", 127),
        share("_TENDON", 255)[:, 0],
    )
    for array in (mesh.position_mm, mesh.faces, mesh.openness, mesh.fibre, mesh.tendon):
        array.flags.writeable = False
    return mesh

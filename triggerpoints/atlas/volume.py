"""The label volume: which structure is at a point, along a line, on a plane."""

from __future__ import annotations

import itertools
import json
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from triggerpoints.atlas.files import MissingAssetError, reading

if TYPE_CHECKING:
    import zarr

CACHED_BLOCKS = 256  # of 64 kB: a transverse plane, and what a needle meets


@dataclass(frozen=True)
class Structure:
    """A labelled part of the body.

    Attributes
    ----------
    label : int
    id, name : str
    kind : str
        skin, fat, cavity, lung, organ, airway, muscle, vessel, nerve, canal, cartilage, connective or bone.
    muscle : str or None
        Id of the muscle of the list, when it is one.
    paired : bool
        The body has one on its right and one on its left, and both have this label.
    tendon : str
        Name of the part of a muscle that is no muscle: its tendon, or the ligament it goes on in.
    """

    label: int
    id: str
    name: str
    kind: str
    muscle: str | None
    paired: bool = False
    tendon: str = ""


OUTSIDE = Structure(0, "outside", "Outside the body", "outside", None)


@dataclass(frozen=True)
class Span:
    """A stretch of one structure along a line, in mm from the line's start."""

    structure: Structure
    start_mm: float
    end_mm: float


@dataclass(frozen=True)
class LabelVolume:
    """Labels of the body at 1 mm, read where they are asked for; of single points the blocks stay in memory.

    Attributes
    ----------
    structures : tuple of Structure
        By label; index 0 is the outside.
    origin_mm : ndarray (3,)
        Centre of the first voxel.
    step_mm : float
    """

    structures: tuple[Structure, ...]
    origin_mm: np.ndarray
    step_mm: float
    _array: zarr.Array
    _blocks: OrderedDict[tuple[int, int, int], np.ndarray] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def _layer(self, blocks: np.ndarray) -> dict[tuple[int, int, int], np.ndarray]:
        """Voxels of blocks (n, 3) at one height, by block; those not in memory are read in one go.

        One read of everything between them takes a fraction of the time of many small ones, and one
        height of blocks is at most 14 MB.
        """
        keys = [(int(i), int(j), int(k)) for i, j, k in blocks]
        with self._lock:
            found = {key: self._blocks[key] for key in keys if key in self._blocks}
            for key in found:
                self._blocks.move_to_end(key)
        missing = [key for key in keys if key not in found]
        if not missing:
            return found
        size = np.array(self._array.chunks)
        first = np.min(missing, axis=0)
        low, high = first * size, (np.max(missing, axis=0) + 1) * size
        read = self._read(low, high)
        for key in missing:
            start = (np.array(key) - first) * size
            here = tuple(slice(a, b) for a, b in zip(start, start + size, strict=True))
            found[key] = read[here].copy()  # a view would keep all that was read in memory
        with self._lock:
            self._blocks.update({key: found[key] for key in missing})
            while len(self._blocks) > CACHED_BLOCKS:
                self._blocks.popitem(last=False)
        return found

    def at(self, points_mm: np.ndarray) -> np.ndarray:
        """Label (...,) uint16 at points (..., 3) in mm; 0 outside the volume."""
        points = np.asarray(points_mm, float)
        index = np.rint((points.reshape(-1, 3) - self.origin_mm) / self.step_mm).astype(np.int64)
        out = np.zeros(len(index), np.uint16)
        ok = ((index >= 0) & (index < self._array.shape)).all(1)
        size = np.array(self._array.chunks)
        block = index // size
        codes = (block[:, 2] * 4096 + block[:, 0]) * 4096 + block[:, 1]
        codes[~ok] = -1
        order = np.argsort(codes, kind="stable")
        groups = np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)
        inside = [group for group in groups if len(group) and codes[group[0]] >= 0]
        for _, layer in itertools.groupby(inside, key=lambda group: block[group[0], 2]):
            members = list(layer)
            voxels = self._layer(np.array([block[group[0]] for group in members]))
            for group in members:
                key = tuple(int(x) for x in block[group[0]])
                local = index[group] - np.array(key) * size
                out[group] = voxels[key][tuple(local.T)]  # type: ignore[index]
        return out.reshape(points.shape[:-1])

    def along(
        self, start_mm: np.ndarray, direction: np.ndarray, length_mm: float, step_mm: float = 0.25
    ) -> list[Span]:
        """Structures met along a line, in order.

        Parameters
        ----------
        start_mm : array_like (3,)
        direction : array_like (3,)
            Any length but zero.
        length_mm : float
        step_mm : float
            Distance of the samples.
        """
        d = np.asarray(direction, float)
        norm = float(np.linalg.norm(d))
        if norm == 0:
            raise ValueError("The direction of a line must not be zero.")
        t = np.arange(0.0, length_mm + step_mm / 2, step_mm)
        labels = self.at(np.asarray(start_mm, float) + t[:, None] * d / norm)
        edges = np.flatnonzero(np.diff(labels)) + 1
        starts, ends = np.r_[0, edges], np.r_[edges, len(t) - 1]
        return [
            Span(self.structures[labels[a]], float(t[a]), float(t[b]))
            for a, b in zip(starts, ends, strict=True)
        ]

    def box(self, low_mm: np.ndarray, high_mm: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All voxels of a box along the body's axes.

        Some twenty times faster than asking for single points.

        Parameters
        ----------
        low_mm, high_mm : array_like (3,)
            Opposite corners; the box is cut to the volume and holds at least one voxel.

        Returns
        -------
        labels : ndarray (nx, ny, nz) uint16
        first_mm : ndarray (3,)
            Centre of the first voxel.
        """
        shape = np.array(self._array.shape)
        low = np.rint((np.asarray(low_mm, float) - self.origin_mm) / self.step_mm).astype(int)
        high = np.rint((np.asarray(high_mm, float) - self.origin_mm) / self.step_mm).astype(int)
        low = np.clip(low, 0, shape - 1)
        high = np.clip(high, low, shape - 1) + 1
        labels = self._read(low, high)
        return labels, self.origin_mm + low * self.step_mm

    def _read(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Voxels from one corner up to before another."""
        with reading(Path(str(self._array.store_path))):
            return np.asarray(self._array[tuple(slice(a, b) for a, b in zip(low, high, strict=True))])

    def label_of(self, muscle: str) -> int | None:
        """Label of a muscle of the list, or None."""
        return next((s.label for s in self.structures if s.muscle == muscle), None)

    def distance_to_mm(self, point_mm: np.ndarray, labels: set[int], within_mm: float) -> float | None:
        """Distance from a point to the nearest voxel of some labels, or None beyond `within_mm`."""
        n = int(np.ceil(within_mm / self.step_mm))
        axis = np.arange(-n, n + 1) * self.step_mm
        offsets = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), -1).reshape(-1, 3)
        d = np.linalg.norm(offsets, axis=1)
        offsets, d = offsets[d <= within_mm], d[d <= within_mm]
        hit = np.isin(self.at(np.asarray(point_mm, float) + offsets), list(labels))
        return float(d[hit].min()) if hit.any() else None


def load_volume(labels: Path, table: Path) -> LabelVolume:
    """Open the label volume and its table of structures.

    Raises
    ------
    MissingAssetError
        Blocks of the volume are not there: they would read as if nothing were in that part of the body.
    """
    import zarr  # here, because it takes longer to import than everything else that a search needs

    with reading(table):
        structures = _structures(json.loads(table.read_text(encoding="utf-8")))
    # Decodes the many small blocks of a plane in a tenth of the time.
    zarr.config.set({"codec_pipeline.path": "zarrs.ZarrsCodecPipeline"})
    with reading(labels):
        array = zarr.open_array(str(labels), mode="r")
        if array.nchunks_initialized < array.nchunks:
            raise MissingAssetError(labels, "is not complete")
        origin_mm = np.array(array.attrs["origin_mm"], float)
        step_mm = float(np.array(array.attrs["step_mm"], float))
    return LabelVolume(structures, origin_mm, step_mm, array)


def _structures(rows: list[dict[str, Any]]) -> tuple[Structure, ...]:
    structures: list[Structure] = [OUTSIDE] * (max(r["label"] for r in rows) + 1)
    for r in rows:
        paired = r.get("mirrored", False) or "muscle" in r
        structures[r["label"]] = Structure(r["label"], r["id"], r["name"], r["kind"], r.get("muscle"), paired)
    return tuple(structures)

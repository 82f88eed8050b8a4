"""The label volume: which structure is at a point, along a line, on a plane."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np
import zarr

from triggerpoints.atlas.files import MissingAssetError

CACHED_BLOCKS = 160


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
    """

    label: int
    id: str
    name: str
    kind: str
    muscle: str | None
    paired: bool = False


OUTSIDE = Structure(0, "outside", "Outside the body", "outside", None)


@dataclass(frozen=True)
class Span:
    """A stretch of one structure along a line, in mm from the line's start."""

    structure: Structure
    start_mm: float
    end_mm: float


@dataclass(frozen=True)
class LabelVolume:
    """Labels of the body at 1 mm, read block by block; only recently used blocks stay in memory.

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

    def _block(self, key: tuple[int, int, int]) -> np.ndarray:
        with self._lock:
            if key in self._blocks:
                self._blocks.move_to_end(key)
                return self._blocks[key]
        size = self._array.chunks
        where = tuple(slice(k * s, (k + 1) * s) for k, s in zip(key, size, strict=True))
        block = np.asarray(self._array[where])
        with self._lock:
            self._blocks[key] = block
            while len(self._blocks) > CACHED_BLOCKS:
                self._blocks.popitem(last=False)
        return block

    def at(self, points_mm: np.ndarray) -> np.ndarray:
        """Label (...,) uint16 at points (..., 3) in mm; 0 outside the volume."""
        points = np.asarray(points_mm, float)
        index = np.rint((points.reshape(-1, 3) - self.origin_mm) / self.step_mm).astype(np.int64)
        out = np.zeros(len(index), np.uint16)
        ok = ((index >= 0) & (index < self._array.shape)).all(1)
        size = np.array(self._array.chunks)
        block = index // size
        codes = (block[:, 0] * 4096 + block[:, 1]) * 4096 + block[:, 2]
        codes[~ok] = -1
        order = np.argsort(codes, kind="stable")
        for group in np.split(order, np.flatnonzero(np.diff(codes[order])) + 1):
            if not len(group) or codes[group[0]] < 0:
                continue
            key = tuple(int(x) for x in block[group[0]])
            local = index[group] - block[group[0]] * size
            out[group] = self._block(key)[tuple(local.T)]  # type: ignore[arg-type]
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

        Reads whole blocks, which is some twenty times faster than asking for single points.

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
        shape, size = np.array(self._array.shape), np.array(self._array.chunks)
        low = np.rint((np.asarray(low_mm, float) - self.origin_mm) / self.step_mm).astype(int)
        high = np.rint((np.asarray(high_mm, float) - self.origin_mm) / self.step_mm).astype(int)
        low = np.clip(low, 0, shape - 1)
        high = np.clip(high, low, shape - 1) + 1
        out = np.zeros(high - low, np.uint16)
        first, last = low // size, (high - 1) // size
        for key in np.ndindex(*(last - first + 1)):
            block = first + key
            start, stop = np.maximum(block * size, low), np.minimum((block + 1) * size, high)
            here = tuple(slice(a, b) for a, b in zip(start - low, stop - low, strict=True))
            there = tuple(slice(a, b) for a, b in zip(start - block * size, stop - block * size, strict=True))
            i, j, k = (int(b) for b in block)
            out[here] = self._block((i, j, k))[there]
        return out, self.origin_mm + low * self.step_mm

    def plane(
        self,
        centre_mm: np.ndarray,
        right: np.ndarray,
        down: np.ndarray,
        size_mm: tuple[float, float],
        step_mm: float,
    ) -> np.ndarray:
        """Labels (h, w) on a plane through a point.

        Parameters
        ----------
        centre_mm : array_like (3,)
            Middle of the picture.
        right, down : array_like (3,)
            Unit vectors of the picture's axes.
        size_mm : (width, height)
        step_mm : float
        """
        w, h = (round(s / step_mm) for s in size_mm)
        u = (np.arange(w) - (w - 1) / 2) * step_mm
        v = (np.arange(h) - (h - 1) / 2) * step_mm
        grid = (
            np.asarray(centre_mm, float)
            + u[None, :, None] * np.asarray(right, float)
            + v[:, None, None] * np.asarray(down, float)
        )
        return self.at(grid)

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
    rows = json.loads(table.read_text(encoding="utf-8"))
    structures: list[Structure] = [OUTSIDE] * (max(r["label"] for r in rows) + 1)
    for r in rows:
        paired = r.get("mirrored", False) or "muscle" in r
        structures[r["label"]] = Structure(r["label"], r["id"], r["name"], r["kind"], r.get("muscle"), paired)
    array = zarr.open_array(str(labels), mode="r")
    if array.nchunks_initialized < array.nchunks:
        raise MissingAssetError(labels, "is not complete")
    origin_mm = np.array(array.attrs["origin_mm"], float)
    step_mm = float(np.array(array.attrs["step_mm"], float))
    return LabelVolume(tuple(structures), origin_mm, step_mm, array)

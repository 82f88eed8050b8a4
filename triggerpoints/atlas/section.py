"""Flat sections of the body: the structures a plane cuts, as smooth outlines in millimetres."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
import shapely
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp
from scipy import ndimage

from triggerpoints.atlas.volume import LabelVolume, Structure

PlaneKind = Literal["transverse", "sagittal", "coronal"]
PLANES: tuple[PlaneKind, ...] = ("transverse", "sagittal", "coronal")

# The picture's axes in the body's frame (LPS). Transverse sections are seen from below and coronal ones
# from the front, as in radiology; sagittal ones from the patient's left.
RIGHT_MM = {"transverse": (1.0, 0.0, 0.0), "sagittal": (0.0, 1.0, 0.0), "coronal": (1.0, 0.0, 0.0)}
DOWN_MM = {"transverse": (0.0, 1.0, 0.0), "sagittal": (0.0, 0.0, -1.0), "coronal": (0.0, 0.0, -1.0)}
# Letters at the left, right, upper and lower edge.
LETTERS = {"transverse": "RLAP", "sagittal": "APSI", "coronal": "RLSI"}
ACROSS = {"transverse": 2, "sagittal": 0, "coronal": 1}
"""Axis of the body's frame that stands at a right angle to a plane."""

REACH_MM = {"transverse": (340.0, 310.0), "sagittal": (160.0, 150.0), "coronal": (280.0, 150.0)}
"""How far about its point a section is read, across and down the picture."""

SMOOTH_POINTS = 3.0  # standard deviation of the smoothing along an outline, in points about 0.6 mm apart
REACH_POINTS = 16
TOLERANCE_MM = 0.12
SMALLEST_MM2 = 3.0
# Column and row of each pixel of a mask with a rim of one pixel.
GRID_ROWS, GRID_COLS = np.mgrid[-1.0:1023, -1.0:1023]
NO_MASK = np.zeros(GRID_ROWS.shape, bool)


@dataclass(frozen=True)
class CutPlane:
    """A plane through the body.

    Attributes
    ----------
    kind : {'transverse', 'sagittal', 'coronal'}
    point_mm : tuple of 3 float
        A point that the plane goes through; the picture shows its surroundings.
    """

    kind: PlaneKind
    point_mm: tuple[float, float, float]

    def __post_init__(self) -> None:
        """Refuse kinds that do not exist."""
        if self.kind not in PLANES:
            raise ValueError(f"The plane is '{self.kind}'; it must be one of {', '.join(PLANES)}.")

    @property
    def at_mm(self) -> float:
        """Where the plane stands on the axis it cuts."""
        return self.point_mm[ACROSS[self.kind]]

    def project(self, points_mm: np.ndarray) -> np.ndarray:
        """Picture coordinates (..., 2) in mm of points (..., 3), whether on the plane or not."""
        axes = np.array([RIGHT_MM[self.kind], DOWN_MM[self.kind]])
        return np.asarray(points_mm, float) @ axes.T


@dataclass(frozen=True)
class Region:
    """One structure in a section, on one side of the body.

    Attributes
    ----------
    structure : Structure
    side : int
        -1 right, 1 left: the half of the body that its middle lies in.
    rings : tuple of ndarray (n, 2)
        Closed outlines and holes, in picture mm.
    area_mm2 : float
    anchor_mm : tuple of 2 float
        The place inside with most room about it, for a label.
    room_mm : tuple of 2 float
        Width and height that are free about the anchor.
    """

    structure: Structure
    side: int
    rings: tuple[np.ndarray, ...]
    area_mm2: float
    anchor_mm: tuple[float, float]
    room_mm: tuple[float, float]


@dataclass(frozen=True)
class Section:
    """What a plane cuts.

    Attributes
    ----------
    plane : CutPlane
    regions : tuple of Region
        Without skin and fat, largest first.
    body, under_skin : tuple of ndarray (n, 2)
        Outlines of the body and of what is inside its skin.
    bounds_mm : tuple of 4 float
        Left, top, right, bottom of the body in the picture.
    """

    plane: CutPlane
    regions: tuple[Region, ...]
    body: tuple[np.ndarray, ...]
    under_skin: tuple[np.ndarray, ...]
    bounds_mm: tuple[float, float, float, float]

    def find(self, across_mm: float, down_mm: float) -> Region | None:
        """The smallest region about a place of the picture."""
        point = shapely.Point(across_mm, down_mm)
        for region in sorted(self.regions, key=lambda r: r.area_mm2):
            inside = sum(bool(shapely.Polygon(r).contains(point)) for r in region.rings if len(r) > 3)
            if inside % 2:
                return region
        return None


def plane_labels(volume: LabelVolume, plane: CutPlane) -> tuple[np.ndarray, np.ndarray]:
    """Labels of a plane about its point.

    Returns
    -------
    labels : ndarray (h, w) uint16
        Of the connected piece of the body that the point lies in or next to; the rest is 0.
    first_mm : ndarray (2,)
        Picture coordinates of the first pixel's centre; pixels are one voxel apart.
    """
    point = np.array(plane.point_mm, float)
    across, down = REACH_MM[plane.kind]
    reach = np.abs(np.array(RIGHT_MM[plane.kind])) * across + np.abs(np.array(DOWN_MM[plane.kind])) * down
    box, first = volume.box(point - reach, point + reach)
    flat = np.squeeze(box, ACROSS[plane.kind]).T
    uv = plane.project(first)
    if plane.kind != "transverse":  # rows go down the body
        flat = flat[::-1]
        uv = uv - np.array([0.0, (flat.shape[0] - 1) * volume.step_mm])
    return _only_piece(np.ascontiguousarray(flat), (plane.project(point) - uv) / volume.step_mm), uv


def _only_piece(labels: np.ndarray, at_px: np.ndarray) -> np.ndarray:
    """Labels of the connected piece of the body nearest to a pixel (column, row)."""
    pieces, count = ndimage.label(labels > 0)
    if count < 2:
        return labels
    col, row = np.clip(np.rint(at_px).astype(int), 0, np.array(labels.shape[::-1]) - 1)
    wanted = pieces[row, col]
    if not wanted:
        rows, cols = np.nonzero(pieces)
        nearest = np.argmin((rows - row) ** 2 + (cols - col) ** 2)
        wanted = pieces[rows[nearest], cols[nearest]]
    return np.where(pieces == wanted, labels, 0).astype(labels.dtype)


def cut(volume: LabelVolume, plane: CutPlane) -> Section:
    """Outlines of everything a plane cuts in the part of the body about its point.

    Raises
    ------
    ValueError
        The plane misses the body there.
    """
    labels, first = plane_labels(volume, plane)
    rows, cols = np.flatnonzero(labels.any(1)), np.flatnonzero(labels.any(0))
    if not len(rows):
        raise ValueError("The plane does not cut the body there. Move it back towards the point.")
    step = volume.step_mm
    window = labels[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]
    corner = first + np.array([cols[0], rows[0]]) * step
    height, width = window.shape
    bounds = (
        float(corner[0] - step / 2),
        float(corner[1] - step / 2),
        float(corner[0] + (width - 0.5) * step),
        float(corner[1] + (height - 0.5) * step),
    )
    kinds = np.array([s.kind for s in volume.structures])
    skin = np.flatnonzero(kinds == "skin")
    masks = [(window > 0, (slice(0, height), slice(0, width))), (~np.isin(window, [0, *skin]), None)]
    values, dense = np.unique(window, return_inverse=True)
    dense = dense.reshape(window.shape)
    boxes = ndimage.find_objects(dense + 1)
    inner = [
        (value, box)
        for value, box in zip(values, boxes, strict=True)
        if box is not None and kinds[value] not in ("skin", "fat", "outside")
    ]
    pieces: list[np.ndarray] = []
    owner: list[int] = []
    for number, (mask, _) in enumerate(masks):
        found = _rings(mask)
        pieces += found
        owner += [number] * len(found)
    for number, (value, box) in enumerate(inner, start=len(masks)):
        mask = window[box] == value
        if mask.sum() * step**2 < SMALLEST_MM2:
            continue
        found = [ring + np.array([box[1].start, box[0].start]) for ring in _rings(mask)]
        pieces += found
        owner += [number] * len(found)
    smooth = [ring * step + corner for ring in _smoothed(pieces)]
    by_owner: dict[int, list[np.ndarray]] = defaultdict(list)
    for number, ring in zip(owner, smooth, strict=True):
        by_owner[number].append(ring)
    clearance = _clearance(window, step)
    regions: list[Region] = []
    for number, (value, box) in enumerate(inner, start=len(masks)):
        regions += _split(
            volume.structures[value], by_owner[number], plane, window, clearance, value, box, corner, step
        )
    regions.sort(key=lambda region: -region.area_mm2)
    return Section(plane, tuple(regions), tuple(by_owner[0]), tuple(by_owner[1]), bounds)


def _rings(mask: np.ndarray) -> list[np.ndarray]:
    """Closed outlines (n, 2) as column, row of a mask; the last point is not the first again."""
    z = np.zeros((mask.shape[0] + 2, mask.shape[1] + 2))
    z[1:-1, 1:-1] = mask
    # The class itself: contourpy's factory spends five times as long on looking at its arguments.
    height, width = z.shape
    generator = SerialContourGenerator(
        GRID_COLS[:height, :width],
        GRID_ROWS[:height, :width],
        z,
        NO_MASK[:height, :width],
        corner_mask=False,
        line_type=LineType.Separate,
        fill_type=FillType.OuterOffset,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
    )
    lines = cast("list[np.ndarray]", generator.lines(0.5))
    return [line[:-1] for line in lines if len(line) > 4]


def _smoothed(rings: list[np.ndarray]) -> list[np.ndarray]:
    """Rings without the steps of the voxels, and without points that do not matter."""
    if not rings:
        return []
    sizes = np.array([len(ring) for ring in rings])
    around = [np.arange(-REACH_POINTS, n + REACH_POINTS) % n for n in sizes]
    padded = np.concatenate([ring[i] for ring, i in zip(rings, around, strict=True)])
    # A small ring is smoothed less, or it would lose its shape.
    firm, soft = (
        np.stack([np.convolve(padded[:, i], _kernel(width), "same") for i in (0, 1)], 1)
        for width in (SMOOTH_POINTS / 3, SMOOTH_POINTS)
    )
    big = np.repeat(sizes > 40, sizes + 2 * REACH_POINTS)
    mixed = np.where(big[:, None], soft, firm)
    starts = np.concatenate([[0], np.cumsum(sizes + 2 * REACH_POINTS)[:-1]]) + REACH_POINTS
    closed = [np.append(np.arange(s, s + n), s) for s, n in zip(starts, sizes, strict=True)]
    lines = shapely.linestrings(
        mixed[np.concatenate(closed)], indices=np.repeat(np.arange(len(rings)), sizes + 1)
    )
    simple = shapely.simplify(lines, TOLERANCE_MM, preserve_topology=False)
    coordinates, index = shapely.get_coordinates(simple, return_index=True)
    return np.split(coordinates, np.flatnonzero(np.diff(index)) + 1)


def _kernel(width: float) -> np.ndarray:
    """Weights of a smoothing that keeps circles at their size: what it would shrink is added again."""
    taps = np.arange(-REACH_POINTS // 2, REACH_POINTS // 2 + 1)
    bell = np.exp(-0.5 * (taps / width) ** 2)
    bell /= bell.sum()
    twice = np.convolve(bell, bell)
    return 2 * np.pad(bell, REACH_POINTS // 2) - twice


def _clearance(window: np.ndarray, step_mm: float) -> np.ndarray:
    """Distance in mm of every second pixel from the nearest border between structures."""
    half = window[::2, ::2]
    border = np.zeros(half.shape, bool)
    border[:, 1:] |= half[:, 1:] != half[:, :-1]
    border[1:] |= half[1:] != half[:-1]
    border[[0, -1]] = True
    border[:, [0, -1]] = True
    return ndimage.distance_transform_edt(~border) * 2 * step_mm


def _split(
    structure: Structure,
    rings: list[np.ndarray],
    plane: CutPlane,
    window: np.ndarray,
    clearance: np.ndarray,
    value: int,
    box: tuple[slice, slice],
    corner: np.ndarray,
    step: float,
) -> list[Region]:
    """Regions of one structure: right and left apart, each with the best place for its name."""
    if not rings:
        return []
    if plane.kind == "sagittal":
        sides = np.full(len(rings), -1 if plane.at_mm < 0 else 1)
    else:
        sides = np.array([-1 if ring[:, 0].mean() < 0 else 1 for ring in rings])
    found = []
    half = tuple(slice(b.start - b.start % 2, b.stop, 2) for b in box)
    mask = window[half] == value
    near = clearance[
        tuple(slice(b.start // 2, b.start // 2 + m) for b, m in zip(box, mask.shape, strict=True))
    ]
    across = corner[0] + np.arange(half[1].start, half[1].stop, 2) * step
    for side in np.unique(sides):
        mine = tuple(ring for ring, s in zip(rings, sides, strict=True) if s == side)
        area = abs(sum(_area(ring) for ring in mine))
        here = mask if plane.kind == "sagittal" else mask & ((across < 0) == (side < 0))[None]
        if here.any():
            row, col = np.unravel_index(int(np.argmax(np.where(here, near, -1.0))), near.shape)
            anchor = corner + np.array([half[1].start + 2 * col, half[0].start + 2 * row]) * step
            line = here[row]
            before, after = np.flatnonzero(~line[:col]), np.flatnonzero(~line[col:])
            left = col - (before[-1] + 1) if len(before) else col
            right = (after[0] if len(after) else len(line) - col) - 1
            room = (4 * step * float(min(left, right)) + 2 * step, 2 * float(near[row, col]))
        else:
            anchor, room = mine[0].mean(0), (0.0, 0.0)
        found.append(Region(structure, int(side), mine, area, (float(anchor[0]), float(anchor[1])), room))
    return found


def _area(ring: np.ndarray) -> float:
    """Signed area of a closed ring; holes run the other way round."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2

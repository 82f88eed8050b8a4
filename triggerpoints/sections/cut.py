"""Flat sections of the body: the structures a plane cuts, as smooth outlines in millimetres."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
import scipy
import shapely
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

from triggerpoints.atlas.volume import LabelVolume, Structure
from triggerpoints.sections.planes import PLANES as PLANES
from triggerpoints.sections.planes import PlaneKind as PlaneKind

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

    def body_mm(self, picture_mm: tuple[float, float]) -> np.ndarray:
        """The point (3,) of the plane at a place of its picture."""
        on = np.array(self.point_mm, float)
        on[ACROSS[self.kind]] = self.at_mm
        offset = np.array(picture_mm) - self.project(on)
        return on + offset[0] * np.array(RIGHT_MM[self.kind]) + offset[1] * np.array(DOWN_MM[self.kind])

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
    pieces, count = scipy.ndimage.label(labels > 0)
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
    boxes = scipy.ndimage.find_objects(dense + 1)
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
    by_owner: dict[int, list[_Ring]] = defaultdict(list)
    for number, ring in zip(owner, _measured(smooth), strict=True):
        by_owner[number].append(ring)
    half_across = corner[0] + np.arange(0, width, 2) * step
    half_sides = np.full(len(half_across), plane.at_mm) if plane.kind == "sagittal" else half_across
    room = _rooms(dense[::2, ::2], half_sides >= 0, corner, step)
    regions: list[Region] = []
    for number, (value, _) in enumerate(inner, start=len(masks)):
        by_side: dict[int, list[_Ring]] = defaultdict(list)
        for ring in by_owner[number]:
            by_side[1 if (plane.at_mm if plane.kind == "sagittal" else ring.across_mm) >= 0 else -1].append(
                ring
            )
        code = int(np.searchsorted(values, value))
        for side, mine in by_side.items():
            outlines = tuple(ring.points_mm for ring in mine)
            area = abs(sum(ring.area_mm2 for ring in mine))
            x, y = (float(v) for v in outlines[0].mean(0))
            anchor, free = room.get((code, side), ((x, y), (0.0, 0.0)))
            regions.append(Region(volume.structures[value], side, outlines, area, anchor, free))
    regions.sort(key=lambda region: -region.area_mm2)
    body, under_skin = (tuple(ring.points_mm for ring in by_owner[number]) for number in (0, 1))
    return Section(plane, tuple(regions), body, under_skin, bounds)


def _rings(mask: np.ndarray) -> list[np.ndarray]:
    """Closed outlines (n, 2) as column, row of a mask; the last point is not the first again."""
    z = np.zeros((mask.shape[0] + 2, mask.shape[1] + 2))
    z[1:-1, 1:-1] = mask
    # The class itself: contourpy's factory spends five times as long on looking at its arguments.
    height, width = z.shape
    generator = SerialContourGenerator(
        np.broadcast_to(np.arange(-1.0, width - 1), z.shape),
        np.broadcast_to(np.arange(-1.0, height - 1)[:, None], z.shape),
        z,
        np.broadcast_to(False, z.shape),
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


def _rooms(
    half: np.ndarray, on_the_left: np.ndarray, corner: np.ndarray, step_mm: float
) -> dict[tuple[int, int], tuple[tuple[float, float], tuple[float, float]]]:
    """Where each structure has most room for its name, right and left apart.

    Parameters
    ----------
    half : ndarray (h, w) int
        Number of the structure at every second pixel.
    on_the_left : ndarray (w,) bool
        Which columns lie in the left half of the body.
    corner : ndarray (2,)
        Picture coordinates of the first pixel.
    step_mm : float
        Distance of the full picture's pixels.

    Returns
    -------
    dict
        Anchor and free width and height in mm, by number and side (-1 right, 1 left).
    """
    height, width = half.shape
    border = np.zeros(half.shape, bool)
    border[:, 1:] |= half[:, 1:] != half[:, :-1]
    border[1:] |= half[1:] != half[:-1]
    border[[0, -1]] = True
    border[:, [0, -1]] = True
    clearance = scipy.ndimage.distance_transform_edt(~border) * 2 * step_mm
    key = half.astype(np.int64) * 2 + on_the_left
    order = np.argsort((key * 4096 + clearance).ravel(), kind="stable")
    sorted_key = key.ravel()[order]
    best = order[np.flatnonzero(np.append(np.diff(sorted_key) > 0, True))]
    # First and last column of the run of equal keys about each of these pixels.
    new = np.ones(half.shape, bool)
    new[:, 1:] = key[:, 1:] != key[:, :-1]
    column = np.arange(width)
    first = np.maximum.accumulate(np.where(new, column, 0), axis=1)
    ends = np.append(new[:, 1:], np.ones((height, 1), bool), axis=1)
    last = np.minimum.accumulate(np.where(ends, column, width)[:, ::-1], axis=1)[:, ::-1]
    found = {}
    for pixel in best:
        row, col = divmod(int(pixel), width)
        number, left = divmod(int(key[row, col]), 2)
        free = min(col - int(first[row, col]), int(last[row, col]) - col)
        anchor = (float(corner[0] + 2 * col * step_mm), float(corner[1] + 2 * row * step_mm))
        room = (4 * step_mm * free + 2 * step_mm, 2 * float(clearance[row, col]))
        found[number, 1 if left else -1] = (anchor, room)
    return found


class _Ring(NamedTuple):
    """A closed outline (n, 2) with its signed area and the mean of its points across the picture."""

    points_mm: np.ndarray
    area_mm2: float
    across_mm: float


def _measured(rings: list[np.ndarray]) -> list[_Ring]:
    """Area and middle of all rings in one pass; holes run the other way round and count negative."""
    if not rings:
        return []
    sizes = np.array([len(ring) for ring in rings])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    x, y = np.concatenate(rings).T
    x = x - np.repeat(x[starts], sizes)
    cross = np.zeros(len(x))
    cross[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    cross[starts + sizes - 1] = 0  # from the last point of a ring to the first of the next
    area = np.add.reduceat(cross, starts) / 2
    across = np.add.reduceat(x, starts) / sizes + np.array([ring[0, 0] for ring in rings])
    return [_Ring(*values) for values in zip(rings, area.tolist(), across.tolist(), strict=True)]

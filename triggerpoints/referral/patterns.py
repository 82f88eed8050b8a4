"""The zones of all trigger points as sparse matrices over the skin, made once for the search."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy import sparse

from triggerpoints import kept
from triggerpoints.atlas import places, surface
from triggerpoints.referral import skin_shapes, zones
from triggerpoints.referral.zones import KINDS, SIDES, Kind, Side, zone_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, TriggerPoint

SPILLOVER_WEIGHT = 0.4
"""What a spillover zone counts beside an essential one; a convention, see docs/ranking.md."""

KIND_WEIGHT: dict[Kind, float] = {"essential": 1.0, "spillover": SPILLOVER_WEIGHT}


@dataclass(frozen=True, eq=False)
class Patterns:
    """Every trigger point that causes pain, on the right side of the body.

    P points, M muscles, Q parts (a part is one place that a zone names), U different places, V pairs
    of a muscle and a place for which the literature names it, N skin points. Rows of the matrices are
    weights times the skin's area in mm²; they are kept by column, for a question touches few skin points.

    Attributes
    ----------
    points : tuple of (str, TriggerPoint)
        Muscle id and record, in the order of the data.
    muscles : tuple of str
    first : (M,) int
        Index of each muscle's first point.
    zones : (P, N) sparse float32
        Essential zones, and spillover zones counting `SPILLOVER_WEIGHT`.
    zone_norm : (P,) float32
        Root of the sum of squares of each row of `zones`, over the skin's area.
    essential : (P, N) sparse float32
    shapes : (U, N) sparse float32
        The different places; `shape_mm2` (U,) is their size, `shape_norm` (U,) the root of the sum of
        squares.
    places : tuple of str
        Id of each of them.
    at_skin : (P,) int
        The skin point over the trigger point, on the right side.
    rare : (P,) bool
        Whether the pattern was seen in a few people only.
    unsourced : (P,) bool
        Whether it is common teaching that no source is given for.
    on_side : (P, 2) bool
        Whether the point is known on the right, and on the left side.
    part_shape : (Q,) int
        Shape of each part; the parts of a point stand together.
    part_weight : (Q,) float32
        By kind.
    part_first : (P,) int
        Index of each point's first part.
    named_shape, named_by : (V,) int
        Shape and number of sources; the places of a muscle stand together.
    named_muscle, named_first : (m,) int
        The muscles that are named at all, and the index of their first place.
    """

    points: tuple[tuple[str, TriggerPoint], ...]
    muscles: tuple[str, ...]
    first: NDArray[np.intp]
    zones: sparse.csc_array
    zone_norm: NDArray[np.float32]
    essential: sparse.csc_array
    shapes: sparse.csc_array
    shape_mm2: NDArray[np.float32]
    shape_norm: NDArray[np.float32]
    places: tuple[str, ...]
    at_skin: NDArray[np.intp]
    rare: NDArray[np.bool_]
    unsourced: NDArray[np.bool_]
    on_side: NDArray[np.bool_]
    part_shape: NDArray[np.intp]
    part_weight: NDArray[np.float32]
    part_first: NDArray[np.intp]
    named_shape: NDArray[np.intp]
    named_by: NDArray[np.intp]
    named_muscle: NDArray[np.intp]
    named_first: NDArray[np.intp]


@lru_cache(4)
def patterns(atlas: Atlas, content: Content) -> Patterns:
    """The matrices for the data; kept in the process and on disk, because making them takes seconds."""
    name = _made_from(atlas, content)
    known = kept.read("patterns", name)
    if known is not None and known.keys() == _ARRAYS.keys() | _MATRIX_PARTS.keys():
        return _from_arrays(known, content)
    made = make_patterns(atlas, content)
    kept.keep("patterns", name, _to_arrays(made))
    return made


_MATRICES = ("zones", "essential", "shapes")
_MATRIX_PARTS = {
    f"{matrix} {part}": (matrix, part)
    for matrix in _MATRICES
    for part in ("data", "indices", "indptr", "shape")
}
_ARRAYS = {
    field.name: field for field in fields(Patterns) if field.name not in (*_MATRICES, "points", "muscles")
}


def _made_from(atlas: Atlas, content: Content) -> str:
    """Name of the patterns: changes with the points, the places, the skin and the code that makes them."""
    code = [Path(module.__file__ or "").read_bytes() for module in (zones, skin_shapes, places, surface)]
    code.append(Path(__file__).read_bytes())
    data = [
        json.dumps([muscle.id, dict(muscle.named_by)]).encode()
        + b"".join(point.model_dump_json().encode() for point in muscle.trigger_points)
        for muscle in content.muscles.values()
    ]
    skin = [np.ascontiguousarray(getattr(atlas.surface, name)).tobytes() for name in _SKIN]
    return kept.key(*code, *data, *skin, atlas.places.content(), scipy.__version__.encode())


_SKIN = ("position_mm", "area_mm2", "side", "mirror")


def _to_arrays(made: Patterns) -> dict[str, np.ndarray]:
    arrays = {name: np.array(getattr(made, name)) for name in _ARRAYS}
    return arrays | {
        name: np.array(getattr(getattr(made, matrix), part)) for name, (matrix, part) in _MATRIX_PARTS.items()
    }


def _from_arrays(arrays: Mapping[str, np.ndarray], content: Content) -> Patterns:
    points = _points(content)
    matrices = {
        matrix: sparse.csc_array(
            tuple(arrays[f"{matrix} {part}"] for part in ("data", "indices", "indptr")),
            shape=tuple(int(n) for n in arrays[f"{matrix} shape"]),
        )
        for matrix in _MATRICES
    }
    rest: dict[str, Any] = {name: arrays[name] for name in _ARRAYS}
    rest["places"] = tuple(arrays["places"].tolist())
    return Patterns(points=tuple(points), muscles=_muscles(points), **matrices, **rest)


def _points(content: Content) -> list[tuple[str, TriggerPoint]]:
    return [
        (muscle.id, point)
        for muscle in content.muscles.values()
        for point in muscle.trigger_points
        if not point.phenomenon
    ]


def _muscles(points: Sequence[tuple[str, TriggerPoint]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(muscle for muscle, _ in points))


def make_patterns(atlas: Atlas, content: Content) -> Patterns:
    """Make the matrices from the zones of all points."""
    points = _points(content)
    muscles = _muscles(points)
    number = {muscle: i for i, muscle in enumerate(muscles)}
    shapes: dict[str, int] = {}
    parts: list[tuple[int, int, float]] = []
    for row, (_, point) in enumerate(points):
        for place, kind in _parts(point):
            parts.append((shapes.setdefault(place, len(shapes)), row, KIND_WEIGHT[kind]))
    named = [
        (number[muscle.id], shapes.setdefault(place, len(shapes)), count)
        for muscle in content.muscles.values()
        if muscle.id in number
        for place, count in muscle.named_by.items()
    ]
    area_mm2 = atlas.surface.area_mm2
    shape_rows, shape_mm2, shape_norm = [], [], []
    for place in shapes:
        field = atlas.places.weights(place, "right")
        shape_rows.append(sparse.csr_array(field * area_mm2))
        shape_mm2.append(field @ area_mm2)
        shape_norm.append(np.sqrt(field**2 @ area_mm2))
    essential, both, norms = [], [], []
    for _, point in points:
        # A point known on one side only is drawn on its side; the search mirrors the marks, not the zones.
        side: Side = "left" if point.sides == "left" else "right"
        strong, weak = (_searched(atlas, point, kind, side) for kind in KINDS)
        if side == "left":
            strong, weak = strong[atlas.surface.mirror], weak[atlas.surface.mirror]
        essential.append(sparse.csr_array(strong * area_mm2))
        zone = np.maximum(strong, SPILLOVER_WEIGHT * weak)
        both.append(sparse.csr_array(zone * area_mm2))
        norms.append(np.sqrt(zone**2 @ area_mm2))
    owners = np.array([number[muscle] for muscle, _ in points])
    part_shape, part_point, part_weight = (np.array(column) for column in zip(*parts, strict=True))
    named_owner, named_shape, named_by = np.array(named, int).reshape(-1, 3).T
    named_muscle, named_first = np.unique(named_owner, return_index=True)
    return Patterns(
        points=tuple(points),
        muscles=muscles,
        first=np.searchsorted(owners, np.arange(len(muscles))),
        zones=sparse.csc_array(sparse.vstack(both, format="csc")),
        zone_norm=np.array(norms, np.float32),
        essential=sparse.csc_array(sparse.vstack(essential, format="csc")),
        shapes=sparse.csc_array(sparse.vstack(shape_rows, format="csc")),
        shape_mm2=np.array(shape_mm2, np.float32),
        shape_norm=np.array(shape_norm, np.float32),
        places=tuple(shapes),
        at_skin=atlas.surface.nearest(
            np.array([_right_mm(point.position_mm) for _, point in points], np.float32)
        ),
        rare=np.array([point.zones.rare for _, point in points]),
        unsourced=np.array([not point.has_source for _, point in points]),
        on_side=np.array([[point.sides in ("both", side) for side in SIDES] for _, point in points]),
        part_shape=part_shape.astype(np.intp),
        part_weight=part_weight.astype(np.float32),
        part_first=np.searchsorted(part_point, np.arange(len(points))),
        named_shape=named_shape,
        named_by=named_by,
        named_muscle=named_muscle,
        named_first=named_first,
    )


def _right_mm(position_mm: tuple[float, float, float]) -> tuple[float, float, float]:
    """Position on the right side, where the search compares."""
    x, y, z = position_mm
    return (-abs(x), y, z)


def _searched(atlas: Atlas, point: TriggerPoint, kind: Kind, side: Side) -> NDArray[np.float32]:
    """Weights (N,) of the places that name a zone, and of what its forms take in beyond them.

    A source that names a place may mean all of it, and people mark all of it; a form is often a part.
    Skin that only the form takes in, such as the way between two places, counts like spillover.
    """
    zone = SPILLOVER_WEIGHT * zone_weights(atlas, point, kind, side)
    if point.sides in ("both", side):
        for place in getattr(point.zones, kind):
            np.maximum(zone, atlas.places.weights(place, side), out=zone)
    return zone


def _parts(point: TriggerPoint) -> list[tuple[str, Kind]]:
    """Places that a point's zones name, with their kind; a place named twice keeps the stronger one."""
    found: dict[str, Kind] = {}
    for kind in KINDS:
        for place in getattr(point.zones, kind):
            found.setdefault(place, kind)
    return list(found.items())

"""A made-up body of a few flat places, and muscles that send pain to them, for checking scores by hand.

Skin points stand 10 mm apart on the plane y = 0, those of the right side at x below 0. Every place is a
square of 50 mm; `arm`, `chest` and `belly` lie far apart, `beside-arm` ends 15 mm from the arm.
"""

from types import MappingProxyType, SimpleNamespace
from typing import Any

import numpy as np
from scipy.spatial import KDTree

from triggerpoints.atlas.places import PlaceWeights
from triggerpoints.atlas.surface import Surface
from triggerpoints.content import TriggerPoint

STEP_MM = 10.0
LOWEST_MM = {"belly": 0.0, "chest": 300.0, "arm": 600.0, "beside-arm": 665.0, "far": 1100.0}
"""Lower edge of each place."""


class _Record(SimpleNamespace):
    """A record that is equal to itself only, as the atlas and the content are."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # type: ignore[assignment]


def body() -> Any:
    """The atlas of the made-up body."""
    x, z = np.meshgrid(np.r_[-75.0:-20:STEP_MM, 25.0:80:STEP_MM], np.arange(0.0, 1200, STEP_MM / 2))
    position = np.stack([x.ravel(), np.zeros(x.size), z.ravel()], 1)
    n = len(position)
    surface = Surface(
        position,
        np.tile([0.0, -1.0, 0.0], (n, 1)),
        np.full(n, STEP_MM**2 / 2, np.float32),
        np.sign(position[:, 0]).astype(int),
        KDTree(position).query(position * [-1, 1, 1])[1],
        KDTree(position),
    )
    ids = tuple(LOWEST_MM)
    points = [
        np.flatnonzero((position[:, 0] < 0) & (position[:, 2] >= low) & (position[:, 2] < low + 50))
        for low in LOWEST_MM.values()
    ]
    nearest = np.argmin(np.abs(position[:, 2, None] - 25 - np.array(list(LOWEST_MM.values()))), axis=1)
    places = PlaceWeights(
        ids,
        nearest,
        "made up",
        np.cumsum([0, *map(len, points)]),
        np.concatenate(points),
        np.full(sum(map(len, points)), 255, np.uint8),
        surface.mirror,
    )
    return _Record(surface=surface, places=places, views={})


def point(
    id_: str = "point",
    *,
    essential: tuple[str, ...] = (),
    spillover: tuple[str, ...] = (),
    certainty: str = "typical",
    status: str = "read",
    sides: str = "both",
    phenomenon: str | None = None,
) -> TriggerPoint:
    """A trigger point with its zones."""
    return TriggerPoint.model_validate(
        {
            "id": id_,
            "label": id_,
            "where": {"plain": "Here.", "student": "Here."},
            "position_mm": (-50.0, 10.0, 100.0),
            "sides": sides,
            "zones": {
                "essential": essential,
                "spillover": spillover,
                "certainty": certainty,
                "note": None if certainty == "typical" else "Experts disagree.",
            },
            "sources": ("book",),
            "phenomenon": phenomenon,
            "status": status,
        }
    )


def content(**muscles: tuple[TriggerPoint, ...]) -> Any:
    """Muscles by id, none of them named by the literature; set `named_by` afterwards where it matters."""
    records = {
        id_: _Record(id=id_, trigger_points=points, named_by={}, names=_Record(en=id_))
        for id_, points in muscles.items()
    }
    places = {
        id_: _Record(
            id=id_,
            name=id_.title(),
            anatomical=id_,
            side="paired",
            region="arm",
            members=(),
            opposite_of=None,
        )
        for id_ in LOWEST_MM
    }
    return _Record(muscles=MappingProxyType(records), places=MappingProxyType(places))

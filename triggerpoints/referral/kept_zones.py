"""The zones of all trigger points, made once for the data and kept on disk.

Making a zone takes some twenty milliseconds, and a class opens many muscles at once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from triggerpoints import kept
from triggerpoints.atlas import places, surface
from triggerpoints.referral import skin_shapes, zones
from triggerpoints.referral.zones import KINDS, Drawn, OnSkin, drawn_from, zone_on_right

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

_KIND = "zones"
_SKIN = ("position_mm", "normal", "area_mm2", "side", "mirror")


def make_ready(atlas: Atlas, content: Content) -> None:
    """Have all zones of the data at hand: read what was kept, or make and keep them."""
    wanted = _all_drawn(content)
    name = made_from(atlas, wanted)
    known = kept.read(_KIND, name)
    if known is not None and known.keys() == {"start", "index", "weight"}:
        zones.take_over(atlas, _from_arrays(known, wanted))
    else:
        kept.keep(_KIND, name, _to_arrays([zone_on_right(atlas, *drawn) for drawn in wanted]))


def made_from(atlas: Atlas, wanted: list[Drawn]) -> str:
    """Name of the zones: changes with what they are drawn from, the skin, and the code that makes them."""
    code = [Path(module.__file__ or "").read_bytes() for module in (zones, skin_shapes, places, surface)]
    data = [
        json.dumps([names, [shape.model_dump_json() for shape in shapes]]).encode()
        for names, shapes in wanted
    ]
    skin = [np.ascontiguousarray(getattr(atlas.surface, part)).tobytes() for part in _SKIN]
    return kept.key(*code, *data, *skin, atlas.places.content(), np.__version__.encode())


def _all_drawn(content: Content) -> list[Drawn]:
    points = (point for muscle in content.muscles.values() for point in muscle.trigger_points)
    return list(dict.fromkeys(drawn_from(point, kind) for point in points for kind in KINDS))


def _to_arrays(made: list[OnSkin]) -> dict[str, np.ndarray]:
    index, weight = (np.concatenate(column) for column in zip(*made, strict=True))
    start = np.cumsum([0, *(len(points) for points, _ in made)])
    return {"start": start, "index": index, "weight": weight}


def _from_arrays(arrays: dict[str, np.ndarray], wanted: list[Drawn]) -> dict[Drawn, OnSkin]:
    cuts = arrays["start"][1:-1]
    pieces = (np.split(arrays[part], cuts) for part in ("index", "weight"))
    return dict(zip(wanted, zip(*pieces, strict=True), strict=True))

"""Where muscles are attached to bones in the reference body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from triggerpoints.atlas import files

End = Literal["proximal", "distal"]
ENDS: tuple[End, ...] = ("proximal", "distal")


@dataclass(frozen=True, eq=False)
class AttachmentArea:
    """The place on bones that one end of a muscle of the right side touches.

    Attributes
    ----------
    bones : tuple of str
        Ids of structures.
    view : str
        View that shows most of it on the bones.
    apart_mm : float
        How far its points lie apart.
    points_mm : ndarray (N, 3) float32
        Spread over the place.
    """

    bones: tuple[str, ...]
    view: str
    apart_mm: float
    points_mm: NDArray[np.float32]


def load_attachments(path: Path) -> Mapping[str, Mapping[End, AttachmentArea]]:
    """Areas by muscle and end; ends that touch no bone, or that no view shows, are not there.

    Raises
    ------
    MissingAssetError
        There is no such file, or a damaged one.
    """
    with files.reading(files.asset(path.parent, path.name)):
        rows = json.loads(path.read_text(encoding="utf-8"))
        return MappingProxyType(
            {
                muscle: MappingProxyType({end: _area(ends[end]) for end in ENDS if end in ends})
                for muscle, ends in rows.items()
            }
        )


def _area(row: dict) -> AttachmentArea:
    points_mm = np.array(row["from_first_mm"], np.float32).reshape(-1, 3) + np.float32(row["first_mm"])
    points_mm.flags.writeable = False
    return AttachmentArea(tuple(row["bones"]), row["view"], float(row["apart_mm"]), points_mm)

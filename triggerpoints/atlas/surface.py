"""The skin as points, and which of them is seen at each pixel of a view."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy
from PIL import Image

from triggerpoints.atlas.files import reading

BLOCK_PX = 4


@dataclass(frozen=True)
class Surface:
    """Skin points.

    Attributes
    ----------
    position_mm : ndarray (N, 3) float32
    normal : ndarray (N, 3) float32
        Unit, outward.
    area_mm2 : ndarray (N,) float32
        Skin that each point stands for.
    side : ndarray (N,) int8
        -1 right, 0 midline, 1 left.
    mirror : ndarray (N,) int32
        Index of the mirror image of each point.
    tree : KDTree
        Over `position_mm`.
    """

    position_mm: np.ndarray
    normal: np.ndarray
    area_mm2: np.ndarray
    side: np.ndarray
    mirror: np.ndarray
    tree: scipy.spatial.KDTree

    def __len__(self) -> int:
        """How many skin points there are."""
        return len(self.side)

    def nearest(self, points_mm: np.ndarray) -> np.ndarray:
        """Index (M,) of the skin point nearest to each of some points (M, 3) in mm."""
        return self.tree.query(np.atleast_2d(points_mm))[1]


def load_surface(path: Path) -> Surface:
    """Read ``surface.npz``."""
    with reading(path), np.load(path) as z:
        arrays = {k: z[k] for k in ("position_mm", "normal", "area_mm2", "side", "mirror")}
    for a in arrays.values():
        a.flags.writeable = False
    return Surface(**arrays, tree=scipy.spatial.KDTree(arrays["position_mm"]))


def load_index(path: Path) -> np.ndarray:
    """Index of the skin point at each block of a view (h, w) int32, -1 outside the body."""
    with reading(path):
        rgb = np.asarray(Image.open(path).convert("RGB"), np.int32)
    index = rgb[..., 0] + 256 * rgb[..., 1] + 65536 * rgb[..., 2] - 1
    index.flags.writeable = False
    return index

"""A view: an orthographic picture of the body and how points fall on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class View:
    """One direction and frame.

    Attributes
    ----------
    id, label, group : str
    width_px, height_px : int
    mm_per_px : float
    origin_mm, right_mm, down_mm : ndarray (3,)
        Upper left corner and the picture's axes in the body's frame (LPS, mm).
    stamp : str
        Changes when a picture of the view changes; part of the picture's address.
    pictures : mapping of str to str
        File name of each layer's picture.
    sharp : mapping of str to str
        File name of each layer's picture with finer pixels; empty where there is none.
    shapes_file, surface_file : str
    figure : str
        Whose skin is pictured (`triggerpoints.atlas.skin_figures`); the id of another one's view begins with
        it.
    """

    id: str
    label: str
    group: str
    width_px: int
    height_px: int
    mm_per_px: float
    origin_mm: np.ndarray
    right_mm: np.ndarray
    down_mm: np.ndarray
    stamp: str
    pictures: Mapping[str, str]
    sharp: Mapping[str, str]
    shapes_file: str
    surface_file: str
    figure: str = "man"

    @property
    def of_man(self) -> str:
        """Id of the same view of the man."""
        return self.id.removeprefix(f"{self.figure}-")

    @property
    def towards_mm(self) -> np.ndarray:
        """Direction of sight, unit vector (3,)."""
        return np.cross(self.right_mm, self.down_mm)

    def project(self, points_mm: np.ndarray) -> np.ndarray:
        """Pixel coordinates (N, 2) of points (N, 3) in mm."""
        d = np.atleast_2d(np.asarray(points_mm, float)) - self.origin_mm
        return np.stack([d @ self.right_mm, d @ self.down_mm], axis=1) / self.mm_per_px

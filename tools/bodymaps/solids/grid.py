"""The grid on which the files keep where vertices are."""

from __future__ import annotations

import numpy as np

STEP_MM = 0.25


def on_grid(v: np.ndarray) -> np.ndarray:
    """Vertices (V, 3), each at the place of the grid nearest to it."""
    return np.rint(v / STEP_MM) * STEP_MM

"""Figures of the skin: the man's points moved, so that places and zones follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from triggerpoints.atlas.files import reading
from triggerpoints.atlas.view import View

MAN = "man"
"""The figure whose muscles and bones the atlas has; its skin is not moved."""
STEP_MM = 0.1  # how finely moves are kept


@dataclass(frozen=True)
class SkinFigure:
    """Another figure than the man.

    Attributes
    ----------
    id : str
    moves_file : str
        How far each point of the skin moves.
    views : mapping of str to View
        By the id of the man's view: the same frame with this figure's skin. No other layer is pictured.
    """

    id: str
    moves_file: str
    views: Mapping[str, View]


def load_moves(path: Path, mirror: NDArray[np.int32]) -> NDArray[np.float32]:
    """How far (N, 3) mm each point of the skin moves.

    Kept are those of the right half and the midline, which come first: all x, then y, then z, each less the
    one before, in tenths of a millimetre. The left half mirrors the right.
    """
    with reading(path):
        stored = len(mirror) - int((mirror < np.arange(len(mirror))).sum())
        steps = np.frombuffer(path.read_bytes(), "<i2").reshape(3, stored).cumsum(axis=1)
        first = (steps.T * STEP_MM).astype(np.float32)
        moves = np.concatenate([first, first[mirror[stored:]] * np.array([-1, 1, 1], np.float32)])
    moves.flags.writeable = False
    return moves

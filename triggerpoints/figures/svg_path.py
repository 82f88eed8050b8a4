"""Rings of points from the SVG paths of the atlas (absolute M, L and Z only)."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@lru_cache(maxsize=1024)
def rings(path: str) -> tuple[NDArray[np.float64], ...]:
    """Closed rings (n, 2) of a path, in picture pixels.

    Raises
    ------
    ValueError
        The path holds other commands than absolute M, L and Z.
    """
    if odd := set(re.sub(r"[\d\s.,MLZ-]", "", path)):
        raise ValueError(f"A path of the atlas has only M, L and Z; found {', '.join(sorted(odd))}.")
    found = []
    for piece in path.split("M")[1:]:
        ring = np.array([float(number) for number in _NUMBER.findall(piece)]).reshape(-1, 2)
        ring.flags.writeable = False
        found.append(ring)
    return tuple(found)


def area(ring: NDArray[np.float64]) -> float:
    """Area within a ring (n, 2), by the shoelace formula."""
    x, y = ring.T
    return abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1))) / 2

"""Medians of repeated measurements."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def median_ms(
    act: Callable[[int], object],
    times: int,
) -> float:
    """Median time of an action.

    Parameters
    ----------
    act : callable
        Called with 1, 2, 3 ...
    times : int

    Returns
    -------
    float
        In ms.
    """
    taken = []
    for n in range(1, times + 1):
        start_s = time.perf_counter()
        act(n)
        taken.append((time.perf_counter() - start_s) * 1e3)
    return statistics.median(taken)

"""Medians of repeated measurements."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def median_ms(
    act: Callable[[int], object],
    times: int,
    *,
    clock: Callable[[], float] = time.perf_counter,
    before: Callable[[], object] | None = None,
) -> float:
    """Median time of an action.

    Parameters
    ----------
    act : callable
        Called with 1, 2, 3 ...
    times : int
    clock : callable
        Seconds; `time.process_time` for the processor time instead of the time that passes.
    before : callable, optional
        Run each time before the action and not counted.

    Returns
    -------
    float
        In ms.
    """
    taken = []
    for n in range(1, times + 1):
        if before is not None:
            before()
        start_s = clock()
        act(n)
        taken.append((clock() - start_s) * 1e3)
    return statistics.median(taken)

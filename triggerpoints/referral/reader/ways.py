"""What lies between two places along a limb or the trunk."""

from __future__ import annotations

from collections.abc import Collection, Sequence

Way = Sequence[Sequence[str]]
"""Places in their order along the body; the first of each step stands for it."""


def way_between(one: Collection[str], two: Collection[str], ways: Sequence[Way]) -> tuple[str, ...]:
    """Places between two, on the way that has fewest; empty when they touch or share no way.

    Parameters
    ----------
    one, two : collection of str
        Place ids.
    ways : sequence of Way
    """
    best: tuple[str, ...] | None = None
    for way in ways:
        at = [{i for i, step in enumerate(way) if set(places) & set(step)} for places in (one, two)]
        if not all(at):
            continue
        low, high = sorted(at, key=max)
        between = tuple(step[0] for step in way[max(low) + 1 : min(high)])
        if best is None or len(between) < len(best):
            best = between
    return best or ()

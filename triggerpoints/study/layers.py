"""The layers over a trigger point, to be put in order."""

from __future__ import annotations

from random import Random

from triggerpoints.sections.path import NeedlePath

FEWEST, MOST = 3, 6


def layers_in_order(path: NeedlePath, random: Random) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Layers of a path from the skin inwards, and the same shuffled; None where there are fewer than three.

    Fat and connective tissue between muscles are left out, and every structure is asked once.

    Returns
    -------
    (tuple of str, tuple of str) or None
        Structure ids.
    """
    seen: list[str] = []
    for layer in path.layers:
        if (layer.structure.kind == "fat" and seen != ["skin"]) or layer.structure.id in seen:
            continue
        seen.append(layer.structure.id)
    answer = tuple(seen[:MOST])
    if len(answer) < FEWEST:
        return None
    offered = list(answer)
    while tuple(offered) == answer:
        random.shuffle(offered)
    return answer, tuple(offered)

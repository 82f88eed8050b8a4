"""The last steps of a build, on the packed surfaces: walls, what pokes through, light, best sides."""

from __future__ import annotations

from pathlib import Path

from tools.bodymaps.solids import mending, sides, walls
from tools.bodymaps.solids.light import light_of
from tools.bodymaps.solids.packed import layered
from tools.bodymaps.solids.rewriting import rewrite
from triggerpoints.atlas.solids import Solids, load_solids

ROUNDS = 2  # a wall that has gone as far as it may, and what pokes through for it, goes on from there


def finish(assets: Path) -> None:
    """Set walls apart, mend what pokes through, light all parts, and say from where each is seen best."""
    for _ in range(ROUNDS):
        solids = _read_anew(assets)
        body, _, skin, _ = layered(solids, assets)
        rewrite(solids, dict(zip(body.ids, walls.all_set_apart(body, skin), strict=True)))
        solids = _read_anew(assets)
        body, bones, skin, roof = layered(solids, assets)
        rewrite(solids, dict(zip(body.ids, mending.mended(body, bones, skin, roof), strict=True)))
    solids = _read_anew(assets)
    rewrite(solids, openness=light_of(solids))
    load_solids.cache_clear()
    sides.write(assets)


def _read_anew(assets: Path) -> Solids:
    load_solids.cache_clear()
    return load_solids(assets)

"""Muscles that go together: by region, nerve, root, action, or a list that schools use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from triggerpoints.study import likeness

if TYPE_CHECKING:
    from triggerpoints.content import Content

By = Literal["list", "region", "nerve", "root", "action"]
BY: dict[By, str] = {
    "list": "List",
    "region": "Region",
    "nerve": "Nerve",
    "root": "Root",
    "action": "Action",
}
FEWEST = 2  # muscles of a nerve or an action that make a group

_ACTIONS = {
    "Flexion": r"\bflex", "Extension": r"\bexten|\bstraighten", "Abduction": r"\babduct",
    "Adduction": r"\badduct|\bdraws? the (thigh|arm) (in|to)",
    "Medial (internal) rotation": r"(medial|internal)(ly)? rotat"
    r"|rotates?[^;]* (medially|inward|internally)|turns?[^;]* (in|inward)\b",
    "Lateral (external) rotation": r"(lateral|external)(ly)? rotat"
    r"|rotates?[^;]* (laterally|outward|externally)|turns?[^;]* (out|outward)\b",
    "Elevation": r"\belevat|\braises?\b|\blifts?\b", "Depression": r"\bdepress|\blowers?\b",
    "Pronation": r"\bpronat|palm down", "Supination": r"\bsupinat|palm up",
    "Side-bending": r"side-bend|\bbends?[^;]* side", "Inversion": r"\binver[ts]", "Eversion": r"\bever[ts]",
    "Opposition": r"\bopposes?|\bopposition", "Breathing": r"breath|inspirat|expirat",
}  # fmt: skip


def groups(content: Content, by: By) -> Mapping[str, tuple[str, ...]]:
    """Names of groups, each with the ids of its muscles in the order of the records."""
    return _groups(content, by)


@lru_cache(16)
def _groups(content: Content, by: By) -> Mapping[str, tuple[str, ...]]:
    muscles = content.muscles.values()
    match by:
        case "list":
            return {known.name: known.muscles for known in content.lists.values()}
        case "region":
            regions = dict.fromkeys(m.region for m in muscles)
            return {region: tuple(m.id for m in muscles if m.region == region) for region in regions}
        case "root":
            return {
                level.upper(): found
                for level in (*likeness.LEVELS, "s1", "s2", "s3", "s4", "s5")
                if (found := tuple(m.id for m in muscles if level.upper() in m.anatomy.roots))
            }
        case "nerve":
            named: dict[str, list[str]] = {}
            for muscle in muscles:
                for nerve in likeness.nerves(muscle.anatomy.nerve):
                    named.setdefault(f"{nerve[:1].upper()}{nerve[1:]} nerve", []).append(muscle.id)
            return {name: tuple(of) for name, of in sorted(named.items()) if len(of) >= FEWEST}
    found_actions = {
        name: tuple(m.id for m in muscles if re.search(pattern, m.anatomy.action, re.IGNORECASE))
        for name, pattern in _ACTIONS.items()
    }
    return {name: of for name, of in found_actions.items() if len(of) >= FEWEST}

"""The box of red flags that stands before everything else about a region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from triggerpoints.content import Content
from triggerpoints.content.safety import RedFlag

LEVELS: dict[str, str] = {
    "emergency": "Call your emergency number now (112, 999 or 911)",
    "today": "Be seen today",
    "soon": "See a doctor within days",
}


def of_regions(content: Content, regions: Sequence[str]) -> list[RedFlag]:
    """Red flags of some regions and those of every region, the most urgent first."""
    order = list(LEVELS)
    wanted = {*regions, "any"}
    found = [flag for flag in content.red_flags.values() if wanted & set(flag.regions)]
    return sorted(found, key=lambda flag: (order.index(flag.level), "any" in flag.regions))


def box(content: Content, regions: Sequence[str]) -> str:
    """HTML of the red flags of some regions, the most urgent first; empty when there are none."""
    found = of_regions(content, regions)
    urgent = [flag for flag in found if flag.level == "emergency"]
    if not found:
        return ""
    others = "".join(
        f"<p><strong>{escape(label)}</strong></p>{_signs(flag for flag in found if flag.level == level)}"
        for level, label in LEVELS.items()
        if level != "emergency" and any(flag.level == level for flag in found)
    )
    return (
        '<section class="tp-flags" aria-label="Red flags">'
        f"<h3>{escape(LEVELS['emergency'])} for any of these</h3>{_signs(urgent)}"
        f"<details><summary>Other signs to have checked ({len(found) - len(urgent)})</summary>{others}"
        "</details></section>"
    )


def _signs(flags: Iterable[RedFlag]) -> str:
    return f"<ul>{''.join(f'<li>{escape(flag.short)}</li>' for flag in flags)}</ul>"

"""The box of red flags that stands before everything else about a region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.content.safety import RedFlag
    from triggerpoints.figures.state import Audience

LEVELS = {
    "emergency": "Call your emergency number now",
    "today": "Be seen today",
    "soon": "See a doctor within days",
}


def of_regions(content: Content, regions: Sequence[str]) -> list[RedFlag]:
    """Red flags of some regions, the most urgent first."""
    found = [flag for flag in content.red_flags.values() if set(flag.regions) & set(regions)]
    return sorted(found, key=lambda flag: list(LEVELS).index(flag.level))


def box(content: Content, regions: Sequence[str], audience: Audience) -> str:
    """HTML of the red flags of some regions; empty when there are none.

    Emergencies are always open; the rest opens on demand, so that the card is not buried.
    """
    flags = of_regions(content, regions)
    if not flags:
        return ""
    urgent = [flag for flag in flags if flag.level == flags[0].level]
    rest = [flag for flag in flags if flag not in urgent]
    more = ""
    if rest:
        more = f"<details><summary>{len(rest)} more signs to have checked</summary>{_by_level(rest, audience)}</details>"
    return f'<aside class="tp-flags" aria-label="Red flags">{_by_level(urgent, audience)}{more}</aside>'


def _by_level(flags: Iterable[RedFlag], audience: Audience) -> str:
    flags = list(flags)
    html = ""
    for level, label in LEVELS.items():
        items = "".join(_item(flag, audience) for flag in flags if flag.level == level)
        if items:
            html += f"<h3>{label}</h3><ul>{items}</ul>"
    return html


def _item(flag: RedFlag, audience: Audience) -> str:
    think_of = f' <span class="tp-note">({escape(flag.think_of)})</span>' if audience == "student" else ""
    return f"<li>{escape(flag.short)}{think_of}</li>"

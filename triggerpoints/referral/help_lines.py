"""Whom a visitor can call: the numbers of the country that the browser's clock and language point to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.content.models.help_line import HelpLine

ANYWHERE = ("112", "911", "999")
"""The three most common emergency numbers, for visitors whose country is not known."""


def help_line_for(content: Content, time_zone: str | None, locale: str | None) -> HelpLine | None:
    """Numbers for a visitor.

    Parameters
    ----------
    content : Content
    time_zone : str or None
        IANA name that the browser gives, such as ``Europe/Berlin``; says where the visitor is.
    locale : str or None
        Language tag such as ``en-US``; its region counts only where the time zone names no place.

    Returns
    -------
    HelpLine or None
        None when the country is not known, or not in the data: then the numbers of `ANYWHERE` hold.
    """
    zone = time_zone or ""
    if "/" in zone and not zone.startswith("Etc/"):
        return _by_zone(content).get(zone)
    region = (locale or "").replace("_", "-").split("-")[-1].lower()
    return content.help_lines.get(region) if "-" in (locale or "").replace("_", "-") else None


@lru_cache(4)
def _by_zone(content: Content) -> dict[str, HelpLine]:
    return {zone: line for line in content.help_lines.values() for zone in line.time_zones}


def spoken(number: str) -> str:
    """A number as people read it: short ones as they are, long ones in groups."""
    if len(number) <= 5:
        return number
    if number.startswith("0800"):
        half = 4 + (len(number) - 4) // 2
        return f"0800 {number[4:half]} {number[half:]}"
    groups = 3 if len(number) == 9 or (len(number) == 6 and number.startswith("116")) else 2
    return " ".join(number[at : at + groups] for at in range(0, len(number), groups))

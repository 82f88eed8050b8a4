"""The box of red flags that stands before everything else about a region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from triggerpoints.content import Content
from triggerpoints.content.models.safety import RedFlag

LEVELS: dict[str, str] = {
    "emergency": "Call your emergency number now (112, 999 or 911)",
    "today": "Be seen today",
    "soon": "See a doctor within days",
}
OPEN_AT_LEAST, OPEN_AT_MOST = 3, 4  # emergency signs that stand open before the rest


def of_regions(content: Content, regions: Sequence[str]) -> list[RedFlag]:
    """Red flags of some regions and those of every region: by urgency, then in the order of the regions."""
    levels, order = list(LEVELS), [region for region in regions if region != "any"]
    wanted = {*order, "any"}
    found = [flag for flag in content.red_flags.values() if wanted & set(flag.regions)]
    return sorted(found, key=lambda flag: (levels.index(flag.level), _rank(flag, order)))


def box(content: Content, regions: Sequence[str]) -> Markup:
    """HTML of the red flags of some regions: the emergencies of the first region open, the rest folded away.

    Parameters
    ----------
    content : Content
    regions : sequence of str
        The region it is about comes first; ``any`` is understood.

    Returns
    -------
    Markup
        Empty when there are no red flags.
    """
    found = of_regions(content, regions)
    if not found:
        return Markup()
    order = [region for region in regions if region != "any"]
    urgent = [flag for flag in found if flag.level == "emergency"]
    own = sum(_rank(flag, order) == 0 for flag in urgent)
    shown = min(max(own, OPEN_AT_LEAST), OPEN_AT_MOST)
    if len(urgent) == shown + 1:
        shown += 1  # a fold that hides a single sign saves nothing
    more = urgent[shown:]
    parts = [Markup("<p><strong>{}</strong></p>{}").format(LEVELS["emergency"], _signs(more))] if more else []
    others = [flag for flag in found if flag.level != "emergency"]
    for level, label in LEVELS.items():
        if level != "emergency" and (signs := [flag for flag in others if flag.level == level]):
            parts.append(Markup("<p><strong>{}</strong></p>{}").format(label, _signs(signs)))
    summary = " and ".join(
        [f"{len(more)} more emergency signs"] * bool(more)
        + [f"{len(others)} other signs to have checked"] * bool(others)
    )
    fold = (
        Markup("<details><summary>{}</summary>{}</details>").format(summary, Markup("").join(parts))
        if parts
        else ""
    )
    return Markup(
        '<section class="tp-flags" aria-label="Red flags"><h3 aria-level="2">{} for any of these</h3>{}{}'
        "</section>"
    ).format(LEVELS["emergency"], _signs(urgent[:shown]), fold)


def line(content: Content, regions: Sequence[str]) -> Markup:
    """The same for somebody who studies: one line that opens to all of it."""
    inside = box(content, regions)
    if not inside:
        return inside
    urgent = sum(flag.level == "emergency" for flag in of_regions(content, regions))
    said = f"{urgent} that need emergency care, and others" if urgent else "have them checked"
    return Markup(
        '<details class="tp-flags-line"><summary>Danger signs here: {}</summary>{}</details>'
    ).format(said, inside)


def _rank(flag: RedFlag, regions: Sequence[str]) -> int:
    """Place of a flag's region among regions; those of every region come last."""
    return min((regions.index(region) for region in flag.regions if region in regions), default=len(regions))


def _signs(flags: Iterable[RedFlag]) -> Markup:
    return Markup("<ul>{}</ul>").format(
        Markup("").join(Markup("<li>{}</li>").format(flag.short) for flag in flags)
    )

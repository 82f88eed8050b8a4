"""Red flags that belong to painful areas, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

import numpy as np

from triggerpoints.content.models.base import BodyRegion
from triggerpoints.content.models.safety import RedFlag, UrgencyLevel
from triggerpoints.referral.areas import Area, area_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

LEVELS: tuple[UrgencyLevel, ...] = get_args(UrgencyLevel)
ADVICE: dict[UrgencyLevel, str] = {
    "emergency": "Call your emergency number now (112, 999 or 911)",
    "today": "Be seen today",
    "soon": "See a doctor within days",
}
REGION_SHARE = 0.1  # a drawn area belongs to a region when it lies there with this share


def regions_of(atlas: Atlas, content: Content, areas: Sequence[Area]) -> tuple[BodyRegion, ...]:
    """Body regions that the areas lie on, in the order of the body."""
    of_place = [content.places[place].region for place in atlas.places.ids]
    found: set[str] = set()
    for area in areas:
        for place in (content.places[id_] for id_ in area.places):
            found.add(place.region)
            found.update(content.places[member].region for member in place.members)
        if area.strokes:
            mass = area_weights(atlas, area) * atlas.surface.area_mm2
            share = np.bincount(atlas.places.nearest, weights=mass, minlength=len(of_place)) / max(
                mass.sum(), 1e-6
            )
            by_region: dict[str, float] = {}
            for region, part in zip(of_place, share, strict=True):
                by_region[region] = by_region.get(region, 0.0) + float(part)
            found.update(region for region, part in by_region.items() if part >= REGION_SHARE)
    return tuple(region for region in get_args(BodyRegion) if region in found)


def flags_for(content: Content, regions: Iterable[str], heard: Iterable[str] = ()) -> tuple[RedFlag, ...]:
    """Red flags to ask about, the most urgent level first.

    Parameters
    ----------
    content : Content
    regions : iterable of str
        Where it hurts.
    heard : iterable of str
        Ids of red flags that somebody's words ask about; first within their level.
    """
    wanted, said = {*regions, "any"}, set(heard)
    found = [flag for flag in content.red_flags.values() if flag.id in said or wanted & set(flag.regions)]
    return tuple(
        sorted(found, key=lambda flag: (LEVELS.index(flag.level), flag.id not in said, "any" in flag.regions))
    )


def raised(content: Content, yes: Iterable[str]) -> tuple[RedFlag, ...]:
    """The red flags that were answered with yes, the most urgent first."""
    found = [content.red_flags[flag] for flag in dict.fromkeys(yes) if flag in content.red_flags]
    return tuple(sorted(found, key=lambda flag: LEVELS.index(flag.level)))

"""Which red flags belong to an area, in which order, and what is said when one is true."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area, Stroke
from triggerpoints.referral.warnings import ADVICE, LEVELS, flags_for, raised, regions_of

ATLAS, CONTENT = load_atlas(), load_content()


def brushed(place: str, radius_mm: int = 15) -> Area:
    weights = ATLAS.places.weights(place, "left")
    middle = np.average(ATLAS.surface.position_mm, axis=0, weights=weights)
    x, y = ATLAS.views["front"].project(middle)[0] * ATLAS.views["front"].mm_per_px
    return Area(strokes=(Stroke("paint", "front", radius_mm, ((round(x), round(y)),)),))


def test_the_levels_go_from_now_to_days() -> None:
    assert LEVELS == ("emergency", "today", "soon")
    assert ADVICE["emergency"].startswith("Call your emergency number now")
    assert ADVICE["today"] == "Be seen today"
    assert "days" in ADVICE["soon"]


def test_a_place_brings_its_region_and_a_set_those_of_its_members() -> None:
    for place in CONTENT.places.values():
        regions = regions_of(ATLAS, CONTENT, [Area(place.id)])
        assert place.region in regions
        assert {CONTENT.places[member].region for member in place.members} <= set(regions)


@pytest.mark.parametrize("place", ["chest-pectoral", "front-of-thigh-middle", "temple"])
def test_something_drawn_brings_the_region_it_lies_on(place: str) -> None:
    assert CONTENT.places[place].region in regions_of(ATLAS, CONTENT, [brushed(place)])


def test_something_drawn_over_a_border_brings_both_regions_but_not_one_it_hardly_touches() -> None:
    few = regions_of(ATLAS, CONTENT, [brushed("chest-pectoral", 10)])
    many = regions_of(ATLAS, CONTENT, [brushed("chest-pectoral", 100)])
    assert set(few) < set(many)
    assert len(many) < 6


def test_red_flags_of_every_region_are_always_asked() -> None:
    everywhere = [flag for flag in CONTENT.red_flags.values() if "any" in flag.regions]
    assert everywhere
    for regions in ((), ("leg",), ("head", "neck")):
        flags = flags_for(CONTENT, regions)
        assert set(flags) >= set(everywhere)
        assert all({"any", *regions} & set(flag.regions) for flag in flags)


def test_the_most_urgent_come_first_and_those_of_the_region_before_general_ones() -> None:
    for region in {region for flag in CONTENT.red_flags.values() for region in flag.regions} - {"any"}:
        flags = flags_for(CONTENT, [region])
        order = [(LEVELS.index(flag.level), "any" in flag.regions) for flag in flags]
        assert order == sorted(order)


def test_what_was_answered_with_yes_is_raised_once_the_most_urgent_first() -> None:
    by_level = {flag.level: flag for flag in CONTENT.red_flags.values()}
    asked = [by_level[level].id for level in ("soon", "today", "emergency", "soon")]
    found = raised(CONTENT, [*asked, "no-such-flag"])
    assert [flag.level for flag in found] == ["emergency", "today", "soon"]


def test_signs_that_words_ask_about_come_first_in_their_level_wherever_they_belong() -> None:
    asked = flags_for(CONTENT, ["foot"], ["hard-belly-or-testicle-pain", "thoughts-of-suicide"])
    heard = [flag.id for flag in asked[:2]]
    assert sorted(heard) == ["hard-belly-or-testicle-pain", "thoughts-of-suicide"]
    assert "abdomen" in CONTENT.red_flags[min(heard)].regions

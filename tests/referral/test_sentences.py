"""Areas and reasons in words: sides are said, essential and spillover told apart, never a percentage."""

import re
from dataclasses import replace

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area, AreaName, area_name
from triggerpoints.referral.look_alikes import look_alikes_for
from triggerpoints.referral.search import AreaMatch, Hit, find
from triggerpoints.referral.sentences import area_words, pain_felt, read_back, reason
from triggerpoints.referral.warnings import flags_for, raised, regions_of

ATLAS, CONTENT = load_atlas(), load_content()


def hit(*matches: AreaMatch, elsewhere: tuple[str, ...] = ()) -> Hit:
    return Hit("soleus", "x", "left", "essential", 50.0, matches, elsewhere, 2, "typical")


NAMES = [AreaName(("temple",), "left"), AreaName(("side-of-neck",), "left")]


def test_marks_are_read_back_with_side_and_strength() -> None:
    areas = [Area("temple", "left", strength=7, duration="week"), Area("vertex")]
    names = [area_name(ATLAS, CONTENT, area) for area in areas]
    said = read_back(areas, names, CONTENT)
    assert said == (
        "You marked: temple on your left (strength 7 of 10, for a week or less) and top of the head."
    )
    assert area_words(names[0], CONTENT) == "Temple, your left"


def test_a_reason_names_both_areas_and_says_that_nothing_is_elsewhere() -> None:
    both = hit(AreaMatch(0, "essential", "x", 0.9), AreaMatch(1, "essential", "x", 0.8))
    assert reason(both, NAMES, CONTENT) == (
        "Published patterns cover both areas: temple and side of the neck (both essential); "
        "nothing of its pattern elsewhere; named by 2 independent sources."
    )


def test_a_reason_says_what_is_spillover_in_part_and_elsewhere() -> None:
    mixed = hit(
        AreaMatch(0, "essential", "x", 0.2),
        AreaMatch(1, "spillover", "x", 0.4),
        elsewhere=("eye", "ear-deep"),
    )
    said = reason(mixed, NAMES, CONTENT)
    assert "part of temple (essential) and side of the neck (spillover)" in said
    assert "its pattern also takes in eye and" in said
    one = reason(hit(AreaMatch(1, "spillover", "x", 0.4)), NAMES, CONTENT)
    assert "cover 1 of 2 areas: side of the neck (spillover)" in one


@pytest.mark.parametrize(
    "place", ["temple", "lumbar", "front-of-shoulder", "heel", "fingers", "chest-pectoral"]
)
def test_no_reason_is_a_likelihood(place: str) -> None:
    areas = [Area(place)]
    names = [area_name(ATLAS, CONTENT, area) for area in areas]
    for found in find(areas, ATLAS, CONTENT):
        assert not re.search(r"%|percent|likel|probab", reason(found, names, CONTENT))


@pytest.mark.parametrize(
    ("place", "words", "level"),
    [
        ("chest-pectoral", "chest pain", "emergency"),
        ("lumbosacral", "numb", "emergency"),
        ("side-of-head", "very bad headache", "emergency"),
        ("calf", "swollen", "today"),
    ],
)
def test_an_area_brings_its_warning_signs_and_urgent_ones_come_first(
    place: str, words: str, level: str
) -> None:
    flags = flags_for(CONTENT, regions_of(ATLAS, CONTENT, [Area(place, "left")]))
    assert any(words in flag.short.lower() and flag.level == level for flag in flags)
    order = ["emergency", "today", "soon"]
    levels = [order.index(flag.level) for flag in flags]
    assert levels == sorted(levels)
    assert raised(CONTENT, [flag.id for flag in flags[::-1]])[0].level == "emergency"


def test_look_alikes_of_an_area_put_urgent_ones_first() -> None:
    found = look_alikes_for(ATLAS, CONTENT, [Area("chest-pectoral", "left")])
    assert found[0].urgent
    assert "heart" in [record.id for record in found]
    assert [record.urgent for record in found] == sorted((r.urgent for r in found), reverse=True)
    assert "leg-clot" in [record.id for record in look_alikes_for(ATLAS, CONTENT, [Area("calf", "left")])]


def test_every_place_has_a_look_alike_or_is_rare() -> None:
    without = [
        place.id
        for place in CONTENT.places.values()
        if not place.opposite_of and not look_alikes_for(ATLAS, CONTENT, [Area(place.id)])
    ]
    assert len(without) < 0.12 * len(CONTENT.places), without


def test_a_pattern_that_is_not_typical_is_said_to_be_so() -> None:
    doubted = replace(hit(AreaMatch(0, "essential", "x", 0.9)), certainty="disputed")
    assert reason(doubted, NAMES, CONTENT).endswith("; the pattern is disputed.")


def test_a_muscle_that_lies_near_only_is_not_said_to_cover() -> None:
    assert "lie near what was marked, not on it" in reason(hit(), NAMES, CONTENT)


def test_where_pain_is_felt_is_said_for_each_point_and_once_for_all_together() -> None:
    content = load_content()
    for muscle in content.muscles.values():
        said = pain_felt(content, muscle.id)
        assert said.keys() == {"", *(point.id for point in muscle.trigger_points)}
        for point in muscle.trigger_points:
            for place in (*point.zones.essential, *point.zones.spillover):
                name = content.places[place].name.lower()
                assert name in said[point.id].lower()
                assert name in said[""].lower()
    assert "heel; Achilles tendon;" in pain_felt(content, "soleus")[""]


def test_many_other_places_are_counted_and_not_listed() -> None:
    places = tuple(CONTENT.places)[:9]
    said = reason(hit(AreaMatch(0, "essential", "x", 0.9), elsewhere=places), NAMES, CONTENT)
    assert "more places" in said
    assert CONTENT.places[places[-1]].name.lower() not in said.lower()

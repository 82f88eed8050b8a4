"""Ranking of muscles for painful places, on the real data."""

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area, area_name
from triggerpoints.referral.search import Hit, find
from triggerpoints.referral.sentences import plain_reason, reason


def found(*areas: Area, limit: int | None = None) -> list[Hit]:
    return find(areas, load_atlas(), load_content(), limit)


def ranked(*places: str, side: str = "both") -> list[str]:
    areas = [Area(place, side) for place in places]  # type: ignore[arg-type]
    return [hit.muscle for hit in found(*areas)]


def test_temple_names_upper_trapezius_first_or_second() -> None:
    assert "trapezius-upper" in ranked("temple")[:2]


def test_front_of_shoulder_names_infraspinatus_first() -> None:
    assert ranked("front-of-shoulder")[0] == "infraspinatus"


def test_heel_names_soleus_and_quadratus_plantae_above_the_rest() -> None:
    assert set(ranked("heel")[:2]) == {"soleus", "quadratus-plantae"}


def test_back_of_shoulder_and_wrist_name_subscapularis_first() -> None:
    assert ranked("back-of-shoulder", "wrist")[0] == "subscapularis"


def test_covering_two_areas_is_said() -> None:
    areas = [Area("temple"), Area("neck")]
    hit = found(*areas)[0]
    assert len(hit.matches) == 2
    names = [area_name(load_atlas(), load_content(), area) for area in areas]
    assert "both areas" in reason(hit, names, load_content())


SCIATICA = ("buttock", "posterior-thigh", "calf")


def test_a_nerve_that_means_three_places_names_first_the_muscle_that_covers_all_of_them() -> None:
    hits = found(Area(SCIATICA[0], "right", more=SCIATICA[1:]))
    assert hits[0].muscle == "gluteus-minimus-posterior"
    typed = found(*(Area(place, "right") for place in SCIATICA))
    assert [hit.muscle for hit in hits[:10]] == [hit.muscle for hit in typed[:10]]


def test_of_several_places_a_reason_names_only_those_that_the_pattern_covers() -> None:
    area = Area(SCIATICA[0], "right", more=SCIATICA[1:])
    names = [area_name(load_atlas(), load_content(), area)]
    said = {
        hit.muscle: (reason(hit, names, load_content()), plain_reason(hit, names, load_content()))
        for hit in found(area)
    }
    exact, plain = said["quadratus-lumborum-deep"]
    assert "cover part of buttock (essential);" in exact
    assert plain == "Pain from this muscle is often felt here: buttock."
    exact, _ = said["semitendinosus-semimembranosus"]
    assert "back of the thigh (essential) and part of calf (spillover);" in exact
    assert said["gluteus-minimus-posterior"][1].endswith("where you marked it.")


def test_a_pattern_of_many_parts_of_a_limb_stands_above_one_that_many_name_for_a_part() -> None:
    order = ranked("leg", side="right")
    assert order.index("gluteus-minimus-anterior") < order.index("soleus")


def test_essential_stands_above_spillover_for_the_same_number_of_sources() -> None:
    hits = [hit for hit in found(Area("eye")) if hit.matches and hit.matches[0].coverage > 0.3]
    pairs = [
        (essential, spillover)
        for essential in hits
        for spillover in hits
        if essential.kind == "essential" and spillover.kind == "spillover"
        if essential.named_by >= spillover.named_by
    ]
    assert len(pairs) > 2
    for essential, spillover in pairs:
        assert essential.score > spillover.score


def test_the_side_asked_is_the_side_found() -> None:
    hits = found(Area("temple", "left"))
    assert {hit.side for hit in hits} == {"left"}
    assert {hit.side for hit in found(Area("temple"))} == {"both"}


def test_pain_on_the_other_side_of_the_forehead_is_known() -> None:
    areas = [Area("forehead", "left"), Area("ear-deep", "right")]
    hits = {hit.muscle: hit for hit in found(*areas)}
    assert hits["sternocleidomastoid-clavicular"].side == "right"
    assert len(hits["sternocleidomastoid-clavicular"].matches) == 2


def test_points_without_pain_are_not_found() -> None:
    content = load_content()
    painless = {
        (muscle.id, point.id)
        for muscle in content.muscles.values()
        for point in muscle.trigger_points
        if point.phenomenon
    }
    assert painless
    for place in ("lateral-upper-arm", "chest-pectoral"):
        hits = found(Area(place))
        assert not painless & {(hit.muscle, hit.point) for hit in hits}


def test_scores_fall_and_the_limit_holds() -> None:
    hits = found(Area("buttock"), limit=5)
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.score <= 100 for hit in hits)


@pytest.mark.parametrize("areas", [[], [Area("nowhere")]])
def test_wrong_areas_are_refused(areas: list[Area]) -> None:
    with pytest.raises(ValueError, match=r"place|Name"):
        found(*areas)

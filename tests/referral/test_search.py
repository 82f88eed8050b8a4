"""Ranking of muscles for painful places, on the real data."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.search import AskedArea, find_by_places


def ranked(*places: str, side: str = "both") -> list[str]:
    areas = [AskedArea(place, side) for place in places]  # type: ignore[arg-type]
    return [hit.muscle for hit in find_by_places(areas, load_content())]


def test_temple_names_upper_trapezius_first_or_second() -> None:
    assert "trapezius-upper" in ranked("temple")[:2]


def test_front_of_shoulder_names_infraspinatus_first() -> None:
    assert ranked("front-of-shoulder")[0] == "infraspinatus"


def test_heel_names_soleus_and_quadratus_plantae_above_the_rest() -> None:
    assert set(ranked("heel")[:2]) == {"soleus", "quadratus-plantae"}


def test_back_of_shoulder_and_wrist_name_subscapularis_first() -> None:
    assert ranked("back-of-shoulder", "wrist")[0] == "subscapularis"


def test_covering_two_areas_is_said() -> None:
    hit = find_by_places([AskedArea("temple"), AskedArea("neck")], load_content())[0]
    assert len(hit.matches) == 2
    assert "both areas" in hit.reason


def test_essential_stands_above_spillover_for_the_same_number_of_sources() -> None:
    hits = find_by_places([AskedArea("eye")], load_content())
    for essential in (hit for hit in hits if hit.kind == "essential"):
        for spillover in (hit for hit in hits if hit.kind == "spillover"):
            if essential.named_by >= spillover.named_by:
                assert essential.score > spillover.score


def test_the_side_asked_is_the_side_found() -> None:
    hits = find_by_places([AskedArea("temple", "left")], load_content())
    assert {hit.side for hit in hits} == {"left"}
    assert {hit.side for hit in find_by_places([AskedArea("temple")], load_content())} == {"both"}


def test_pain_on_the_other_side_of_the_forehead_is_known() -> None:
    content = load_content()
    areas = [AskedArea("forehead", "left"), AskedArea("ear-deep", "right")]
    hits = {hit.muscle: hit for hit in find_by_places(areas, content)}
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
        hits = find_by_places([AskedArea(place)], content)
        assert not painless & {(hit.muscle, hit.point) for hit in hits}


def test_scores_fall_and_the_limit_holds() -> None:
    hits = find_by_places([AskedArea("buttock")], load_content(), limit=5)
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.score <= 100 for hit in hits)


@pytest.mark.parametrize("areas", [[], [AskedArea("nowhere")]])
def test_wrong_areas_are_refused(areas: list[AskedArea]) -> None:
    with pytest.raises(ValueError, match=r"place|Name"):
        find_by_places(areas, load_content())

"""What raises and lowers a score, one reason at a time, on a made-up body."""

import pytest

from tests.referral.small_pains import body, content, point
from triggerpoints.referral.areas import Area
from triggerpoints.referral.search import Hit, find, find_fields

BODY = body()
ARM, CHEST = Area("arm", "right"), Area("chest", "right")


def ranked(muscles, *areas: Area) -> dict[str, Hit]:
    return {hit.muscle: hit for hit in find(areas, BODY, muscles)}


def test_two_points_of_one_muscle_that_cover_two_areas_help_each_other() -> None:
    muscles = content(
        one_point_both=(point(essential=("arm", "chest")),),
        two_points=(point("upper", essential=("arm",)), point("lower", essential=("chest",))),
        arm_only=(point(essential=("arm",)),),
    )
    hits = ranked(muscles, ARM, CHEST)
    assert list(hits) == ["one_point_both", "two_points", "arm_only"]
    assert hits["two_points"].score > 1.5 * hits["arm_only"].score
    assert [match.point for match in hits["two_points"].matches] == ["upper", "lower"]
    assert len(hits["arm_only"].matches) == 1


def test_the_companion_of_a_point_counts_nine_tenths() -> None:
    apart = content(muscle=(point("upper", essential=("arm",)), point("lower", essential=("chest",))))
    alone = content(muscle=(point("upper", essential=("arm",)),))
    both = ranked(apart, ARM, CHEST)["muscle"].score
    one = ranked(alone, ARM)["muscle"].score
    assert both / one == pytest.approx((1 + 0.9) / 2, abs=0.02)


def test_where_no_pattern_covers_the_area_the_nearest_ones_are_named_as_near() -> None:
    muscles = content(near=(point(essential=("arm",)),), elsewhere=(point(essential=("belly",)),))
    hits = ranked(muscles, Area("beside-arm", "right"))
    assert list(hits) == ["near"]
    assert hits["near"].matches == () and hits["near"].elsewhere == ()


def test_patterns_near_an_area_are_not_named_beside_one_that_covers_it() -> None:
    muscles = content(near=(point(essential=("arm",)),), on=(point(essential=("beside-arm",)),))
    hits = ranked(muscles, Area("beside-arm", "right"))
    assert list(hits) == ["on"]
    assert hits["on"].matches


def test_nothing_is_named_for_an_area_far_from_every_pattern() -> None:
    assert not ranked(content(muscle=(point(essential=("arm",)),)), Area("far", "right"))


def test_the_stronger_pain_counts_more() -> None:
    muscles = content(arm=(point(essential=("arm",)),), chest=(point(essential=("chest",)),))
    strong_arm = ranked(muscles, Area("arm", "right", strength=9), Area("chest", "right", strength=1))
    strong_chest = ranked(muscles, Area("arm", "right", strength=1), Area("chest", "right", strength=9))
    assert list(strong_arm) == ["arm", "chest"]
    assert list(strong_chest) == ["chest", "arm"]
    assert strong_arm["arm"].score == pytest.approx(strong_chest["chest"].score, abs=0.2)
    assert strong_arm["arm"].score > 2 * strong_arm["chest"].score


def test_a_pain_whose_strength_nobody_said_counts_like_one_of_five() -> None:
    muscles = content(arm=(point(essential=("arm",)),), chest=(point(essential=("chest",)),))
    unsaid = ranked(muscles, ARM, Area("chest", "right", strength=5))
    assert unsaid["arm"].score == pytest.approx(unsaid["chest"].score, abs=0.2)
    assert list(ranked(muscles, ARM, Area("chest", "right", strength=6))) == ["chest", "arm"]
    assert list(ranked(muscles, ARM, Area("chest", "right", strength=4))) == ["arm", "chest"]


def test_teaching_that_no_source_names_there_stands_far_below_a_point_with_a_source() -> None:
    muscles = content(
        aaa_teaching=(point(essential=("arm",), status="teaching"),),
        sourced=(point(essential=("arm",)),),
    )
    hits = ranked(muscles, ARM)
    assert list(hits) == ["sourced", "aaa_teaching"]
    assert hits["aaa_teaching"].score / hits["sourced"].score == pytest.approx(0.9 * 0.1, abs=0.003)


def test_a_pattern_that_experts_dispute_stands_below_one_that_varies_and_one_that_is_typical() -> None:
    muscles = content(
        aaa_disputed=(point(essential=("arm",), certainty="disputed"),),
        bbb_variable=(point(essential=("arm",), certainty="variable"),),
        typical=(point(essential=("arm",)),),
    )
    assert list(ranked(muscles, ARM)) == ["typical", "bbb_variable", "aaa_disputed"]


def test_a_muscle_that_more_sources_name_stands_higher() -> None:
    muscles = content(
        aaa_none=(point(essential=("arm",)),),
        bbb_two=(point(essential=("arm",)),),
        seven=(point(essential=("arm",)),),
        ten=(point(essential=("arm",)),),
    )
    for id_, number in (("bbb_two", 2), ("seven", 7), ("ten", 10)):
        muscles.muscles[id_].named_by["arm"] = number
    hits = ranked(muscles, ARM)
    assert list(hits) == ["seven", "ten", "bbb_two", "aaa_none"]
    assert hits["seven"].score == hits["ten"].score, "seven sources give the full prior"
    assert hits["aaa_none"].score / hits["seven"].score == pytest.approx(0.7, abs=0.01)
    assert [hits[id_].named_by for id_ in hits] == [7, 10, 2, 0]


def test_a_muscle_that_many_sources_name_is_not_far_down_though_its_pattern_reaches_a_part_only() -> None:
    def scores(sources: int) -> dict[str, float]:
        muscles = content(
            wide=(point(essential=("arm", "belly", "chest")),),
            often=(point(essential=("belly", "chest"), spillover=("arm",)),),
        )
        muscles.muscles["often"].named_by["arm"] = sources
        return {muscle: hit.score for muscle, hit in ranked(muscles, ARM).items()}

    assert scores(0)["often"] < 0.5 * scores(0)["wide"]
    assert scores(7)["often"] == pytest.approx(70, abs=4)


def test_sources_that_name_a_muscle_for_another_place_do_not_count() -> None:
    muscles = content(aaa=(point(essential=("arm",)),), bbb=(point(essential=("arm",)),))
    muscles.muscles["bbb"].named_by["belly"] = 7
    hits = ranked(muscles, ARM)
    assert hits["aaa"].score == hits["bbb"].score
    assert hits["bbb"].named_by == 0


def test_an_essential_zone_stands_above_a_spillover_zone() -> None:
    muscles = content(
        aaa_spillover=(point(spillover=("arm",), essential=("chest",)),),
        essential=(point(essential=("arm",), spillover=("chest",)),),
    )
    hits = ranked(muscles, ARM)
    assert list(hits) == ["essential", "aaa_spillover"]
    assert hits["essential"].kind == "essential"
    assert hits["aaa_spillover"].kind == "spillover"
    assert hits["aaa_spillover"].matches[0].coverage == pytest.approx(0.4, abs=0.01)


def test_a_pattern_that_lies_wholly_on_the_marked_area_stands_above_one_that_goes_on() -> None:
    muscles = content(
        aaa_wide=(point(essential=("arm", "chest", "belly")),), whole=(point(essential=("arm",)),)
    )
    hits = ranked(muscles, ARM)
    assert list(hits) == ["whole", "aaa_wide"]
    assert hits["whole"].elsewhere == ()
    assert hits["aaa_wide"].elsewhere == ("chest", "belly")


def test_essential_places_elsewhere_are_named_before_spillover_ones() -> None:
    muscles = content(muscle=(point(essential=("arm", "belly"), spillover=("chest",)),))
    assert ranked(muscles, ARM)["muscle"].elsewhere == ("belly", "chest")


def test_a_muscle_lies_on_the_side_that_hurts() -> None:
    muscles = content(muscle=(point(essential=("arm",)),))
    for side in ("right", "left", "both"):
        assert ranked(muscles, Area("arm", side))["muscle"].side == side


def test_a_point_known_on_one_side_is_found_on_that_side_only() -> None:
    muscles = content(lefty=(point(essential=("arm",), sides="left"),))
    assert ranked(muscles, Area("arm", "left"))["lefty"].side == "left"
    assert not ranked(muscles, Area("arm", "right"))
    assert ranked(muscles, Area("arm", "both"))["lefty"].side == "left"


def test_a_point_that_causes_no_pain_is_not_found() -> None:
    muscles = content(quiet=(point(phenomenon="sweating"), point("loud", essential=("chest",))))
    assert ranked(muscles, CHEST)["quiet"].point == "loud"


def test_the_best_point_of_a_muscle_speaks_for_it() -> None:
    muscles = content(
        muscle=(point("weak", spillover=("arm",), essential=("belly",)), point("strong", essential=("arm",)))
    )
    assert ranked(muscles, ARM)["muscle"].point == "strong"


def test_a_point_of_the_other_side_lends_nothing_to_its_muscle() -> None:
    muscles = content(
        muscle=(point("left", essential=("arm",), sides="left"), point("both", essential=("chest",)))
    )
    alone = content(muscle=(point("both", essential=("chest",)),))
    hit, without = (ranked(data, ARM, CHEST)["muscle"] for data in (muscles, alone))
    assert hit.score == pytest.approx(without.score)
    assert [match.area for match in hit.matches] == [1]


def test_the_spillover_of_a_rare_pattern_counts_a_quarter() -> None:
    usual = point(spillover=("arm",))
    rare = usual.model_copy(update={"zones": usual.zones.model_copy(update={"rare": True})})
    hits = ranked(content(usual=(usual,), rare=(rare,)), ARM)
    assert hits["rare"].score / hits["usual"].score == pytest.approx(0.25, abs=0.01)


def test_a_place_named_twice_counts_as_the_stronger_kind() -> None:
    once, twice = point(essential=("arm",)), point(essential=("arm",), spillover=("arm",))
    hits = ranked(content(once=(once,), twice=(twice,)), ARM)
    assert hits["twice"].score == pytest.approx(hits["once"].score)


def test_an_area_of_several_places_is_ranked_as_if_each_had_been_asked_for() -> None:
    muscles = content(
        aaa_often=(point(essential=("arm",)),),
        two_of_three=(point(essential=("chest", "belly")),),
    )
    muscles.muscles["aaa_often"].named_by["arm"] = 7
    one = ranked(muscles, Area("arm", "right", more=("chest", "belly")))
    three = ranked(muscles, ARM, CHEST, Area("belly", "right"))
    assert list(one) == list(three) == ["two_of_three", "aaa_often"]
    assert [hit.score for hit in one.values()] == pytest.approx(
        [hit.score for hit in three.values()], abs=0.1
    )


def test_of_an_area_of_several_places_only_those_that_a_pattern_covers_are_matched() -> None:
    muscles = content(muscle=(point(essential=("arm",), spillover=("belly",)),))
    (match,) = ranked(muscles, Area("arm", "right", more=("chest", "belly")))["muscle"].matches
    assert [(one.place, one.kind) for one in match.places] == [("arm", "essential"), ("belly", "spillover")]
    assert match.coverage == pytest.approx((1 + 0 + 0.4) / 3, abs=0.05)


def test_a_core_that_covers_little_of_a_wide_area_is_not_called_spillover() -> None:
    z = BODY.surface.position_mm[:, 2]
    wide = ((BODY.surface.side < 0) & (z >= 630) & (z < 1000)).astype("float32")
    (hit,) = find_fields([wide], BODY, content(muscle=(point(essential=("arm",)),)))
    assert hit.matches[0].coverage < 0.1
    assert hit.kind == "essential"


def test_an_area_of_which_next_to_nothing_is_covered_is_not_said_to_match() -> None:
    wide = Area("arm", "right", more=("belly", "beside-arm", "far"))
    (match,) = ranked(content(muscle=(point(essential=("arm", "chest")),)), wide)["muscle"].matches
    assert 0.1 < match.coverage < 0.9

"""Areas that are named, painted or drawn around lie where people see them, and are called so."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area, Stroke, area_name, area_weights, is_empty

ATLAS, CONTENT = load_atlas(), load_content()


def point_on(view: str, place: str, side: str = "left") -> tuple[int, int]:
    """Where the middle of a place is in a view, in mm from the picture's corner."""
    weights = ATLAS.places.weights(place, side)
    middle = np.average(ATLAS.surface.position_mm, axis=0, weights=weights)
    x, y = ATLAS.views[view].project(middle)[0] * ATLAS.views[view].mm_per_px
    return round(x), round(y)


def painted(view: str, place: str, side: str = "left", radius_mm: int = 20, tool: str = "paint") -> Stroke:
    return Stroke(tool, view, radius_mm, (point_on(view, place, side),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("view", "place", "side"),
    [
        ("front", "chest-pectoral", "left"),
        ("front", "front-of-thigh-middle", "right"),
        ("back", "scapula", "right"),
        ("left", "lateral-thigh-middle", "left"),
    ],
)
def test_paint_lies_on_the_place_and_side_that_were_painted(view: str, place: str, side: str) -> None:
    name = area_name(ATLAS, CONTENT, Area(strokes=(painted(view, place, side),)))
    assert place in name.places
    assert name.side == side


def test_paint_on_the_front_leaves_the_back_alone() -> None:
    weights = area_weights(ATLAS, Area(strokes=(painted("front", "upper-abdomen"),)))
    assert ATLAS.surface.normal[weights > 0.5][:, 1].mean() < -0.5


def test_a_brush_covers_what_its_radius_says() -> None:
    area = Area(strokes=(painted("front", "chest-pectoral", radius_mm=30),))
    mm2 = float(area_weights(ATLAS, area) @ ATLAS.surface.area_mm2)
    assert np.pi * 30**2 * 0.8 < mm2 < np.pi * 30**2 * 1.5


def test_a_lasso_takes_what_is_inside_it() -> None:
    x, y = point_on("front", "chest-pectoral")
    ring = ((x - 25, y - 25), (x + 25, y - 25), (x + 25, y + 25), (x - 25, y + 25))
    area = Area(strokes=(Stroke("lasso", "front", 0, ring),))
    assert 1800 < float(area_weights(ATLAS, area) @ ATLAS.surface.area_mm2) < 4500
    assert is_empty(ATLAS, Area(strokes=(Stroke("lasso", "front", 0, ring[:2]),)))


def test_a_lasso_that_crosses_itself_takes_all_that_it_goes_around() -> None:
    x, y = point_on("front", "chest-pectoral")
    ring = [(x - 25, y - 25), (x + 25, y - 25), (x + 25, y + 25), (x - 25, y + 25)]
    once = area_weights(ATLAS, Area(strokes=(Stroke("lasso", "front", 0, tuple(ring)),)))
    often = [*ring, *ring, *(p for n in range(40) for p in ((x - 20 + n, y - 20), (x + 20 - n, y + 20)))]
    crossed = area_weights(ATLAS, Area(strokes=(Stroke("lasso", "front", 0, tuple(often)),)))
    assert (crossed >= once).all() and abs(crossed - once).sum() <= 0.05 * once.sum()


def test_rubbing_out_takes_away_and_can_take_all() -> None:
    stroke = painted("front", "chest-pectoral")
    smaller = Area(strokes=(stroke, painted("front", "chest-pectoral", radius_mm=10, tool="erase")))
    gone = Area(strokes=(stroke, painted("front", "chest-pectoral", radius_mm=40, tool="erase")))
    assert not is_empty(ATLAS, smaller)
    assert area_weights(ATLAS, smaller).sum() < area_weights(ATLAS, Area(strokes=(stroke,))).sum()
    assert is_empty(ATLAS, gone)


def test_paint_across_the_middle_is_on_both_sides_or_in_the_middle() -> None:
    _, y = point_on("back", "lumbosacral")
    centre = ATLAS.views["back"].width_px * ATLAS.views["back"].mm_per_px / 2
    band = tuple((round(centre + dx), y) for dx in range(-70, 71, 10))
    assert area_name(ATLAS, CONTENT, Area(strokes=(Stroke("paint", "back", 15, band),))).side in (
        "both",
        "middle",
    )


def test_strength_and_duration_do_not_move_an_area() -> None:
    area = Area("temple", "left", strength=9, duration="week")
    assert area.shape == Area("temple", "left")
    assert area_weights(ATLAS, area) is area_weights(ATLAS, Area("temple", "left"))


def test_an_area_of_several_places_takes_in_each_of_them_as_people_mean_it() -> None:
    both = Area("forehead", "right", more=("calf",))
    assert both.places == ("forehead", "calf")
    weights = area_weights(ATLAS, both)
    for place in both.places:
        assert (weights >= ATLAS.places.meant(place, "right")).all()
    left = ATLAS.places.weights("calf", "left") > 0.9
    assert left.any() and not weights[left].any(), "the other side is not marked"
    meant = Area("whole-head", "both")
    exact = ATLAS.places.weights("whole-head", "both")
    edge = (ATLAS.places.meant("whole-head", "both") > 0.3) & (exact == 0)
    assert edge.any() and area_weights(ATLAS, meant)[edge].all(), "people mean more than the exact place"


def test_a_place_of_the_middle_is_called_so() -> None:
    assert CONTENT.places["vertex"].side == "midline"
    assert area_name(ATLAS, CONTENT, Area("vertex", "right")).side == "middle"
    assert area_name(ATLAS, CONTENT, Area("calf", "right")).side == "right"

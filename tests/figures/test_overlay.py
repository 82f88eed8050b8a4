"""Marks and zones of the small body in its two views, and the payload for the browser."""

import json
from dataclasses import replace

import pytest

from triggerpoints.figures import MapState, map_payload, pattern_payload
from triggerpoints.figures.overlay import marks, zones
from triggerpoints.figures.payload import side_labels
from triggerpoints.figures.svg_path import rings

STATE = MapState(muscle="lifter")


def test_a_mark_lies_on_the_pixel_of_the_skin_above_its_point(atlas, content):
    mark = next(m for m in marks(atlas, content, STATE) if m.point == "front")
    assert (mark.x_px, mark.y_px) == pytest.approx((25, 50), abs=2)
    assert not mark.behind


def test_a_point_on_the_far_side_is_marked_as_behind(atlas, content):
    seen = {m.point: m.behind for m in marks(atlas, content, STATE)}
    assert seen == {"front": False, "back": True}
    turned = {m.point: m.behind for m in marks(atlas, content, replace(STATE, view="back"))}
    assert turned == {"front": True, "back": False}


def test_both_sides_show_mirrored_marks_and_one_sided_points_once(atlas, content):
    drawn = marks(atlas, content, replace(STATE, side="both"))
    assert sorted((m.point, m.side) for m in drawn) == [
        ("back", "left"), ("back", "right"), ("front", "left"), ("front", "right"), ("left", "left"),
    ]  # fmt: skip
    right, left = (next(m for m in drawn if (m.point, m.side) == ("front", s)) for s in ("right", "left"))
    assert right.x_px + left.x_px == pytest.approx(100, abs=1)


def test_a_view_has_only_the_zones_it_sees(atlas, content):
    assert {(z.point, z.kind) for z in zones(atlas, content, STATE)} == {
        ("front", "essential"),
        ("front", "spillover"),
    }
    assert {(z.point, z.kind) for z in zones(atlas, content, replace(STATE, view="back"))} == {
        ("back", "essential")
    }


def test_a_zone_is_drawn_where_its_place_is(atlas, content):
    zone = next(z for z in zones(atlas, content, STATE) if z.kind == "essential")
    (ring,) = rings(zone.path)
    assert ring[:, 0].max() <= 54 and ring[:, 1].max() <= 54


def test_the_core_of_a_zone_is_smaller_and_lies_inside_it(atlas, content):
    for zone in zones(atlas, content, STATE):
        (edge,), (core,) = rings(zone.path), rings(zone.core)
        assert (edge.min(0) < core.min(0)).all() and (core.max(0) < edge.max(0)).all()


@pytest.mark.parametrize(("switch", "gone"), [("essential", "essential"), ("spillover", "spillover")])
def test_a_kind_of_zone_can_be_switched_off(atlas, content, switch, gone):
    drawn = zones(atlas, content, replace(STATE, **{switch: False}))
    assert drawn and gone not in {z.kind for z in drawn}


def test_without_a_muscle_there_is_nothing_to_draw(atlas, content):
    assert map_payload(atlas, content, MapState())["pattern"] is None


def test_with_all_overlays_off_no_pattern_is_asked_for(atlas, content):
    hidden = replace(STATE, points=False, essential=False, spillover=False)
    assert map_payload(atlas, content, hidden)["pattern"] is None
    assert map_payload(atlas, content, replace(hidden, points=True))["pattern"] == {
        "muscle": "lifter",
        "side": "right",
    }


def test_the_pattern_has_the_marks_and_zones_of_the_muscle(atlas, content):
    drawn = pattern_payload(atlas, content, "front", "lifter", "right")
    assert [(mark["point"], mark["n"], mark["behind"]) for mark in drawn["marks"]] == [
        ("front", 1, False),
        ("back", 2, True),
    ]
    assert [(zone["points"], zone["kind"]) for zone in drawn["zones"]] == [
        (["front"], "spillover"),
        (["front"], "essential"),
    ]


def test_the_payload_is_small_plain_data(atlas, content):
    payload = map_payload(atlas, content, STATE)
    assert len(json.dumps(payload)) < 1000
    assert payload["picture"] == "front.superficial.webp"
    assert payload["shapes_layer"] == "superficial"
    assert payload["selected"] == "lifter"


def test_side_labels_follow_the_body_not_the_picture(atlas):
    assert side_labels(atlas.views["front"]) == ["Your right", "Your left"]
    assert side_labels(atlas.views["back"]) == ["Your left", "Your right"]


def test_points_that_share_a_zone_share_its_path(atlas, content):
    muscle = content.muscles["lifter"]
    twin = muscle.trigger_points[0].model_copy(update={"id": "twin"})
    content.muscles["twins"] = muscle.model_copy(update={"trigger_points": (muscle.trigger_points[0], twin)})
    drawn = pattern_payload(atlas, content, "front", "twins", "right")["zones"]
    assert [zone["points"] for zone in drawn] == [["front", "twin"]] * 2


def test_a_path_with_curves_is_refused():
    with pytest.raises(ValueError, match="found C"):
        rings("M0 0C1 1 2 2 3 3Z")

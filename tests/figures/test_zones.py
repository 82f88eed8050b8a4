"""Zones on the skin of the small body."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.spatial import KDTree

from triggerpoints.content import Zones, ZoneShape
from triggerpoints.referral.skin_shapes import outline_weights, ribbon_weights
from triggerpoints.referral.zones import MIDDLE_MM, stamped, without_seams, zone_weights


def where(atlas, weights):
    return atlas.surface.position_mm[weights >= 0.5]


def test_a_zone_is_the_union_of_its_places(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    skin = where(atlas, zone_weights(atlas, point, "essential", "right"))
    assert len(skin)
    assert (skin[:, 0] < 0).all() and (skin[:, 2] > 300).all() and (skin[:, 1] < 0).all()


def test_the_left_zone_mirrors_the_right_one(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    right = zone_weights(atlas, point, "essential", "right")
    left = zone_weights(atlas, point, "essential", "left")
    assert np.array_equal(left, right[atlas.surface.mirror])


def test_a_point_known_on_one_side_has_no_zone_on_the_other(atlas, content):
    point = content.muscles["lifter"].trigger_points[2]
    assert not zone_weights(atlas, point, "essential", "right").any()
    assert zone_weights(atlas, point, "essential", "left").any()


def test_weights_are_kept_and_cannot_be_changed(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    weights = zone_weights(atlas, point, "essential", "right")
    assert zone_weights(atlas, point, "essential", "right") is weights
    with pytest.raises(ValueError, match="read-only"):
        weights[0] = 1


def test_a_ribbon_lies_on_the_skin_and_is_as_wide_as_asked_for_at_each_station(atlas):
    stations = ((-50, 0, 380, 60), (-50, 0, 200, 60), (-50, 0, 20, 30))
    skin = where(atlas, ribbon_weights(atlas.surface, tuple((x, -45, z, w) for x, _, z, w in stations)))
    for z_mm, width_mm in ((300, 60), (200, 60), (30, 31)):
        across = skin[np.abs(skin[:, 2] - z_mm) < 10, 0]
        assert np.ptp(across) == pytest.approx(width_mm, abs=10)


def test_skin_that_looks_the_other_way_is_left_out_however_near_it_is(atlas):
    wide = ribbon_weights(atlas.surface, ((-50, -50, 380, 200), (-50, -50, 20, 200)))
    assert wide.any() and not wide[atlas.surface.position_mm[:, 1] > 0].any()


def test_a_form_of_one_side_ends_at_the_middle_and_one_across_does_not(atlas):
    near = ribbon_weights(atlas.surface, ((-10, -45, 300, 60), (-10, -45, 100, 60)))
    across = ribbon_weights(atlas.surface, ((0, -45, 300, 60), (0, -45, 100, 60)))
    assert not near[atlas.surface.position_mm[:, 0] > 0].any()
    assert where(atlas, across)[:, 0].max() > 15


def test_an_outline_holds_what_is_inside_its_corners_and_nothing_far_outside(atlas):
    corners = ((-80, -45, 300), (-20, -45, 300), (-20, -45, 100), (-80, -45, 100))
    weights = outline_weights(atlas.surface, corners)
    skin_mm = atlas.surface.position_mm
    front = skin_mm[:, 1] < 0
    inside = front & (np.abs(skin_mm[:, 0] + 50) < 20) & (np.abs(skin_mm[:, 2] - 200) < 80)
    outside = (np.abs(skin_mm[:, 0] + 50) > 55) | (np.abs(skin_mm[:, 2] - 200) > 130) | ~front
    assert weights[inside].min() > 0.9
    assert not weights[outside].any()


def test_weights_fall_from_the_core_to_the_edge(atlas):
    weights = ribbon_weights(atlas.surface, ((-50, -45, 380, 80), (-50, -45, 20, 80)))
    row = np.flatnonzero((atlas.surface.position_mm[:, 1] < 0) & (atlas.surface.position_mm[:, 2] == 196))
    row = row[np.argsort(np.abs(atlas.surface.position_mm[row, 0] + 50))]
    assert weights[row[0]] == 1
    assert (np.diff(weights[row]) <= 1e-6).all()
    assert ((weights[row] > 0.05) & (weights[row] < 0.95)).any(), "the edge is soft"


def test_notches_between_round_pieces_are_filled(atlas):
    skin_mm = atlas.surface.position_mm
    away_mm = np.min([np.hypot(skin_mm[:, 0], skin_mm[:, 2] - z) for z in (150, 206, 262)], axis=0)
    pieces = np.where((away_mm < 36) & (skin_mm[:, 1] < 0), 1, 0).astype(np.float32)
    calm = without_seams(atlas, pieces)
    notch = atlas.surface.nearest(np.array([[36, -50, 178]]))[0]
    assert pieces[notch] == 0 and calm[notch] > 0.2
    assert calm.sum() == pytest.approx(pieces.sum(), rel=0.15)


def test_a_place_that_a_shape_draws_is_not_stamped_as_well(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    shape = ZoneShape(kind="essential", draws=("chest",), ribbon=((-50, -45, 380, 20), (-50, -45, 330, 20)))
    drawn = point.model_copy(update={"zones": point.zones.model_copy(update={"shapes": (shape,)})})
    assert stamped(point, "essential") == ("chest",)
    assert stamped(drawn, "essential") == ()
    assert np.ptp(where(atlas, zone_weights(atlas, drawn, "essential", "right"))[:, 0]) < 40


def test_a_shape_draws_places_of_its_own_kind_only():
    shape = {"kind": "spillover", "draws": ("chest",), "outline": ((0, 0, 0), (1, 0, 0), (0, 0, 1))}
    with pytest.raises(ValueError, match="draws 'chest', which is no spillover place"):
        Zones(essential=("chest",), certainty="typical", shapes=(shape,))


@pytest.mark.parametrize("forms", [{}, {"ribbon": ((0, 0, 0, 9),) * 2, "outline": ((0, 0, 0),) * 3}])
def test_a_shape_has_exactly_one_form(forms):
    with pytest.raises(ValueError, match="give exactly one of ribbon, outline"):
        ZoneShape(kind="essential", draws=("chest",), **forms)


def test_wrong_words_are_refused_with_a_sentence(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    with pytest.raises(ValueError, match="'essential' or 'spillover', not 'strong'"):
        zone_weights(atlas, point, "strong", "right")
    with pytest.raises(ValueError, match="'right' or 'left', not 'both'"):
        zone_weights(atlas, point, "essential", "both")


def test_a_shape_of_one_kind_draws_nothing_of_the_other(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    ribbon = ((-50, 45, 380, 20), (-50, 45, 330, 20))  # on the back, where the essential zone is not
    shape = ZoneShape.model_construct(kind="spillover", draws=(), ribbon=ribbon, outline=None)
    drawn = point.model_copy(update={"zones": point.zones.model_copy(update={"shapes": (shape,)})})
    essential = zone_weights(atlas, drawn, "essential", "right")
    assert np.array_equal(essential, zone_weights(atlas, point, "essential", "right"))
    assert zone_weights(atlas, drawn, "spillover", "right")[atlas.surface.position_mm[:, 1] > 0].any()


def test_smoothing_does_not_carry_a_zone_of_one_side_over_the_middle(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    weights = zone_weights(atlas, point, "essential", "right")
    skin_mm = atlas.surface.position_mm
    assert weights[(skin_mm[:, 0] > -12) & (skin_mm[:, 0] < 0)].any(), "it reaches the middle"
    assert not weights[skin_mm[:, 0] > MIDDLE_MM].any()


def test_the_places_of_a_zone_run_together(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    weights = zone_weights(atlas, point, "essential", "right")
    assert ((weights > 0.05) & (weights < 0.95)).any(), "its edge is soft though its place's is not"


def test_smoothing_does_not_leap_to_skin_that_looks_the_other_way():
    x, z = np.meshgrid(np.arange(0, 80, 8.0), np.arange(0, 80, 8.0))
    sheet = np.stack([x.ravel(), np.zeros(x.size), z.ravel()], 1)
    position = np.concatenate([sheet, sheet + np.array([0, 5, 0])])
    n = len(sheet)
    normal = np.repeat([[0.0, -1, 0], [0, 1, 0]], n, axis=0)
    area_mm2, tree = np.ones(2 * n), KDTree(position)
    surface = SimpleNamespace(position_mm=position, normal=normal, area_mm2=area_mm2, tree=tree)
    calm = without_seams(Record(surface=surface), np.repeat([1, 0], n).astype(np.float32))
    assert calm[:n].min() > 0.9
    assert not calm[n:].any()


class Record(SimpleNamespace):
    """A record that is equal to itself only, as the atlas is."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__

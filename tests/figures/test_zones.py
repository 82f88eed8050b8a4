"""Zones on the skin of the small body."""

import numpy as np
import pytest

from triggerpoints.referral.zones import stroke_weights, zone_weights


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


def test_a_band_joins_its_places_on_the_skin_with_the_width_asked_for(atlas):
    skin = where(atlas, stroke_weights(atlas, ("chest", "belly"), 40.0, "right"))
    assert skin[:, 2].max() - skin[:, 2].min() > 280
    assert np.ptp(skin[:, 0]) == pytest.approx(40, abs=10)
    assert (skin[:, 1] < 0).all()


def test_wrong_words_are_refused_with_a_sentence(atlas, content):
    point = content.muscles["lifter"].trigger_points[0]
    with pytest.raises(ValueError, match="'essential' or 'spillover', not 'strong'"):
        zone_weights(atlas, point, "strong", "right")
    with pytest.raises(ValueError, match="'right' or 'left', not 'both'"):
        zone_weights(atlas, point, "essential", "both")

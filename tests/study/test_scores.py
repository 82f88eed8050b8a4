"""A mark is scored by its distance on the body, paint by what it shares with the zone, on either side."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.zones import zone_weights
from triggerpoints.study.scores import NEAR_MM, painted, placed

ATLAS, CONTENT = load_atlas(), load_content()
MUSCLE = CONTENT.muscles["infraspinatus"]
POINT = MUSCLE.trigger_points[0]
VIEW = ATLAS.views["back"]


def mark(away_mm: float = 0.0, side: int = 1):
    """A mark so far below the point, on the right (1) or the left (-1) side."""
    at_mm = np.array(POINT.position_mm) * [side, 1, 1] - [0, 0, away_mm]
    x_px, y_px = VIEW.project(at_mm[None])[0]
    return placed(ATLAS, MUSCLE, POINT, VIEW.id, float(x_px), float(y_px))


def test_the_score_falls_with_the_distance_on_either_side():
    for side in (1, -1):
        scores = [mark(away_mm, side) for away_mm in (0, 15, 45, 90)]
        assert all(given is not None for given in scores)
        assert scores[0].measured < 5 and scores[0].score > 0.9
        assert scores[0].score > scores[1].score > scores[2].score >= scores[3].score
        assert scores[1].is_right and not scores[3].is_right
        assert scores[1].measured == pytest.approx(15, abs=8)


def test_half_of_the_score_is_left_where_a_mark_is_still_right():
    given = mark(NEAR_MM)
    assert given.score == pytest.approx(1 - given.measured / (2 * NEAR_MM), abs=0.01)


def test_a_mark_beside_the_body_is_no_answer():
    assert placed(ATLAS, MUSCLE, POINT, VIEW.id, 1, 1) is None


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_zone_itself_is_fully_right_on_either_side(side):
    given = painted(ATLAS, POINT, zone_weights(ATLAS, POINT, "essential", side))
    assert given.score > 0.97


def test_spillover_counts_neither_way_and_the_rest_of_the_body_against():
    essential, spillover = (zone_weights(ATLAS, POINT, kind, "right") for kind in ("essential", "spillover"))
    both = painted(ATLAS, POINT, np.maximum(essential, spillover))
    assert both.score > 0.9
    assert painted(ATLAS, POINT, np.ones_like(essential)).score < 0.3
    assert painted(ATLAS, POINT, np.zeros_like(essential)).score == 0
    upper = ATLAS.surface.position_mm[:, 2] > np.median(ATLAS.surface.position_mm[essential > 0.5, 2])
    assert 0.4 < painted(ATLAS, POINT, essential * upper).score < 0.9

"""A part is seen best from where least lies over it, and what lies over it there is told."""

import numpy as np
import pytest

from tests.bodymaps.small_solids import Tree
from tools.bodymaps.solids import rays
from tools.bodymaps.solids.rays import world
from tools.bodymaps.solids.sides import best_side, least_share, way_from
from tools.bodymaps.solids.skin import divided

CORNERS = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
SQUARES = np.array([[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]])
FACES = np.concatenate([SQUARES[:, [0, 1, 2]], SQUARES[:, [0, 2, 3]]])
FRONT, BACK, FROM_LEFT, FROM_RIGHT = (0, -1, 0), (0, 1, 0), (1, 0, 0), (-1, 0, 0)
PART, COVER = 0, 1


@pytest.fixture(autouse=True)
def _rays(monkeypatch):
    monkeypatch.setattr(rays, "tracer", Tree)


def box(middle_mm, half_mm):
    return divided(CORNERS * half_mm + middle_mm, FACES, 4.0)


def seen(part, *others, mirrored=False, least=0.1, chosen_deg=None):
    """Best side of a part among others, and the numbers of what lies over it there."""
    there = world([part, *others], [mirrored] * (1 + len(others)))
    n = 1 + len(others)
    found = best_side(*part, PART, there, np.ones(n), np.full(n, least), chosen_deg)
    return np.rint(found.direction).astype(int).tolist(), found.over


PLATE = box((-50, 0, 1000), (20, 3, 40))


def test_a_plate_is_seen_from_the_front_unless_something_lies_before_it():
    assert seen(PLATE) == (list(FRONT), [])
    assert seen(PLATE, box((-50, -20, 1000), (30, 3, 60))) == (list(BACK), [])


def test_from_a_chosen_side_what_lies_over_it_is_told_the_most_hiding_first():
    low = box((-50, -20, 970), (30, 3, 20))
    high = box((-50, -40, 1020), (30, 3, 30))
    assert seen(PLATE, low, high, chosen_deg=(0.0, 0.0)) == (list(FRONT), [2, 1])


@pytest.mark.parametrize(("least", "over"), [(0.1, []), (0.03, [COVER])])
def test_what_hides_little_counts_as_over_a_part_only_where_little_counts(least, over):
    strip = box((-50, -20, 1037), (30, 3, 3))
    assert seen(PLATE, strip, least=least, chosen_deg=(0.0, 0.0))[1] == over


def test_nobody_looks_through_the_other_side_of_the_body():
    upright = box((-8, 0, 1000), (3, 20, 40))
    assert seen(upright, mirrored=True)[0] == list(FROM_RIGHT)
    assert seen(upright, box((-30, 0, 1000), (3, 40, 80)))[0] == list(FROM_LEFT)


def test_azimuth_turns_from_the_front_to_the_left_and_tilt_goes_up():
    assert way_from(0, 0) == pytest.approx(FRONT)
    assert way_from(90, 0) == pytest.approx(FROM_LEFT)
    assert way_from(45, 90)[2] == pytest.approx(1)


def test_small_muscles_count_as_over_one_of_a_lower_layer_or_of_its_own():
    superficial, middle, deep = 0, 1, 2
    share = least_share(
        np.array([True, True, True, False]), np.array([superficial, middle, deep, middle]), middle
    )
    over_lower, over_own, of_a_lower_layer, bone = share
    assert over_lower < over_own < of_a_lower_layer == bone

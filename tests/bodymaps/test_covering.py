"""A lower muscle is pushed below its cover as far as it is thick, and stays where nothing covers it."""

import numpy as np
import pytest

from tests.bodymaps.small_solids import MIDDLE, Tree, bump, level, sheet, slab, ways_of
from tools.bodymaps.solids import rays
from tools.bodymaps.solids.covering import ABOVE_MM, BELOW_MM, KEEPS, LIFT_MM, MOST_MM, lifted, pushed
from tools.bodymaps.solids.rays import world

COVER = slab(level(0.0), level(-2.0), half_mm=60.0)


@pytest.fixture(autouse=True)
def _rays(monkeypatch):
    monkeypatch.setattr(rays, "tracer", Tree)


def outer_and_inner(v):
    return np.split(v[:, 2], 2)


def under_cover(mesh, cover=COVER):
    v, f = mesh
    return outer_and_inner(pushed(v, f, world([cover], [False]), ways_of(v), ABOVE_MM))


def test_the_outer_wall_alone_goes_below_what_covers_it():
    outer, inner = under_cover(slab(level(1.0), level(-14.0)))
    assert outer == pytest.approx(-2.0 - BELOW_MM, abs=0.05)
    assert (inner == -14.0).all()


def test_a_thin_muscle_keeps_a_share_of_its_thickness():
    outer, inner = under_cover(slab(level(0.0), level(-1.0)))
    assert (outer - inner) == pytest.approx(1.0 - KEEPS, abs=0.05)


def test_no_vertex_is_pushed_farther_than_the_most():
    outer, _ = under_cover(slab(level(6.0), level(-30.0)))
    assert outer == pytest.approx(6.0 - MOST_MM, abs=0.01)


def test_what_lies_far_above_or_below_or_beside_its_cover_stays():
    for height_mm in (ABOVE_MM + 2.0, -3.0):
        mesh = slab(level(height_mm), level(height_mm - 5.0))
        assert np.concatenate(under_cover(mesh)) == pytest.approx(mesh[0][:, 2])
    small = slab(level(0.0), level(-2.0), half_mm=6.0)
    mesh = slab(level(1.0), level(-14.0), half_mm=42.0, cuts=16)
    outer, _ = under_cover(mesh, small)
    beside = np.abs(mesh[0][: len(outer), :2] - MIDDLE).max(1) > 25
    assert (outer[beside] == 1.0).all() and outer.min() < -1.5


@pytest.mark.parametrize(
    ("roof_mm", "least_mm", "most_mm"), [(50.0, 2.0 + BELOW_MM, LIFT_MM), (1.5, 0.9, 1.5 - BELOW_MM)]
)
def test_an_upper_muscle_is_lifted_over_a_thin_one_and_not_through_what_lies_over_it(
    roof_mm, least_mm, most_mm
):
    upper, lower = slab(level(0.0), level(-2.0)), slab(bump(-9.0, 11.0, 8.0), bump(-9.6, 10.4, 8.0))
    roof = world([sheet(level(roof_mm))], [False])
    ways = [ways_of(upper[0])]
    risen = lifted([upper], ways, [lower], [ways_of(lower[0])], roof)[0]
    assert least_mm <= outer_and_inner(risen)[0].max() <= most_mm + 1e-6

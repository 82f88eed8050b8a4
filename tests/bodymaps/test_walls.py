"""Walls of thin muscles that were pushed through each other are set apart, and nothing else moves."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.bodymaps.small_solids import Tree, bump, flat_skin, level, slab, ways_of
from tools.bodymaps.solids import rays
from tools.bodymaps.solids.grid import on_grid
from tools.bodymaps.solids.moves import MOST_MM
from tools.bodymaps.solids.poked import CLOSE, places
from tools.bodymaps.solids.settling import Skin
from tools.bodymaps.solids.walls import all_set_apart, inside_out, set_apart

THICK_MM = 1.5


@pytest.fixture(autouse=True)
def _rays(monkeypatch):
    monkeypatch.setattr(rays, "tracer", Tree)


def dented(deep_mm):
    """A thin muscle whose outer wall was pushed so deep in the middle."""
    return slab(bump(0.0, -deep_mm, 8.0), level(-THICK_MM))


def wrong_mm2(v, f, skin):
    at, out, area = places(skin.points, skin.normal, skin.faces, CLOSE)
    return area[inside_out((v, f), at, out)[0]].sum()


def test_the_inner_wall_goes_inward_until_the_outer_one_is_met_first():
    v, f = dented(2.5)
    skin, outer = flat_skin(), len(v) // 2
    assert wrong_mm2(v, f, skin) > 50
    moved = set_apart((v, f), ways_of(v), skin)
    assert wrong_mm2(moved, f, skin) == 0
    assert (moved[:outer] == v[:outer]).all()
    gone = v[outer:] - moved[outer:]
    assert (gone[:, :2] == 0).all() and (gone[:, 2] >= 0).all() and gone.any()
    assert (moved[:outer] - moved[outer:])[:, 2].min() >= 0.4


def test_a_sound_muscle_stays_as_it_is():
    v, f = dented(THICK_MM - 0.5)
    assert (set_apart((v, f), ways_of(v), flat_skin()) == v).all()


def test_what_moved_lies_on_the_grid_of_the_files():
    v, f = dented(2.6)
    moved = set_apart((on_grid(v), f), ways_of(v), flat_skin())
    assert (moved != on_grid(v)).any() and (moved == on_grid(moved)).all()


def test_a_wall_that_would_have_to_go_too_far_goes_as_far_as_it_may():
    v, f = dented(THICK_MM + 9.0)
    moved = set_apart((v, f), ways_of(v), flat_skin())
    assert MOST_MM - 0.25 <= np.linalg.norm(moved - v, axis=1).max() <= MOST_MM + 0.25


def test_a_ray_that_leaves_before_it_enters_tells_wall_and_distance():
    v, f = dented(THICK_MM + 2.0)
    at = np.array([[*v.mean(0)[:2] + 0.1, 10.0], [*v[:, :2].min(0) + 1.0, 10.0]])
    ray, wall, through_mm = inside_out((v, f), at, np.array([[0, 0, 1.0]] * 2))
    assert ray.tolist() == [0]  # on the second the outer wall comes first
    assert wall.face[0] >= len(f) // 2
    assert through_mm[0] == pytest.approx(2.0, abs=0.01)
    assert wall.place_mm[0, 2] == pytest.approx(-THICK_MM, abs=0.01)


def test_rays_that_meet_nothing_find_nothing_wrong():
    v, f = dented(2.5)
    ray, wall, through_mm = inside_out((v, f), np.array([[500.0, 0, 10]]), np.array([[0, 0, 1.0]]))
    assert len(ray) == len(wall.part) == len(through_mm) == 0


def test_every_muscle_of_a_body_is_set_apart_along_the_skin_of_the_right_half():
    v, f = dented(2.5)
    body = SimpleNamespace(meshes=[(v, f), (v - [0, 0, 9], f)], ways=[ways_of(v)] * 2)
    skin = flat_skin()
    assert all(wrong_mm2(moved, f, skin) == 0 for moved in all_set_apart(body, skin))
    left = Skin(skin.points * [-1, 1, 1], skin.normal, skin.faces)
    assert len(skin.of_one_side.faces) == len(skin.faces) and len(left.of_one_side.faces) == 0

"""What pokes through its cover is mended place by place, and nothing else is lost for it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.bodymaps.small_solids import MIDDLE, Tree, bump, flat_skin, level, sheet, slab, ways_of
from tools.bodymaps.solids import rays
from tools.bodymaps.solids.grid import on_grid
from tools.bodymaps.solids.mending import MOST_MM, TURNED, mended, spots
from tools.bodymaps.solids.packed import Layered
from tools.bodymaps.solids.poked import CLOSE, Meeting, Poked, places
from tools.bodymaps.solids.rays import world
from tools.bodymaps.solids.settling import UNDER_SKIN_MM, Skin, first_mm, look

UPPER, LOWER = 0, 1
NOTHING = level(-500.0)
CUTS = 6


@pytest.fixture(autouse=True)
def _rays(monkeypatch):
    monkeypatch.setattr(rays, "tracer", Tree)


def muscles(lower, upper=None):
    """A flat upper muscle, 3 mm thick, and the lower one below it."""
    meshes = [upper or slab(level(0.0), level(-3.0), cuts=CUTS), lower]
    return Layered(
        ["upper", "lower"], meshes, [ways_of(v) for v, _ in meshes], [True, True], np.array([0, 1])
    )


def thick(over_mm=1.0):
    """A lower muscle of 12 mm that comes so far over the upper one in the middle."""
    return slab(bump(-3.5, 3.5 + over_mm, 8.0), level(-15.0), cuts=CUTS)


def thin(over_mm=1.0):
    """A lower muscle that lies on a thin part of itself where it comes over the upper one."""
    return slab(bump(-3.5, 3.5 + over_mm, 8.0), bump(-4.5, 4.0 + over_mm, 8.0), cuts=CUTS)


def bone(z_mm=-400.0):
    return world([sheet(level(z_mm))], [True])


def roof(z_mm=20.0):
    v, f = sheet(level(z_mm))
    return world([(v, f)], [True])


def met(body, now, bones):
    """What pokes through its cover, and the area that each ray stands for."""
    skin = flat_skin(CUTS)
    at, out, area = places(skin.points, skin.normal, skin.faces, CLOSE)
    there = world([(v, f) for v, (_, f) in zip(now, body.meshes, strict=True)], body.mirrored)
    return look(there, bones, body.rank, at, out)[0], area


def poking_mm2(body, now, bones):
    found, area = met(body, now, bones)
    return area[found.ray[~found.by_nature]].sum()


def outer_z(v):
    return v[: len(v) // 2, 2]


def test_a_thick_lower_muscle_goes_down_where_it_pokes_through_and_stays_elsewhere():
    body = muscles(thick())
    assert poking_mm2(body, [v for v, _ in body.meshes], bone()) > 20
    now = mended(body, bone(), flat_skin(CUTS), roof())
    assert poking_mm2(body, now, bone()) < 0.1
    before = body.meshes[LOWER][0]
    assert outer_z(now[LOWER]).max() < outer_z(before).max()
    far = np.hypot(*(before[:, :2] - MIDDLE).T) > 18
    assert (now[LOWER][far] == before[far]).all()
    for v, (start, _) in zip(now, body.meshes, strict=True):
        assert np.linalg.norm(v - start, axis=1).max() <= MOST_MM + 0.25
        assert (v == on_grid(v)).all()


def test_what_lies_as_it_should_stays():
    body = muscles(slab(level(-3.5), level(-15.0), cuts=CUTS))
    now = mended(body, bone(), flat_skin(CUTS), roof())
    assert all((v == start).all() for v, (start, _) in zip(now, body.meshes, strict=True))


def test_a_lower_muscle_that_lies_over_by_nature_stays():
    body = muscles(slab(bump(-3.5, 6.5, 8.0), bump(-6.0, 5.0, 8.0), cuts=CUTS))
    low, high = outer_z(body.meshes[LOWER][0]).max(), outer_z(body.meshes[UPPER][0]).max()
    assert low - high > 2.0
    now = mended(body, bone(), flat_skin(CUTS), roof())
    assert outer_z(now[LOWER]).max() == low and outer_z(now[UPPER]).max() == high


def test_beside_a_place_by_nature_another_is_mended():
    def top(x, y):
        return bump(-3.5, 6.5, 4.0)(x + 14, y) + bump(0.0, 4.5, 4.0)(x - 7, y)

    def bottom(x, y):
        return bump(-6.0, 5.0, 4.0)(x + 14, y) - bump(0.0, 6.0, 12.0)(x - 14, y)

    body = muscles(slab(top, bottom, cuts=CUTS))
    before, _ = met(body, [v for v, _ in body.meshes], bone())
    after, _ = met(body, mended(body, bone(), flat_skin(CUTS), roof()), bone())
    assert before.by_nature.any()
    assert set(before.ray[before.by_nature]) <= set(after.ray[after.by_nature])
    other_end = [found.lower.place_mm[:, 0] > MIDDLE[0] for found in (before, after)]
    assert other_end[0].any() and not other_end[1].any()


def test_nothing_is_moved_farther_than_the_most():
    body = muscles(slab(bump(-3.5, 8.5, 8.0), level(-25.0), cuts=CUTS))
    now = mended(body, bone(), flat_skin(CUTS), roof())
    far = max(np.linalg.norm(v - start, axis=1).max() for v, (start, _) in zip(now, body.meshes, strict=True))
    assert MOST_MM - 0.25 <= far <= MOST_MM + 0.25


def test_no_triangle_turns_over():
    spike = slab(bump(-1.0, 2.75, 0.8), level(-15.0), half_mm=9.0, cuts=24)
    body = muscles(spike)
    assert poking_mm2(body, [v for v, _ in body.meshes], bone()) > 1
    now = mended(body, bone(), flat_skin(CUTS), roof())
    for v, (start, f) in zip(now, body.meshes, strict=True):
        a, b = (np.cross(w[f[:, 1]] - w[f[:, 0]], w[f[:, 2]] - w[f[:, 0]]) for w in (v, start))
        cosine = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
        assert cosine.min() >= TURNED


def test_no_bone_comes_before_what_was_rightly_seen():
    v, f = slab(level(0.0), level(-3.0), cuts=CUTS)
    body = muscles(
        slab(level(0.75), level(-15.0), cuts=CUTS), (v * [0.5, 1, 1] + [MIDDLE[0] * 0.5 - 10.5, 0, 0], f)
    )
    v, f = sheet(level(0.25), half_mm=9.5)
    bones = world([(v + np.array([11.0, 0, 0]), f)], [True])
    skin = flat_skin(CUTS)
    at, out, _ = places(skin.points, skin.normal, skin.faces, CLOSE)
    beyond = at[:, 0] > MIDDLE[0] + 1  # where the upper one has ended

    def bare(vertices):
        """Rays that meet the bone first."""
        there = world([(v, f) for v, (_, f) in zip(vertices, body.meshes, strict=True)], body.mirrored)
        flesh, hard = first_mm(there, at, out), first_mm(bones, at, out)
        return hard < flesh

    before = [v for v, _ in body.meshes]
    now = mended(body, bones, skin, roof())
    assert poking_mm2(body, now, bones) < poking_mm2(body, before, bones)
    assert not (bare(now) & beyond).any()


def test_nothing_rises_through_what_lies_over_all():
    above_mm = 1.2
    now = mended(muscles(thin()), bone(), flat_skin(CUTS), roof(above_mm))
    assert outer_z(now[UPPER]).max() <= above_mm - UNDER_SKIN_MM + 0.125
    free = mended(muscles(thin()), bone(), flat_skin(CUTS), roof())
    assert outer_z(free[UPPER]).max() > outer_z(now[UPPER]).max()


def test_what_is_met_on_the_mirror_image_of_a_muscle_is_mended_just_the_same():
    straight = flat_skin(CUTS)
    slanted = np.repeat(np.array([[0.28, 0.0, 0.96]]), len(straight.points), 0)
    skin = Skin(straight.points, slanted, straight.faces)
    body = muscles(thick())
    flip = np.array([-1.0, 1, 1])
    image = replace(
        body, meshes=[(v * flip, f[:, ::-1]) for v, f in body.meshes], ways=[way * flip for way in body.ways]
    )
    now, of_image = mended(body, bone(), skin, roof()), mended(image, bone(), skin, roof())
    assert (now[LOWER] != body.meshes[LOWER][0]).any()
    for v, mirrored in zip(now, of_image, strict=True):
        assert mirrored * flip == pytest.approx(v)


def wall(part, x_mm):
    n = len(x_mm)
    place_mm = np.stack([np.array(x_mm, float), np.zeros(n), np.zeros(n)], 1)
    return Meeting(np.full(n, part), np.zeros(n, int), np.zeros(n, bool), np.full(n, 10.0), place_mm)


def joined(*walls):
    return Meeting(*(np.concatenate([getattr(w, name) for w in walls]) for name in Meeting.__annotations__))


def test_places_of_two_muscles_that_are_far_from_each_other_are_mended_apart_the_largest_first():
    x_mm = [0.0, 50.0, 55.0]
    lower = joined(wall(LOWER, x_mm), wall(2, [0.0]))
    upper, far = wall(UPPER, [*x_mm, 0.0]), wall(LOWER, [*x_mm, 0.0])
    ray = np.array([0, 1, 2, 3]) * len(CLOSE)
    found = spots(Poked(ray, lower, upper, far), np.zeros((ray.max() + 1, 3)), np.ones(ray.max() + 1))
    assert [spot.faces.tolist() for spot in found] == [[1, 2], [0], [3]]
    assert [spot.pair for spot in found] == [(LOWER, UPPER), (LOWER, UPPER), (2, UPPER)]

"""Cuts and layers of the pictures, proven on small made-up bodies."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.bodymaps.test_builder import FRAME, ball
from tools.bodymaps.healed import CUT_FADE_MM, away_from
from tools.bodymaps.layers import layering
from tools.bodymaps.raster import look, scene, silhouette
from tools.bodymaps.scenes import SIDES
from tools.bodymaps.seen import over, reach_over_bone_mm
from tools.bodymaps.shapes import mirrored_shapes
from tools.bodymaps.views import BACK, FRONT, MIRROR_IMAGES, VIEWS, twin_of


def test_a_cut_goes_through_triangles_not_around_them():
    half = replace(FRAME, clip_mm=((-1e4, 0.0), (-1e4, 1e4), (-1e4, 1e4)))
    filled = silhouette(*ball(25, n=8), half, 2.0)
    columns = np.flatnonzero(filled.any(0))
    assert columns.max() == 79  # 0 mm is between the columns 79 and 80
    rows = filled[:, 79].sum() / 2
    assert rows == pytest.approx(50, abs=2)


def test_a_cut_towards_the_viewer_opens_the_mesh_at_its_depth():
    cut = replace(FRAME, clip_mm=((-1e4, 1e4), (0.0, 1e4), (-1e4, 1e4)))
    seen = look(scene([(1, *ball(25))]), cut)
    assert seen.cut[40, 40]
    assert seen.depth[40, 40] == pytest.approx(25, abs=0.5)
    assert not look(scene([(1, *ball(25))]), FRAME).cut.any()


def test_an_upper_layer_wins_as_far_as_it_reaches_and_no_farther():
    upper, lower = look(scene([(1, *ball(20))]), FRAME), look(scene([(2, *ball(20, (0, -5, 0)))]), FRAME)
    assert over(upper, lower, 6.0).id[40, 40] == 1
    assert over(upper, lower, 4.0).id[40, 40] == 2


def test_a_lower_layer_shows_where_the_upper_one_is_not():
    upper, lower = look(scene([(1, *ball(10))]), FRAME), look(scene([(2, *ball(30))]), FRAME)
    assert over(upper, lower, 50.0).id[40, 15] == 2


ULNA, RADIUS = 30_001, 30_002


def forearm(muscles: list[str]) -> SimpleNamespace:
    """Scenes of some muscles and the two bones of the forearm."""
    return SimpleNamespace(
        muscles=muscles,
        id_of=lambda muscle, side: 2 * muscles.index(muscle) + SIDES.index(side),
        named=lambda ends: [n for name, n in (("ulna", ULNA), ("radius", RADIUS)) if name.endswith(ends)],
    )


def test_a_muscle_is_not_drawn_over_a_bone_that_it_lies_behind_but_over_its_other_bones():
    scenes = forearm(["flexor-digitorum-profundus", "subscapularis", "soleus"])
    muscle = np.array([[0, 1, 0, 2, 4]])  # profundus of both sides, profundus, subscapularis, soleus
    bone = np.array([[ULNA, ULNA, RADIUS, RADIUS, ULNA]])
    reach = layering().over_bone_mm
    found = reach_over_bone_mm(scenes, muscle, bone, replace(FRAME, towards=FRONT))
    assert found.tolist() == [[-reach, -reach, reach, -reach, reach]]


def test_bones_hide_the_muscles_of_their_far_side_from_that_side_only():
    scenes = forearm(["flexor-pollicis-longus", "soleus"])
    muscle, bone = np.array([[0, 1, 2]]), np.array([[RADIUS, ULNA, ULNA]])
    reach = layering().over_bone_mm
    behind = reach_over_bone_mm(scenes, muscle, bone, replace(FRAME, towards=BACK))
    before = reach_over_bone_mm(scenes, muscle, bone, replace(FRAME, towards=FRONT))
    assert behind.tolist() == [[-np.inf, -np.inf, reach]]
    assert before.tolist() == [[reach, reach, reach]]


def test_what_covers_deep_gaps_begins_softly_beside_a_cut():
    cut = np.zeros((3, 200), bool)
    cut[:, :50] = True
    cover = away_from(cut, 0.5)
    assert (cover[:, :50] == 0).all() and (cover[:, 51 + round(2 * CUT_FADE_MM) :] == 1).all()
    assert np.abs(np.diff(cover, axis=1)).max() < 0.02
    assert (away_from(~cut & cut, 0.5) == 1).all()


def test_left_close_ups_are_mirror_images_of_the_right_ones():
    for view in VIEWS:
        twin = twin_of(view)
        if twin is None:
            continue
        assert twin in MIRROR_IMAGES and twin.id in (f"{view.id}-left", view.id.replace("right", "left"))
        point = np.array([[-100.0, -90.0, 700.0]])
        own, other = view.project(point)[0], twin.project(point * [-1, 1, 1])[0]
        assert own[0] + other[0] == pytest.approx(view.size_px[0])
        assert own[1:] == pytest.approx(other[1:])


def test_outlines_of_a_mirror_image_change_sides():
    found = {"full": {"soleus": {"right": "M10 20L30 20.5L30 40Z"}}}
    assert mirrored_shapes(found, 100) == {"full": {"soleus": {"left": "M90 20L70 20.5L70 40Z"}}}

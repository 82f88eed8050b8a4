"""Skin drawn on over the face of a cut, proven on a ball whose front is cut off."""

from dataclasses import replace

import numpy as np
import pytest

from tests.bodymaps.test_builder import FRAME, ball
from tools.bodymaps.healed import RIM_MM, healed, relief
from tools.bodymaps.raster import look, scene
from tools.bodymaps.scenes import SKIN_ID

WIDE = replace(FRAME, size_mm=(200, 200))
CUT = replace(WIDE, clip_mm=((-1e4, 1e4), (-70.0, 1e4), (-1e4, 1e4)))
BODY = scene([(SKIN_ID, *ball(90, n=60))])


@pytest.fixture(scope="module")
def opened():
    seen = look(BODY, CUT)
    depth = np.where(seen.cut, CUT.cut_depth_mm, seen.depth).astype(np.float32)  # as `cut_closed` fills it
    return replace(seen, depth=depth)


def test_no_face_of_the_cut_is_left_and_the_surface_has_no_step(opened):
    whole = healed(opened, CUT, 1.0)
    assert opened.cut.any() and not whole.cut.any()
    row = whole.depth[100, 45:155]
    assert np.abs(np.diff(row)).max() < 1.5
    assert np.abs(np.diff(np.diff(row))).max() < 0.5


def test_the_surface_bulges_as_what_was_cut_off_but_not_beyond_it(opened):
    whole, uncut = healed(opened, CUT, 1.0), look(BODY, WIDE)
    assert uncut.depth[100, 100] - 1 < whole.depth[100, 100] < CUT.cut_depth_mm - 3
    assert whole.normal[100, 100] @ np.array(CUT.towards) < -0.98


def test_what_lies_away_from_the_cut_stays(opened):
    whole = healed(opened, CUT, 1.0)
    row, col = np.mgrid[:200, :200] + 0.5 - 100
    away = np.hypot(row, col) > np.sqrt(90**2 - 70**2) + 2 * RIM_MM + 2
    for name in ("depth", "id", "normal"):
        assert np.array_equal(getattr(whole, name)[away], getattr(opened, name)[away])


def test_a_picture_without_a_cut_stays_as_it_is():
    uncut = look(BODY, WIDE)
    assert healed(uncut, WIDE, 1.0) is uncut


def test_the_relief_has_a_corner_where_each_pixel_is_seen(opened):
    corners = relief(opened, CUT, 1.0)
    pixels = CUT.project(corners.vertices[np.unique(corners.faces)])
    seen = opened.depth[pixels[:, 1].astype(int), pixels[:, 0].astype(int)]
    assert len(pixels) > 20_000
    assert np.allclose(pixels[:, 2], seen, atol=1e-3)

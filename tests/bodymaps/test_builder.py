"""The builder's geometry, proven on small made-up bodies."""

from types import SimpleNamespace

import numpy as np
import pytest

from tools.bodymaps import geometry
from tools.bodymaps.raster import look, scene
from tools.bodymaps.shapes import silhouette, svg_path
from tools.bodymaps.views import VIEWS, ViewFrame
from tools.bodymaps.voxels import Grid, mask
from triggerpoints.figures.svg_path import rings

FRAME = ViewFrame("test", "Test", "Test", (0, 1, 0), (0, 0, -1), (0, 0, 0), (80, 80), 1.0, ((-1e4, 1e4),) * 3)


def ball(radius_mm, centre=(0, 0, 0), n=40):
    """Closed mesh of a sphere, outward normals."""
    theta = np.linspace(0, np.pi, n + 1)
    phi = np.linspace(0, 2 * np.pi, 2 * n, endpoint=False)
    t, p = np.meshgrid(theta, phi, indexing="ij")
    v = np.stack([np.sin(t) * np.cos(p), np.sin(t) * np.sin(p), np.cos(t)], -1).reshape(-1, 3) * radius_mm
    faces = []
    for i in range(n):
        for j in range(2 * n):
            a, b = i * 2 * n + j, i * 2 * n + (j + 1) % (2 * n)
            c, d = a + 2 * n, b + 2 * n
            faces += [[a, c, b], [b, c, d]]
    return v + np.asarray(centre, float), np.array(faces)


def test_nearer_parts_hide_farther_ones():
    near, far = ball(10, (0, -20, 0)), ball(20, (0, 20, 0))
    seen = look(scene([(1, *near), (2, *far)]), FRAME)
    assert seen.id[40, 40] == 1
    assert seen.id[40, 25] == 2
    assert seen.id[2, 2] == -1
    assert seen.depth[40, 40] == pytest.approx(-30, abs=0.3)


def test_normals_face_the_viewer():
    seen = look(scene([(1, *ball(30))]), FRAME)
    inside = seen.id >= 0
    assert (seen.normal[inside] @ np.array([0, 1, 0]) < 0.2).all()


def test_right_of_the_patient_is_left_in_the_front_view():
    seen = look(scene([(1, *ball(8, (-25, 0, 0))), (2, *ball(8, (25, 0, 0)))]), FRAME)
    assert seen.id[40, 15] == 1 and seen.id[40, 65] == 2


def test_silhouette_has_the_area_of_the_disc():
    _, filled = silhouette(*ball(25), FRAME, 2.0)
    assert filled.sum() / 4 == pytest.approx(np.pi * 25**2, rel=0.02)


def test_outline_path_is_in_picture_pixels():
    offset, filled = silhouette(*ball(20, (10, 0, 5)), FRAME, 2.0)
    path = svg_path(filled, offset, 2.0)
    (points,) = rings(path)
    assert np.allclose((points.min(0) + points.max(0)) / 2, [50, 35], atol=0.6)
    assert np.ptp(points[:, 0]) == pytest.approx(40, abs=1)


def test_an_empty_mask_has_no_outline():
    assert svg_path(np.zeros((10, 10), bool)) == ""


@pytest.mark.parametrize("radius_mm", [6, 25])
def test_voxels_of_a_ball_fill_its_volume(radius_mm):
    grid = Grid((-39.5, -39.5, -39.5), (80, 80, 80), 1.0)
    _, inside = mask(*ball(radius_mm), grid)
    assert inside.sum() == pytest.approx(4 / 3 * np.pi * radius_mm**3, rel=0.04)


def test_voxels_of_a_cracked_ball_are_still_filled():
    v, f = ball(25)
    cracked = np.delete(f, np.arange(0, len(f), 37), axis=0)
    grid = Grid((-39.5, -39.5, -39.5), (80, 80, 80), 1.0)
    _, inside = mask(v, cracked, grid)
    assert inside.sum() == pytest.approx(4 / 3 * np.pi * 25**3, rel=0.06)


def test_every_view_has_its_own_id_and_sides_divisible_by_four():
    assert len({v.id for v in VIEWS}) == len(VIEWS)
    for view in VIEWS:
        assert all(s % 4 == 0 for s in view.size_px)
        assert np.dot(view.right, view.down) == 0 and np.dot(view.right, view.towards) == 0


def test_a_part_that_the_source_does_not_have_is_named(monkeypatch):
    monkeypatch.setattr(geometry, "muscle_recipes", lambda: {"example": {"parts": ["soleuss"]}})
    body = SimpleNamespace(find=lambda *_: [])
    with pytest.raises(ValueError, match="'example' is made of 'soleuss', but structures"):
        geometry.muscle_mesh(body, "example", "right")

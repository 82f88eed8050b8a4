"""The skin between its points is one closed surface without holes."""

import numpy as np

from tools.bodymaps.solids import mesh
from tools.bodymaps.solids.mesh import area_mm2, gathered, normals, thickened, volume_mm3
from tools.bodymaps.solids.skin import between, divided, filled, loops, owners

RADIUS_MM = 40.0


def ball():
    """An octahedron cut fine and blown up."""
    v = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], float)
    f = np.array([[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]])
    v, f = divided(v, f, 0.08)
    return v / np.linalg.norm(v, axis=1, keepdims=True) * RADIUS_MM, f


def spread(count):
    """Points spread evenly over the ball."""
    z = 1 - (2 * np.arange(count) + 1) / count
    turn = np.arange(count) * np.pi * (3 - np.sqrt(5))
    r = np.sqrt(1 - z**2)
    return np.stack([r * np.cos(turn), r * np.sin(turn), z], 1) * RADIUS_MM


def test_a_ball_between_its_points_is_closed_and_outward_and_uses_every_point():
    v, f = ball()
    points = spread(300)
    owner = owners(v, f, normals(v, f), points, points / RADIUS_MM)
    faces = filled(points, between(owner, f))
    assert not loops(faces)
    assert len(np.unique(faces)) == len(points) and len(faces) == 2 * len(points) - 4
    assert 0.95 < volume_mm3(points, faces) / (4 / 3 * np.pi * RADIUS_MM**3) < 1


def test_skin_that_faces_another_way_does_not_own_what_is_near():
    v = np.array([[0.0, 0, 0.4]])
    points, out = np.array([[0.0, 0, 1.0], [0, 0, -0.1]]), np.array([[0.0, 0, 1], [0, 0, -1]])
    many = np.concatenate([points, np.full((8, 3), 99.0)])
    facing = np.concatenate([out, np.tile([1.0, 0, 0], (8, 1))])
    assert owners(v, np.zeros((0, 3), int), np.array([[0.0, 0, 1]]), many, facing)[0] == 0


def test_a_hole_is_filled_by_the_shortest_cuts():
    v, f = ball()
    torn = np.delete(f, [10, 11, 500], axis=0)
    assert loops(torn)
    whole = filled(v, torn)
    assert not loops(whole) and len(whole) == len(f)
    assert volume_mm3(v, whole) > 0.99 * volume_mm3(v, f)


def test_a_sheet_becomes_a_closed_body_of_its_thickness():
    v, f = ball()
    cap = f[(v[f][:, :, 2] > 10).all(1)]
    used, new = np.unique(cap, return_inverse=True)
    sheet = v[used], new.reshape(-1, 3)
    body = thickened(*sheet, 0.9)
    assert not loops(body[1])
    assert abs(volume_mm3(*body) / (0.9 * area_mm2(*sheet)) - 1) < 0.02


def test_a_triangle_is_looked_at_between_its_corners_and_its_corners_take_the_worst_of_it():
    v, f = np.array([[0.0, 0, 0], [9, 0, 0], [0, 9, 0], [9, 9, 0]]), np.array([[0, 1, 2], [1, 3, 2]])
    points = mesh.spread(v, f)
    assert np.array_equal(points[: len(v)], v)
    assert np.allclose(points[len(v) + 3], [3, 3, 0])  # the middle of the first triangle
    need = np.zeros(len(points))
    need[len(v) + 3] = 2.0
    assert gathered(need, f, len(v)).tolist() == [2.0, 2.0, 2.0, 0.0]

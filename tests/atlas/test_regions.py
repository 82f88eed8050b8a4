"""A surface is cut where a value crosses a level."""

import numpy as np

from triggerpoints.atlas.regions import region

SQUARE = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
HALVES = np.array([[0, 1, 2], [0, 2, 3]], np.int32)


def area(position, faces):
    a, b, c = position[faces].transpose(1, 0, 2)
    return float(np.cross(b - a, c - a)[:, 2].sum() / 2)


def test_the_cut_lies_where_the_value_is_the_level_and_triangles_keep_their_turn():
    position, faces = region(SQUARE, HALVES, SQUARE[:, 0], 0.25)
    assert np.isclose(area(position, faces), 0.75)
    assert np.isclose(position[:, 0].min(), 0.25)


def test_all_of_a_surface_and_nothing_of_it():
    position, faces = region(SQUARE, HALVES, np.ones(4, np.float32), 0.5)
    assert len(position) == 4 and np.isclose(area(position, faces), 1)
    position, faces = region(SQUARE, HALVES, np.zeros(4, np.float32), 0.5)
    assert faces.shape == (0, 3)

"""Coarse meshes made round for the pictures."""

import numpy as np
import pytest

from tests.bodymaps.test_builder import ball
from tools.bodymaps.curved import rounded

RADIUS = 20.0


def test_a_coarse_ball_comes_closer_to_a_ball():
    vertices, faces = ball(RADIUS, n=6)
    finer, fine_faces = rounded(vertices, faces)

    def farthest(v: np.ndarray, f: np.ndarray) -> float:
        return float(np.abs(np.linalg.norm(v[f].mean(1), axis=1) - RADIUS).max())

    assert len(fine_faces) > 4 * len(faces)
    assert farthest(finer, fine_faces) < 0.4 * farthest(vertices, faces)


def test_the_triangles_keep_their_side():
    finer, faces = rounded(*ball(RADIUS, n=6))
    a, b, c = (finer[faces[:, k]] for k in range(3))
    outwards = (np.cross(b - a, c - a) * (a + b + c)).sum(1)
    first = ball(RADIUS, n=6)
    own = first[0][first[1]]
    sign = np.sign((np.cross(own[:, 1] - own[:, 0], own[:, 2] - own[:, 0]) * own.sum(1)).sum())
    assert (sign * outwards > 0).mean() > 0.9  # slivers at the poles may fold


def test_a_fine_mesh_stays_as_it_is():
    vertices, faces = ball(3.0, n=12)
    assert rounded(vertices, faces)[0] is vertices


def test_a_crack_does_not_tear_open():
    vertices, faces = ball(RADIUS, n=6)
    loose = vertices[faces].reshape(-1, 3), np.arange(faces.size).reshape(-1, 3)  # every triangle on its own
    whole, torn = rounded(vertices, faces)[0], rounded(*loose)[0]
    assert len(np.unique(torn.round(1), axis=0)) == pytest.approx(
        len(np.unique(whole.round(1), axis=0)), rel=0.02
    )

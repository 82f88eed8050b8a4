"""Figures of the skin on a small body: mirrored, above what lies below, written and read back."""

import numpy as np
import pytest

from tools.bodymaps.raster import vertex_normals
from tools.bodymaps.skin_figures import SHAPES, Shape, Skin, at_points, moves, window, write
from triggerpoints.atlas.skin_figures import load_moves

RINGS, SPOKES = 40, 36


def egg() -> Skin:
    """A closed, mirror-symmetric surface where trunk and thighs would be."""
    turn = np.arange(SPOKES) / SPOKES * 2 * np.pi
    up = np.linspace(0, np.pi, RINGS + 1)[1:-1]
    x = 140 * np.sin(up)[:, None] * np.sin(turn)
    y = -95 - 110 * np.sin(up)[:, None] * np.cos(turn)
    z = np.broadcast_to(1050 + 350 * np.cos(up)[:, None], x.shape)
    points = [[0, -95, 1400], *np.stack([x, y, z], -1).reshape(-1, 3), [0, -95, 700]]
    at = lambda ring, spoke: 1 + ring * SPOKES + spoke % SPOKES  # noqa: E731
    faces = []
    for k in range(SPOKES):
        faces.append((0, at(0, k + 1), at(0, k)))
        faces.append((len(points) - 1, at(RINGS - 2, k), at(RINGS - 2, k + 1)))
        for ring in range(RINGS - 2):
            a, b, c, d = at(ring, k), at(ring, k + 1), at(ring + 1, k), at(ring + 1, k + 1)
            faces += [(a, b, c), (b, d, c)]
    return Skin(np.array(points, float), np.array(faces)[:, ::-1])


SKIN = egg()
OUTWARD = vertex_normals(SKIN.vertices, SKIN.faces)
OUTWARD *= np.sign((OUTWARD * (SKIN.vertices - [0, -95, 1050])).sum())


@pytest.mark.parametrize("name", SHAPES)
def test_a_figure_is_mirrored_and_never_below_what_lies_under_the_skin(name):
    room = np.full(len(SKIN.vertices), 3.0)
    (move,) = moves(SKIN, {name: SHAPES[name]}, room).values()
    assert np.isfinite(move).all()
    np.testing.assert_allclose(move[SKIN.twin], move * [-1, 1, 1], atol=1e-9)
    sunk = -(move * vertex_normals(SKIN.vertices, SKIN.faces)).sum(1)
    assert sunk.max() < 3.0


def test_breasts_come_forward_and_hips_go_outward():
    room = np.full(len(SKIN.vertices), 60.0)
    found = moves(SKIN, {"soft": Shape(0, 0), "flat": Shape(1, 0), "full": Shape(1, 1)}, room)
    forward = -(found["full"] - found["flat"])[:, 1]
    chest = window(SKIN.vertices, (80, -205, 1262), (88, 150, 72)) > 0.3
    back = SKIN.vertices[:, 1] > -60
    assert forward[chest].min() > 1 and np.abs(forward[back]).max() < 0.5
    hip = np.abs(SKIN.vertices - [-120, -95, 900]).max(1) < 40
    assert hip.any() and (found["full"] - found["soft"])[hip, 0].mean() < -5


def test_what_is_written_is_read_again(tmp_path):
    points = SKIN.vertices
    right = np.flatnonzero(points[:, 0] < -1e-6)
    middle = np.flatnonzero(np.abs(points[:, 0]) <= 1e-6)
    order = np.concatenate([right, middle, SKIN.twin[right]])
    own, n, m = points[order], len(right), len(middle)
    mirror = np.concatenate([np.arange(n) + n + m, np.arange(m) + n, np.arange(n)]).astype(np.int32)
    (move,) = moves(SKIN, {"woman": SHAPES["woman"]}, np.full(len(points), 60.0)).values()
    at = at_points(SKIN, move, own, OUTWARD[order], mirror)
    write(tmp_path / "woman.bin", at, n + m)
    np.testing.assert_allclose(load_moves(tmp_path / "woman.bin", mirror), at, atol=0.051)

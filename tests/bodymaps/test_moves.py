"""How walls move where a lower muscle pokes through an upper one."""

import numpy as np
import pytest

from tools.bodymaps.solids.moves import CLEAR_MM, MOST_MM, THINNEST_MM, Moves
from tools.bodymaps.solids.poked import Meeting, Poked

LOWER, UPPER = 0, 1
UP = np.array([0.0, 0.0, 1.0])
MIDDLE = np.array([[1.0, 1.0]])


def slab(top_mm: float, thick_mm: float) -> tuple[np.ndarray, np.ndarray]:
    """An outer wall (triangle 0) and an inner wall (triangle 1)."""
    corners = np.array([[0, 0], [3, 0], [0, 3]], float)
    walls = [np.column_stack([corners, np.full(3, at)]) for at in (top_mm, top_mm - thick_mm)]
    return np.concatenate(walls), np.array([[0, 1, 2], [3, 5, 4]])


def settled(over_mm: float, thick_mm: float, room_mm: float = MOST_MM) -> tuple[float, float, float]:
    """How far the lower one's outer and inner wall went down, and the upper one's outer wall rose."""
    meshes = [slab(over_mm, thick_mm), slab(0.0, 10.0)]
    ways = [np.repeat(UP[None], len(v), 0) for v, _ in meshes]
    moves = Moves(meshes, ways, [np.full(len(v), room_mm) for v, _ in meshes])

    def wall(part: int, face: int, z: float) -> Meeting:
        place = np.column_stack([MIDDLE, [[z]]])
        return Meeting(np.array([part]), np.array([face]), np.array([False]), np.array([20.0 - z]), place)

    found = Poked(
        np.array([0]), wall(LOWER, 0, over_mm), wall(UPPER, 0, 0.0), wall(LOWER, 1, over_mm - thick_mm)
    )
    moves.settle(found, -UP[None])
    down = meshes[LOWER][0][:, 2] - moves.now[LOWER][:, 2]
    risen = moves.now[UPPER][:, 2] - meshes[UPPER][0][:, 2]
    return float(down[:3].mean()), float(down[3:].mean()), float(risen[:3].mean())


def test_a_thick_lower_muscle_goes_down_alone_until_it_is_clear():
    assert settled(1.0, 8.0) == pytest.approx((1.0 + CLEAR_MM, 0, 0), abs=0.01)


def test_what_a_thin_one_cannot_go_the_upper_one_rises():
    outer, inner, risen = settled(1.0, 1.0)
    assert (outer, inner) == pytest.approx((1.0 - THINNEST_MM, 0), abs=0.01)
    assert outer + risen == pytest.approx(1.0 + CLEAR_MM, abs=0.01)


def test_where_the_upper_one_has_no_room_a_thin_one_goes_down_as_a_whole():
    outer, inner, risen = settled(1.0, 1.0, room_mm=0.0)
    assert risen == 0
    assert outer == pytest.approx(1.0 + CLEAR_MM, abs=0.01)
    assert outer - inner < 1.0


def test_no_wall_moves_farther_than_the_most():
    assert settled(9.0, 30.0)[0] <= MOST_MM

"""What counts as a muscle that shows through its cover."""

import numpy as np
import pytest

from tools.bodymaps.solids.poked import ByNature, Meeting, Poked, poked

SUPERFICIAL, MIDDLE, DEEP = 0, 1, 2
RANK = np.array([SUPERFICIAL, MIDDLE, DEEP])


def through(walls: list[tuple[int, float, float]], bone_mm: float = np.inf) -> list[tuple[int, int, bool]]:
    """Lower part, upper part and whether by nature, on one ray that meets parts from one mm to another."""
    rows = sorted((mm, part, k == 0) for part, *both in walls for k, mm in enumerate(both))
    mm, part, entering = (np.array(column) for column in zip(*rows, strict=True))
    zero = np.zeros(len(rows), int)
    met = Meeting(part, zero, zero == 1, mm, np.zeros((len(rows), 3)))
    found, _, _ = poked(zero, met, entering, np.array([bone_mm]), RANK)
    return list(
        zip(found.lower.part.tolist(), found.upper.part.tolist(), found.by_nature.tolist(), strict=True)
    )


@pytest.mark.parametrize(
    ("walls", "expected"),
    [
        ([(DEEP, 10, 20), (MIDDLE, 11, 15)], [(DEEP, MIDDLE, False)]),
        ([(MIDDLE, 10, 20), (DEEP, 11, 15)], []),
        ([(DEEP, 10, 11.7), (MIDDLE, 11.9, 15)], [(DEEP, MIDDLE, False)]),
        ([(DEEP, 10, 12), (MIDDLE, 12.4, 15)], []),
        ([(DEEP, 10, 13), (MIDDLE, 12.5, 15)], [(DEEP, MIDDLE, True)]),
        ([(DEEP, 10, 40), (MIDDLE, 17.5, 19)], []),
        ([(MIDDLE, 5, 9), (DEEP, 10, 20), (MIDDLE, 11, 15)], []),
        ([(SUPERFICIAL, 5, 9), (DEEP, 10, 20), (MIDDLE, 11, 15)], [(DEEP, MIDDLE, False)]),
    ],
    ids=[
        "over it and run into it",
        "below it",
        "walls that touch",
        "apart",
        "over it with most of its thickness",
        "too far below",
        "a middle one lies over both",
        "below a superficial one",
    ],
)
def test_a_lower_muscle_that_is_met_before_an_upper_one_that_it_runs_into_shows_through(walls, expected):
    assert through(walls) == expected


def test_behind_a_bone_nothing_shows_through():
    walls = [(DEEP, 10, 20), (MIDDLE, 11, 15)]
    assert through(walls, bone_mm=9) == []
    assert through(walls, bone_mm=25) == [(DEEP, MIDDLE, False)]


def met(parts: list[int], at_mm: list[float], x_mm: list[float]) -> Meeting:
    """Walls of parts, met so far down rays that stand along x."""
    zero = np.zeros(len(parts), int)
    place_mm = np.stack([np.array(x_mm), zero, zero], 1).astype(float)
    return Meeting(np.array(parts), zero, zero == 1, np.array(at_mm, float), place_mm)


def test_beside_a_place_by_nature_is_what_meets_the_same_two_muscles_near_it():
    x_mm = [0, 3, 9, 3]
    lower, upper = met([DEEP] * 4, [10] * 4, x_mm), met([MIDDLE] * 3 + [SUPERFICIAL], [15, 11, 11, 11], x_mm)
    found = Poked(np.arange(4), lower, upper, met([DEEP] * 4, [18] * 4, x_mm))
    assert found.by_nature.tolist() == [True, False, False, False]
    assert ByNature(found).beside(found, 4.0).tolist() == [True, True, False, False]

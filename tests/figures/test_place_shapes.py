"""The places of a view tile the body, so that every spot can be tapped and has a name and a side."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.place_shapes import place_shapes
from triggerpoints.figures.svg_path import rings

ATLAS, CONTENT = load_atlas(), load_content()


def area_px(path: str) -> float:
    """Area of a path in pixels, holes taken off (even-odd)."""
    total = 0.0
    for ring in rings(path):
        x, y = ring.T
        total += 0.5 * float(x @ np.roll(y, 1) - y @ np.roll(x, 1))
    return abs(total)


@pytest.mark.parametrize("view", ["front", "back", "left", "right"])
def test_places_cover_nearly_the_whole_picture_of_the_body(view: str) -> None:
    shapes = place_shapes(ATLAS, CONTENT, view)
    covered = sum(area_px(path) for sides in shapes.values() for path in sides.values())
    body = 16 * int((ATLAS.index(view) >= 0).sum())
    assert 0.9 * body < covered < 1.05 * body


def test_paired_places_are_on_their_side_of_the_front() -> None:
    shapes = place_shapes(ATLAS, CONTENT, "front")
    centre = ATLAS.views["front"].width_px / 2
    for place, sides in shapes.items():
        paired = CONTENT.places[place].side == "paired"
        assert set(sides) <= ({"right", "left"} if paired else {"midline"})
        for side in sides:
            x = np.mean([ring[:, 0].mean() for ring in rings(sides[side])])
            assert side == "midline" or (x < centre) == (side == "right"), (place, side)


def test_sets_of_places_and_other_sides_have_no_outline() -> None:
    shown = set(place_shapes(ATLAS, CONTENT, "front"))
    assert not {
        place for place in shown if CONTENT.places[place].members or CONTENT.places[place].opposite_of
    }

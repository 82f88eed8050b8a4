"""Icon arrays draw as many dots as they count."""

import pytest

from triggerpoints.figures.icon_array import EMPTY, FULL, SERIOUS, IconArray


def test_full_half_and_empty_dots_add_up():
    drawn = IconArray(100, 5, 16, 10).svg()
    assert drawn.count(f'fill="{FULL}"') == 16
    assert drawn.count("<path") == 11
    assert drawn.count(EMPTY) == 84


def test_serious_harm_has_its_own_colour():
    assert IconArray(1000, 1, 1, 50, serious=True).svg().count(f'fill="{SERIOUS}"') == 1


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="low <= high"):
        IconArray(10, 4, 3, 5)

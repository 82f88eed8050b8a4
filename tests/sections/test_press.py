"""Where a muscle is pressed follows from the body: on the muscle, never where its entry says not to press."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.svg_path import rings
from triggerpoints.sections.press import RADIUS_MM, REACH_MM, press_place

ATLAS, CONTENT = load_atlas(), load_content()
PRESSED = [m.id for m in CONTENT.muscles.values() if m.self_care.pressure.method != "none"]
SAMPLE = PRESSED[::9]


def test_a_muscle_that_is_not_to_be_pressed_has_no_spot() -> None:
    spared = [m.id for m in CONTENT.muscles.values() if m.self_care.pressure.method == "none"]
    assert spared
    assert all(press_place(ATLAS, CONTENT, muscle, "right") is None for muscle in spared)


@pytest.mark.parametrize("muscle", SAMPLE)
def test_the_spot_lies_over_the_muscle_or_beside_its_edge(muscle: str) -> None:
    place = press_place(ATLAS, CONTENT, muscle, "right")
    assert place is not None
    drawn = ATLAS.shapes(place.view)["full"][muscle]
    xy = np.concatenate(rings(drawn.get("right") or drawn["midline"]))
    margin = 15 / ATLAS.views[place.view].mm_per_px
    assert np.all(xy.min(0) - margin <= (place.x_px, place.y_px))
    assert np.all((place.x_px, place.y_px) <= xy.max(0) + margin)


@pytest.mark.parametrize("muscle", SAMPLE)
def test_what_to_keep_away_from_lies_beside_the_spot_and_the_tool_is_to_scale(muscle: str) -> None:
    place = press_place(ATLAS, CONTENT, muscle, "right")
    assert place is not None
    mm_per_px = ATLAS.views[place.view].mm_per_px
    method = CONTENT.muscles[muscle].self_care.pressure.method
    assert place.radius_px * mm_per_px == pytest.approx(RADIUS_MM[method])
    for away in place.keep_away:
        apart_mm = np.hypot(away.x_px - place.x_px, away.y_px - place.y_px) * mm_per_px
        assert RADIUS_MM[method] < apart_mm <= RADIUS_MM[method] + REACH_MM + 0.5


def test_the_left_side_is_the_mirror_image() -> None:
    right = press_place(ATLAS, CONTENT, "soleus", "right")
    left = press_place(ATLAS, CONTENT, "soleus", "left")
    assert right and left
    middle = ATLAS.views[right.view].project(np.zeros((1, 3)))[0, 0]
    assert left.view == right.view
    assert left.x_px - middle == pytest.approx(middle - right.x_px, abs=2)

"""Where a muscle is pressed follows from the body: on the muscle, never where its entry says not to press."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.svg_path import rings
from triggerpoints.sections.press import RADIUS_MM, REACH_MM, press_place, tool_of

ATLAS, CONTENT = load_atlas(), load_content()
PRESSED = [m.id for m in CONTENT.muscles.values() if m.self_care.pressure.method != "none"]
SAMPLE = PRESSED[::9]
NAMED = ["platysma", "levator-scapulae", "rectus-femoris", "gluteus-medius", "suboccipitals"]


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
    radius_mm = RADIUS_MM[tool_of(CONTENT.muscles[muscle])]
    assert place.radius_px * mm_per_px == pytest.approx(radius_mm)
    for away in place.keep_away:
        apart_mm = np.hypot(away.x_px - place.x_px, away.y_px - place.y_px) * mm_per_px
        assert radius_mm < apart_mm <= radius_mm + REACH_MM + 0.5


@pytest.mark.parametrize("muscle", [muscle for muscle in PRESSED if muscle in SAMPLE or muscle in NAMED])
def test_the_spot_lies_where_the_entry_puts_the_ball_or_the_hand(muscle: str) -> None:
    named = CONTENT.muscles[muscle].self_care.pressure.place
    place = press_place(ATLAS, CONTENT, muscle, "right")
    assert place is not None
    if named:
        assert ATLAS.places.meant(named, "right")[place.skin] > 0.5
    frame = ATLAS.views[place.view]
    looking = np.cross(frame.right_mm, frame.down_mm)
    assert ATLAS.surface.normal[place.skin] @ looking < 0, "the skin of the spot is turned away"


def test_a_cross_lies_over_what_is_kept_away_from_and_parts_of_the_eye_are_the_eye() -> None:
    place = press_place(ATLAS, CONTENT, "orbicularis-oculi", "right")
    assert place is not None
    eyes = [away for away in place.keep_away if away.kind == "eye"]
    assert eyes and all(away.y_px > place.y_px for away in eyes), "the eye lies below the brow"


def test_the_left_side_is_the_mirror_image() -> None:
    right = press_place(ATLAS, CONTENT, "rectus-abdominis", "right")
    left = press_place(ATLAS, CONTENT, "rectus-abdominis", "left")
    assert right and left
    middle = ATLAS.views[right.view].project(np.zeros((1, 3)))[0, 0]
    assert left.view == right.view
    assert left.x_px - middle == pytest.approx(middle - right.x_px, abs=2)
    foot = press_place(ATLAS, CONTENT, "flexor-digitorum-brevis", "left")
    assert foot is not None and foot.view == "foot-sole-left", "the sole is pressed, and seen"

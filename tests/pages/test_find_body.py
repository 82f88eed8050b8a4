"""The turning body of Find my pain without a browser: what is painted and tapped is the map's record."""

import numpy as np
import pytest

from tests.pages.open_page import map_data, map_event, open_page
from triggerpoints.atlas import load_atlas
from triggerpoints.referral.areas import ON_BODY, Area, Stroke

ATLAS = load_atlas()


def skin_point(place: str, side: str = "right") -> int:
    weights = ATLAS.places.weights(place, side)
    return int(ATLAS.surface.nearest(np.average(ATLAS.surface.position_mm, axis=0, weights=weights))[0])


def turned():
    app = open_page("find")
    next(button for button in app.button if button.label == "Turn the body").click().run()
    return app


def areas(app) -> tuple[Area, ...]:
    return app.session_state["pain record"].areas if "pain record" in app.session_state else ()


def test_a_stroke_on_the_body_is_an_area_of_the_record_and_shown_again():
    app = turned()
    at = [float(value) for value in ATLAS.surface.position_mm[skin_point("scapula")]]
    map_event(app, "brush", tool="paint", radius_mm=22, points=[at])
    (area,) = areas(app)
    assert area.strokes == (Stroke("paint", ON_BODY, 22, (tuple(round(value) for value in at),)),)
    (drawn,) = map_data(app)["marking"]["areas"]
    assert drawn["n"] == 1
    map_event(app, "brush", tool="erase", radius_mm=60, points=[at])
    assert areas(app) == ()


def test_a_tap_on_the_skin_marks_the_place_and_side_and_a_second_one_takes_it_away():
    app = turned()
    at = skin_point("scapula", "left")
    map_event(app, "spot", at=at)
    (area,) = areas(app)
    assert (area.place, area.side) == (ATLAS.places.ids[ATLAS.places.nearest[at]], "left")
    map_event(app, "spot", at=at)
    assert areas(app) == ()


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("spot", {"at": -1}),
        ("spot", {"at": 10**9}),
        ("spot", {"at": "1"}),
        ("spot", {"at": True}),
        ("brush", {"tool": "lasso", "radius_mm": 22, "points": [[0, 0, 900]]}),
        ("brush", {"tool": "paint", "radius_mm": 10**6, "points": [[0, 0, 900]]}),
        ("brush", {"tool": "paint", "radius_mm": 22, "points": []}),
        ("brush", {"tool": "paint", "radius_mm": 22, "points": [[0, 0]]}),
        ("brush", {"tool": "paint", "radius_mm": 22, "points": [[0, 0, 1e9]]}),
        ("brush", {"tool": "paint", "radius_mm": 22, "points": [["0", 0, 900]]}),
        ("brush", {"tool": ["paint"], "radius_mm": 22, "points": [[0, 0, 900]]}),
    ],
)
def test_what_no_brush_and_no_finger_can_have_done_changes_nothing(kind, event):
    app = turned()
    map_event(app, kind, **event)
    assert not app.exception
    assert areas(app) == ()


def test_the_way_back_shows_the_map_from_the_same_side():
    app = turned()
    map_event(app, "leave", camera=[175, 10, 3000, 0, -100, 900])
    assert map_data(app)["view"]["id"] == "back"

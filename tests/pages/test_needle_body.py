"""The section in the turning body without a browser."""

import numpy as np
import pytest

from tests.pages.open_page import map_data, map_event, open_page
from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import load_solids

RIGHT, DOWN = "right", "down"


def turned(**params: str):
    app = open_page("under_the_needle", **params)
    next(button for button in app.button if button.label == "Turn the body").click().run()
    return app


def test_the_cut_is_the_plane_of_the_page_and_moves_with_it():
    first = map_data(turned(muscle="infraspinatus", plane="transverse", audience="student"))["cut"]
    moved = map_data(turned(muscle="infraspinatus", plane="transverse", move="20", audience="student"))["cut"]
    assert (first[RIGHT], first[DOWN]) == ([1, 0, 0], [0, 1, 0])
    assert first["svg"].startswith("<svg")
    assert moved["at_mm"][2] == first["at_mm"][2] + 20
    assert moved["svg"] != first["svg"]


def test_the_needles_line_goes_from_outside_the_skin_to_the_point():
    cut = map_data(turned(muscle="soleus"))["cut"]
    start, end = np.array(cut["needle"])
    surface = load_atlas().surface
    nearest = surface.nearest(start)[0]
    assert (start - surface.position_mm[nearest]) @ surface.normal[nearest] > 0
    nearest = surface.nearest(end)[0]
    assert (end - surface.position_mm[nearest]) @ surface.normal[nearest] < 0


def test_the_way_back_shows_the_page_without_the_body():
    app = turned(muscle="soleus")
    map_event(app, "leave")
    assert any(button.label == "Turn the body" for button in app.button)


def test_moving_the_plane_in_the_body_is_the_pages_own_slider():
    app = turned(muscle="infraspinatus", plane="transverse", audience="student")
    map_event(app, "cut", move_mm=-12)
    (slider,) = (slider for slider in app.slider if slider.label.startswith("Move the plane"))
    assert slider.value == -12
    assert map_data(app)["cut"]["move_mm"] == -12
    assert app.query_params["move"] == "-12"


@pytest.mark.parametrize("move_mm", [61, "5", None, True, 2.5])
def test_an_impossible_plane_changes_nothing(move_mm):
    app = turned(muscle="infraspinatus", plane="transverse", audience="student")
    map_event(app, "cut", move_mm=move_mm)
    assert map_data(app)["cut"]["move_mm"] == 0


def test_patients_see_one_plane_and_no_numbers():
    app = turned(muscle="infraspinatus", plane="transverse")
    cut = map_data(app)["cut"]
    assert cut["reach_mm"] == 0
    assert {met["depth"] for met in cut["met"]} == {""}


@pytest.mark.parametrize("side", ["right", "left"])
def test_what_the_line_meets_is_named_in_order_and_is_a_part_of_the_body(side):
    cut = map_data(turned(muscle="infraspinatus", side=side, audience="student"))["cut"]
    parts = [met["part"] for met in cut["met"]]
    assert set(parts) <= load_solids().keys
    own = "infraspinatus" + (".left" if side == "left" else "")
    assert own in parts
    begins = [int(met["depth"].split()[0]) for met in cut["met"]]
    assert begins == sorted(begins)

"""The section in the turning body without a browser."""

import numpy as np

from tests.pages.open_page import map_data, map_event, open_page
from triggerpoints.atlas import load_atlas

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

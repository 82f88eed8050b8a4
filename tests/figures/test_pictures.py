"""The Plotly figure and the PNG of the small body."""

import numpy as np

from triggerpoints.figures import MapState, body_figure, body_png

STATE = MapState(muscle="lifter")


def test_the_figure_names_muscles_zones_and_points(atlas, content):
    figure = body_figure(atlas, content, STATE)
    assert {"Lifter", "Essential zone", "Spillover zone", "Trigger point"} <= {
        trace.name for trace in figure.data
    }
    assert list(figure.data[-1].text) == ["1", "2"]
    assert figure.layout.yaxis.range == (200, 0)


def test_a_figure_with_a_picture_address_carries_no_picture(atlas, content):
    figure = body_figure(atlas, content, STATE, picture="front.webp")
    assert figure.layout.images[0].source == "front.webp"
    assert len(figure.to_json()) < 60_000


def test_the_print_is_red_in_the_essential_zone_and_soft_at_its_edge(atlas, content):
    picture = np.asarray(body_png(atlas, content, MapState(muscle="lifter", points=False)), int)
    redness = picture[..., 0] - picture[..., 1]
    assert redness[25, 25] > 90
    assert abs(redness[120, 75]) < 30
    edge = redness[25, 44:62]
    assert (np.diff(edge) <= 12).all() and len(set(edge.tolist())) > 3


def test_the_print_can_be_scaled_and_cropped(atlas, content):
    whole = body_png(atlas, content, STATE, width_px=300)
    assert whole.size == (300, 600)
    part = body_png(atlas, content, MapState(muscle="lifter", spillover=False, points=False), crop=True)
    assert part.height < 120

"""Other figures are the man's own skin points, moved."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.files import MissingAssetError
from triggerpoints.atlas.skin_figures import load_moves
from triggerpoints.atlas.solids import load_solids
from triggerpoints.content import load_content
from triggerpoints.figures.overlay import mark_place
from triggerpoints.figures.place_shapes import place_shapes
from triggerpoints.referral.areas import Stroke, stroke_on_skin

ATLAS, CONTENT = load_atlas(), load_content()
FIGURES = sorted(ATLAS.skin_figures)
WHOLE = ("front", "back", "left", "right")
MOST_MM = 24.0  # docs/assets-format.md says how far the skin moves
MOST_OF_A_PLACE_MM = 11.0


@pytest.fixture(params=FIGURES)
def figure(request):
    return request.param


def moves_of(figure):
    return ATLAS.skin_mm(figure) - ATLAS.surface.position_mm


def test_there_is_a_woman_and_one_that_is_neither():
    assert FIGURES == ["neither", "woman"]
    assert ATLAS.skin_mm("man") is ATLAS.surface.position_mm
    assert ATLAS.skin_mm("nobody") is ATLAS.surface.position_mm


def test_moves_are_finite_mirrored_and_small(figure):
    moves = moves_of(figure)
    assert np.isfinite(moves).all()
    mirrored = moves[ATLAS.surface.mirror] * [-1, 1, 1]
    assert np.abs(moves - mirrored).max() < 0.11  # one step of the file: the midline is stored once
    assert 5 < np.linalg.norm(moves, axis=1).max() <= MOST_MM


def test_hands_feet_and_the_top_of_the_head_stay_where_they_are(figure):
    x, _, z = ATLAS.surface.position_mm.T
    still = (z < 60) | (z > 1660) | ((np.abs(x) > 230) & (z < 860))
    assert still.sum() > 5000
    assert np.linalg.norm(moves_of(figure)[still], axis=1).max() < 2


def test_no_place_moves_farther_than_is_said(figure):
    moves, nearest = moves_of(figure), ATLAS.places.nearest
    far = {
        place: float(np.linalg.norm(moves[nearest == i].mean(0)))
        for i, place in enumerate(ATLAS.places.ids)
        if (nearest == i).any() and CONTENT.places[place].side == "paired"
    }
    assert max(far.values()) <= MOST_OF_A_PLACE_MM, sorted(far.items(), key=lambda item: -item[1])[:5]


def test_no_triangle_of_the_skin_turns_inside_out(figure):
    faces = load_solids().mesh("skin").faces
    outward = ATLAS.surface.normal[faces].mean(1)

    def turned_mm2(points):
        a, b, c = (points[faces[:, i]] for i in range(3))
        along = np.einsum("fx,fx->f", np.cross(b - a, c - a), outward) / 2
        return -along[along < 0].sum()

    assert turned_mm2(ATLAS.skin_mm(figure)) < turned_mm2(ATLAS.surface.position_mm) + 100


@pytest.mark.parametrize("view", WHOLE)
def test_the_skin_point_of_a_pixel_lies_at_that_pixel(figure, view):
    own = ATLAS.of_figure(view, figure)
    assert own == f"{figure}-{view}" and ATLAS.view(own).of_man == view
    index = ATLAS.index(own)
    rows, columns = np.nonzero(index >= 0)
    px = ATLAS.view(own).project(ATLAS.skin_mm(figure)[index[rows, columns]])
    apart_mm = np.linalg.norm(px / 4 - 0.5 - np.stack([columns, rows], 1), axis=1) * 3.2
    assert np.percentile(apart_mm, 99) < 8 and apart_mm.max() < 25


def test_below_the_skin_and_in_close_ups_the_man_is_pictured(figure):
    assert ATLAS.of_figure("front", figure, "deep") == "front"
    assert ATLAS.of_figure("hand-palm", figure) == "hand-palm"
    assert ATLAS.of_figure("front", "nobody") == "front"
    with pytest.raises(KeyError):
        ATLAS.view(f"{figure}-hand-palm")


def test_a_stroke_on_a_figure_touches_what_is_seen_under_it(figure):
    own = ATLAS.of_figure("front", figure)
    at = int(ATLAS.surface.nearest([[-150, -110, 880]])[0])  # the outer hip
    x_mm, y_mm = (ATLAS.view(own).project(ATLAS.skin_mm(figure)[[at]])[0] * 0.8).round().astype(int)
    weights = stroke_on_skin(ATLAS, Stroke("paint", own, 20, ((int(x_mm), int(y_mm)),)))
    touched = np.flatnonzero(weights > 0.5)
    apart = np.linalg.norm(ATLAS.skin_mm(figure)[touched] - ATLAS.skin_mm(figure)[at], axis=1)
    assert len(touched) > 5 and apart.max() < 60


def test_the_same_places_are_seen_on_every_figure(figure):
    seen, of_man = (
        set(place_shapes(ATLAS, CONTENT, view)) for view in (ATLAS.of_figure("front", figure), "front")
    )
    assert len(seen & of_man) > 0.95 * len(of_man)


def test_points_in_muscles_stay_where_they_are(figure):
    point = CONTENT.muscles["infraspinatus"].trigger_points[0]
    own = mark_place(ATLAS, ATLAS.of_figure("back", figure), point.position_mm, "right")
    assert own == mark_place(ATLAS, "back", point.position_mm, "right")


def test_a_file_of_another_skin_is_said_to_be_damaged(tmp_path):
    path = tmp_path / "woman.bin"
    path.write_bytes(b"\0" * 600)
    with pytest.raises(MissingAssetError, match="is damaged"):
        load_moves(path, ATLAS.surface.mirror)

"""Marks of the real trigger points on the real body."""

import pytest
import shapely

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures import MapState
from triggerpoints.figures.framing import WHOLE_BODY
from triggerpoints.figures.overlay import marks, zones
from triggerpoints.figures.svg_path import rings

ATLAS, CONTENT = load_atlas(), load_content()
WHOLE = [view.id for view in ATLAS.views.values() if view.group == WHOLE_BODY]
FARTHEST_MM = 6.0  # points may lie 3 mm outside the muscle, and outlines are drawn from smoothed pictures


@pytest.mark.parametrize("view", WHOLE)
def test_a_mark_lies_within_the_outline_of_its_muscle(view):
    outside = []
    for muscle in CONTENT.muscles:
        paths = ATLAS.shapes(view)["full"][muscle]
        outline = shapely.union_all(
            [
                shapely.Polygon(ring).buffer(0)
                for side, path in paths.items()
                if side != "left"
                for ring in rings(path)
            ]
        )
        for mark in marks(ATLAS, CONTENT, MapState(muscle=muscle, view=view)):
            if mark.side != "right":
                continue
            away_mm = outline.distance(shapely.Point(mark.x_px, mark.y_px)) * ATLAS.views[view].mm_per_px
            if away_mm > FARTHEST_MM:
                outside.append(f"{muscle} {mark.point}: {away_mm:.0f} mm")
    assert not outside


@pytest.mark.parametrize(
    ("muscle", "view", "behind"),
    [
        ("iliopsoas", "front", False),
        ("infraspinatus", "back", False),
        ("infraspinatus", "front", True),
        ("soleus", "back", False),
        ("soleus", "front", True),
        ("tibialis-posterior", "back", False),
        ("pectoralis-major-sternal", "back", True),
    ],
)
def test_a_mark_is_pale_when_it_lies_on_the_far_side(muscle, view, behind):
    drawn = marks(ATLAS, CONTENT, MapState(muscle=muscle, view=view))
    assert drawn and {mark.behind for mark in drawn} == {behind}


def test_places_of_a_point_that_causes_no_pain_are_not_drawn_as_pain():
    painless = [p.id for p in CONTENT.muscles["trapezius-middle"].trigger_points if p.phenomenon]
    assert painless
    for view in WHOLE:
        drawn = zones(ATLAS, CONTENT, MapState(muscle="trapezius-middle", view=view, layer="skin"))
        assert not {zone.point for zone in drawn} & set(painless)

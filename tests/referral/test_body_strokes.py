"""What is painted on the turning body is the same record as what is painted on a map."""

import json

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import ON_BODY, Area, Stroke, area_weights
from triggerpoints.referral.record import PainRecord, UnreadableRecordError, from_json, to_json

ATLAS, CONTENT = load_atlas(), load_content()
SKIN = ATLAS.surface


def middle(place: str, side: str = "right") -> np.ndarray:
    """The skin point in the middle of a place."""
    weights = ATLAS.places.weights(place, side)
    return SKIN.position_mm[SKIN.nearest(np.average(SKIN.position_mm, axis=0, weights=weights))[0]]


def on_body(*way_mm: np.ndarray, radius_mm: int = 22, tool: str = "paint") -> Stroke:
    points = tuple(tuple(round(float(value)) for value in point) for point in way_mm)
    return Stroke(tool, ON_BODY, radius_mm, points)  # type: ignore[arg-type]


def on_view(view: str, *way_mm: np.ndarray, radius_mm: int = 22) -> Stroke:
    frame = ATLAS.views[view]
    points = (frame.project(np.array(way_mm)) * frame.mm_per_px).round().astype(int)
    return Stroke("paint", view, radius_mm, tuple((int(x), int(y)) for x, y in points))


def farthest_apart_mm(a: Stroke, b: Stroke) -> float:
    """How far the edge of one area lies from the other, at most, but for one skin point in fifty."""
    sets = [SKIN.position_mm[area_weights(ATLAS, Area(strokes=(stroke,))) >= 0.5] for stroke in (a, b)]
    apart = [np.linalg.norm(one[:, None] - other, axis=2).min(axis=1) for one, other in (sets, sets[::-1])]
    return float(max(np.percentile(d, 98) for d in apart))


@pytest.mark.parametrize(
    ("view", "place"),
    [("front", "chest-pectoral"), ("back", "scapula"), ("front", "front-of-thigh-middle")],
)
def test_paint_on_skin_that_faces_the_map_is_the_maps_paint_within_3_mm(view: str, place: str) -> None:
    start = middle(place)
    way = SKIN.position_mm[
        SKIN.nearest(start + np.outer(np.arange(4), [2, 0, 8]))
    ]  # a brush keeps to the skin
    apart_mm = farthest_apart_mm(on_body(*way), on_view(view, *way))
    point_mm = float(np.sqrt(np.median(SKIN.area_mm2)))
    assert apart_mm < 3 + point_mm  # skin points stand for that much skin


def test_paint_does_not_come_through_the_hand_or_the_chest() -> None:
    for place in ("chest-pectoral", "palm"):
        centre = middle(place)
        weights = area_weights(ATLAS, Area(strokes=(on_body(centre, radius_mm=60),)))
        outward = SKIN.normal[SKIN.nearest(centre)[0]]
        assert (SKIN.normal[weights > 0] @ outward > 0).all()
        assert weights.max() > 0.9


def test_a_brush_on_the_body_covers_what_its_radius_says() -> None:
    weights = area_weights(ATLAS, Area(strokes=(on_body(middle("chest-pectoral"), radius_mm=30),)))
    assert np.pi * 30**2 * 0.85 < float(weights @ SKIN.area_mm2) < np.pi * 30**2 * 1.2


def test_the_eraser_takes_away_on_the_body_what_was_painted_on_a_map() -> None:
    centre = middle("chest-pectoral")
    drawn = Area(
        strokes=(on_view("front", centre, radius_mm=10), on_body(centre, radius_mm=40, tool="erase"))
    )
    assert area_weights(ATLAS, drawn).max() < 0.1


def test_paint_on_the_body_survives_the_file() -> None:
    area = Area(strokes=(on_body(middle("palm"), middle("palm") + 3),))
    text = to_json(PainRecord((area,), (), ()))
    assert from_json(text, ATLAS, CONTENT).areas == (area,)


@pytest.mark.parametrize(
    "stroke",
    [
        {"tool": "paint", "view": "body", "radius_mm": 9, "points_mm": [[1, 2]]},
        {"tool": "paint", "view": "front", "radius_mm": 9, "points_mm": [[1, 2, 3]]},
        {"tool": "lasso", "view": "body", "radius_mm": 0, "points_mm": [[1, 2, 3]]},
        {"tool": "paint", "view": "body", "radius_mm": 9, "points_mm": [[1, 2, 3], [1, 2]]},
        {"tool": "paint", "view": "body", "radius_mm": 9, "points_mm": [[9000, 9000, 9000]]},
    ],
)
def test_points_that_do_not_fit_their_view_are_refused(stroke: dict) -> None:
    text = json.dumps({"format": "pain areas 1", "areas": [{"drawn": [stroke]}], "yes": [], "no": []})
    with pytest.raises(UnreadableRecordError):
        from_json(text, ATLAS, CONTENT)

"""Zones have the form that is expected of them: where they run and end, and how calm their edge is."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.atlas.contours import contour_path
from triggerpoints.atlas.surface import BLOCK_PX
from triggerpoints.content import Content, TriggerPoint, load_content
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.zones import SIDES, shape_weights, zone_weights

TESTS_DATA = Path(__file__).parents[1] / "data"
DRAWN = 0.5
NEAR_MM, CLEAR_MM = 18.0, 6.0
JOINED_MM = 13.0  # twice the distance of skin points
SHARED = 0.25  # of a shape or of the places that it draws, whichever is smaller
ANY_LEVEL = ("chest-along-rib", "thoracic-spine")  # places that stand for one segment out of many
TURN_OVER_MM, MOST_INWARDS = 12.0, 50.0  # degrees


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def table(name: str) -> list[dict[str, str]]:
    with (TESTS_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LANDMARKS = {
    row["landmark"]: np.array([float(row[axis]) for axis in ("x_mm", "y_mm", "z_mm")])
    for row in table("landmarks.csv")
}


def spot_mm(atlas: Atlas, name: str) -> NDArray[np.float64]:
    """A bony landmark, or the middle of a place, on the skin."""
    if name in LANDMARKS:
        return np.asarray(atlas.surface.position_mm[atlas.surface.nearest(LANDMARKS[name])[0]], float)
    weights = atlas.places.weights(name, "right")
    middle = np.average(atlas.surface.position_mm, axis=0, weights=weights)
    return np.asarray(atlas.surface.position_mm[atlas.surface.nearest(middle)[0]], float)


def away_mm(atlas: Atlas, weights: NDArray[np.float32], name: str) -> float:
    """How far a landmark is from a zone."""
    skin_mm = atlas.surface.position_mm[weights >= DRAWN]
    return float(np.linalg.norm(skin_mm - spot_mm(atlas, name), axis=1).min(initial=np.inf))


def rows(content: Content) -> Iterator[tuple[dict[str, str], str, TriggerPoint]]:
    for row in table("zone_shapes.csv"):
        points = content.muscles[row["muscle"]].trigger_points
        wanted = row["points"].split(";")
        known = {point.id for point in points}
        assert wanted == ["*"] or set(wanted) <= known, f"{row['muscle']} has no point of {row['points']}"
        for point in points:
            if (wanted == ["*"] or point.id in wanted) and not point.phenomenon:
                yield row, f"{row['muscle']}/{point.id} {row['kind']}", point


def test_zones_run_through_their_landmarks_and_stay_clear_of_others(atlas: Atlas, content: Content) -> None:
    wrong = []
    for row, name, point in rows(content):
        weights = zone_weights(atlas, point, row["kind"], "right")  # type: ignore[arg-type]
        for landmark in row["runs_through"].split(";"):
            if (gap_mm := away_mm(atlas, weights, landmark)) > NEAR_MM:
                wrong.append(f"{name} ends {gap_mm:.0f} mm before {landmark}")
        for landmark in row["clear_of"].split(";"):
            if (gap_mm := away_mm(atlas, weights, landmark)) < CLEAR_MM:
                wrong.append(f"{name} comes within {gap_mm:.0f} mm of {landmark}")
    assert not wrong, "\n".join(wrong)


def test_every_point_with_a_form_of_its_own_has_an_expectation(content: Content) -> None:
    expected = {name.split()[0] for _, name, _ in rows(content)}
    drawn = {
        f"{muscle.id}/{point.id}"
        for muscle in content.muscles.values()
        for point in muscle.trigger_points
        if point.zones.shapes
    }
    assert sorted(drawn - expected) == []


def test_a_shape_lies_on_the_places_that_it_draws(atlas: Atlas, content: Content) -> None:
    area_mm2 = atlas.surface.area_mm2
    astray = []
    for muscle in content.muscles.values():
        for point in muscle.trigger_points:
            for shape in point.zones.shapes:
                form = shape_weights(atlas, shape) >= DRAWN
                for place in set(shape.draws) - set(ANY_LEVEL):
                    there = atlas.places.weights(place, "right") >= DRAWN
                    shared = area_mm2[form & there].sum() / min(area_mm2[there].sum(), area_mm2[form].sum())
                    if shared < SHARED / len(shape.draws):
                        astray.append(f"{muscle.id}/{point.id} draws {place}: {shared:.2f}")
    assert not astray, "\n".join(astray)


def test_a_form_is_one_piece(atlas: Atlas, content: Content) -> None:
    """A station that slipped from the arm to the chest beside it would tear its ribbon."""
    torn = []
    for muscle in content.muscles.values():
        for point in muscle.trigger_points:
            for shape in point.zones.shapes:
                skin_mm = atlas.surface.position_mm[shape_weights(atlas, shape) >= DRAWN]
                joined = KDTree(skin_mm).query_pairs(JOINED_MM, output_type="ndarray")
                graph = sparse.coo_array(
                    (np.ones(len(joined)), tuple(joined.T)), shape=(len(skin_mm), len(skin_mm))
                )
                pieces, _ = connected_components(graph, directed=False)
                if pieces != 1:
                    torn.append(f"{muscle.id}/{point.id} {shape.draws}: {pieces} pieces")
    assert not torn, "\n".join(torn)


def test_muscles_do_not_share_one_stamp(atlas: Atlas, content: Content) -> None:
    """The front and the back of the shoulder were one disc for many muscles each."""
    for place in ("front-of-shoulder", "back-of-shoulder"):
        fields = {
            muscle.id: zone_weights(atlas, point, "essential", "right")
            for muscle in content.muscles.values()
            for point in muscle.trigger_points
            if place in point.zones.essential
        }
        names = sorted(fields)
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                both = np.minimum(fields[one], fields[other]).sum()
                either = np.maximum(fields[one], fields[other]).sum()
                assert both < 0.8 * either, f"{one} and {other} have the same zone"


def notches_deg(ring: NDArray[np.float64], step_px: float) -> NDArray[np.float64]:
    """How much a closed line turns inwards from step to step, in degrees; what turns outwards is 0."""
    closed = np.concatenate([ring, ring[:1]])
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))]
    at = np.linspace(0, along[-1], max(3, int(along[-1] / step_px)), endpoint=False)
    line = np.stack([np.interp(at, along, closed[:, axis]) for axis in (0, 1)], axis=1)
    way = np.roll(line, -1, axis=0) - line
    heading = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    turn = (np.diff(heading, append=heading[:1]) + 180) % 360 - 180
    return np.maximum(0, -turn if turn.sum() > 0 else turn)


@pytest.mark.parametrize("view", ["front", "back"])
def test_edges_of_zones_have_no_notches(atlas: Atlas, content: Content, view: str) -> None:
    """A scalloped union of discs turns sharply inwards between two discs; the edge of a form does not."""
    step_px = TURN_OVER_MM / atlas.views[view].mm_per_px
    inside = atlas.index(view) >= 0
    deep = ndimage.binary_erosion(inside, iterations=3)
    notched = []
    for muscle in content.muscles.values():
        for point in muscle.trigger_points:
            for shape in point.zones.shapes:
                path = atlas.contours(view, shape_weights(atlas, shape), DRAWN)
                for ring in rings(path) if path else ():
                    blocks = np.minimum(ring[:, ::-1] // BLOCK_PX, np.array(inside.shape) - 1).astype(int)
                    if not deep[tuple(blocks.T)].all():
                        continue  # cut by the outline of the body
                    worst = float(notches_deg(ring, step_px).max())
                    if worst > MOST_INWARDS:
                        notched.append(f"{muscle.id}/{point.id} {shape.draws}: {worst:.0f} degrees")
    assert not notched, "\n".join(notched)


def test_a_scalloped_line_would_be_noticed() -> None:
    discs_px = [(-60.0, 0.0), (0.0, 0.0), (60.0, 0.0)]
    x, y = np.meshgrid(np.arange(-120, 121.0), np.arange(-60, 61.0))
    union = np.max([40 - np.hypot(x - a, y - b) for a, b in discs_px], axis=0)
    smooth = 40 - np.hypot(np.maximum(np.abs(x) - 60, 0), y)
    for field, found in ((union, True), (smooth, False)):
        (ring,) = rings(contour_path(np.clip(0.5 + field / 20, 0, 1), DRAWN))
        assert bool(notches_deg(ring / BLOCK_PX, 15.0).max() > MOST_INWARDS) is found


def test_the_left_zone_lies_where_the_right_one_is_seen_in_a_mirror(atlas: Atlas, content: Content) -> None:
    skin_mm, area_mm2 = atlas.surface.position_mm, atlas.surface.area_mm2
    for muscle in content.muscles.values():
        for point in muscle.trigger_points:
            if point.sides == "both" and point.zones.shapes:
                kind = point.zones.shapes[0].kind
                right, left = (
                    np.average(skin_mm, axis=0, weights=zone_weights(atlas, point, kind, side) * area_mm2)
                    for side in SIDES
                )
                assert right * [-1, 1, 1] == pytest.approx(left, abs=2), f"{muscle.id}/{point.id} {kind}"

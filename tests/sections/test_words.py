"""What is said about hazards near a line: the nearest, in which direction, in which order."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.sections.slabs import TARGET, at_depth, block
from triggerpoints.atlas.volume import Structure
from triggerpoints.sections import names, words
from triggerpoints.sections.path import first_muscle, trace

LAYERS = [("skin", 2), ("fat", 8), ("target", 30), ("bone", 20)]
CONTENT = SimpleNamespace(muscles={})


def path(*rods, layers=LAYERS, depth_mm=20.0):
    return trace(block(layers, rods), at_depth(depth_mm), TARGET)


def test_of_hazards_that_are_all_far_the_nearest_is_named():
    far = path(("nerve", 20, 25), ("vessel", -30, 25))
    assert words.headline(far).student.startswith("Nearest hazard in this body: Long nerve, 18 mm")


def test_a_hazard_is_called_touching_only_below_a_millimetre():
    assert [words.distance(mm) for mm in (0.0, 0.9, 1.0, 5.0, 9.6)] == [
        "touching", "touching", "1 mm", "5 mm", "10 mm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("vector", "said"),
    [
        ((0, -10, 0), "towards the front"),
        ((7, -7, 0), "towards the midline and towards the front"),
        ((0, 0, 10), "towards the head"),
        ((0, 0, -10), "towards the feet"),
        ((-10, 0, 0), "towards the side"),
        ((0, 10, 0), "deeper, straight on"),
        ((0, 0.5, 0), "on the line"),
    ],
)
def test_directions_name_the_side_of_the_body(vector, said):
    line = path(("vessel", 8, 25))
    hazard = replace(line.hazards[0], direction_mm=vector)
    assert set(words.direction(line, hazard).split(" and ")) == set(said.split(" and "))
    behind = replace(hazard, behind_bone=True)
    assert words.direction(line, behind).endswith(", behind bone") == (said != "on the line")


def test_a_line_through_the_front_that_runs_backwards_says_back_for_what_lies_behind_and_aside():
    line = path(("vessel", 8, 25))
    aside = replace(line.hazards[0], direction_mm=(-7.0, 7.0, 0.0))
    assert words.direction(line, aside) == "towards the side and towards the back"


def test_the_groups_come_nearest_first_and_the_grave_ones_are_never_left_out():
    line = path(("nerve", 6, 25), ("vessel", -12, 25), ("lung", 30, 25))
    assert [group for group, _ in words.nearest_groups(line)] == [
        "Long nerve", "Long artery", "Lung and pleura",
    ]  # fmt: skip
    assert [group for group, _ in words.nearest_groups(line, limit=1)] == ["Lung and pleura"]
    distances = [hazard.from_line_mm for _, hazard in words.nearest_groups(line)]
    assert distances == sorted(distances)


def test_bone_deeper_than_the_line_is_shown_is_not_met():
    deep = path(layers=[("skin", 2), ("fat", 8), ("target", 20), ("muscle", 60), ("bone", 20)])
    assert deep.bone_mm is None
    assert "Bone" not in words.headline(deep).student


def test_a_sheet_of_muscle_thinner_than_two_millimetres_is_not_what_lies_under_a_place():
    layers = [("skin", 2), ("target", 1), ("fat", 8), ("bone", 40)]
    assert first_muscle(block(layers), (-50.0, 0.0, 50.0))[1] is None


def test_a_line_can_be_given_by_a_direction_of_any_length():
    volume = block(LAYERS).volume
    start = np.array([-50.0, -2.0, 50.0])
    unit, long = (volume.along(start, (0, length, 0), 60) for length in (1.0, 7.0))
    assert [(s.structure.id, s.start_mm) for s in unit] == [(s.structure.id, s.start_mm) for s in long]


def test_a_voxel_beyond_the_distance_is_not_found_in_the_corner_of_the_box():
    volume = block(LAYERS, [("nerve", 9, 29)]).volume
    nerve = {s.label for s in volume.structures if s.kind == "nerve"}
    at = np.array([-50.0, 20.0, 50.0])  # the rod's edge is 10.7 mm away, 7 mm along each axis
    assert volume.distance_to_mm(at, nerve, 10) is None
    assert volume.distance_to_mm(at, nerve, 12) == pytest.approx(10.7, abs=0.5)


def test_vessels_of_the_ribs_keep_their_name():
    ribs = Structure(1, "x", "set of posterior intercostal arteries", "vessel", None)
    assert names.name(CONTENT, ribs) == "Set of posterior intercostal arteries"
    assert names.hazard_group(ribs)[0] == "Posterior intercostal arteries"


def test_only_structures_in_pairs_are_named_with_a_side():
    one = Structure(1, "x", "aorta", "vessel", None)
    pair = replace(one, name="radial artery", paired=True)
    assert names.with_side(CONTENT, one, -1) == "Aorta"
    assert [names.with_side(CONTENT, pair, side) for side in (-1, 1)] == [
        "Radial artery, right", "Radial artery, left",
    ]  # fmt: skip

"""What is said about depth and hazards holds on made-up layers, where every number is known."""

from types import SimpleNamespace

import pytest

from tests.sections.slabs import TARGET, at_depth, block
from triggerpoints.sections import strip, words
from triggerpoints.sections.path import Cover, NeedlePath, first_muscle, trace
from triggerpoints.sections.report import assumed_cover, path_data, path_text

OVER_BONE = block([("skin", 2), ("fat", 8), ("target", 20), ("bone", 20)], [("vessel", 12, 25)])
HEAVY = Cover(2.5, 20)
CONTENT = SimpleNamespace(
    muscles={
        TARGET: SimpleNamespace(
            id=TARGET,
            region="thigh",
            names=SimpleNamespace(en="Leg lifter", plain="Muscle that lifts the leg"),
        )
    },
    tissue_depth={
        "thigh": SimpleNamespace(skin_mm=2.5, fat_mm=SimpleNamespace(slim=4.0, average=9.0, heavy=20.0))
    },
)


def kinds(path: NeedlePath) -> list[str]:
    return [layer.structure.kind for layer in path.layers]


def path_through(*layers: tuple[str, float], rods=(), depth_mm: float, **options) -> NeedlePath:
    return trace(block(layers, rods), at_depth(depth_mm), TARGET, **options)


def test_everything_below_the_skin_moves_by_the_assumed_fat():
    own, heavy = (trace(OVER_BONE, at_depth(20), TARGET, cover=cover) for cover in (None, HEAVY))
    assert own.shift_mm == 0
    assert heavy.shift_mm == pytest.approx(12.5, abs=0.3)
    assert heavy.model_cover_mm == own.model_cover_mm == pytest.approx(10, abs=0.3)
    assert own.bone_mm == pytest.approx(30, abs=0.3)
    assert heavy.bone_mm == pytest.approx(42.5, abs=0.3)
    assert heavy.bone_mm == next(x.start_mm for x in heavy.layers if x.structure.kind == "bone")
    assert heavy.point_depth_mm - own.point_depth_mm == pytest.approx(heavy.shift_mm)
    assert heavy.target_mm == pytest.approx([v + heavy.shift_mm for v in own.target_mm])
    assert heavy.layers[-1].end_mm - own.layers[-1].end_mm == pytest.approx(heavy.shift_mm)


def test_the_depth_of_a_hazard_beside_the_line_moves_by_the_assumed_fat():
    own, heavy = (trace(OVER_BONE, at_depth(20), TARGET, cover=cover).hazards[0] for cover in (None, HEAVY))
    assert own.along_mm == pytest.approx(25, abs=1)
    assert heavy.along_mm == pytest.approx(37.5, abs=1)
    assert heavy.from_line_mm == own.from_line_mm == pytest.approx(10, abs=0.5)


def test_the_layers_join_without_gaps():
    for cover in (None, HEAVY):
        path = trace(OVER_BONE, at_depth(20), TARGET, cover=cover)
        assert path.layers[0].start_mm == pytest.approx(0, abs=0.3)
        for before, after in zip(path.layers, path.layers[1:], strict=False):
            assert after.start_mm == pytest.approx(before.end_mm)


@pytest.mark.parametrize("kind", ["nerve", "vessel"])
def test_a_nerve_or_vessel_thinner_than_a_voxel_is_still_a_layer(kind):
    path = path_through(("skin", 2), ("fat", 8), ("target", 10), (kind, 0.5), ("target", 10), depth_mm=14)
    assert kinds(path) == ["skin", "fat", "muscle", kind, "muscle"]
    assert [x.structure.kind for x in path.met] == [kind]


@pytest.mark.parametrize("kind", ["connective", "organ", "bone"])
def test_a_sliver_of_anything_else_belongs_to_the_layer_before_it(kind):
    path = path_through(("skin", 2), ("fat", 8), ("target", 10), (kind, 0.5), ("target", 10), depth_mm=14)
    assert kinds(path) == ["skin", "fat", "muscle"]
    assert path.layers[-1].end_mm == pytest.approx(30.5, abs=0.6)
    assert path.target_mm == pytest.approx((10, 30.5), abs=0.6)


def test_a_hazard_behind_bone_is_not_on_the_line():
    path = path_through(
        ("skin", 2), ("fat", 8), ("bone", 5), ("vessel", 4), ("target", 20), depth_mm=25
    )  # fmt: skip
    assert "vessel" in kinds(path)
    assert path.bone_mm == pytest.approx(10, abs=0.3)
    assert path.met == ()
    assert "Bone lies before the muscle" in words.headline(path).student
    before = path_through(("skin", 2), ("vessel", 4), ("bone", 5), ("target", 20), depth_mm=20)
    assert [x.structure.kind for x in before.met] == ["vessel"]


def test_bone_ends_the_line_and_nothing_behind_it_is_shown():
    path = path_through(
        ("skin", 2), ("fat", 8), ("target", 20), ("bone", 4), ("lung", 40), depth_mm=20
    )  # fmt: skip
    assert kinds(path) == ["skin", "fat", "muscle", "bone"]
    thick = path_through(("skin", 2), ("fat", 8), ("target", 20), ("bone", 30), depth_mm=20)
    assert thick.layers[-1].thickness_mm == pytest.approx(8)
    assert path_through(("skin", 2), ("fat", 3), ("target", 90), depth_mm=20).bone_mm is None


def test_without_bone_the_line_goes_thirty_millimetres_past_its_muscle():
    path = path_through(("skin", 2), ("fat", 8), ("target", 20), ("muscle", 100), depth_mm=20)
    assert path.layers[-1].end_mm == pytest.approx(60, abs=0.5)


def test_the_headline_names_the_gravest_hazard_on_the_line_not_the_first():
    path = path_through(
        ("skin", 2), ("fat", 8), ("target", 20), ("vessel", 4), ("lung", 40), depth_mm=20
    )  # fmt: skip
    assert [x.structure.kind for x in path.met] == ["vessel", "lung"]
    said = words.headline(path)
    assert said.level == "on"
    assert said.student.startswith(
        "Lung and pleura on this line: 34 mm from the skin, 4 mm behind the muscle"
    )
    assert said.patient.startswith("The lung lies straight below")


def test_the_headline_names_the_gravest_hazard_near_the_line_not_the_nearest():
    layers = [("skin", 2), ("fat", 8), ("target", 30), ("bone", 20)]
    path = trace(block(layers, [("vessel", 6, 25), ("lung", -16, 25)]), at_depth(20), TARGET)
    assert [h.structure.kind for h in path.hazards] == ["vessel", "lung"]
    assert words.headline(path).level == "near"
    assert words.headline(path).student.startswith("Lung and pleura near this line: 14 mm")


def test_a_hazard_shielded_by_bone_is_not_near_but_a_lung_always_is():
    layers = [("skin", 2), ("fat", 8), ("target", 30), ("bone", 20)]
    shielded, open_ = (
        trace(block(layers, [(kind, 0, 46)]), at_depth(20), TARGET) for kind in ("nerve", "lung")
    )
    for path in (shielded, open_):
        assert path.hazards[0].behind_bone
        assert path.hazards[0].from_line_mm == pytest.approx(4, abs=0.5)
    assert words.headline(shielded).level == "clear"
    assert words.headline(open_).level == "near"


def test_a_lung_within_forty_millimetres_is_said_even_behind_another_hazard():
    layers = [("skin", 2), ("fat", 8), ("target", 30), ("bone", 20)]
    path = trace(block(layers, [("vessel", 6, 25), ("lung", -36, 25)]), at_depth(20), TARGET)
    said = words.headline(path)
    assert said.student.startswith("Long artery near this line")
    assert "Lung and pleura: 34 mm" in said.student
    assert "the lung is not far" in said.patient.lower()


@pytest.mark.parametrize(
    ("kind", "near_mm"),
    [
        ("lung", 20), ("canal", 20), ("organ", 15), ("cavity", 15), ("airway", 15), ("vessel", 10),
        ("nerve", 10),
    ],
)  # fmt: skip
def test_the_graver_a_hazard_the_farther_it_counts_as_near(kind, near_mm):
    layers = [("skin", 2), ("fat", 8), ("target", 30), ("bone", 20)]
    inside, outside = (
        trace(block(layers, [(kind, near_mm + gap, 25)]), at_depth(20), TARGET) for gap in (1, 3)
    )
    assert words.headline(inside).level == "near"
    assert words.headline(outside).level == "clear"


def test_hazards_beyond_forty_millimetres_of_the_line_are_not_listed():
    layers = [("skin", 2), ("fat", 8), ("target", 30), ("bone", 20)]
    assert trace(block(layers, [("nerve", 41, 25)]), at_depth(20), TARGET).hazards
    assert not trace(block(layers, [("nerve", 44, 25)]), at_depth(20), TARGET).hazards
    said = words.headline(trace(block(layers), at_depth(20), TARGET))
    assert said.student.startswith("No modeled hazard within 40 mm")


def test_directions_are_those_of_the_patient_on_both_sides():
    layers = [("skin", 2), ("fat", 8), ("target", 30), ("bone", 20)]
    towards_left = trace(block(layers, [("vessel", 8, 25)]), at_depth(20), TARGET)
    towards_right = trace(block(layers, [("vessel", -8, 25)]), at_depth(20), TARGET)
    # The block lies on the right side of the body, so its left is the midline.
    assert words.direction(towards_left, towards_left.hazards[0]) == "towards the midline"
    assert words.direction(towards_right, towards_right.hazards[0]) == "towards the side"


def test_the_muscle_that_is_aimed_at_is_its_stretch_nearest_to_the_point():
    layers = [("skin", 2), ("fat", 8), ("target", 5), ("muscle", 20), ("target", 10), ("bone", 20)]
    assert trace(block(layers), at_depth(40), TARGET).target_mm == pytest.approx((35, 45), abs=0.3)
    assert trace(block(layers), at_depth(12), TARGET).target_mm == pytest.approx((10, 15), abs=0.3)
    gap = [("skin", 2), ("fat", 8), ("target", 5), ("fat", 2), ("target", 10), ("bone", 20)]
    assert trace(block(gap), at_depth(12), TARGET).target_mm == pytest.approx((10, 27), abs=0.3)


def test_a_place_on_the_skin_leads_to_the_middle_of_a_muscle_but_never_deeper_than_12_mm_into_it():
    thin = block([("skin", 2), ("fat", 8), ("target", 10), ("bone", 20)])
    thick = block([("skin", 2), ("fat", 8), ("target", 60), ("bone", 20)])
    bare = block([("skin", 2), ("bone", 60)])
    skin = (-50.0, 0.0, 50.0)
    assert first_muscle(thin, skin) == (pytest.approx(at_depth(15), abs=0.5), TARGET)
    assert first_muscle(thick, skin) == (pytest.approx(at_depth(22), abs=0.5), TARGET)
    assert first_muscle(bare, skin) == (pytest.approx(at_depth(8), abs=0.5), None)


def test_the_assumed_cover_is_that_of_the_muscles_region_and_build():
    assert assumed_cover(CONTENT, TARGET, "heavy") == Cover(2.5, 20.0)
    assert assumed_cover(CONTENT, TARGET, "slim") == Cover(2.5, 4.0)
    assert assumed_cover(CONTENT, TARGET, None) is None
    assert assumed_cover(CONTENT, "no-such-muscle", "heavy") is None


def test_a_report_gives_the_depths_of_the_assumed_build():
    data = path_data(CONTENT, trace(OVER_BONE, at_depth(20), TARGET, cover=HEAVY))
    assert data["bone_mm"] == pytest.approx(42.5, abs=0.5)
    assert data["point_depth_mm"] == pytest.approx(32.5, abs=0.5)
    assert data["assumed_shift_mm"] == pytest.approx(12.5, abs=0.5)
    assert data["muscle_mm"] == pytest.approx([22.5, 42.5], abs=0.5)
    assert [layer["start_mm"] for layer in data["layers"]] == pytest.approx([0, 2.5, 22.5, 42.5], abs=0.5)
    assert data["hazards"][0]["from_line_mm"] == pytest.approx(10, abs=0.5)
    said = path_text(CONTENT, trace(OVER_BONE, at_depth(20), TARGET, cover=HEAVY))
    assert "22 to  42 mm  Leg lifter (muscle) <" in said
    assert words.HONEST in said


def test_fat_between_muscles_is_not_called_fat_below_the_skin():
    path = path_through(("skin", 2), ("fat", 8), ("target", 10), ("fat", 4), ("bone", 20), depth_mm=14)
    names = [strip.layer_name(CONTENT, path, layer) for layer in path.layers]
    assert names == ["Skin", "Fat below the skin", "Leg lifter", "Fat and connective tissue", "Bone"]

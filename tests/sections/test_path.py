"""Paths meet the right layers in the right order, at the right depths, with the right neighbours."""

import numpy as np
import pytest

from tests.atlas import small_body
from triggerpoints.atlas import load_atlas
from triggerpoints.sections.path import Cover, best_plane, direction_inwards, first_muscle, skin_normal, trace

LIMB = small_body.atlas()
IN_FRONT = (-80.0, -22.0, 50.0)
"""A point in the front of the limb's muscle, 18 mm below the skin."""


def ids(path) -> list[str]:
    return [layer.structure.id for layer in path.layers]


def test_layers_come_in_order_with_their_thickness():
    path = trace(LIMB, IN_FRONT, "leg-lifter")
    assert ids(path) == ["skin", "soft-tissue", "leg-lifter", "shaft"]
    assert [round(x.thickness_mm) for x in path.layers[:3]] == pytest.approx([2, 8, 20], abs=1)
    assert path.point_depth_mm == pytest.approx(18, abs=1)
    assert path.target_mm == pytest.approx((10, 30), abs=1)
    assert path.bone_mm == pytest.approx(30, abs=1)
    assert path.entry_mm == pytest.approx((-80, -40, 50), abs=1)


def test_bone_ends_the_line():
    path = trace(LIMB, IN_FRONT, "leg-lifter")
    assert path.layers[-1].structure.kind == "bone"
    assert path.layers[-1].thickness_mm <= 8
    assert path.met == ()


def test_a_hazard_on_the_line_is_met_and_one_beside_it_is_near():
    behind = trace(LIMB, (-80.0, 28.0, 50.0), "leg-lifter")
    assert [x.structure.id for x in behind.met] == ["long-artery"]
    assert behind.met[0].start_mm == pytest.approx(15, abs=1.5)
    aside = trace(LIMB, (-70.0, 26.0, 50.0), "leg-lifter", angle_deg=0)
    artery = aside.hazards[0]
    assert artery.structure.id == "long-artery"
    assert not aside.met
    assert 1 < artery.from_line_mm < 10
    assert np.linalg.norm(artery.direction_mm) == pytest.approx(artery.from_line_mm + 0.5, abs=0.01)


def test_hazards_farther_than_40_mm_are_left_out():
    front = trace(LIMB, (-80.0, -28.0, 50.0), "leg-lifter")
    artery = next(h for h in front.hazards if h.structure.id == "long-artery")
    # The line ends with the muscle at y = -10; the artery begins at y = 19.
    assert artery.from_line_mm == pytest.approx(29, abs=1.5)
    assert artery.from_point_mm == pytest.approx(47, abs=1.5)


def test_assumed_skin_and_fat_take_the_place_of_the_models():
    own = trace(LIMB, IN_FRONT, "leg-lifter")
    heavy = trace(LIMB, IN_FRONT, "leg-lifter", cover=Cover(2.5, 20))
    assert heavy.layers[0].thickness_mm == pytest.approx(2.5, abs=0.05)
    assert heavy.layers[1].thickness_mm == pytest.approx(20, abs=0.2)
    assert heavy.shift_mm == pytest.approx(22.5 - own.model_cover_mm, abs=0.2)
    assert heavy.target_mm[0] - own.target_mm[0] == pytest.approx(heavy.shift_mm)
    assert heavy.layers[2].thickness_mm == pytest.approx(own.layers[2].thickness_mm)
    assert heavy.hazards[0].from_line_mm == own.hazards[0].from_line_mm, "a hazard moves with the muscle"


def test_a_tilted_line_goes_through_more_skin_and_fat():
    tilted = trace(LIMB, IN_FRONT, "leg-lifter", angle_deg=40, cover=Cover(2, 8))
    assert tilted.layers[0].thickness_mm == pytest.approx(2 / np.cos(np.radians(40)), rel=0.1)
    assert tilted.point_depth_mm > trace(LIMB, IN_FRONT, "leg-lifter", cover=Cover(2, 8)).point_depth_mm


def test_positive_angles_turn_the_tip_towards_the_midline_or_the_head():
    front = np.array([0.0, -1.0, 0.0])
    assert direction_inwards(front, "transverse", 30, np.array([-80.0, 0, 0]))[0] == pytest.approx(0.5)
    assert direction_inwards(front, "transverse", 30, np.array([80.0, 0, 0]))[0] == pytest.approx(-0.5)
    assert direction_inwards(front, "sagittal", 30, np.array([-80.0, 0, 0]))[2] == pytest.approx(0.5)
    assert direction_inwards(front, "transverse", 0, np.array([-80.0, 0, 0])) == pytest.approx([0, 1, 0])


def test_the_best_plane_holds_the_line():
    assert best_plane(np.array([0.0, 1.0, 0.0])) == "transverse"
    assert best_plane(np.array([0.0, 0.1, 0.99])) in ("sagittal", "coronal")


def test_wrong_angles_planes_and_points_say_what_to_do():
    with pytest.raises(ValueError, match="choose one from -45 to 45"):
        trace(LIMB, IN_FRONT, "leg-lifter", angle_deg=60)
    with pytest.raises(ValueError, match="outside the body"):
        trace(LIMB, (-80.0, -45.0, 50.0), "leg-lifter")
    with pytest.raises(ValueError, match="Choose another plane"):
        direction_inwards(np.array([0.0, 0.0, 1.0]), "transverse", 0, np.zeros(3))
    # In a plane that the skin lies flat in the line runs in the best plane instead.
    assert trace(LIMB, IN_FRONT, "leg-lifter", plane="coronal").plane == "transverse"


def test_a_place_on_the_skin_leads_to_the_first_muscle():
    point, muscle = first_muscle(LIMB, np.array([-80.0, -40.0, 50.0]))
    assert muscle == "leg-lifter"
    assert point[1] == pytest.approx(-20, abs=3)
    assert skin_normal(LIMB, np.array([-80.0, -40.0, 50.0])) == pytest.approx([0, -1, 0], abs=0.05)


# Known sites of the reference body, see docs/sections.md: what must follow what from the skin inwards.
SITES = {
    "top of the shoulder": (
        (-65.3, -39.5, 1431.9), "trapezius-upper",
        ["trapezius-upper", "levator-scapulae"],
    ),
    "shoulder blade": (
        (-108.6, -19.3, 1363.5), "infraspinatus",
        ["infraspinatus", "scapula"],
    ),
    "outer shoulder blade": (
        (-138.3, -32.4, 1372.8), "infraspinatus", ["deltoid-posterior", "infraspinatus", "scapula"],
    ),
    "between spine and shoulder blade": (
        (-52.1, -6.4, 1344.8), "rhomboids",
        ["trapezius-lower", "rhomboids", "longissimus-thoracis", "fifth-rib"],
    ),
    "below the skull": (
        (-27.0, -57.3, 1523.9), "suboccipitals",
        ["splenius-capitis", "suboccipitals", "axis"],
    ),
    "chest": (
        (-118.6, -141.1, 1341.1), "pectoralis-major-sternal",
        ["pectoralis-major-sternal", "pectoralis-minor", "third-rib"],
    ),
    "side of the shoulder": (
        (-201.7, -77.5, 1380.1), "deltoid-middle",
        ["deltoid-middle", "humerus"],
    ),
    "front of the upper arm": (
        (-204.8, -88.4, 1172.3), "biceps-brachii",
        ["biceps-brachii", "brachialis", "humerus"],
    ),
    "beside the navel": (
        (-37.7, -189.2, 1046.9), "rectus-abdominis",
        ["rectus-abdominis", "distal-part-of-jejunum"],
    ),
    "buttock": (
        (-71.5, -29.5, 985.5), "gluteus-medius",
        ["gluteus-maximus", "gluteus-medius", "hip-bone"],
    ),
    "front of the thigh": (
        (-110.2, -115.4, 640.5), "vastus-intermedius", ["rectus-femoris", "vastus-intermedius", "femur"],
    ),
    "calf": (
        (-100.5, -48.5, 367.5), "soleus",
        ["gastrocnemius", "soleus"],
    ),
    "lower calf": (
        (-79.5, -42.5, 160.5), "soleus", ["soleus", "flexor-hallucis-longus", "tibialis-posterior", "tibia"],
    ),
    "shin": (
        (-103.1, -94.5, 345.5), "tibialis-anterior",
        ["tibialis-anterior", "tibia"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("site", SITES)
def test_known_sites_have_the_layers_of_standard_anatomy(site):
    point, muscle, expected = SITES[site]
    path = trace(load_atlas(), point, muscle)
    found = ids(path)
    assert found[:2] == ["skin", "soft-tissue"]
    at = [found.index(identity) for identity in expected if identity in found]
    assert len(at) == len(expected), f"{expected} expected, found {found}"
    assert at == sorted(at), f"{expected} expected in this order, found {found}"


@pytest.mark.parametrize("site", SITES)
def test_left_and_right_are_alike(site):
    (x, y, z), muscle, _ = SITES[site]
    right, left = trace(load_atlas(), (x, y, z), muscle), trace(load_atlas(), (-x, y, z), muscle)
    assert left.point_depth_mm == pytest.approx(right.point_depth_mm, abs=2)
    assert left.target_mm == pytest.approx(right.target_mm, abs=3)


def nearest(path, kind: str):
    return next((h for h in path.hazards if h.structure.kind == kind), None)


def test_a_line_between_the_ribs_meets_the_lung_behind_the_intercostals():
    path = trace(load_atlas(), (-66.1, 3.0, 1290.3), "rhomboids")
    lung = next(layer for layer in path.met if layer.structure.kind == "lung")
    assert ids(path).index("intercostals") < ids(path).index(lung.structure.id)
    assert 25 < lung.start_mm < 55


def test_the_shoulder_blade_shields_the_lung():
    path = trace(load_atlas(), *SITES["shoulder blade"][:2])
    assert not path.met
    lung = nearest(path, "lung")
    assert lung is not None
    assert lung.behind_bone


@pytest.mark.parametrize(
    ("site", "kind", "within_mm"),
    [
        ("top of the shoulder", "lung", 40),
        ("below the skull", "canal", 25),
        ("beside the navel", "cavity", 3),
        ("calf", "nerve", 10),
        ("front of the upper arm", "nerve", 15),
    ],
)
def test_known_sites_name_their_hazard(site, kind, within_mm):
    hazard = nearest(trace(load_atlas(), *SITES[site][:2]), kind)
    assert hazard is not None
    assert hazard.from_line_mm <= within_mm


def test_the_lung_is_as_far_from_the_top_of_the_shoulder_as_lean_people_have_it():
    atlas = load_atlas()
    skin = atlas.surface.position_mm[int(atlas.surface.nearest(np.array([-85.0, -45.0, 1440.0]))[0])]
    lung = {s.label for s in atlas.volume.structures if s.kind == "lung"}
    distance = atlas.volume.distance_to_mm(skin, lung, 80)
    assert distance is not None
    assert 30 <= distance <= 45  # 33 mm in cadavers, 34 to 39 mm by ultrasound, see docs/sections.md

"""The label volume tells what lies where."""

import json
import shutil
from itertools import pairwise

import numpy as np
import pytest
import zarr

from triggerpoints.atlas import MissingAssetError, load_atlas
from triggerpoints.atlas.volume import CACHED_BLOCKS, load_volume


@pytest.fixture(scope="module")
def volume():
    return load_atlas().volume


def names(spans):
    return [s.structure.id for s in spans]


def test_outside_the_volume_is_outside(volume):
    assert volume.at(np.array([5000.0, 0, 0])) == 0
    assert volume.at(np.array([[0.0, -90, 5000], [1e6, 0, 0]])).tolist() == [0, 0]


def test_left_and_right_muscles_mirror(volume):
    rng = np.random.default_rng(3)
    points = rng.uniform((-320, -230, 0), (0, 20, 1700), (20_000, 3))
    kinds = np.array([s.kind for s in volume.structures])
    a, b = volume.at(points), volume.at(points * [-1, 1, 1])
    paired = np.isin(kinds[a], ["muscle", "bone"]) & np.isin(kinds[b], ["muscle", "bone"])
    assert paired.sum() > 500
    assert (a == b)[paired].mean() > 0.98


def test_a_line_through_the_shoulder_blade_meets_the_layers_in_order(volume):
    met = [n for n in names(volume.along((-105, 60, 1330), (0, -1, 0), 110)) if n != "soft-tissue"]
    assert met[:2] == ["outside", "skin"]
    assert met.index("infraspinatus") < met.index("scapula") < met.index("subscapularis")


def test_a_line_through_the_thigh_meets_the_femur_between_front_and_back_muscles(volume):
    met = names(volume.along((-105, -220, 680), (0, 1, 0), 260))
    assert met.index("rectus-femoris") < met.index("vastus-intermedius") < met.index("femur")
    assert met[0] == "outside" and met[-1] == "outside"


def test_spans_of_a_line_are_contiguous(volume):
    spans = volume.along((0, -300, 1200), (0, 1, 0), 400)
    assert spans[0].start_mm == 0
    for a, b in pairwise(spans):
        assert a.end_mm == b.start_mm
        assert a.structure.label != b.structure.label


def test_a_line_needs_a_direction(volume):
    with pytest.raises(ValueError, match="must not be zero"):
        volume.along((0, 0, 0), (0, 0, 0), 10)


def test_distance_to_bone_is_that_of_the_nearest_voxel(volume):
    femur = next(s.label for s in volume.structures if s.id == "femur")
    start = np.array([-105.0, -220, 680])
    span = next(s for s in volume.along(start, (0, 1, 0), 260) if s.structure.id == "femur")
    point = start + np.array([0, span.start_mm - 10, 0])
    assert 5 < volume.distance_to_mm(point, {femur}, 40) <= 10.5
    assert volume.distance_to_mm(np.array([0.0, -90, 1690]), {femur}, 40) is None


def test_memory_stays_bounded(volume):
    x, y = np.meshgrid(np.arange(-300.0, 300, 4), np.arange(-240.0, 60, 4))
    for z in range(0, 1700, 20):
        volume.at(np.stack([x, y, np.full(x.shape, float(z))], -1))
    assert len(volume._blocks) <= CACHED_BLOCKS
    assert sum(block.nbytes for block in volume._blocks.values()) < 80e6


def test_a_volume_with_a_missing_block_is_refused_instead_of_read_as_empty(tmp_path):
    labels, table = tmp_path / "labels.zarr", tmp_path / "structures.json"
    array = zarr.create_array(
        store=str(labels), shape=(8, 8, 8), dtype="uint16", chunks=(4, 4, 4),
        attributes={"origin_mm": [0, 0, 0], "step_mm": 1.0},
    )  # fmt: skip
    array[:] = 1
    table.write_text(json.dumps([{"label": 1, "id": "skin", "name": "Skin", "kind": "skin"}]))
    assert load_volume(labels, table).at(np.array([7.0, 7, 7])) == 1
    shutil.rmtree(labels / "c" / "1")
    with pytest.raises(MissingAssetError, match=r"is not complete\. Make it with"):
        load_volume(labels, table)


def test_muscles_lie_on_both_sides_and_what_is_in_the_middle_does_not():
    structures = load_atlas().volume.structures
    muscles = [structure for structure in structures if structure.kind == "muscle" and structure.muscle]
    assert len(muscles) > 150 and all(structure.paired for structure in muscles)
    assert not next(structure for structure in structures if structure.id == "skin").paired

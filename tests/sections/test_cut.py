"""Sections have the right outlines, sides and sizes, on a made-up limb and on the real body."""

import numpy as np
import pytest
import shapely

from tests.atlas import small_body
from triggerpoints.atlas import load_atlas
from triggerpoints.sections.cut import (
    ACROSS,
    DOWN_MM,
    LETTERS,
    RIGHT_MM,
    CutPlane,
    Section,
    cut,
    plane_labels,
)

LIMB = small_body.volume()
MIDDLE = (-80.0, 0.0, 50.0)


def area(rings: tuple[np.ndarray, ...]) -> float:
    return abs(
        sum(
            shapely.LinearRing(r).is_ccw * 2 * shapely.Polygon(r).area - shapely.Polygon(r).area
            for r in rings
        )
    )


def region(section: Section, identity: str):
    return next(r for r in section.regions if r.structure.id == identity)


def test_a_box_holds_the_voxels_between_its_corners():
    box, first = LIMB.box((-90, -5, 10), (-70, 5, 12))
    assert box.shape == (21, 11, 3)
    assert first.tolist() == [-90, -5, 10]
    grid = first + np.stack(np.meshgrid(*map(np.arange, box.shape), indexing="ij"), -1)
    assert (box == LIMB.at(grid)).all()


def test_a_box_is_cut_to_the_volume():
    box, first = LIMB.box((-500, -500, -500), (-120, -40, 3))
    assert box.shape == (11, 11, 4)
    assert first.tolist() == [-130, -50, 0]


@pytest.mark.parametrize("kind", ["transverse", "sagittal", "coronal"])
def test_every_pixel_of_a_plane_is_what_the_volume_has_there(kind):
    plane = CutPlane(kind, MIDDLE)
    labels, first = plane_labels(LIMB, plane)
    down, across = np.indices(labels.shape) + np.array([first[1], first[0]])[:, None, None]
    points = across[..., None] * np.array(RIGHT_MM[kind]) + down[..., None] * np.array(DOWN_MM[kind])
    points[..., ACROSS[kind]] = plane.at_mm
    assert (labels == LIMB.at(points)).all()


def test_a_transverse_section_has_round_outlines_of_the_right_size():
    section = cut(LIMB, CutPlane("transverse", MIDDLE))
    assert [r.structure.id for r in section.regions] == ["leg-lifter", "shaft", "long-artery"]
    assert area(section.body) == pytest.approx(np.pi * small_body.RADIUS_MM**2, rel=0.02)
    bone = region(section, "shaft")
    assert area(bone.rings) == pytest.approx(np.pi * small_body.BONE_RADIUS_MM**2, rel=0.04)
    radii = np.hypot(*(bone.rings[0] - [-80, 0]).T)
    assert np.ptp(radii) < 0.7, "the steps of the voxels show"
    assert region(section, "long-artery").area_mm2 == pytest.approx(np.pi * 9, rel=0.15)


def test_a_muscle_about_a_bone_has_a_hole():
    muscle = region(cut(LIMB, CutPlane("transverse", MIDDLE)), "leg-lifter")
    assert len(muscle.rings) == 3
    assert muscle.area_mm2 == pytest.approx(np.pi * (30**2 - 10**2 - 3**2), rel=0.03)


def test_a_name_stands_inside_its_region():
    section = cut(LIMB, CutPlane("transverse", MIDDLE))
    for found in section.regions:
        inside = [shapely.Polygon(ring).contains(shapely.Point(found.anchor_mm)) for ring in found.rings]
        assert sum(inside) % 2, "a ring in a ring is a hole"
    assert region(section, "shaft").room_mm[1] == pytest.approx(20, abs=4)


def test_sections_along_the_limb_are_straight():
    section = cut(LIMB, CutPlane("coronal", MIDDLE))
    left, top, right, bottom = section.bounds_mm
    assert (left, right) == pytest.approx((-120.5, -39.5), abs=1)
    assert (top, bottom) == pytest.approx((-99.5, 0.5), abs=1)
    assert region(section, "shaft").side == -1


def test_a_plane_beside_the_body_says_what_to_do():
    empty = small_body.volume()
    empty._array[:] = 0
    with pytest.raises(ValueError, match="Move it back"):
        cut(empty, CutPlane("transverse", MIDDLE))
    with pytest.raises(ValueError, match="must be one of"):
        CutPlane("oblique", MIDDLE)  # type: ignore[arg-type]


def test_the_letters_say_where_things_lie():
    for kind, (left, right, up, down) in LETTERS.items():
        plane = CutPlane(kind, MIDDLE)
        axes = {
            "R": (-1, 0, 0),
            "L": (1, 0, 0),
            "A": (0, -1, 0),
            "P": (0, 1, 0),
            "S": (0, 0, 1),
            "I": (0, 0, -1),
        }
        at = {letter: plane.project(np.array(axes[letter])) for letter in (left, right, up, down)}
        assert at[left][0] < 0 < at[right][0]
        assert at[up][1] < 0 < at[down][1]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ((-27.0, -57.3, 1480.0), {"sternocleidomastoid-sternal", "semispinalis-cervicis", "trapezius-upper"}),
        ((-60.0, 0.0, 1345.0), {"rhomboids", "trapezius-lower", "subscapularis", "fifth-rib"}),
        ((-40.0, -150.0, 1050.0), {"rectus-abdominis", "iliopsoas", "external-oblique"}),
        ((-100.0, -90.0, 640.0), {"femur", "rectus-femoris", "vastus-intermedius", "sartorius"}),
        ((-95.0, -60.0, 300.0), {"tibia", "fibula", "soleus", "gastrocnemius", "tibialis-anterior"}),
    ],
    ids=["neck", "chest", "abdomen", "thigh", "leg"],
)
def test_the_real_body_shows_what_belongs_at_each_level(point, expected):
    section = cut(load_atlas().volume, CutPlane("transverse", point))
    assert expected <= {r.structure.id for r in section.regions}
    left, top, right, bottom = section.bounds_mm
    assert left < point[0] < right
    assert top < point[1] < bottom

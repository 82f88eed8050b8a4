"""A drawn section shows holes as holes, the line where it runs, and each part of the body on its own."""

from dataclasses import replace

import numpy as np
import pytest

from tests.atlas import small_body
from tests.sections.slabs import TARGET, at_depth
from tests.sections.test_depths import CONTENT, HEAVY, OVER_BONE
from tests.sections.test_depths import path_through as through
from triggerpoints.atlas import load_atlas
from triggerpoints.sections import png, svg, words
from triggerpoints.sections import scene as scene_module
from triggerpoints.sections.cut import CutPlane, cut
from triggerpoints.sections.path import trace
from triggerpoints.sections.report import path_data
from triggerpoints.sections.scene import VEIN, Label, Line, Scene, SectionOptions, Shape, fill, section_scene

RED = (200, 0, 0)
SQUARE = np.array([(0.0, 0), (40, 0), (40, 40), (0, 40), (0, 0)])
HOLE = SQUARE / 2 + 10
RING = Scene((0, 0, 40, 40), (0, 0, 40, 40), (Shape((SQUARE, HOLE), RED, None),), (), "A ring")
MIDDLE = (-80.0, 0.0, 50.0)


def test_a_ring_in_a_ring_is_a_hole_in_the_picture_and_in_the_drawing():
    pixels = np.asarray(png.png(RING, width_px=80))
    assert tuple(pixels[40, 8]) == RED
    assert tuple(pixels[40, 40]) == (255, 255, 255)
    assert svg.svg(RING).count('fill-rule="evenodd"') == 1


def test_words_in_a_drawing_are_words_and_never_markup():
    said = "<b>&"
    drawing = svg.svg(replace(RING, over=(Label(0, 0, said, 3),), caption=said))
    assert said not in drawing
    assert drawing.count("&lt;b&gt;&amp;") >= 2


def test_a_hole_takes_its_area_from_a_region():
    muscle = next(
        r for r in cut(small_body.volume(), CutPlane("transverse", MIDDLE)).regions if r.structure.muscle
    )
    assert len(muscle.rings) == 3
    assert muscle.area_mm2 == pytest.approx(np.pi * (30**2 - 10**2 - 3**2), rel=0.03)


def test_a_limb_beside_the_body_is_not_cut_with_it():
    volume = small_body.volume()
    volume._array[0:4, 0:4, :] = small_body.SKIN.label
    left, top, _, _ = cut(volume, CutPlane("transverse", MIDDLE)).bounds_mm
    assert (left, top) == pytest.approx((-120.5, -40.5), abs=1)
    beside = cut(volume, CutPlane("transverse", (-129.0, -49.0, 50.0))).bounds_mm
    assert beside[2] - beside[0] == pytest.approx(4, abs=0.1)


@pytest.mark.parametrize("kind", ["coronal", "sagittal"])
def test_the_head_is_up_in_an_upright_section(kind):
    volume = small_body.volume()
    whole = volume._array[:]
    whole[..., 80:][whole[..., 80:] == small_body.MUSCLE.label] = small_body.BONE.label
    volume._array[:] = whole
    section = cut(volume, CutPlane(kind, MIDDLE))
    bone, muscle = (
        max(ring[:, 1].max() for r in section.regions if r.structure.id == id_ for ring in r.rings)
        for id_ in ("shaft", "leg-lifter")
    )
    tops = {r.structure.id: min(ring[:, 1].min() for ring in r.rings) for r in section.regions}
    assert tops["shaft"] == pytest.approx(-99.5, abs=1.5)
    assert tops["leg-lifter"] == pytest.approx(-79.5, abs=1.5)
    assert muscle <= bone + 1.5


def test_the_outline_below_the_skin_leaves_the_skin_out():
    section = cut(small_body.volume(), CutPlane("transverse", MIDDLE))
    radius = [np.hypot(*(rings[0] - [-80, 0]).T).mean() for rings in (section.body, section.under_skin)]
    assert radius == pytest.approx([40, 38], abs=0.7)


def drawn(path, plane: CutPlane, **options) -> list[Line]:
    section = cut(OVER_BONE.volume, plane)
    scene = section_scene(CONTENT, section, path, SectionOptions(**options))
    return [item for item in scene.inside if isinstance(item, Line) and item.mark == "line"]


def test_the_line_is_drawn_at_the_depths_of_the_model_whatever_is_assumed():
    plane = CutPlane("transverse", at_depth(20))
    own, heavy = (
        drawn(trace(OVER_BONE, at_depth(20), TARGET, cover=c), plane)[0].points for c in (None, HEAVY)
    )
    assert own[1] == pytest.approx(heavy[1], abs=0.01)
    assert own[1][1] == pytest.approx(38, abs=1)


def test_the_line_is_dashed_beside_its_plane_and_left_out_in_another_kind_of_plane():
    path = trace(OVER_BONE, at_depth(20), TARGET)
    plane = CutPlane("transverse", at_depth(20))
    assert not drawn(path, plane)[0].dashed
    assert drawn(path, plane, off_mm=5)[0].dashed
    assert drawn(path, CutPlane("coronal", at_depth(20))) == []


def test_veins_have_another_colour_than_arteries():
    assert fill("vessel", 1, "great saphenous vein") == VEIN
    assert fill("vessel", 1, "femoral artery") != VEIN


def test_an_organ_in_a_cavity_is_said_with_its_depth():
    path = through(("skin", 2), ("fat", 8), ("target", 10), ("cavity", 5), ("organ", 40), depth_mm=15)
    assert "then liver at 25 mm" in words.headline(path).student


def test_lengths_of_a_report_are_rounded_to_half_a_millimetre():
    path = trace(OVER_BONE, at_depth(20.4), TARGET, cover=HEAVY)
    data = path_data(CONTENT, path)
    assert data["point_depth_mm"] == pytest.approx(path.point_depth_mm, abs=0.26)
    assert all(layer["start_mm"] * 2 % 1 == 0 for layer in data["layers"])
    assert any(layer["start_mm"] % 1 for layer in data["layers"])


def test_a_close_up_leaves_out_what_cannot_be_seen_and_nothing_else(monkeypatch):
    atlas = load_atlas()
    plane = CutPlane("transverse", (-95.0, 95.0, 1330.0))
    section = cut(atlas.volume, plane)
    close = SectionOptions(close_mm=60.0, labels=False, numbers=False)
    few = section_scene(CONTENT, section, None, close)
    monkeypatch.setattr(scene_module, "_reaches", lambda rings, box: True)
    every = section_scene(CONTENT, section, None, close)
    assert 10 < len(few.inside) < 0.8 * len(every.inside)
    assert np.array_equal(*(np.asarray(png.png(one, width_px=900)) for one in (few, every)))

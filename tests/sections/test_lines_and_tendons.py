"""Lines go round bone where they can, and what of a muscle is tendon is called so."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.sections import names as section_names
from triggerpoints.sections import words
from triggerpoints.sections.cut import CutPlane, cut
from triggerpoints.sections.path import NEVER_MET, trace
from triggerpoints.sections.scene import Label, SectionOptions, section_scene
from triggerpoints.sections.tendons import part_at, with_tendons

ATLAS, CONTENT = load_atlas(), load_content()
BONE_ON_EVERY_LINE = {
    "iliocostalis-thoracis t6": "The scapula lies over it, the ribs and the lung behind it.",
}
"""Points that no straight line from the skin reaches without bone or lung, and why."""


def lines():
    for muscle in CONTENT.muscles.values():
        for point in muscle.trigger_points:
            yield f"{muscle.id} {point.id}", trace(ATLAS, point.position_mm, muscle.id)


def test_no_line_crosses_bone_before_its_muscle_but_where_every_line_does():
    crossing, around = set(), set()
    for name, path in lines():
        end = path.target_mm[0] if path.target_mm else path.point_depth_mm
        before = [x for x in path.layers if x.end_mm <= end + 0.5 and x.structure.muscle != path.target]
        if sum(x.thickness_mm for x in before if x.structure.kind == "bone") >= 2:
            crossing.add(name)
        if path.around_bone:
            around.add(name)
            assert not [x for x in before if x.structure.kind in NEVER_MET and x.thickness_mm >= 2], name
    assert crossing == set(BONE_ON_EVERY_LINE)
    assert {name.split()[0] for name in around} == {
        "medial-pterygoid", "lateral-pterygoid", "stylohyoid", "sternohyoid-sternothyroid", "subscapularis",
        "subclavius", "serratus-posterior-superior", "iliopsoas", "coccygeus", "deep-lateral-rotators",
        "flexor-digitorum-longus",
    }  # fmt: skip


@pytest.mark.parametrize("side", [1, -1])
def test_the_line_to_subscapularis_goes_neither_through_the_scapula_nor_infraspinatus(side):
    for point in CONTENT.muscles["subscapularis"].trigger_points:
        x, y, z = point.position_mm
        path = trace(ATLAS, (side * x, y, z), "subscapularis")
        before = {layer.structure.id for layer in path.layers if layer.end_mm <= path.target_mm[0] + 0.5}
        assert not before & {"scapula", "infraspinatus"}
        assert "this line comes from where none does" in words.headline(path).student
        assert words.angle_words(0, path.plane, around_bone=path.around_bone) == "past the bone"


@pytest.mark.parametrize(
    ("height_mm", "name"),
    [(410.0, "Patellar ligament"), (470.0, "Tendon of Rectus femoris"), (700.0, "Rectus femoris")],
)
def test_what_is_no_muscle_any_more_is_called_tendon_or_ligament(height_mm, name):
    label = ATLAS.volume.label_of("rectus-femoris")
    labels, first_mm = ATLAS.volume.box((-250.0, -250.0, height_mm), (0.0, 100.0, height_mm))
    at = np.argwhere(labels == label).mean(0) + first_mm
    structure = part_at(ATLAS, ATLAS.volume.structures[label], at)
    assert section_names.name(CONTENT, structure) == name
    mirrored = part_at(ATLAS, ATLAS.volume.structures[label], at * [-1, 1, 1])
    assert mirrored == structure


def test_a_section_below_the_patella_and_one_above_the_heel_name_their_tendons():
    below = with_tendons(ATLAS, cut(ATLAS.volume, CutPlane("transverse", (-90.0, -60.0, 410.0))))
    assert "Patellar ligament" in {section_names.name(CONTENT, r.structure) for r in below.regions}
    heel = with_tendons(ATLAS, cut(ATLAS.volume, CutPlane("transverse", (-90.0, -60.0, 120.0))))
    assert "Calcaneal (Achilles) tendon" in {section_names.name(CONTENT, r.structure) for r in heel.regions}


def test_the_muscle_of_the_line_has_its_own_name_where_the_line_meets_it_above_its_tendon():
    at = CONTENT.muscles["soleus"].trigger_points[0].position_mm
    path = trace(ATLAS, at, "soleus")
    section = with_tendons(ATLAS, cut(ATLAS.volume, CutPlane(path.plane, at)))
    drawn = section_scene(CONTENT, section, path, SectionOptions(close_mm=55))
    bold = {i.text for i in (*drawn.over, *drawn.when_narrow) if isinstance(i, Label) and i.bold}
    assert "Soleus" in bold
    assert "Calcaneal tendon" not in bold

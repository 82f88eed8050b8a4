"""Attachments on the bones lie where anatomy says, and a click is scored by its distance from them."""

from random import Random

import numpy as np
import pytest

from tools.bodymaps.attachments import bones_of
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.attachment_shape import attachment_path, attachments_box
from triggerpoints.study import scores
from triggerpoints.study.quiz import Card, cards, question

ATLAS, CONTENT = load_atlas(), load_content()
ASKED = [
    question(ATLAS, CONTENT, card, Random(1))
    for card in cards(CONTENT, (), ("bones",), (), (), ATLAS.attachments)
]
PLACES = {
    ("biceps-femoris", "distal"): ({"fibula"}, (-120, -60, 415)),  # head of the fibula
    ("deltoid-middle", "proximal"): ({"scapula"}, (-160, -63, 1411)),  # acromion
    ("supraspinatus", "distal"): ({"humerus"}, None),
    ("gastrocnemius", "proximal"): ({"femur"}, None),
    ("levator-scapulae", "distal"): ({"scapula"}, None),
    ("sartorius", "proximal"): ({"hip-bone"}, None),
    ("soleus", "proximal"): ({"tibia", "fibula"}, None),
    ("biceps-brachii", "distal"): ({"radius"}, None),
    ("triceps-long", "distal"): ({"ulna"}, None),
    ("pectoralis-minor", "proximal"): ({"third-rib", "fourth-rib", "fifth-rib"}, None),
}


@pytest.mark.parametrize(
    ("text", "bones"),
    [
        ("Outer surfaces of ribs 3 to 4 near their costal cartilages", {"third-rib", "fourth-rib"}),
        ("Angles of the lower two ribs", {"eleventh-rib", "twelfth-rib"}),
        ("Base of the second and third metacarpals", {"second-metacarpal-bone", "third-metacarpal-bone"}),
        ("Spinous processes of C7 to T1", {"seventh-cervical-vertebra", "first-thoracic-vertebra"}),
        ("Base of the distal phalanx of the thumb", {"distal-phalanx-of-thumb"}),
        ("Plantar side of the base of the distal phalanx of the great toe", {"distal-phalanx-of-big-toe"}),
        ("Ischial tuberosity", {"hip-bone"}),
        ("Intermediate tendon", set()),
    ],
)  # fmt: skip
def test_the_bones_of_an_attachment_are_those_that_its_record_names(text, bones):
    assert bones_of(text) == bones


@pytest.mark.parametrize(("muscle", "end"), PLACES)
def test_an_attachment_lies_on_its_bone(muscle, end):
    area = ATLAS.attachments[muscle][end]
    bones, near_mm = PLACES[muscle, end]
    assert set(area.bones) <= bones
    labels = {s.label for s in ATLAS.volume.structures if s.id in bones}
    for point in area.points_mm:
        assert ATLAS.volume.distance_to_mm(point, labels, 2.0) is not None
    if near_mm:
        assert np.linalg.norm(area.points_mm.mean(0) - near_mm) < 30


def test_every_question_has_four_ways_in_words_and_an_area_that_its_view_shows():
    assert len(ASKED) > 100
    for asked in ASKED:
        area = ATLAS.attachments[asked.card.muscle][asked.end]
        assert len(asked.choices) == 4
        assert attachment_path(ATLAS, area.view, area).startswith("M")
        muscle = CONTENT.muscles[asked.card.muscle]
        of_region = [m.id for m in CONTENT.muscles.values() if m.region == muscle.region]
        box = attachments_box(ATLAS, of_region, area.view)
        if box:
            x, y = ATLAS.views[area.view].project(area.points_mm).T
            assert box[0] <= x.min() and x.max() <= box[2] and box[1] <= y.min() and y.max() <= box[3]


def nearest_click(area):
    """The score of the best of the clicks on the points of an area."""
    muscle = CONTENT.muscles["soleus"]
    xy = ATLAS.views[area.view].project(area.points_mm)
    given = [scores.attached(ATLAS, muscle, area, area.view, *at) for at in xy]
    return max((one for one in given if one), key=lambda one: one.score)


def test_a_click_on_the_area_is_right_and_one_on_another_bone_is_not():
    for muscle, end in PLACES:
        assert nearest_click(ATLAS.attachments[muscle][end]).measured == 0.0, (muscle, end)
    heel, soleus = ATLAS.attachments["abductor-hallucis"]["proximal"], CONTENT.muscles["soleus"]
    x_px, y_px = ATLAS.views["back"].project(ATLAS.attachments["soleus"]["proximal"].points_mm.mean(0))[0]
    far = scores.attached(ATLAS, soleus, heel, "back", float(x_px) + 6, float(y_px))
    assert far is None or not far.is_right
    assert scores.attached(ATLAS, soleus, heel, "back", 5.0, 5.0) is None, "beside the body"


def test_either_side_counts():
    area = ATLAS.attachments["gastrocnemius"]["proximal"]
    left = area.points_mm * [-1, 1, 1]
    x_px, y_px = ATLAS.views["back"].project(left[len(left) // 2])[0]
    given = scores.attached(ATLAS, CONTENT.muscles["gastrocnemius"], area, "back", float(x_px), float(y_px))
    assert given.is_right


def test_a_muscle_whose_ends_touch_no_bone_is_not_asked():
    assert Card("external-anal-sphincter", "bones") not in [asked.card for asked in ASKED]

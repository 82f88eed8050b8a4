"""Which view a muscle is shown in: the rule on the small body, the outcome on the real one."""

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures import MapState
from triggerpoints.figures.framing import (
    CLOSE_UPS,
    WHOLE_BODY,
    best_view,
    close_up,
    fitting_view,
    nearer,
    of_side,
    opening_view,
    side_of,
)

ATLAS, CONTENT = load_atlas(), load_content()


def test_the_best_view_is_the_one_with_most_points_in_front(atlas, content):
    muscle = content.muscles["lifter"]
    assert best_view(atlas, muscle) == "front"
    backs = tuple(p for p in muscle.trigger_points if p.id == "back")
    assert best_view(atlas, muscle.model_copy(update={"trigger_points": backs})) == "back"


@pytest.mark.parametrize(
    ("muscle", "view"),
    [
        ("soleus", "back"),
        ("infraspinatus", "back"),
        ("rectus-femoris", "front"),
        ("masseter-superficial", "head-right"),
        ("frontalis", "head-front"),
        ("abductor-pollicis-brevis", "hand-palm"),
        ("dorsal-interossei-hand", "hand-back"),
        ("quadratus-plantae", "foot-sole"),
        ("levator-ani", "pelvic-floor"),
    ],
)
def test_small_muscles_open_in_a_close_up_and_others_on_the_whole_body(muscle, view):
    assert opening_view(ATLAS, CONTENT.muscles[muscle]) == view


@pytest.mark.parametrize(
    ("muscle", "view"), [("masseter-superficial", "head-left"), ("quadratus-plantae", "foot-sole-left")]
)
def test_the_left_side_opens_in_its_own_close_up(muscle, view):
    assert opening_view(ATLAS, CONTENT.muscles[muscle], "left") == view


def test_no_muscle_opens_from_the_other_side():
    for muscle in CONTENT.muscles.values():
        assert not opening_view(ATLAS, muscle, "right").endswith("left"), muscle.id
        assert not opening_view(ATLAS, muscle, "left").endswith("right"), muscle.id


def test_neck_and_shoulder_muscles_have_a_close_up_to_offer_but_open_with_all_of_their_pattern():
    state = MapState(muscle="scalenus-anterior", view="front")
    near = nearer(ATLAS, CONTENT, state)
    assert near is not None and ATLAS.views[near].group == "Head and neck"
    assert nearer(ATLAS, CONTENT, MapState(muscle="scalenus-anterior", view=near)) is None


def test_every_region_has_close_ups_to_offer():
    groups = {view.group for view in ATLAS.views.values()}
    assert {muscle.region for muscle in CONTENT.muscles.values()} == set(CLOSE_UPS)
    assert set().union(*CLOSE_UPS.values()) == groups - {WHOLE_BODY}


@pytest.mark.parametrize(
    ("muscle", "group"),
    [("soleus", "Leg"), ("latissimus-dorsi", "Trunk"), ("gluteus-medius", "Hip"), ("brachioradialis", "Arm")],
)
def test_large_muscles_open_on_the_whole_body_and_offer_a_close_up(muscle, group):
    assert ATLAS.views[opening_view(ATLAS, CONTENT.muscles[muscle])].group == WHOLE_BODY
    near = close_up(ATLAS, CONTENT.muscles[muscle])
    assert near is not None and ATLAS.views[near].group == group


def test_a_close_up_of_one_hand_or_foot_follows_the_side():
    assert of_side(ATLAS, "hand-palm", "left") == "hand-palm-left"
    assert of_side(ATLAS, "hand-palm-left", "right") == "hand-palm"
    assert of_side(ATLAS, "hand-palm-left", "both") == "hand-palm-left"
    assert of_side(ATLAS, "head-left", "right") == "head-left"
    assert [side_of(ATLAS, view) for view in ("front", "head-left", "foot-sole", "foot-sole-left")] == [
        None, None, "right", "left",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("muscles", "view"),
    [
        (("infraspinatus", "teres-minor", "supraspinatus"), "back"),
        (("gastrocnemius", "soleus"), "back"),
        (("rectus-femoris", "vastus-medialis"), "front"),
        ((), "front"),
    ],
)
def test_several_muscles_are_shown_from_where_the_muscles_are_in_sight(muscles, view):
    assert fitting_view(ATLAS, CONTENT, muscles) == view

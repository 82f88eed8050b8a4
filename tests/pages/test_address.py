"""The map's state in the address, with the real atlas and data."""

from dataclasses import replace

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures import MapState
from triggerpoints.ui.explore.address import read, write

ATLAS, CONTENT = load_atlas(), load_content()


def test_an_empty_address_is_the_default():
    assert read({}, ATLAS, CONTENT) == (MapState(), [])
    assert write(MapState(), ATLAS, CONTENT) == {}


def test_a_muscle_alone_opens_its_best_view_and_layer():
    state, problems = read({"muscle": "soleus"}, ATLAS, CONTENT)
    assert not problems
    assert (state.view, state.layer) == ("back", ATLAS.muscles["soleus"].layer)


def test_a_small_muscle_alone_opens_in_the_close_up_of_its_side():
    assert read({"muscle": "quadratus-plantae"}, ATLAS, CONTENT)[0].view == "foot-sole"
    left, _ = read({"muscle": "quadratus-plantae", "side": "left"}, ATLAS, CONTENT)
    assert left.view == "foot-sole-left"
    assert write(left, ATLAS, CONTENT) == {"muscle": "quadratus-plantae", "side": "left"}


def test_a_close_up_and_the_side_never_contradict_each_other():
    assert read({"view": "hand-palm-left"}, ATLAS, CONTENT)[0].side == "left"
    assert read({"view": "hand-palm", "side": "left"}, ATLAS, CONTENT)[0].view == "hand-palm-left"


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"view": "left", "layer": "skeleton"},
        {"muscle": "soleus"},
        {"muscle": "soleus", "view": "back", "layer": "middle"},
        {"view": "hand-palm-left", "side": "left"},
        {"muscle": "quadratus-plantae", "view": "foot-inner-left", "side": "both"},
        {"muscle": "infraspinatus", "view": "front", "layer": "skin", "side": "both"},
        {"muscle": "soleus", "point": CONTENT.muscles["soleus"].trigger_points[0].id, "side": "left"},
    ],
)
def test_what_is_written_is_read_again(change):
    state = replace(MapState(), **change)
    assert read(write(state, ATLAS, CONTENT), ATLAS, CONTENT) == (state, [])


@pytest.mark.parametrize("name", ["muscle", "view", "layer", "side", "point"])
def test_a_wrong_value_gives_a_sentence_and_the_default(name):
    state, problems = read({name: "<b>no-such-thing</b>"}, ATLAS, CONTENT)
    assert state == MapState()
    assert len(problems) == 1
    assert "no-such-thing" in problems[0] and problems[0].endswith(".")


def test_a_parameter_without_a_value_is_the_default():
    assert read({"muscle": "", "view": "", "side": ""}, ATLAS, CONTENT) == (MapState(), [])


def test_unknown_parameters_are_ignored():
    assert read({"utm": "x"}, ATLAS, CONTENT) == (MapState(), [])


def test_a_crafted_link_cannot_put_a_picture_into_the_message():
    _, problems = read({"muscle": "![x](https://example.org/a.png)"}, ATLAS, CONTENT)
    assert problems and "“![x](https://example.org/a.png)”" in problems[0]

"""The body as a figure that turns shows what the state says."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import load_solids
from triggerpoints.content import load_content
from triggerpoints.figures import MapState, body_scene
from triggerpoints.figures.plotly_scene import shown_parts


@pytest.fixture(scope="module")
def scene():
    state = MapState(view="back", layer="middle", muscle="soleus", side="left")
    return body_scene(load_atlas(), load_content(), state)


def test_the_selected_muscle_its_points_and_its_zones_are_there(scene):
    names = [trace.name for trace in scene.data]
    assert {"Muscle", "Bone", "Skin", "Trigger point", "Essential zone"} <= set(names)
    own = next(t for t in scene.data if t.name == load_content().muscles["soleus"].names.en)
    assert min(own.x) > 0  # the patient's left
    points = next(t for t in scene.data if t.name == "Trigger point")
    assert len(points.x) == len(load_content().muscles["soleus"].trigger_points) and min(points.x) > 0


def test_one_looks_first_as_the_map_does(scene):
    eye = scene.layout.scene.camera.eye
    assert eye.y > 1 and abs(eye.x) < 1e-6 and scene.layout.scene.camera.up.z == 1


def test_a_legend_names_each_kind_of_zone_once(scene):
    shown = [t.legendgroup for t in scene.data if t.legendgroup and t.showlegend]
    assert len(shown) == len(set(shown)) > 0


def test_what_a_layer_takes_off_is_gone():
    solids, layers = load_solids(), load_atlas().layers
    middle = {part.id for part in shown_parts(solids, layers, "middle")}
    assert {"soleus", "tibialis-posterior", "tibia"} <= middle
    assert not middle & {"gastrocnemius", "skin", "sciatic-nerve"}
    assert {part.kind for part in shown_parts(solids, layers, "skeleton")} == {"bone", "cartilage"}
    assert [part.id for part in shown_parts(solids, layers, "skin")] == ["skin"]


def test_credits_are_in_the_figure(scene):
    assert "BodyParts3D" in scene.layout.annotations[0].text


def test_dark_where_no_sky_is_open():
    figure = body_scene(load_atlas(), load_content(), MapState(layer="skeleton"))
    bone = next(t for t in figure.data if t.name == "Bone")
    light = np.asarray(bone.vertexcolor)[:, 0]
    assert light.min() < 120 < 200 < light.max()

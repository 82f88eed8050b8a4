"""Other programs open the body, and find names, FMA ids and credits in it."""

import json

import numpy as np
import pytest
import trimesh

from triggerpoints.atlas.solids import load_solids
from triggerpoints.reports.gltf import write_gltf

PARTS = ("soleus", "gastrocnemius", "tibia", "body-of-sternum", "sciatic-nerve")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("gltf") / "body.glb"
    write_gltf(path, load_solids(), PARTS)
    return path


def test_another_program_finds_each_part_on_both_sides_under_its_name(written):
    scene = trimesh.load_scene(written)
    assert len(scene.geometry) == 9
    assert {"Soleus (right)", "Soleus (left)", "Body of sternum"} <= set(scene.geometry)


def test_another_program_measures_metres_and_the_head_is_up(written):
    low, high = trimesh.load_scene(written).bounds
    assert high[1] - low[1] > high[0] - low[0]
    assert 0 < low[1] < 0.2 and 1.0 < high[1] < 1.6


def test_surfaces_are_closed_and_outward_on_both_sides(written):
    scene = trimesh.load_scene(written)
    for name in ("Soleus (right)", "Soleus (left)"):
        mesh = scene.geometry[name]
        mesh.merge_vertices()
        assert mesh.is_watertight and mesh.volume > 0


def test_left_is_on_the_patients_left(written):
    scene = trimesh.load_scene(written)
    assert (
        scene.geometry["Soleus (right)"].bounds[:, 0].max()
        < 0
        < scene.geometry["Soleus (left)"].bounds[:, 0].min()
    )


def test_ids_latin_names_and_credits_are_in_the_file(written):
    data = written.read_bytes()
    document = json.loads(data[20 : 20 + int.from_bytes(data[12:16], "little")])
    extras = {node["name"]: node.get("extras") for node in document["nodes"]}
    soleus = load_solids().by_id["soleus"]
    assert extras["Soleus (right)"] == {
        "id": "soleus",
        "kind": "muscle",
        "latin": soleus.latin,
        "fma": soleus.fma,
        "layer": "middle",
        "side": "right",
    }
    assert (
        "BodyParts3D" in document["asset"]["copyright"] and "CC BY-SA 4.0" in document["asset"]["copyright"]
    )
    assert np.all(
        [node["extras"]["fma"] for node in document["nodes"][1:] if node["extras"]["kind"] == "bone"]
    )


def test_an_unknown_part_is_named(tmp_path):
    with pytest.raises(KeyError, match="no part 'wing'"):
        write_gltf(tmp_path / "body.glb", load_solids(), ["wing"])

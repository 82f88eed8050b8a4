"""Fibres and tendons, read from fibres.yml."""

import numpy as np
import pytest

from tools.bodymaps import fibres
from tools.bodymaps.meshes import muscle_recipes


def test_every_rule_is_for_a_muscle_of_the_list():
    assert set(fibres.rules()) <= set(muscle_recipes())


def test_fibres_run_from_origin_to_insertion():
    start, end = np.array([[0.0, 0, 0], [0, 40, 0]]), np.array([[100.0, 20, 0], [100, 20, 0]])
    at = np.array([[10.0, 2, 0], [10.0, 38, 0], [95.0, 20, 0]])
    direction, tendon = fibres._between(at, start, end, {"tendon": [0.0, 0.2]})
    assert direction[0, 1] > 0 and direction[1, 1] < 0 and (direction[:, 0] > 0).all()
    assert tendon[0] == 0 and tendon[2] > 0.9


def test_tendon_begins_where_the_belly_ends():
    z = np.arange(0.0, 200)
    voxels = np.stack([np.zeros(200), np.zeros(200), z], -1)
    _, tendon = fibres._along(np.array([[0.0, 0, 10], [0, 0, 100]]), voxels, {"belly_z": [60, 190]})
    assert tendon.tolist() == [1.0, 0.0]


def test_a_pale_area_ends_at_its_polygon():
    area = {"polygon": [[0, 0], [10, 0], [10, 10], [0, 10]], "soft_mm": 1}
    inside = fibres._in_polygon(np.array([[5.0, 99, 5], [20.0, 99, 5]]), area)
    assert inside.tolist() == [1.0, 0.0]


def test_an_unknown_key_is_refused(tmp_path, monkeypatch):
    broken = tmp_path / "fibres.yml"
    broken.write_text("soleus: {tendons: [0, 1]}\n", encoding="utf-8")
    monkeypatch.setattr(fibres, "FILE", broken)
    with pytest.raises(ValueError, match="'soleus' has 'tendons'; use from"):
        fibres.rules.__wrapped__()

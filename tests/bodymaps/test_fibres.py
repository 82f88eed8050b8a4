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
    assert tendon[0] == fibres.NO_TENDON and tendon[2] > 0.9


def test_a_tendon_may_reach_farther_in_some_fibres_than_in_others(level):
    start, end = np.array([[0.0, 0, 0], [0, 40, 0]]), np.array([[100.0, 0, 0], [100, 40, 0]])
    at = np.array([[25.0, 1, 0], [25.0, 39, 0]])
    _, tendon = fibres._between(at, start, end, {"tendon": [[0.4, 0.05], 0]})
    assert tendon[0] > 0.9 and tendon[1] < 0.1


@pytest.fixture
def level(monkeypatch):
    """Without the slow noise of the body's space."""
    monkeypatch.setattr(fibres, "_waves", lambda points: np.zeros(len(points)))


@pytest.fixture
def strap():
    """Voxels of a flat upright belly, 21 mm wide, 200 mm long."""
    x, y, z = np.meshgrid(np.arange(-10.0, 11), np.arange(-2.0, 3), np.arange(0.0, 200), indexing="ij")
    return np.stack([x, y, z], -1).reshape(-1, 3)


def test_tendon_begins_where_the_belly_ends(level, strap):
    ends = np.array([[0.0, 0, 5], [0, 0, 120]])
    _, tendon = fibres._along(ends, strap, {"belly_z": [60, 250]})
    assert tendon[0] >= 1 and tendon[1] <= 0


def test_tendon_runs_up_the_middle_of_a_belly_and_flesh_down_its_edges(level, strap):
    height = np.arange(10.0, 150)
    at = {}
    for name, x, rule in (("middle", 0.0, {}), ("edge", 9.5, {}), ("level", 9.5, {"notch": 0})):
        line = np.stack([np.full(len(height), x), np.zeros(len(height)), height], -1)
        _, tendon = fibres._along(line, strap, {"belly_z": [60, 250], **rule})
        at[name] = height[np.abs(tendon - 0.5).argmin()]
    assert at["middle"] - at["edge"] > 20
    assert at["edge"] < at["level"] < at["middle"]


def test_flesh_gives_way_to_tendon_gradually(level, strap):
    height = np.arange(10.0, 150)
    line = np.stack([np.zeros(len(height)), np.zeros(len(height)), height], -1)
    _, tendon = fibres._along(line, strap, {"belly_z": [60, 200]})
    blending = height[(tendon > 0) & (tendon < 1)]
    assert 10 <= np.ptp(blending) <= 20
    assert (np.diff(tendon[(tendon > 0) & (tendon < 1)]) < 0).all()


def test_no_belly_ends_in_a_level_line(strap):
    across = np.stack([np.linspace(-10, 10, 40), np.zeros(40), np.full(40, 60.0)], -1)
    _, tendon = fibres._along(across, strap, {"belly_z": [60, 250], "notch": 0})
    assert np.ptp(tendon) > 0.05


def test_a_pale_area_ends_at_its_polygon(level):
    area = {"polygon": [[0, 0], [10, 0], [10, 10], [0, 10]], "soft_mm": 1}
    inside = fibres._in_polygon(np.array([[5.0, 99, 5], [10.0, 99, 5], [20.0, 99, 5]]), area)
    assert inside[0] >= 1 and inside[1] == 0.5 and inside[2] <= 0


def test_an_unknown_key_is_refused(tmp_path, monkeypatch):
    broken = tmp_path / "fibres.yml"
    broken.write_text("soleus: {tendons: [0, 1]}\n", encoding="utf-8")
    monkeypatch.setattr(fibres, "FILE", broken)
    with pytest.raises(ValueError, match="'soleus' has 'tendons'; use from"):
        fibres.rules.__wrapped__()

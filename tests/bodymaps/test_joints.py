"""Membranes that are drawn whole, proven on two made-up bones."""

import numpy as np
import pytest

from tools.bodymaps.models.joints import IN_BONE_MM, membrane


def bone(x_mm: float) -> np.ndarray:
    """Corner points of an upright rod of 5 mm."""
    angle, z = np.meshgrid(np.linspace(0, 2 * np.pi, 16, endpoint=False), np.arange(0, 200, 2.0))
    return np.stack([x_mm + 5 * np.cos(angle), 5 * np.sin(angle), z], -1).reshape(-1, 3)


def test_a_membrane_reaches_from_bone_to_bone_over_the_heights_of_its_source():
    torn = np.array([[12.0, 0, 40], [14, 0, 150]])
    vertices, faces = membrane(torn, bone(0), bone(30))
    assert np.abs(vertices[:, 1]).max() < 0.1
    assert vertices[:, 0].min() == pytest.approx(5 - IN_BONE_MM)
    assert vertices[:, 0].max() == pytest.approx(25 + IN_BONE_MM)
    assert vertices[:, 2].min() == 40 and vertices[:, 2].max() == pytest.approx(150, abs=3)
    assert faces.max() == len(vertices) - 1

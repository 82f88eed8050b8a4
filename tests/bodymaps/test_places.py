"""Places on the skin are those of the data; gaps between the places of a set belong to the set."""

import numpy as np
import pytest

from tools.bodymaps.places import close_gaps, digest
from triggerpoints.atlas import load_atlas

STEP_MM = 2.0


@pytest.fixture
def sheet() -> np.ndarray:
    """A flat skin of 120 x 60 mm."""
    x, y = np.meshgrid(np.arange(-60, 60, STEP_MM), np.arange(-30, 30, STEP_MM))
    return np.stack([x.ravel(), y.ravel(), np.zeros(x.size)], axis=1)


def two_bands(sheet: np.ndarray, gap_mm: float) -> np.ndarray:
    return ((np.abs(sheet[:, 0]) >= gap_mm / 2) & (np.abs(sheet[:, 0]) < 40)).astype(float)


def test_a_narrow_gap_is_filled(sheet: np.ndarray) -> None:
    closed = close_gaps(two_bands(sheet, gap_mm=8), sheet, reach_mm=10)
    assert closed[np.abs(sheet[:, 0]) < 4].min() > 0.5


def test_a_wide_gap_stays(sheet: np.ndarray) -> None:
    closed = close_gaps(two_bands(sheet, gap_mm=40), sheet, reach_mm=10)
    assert closed[np.abs(sheet[:, 0]) < 8].max() == 0


def test_the_outer_edge_does_not_grow(sheet: np.ndarray) -> None:
    closed = close_gaps(two_bands(sheet, gap_mm=8), sheet, reach_mm=10)
    assert closed[np.abs(sheet[:, 0]) > 44].max() < 0.5


def test_an_empty_set_stays_empty(sheet: np.ndarray) -> None:
    assert not close_gaps(np.zeros(len(sheet)), sheet, reach_mm=10).any()


def test_the_atlas_has_the_places_of_the_data() -> None:
    assert load_atlas().places.digest == digest(), "run: python -m tools.bodymaps.places"

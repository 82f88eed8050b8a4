"""Outlines of marked areas are calm lines, along the body's edge too."""

import numpy as np
import pytest
from scipy.ndimage import uniform_filter1d

from triggerpoints.atlas import load_atlas
from triggerpoints.figures.area_outline import smooth_outline
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.areas import Area, area_weights


@pytest.mark.parametrize(("view", "place"), [("hand-palm", "hand"), ("back", "calf")])
def test_the_line_follows_the_edge_of_the_body_without_the_steps_of_the_blocks(view: str, place: str) -> None:
    atlas = load_atlas()
    path = smooth_outline(atlas, view, area_weights(atlas, Area(place, "right")))
    ring = max(rings(path), key=len)
    among_neighbours_px = np.linalg.norm(ring - uniform_filter1d(ring, 7, axis=0, mode="wrap"), axis=1)
    assert np.percentile(among_neighbours_px, 95) < 2.0

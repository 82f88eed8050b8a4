"""Zones on the body that turns are the zones of the maps."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.contours import contour_path
from triggerpoints.atlas.solids import load_solids
from triggerpoints.atlas.surface import BLOCK_PX
from triggerpoints.content import load_content
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.body_zones import FULL, positions_mm, zone_bytes
from triggerpoints.referral.zones import zone_weights

VARIED = (
    ("trapezius-upper", "head-right"),
    ("masseter-superficial", "head-right"),
    ("infraspinatus", "front"),
    ("scalenus-anterior", "front"),
    ("pectoralis-major-sternal", "front"),
    ("extensor-digitorum", "hand-back"),
    ("flexor-digitorum-superficialis", "hand-palm"),
    ("quadratus-lumborum-deep", "back"),
    ("gluteus-minimus-posterior", "back"),
    ("vastus-medialis", "front"),
    ("soleus", "foot-inner"),
    ("tibialis-anterior", "front"),
)
AGREE_MM = 5.0
EDGE_ON = 0.5  # skin that a view sees more aslant than this has no edge to compare
"""Cosine between the skin and the direction of sight."""


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


@pytest.fixture(scope="module")
def content():
    return load_content()


def edge_mm(skin, values):
    """Points on the triangles where the bytes cross 0.5, in mm, and the vertex near each."""
    a, b = np.concatenate([skin.faces[:, [0, 1]], skin.faces[:, [1, 2]], skin.faces[:, [2, 0]]]).T
    value = values.astype(float) / FULL
    crosses = (value[a] >= 0.5) != (value[b] >= 0.5)
    a, b = a[crosses], b[crosses]
    share = ((0.5 - value[a]) / (value[b] - value[a]))[:, None]
    return skin.position_mm[a] * (1 - share) + skin.position_mm[b] * share, a


@pytest.mark.parametrize(("muscle", "view"), VARIED)
def test_the_edge_of_a_zone_is_that_of_the_map_within_5_mm(atlas, content, muscle, view):
    point, frame = content.muscles[muscle].trigger_points[0], atlas.views[view]
    path = contour_path(atlas.field(view, zone_weights(atlas, point, "essential", "right")), 0.5)
    on_map = np.concatenate([np.asarray(ring) for ring in rings(path)]) * frame.mm_per_px
    edge, near = edge_mm(
        load_solids(atlas.folder).file_mesh("skin"), zone_bytes(atlas, point, "essential", "right")
    )
    pixel = frame.project(edge)
    column, row = (pixel // BLOCK_PX).astype(int).T
    index = atlas.index(view)
    seen = (row >= 0) & (row < index.shape[0]) & (column >= 0) & (column < index.shape[1])
    point_seen = np.where(seen, index[row * seen, column * seen], -1)
    apart = np.linalg.norm(atlas.surface.position_mm[point_seen] - edge, axis=1)
    flat = -(atlas.surface.normal[near] @ frame.towards_mm) > EDGE_ON
    compared = seen & (point_seen >= 0) & (apart < 12) & flat
    assert compared.sum() > 10
    distance = cKDTree(on_map).query(pixel[compared] * frame.mm_per_px)[0]
    assert np.percentile(distance, 95) < AGREE_MM


def test_the_body_draws_the_very_weights_of_the_map(atlas, content):
    for muscle, _ in VARIED:
        for point in content.muscles[muscle].trigger_points:
            for kind in ("essential", "spillover"):
                drawn = zone_bytes(atlas, point, kind, "right").astype(float) / FULL
                assert np.abs(drawn - zone_weights(atlas, point, kind, "right")).max() <= 0.5 / FULL + 1e-6


def test_left_is_the_mirror_image_and_a_point_of_one_side_has_no_zone_on_the_other(atlas, content):
    both = content.muscles["soleus"].trigger_points[0]
    right, left = (zone_bytes(atlas, both, "essential", side) for side in ("right", "left"))
    assert right.dtype == np.uint8 and right.max() == FULL
    assert np.array_equal(right, left[atlas.surface.mirror])
    one = next(p for m in content.muscles.values() for p in m.trigger_points if p.sides != "both")
    other = {"right": "left", "left": "right"}[one.sides]
    assert not zone_bytes(atlas, one, "essential", other).any()
    assert list(positions_mm(one)) == [one.sides]


def test_positions_lie_on_their_side_of_the_body(content):
    for muscle in content.muscles.values():
        for point in muscle.trigger_points:
            for side, (x, y, z) in positions_mm(point).items():
                assert x <= 0 if side == "right" else x >= 0
                assert (y, z) == tuple(point.position_mm[1:])

"""The same zone has the same edge on the turning body and on the maps."""

import base64
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw
from scipy import ndimage

from tests.figures.drawn_skin import DrawnSkin, drawn_skin
from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import load_solids
from triggerpoints.content import load_content
from triggerpoints.figures.body_payload import solid_pattern
from triggerpoints.figures.overlay import zone_paths
from triggerpoints.figures.svg_path import rings

ZONES = (
    "trapezius-upper", "masseter-superficial", "temporalis", "infraspinatus", "scalenus-anterior",
    "pectoralis-major-sternal", "biceps-brachii", "quadratus-lumborum-deep", "gluteus-minimus-posterior",
    "vastus-medialis", "soleus", "tibialis-anterior",
)  # fmt: skip
SIDES = ("front", "right", "back")
AGREE_MM = 5.0
MOST_PX = 1  # of the map's picture: where the body's edge is, one of them may lie on either side of it
MARGIN_PX = 40


@cache
def drawn_from(view: str) -> DrawnSkin:
    atlas = load_atlas()
    return drawn_skin(load_solids(atlas.folder).file_mesh("skin"), atlas.views[view])


def on_body(muscle: str, drawn: DrawnSkin) -> tuple[str, np.ndarray]:
    """First essential zone that the browser is sent, and where the skin shows it."""
    pattern = solid_pattern(load_atlas(), load_content(), muscle, "right")
    zone = next(zone for zone in pattern["zones"] if zone["kind"] == "essential")
    values = np.zeros(pattern["skin_points"])
    values[np.frombuffer(base64.b64decode(zone["at"]), "<u4")] = (
        np.frombuffer(base64.b64decode(zone["weights"]), np.uint8) / 255
    )
    return zone["points"][0], drawn.where(values, 0.5)


def on_map(muscle: str, point: str, view: str) -> np.ndarray:
    """Where the map's picture of the whole body shows a zone."""
    atlas = load_atlas()
    record = next(p for p in load_content().muscles[muscle].trigger_points if p.id == point)
    frame = atlas.views[view]
    picture = Image.new("1", (frame.width_px, frame.height_px))
    for ring in rings(zone_paths(atlas, view, record, "essential", "right")[0]):
        piece = Image.new("1", picture.size)
        ImageDraw.Draw(piece).polygon([(float(x), float(y)) for x, y in ring], fill=1)
        picture = ImageChops.logical_xor(picture, piece)
    return np.asarray(picture)


@pytest.mark.parametrize("muscle", ZONES)
def test_the_edges_of_a_zone_on_body_and_map_are_within_5_mm_from_three_sides(muscle):
    compared = 0
    for view in SIDES:
        drawn, mm_per_px = drawn_from(view), load_atlas().views[view].mm_per_px
        point, body = on_body(muscle, drawn)
        both = (body, on_map(muscle, point, view))
        rows, columns = (np.flatnonzero((both[0] | both[1]).any(axis)) for axis in (1, 0))
        if not len(rows):
            continue  # neither shows any of it from here
        near = tuple(slice(max(0, at[0] - MARGIN_PX), at[-1] + MARGIN_PX) for at in (rows, columns))
        for shown, other in (both, both[::-1]):
            far = np.full(body.shape, np.inf)[near]
            away_mm = ndimage.distance_transform_edt(~other[near]) * mm_per_px if other.any() else far
            off_mm = away_mm[shown[near] & drawn.compared[near]]
            assert (off_mm > AGREE_MM).sum() <= MOST_PX
            compared += len(off_mm)
    assert compared > 1000, "hardly any of it is seen"

"""What is drawn beside the source: cartilages, whole phalanges, narrower bands, eyes, bone without skin."""

from collections import Counter
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from tools.bodymaps.models.cartilages import COURSES, costal_cartilages, midline_cartilages
from tools.bodymaps.models.phalanges import phalanx
from tools.bodymaps.nails import Nail, with_nails
from tools.bodymaps.scenes import BONE, BodyScenes
from tools.bodymaps.shade import PINHOLE_MM2, evened, without_pinholes
from tools.bodymaps.skin_tones import cleft, skin_kept
from tools.bodymaps.tapered import laid_down, sunk, tapered
from triggerpoints.atlas.files import ASSETS


@pytest.mark.parametrize("side", [-1, 1])
def test_a_band_is_drawn_narrower_on_the_surface_it_lies_on(side):
    z, angle = (a.ravel() for a in np.meshgrid(np.arange(0.0, 300, 4), np.linspace(-0.6, 0.6, 40)))
    band = np.stack([side * (100 + 60 * np.cos(angle)), 60 * np.sin(angle), z], -1)
    found = tapered(band, (-100.0, 0.0), [(0, 30), (150, 60), (200, 80)])
    assert np.allclose(found[:, 2], z)
    assert np.allclose(np.hypot(found[:, 0] - side * 100, found[:, 1]), 60, atol=1.0)
    wide = {level: float(np.ptp(found[np.abs(z - level) < 5, 1])) for level in (20, 100, 280)}
    assert 25 < wide[20] < 38 and wide[20] < wide[100] < wide[280]
    assert wide[280] == pytest.approx(float(np.ptp(band[:, 1])))


def test_a_tendon_that_stands_off_goes_down_on_to_its_muscle():
    z, across = (a.ravel() for a in np.meshgrid(np.arange(100.0, 221, 5), np.linspace(-20, 20, 9)))
    tendon = np.stack([across, np.full(len(z), 8.0), z], -1)
    corners = np.array([[-60.0, 0, 0], [60, 0, 0], [60, 0, 400], [-60, 0, 400]])
    faces = np.array([[0, 2, 1], [0, 3, 2]])  # looks towards y > 0, as the tendon stands off it
    found = sunk(tendon, corners, faces, (150.0, 200.0))
    depth = {level: found[np.isclose(z, level), 1] for level in (120, 150, 175, 200, 220)}
    assert np.allclose(depth[120], 8) and np.allclose(depth[150], 8)
    assert np.all((depth[175] > 1) & (depth[175] < 6))
    assert np.allclose(depth[200], -1.5) and np.allclose(depth[220], -1.5)


@pytest.mark.parametrize("side", [-1, 1])
def test_a_band_is_drawn_down_on_to_its_muscle_between_some_heights(side):
    z, angle = (a.ravel() for a in np.meshgrid(np.arange(0.0, 300, 4), np.linspace(-0.6, 0.6, 40)))
    around = np.stack([-np.cos(angle), np.sin(angle)], -1)
    band = np.column_stack([(around * 60 + [-100, 0]) * [-side, 1], z])
    muscle = np.column_stack([around * 54 + [-100, 0], z])
    found = laid_down(band, (-100.0, 0.0), muscle, (50, 100, 200, 250))
    radius = np.hypot(found[:, 0] - side * 100, found[:, 1])
    assert np.allclose(radius[(z < 50) | (z > 250)], 60, atol=0.1)
    assert np.allclose(radius[(z > 105) & (z < 195)], 54.8, atol=0.5)


def _nail():
    x, y, z = np.eye(3)
    return Nail(-20 * y, 0 * y, 7 * z, y, x, z, 7.0, 5.0, 6.0)


def test_a_nail_is_a_flat_plate_with_a_pale_root_on_the_back_of_the_tip():
    root, middle, edge, pulp = [-0.01, -5.6, 7.0], [-0.01, 0, 7.0], [-3.5, 0, 6.1], [-0.01, 0, -7.0]
    p = np.array([root, middle, edge, pulp])
    round_tip = np.array([[0, 0, 1], [0, 0, 1], [-0.5, 0, 0.87], [0, 0, -1]])
    colour, normals = with_nails((_nail(),), p, np.full((4, 3), 0.5), round_tip)
    assert colour[0, 2] > colour[1, 2] + 0.05 > 0.6
    assert normals[2, 2] > 0.95
    assert (colour[3] == 0.5).all() and normals[3, 2] == -1


def _torn_bone(length=40.0, base=7.0):
    """Points of a bone that hangs down, wider than deep, with half of its far end missing."""
    at, angle = (a.ravel() for a in np.meshgrid(np.linspace(0, 1, 15), np.linspace(0, 2 * np.pi, 20)))
    points = np.stack([base * np.cos(angle), 0.7 * base * np.sin(angle), -length * at], -1)
    return points[(at < 0.8) | (np.cos(angle) > -0.2)]


def test_a_torn_phalanx_is_drawn_whole_between_its_ends():
    torn = _torn_bone()
    vertices, faces = phalanx("distal phalanx of index finger", torn)
    edges = Counter(tuple(sorted(e)) for f in faces for e in ((f[0], f[1]), (f[1], f[2]), (f[2], f[0])))
    assert set(edges.values()) == {2}
    assert np.abs(vertices[:, 2].min() - torn[:, 2].min()) < 2.5
    assert np.abs(vertices[:, 2].max() - torn[:, 2].max()) < 2.5
    wide = {z: np.ptp(vertices[np.abs(vertices[:, 2] + z) < 2, 0]) for z in (4, 24, 35)}
    assert wide[24] < wide[35] < wide[4] < 15  # a waist, then the tuft


def test_other_bones_are_no_phalanges():
    assert phalanx("second metacarpal bone", _torn_bone()) is None
    assert phalanx("middle phalanx of little toe", _torn_bone()) is None


def test_the_page_does_not_shine_through_pinholes():
    ids = np.zeros((60, 60), np.int32)
    small, large = np.s_[10:13, 10:13], np.s_[25:50, 25:50]
    ids[small] = ids[large] = -1
    picture = np.ones((60, 60, 4), np.float32)
    picture[ids < 0] = 0
    assert 9 < PINHOLE_MM2 < 625
    found = without_pinholes(picture, ids, 1.0)
    assert (found[small][..., 3] > 0.99).all() and (found[small][..., :3] < 0.7).all()
    assert (found[large] == 0).all()
    assert (found[ids >= 0] == 1).all()


def test_parts_of_one_muscle_are_drawn_as_one_on_each_side():
    muscles = ["soleus", "trapezius-upper", "trapezius-middle", "trapezius-lower"]
    parts = ["pectoralis-major-sternal", "pectoralis-major-clavicular", "pectoralis-major-costal"]
    muscles += [*parts, "deltoid-anterior", "deltoid-middle", "deltoid-posterior"]
    muscles += ["quadratus-lumborum-superficial", "quadratus-lumborum-deep"]
    own = SimpleNamespace(muscles=muscles, id_of=lambda m, side: 2 * muscles.index(m) + (side == "left"))
    numbers = np.array([[0, 2, 4], [6, 7, BONE], [5, -1, 1]])
    assert BodyScenes.drawn_as(own, numbers).tolist() == [[0, 2, 2], [2, 3, BONE], [3, -1, 1]]


def test_the_cleft_is_dark_in_the_midline_of_the_buttocks_only():
    places = np.array([[0, 0, 870], [0, -20, 840], [-15, 0, 870], [0, 0, 1000], [0, -150, 870]], np.float32)
    light = cleft(places)
    assert (light[:2] < 0.7).all() and (light[2:] > 0.99).all()


def test_each_costal_cartilage_reaches_from_its_rib_to_the_one_above():
    courses = list(COURSES.values())
    for above, below in pairwise(courses):
        gap = np.linalg.norm(np.subtract(above, below[-1]), axis=1).min()
        assert gap < 14
    for vertices, faces in costal_cartilages():
        edges = Counter(tuple(sorted(e)) for f in faces for e in ((f[0], f[1]), (f[1], f[2]), (f[2], f[0])))
        alone = sum(n == 1 for n in edges.values())
        assert alone <= 2 * 14  # the rings at both ends, drawn together to a point
        assert np.ptp(vertices[:, 2]) < 60


def test_xiphoid_process_and_pubic_disc_lie_in_the_midline():
    xiphoid, disc = (vertices for vertices, _ in midline_cartilages())
    for vertices in (xiphoid, disc):
        assert abs(vertices[:, 0].max() + vertices[:, 0].min()) < 0.1
    assert xiphoid[:, 2].max() > 1247 > xiphoid[:, 2].min() + 25  # from inside the sternum down
    wide = [np.ptp(xiphoid[abs(xiphoid[:, 2] - z) < 3, 0]) for z in (1244, 1224)]
    assert wide[0] > 1.5 * wide[1], "it tapers downwards"
    assert np.ptp(disc[:, 0]) < 13, "the hip bones leave no more"


def _mean_colour(picture: str, mm_from_middle: tuple[float, float]) -> np.ndarray:
    """Colour round a point of a picture of the head from the front, at 0.28 mm a pixel."""
    with Image.open(ASSETS / picture) as image:
        pixels = np.asarray(image.convert("RGB")).astype(float)
    row, column = (
        round(n / 2 + mm / 0.28) for n, mm in zip(pixels.shape, mm_from_middle[::-1], strict=False)
    )
    return pixels[row - 4 : row + 5, column - 4 : column + 5].mean((0, 1))


@pytest.mark.parametrize("layer", ["middle", "deep"])
@pytest.mark.parametrize("place", [(0.0, -70.0), (0.0, 92.0)], ids=["forehead", "chin"])
def test_below_the_first_layer_the_face_is_bone(layer, place):
    own, bone, skin = (_mean_colour(f"head-front.{name}.webp", place) for name in (layer, "skeleton", "skin"))
    assert np.linalg.norm(own - bone) < 15 < np.linalg.norm(own - skin)


@pytest.mark.parametrize("layer", ["middle", "deep"])
@pytest.mark.parametrize("side", [-1, 1])
def test_below_the_first_layer_the_eyes_have_pupils(layer, side):
    pupil, white = (
        _mean_colour(f"head-front.{layer}.webp", (side * (31.0 + aside), 5.2)).mean() for aside in (0, 9.5)
    )
    assert pupil < 0.5 * white


def test_ears_eyes_and_lips_keep_their_skin_and_the_cheek_does_not():
    kept = skin_kept(
        np.array([[[80, -76, 1572], [-31, -162, 1584], [0, -195, 1524], [40, -165, 1550], [0, -60, 1524]]])
    )
    assert kept.tolist() == [[1, 1, 1, 0, 0]]


def test_what_lies_below_a_sheet_casts_no_edge_on_it():
    light = np.where(np.arange(40) < 20, 0.6, 1.0) * np.ones((40, 1))
    there = np.zeros((40, 40), bool)
    there[10:30] = True
    even = evened(light, there, 4.0)
    assert np.abs(np.diff(even[20])).max() < 0.06 and np.allclose(even[~there], light[~there])
    assert even[12, 0] == pytest.approx(0.6, abs=0.02)

"""What is drawn beside the source: cartilages of the costal margin, narrower bands, bone without skin."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from tools.bodymaps.models.cartilages import COURSES, costal_cartilages
from tools.bodymaps.tapered import tapered
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

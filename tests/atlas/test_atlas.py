"""The atlas reads one body, and its parts agree with each other."""

from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from triggerpoints.atlas import MissingAssetError, load_atlas
from triggerpoints.atlas.contours import contour_path, field_on_view
from triggerpoints.atlas.places import PlaceWeights
from triggerpoints.figures.svg_path import rings

WHOLE_BODY = ("front", "back", "left", "right")


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


def test_a_folder_without_manifest_says_what_to_do(tmp_path):
    with pytest.raises(MissingAssetError, match=r"tools\.bodymaps\.build"):
        load_atlas(tmp_path)


def test_the_patients_right_is_on_the_left_of_the_front_picture(atlas):
    x = atlas.views["front"].project(np.array([[-100.0, 0, 1000], [100.0, 0, 1000]]))[:, 0]
    assert x[0] < atlas.views["front"].width_px / 2 < x[1]
    x = atlas.views["back"].project(np.array([[-100.0, 0, 1000], [100.0, 0, 1000]]))[:, 0]
    assert x[1] < atlas.views["back"].width_px / 2 < x[0]


@pytest.mark.parametrize("view", WHOLE_BODY)
def test_up_is_up(atlas, view):
    y = atlas.views[view].project(np.array([[0.0, -80, 1600], [0.0, -80, 100]]))[:, 1]
    assert y[0] < y[1]


def test_left_and_right_skin_points_mirror_exactly(atlas):
    s = atlas.surface
    assert np.array_equal(s.position_mm[s.mirror] * [-1, 1, 1], s.position_mm)
    assert np.array_equal(s.mirror[s.mirror], np.arange(len(s)))
    assert np.array_equal(s.side[s.mirror], -s.side)


def test_skin_area_is_that_of_an_adult(atlas):
    # Du Bois and Du Bois (1916): about 1.9 m2 at 1.72 m and 75 kg; ears and fingers in relief add some.
    assert 1.6e6 < atlas.surface.area_mm2.sum() < 2.4e6


def test_a_picked_pixel_is_the_pixel_of_the_picked_point(atlas):
    view = atlas.views["front"]
    for x, y in ((view.width_px / 2, 600), (view.width_px / 2 - 90, 1500)):
        point = atlas.pick("front", x, y)
        back = view.project(atlas.surface.position_mm[[point]])[0]
        assert np.hypot(*(back - (x, y))) * view.mm_per_px < 8
    assert atlas.pick("front", 1, 1) is None
    assert atlas.pick("front", -5, 1e6) is None


def test_places_stay_on_their_side(atlas):
    s, p = atlas.surface, atlas.places
    right = p.weights("temple", "right")
    assert right.max() == 1
    assert not right[s.side > 0].any()
    assert np.array_equal(p.weights("temple", "left"), right[s.mirror])
    assert np.array_equal(p.weights("temple", "both"), np.maximum(right, right[s.mirror]))


def test_unknown_place_and_side_are_refused(atlas):
    with pytest.raises(KeyError, match="no place 'nowhere'"):
        atlas.places.weights("nowhere")
    with pytest.raises(ValueError, match="right, left or both"):
        atlas.places.weights("temple", "up")


def test_every_place_has_skin(atlas):
    empty = [i for i in atlas.places.ids if atlas.places.weights(i, "right").max() < 0.9]
    assert empty == []


def test_every_skin_point_belongs_to_a_place(atlas):
    assert len(atlas.places.nearest) == len(atlas.surface)
    assert atlas.places.nearest.min() >= 0
    assert atlas.places.nearest.max() < len(atlas.places.ids)
    assert np.array_equal(atlas.places.nearest[atlas.surface.mirror], atlas.places.nearest)


@pytest.mark.parametrize(
    ("place", "view", "column", "height_mm"),
    [
        ("front-of-shoulder", "front", "left", (1300, 1420)),
        ("heel-back", "back", "right", (10, 70)),
        ("temple", "right", None, (1580, 1650)),
        ("kneecap", "front", "left", (420, 490)),
        ("sacroiliac", "back", "right", (920, 1000)),
    ],
)
def test_places_lie_where_they_should(atlas, place, view, column, height_mm):
    weights = atlas.places.weights(place, "right")
    centre = (atlas.surface.position_mm * weights[:, None]).sum(0) / weights.sum()
    assert height_mm[0] < centre[2] < height_mm[1]
    assert atlas.contours(view, weights, 0.5)
    x = atlas.views[view].project(centre)[0, 0]
    if column:
        assert (x < atlas.views[view].width_px / 2) == (column == "left")


def test_contour_of_a_disc_is_one_closed_ring_around_it():
    index = np.zeros((60, 60), np.int32)
    yy, xx = np.mgrid[:60, :60]
    disc = (np.hypot(xx - 30, yy - 20) < 10).astype(np.float32)
    index[:] = np.arange(3600).reshape(60, 60)
    path = contour_path(field_on_view(index, disc.ravel()), 0.5)
    assert path.endswith("Z")
    (points,) = rings(path)
    assert np.allclose(points.mean(0), [122, 82], atol=4)


def test_a_field_below_the_level_gives_no_path():
    index = np.arange(100).reshape(10, 10)
    assert contour_path(field_on_view(index, np.full(100, 0.2, np.float32)), 0.5) == ""


def test_all_muscles_have_an_outline_and_a_layer(atlas):
    outlined = set().union(*(atlas.shapes(v)["full"] for v in WHOLE_BODY))
    assert set(atlas.muscles) == outlined
    assert {m.layer for m in atlas.muscles.values()} <= set(atlas.layers)


def test_every_picture_of_the_manifest_exists_and_has_its_size(atlas):
    for view in atlas.views.values():
        assert set(view.pictures) == set(atlas.layers)
        for name in view.pictures.values():
            with Image.open(atlas.folder / name) as picture:
                assert picture.size == (view.width_px, view.height_px)


def test_whole_body_pictures_have_a_sharp_one_of_the_same_body_twice_as_fine(atlas):
    for view in atlas.views.values():
        assert set(view.sharp) == (set(atlas.layers) if view.id in WHOLE_BODY else set())
        for layer, name in view.sharp.items():
            own, sharp = _on_white(atlas.folder / view.pictures[layer]), _on_white(atlas.folder / name)
            assert sharp.size == (2 * view.width_px, 2 * view.height_px)
            assert np.abs(np.asarray(sharp.reduce(2), float) - np.asarray(own, float)).mean() < 2, name


def _on_white(path):
    with Image.open(path) as picture:
        page = Image.new("RGBA", picture.size, "white")
        page.alpha_composite(picture.convert("RGBA"))
        return page.convert("RGB")


def test_a_view_looks_from_its_own_side_through_the_body():
    views = load_atlas().views
    for view, towards in (("front", (0, 1, 0)), ("back", (0, -1, 0)), ("left", (-1, 0, 0))):
        assert views[view].towards_mm == pytest.approx(towards)


def test_a_field_is_smoothed_as_far_as_it_spreads_and_ends_where_the_body_does():
    rng = np.random.default_rng(1)
    index = np.full((60, 50), -1)
    index[10:50, 8:44] = np.arange(40 * 36).reshape(40, 36)
    weights = np.zeros(40 * 36, np.float32)
    weights[rng.integers(0, 300, 40)] = 1
    whole = np.where(index >= 0, weights[index], 0).astype(np.float32)
    inside = (index >= 0).astype(np.float32)
    mass = ndimage.gaussian_filter(inside, 1.5)

    def smoothed(values):
        return np.where(mass > 0.25, ndimage.gaussian_filter(values, 1.5) / np.maximum(mass, 1e-3), 0)

    once = smoothed(whole)
    expected = np.clip(2 * once - smoothed(once * inside), 0, 1)
    assert field_on_view(index, weights, 1.5) == pytest.approx(expected, abs=1e-6)
    assert not field_on_view(index, weights, 1.5)[:7].any(), "nothing is left far outside the body"


def test_a_narrow_zone_is_not_much_shorter_on_a_view_than_on_the_skin():
    index = np.arange(40 * 40).reshape(40, 40)
    narrow = np.zeros((40, 40), np.float32)
    narrow[18:22, 10:30] = 1
    field = field_on_view(index, narrow.ravel(), 1.74)
    columns = np.flatnonzero((field >= 0.5).any(axis=0))
    assert (columns[0], columns[-1]) == (10, 29)


def test_a_place_of_the_middle_keeps_the_larger_weight_on_both_sides():
    two = SimpleNamespace(_mirror=np.array([1, 0, 2]))
    weights = PlaceWeights._on_side(two, np.array([0, 1]), np.array([255, 51], np.uint8), "both")
    assert weights.tolist() == [1, 1, 0]

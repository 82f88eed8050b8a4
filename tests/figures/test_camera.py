"""Looks at the turning body: what an address may say, and that a look and a map's view agree."""

import numpy as np
import pytest

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.body_payload import body_payload
from triggerpoints.figures.camera import Camera, camera_at, framing_of, nearest_view, read_camera
from triggerpoints.figures.framing import WHOLE_BODY
from triggerpoints.figures.state import MapState

CONTENT = load_content()


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()  # all views


def axes(camera: Camera) -> tuple[np.ndarray, np.ndarray]:
    """Right and down on the picture, as the browser has them (components/body3d/look.js)."""
    a, t = np.radians([camera.azimuth_deg, camera.tilt_deg])
    right = np.array([np.cos(a), np.sin(a), 0])
    up = np.array([-np.sin(t) * np.sin(a), np.sin(t) * np.cos(a), np.cos(t)])
    return right, -up


def test_a_camera_survives_the_address() -> None:
    camera = Camera(213, -17, 1234, (-80, 12, 1333))
    assert read_camera(str(camera)) == camera


def test_a_direction_goes_round() -> None:
    assert read_camera("-90,0,1000,0,0,900").azimuth_deg == 270


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "six whole numbers"),
        ("1,2,3", "six whole numbers"),
        ("0,0,1000,0,0,nan", "six whole numbers"),
        ("0,0,1e3,0,0,0", "six whole numbers"),
        ("0,0,1000,0,0,١", "six whole numbers"),
        ("0,91,1000,0,0,900", "tilt"),
        ("0,0,10,0,0,900", "distance"),
        ("0,0,99999,0,0,900", "distance"),
        ("0,0,1000,0,0,5000", "outside the body"),
    ],
)
def test_a_wrong_camera_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_camera(text)


def test_every_view_of_the_maps_is_a_look_with_the_same_axes(atlas: Atlas) -> None:
    for view in atlas.views.values():
        right, down = axes(camera_at(framing_of(view)))
        assert right == pytest.approx(view.right_mm, abs=0.02), view.id
        assert down == pytest.approx(view.down_mm, abs=0.02), view.id


def test_the_look_of_every_view_may_stand_in_an_address_and_leads_back_to_it(atlas: Atlas) -> None:
    for view in atlas.views.values():
        camera = camera_at(framing_of(view))
        assert read_camera(str(camera)) == camera, view.id
        back = atlas.views[nearest_view(atlas, camera, view.group)]
        assert back.towards_mm == pytest.approx(view.towards_mm), view.id


@pytest.mark.parametrize(
    ("azimuth_deg", "view"), [(20, "front"), (170, "back"), (80, "left"), (290, "right"), (350, "front")]
)
def test_the_way_back_leads_to_the_view_of_that_side(atlas: Atlas, azimuth_deg: int, view: str) -> None:
    camera = Camera(azimuth_deg, 20, 3000, (0, -100, 900))
    assert nearest_view(atlas, camera, WHOLE_BODY) == view


def test_the_body_opens_with_the_frame_of_the_view_and_a_link_with_its_own(atlas: Atlas) -> None:
    opened = MapState(view="back", camera=camera_at(framing_of(atlas.views["back"])))
    framing = body_payload(atlas, CONTENT, opened)["opening"]
    assert framing is not None
    assert (framing["azimuth_deg"], framing["height_mm"]) == (180, pytest.approx(2232 * 0.8))
    linked = body_payload(atlas, CONTENT, MapState(view="back", camera=read_camera("20,5,3000,0,-100,900")))
    assert (linked["opening"], linked["camera"]) == (None, [20, 5, 3000, 0, -100, 900])

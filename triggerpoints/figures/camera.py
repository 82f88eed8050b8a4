"""Where one looks at the turning body from: written in an address, taken from a map's view, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas, View

Place = tuple[float, float, float]

_NUMBER = re.compile(r"-?[0-9]{1,5}")
DISTANCE_MM = (60, 9000)
BOX_MM: tuple[Place, Place] = ((-400, -400, -50), (400, 250, 1800))
"""Box in which the target of a look stays; the body is inside."""
FIELD_DEG = 20.0
"""Angle of sight from top to bottom: narrow, so that a look is nearly that of the maps."""


@dataclass(frozen=True)
class Camera:
    """A look at the body.

    Attributes
    ----------
    azimuth_deg : int
        0 from the front, 90 from the body's left, 180 from the back, 270 from its right.
    tilt_deg : int
        0 level, 90 from above, -90 from below.
    distance_mm : int
        From the eye to the target.
    target_mm : (x, y, z)
        What the look goes to, in the body's frame.
    """

    azimuth_deg: int
    tilt_deg: int
    distance_mm: int
    target_mm: tuple[int, int, int]

    @property
    def numbers(self) -> list[int]:
        """The six numbers that stand for it."""
        return [self.azimuth_deg, self.tilt_deg, self.distance_mm, *self.target_mm]

    def __str__(self) -> str:
        """As it stands in an address."""
        return ",".join(map(str, self.numbers))


@dataclass(frozen=True)
class Framing:
    """What a view of the maps shows: a direction, a middle, and how much round it."""

    azimuth_deg: float
    tilt_deg: float
    target_mm: Place
    width_mm: float
    height_mm: float


def read_camera(text: str) -> Camera:
    """A camera as it stands in an address.

    Raises
    ------
    ValueError
        With a sentence that says what it must be.
    """
    parts = text.split(",")
    if len(parts) != 6 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise ValueError("A turn is six whole numbers: direction, tilt, distance, and the place x, y, z.")
    return camera_of([int(part) for part in parts])


def camera_of(numbers: list[int]) -> Camera:
    """A camera from its six numbers.

    Raises
    ------
    ValueError
        With a sentence that says which of them is not possible.
    """
    azimuth, tilt, distance, x, y, z = numbers
    nearest, farthest = DISTANCE_MM
    low, high = BOX_MM
    if not -90 <= tilt <= 90:
        raise ValueError(f"The tilt of a turn is from -90 to 90, not {tilt}.")
    if not nearest <= distance <= farthest:
        raise ValueError(f"The distance of a turn is from {nearest} to {farthest}, not {distance}.")
    if not all(a <= value <= b for a, value, b in zip(low, (x, y, z), high, strict=True)):
        raise ValueError(f"The place of a turn, {x}, {y}, {z}, lies outside the body.")
    return Camera(azimuth % 360, tilt, distance, (x, y, z))


def framing_of(view: View) -> Framing:
    """The look of a map's view."""
    towards = view.towards_mm
    width_mm, height_mm = view.width_px * view.mm_per_px, view.height_px * view.mm_per_px
    middle = view.origin_mm + view.right_mm * width_mm / 2 + view.down_mm * height_mm / 2
    x, y, z = (round(float(value), 1) for value in middle)
    azimuth_deg = np.degrees(np.arctan2(view.right_mm[1], view.right_mm[0])) % 360
    tilt_deg = np.degrees(np.arcsin(np.clip(-towards[2], -1, 1)))
    return Framing(round(float(azimuth_deg), 1), round(float(tilt_deg), 1), (x, y, z), width_mm, height_mm)


def camera_at(framing: Framing) -> Camera:
    """The camera from which a framing is seen whole on a picture that is high enough for its width."""
    distance_mm = max(framing.height_mm, framing.width_mm) / (2 * np.tan(np.radians(FIELD_DEG / 2)))
    x, y, z = (round(value) for value in framing.target_mm)
    return Camera(round(framing.azimuth_deg) % 360, round(framing.tilt_deg), round(distance_mm), (x, y, z))


def nearest_view(atlas: Atlas, camera: Camera, group: str) -> str:
    """The view of a group of the maps that looks at the body most like a camera."""
    sight = _sight(camera)
    views = [view for view in atlas.views.values() if view.group == group]
    return max(views, key=lambda view: float(view.towards_mm @ sight)).id


def _sight(camera: Camera) -> np.ndarray:
    """Direction of sight (3,)."""
    a, t = np.radians([camera.azimuth_deg, camera.tilt_deg])
    return np.array([-np.cos(t) * np.sin(a), np.cos(t) * np.cos(a), -np.sin(t)])

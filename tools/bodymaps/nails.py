"""Nails of fingers and toes: flat plates with a fold round them, a pale lunula and a free edge.

They are drawn on the skin, as colour and as the way its surface faces; the skin itself is not changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from tools.bodymaps.figure import foot, hand
from tools.bodymaps.figure.digits import Digit, digit
from tools.bodymaps.figure.source import Part
from tools.bodymaps.scenes import BodyScenes

PLATE = np.array([0.950, 0.790, 0.722], np.float32)
LUNULA = np.array([0.955, 0.870, 0.810], np.float32)
FREE_EDGE = np.array([0.955, 0.890, 0.825], np.float32)
DOWN, FORWARDS = np.array([-0.1, -0.25, -1.0]), np.array([-0.4, -1.0, -0.2])
# Half width and half length of a plate, in radii of the tip.
FINGER_SHARE, BIG_TOE_SHARE, TOE_SHARE = (0.80, 0.95), (0.78, 0.80), (0.72, 0.66)
BEYOND_MM = {"finger": 4.2, "toe": 3.6}
FREE_SHARE, TILT = 0.16, 0.28
# The plate is flatter than the finger; the fold beside it rises this far from its middle (1 is its edge).
BEND, FOLD_AT, FOLD_WIDE, FOLD_RISE, GROOVE_DARK = 0.45, 1.16, 0.10, 0.55, 0.20
REACH = 2.0


@dataclass(frozen=True)
class Nail:
    """A nail of the right side.

    Attributes
    ----------
    root_mm, tip_mm : ndarray (3,)
        The last joint, and the middle of the rounded end of the digit.
    centre_mm : ndarray (3,)
        Middle of the plate.
    along, side, back : ndarray (3,)
        Towards the free edge, across, and away from the pulp.
    radius_mm, half_width_mm, half_length_mm : float
    """

    root_mm: np.ndarray
    tip_mm: np.ndarray
    centre_mm: np.ndarray
    along: np.ndarray
    side: np.ndarray
    back: np.ndarray
    radius_mm: float
    half_width_mm: float
    half_length_mm: float

    def near(self, p: np.ndarray) -> np.ndarray:
        """Which of points (N, 3) of the right side lie on the back of the digit's end, round the nail."""
        box = np.flatnonzero((np.abs(p - self.centre_mm) < 24).all(1))
        d = p[box] - self.centre_mm
        on = (d @ self.back > -0.9 * self.radius_mm) & (self.from_edge(p[box])[0] < REACH)
        on &= np.linalg.norm(self._out(p[box]), axis=1) < 1.5 * self.radius_mm
        return box[on]

    def from_edge(self, p: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """How far from the middle of the plate (N,), 1 at its edge; the share of it along and across."""
        d = p - self.centre_mm
        u, w = d @ self.along / self.half_length_mm, d @ self.side / self.half_width_mm
        return (np.abs(u) ** 3.5 + np.abs(w) ** 3.5) ** (1 / 3.5), u, w

    def tones(self, colour: np.ndarray, p: np.ndarray) -> np.ndarray:
        """Colour (N, 3) of the skin at points (N, 3), the nail drawn on it."""
        inside, u, w = self.from_edge(p)
        moon = np.clip((1 - np.hypot((u + 1.0) / 0.46, w / 0.62)) / 0.22, 0, 1)[:, None]
        free = np.clip((u - 1 + FREE_SHARE + 0.10 * w**2) / 0.07, 0, 1)[:, None]
        tone = PLATE + moon * (LUNULA - PLATE)
        tone = tone + free * (FREE_EDGE - tone)
        plate = _smooth((1.02 - inside) / 0.06)[:, None]
        groove = GROOVE_DARK * np.exp(-(((inside - 1.03) / 0.045) ** 2))[:, None] * (1 - free)
        return (colour * (1 - plate) + tone * plate) * (1 - groove)

    def facing(self, normals: np.ndarray, p: np.ndarray) -> np.ndarray:
        """Normals (N, 3) of the skin at points (N, 3): a flat plate and the fold round it."""
        inside, u, w = self.from_edge(p)
        away = u[:, None] * self.along + w[:, None] * self.side
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-6)
        off = (inside - FOLD_AT) / FOLD_WIDE
        rise = FOLD_RISE * off * np.exp(-(off**2)) * _smooth((0.9 - u) / 0.3)
        skin = _unit(_unit(self._out(p)) + rise[:, None] * away)
        across = (p - self.centre_mm) @ self.side / self.radius_mm
        plate = _unit(self.back + BEND * across[:, None] * self.side + 0.10 * u[:, None] * self.along)
        share = _smooth((1.02 - inside) / 0.06)[:, None]
        drawn = skin * (1 - share) + plate * share
        reach = _smooth((REACH - inside) / 0.6) * _smooth((p - self.centre_mm) @ self.back / 4 + 2.2)
        return _unit(normals * (1 - reach[:, None]) + drawn * reach[:, None])

    def _out(self, p: np.ndarray) -> np.ndarray:
        """From the middle line of the digit's end to points (N, 3)."""
        way = self.tip_mm - self.root_mm
        t = np.clip((p - self.root_mm) @ way / (way @ way), 0, 1)
        return np.asarray(p - self.root_mm - t[:, None] * way)


def nail_of(d: Digit, pulp: np.ndarray, radius_mm: float, beyond_mm: float) -> Nail:
    """The nail of a digit whose pulp looks one way, with a tip of some radius."""
    half_width, half_length = (
        BIG_TOE_SHARE if d.name == "big toe" else TOE_SHARE if "toe" in d.name else FINGER_SHARE
    )
    root, end = d.joints_mm[-2], d.joints_mm[-1]
    along = _unit(end - root)
    tip = end + along * (beyond_mm - radius_mm)
    back = _unit(-(pulp - (pulp @ along) * along))
    along = _unit(along - TILT * back)
    back = _unit(back - (back @ along) * along)
    half_width, half_length = half_width * radius_mm, half_length * radius_mm
    centre = tip + along * (radius_mm - half_length - 1.4) + back * (radius_mm - 0.5)
    return Nail(root, tip, centre, along, np.cross(along, back), back, radius_mm, half_width, half_length)


def _unit(v: np.ndarray) -> np.ndarray:
    return np.asarray(v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9))


def _smooth(t: np.ndarray) -> np.ndarray:
    t = np.clip(t, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


@cache
def nails(scenes: BodyScenes) -> tuple[Nail, ...]:
    """Nails of the right hand and foot."""
    wanted = [*hand.FINGERS, *foot.TOES]
    roots = {root for root, _ in (*hand.FINGERS.values(), *foot.TOES.values())}
    parts = [
        Part(s.name, s.system, False, scenes.body.mesh(s.index)[0])
        for s in scenes.body.structures
        if s.name in roots or ("phalanx" in s.name and s.name.endswith(tuple(wanted)))
    ]
    fingers = [digit(parts, name, root, DOWN) for name, (root, _) in hand.FINGERS.items()]
    toes = [digit(parts, name, root, FORWARDS) for name, (root, _) in foot.TOES.items()]
    palm = hand.palm_direction(fingers)
    return (
        *(
            nail_of(
                d,
                hand.tilt_of_thumb(palm) if d.name == "thumb" else palm,
                hand.FINGERS[d.name][1][-1],
                BEYOND_MM["finger"],
            )
            for d in fingers
        ),
        *(nail_of(d, np.array([0.0, 0.0, -1.0]), foot.TOES[d.name][1][-1], BEYOND_MM["toe"]) for d in toes),
    )


def with_nails(
    drawn: tuple[Nail, ...], p: np.ndarray, colour: np.ndarray, normals: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Colour and normals (N, 3 each) of skin points (N, 3) of both sides, with their nails."""
    mirror = np.where(p[:, :1] > 0, np.array([-1, 1, 1], np.float32), np.ones(3, np.float32))
    right = p * mirror
    colour, facing = colour.copy(), normals * mirror
    for nail in drawn:
        here = nail.near(right)
        colour[here] = nail.tones(colour[here], right[here])
        facing[here] = nail.facing(facing[here], right[here])
    return colour.astype(np.float32), (facing * mirror).astype(np.float32)

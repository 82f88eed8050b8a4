"""Colours of the skin: lips, eyes, brows, nipples, nails, and the creases of the palm."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from scipy.spatial import cKDTree

from tools.bodymaps.scenes import BodyScenes

SKIN = np.array([0.900, 0.760, 0.670], np.float32)
LIP = np.array([0.765, 0.480, 0.440], np.float32)
FLUSH = np.array([0.900, 0.640, 0.560], np.float32)
SCLERA = np.array([0.930, 0.915, 0.895], np.float32)
IRIS = np.array([0.300, 0.230, 0.170], np.float32)
PUPIL = np.array([0.060, 0.050, 0.050], np.float32)
BROW = np.array([0.400, 0.300, 0.240], np.float32)
AREOLA = np.array([0.740, 0.540, 0.460], np.float32)
NIPPLE_TONE = np.array([0.680, 0.470, 0.400], np.float32)
# On the skin figure, mm: |x|, z, half width and half height.
EYE = (31.0, 1583.0, 13.0, 4.6)
MOUTH_Z, LIPS = (
    1525.0,
    (23.0, 6.0, 8.5),
)  # height of the mouth; half width, upper and lower height of the lips
BROW_Z = 1601.0
NIPPLE = (98.0, 1268.0)
# Creases of the palm: (along the palm from wrist 0 to knuckles 1, across from index 0 to little finger 1).
CREASES = (
    ((0.83, 1.30), (0.86, 0.85), (0.90, 0.55), (0.98, 0.25), (1.06, 0.12)),
    ((0.76, -0.38), (0.78, 0.05), (0.70, 0.45), (0.58, 0.85), (0.53, 1.05)),
    ((0.74, -0.38), (0.64, -0.02), (0.45, 0.22), (0.22, 0.34), (0.02, 0.36)),
)
CREASE_MM, CREASE_DARK, FLEXION_DARK = 0.75, 0.15, 0.05
# The cleft between the buttocks: from its upper to its lower end (z), how wide and dark it is at each.
CLEFT_Z, CLEFT_MM, CLEFT_DARK = (930.0, 900.0, 862.0, 822.0), (1.6, 2.6, 3.6, 5.5), 0.45
NAIL_SHINE, NAIL_RIM, LUNULA = 1.075, 0.90, 1.05
FINGERS = ("index", "middle", "ring", "little")


def skin_tones(p: np.ndarray, *, man: bool = True) -> np.ndarray:
    """Colour (N, 3) of points (N, 3) mm of the man's skin; others have finer brows and no nipples drawn."""
    colour = np.broadcast_to(SKIN, p.shape).copy()
    x, y, z = np.abs(p[:, 0]), p[:, 1], p[:, 2]

    def lay(tone: np.ndarray, share: np.ndarray) -> None:
        colour[:] = colour * (1 - share[:, None]) + tone * share[:, None]

    face = (y < -125) & (z > 1495)
    cheek = np.hypot((x - 42) / 26, (z - 1552) / 24)
    lay(FLUSH, np.where(face, 0.30 * np.exp(-(cheek**2)), 0))
    lay(FLUSH, np.where(face & (x < 16), 0.30 * np.exp(-(((z - 1556) / 10) ** 2)), 0))
    height = np.where(z > MOUTH_Z, LIPS[1] * np.where(x < 4, 0.82 + 0.045 * x, 1.0), LIPS[2])
    lay(LIP, np.where(face, 0.75 * _almond(x, z - MOUTH_Z, LIPS[0], height, 1.8), 0))
    eye = np.where(face & (y < -140), _almond(x - EYE[0], z - EYE[1], EYE[2], EYE[3], 0.8), 0)
    lay(SCLERA, eye)
    iris = np.hypot(x - EYE[0] + 0.5, z - EYE[1] - 0.4)
    lay(IRIS, eye * np.clip((6.0 - iris) / 0.8, 0, 1))
    lay(PUPIL, eye * np.clip((2.6 - iris) / 0.8, 0, 1))
    arch = BROW_Z + 4.5 * np.sin(np.clip((x - 12) / 40, 0, 1) * 2.4) - 0.9
    ends = np.clip((x - 11) / 8, 0, 1) * np.clip((56 - x) / 16, 0, 1)
    strength, thickness = (0.55, 3.2) if man else (0.45, 2.5)
    lay(BROW, np.where(face, strength * ends * np.exp(-(((z - arch) / thickness) ** 2)), 0))
    if not man:
        return colour.astype(np.float32)
    breast = np.hypot(x - NIPPLE[0], z - NIPPLE[1])
    chest = y < -120
    lay(AREOLA, np.where(chest, 0.75 * np.clip((12.5 - breast) / 4, 0, 1), 0))
    lay(NIPPLE_TONE, np.where(chest, 0.8 * np.clip((5.0 - breast) / 2.5, 0, 1), 0))
    return colour.astype(np.float32)


def _almond(
    x: np.ndarray, z: np.ndarray, half_width: float, half_height: float | np.ndarray, soft: float
) -> np.ndarray:
    """How far inside an almond (0..1) points lie: its edges are parabolas."""
    edge = half_height * (1 - (x / half_width) ** 2)
    return np.where(np.abs(x) < half_width, np.clip((edge - np.abs(z)) / soft, 0, 1), 0)


def marks(scenes: BodyScenes, p: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """How light (N,) nails and the creases of palm and fingers make skin points (N, 3); 1 elsewhere."""
    light = np.ones(len(p), np.float32)
    mirror = np.where(p[:, :1] > 0, np.array([-1, 1, 1], np.float32), np.ones(3, np.float32))
    right, facing = p * mirror, normals * mirror
    for nail in _nails(scenes):
        nail.lay(light, right, facing)
    _palm(scenes).lay(light, right, facing)
    return light


def cleft(p: np.ndarray) -> np.ndarray:
    """How light (N,) the cleft between the man's buttocks makes skin points (N, 3); 1 elsewhere."""
    upper, *_, lower = CLEFT_Z
    wide = np.interp(p[:, 2], CLEFT_Z[::-1], CLEFT_MM[::-1])
    there = np.clip((upper - p[:, 2]) / 55, 0, 1) * np.clip((p[:, 2] - lower) / 18, 0, 1) * (p[:, 1] > -70)
    return np.asarray(1 - CLEFT_DARK * there * np.exp(-((p[:, 0] / wide) ** 2)), np.float32)


class _Nail:
    """A nail on the back of the last bone of a finger or toe."""

    def __init__(self, bone: np.ndarray, before: np.ndarray, flexor: np.ndarray) -> None:
        self.centre = bone.mean(0)
        axis = self.centre - before.mean(0)
        self.axis = axis / np.linalg.norm(axis)
        tendon = flexor[cKDTree(flexor).query(self.centre, k=12)[1]]
        up = self.centre - tendon.mean(0)
        up -= (up @ self.axis) * self.axis
        self.up = up / np.linalg.norm(up)
        self.across = np.cross(self.axis, self.up)
        along = (bone - self.centre) @ self.axis
        self.length = float(np.ptp(along)) * 0.34
        self.shift = float(along.max()) - self.length * 1.25
        self.width = float(np.ptp((bone - self.centre) @ self.across)) * 0.52

    def lay(self, light: np.ndarray, p: np.ndarray, facing: np.ndarray) -> None:
        """Write into `light` where the nail lies."""
        near = np.flatnonzero((np.abs(p - self.centre) < 24).all(1))
        d = p[near] - self.centre
        u, w = (d @ self.axis - self.shift) / self.length, (d @ self.across) / self.width
        inside = (np.abs(u) ** 3 + np.abs(w) ** 3) ** (1 / 3)
        on = (d @ self.up > 0) & (facing[near] @ self.up > 0.2)
        plate = np.clip((1.0 - inside) / 0.10, 0, 1)
        rim = np.exp(-(((inside - 1.03) / 0.09) ** 2))
        moon = np.clip((0.55 - np.hypot((u + 1.0) / 0.55, w / 0.8)) / 0.15, 0, 1) * plate
        value = 1 + plate * (NAIL_SHINE - 1) + moon * (LUNULA - 1) + rim * (NAIL_RIM - 1)
        light[near[on]] *= value[on].astype(np.float32)


class _Palm:
    """Creases of the palm and of the finger joints."""

    def __init__(
        self,
        index: tuple[np.ndarray, np.ndarray],
        little: tuple[np.ndarray, np.ndarray],
        palmar: np.ndarray,
        joints: list[tuple[np.ndarray, np.ndarray]],
    ) -> None:
        self.centre = (index[0] + index[1] + little[0] + little[1]) / 4
        along = (index[1] + little[1] - index[0] - little[0]) / 2
        self.along = along / np.linalg.norm(along)
        across = little[1] - index[1]
        across = across - (across @ self.along) * self.along
        self.across = across / np.linalg.norm(across)
        normal = np.cross(self.along, self.across)
        self.out = normal * np.sign(normal @ palmar)
        self.lines = [np.array([self._flat(_between(index, little, *at)) for at in line]) for line in CREASES]
        self.joints = joints

    def _flat(self, p: np.ndarray) -> np.ndarray:
        return np.stack([(p - self.centre) @ self.along, (p - self.centre) @ self.across], -1)

    def lay(self, light: np.ndarray, p: np.ndarray, facing: np.ndarray) -> None:
        """Write into `light` where a crease runs."""
        near = np.flatnonzero((np.abs(p - self.centre) < 150).all(1) & (facing @ self.out > 0.15))
        flat = self._flat(p[near])
        dark = np.zeros(len(near))
        for line in self.lines:
            fine = _smooth(line)
            distance, at = cKDTree(fine).query(flat)
            fade = np.clip(6 * np.minimum(at, len(fine) - 1 - at) / len(fine), 0, 1)
            dark = np.maximum(dark, CREASE_DARK * fade * np.exp(-((distance / CREASE_MM) ** 2)))
        for centre, axis in self.joints:
            d = p[near] - centre
            close = np.linalg.norm(d, axis=1) < 13
            ring = FLEXION_DARK * np.exp(-(((d @ axis) / CREASE_MM) ** 2))
            dark = np.maximum(dark, np.where(close, ring, 0))
        light[near] *= (1 - dark).astype(np.float32)


def _between(
    a: tuple[np.ndarray, np.ndarray], b: tuple[np.ndarray, np.ndarray], along: float, across: float
) -> np.ndarray:
    """Point between two bones, each given by its near and its far end."""
    first, second = (bone[0] + (bone[1] - bone[0]) * along for bone in (a, b))
    return first + (second - first) * across


def _smooth(line: np.ndarray) -> np.ndarray:
    """A curve (100, 2) through the corners of a line (K, 2)."""
    t = np.linspace(0, len(line) - 1, 100)
    fine = np.stack([np.interp(t, np.arange(len(line)), line[:, k]) for k in range(2)], -1)
    for _ in range(60):
        fine[1:-1] = (fine[:-2] + fine[2:]) / 2
    return fine


@cache
def _vertices(scenes: BodyScenes, name: str) -> np.ndarray:
    found = scenes.body.find(name, "right")
    return scenes.body.merged(found)[0]


@cache
def _nails(scenes: BodyScenes) -> tuple[_Nail, ...]:
    flexors = {
        "finger": scenes.mesh("flexor-digitorum-profundus", "right")[0],
        "thumb": scenes.mesh("flexor-pollicis-longus", "right")[0],
        "toe": scenes.mesh("flexor-digitorum-longus", "right")[0],
        "big": scenes.mesh("flexor-hallucis-longus", "right")[0],
    }
    rows = [(f"{n} finger", "middle", "finger") for n in FINGERS] + [("thumb", "proximal", "thumb")]
    rows += [(f"{n} toe", "middle", "toe") for n in ("second", "third", "fourth", "little")]
    rows += [("big toe", "proximal", "big")]
    return tuple(
        _Nail(
            _vertices(scenes, f"distal phalanx of {part}"),
            _vertices(scenes, f"{before} phalanx of {part}"),
            flexors[flexor],
        )
        for part, before, flexor in rows
    )


@cache
def _palm(scenes: BodyScenes) -> _Palm:
    index, little = (_ends(scenes, f"{n} metacarpal bone") for n in ("second", "fifth"))
    flexor = scenes.mesh("flexor-digitorum-superficialis", "right")[0]
    middle = (index[0] + index[1] + little[0] + little[1]) / 4
    palmar = flexor[cKDTree(flexor).query(middle, k=40)[1]].mean(0) - middle
    joints = []
    for finger in FINGERS:
        bones = [_ends(scenes, f"{n} phalanx of {finger} finger") for n in ("proximal", "middle", "distal")]
        for a, b in pairwise(bones):
            axis = b[1] - a[0]
            joints.append(((a[1] + b[0]) / 2, axis / np.linalg.norm(axis)))
        a = bones[0]
        joints.append((a[0] + 0.55 * (a[1] - a[0]), (a[1] - a[0]) / np.linalg.norm(a[1] - a[0])))
    return _Palm(index, little, palmar, joints)


def _ends(scenes: BodyScenes, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Near (upper) and far (lower) end of a bone of the hand, which hangs down."""
    v = _vertices(scenes, name)
    axis = np.linalg.svd(v - v.mean(0), full_matrices=False)[2][0]
    axis *= -np.sign(axis[2])
    along = (v - v.mean(0)) @ axis
    return v[along < along.min() + 4].mean(0), v[along > along.max() - 4].mean(0)

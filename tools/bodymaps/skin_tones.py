"""Colours of the skin: lips, eyes, brows, nipples, creases of the palm; where it stays over the face."""

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
EYE = (31.0, 1583.0, 13.0, 5.0)
# The iris is round: the lids leave it whole but for what the upper one covers.
IRIS_MM, PUPIL_MM, RIM_MM, GLINT = 4.7, 1.9, 0.9, (-1.5, 1.7, 0.8)
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
FINGERS = ("index", "middle", "ring", "little")
# What keeps its skin over the first muscle layer: middle (|x| or None, y or None, z) and half widths in mm of
# ears, eyes and lips, what must lie outside or in front of, and over which share of that the edge is soft.
EAR, EYE_OPENING, MOUTH = (-76.0, 1572.0, 30.0, 42.0), (31.0, 1584.0, 17.0, 8.5), (1523.5, 26.0, 11.0)
EAR_X, FACE_Y, KEPT_SOFT = 60.0, -140.0, 0.3
# Lips and chin reach past the skull, from here on and up to here.
PROFILE_Y, PROFILE_BLEND_MM, PROFILE_Z = -166.0, 18.0, (1484.0, 1540.0)


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
    across, up = x - EYE[0] + 0.5, z - EYE[1] - 0.2
    iris = np.hypot(across, up)
    lay(IRIS * 0.55, eye * np.clip((IRIS_MM - iris) / 0.5 + 0.5, 0, 1))
    lay(IRIS, eye * np.clip((IRIS_MM - RIM_MM - iris) / 0.9 + 0.5, 0, 1))
    lay(PUPIL, eye * np.clip((PUPIL_MM - iris) / 0.5 + 0.5, 0, 1))
    glint = np.hypot(across * np.sign(p[:, 0]) - GLINT[0], up - GLINT[1])
    lay(SCLERA, eye * np.clip((GLINT[2] - glint) / 0.5 + 0.5, 0, 1))
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


def skin_kept(p: np.ndarray) -> np.ndarray:
    """How much of the skin (H, W), 0..1, stays over bare bone: ears, what the lids leave open, and lips."""
    x, y, z = np.abs(p[..., 0]), p[..., 1], p[..., 2]
    ear = np.where(x > EAR_X, np.hypot((y - EAR[0]) / EAR[2], (z - EAR[1]) / EAR[3]), np.inf)
    eye = np.hypot((x - EYE_OPENING[0]) / EYE_OPENING[2], (z - EYE_OPENING[1]) / EYE_OPENING[3])
    lips = np.hypot(x / MOUTH[1], (z - MOUTH[0]) / MOUTH[2])
    front = np.where(y < FACE_Y, np.minimum(eye, lips), np.inf)
    return np.asarray(np.clip((1 - np.minimum(ear, front)) / KEPT_SOFT, 0, 1), np.float32)


def profile_cover(p: np.ndarray) -> np.ndarray:
    """Where lips and chin reach past the skull (H, W) and are drawn as skin, 0..1."""
    y, z = p[..., 1], p[..., 2]
    low, high = PROFILE_Z
    front = np.clip((PROFILE_Y - y) / PROFILE_BLEND_MM, 0, 1)
    return front * np.clip((z - low) / 10, 0, 1) * np.clip((high - z) / 8, 0, 1)


def marks(scenes: BodyScenes, p: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """How light (N,) the creases of palm and fingers make skin points (N, 3); 1 elsewhere."""
    light = np.ones(len(p), np.float32)
    mirror = np.where(p[:, :1] > 0, np.array([-1, 1, 1], np.float32), np.ones(3, np.float32))
    right, facing = p * mirror, normals * mirror
    _palm(scenes).lay(light, right, facing)
    return light


def cleft(p: np.ndarray) -> np.ndarray:
    """How light (N,) the cleft between the man's buttocks makes skin points (N, 3); 1 elsewhere."""
    upper, *_, lower = CLEFT_Z
    wide = np.interp(p[:, 2], CLEFT_Z[::-1], CLEFT_MM[::-1])
    there = np.clip((upper - p[:, 2]) / 55, 0, 1) * np.clip((p[:, 2] - lower) / 18, 0, 1) * (p[:, 1] > -70)
    return np.asarray(1 - CLEFT_DARK * there * np.exp(-((p[:, 0] / wide) ** 2)), np.float32)


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

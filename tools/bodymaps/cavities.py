"""Lungs with pleura, abdominal cavity and spinal canal, from the walls that the source has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from tools.bodymaps.models.fields import Grid, Mesh, inside, signed_distance, to_mesh
from tools.bodymaps.models.scene import Scene
from tools.bodymaps.models.spine import canal

CAVITY_MM = 2.5
LUNG_FLOOR = ((0.0, 1238.0), (35.0, 1185.0), (90.0, 1128.0), (150.0, 1122.0), (180.0, 1122.0))
"""Lower border of the pleura: azimuth (degrees, 0 front, 90 side, 180 back) and z (mm): ribs 8, 10 and 12."""
MEDIASTINUM = (
    "atrium",
    "ventricle",
    "aorta",
    "vena cava",
    "esophagus",
    "trachea",
    "thymus",
    "brachiocephalic",
    "subclavian",
    "common carotid",
    "main bronchus",
    "pulmonary artery",
    "decussation",
)


def ball(radius_mm: float) -> np.ndarray:
    """Mask of a ball."""
    n = int(np.ceil(radius_mm / CAVITY_MM))
    axes = np.mgrid[-n : n + 1, -n : n + 1, -n : n + 1] * CAVITY_MM
    return (axes**2).sum(0) <= radius_mm**2 + 1e-6


@dataclass(frozen=True)
class Trunk:
    """Voxels of the trunk: what is solid, and what lies within the walls with and without the diaphragm."""

    grid: Grid
    solid: np.ndarray
    within: np.ndarray
    within_walls: np.ndarray


def trunk(scene: Scene) -> Trunk:
    """Voxelise the trunk."""
    grid = Grid(np.array([-150.0, -225.0, 881.0]), (121, 96, 220), CAVITY_MM)
    points = grid.points()
    walls = scene.blocked(grid, leave_out=("diaphragm",))
    midriff = inside(scene.get("diaphragm"), points).reshape(grid.shape)
    for s in scene.body.structures:
        if s.system in ("organ", "artery", "vein", "airway") and any(w in s.name for w in MEDIASTINUM):
            walls |= inside(scene.body.mesh(s.index), points).reshape(grid.shape)
    solid = walls | midriff
    return Trunk(grid, solid, enclosed(solid, 10.0), enclosed(walls, 5.0))


def enclosed(solid: np.ndarray, gap_mm: float) -> np.ndarray:
    """What lies within the walls, level by level, once gaps of up to twice `gap_mm` are closed."""
    closed = ndimage.binary_closing(np.pad(solid, 6), ball(gap_mm))[6:-6, 6:-6, 6:-6] | solid
    within = np.zeros_like(closed)
    for k in range(closed.shape[2]):
        within[:, :, k] = ndimage.binary_fill_holes(closed[:, :, k]) & ~closed[:, :, k]
    return within


def piece_at(mask: np.ndarray, grid: Grid, seed: tuple[float, float, float]) -> np.ndarray:
    """The connected piece of a mask nearest to a point."""
    label, _ = ndimage.label(mask)
    at = np.argwhere(mask)
    nearest = at[np.linalg.norm(grid.origin + at * grid.step_mm - np.array(seed), axis=1).argmin()]
    return label == label[tuple(nearest)]


def lungs_and_abdomen(scene: Scene) -> dict[str, Mesh]:
    """Right and left lung with pleura, and the abdominal cavity."""
    room_of = trunk(scene)
    grid, solid, within = room_of.grid, room_of.solid, room_of.within
    p = grid.points().reshape(*grid.shape, 3)
    x, y, z = p[..., 0], p[..., 1], p[..., 2]
    azimuth = np.degrees(np.arctan2(np.abs(x), -(y + 100)))
    angles, heights = np.array(LUNG_FLOOR).T
    floor = np.interp(azimuth, angles, heights)
    clavicle = scene.vertices("clavicle")
    medial = clavicle[clavicle[:, 0] > np.quantile(clavicle[:, 0], 0.7)]
    apex = medial[:, 2].max() + 25
    chest = ndimage.binary_dilation(piece_at(within & (z > 1245), grid, (-75.0, -90.0, 1310.0)), iterations=2)
    belly = piece_at(within & ~chest & (z < 1245), grid, (-60.0, -115.0, 1150.0))
    around = ndimage.binary_dilation(within, iterations=3)
    belly = ndimage.binary_dilation(belly, iterations=4, mask=~solid & around & (z < 1250))
    level = int(np.argwhere(belly)[:, 2].min()) + 2
    groin = np.interp(z[0, 0], [886, 905, 925, 945], [40, 62, 88, 118])
    for k in range(level - 1, int((886 - grid.origin[2]) / CAVITY_MM), -1):
        belly[:, :, k] = belly[:, :, k + 1] & ~solid[:, :, k] & (np.abs(x[:, :, k]) < groin[k])
    result: dict[str, Mesh] = {}
    for name, sign in (("lung-right", -1), ("lung-left", 1)):
        room = within & (z > floor) & (sign * x > np.where(z > 1335, 19, 6)) & (z < 1402)
        lung = piece_at(room, grid, (sign * 75.0, -90.0, 1310.0))
        free = ~solid & (z > floor) & (sign * x > np.where(z > 1335, 17, 5)) & (z < apex)
        lung = ndimage.binary_dilation(
            lung, iterations=4, mask=free & ndimage.binary_dilation(within, iterations=4)
        )
        behind = y > np.interp(z, [1122, 1180, 1230], [-42, -30, -18])  # the hollows beside the spine
        recess = (
            room_of.within_walls & free & (z < 1262) & ~behind & ~ndimage.binary_dilation(belly, iterations=1)
        )
        lung = ndimage.binary_dilation(lung, iterations=60, mask=recess | lung)
        base = apex - 32
        dome = ((x - sign * 40) / 25) ** 2 + ((y + 84) / 31) ** 2 + (np.maximum(z - base, 0) / 32) ** 2 < 1
        lung |= dome & (z > base - 8) & (z < apex) & ~solid
        smooth = ndimage.gaussian_filter(signed_distance(lung, CAVITY_MM), 0.8)
        result[name] = to_mesh(piece_field(smooth), grid, 14_000)
    smooth = ndimage.gaussian_filter(signed_distance(belly, CAVITY_MM), 0.8)
    result["abdominal-cavity"] = to_mesh(piece_field(smooth), grid, 14_000)
    return result


def piece_field(field: np.ndarray) -> np.ndarray:
    """A field with only its largest piece."""
    label, n = ndimage.label(field < 0)
    if n < 2:
        return field
    best = np.bincount(label.ravel())[1:].argmax() + 1
    return np.where((label > 0) & (label != best), 1.0, field)


def spinal_canal(scene: Scene) -> Mesh:
    """Tube through the vertebral foramina, from the foramen magnum into the sacral canal."""
    path = canal(scene.body)
    z = np.array([900.0, 940, 1000, 1100, 1160, 1300, 1420, 1470, 1530, 1550])
    half = np.array([5.0, 9, 11.5, 11, 9.5, 8.5, 10, 11.5, 12.5, 13])
    width = np.interp(path[:, 0], z, half)
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    middle, deep = (path[:, 1] + path[:, 2]) / 2, (path[:, 2] - path[:, 1]) / 2 - 0.4
    rings = np.stack(
        [
            width[:, None] * np.cos(turn),
            middle[:, None] + deep[:, None] * np.sin(turn),
            np.broadcast_to(path[:, :1], (len(path), 24)),
        ],
        -1,
    )
    n = len(path)
    v = np.concatenate(
        [rings.reshape(-1, 3), rings[0].mean(0, keepdims=True), rings[-1].mean(0, keepdims=True)]
    )
    faces = []
    for i in range(n - 1):
        for j in range(24):
            a, b, c, d = i * 24 + j, i * 24 + (j + 1) % 24, (i + 1) * 24 + (j + 1) % 24, (i + 1) * 24 + j
            faces += [(a, b, c), (a, c, d)]
    for j in range(24):
        faces += [(n * 24, (j + 1) % 24, j), (n * 24 + 1, (n - 1) * 24 + j, (n - 1) * 24 + (j + 1) % 24)]
    return v, np.array(faces)

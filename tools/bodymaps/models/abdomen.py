"""Muscles of the abdominal wall, laid against the inner face of the source's external oblique."""

# ruff: noqa: RUF005 - these sums add coordinates, they do not join lists

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import ndimage
from scipy.interpolate import RegularGridInterpolator

from tools.bodymaps.models.fields import Grid, Mesh, inside, loft, sheet, signed_distance
from tools.bodymaps.models.scene import Scene

AXIS = np.array([0.0, -115.0])
AZIMUTHS = np.arange(0.0, 151.0, 3.0)
LEVELS = np.arange(868.0, 1206.0, 6.0)


def fill(table: np.ndarray, soft: float) -> np.ndarray:
    """Gaps (NaN) of a table filled from the nearest value, then smoothed a little."""
    gaps = np.isnan(table)
    nearest = ndimage.distance_transform_edt(gaps, return_distances=False, return_indices=True)
    full = table[tuple(nearest)]
    spread = ndimage.gaussian_filter(full, 3)
    return ndimage.gaussian_filter(np.where(gaps, spread, full), soft)


@cache
def wall(scene: Scene) -> RegularGridInterpolator:
    """Radius (mm) of the inner face of the external oblique about the body's axis: f(azimuth, z)."""
    table = np.full((len(AZIMUTHS), len(LEVELS)), np.nan)
    for i, azimuth in enumerate(np.radians(AZIMUTHS)):
        for j, z in enumerate(LEVELS):
            start = np.array([*AXIS, z])
            out = np.array([-np.sin(azimuth), -np.cos(azimuth), 0])
            try:
                hit = scene.cast(("external oblique",), start, start + 100 * out)
            except LookupError:
                continue
            table[i, j] = np.linalg.norm(hit - start)
    return RegularGridInterpolator((AZIMUTHS, LEVELS), fill(table, 0.7), bounds_error=False, fill_value=None)


def layer(
    scene: Scene, low: list, high: list, depth_mm: float, thickness_mm: float
) -> tuple[np.ndarray, np.ndarray]:
    """Net and thickness of a muscle layer under the external oblique.

    Parameters
    ----------
    low, high : list of (azimuth_deg, z_mm)
        Lower and upper end of each fibre column, from the rectus border backwards.
    depth_mm : float
        Depth of the layer's outer face below the external oblique's inner face.
    """
    radius = wall(scene)
    fibres = []
    for (a0, z0), (a1, z1) in zip(low, high, strict=True):
        t = np.linspace(0, 1, 14)
        a, z = a0 + (a1 - a0) * t, z0 + (z1 - z0) * t
        r = radius(np.stack([a, z], -1))
        rad = np.radians(a)
        fibres.append(np.stack([AXIS[0] - r * np.sin(rad), AXIS[1] - r * np.cos(rad), z], -1))
    net = loft(fibres, 80, 90)
    normal = np.cross(np.gradient(net, axis=0), np.gradient(net, axis=1))
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-9)
    inward = np.array([-20.0, -100.0, 1040.0]) - net
    normal *= np.sign(np.einsum("abk,abk->ab", normal, inward * [1, 1, 0]))[..., None]
    normal = np.stack([ndimage.gaussian_filter(normal[..., k], 2) for k in range(3)], -1)
    u, w = np.meshgrid(np.linspace(0, 1, 80), np.linspace(0, 1, 90), indexing="ij")
    edge = np.clip(0.45 + 5 * np.minimum(np.minimum(u, 1 - u), np.minimum(w, 1 - w)), 0, 1)
    thick = np.maximum(thickness_mm * edge, 2.6)
    return net + normal * (depth_mm + thickness_mm / 2), thick


# Rectus border (linea semilunaris), then backwards: inguinal ligament, iliac crest, lateral raphe.
LOWER_EDGE = [
    (34, 900),
    (48, 908),
    (60, 918),
    (68, 932),
    (74, 950),
    (79, 966),
    (87, 986),
    (100, 1008),
    (116, 1022),
    (133, 1024),
]
UPPER_EDGE = [
    (37, 1160),
    (46, 1160),
    (55, 1152),
    (63, 1138),
    (71, 1124),
    (79, 1108),
    (88, 1095),
    (100, 1084),
    (116, 1078),
    (133, 1076),
]
CRANIAL_MM = [
    12,
    12,
    14,
    15,
    16,
    16,
    14,
    12,
    10,
    8,
]  # how much higher the transversus reaches, inside the ribs


def internal_oblique(scene: Scene) -> Mesh:
    """Inguinal ligament and iliac crest to the lower ribs and the rectus sheath."""
    net, thick = layer(scene, LOWER_EDGE, UPPER_EDGE, 0.4, 8.0)
    grid = Grid.around(net.reshape(-1, 3), 1.2, 7)
    return scene.carve(sheet(net, thick, grid), grid, faces=12_000)


def transversus_abdominis(scene: Scene) -> Mesh:
    """Beneath the internal oblique, reaching a little higher inside the ribs."""
    low = [(a, z + 8 * (a < 80)) for a, z in LOWER_EDGE]
    high = [(a, z + up) for (a, z), up in zip(UPPER_EDGE, CRANIAL_MM, strict=True)]
    net, thick = layer(scene, low, high, 9.0, 4.6)
    grid = Grid.around(net.reshape(-1, 3), 1.2, 6)
    return scene.carve(sheet(net, thick, grid), grid, faces=12_000)


def behind_sheath(scene: Scene, xs: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Points (L, K, 3) on the back of the external oblique's aponeurosis at xs (L, K) and levels (L)."""
    front = np.full(xs.shape, np.nan)
    for i, level in enumerate(levels):
        for j, x in enumerate(xs[i]):
            try:
                front[i, j] = scene.cast(("external oblique",), (x, -130, level), (x, -240, level))[1]
            except LookupError:
                continue
    return np.stack([xs, fill(front, 0.8), np.broadcast_to(levels[:, None], xs.shape)], -1)


def rectus_abdominis(scene: Scene) -> Mesh:
    """Pubic crest to the fifth to seventh costal cartilages, between linea alba and linea semilunaris."""
    edges = [  # z, medial x, lateral x, thickness
        (884, -4.5, -22, 7),
        (900, -5.5, -34, 9),
        (925, -7, -43, 10),
        (960, -8, -54, 10.5),
        (1000, -9, -62, 11),
        (1046, -9, -68, 11),
        (1100, -9.5, -72, 11),
        (1145, -9.5, -77, 10),
        (1172, -9.5, -79, 8),
        (1190, -9, -77, 4),
        (1208, -10, -70, 2.8),
        (1226, -12, -58, 2.6),
    ]
    z, med, lat, mm = (np.array(c, float) for c in zip(*edges, strict=True))
    levels = np.arange(884.0, 1227.0, 6.0)
    columns = np.linspace(0, 1, 14)
    xs = np.interp(levels, z, med)[:, None] * (1 - columns) + np.interp(levels, z, lat)[:, None] * columns
    depth = np.interp(levels, z, mm)
    rows = behind_sheath(scene, xs, levels)
    crest = scene.on("hip bone", *[(x, -140, 872) for x in np.linspace(-4, -22, len(columns))])
    rows = np.concatenate([crest[None] + [0, -1, 0], rows])
    depth = np.r_[4.0, depth]
    net = loft([rows[:, j] for j in range(len(columns))], 160, 44)
    u = np.linspace(0, 1, 160)
    s = np.linspace(0, 1, len(depth))
    thick = np.interp(u, s, depth)[:, None] * np.clip(
        0.55 + 6 * np.minimum(np.linspace(0, 1, 44), np.linspace(1, 0, 44)), 0, 1
    )
    height = net[:, 22, 2]
    for band in (1050.0, 1104.0, 1150.0):  # tendinous intersections
        thick -= 2.6 * np.exp(-(((height - band) / 3.5) ** 2))[:, None]
    thick = np.maximum(thick, 2.4)
    chest = np.clip((height - 1178) / 14, 0, 1)[:, None]
    net[..., 1] += (0.4 + thick / 2) * (1 - chest) + 0.6 * chest
    grid = Grid.around(net.reshape(-1, 3), 1.1, 8)
    field = sheet(net, thick, grid)
    band_mask = np.flatnonzero((field < 2).ravel())
    oblique = np.zeros(field.size, bool)
    points = grid.points(band_mask)
    oblique[band_mask] = inside(scene.get("external oblique"), points) & (points[:, 2] < 1186)
    field = np.maximum(field, -signed_distance(oblique.reshape(grid.shape), grid.step_mm))
    return scene.carve(field, grid, ("external oblique",), faces=12_000)


def pyramidalis(scene: Scene) -> Mesh:
    """Small triangle in front of the lower end of the rectus."""
    rectus_out = ("rectus-abdominis",)
    levels = np.array([882.0, 897, 912, 930, 945])
    edges = np.array([(-4.5, -21), (-5.5, -19), (-6.5, -16), (-7.5, -12.5), (-8.5, -10.5)])
    rows = behind_sheath(
        scene, edges[:, :1] + (edges[:, 1:] - edges[:, :1]) * np.linspace(0, 1, 5), levels
    ) + [0, 2.2, 0]
    foot = scene.on("hip bone", *[(x, -140, 873) for x in np.linspace(-4, -20, 5)]) + [0, -1.5, 0]
    rows = np.concatenate([foot[None], rows])
    net = loft([rows[:, j] for j in range(5)], 60, 24)
    u = np.linspace(0, 1, 60)[:, None] * np.ones((1, 24))
    thick = 4.4 * np.clip(1.1 - 0.5 * u, 0, 1)
    grid = Grid.around(net.reshape(-1, 3), 0.8, 5)
    return scene.carve(sheet(net, thick, grid), grid, rectus_out, faces=2_000)


BUILDERS = {
    "pyramidalis": pyramidalis,
    "rectus-abdominis": rectus_abdominis,
    "internal-oblique": internal_oblique,
    "transversus-abdominis": transversus_abdominis,
}

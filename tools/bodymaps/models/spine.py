"""Muscles beside the spine, and the course of the spinal canal that keeps them out."""

# ruff: noqa: RUF005 - these sums add coordinates, they do not join lists

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import ndimage

from tools.bodymaps.meshes import SourceBody
from tools.bodymaps.models.fields import Grid, Mesh, column, inside
from tools.bodymaps.models.head import lens, strap
from tools.bodymaps.models.scene import Scene

ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
VERTEBRAE = (
    "atlas",
    "axis",
    *(f"{ORDINALS[i]} cervical vertebra" for i in range(2, 7)),
    *(f"{ORDINALS[i]} thoracic vertebra" for i in range(12)),
    *(f"{ORDINALS[i]} lumbar vertebra" for i in range(5)),
    "sacrum",
)


@cache
def canal(body: SourceBody) -> np.ndarray:
    """Spinal canal on the midline: rows of (z, front y, back y) in mm, from the sacrum to the skull.

    Found by walking through each vertebra from front to back in the midline: the canal is the gap
    between the body and the arch.
    """
    found = []
    for name in VERTEBRAE:
        v, f = body.merged(body.find(name))
        ys = np.arange(v[:, 1].min(), v[:, 1].max(), 0.5)
        for z in np.arange(v[:, 2].min() + 1, v[:, 2].max(), 2.0):
            solid = inside((v, f), np.stack([np.zeros_like(ys), ys, np.full_like(ys, z)], -1))
            runs = np.flatnonzero(np.diff(solid.astype(int)))
            ends = [i for i in runs if solid[i]]
            starts = [i + 1 for i in runs if not solid[i]]
            gaps = [(ys[a], ys[b]) for a in ends for b in starts if b > a][:1]
            if gaps and 7 < gaps[0][1] - gaps[0][0] < (34 if name == "atlas" else 24):
                found.append((z, *gaps[0]))
    rows = np.array(sorted(found + sacral_canal(body)))
    rows = rows[np.abs(rows[:, 2] - ndimage.median_filter(rows[:, 2], 15, mode="nearest")) < 5]
    rows = np.concatenate([rows, [(1545.0, -79.0, -43.0), (1556.0, -80.0, -35.0)]])
    z = np.arange(rows[0, 0], rows[-1, 0], 4.0)
    front = ndimage.gaussian_filter1d(np.interp(z, rows[:, 0], rows[:, 1]), 2)
    back = ndimage.gaussian_filter1d(np.interp(z, rows[:, 0], rows[:, 2]), 2)
    return np.stack([z, front, back], -1)


def sacral_canal(body: SourceBody) -> list[tuple[float, float, float]]:
    """Rows (z, front y, back y) of the canal in the sacrum, which the source has as solid bone.

    It follows the back of the sacrum at the depth where the first level still shows it.
    """
    v, f = body.merged(body.find("sacrum"))
    ys = np.arange(v[:, 1].min(), v[:, 1].max(), 0.5)
    rows = []
    for z in np.arange(900.0, 972.0, 4.0):
        solid = inside((v, f), np.stack([np.zeros_like(ys), ys, np.full_like(ys, z)], -1))
        back = ys[solid].max() - np.interp(z, [900, 940, 972], [5.0, 10.0, 16.0])
        rows.append((z, back - np.interp(z, [900, 940, 972], [5.0, 8.0, 9.0]), back))
    return rows


def tips(scene: Scene, names: tuple[str, ...]) -> np.ndarray:
    """Spinous process tips: rows of (z, y) from above downwards."""
    rows = []
    for name in names:
        v = scene.vertices(name)
        v = v[np.abs(v[:, 0]) < 8]
        at = v[v[:, 1].argmax()]
        rows.append((at[2], at[1]))
    return np.array(rows)


def beside_spine(
    scene: Scene,
    names: tuple[str, ...],
    top: float,
    bottom: float,
    width: list[tuple[float, float]],
    slope: float,
    leave_out: tuple[str, ...],
) -> Mesh:
    """Fill the groove between spinous processes and transverse processes, under what covers it.

    `width` lists (z, how far from the midline in mm); `slope` is how far forward (fraction of the
    depth of the groove) the outer border lies.
    """
    tip = tips(scene, names)
    tip = tip[tip[:, 0].argsort()]
    path = canal(scene.body)
    wz = np.array(sorted(width))
    levels = []
    for z in np.arange(bottom, top + 1, 6.0):
        w = np.interp(z, wz[:, 0], wz[:, 1])
        floor = np.interp(z, path[:, 0], path[:, 2]) + 1.5
        back = np.interp(z, tip[:, 0], tip[:, 1]) - 3
        side = back + slope * (floor - back)
        levels.append(
            (
                z,
                [
                    (-1.5, floor),
                    (-1.5, back),
                    (-0.45 * w, back + 0.12 * (floor - back)),
                    (-w, side),
                    (-0.92 * w, floor),
                ],
            )
        )
    corners = np.concatenate([np.c_[np.array(ring), np.full(5, z)] for z, ring in levels])
    grid = Grid.around(corners, 0.9, 3)
    return scene.carve(column(levels, grid), grid, leave_out, faces=14_000, keep_mm3=250)


def multifidus_cervical(scene: Scene) -> Mesh:
    """Groove beside the spinous processes of C2 to C7."""
    return beside_spine(
        scene, VERTEBRAE[1:8], 1505, 1432, [(1505, 15), (1490, 18), (1432, 20)], 0.55, ("cervical rotator",)
    )


def multifidus_thoracic(scene: Scene) -> Mesh:
    """Groove beside the spinous processes of T1 to T12."""
    widths = [(1432.0, 21.0), (1380, 19), (1300, 18), (1200, 18), (1150, 19), (1118, 20)]
    return beside_spine(scene, VERTEBRAE[7:20], 1430, 1119, widths, 0.6, ("thoracic rotator",))


def multifidus_lumbar(scene: Scene) -> Mesh:
    """Groove beside the spinous processes of L1 to L5 and the sacrum."""
    levels = [
        (1126, [(-2, -52), (-2, -26), (-12, -29), (-19, -41), (-18, -52)]),
        (1117, [(-2, -52), (-2, -27), (-13, -30), (-20, -42), (-19, -52)]),
        (1100, [(-2, -58), (-2, -33), (-14, -34), (-25, -45), (-24, -58)]),
        (1065, [(-2, -60), (-2, -35), (-17, -34), (-29, -44), (-27, -60)]),
        (1040, [(-2, -58), (-2, -31), (-19, -29), (-33, -40), (-31, -60)]),
        (1015, [(-2, -52), (-2, -26), (-22, -24), (-38, -34), (-35, -56)]),
        (985, [(-2, -40), (-2, -17), (-24, -18), (-41, -28), (-37, -46)]),
        (960, [(-2, -26), (-2, -5), (-22, -4), (-37, -12), (-33, -32)]),
        (930, [(-2, -14), (-2, 5), (-15, 5), (-26, -2), (-24, -16)]),
        (912, [(-2, -10), (-2, 5), (-9, 5), (-15, 0), (-14, -10)]),
        (896, [(-3, -6), (-3, 2), (-4, 2), (-6, 0), (-5, -6)]),
    ]  # fmt: skip
    corners = np.concatenate([np.c_[np.array(ring, float), np.full(5, z)] for z, ring in levels])
    grid = Grid.around(corners, 1.0, 3)
    field = column([(float(z), ring) for z, ring in levels], grid)
    path = canal(scene.body)
    z = grid.origin[2] + grid.step_mm * np.arange(grid.shape[2])
    y = grid.origin[1] + grid.step_mm * np.arange(grid.shape[1])
    before = np.interp(z, path[:, 0], path[:, 2])[None, None, :] + 1.0 - y[None, :, None]
    near = np.abs(grid.origin[0] + grid.step_mm * np.arange(grid.shape[0]))[:, None, None] < 15
    field = np.where(near, np.maximum(field, before), field)
    return scene.carve(field, grid, ("lumbar rotator",), faces=10_000, keep_mm3=400)


def quadratus_lumborum_deep(scene: Scene) -> Mesh:
    """Medial fibres: iliac crest and iliolumbar ligament to the transverse processes of L1-L4."""
    return slab(scene, [
        (1010, [(-46, -57), (-44, -48), (-62, -39), (-66, -46)]),
        (1030, [(-41, -62), (-38, -48), (-53, -43), (-57, -55)]),
        (1050, [(-40, -63), (-34, -48), (-48, -42), (-53, -57)]),
        (1080, [(-38, -62), (-33, -49), (-45, -44), (-48, -58)]),
        (1105, [(-34, -60), (-29, -49), (-41, -43), (-44, -56)]),
        (1120, [(-31, -56), (-29, -50), (-37, -46), (-38, -53)]),
    ])  # fmt: skip


def quadratus_lumborum_superficial(scene: Scene) -> Mesh:
    """Lateral fibres: iliac crest to the twelfth rib."""
    return slab(scene, [
        (1008, [(-60, -45), (-58, -34), (-74, -38), (-80, -45)]),
        (1022, [(-56, -48), (-54, -35), (-80, -37), (-88, -47)]),
        (1050, [(-49, -57), (-46, -37), (-65, -35), (-69, -46)]),
        (1080, [(-45, -57), (-42, -38), (-60, -38), (-63, -52)]),
        (1108, [(-42, -55), (-38, -38), (-56, -38), (-60, -52)]),
        (1130, [(-34, -52), (-34, -40), (-48, -40), (-50, -50)]),
    ])  # fmt: skip


def slab(scene: Scene, levels: list) -> Mesh:
    """A column through horizontal outlines, its neighbours taken out."""
    corners = np.concatenate([np.c_[np.array(ring, float), np.full(len(ring), z)] for z, ring in levels])
    grid = Grid.around(corners, 0.9, 3)
    return scene.carve(column([(float(z), ring) for z, ring in levels], grid), grid, faces=5_000)


def psoas_minor(scene: Scene) -> Mesh:
    """Slip on the front of psoas major, with a long tendon to the iliopubic eminence."""
    eminence = scene.on("hip bone", (-56, -116, 893))[0]
    line = np.array(
        [
            (-21, -96, 1128),
            (-27, -104, 1096),
            (-36, -110, 1060),
            (-43, -111, 1020),
            (-52, -113, 980),
            (-58, -117, 940),
        ]
    )
    half = np.interp(line[:, 2], [930, 1000, 1040], [2.5, 3.0, 7.0])
    fibres = [
        np.r_[line + np.c_[side * half, 0 * half, 0 * half], [eminence + [2.5 * side, -1, 0]]]
        for side in (-1.0, 0.0, 1.0)
    ]
    u = np.linspace(0, 1, 48)[:, None] * np.ones((1, 32))
    profile = np.interp(u, [0, 0.12, 0.35, 0.5, 1], [0.5, 1, 1, 0.5, 0.45]) * np.maximum(
        lens(48, 32, 0.5), 0.5
    )
    return strap(scene, fibres, 5.5, 0.8, profile, hug=0.8, faces=3_000)


BUILDERS = {
    "multifidus-cervical": multifidus_cervical,
    "multifidus-thoracic": multifidus_thoracic,
    "multifidus-lumbar": multifidus_lumbar,
    "quadratus-lumborum-deep": quadratus_lumborum_deep,
    "quadratus-lumborum-superficial": quadratus_lumborum_superficial,
    "psoas-minor": psoas_minor,
}

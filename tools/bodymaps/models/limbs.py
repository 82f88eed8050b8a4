"""Small muscles of the neck, chest, pelvic floor and foot that the source lacks."""

# ruff: noqa: RUF005 - these sums add coordinates, they do not join lists

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tools.bodymaps.models.fields import Grid, Mesh, drape, inside, loft, sheet, signed_distance
from tools.bodymaps.models.head import lens, strap
from tools.bodymaps.models.scene import Scene

TOES = ("second", "third", "fourth")


def scalenus_minimus(scene: Scene) -> Mesh:
    """Transverse process of C7 to the inner border of the first rib, between scalenus anterior and medius."""
    v = scene.vertices("seventh cervical vertebra")
    process = v[v[:, 0].argmin()]
    rib = scene.on("first rib", (-46, -100, 1402), (-50, -94, 1406))
    fibres = [
        [process + [3, -2, -2], (process + rib[0]) / 2 + [1, -2, 0], rib[0]],
        [process + [-1, -1, -2], (process + rib[1]) / 2 + [-2, 0, 0], rib[1]],
    ]
    return strap(scene, fibres, 5.0, 0.6, faces=2_000)


def sternalis(scene: Scene) -> Mesh:
    """Strip beside the sternum, on pectoralis major."""
    fibres = [
        [(-12, -185, 1352), (-17, -208, 1315), (-21, -217, 1280), (-25, -218, 1245), (-28, -216, 1226)],
        [(-20, -185, 1350), (-27, -210, 1315), (-33, -218, 1280), (-38, -218, 1245), (-40, -217, 1224)],
    ]
    profile = np.maximum(lens(48, 32, 0.5), 0.55)
    return strap(scene, fibres, 3.6, 0.8, profile, hug=1.0, close_mm=3.0, faces=3_000)


def shell(
    scene: Scene, name: str, inner_mm: float, outer_mm: float, keep: Callable, grid: Grid
) -> np.ndarray:
    """Field of a layer around a structure, where the function keep(x, y, z) is negative."""
    mask = inside(scene.get(name), grid.points()).reshape(grid.shape)
    d = signed_distance(mask, grid.step_mm)
    x, y, z = np.moveaxis(grid.points().reshape(*grid.shape, 3), -1, 0)
    return np.maximum(np.maximum(inner_mm - d, d - outer_mm), keep(x, y, z))


def external_anal_sphincter(scene: Scene) -> Mesh:
    """Ring round the lower end of the anal canal, whose axis the source's two arcs of it show."""
    arc = scene.vertices("superficial perineal muscle")
    centre = np.array([0.0, arc[:, 1].mean(), arc[:, 2].mean()])
    plane = np.linalg.svd(arc - arc.mean(0), full_matrices=False)[2]
    down = plane[2] * [0, 1, 1]
    down = down / np.linalg.norm(down) * np.sign(-down[2])
    grid = Grid(np.array([-26.0, -58.0, 806.0]), (60, 116, 130), 0.5)
    p = grid.points().reshape(*grid.shape, 3) - centre
    depth = p @ down
    radius = np.linalg.norm(p - depth[..., None] * down, axis=-1)
    gut = signed_distance(inside(scene.get("rectum"), grid.points()).reshape(grid.shape), grid.step_mm)
    hollow = np.maximum(0.5 - gut, 4.5 - radius)
    field = np.maximum.reduce([radius - 17.0, hollow, np.abs(depth + 3) - 9])
    return scene.carve(field, grid, ("superficial perineal",), faces=4_000, midline_mm=-0.5)


def perineal(scene: Scene) -> Mesh:
    """Bulbospongiosus, ischiocavernosus and the superficial transverse perineal muscle."""
    grid = Grid(np.array([-52.0, -142.0, 806.0]), (108, 216, 120), 0.5)
    bulb = shell(
        scene,
        "corpus spongiosum of penis",
        0.3,
        3.6,
        lambda x, y, z: np.maximum(-122 - y, (z - 838) - 0.45 * (y + 100)),
        grid,
    )
    crus = shell(
        scene,
        "corpus cavernosum of penis",
        0.3,
        4.6,
        lambda x, y, z: np.maximum(np.maximum(-112 - y, x + 9), 0.55 * (x + 22) + 0.25 * (z - 836)),
        grid,
    )
    tuber = scene.on("hip bone", (-40, -48, 832), (-39, -54, 832))
    middle = np.array([[-1.0, -64, 834], [-1, -70, 834]])
    fibres = [[t, (t + m) / 2, m] for t, m in zip(tuber, middle, strict=True)]
    bar = sheet(loft(fibres, 48, 20), 4.5, grid)
    field = np.minimum(np.minimum(bulb, crus), bar)
    return scene.carve(field, grid, ("superficial perineal",), faces=8_000, keep_mm3=150, midline_mm=-0.5)


def extensor_digitorum_brevis(scene: Scene) -> Mesh:
    """Three bellies from the upper front of the calcaneus, each with a tendon to the toe's long extensor."""
    origin = scene.on("calcaneus", (-84, -86, 46), (-88, -87, 42), (-92, -86, 38))
    nets, thick = [], []
    for k, toe in enumerate(TOES):
        bone = scene.vertices(f"{toe} metatarsal bone")
        phalanx = scene.vertices(f"proximal phalanx of {toe} toe")
        base = phalanx[phalanx[:, 1] > phalanx[:, 1].max() - 6]
        end = base[base[:, 2].argmax()] + [-3.5, -2, 0.5]
        y = np.array([bone[:, 1].max() - 4, bone[:, 1].max() - 26, bone[:, 1].max() - 45])
        tops = []
        for at in y:
            near = bone[np.abs(bone[:, 1] - at) < 7]
            tops.append(near[near[:, 2].argmax()] + [-4, 0, 2.5])
        o = origin[k] + [0, 0, 3]
        line = np.array([o, (o + tops[0]) / 2 + [0, 0, 3], *tops, end])
        half = np.array([5.0, 5.6, 3.2, 1.4, 1.0, 1.0])
        nets.append(loft([line + np.c_[s * half, 0 * half, 0 * half] for s in (-1.0, 1.0)], 70, 16))
        u = np.linspace(0, 1, 70)[:, None] * np.ones((1, 16))
        thick.append(np.interp(u, [0, 0.2, 0.36, 0.5, 1], [4, 6.0, 4.4, 1.8, 1.5]))
    points = np.concatenate([n.reshape(-1, 3) for n in nets])
    gridc, ground = scene.ground(
        points, ("extensor digitorum", "extensor hallucis", "fibularis"), 1.0, 0.0, 10
    )
    nets = [drape(n, gridc, ground, t / 2 + 0.2, 0.8, 8, 30) for n, t in zip(nets, thick, strict=True)]
    points = np.concatenate([n.reshape(-1, 3) for n in nets])
    grid = Grid.around(points, 0.6, 7)
    field = np.minimum.reduce([sheet(n, t, grid) for n, t in zip(nets, thick, strict=True)])
    return scene.carve(field, grid, ("extensor hallucis brevis",), faces=7_000, keep_mm3=300, soften=0.5)


def dorsal_interossei_foot(scene: Scene) -> Mesh:
    """Four bellies that fill the gaps between neighbouring metatarsal shafts."""
    nets = []
    for a, b in (("first", "second"), ("second", "third"), ("third", "fourth"), ("fourth", "fifth")):
        left, right = scene.vertices(f"{a} metatarsal bone"), scene.vertices(f"{b} metatarsal bone")
        back = min(left[:, 1].max(), right[:, 1].max()) - 9
        front = max(left[:, 1].min(), right[:, 1].min()) + 9
        upper, lower = [], []
        for y in np.linspace(back, front, 6):
            mid = [p[np.abs(p[:, 1] - y) < 8] for p in (left, right)]
            centre = (mid[0].mean(0) + mid[1].mean(0)) / 2
            top = min(m[:, 2].max() for m in mid)
            low = max(m[:, 2].min() for m in mid)
            upper.append((centre[0], y, max(top, low + 9) - 0.5))
            lower.append((centre[0], y, min(low, top - 9) + 1.0))
        nets.append(loft([upper, lower], 60, 24))
    points = np.concatenate([n.reshape(-1, 3) for n in nets])
    grid = Grid.around(points, 0.6, 8)
    u, w = np.meshgrid(np.linspace(0, 1, 60), np.linspace(0, 1, 24), indexing="ij")
    thick = (
        11.0
        * np.clip(np.sin(np.pi * np.clip(u * 0.8 + 0.15, 0, 1)), 0.3, 1)
        * (0.6 + 0.4 * np.sin(np.pi * w))
    )
    field = np.minimum.reduce([sheet(n, thick, grid) for n in nets])
    return scene.carve(field, grid, ("plantar interosseous",), faces=8_000, keep_mm3=250)


BUILDERS = {
    "scalenus-minimus": scalenus_minimus,
    "sternalis": sternalis,
    "external-anal-sphincter": external_anal_sphincter,
    "bulbospongiosus-ischiocavernosus": perineal,
    "extensor-digitorum-brevis": extensor_digitorum_brevis,
    "interossei-foot": dorsal_interossei_foot,
}

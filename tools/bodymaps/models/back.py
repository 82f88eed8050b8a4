"""Muscles of the back that the source lacks."""

from __future__ import annotations

import numpy as np

from tools.bodymaps.models.fields import Grid, Mesh, drape, loft, sheet
from tools.bodymaps.models.scene import Scene


def latissimus_dorsi(scene: Scene) -> Mesh:
    """Fleshy part from the spines of T7-T12, the lumbar fascia and the iliac crest to the humerus."""
    tips = {
        n: spine_tip(scene, f"{n} thoracic vertebra") for n in ("seventh", "ninth", "eleventh", "twelfth")
    }
    crest = scene.on("hip bone", (-86, -42, 1030), (-104, -56, 1030))
    groove = scene.on(
        "humerus",
        (-169, -85, 1316),
        (-168, -86, 1324),
        (-167, -86, 1332),
        (-166, -87, 1340),
        (-164, -87, 1348),
    )
    fibres = [
        [
            tips["seventh"] + [-1, 4, 0],
            (-50, 9, 1256),
            (-92, 9, 1262),
            (-122, -14, 1281),
            (-145, -48, 1300),
            (-157, -68, 1308),
            groove[0],
        ],
        [
            tips["ninth"] + [-1, 4, 0],
            (-50, 6, 1222),
            (-92, 0, 1242),
            (-126, -24, 1273),
            (-147, -53, 1301),
            (-157, -71, 1314),
            groove[1],
        ],
        [
            tips["eleventh"] + [-1, 4, 0],
            (-50, 0, 1185),
            (-95, -8, 1216),
            (-130, -34, 1263),
            (-148, -57, 1302),
            (-156, -73, 1320),
            groove[2],
        ],
        [
            tips["twelfth"] + [-14, 3, -24],
            (-52, -6, 1140),
            (-100, -20, 1188),
            (-134, -44, 1254),
            (-149, -62, 1302),
            (-156, -73, 1326),
            groove[2],
        ],
        [
            (-48, -16, 1056),
            (-76, -22, 1110),
            (-112, -34, 1172),
            (-138, -52, 1248),
            (-149, -66, 1302),
            (-155, -75, 1331),
            groove[3],
        ],
        [
            crest[0],
            (-96, -38, 1090),
            (-122, -44, 1160),
            (-141, -58, 1238),
            (-149, -70, 1302),
            (-154, -76, 1336),
            groove[3],
        ],
        [
            crest[1],
            (-112, -52, 1085),
            (-132, -56, 1150),
            (-145, -66, 1230),
            (-149, -74, 1300),
            (-153, -74, 1340),
            groove[4],
        ],
    ]
    net = loft(fibres, 90, 60)
    u, w = np.meshgrid(np.linspace(0, 1, 90), np.linspace(0, 1, 60), indexing="ij")
    thick = (3.4 + 3.6 * w + 4.0 * np.exp(-(((u - 0.68) / 0.2) ** 2))) * np.clip((1.06 - u) / 0.2, 0.4, 1)
    thick = np.maximum(thick * np.clip(0.55 + u / 0.2, 0, 1), 2.6)
    grid, ground = scene.ground(
        net.reshape(-1, 3), ("trapezius", "triceps", "gluteus", "deltoid", "pectoralis", "platysma"), 3.0
    )
    hug = np.clip((0.62 - u) / 0.1, 0, 1)
    fixed = u > 0.97
    net = drape(net, grid, ground, thick / 2 + 0.3, hug, 16, 45, fixed)
    fine = Grid.around(net.reshape(-1, 3), 1.2, 8)
    return scene.carve(sheet(net, thick, fine), fine, faces=16_000)


def spine_tip(scene: Scene, name: str) -> np.ndarray:
    """Hindmost point of a vertebra, on the midline."""
    v = scene.vertices(name)
    return np.array([0.0, v[:, 1].max(), v[v[:, 1] > v[:, 1].max() - 4, 2].mean()])


BUILDERS = {"latissimus-dorsi": latissimus_dorsi}

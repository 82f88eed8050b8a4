"""Muscles of the head that the source lacks: chewing and face."""

# ruff: noqa: RUF005 - these sums add coordinates, they do not join lists

from __future__ import annotations

import numpy as np

from tools.bodymaps.models.fields import Grid, Mesh, drape, loft, sheet
from tools.bodymaps.models.scene import Scene

VAULT = (
    "frontal bone",
    "parietal bone",
    "temporal bone",
    "occipital bone",
    "sphenoid bone",
    "zygomatic bone",
)
FACE = (*VAULT, "maxilla", "nasal bone", "lacrimal bone")
AXIS_Y = -80.0


def on_vault(scene: Scene, azimuth_deg: float, z: float) -> np.ndarray:
    """Outermost point of the skull at a height; azimuth 0 is the front, 90 the right, 180 the back."""
    a = np.radians(azimuth_deg)
    centre = np.array([0.0, AXIS_Y, z])
    return scene.cast(VAULT, centre + 160 * np.array([-np.sin(a), -np.cos(a), 0]), centre)


def lens(along: int, across: int, edge: float = 0.35) -> np.ndarray:
    """Thickness profile 0..1 of a belly: full in the middle, thin at the sides, a little thin at the ends."""
    u, w = np.meshgrid(np.linspace(0, 1, along), np.linspace(0, 1, across), indexing="ij")
    side = edge + (1 - edge) * np.sqrt(np.clip(1 - (2 * w - 1) ** 4, 0, 1))
    ends = np.clip(0.55 + 2.5 * np.minimum(u, 1 - u), 0, 1)
    return side * ends


def thinning(along: int, across: int, ends: float, sides: float, least: float = 0.12) -> np.ndarray:
    """Thickness profile 0..1 of a sheet that thins out over a share of its length and of its width."""
    u, w = np.meshgrid(np.linspace(0, 1, along), np.linspace(0, 1, across), indexing="ij")
    far = np.clip(np.minimum(u, 1 - u) / ends, 0, 1) * np.clip(np.minimum(w, 1 - w) / sides, 0, 1)
    return least + (1 - least) * np.sqrt(far)


def strap(
    scene: Scene,
    fibres: list,
    thickness_mm: float,
    step_mm: float = 0.7,
    profile: np.ndarray | None = None,
    leave_out: tuple[str, ...] = (),
    ground_out: tuple[str, ...] = (),
    hug: float = 0.0,
    close_mm: float = 0.0,
    faces: int = 5_000,
    systems: tuple[str, ...] = ("muscle", "bone", "cartilage"),
    loose: bool = False,
) -> Mesh:
    """A sheet or belly through fibres, kept clear of (or laid on) its neighbours."""
    net = loft(fibres, 48, 32)
    thick = thickness_mm * (lens(48, 32) if profile is None else profile)
    if not loose:
        grid, ground = scene.ground(net.reshape(-1, 3), (*leave_out, *ground_out), 1.2, close_mm, 12, systems)
        u = np.linspace(0, 1, 48)[:, None] * np.ones((1, 32))
        fixed = (u < 0.03) | (u > 0.97)
        net = drape(net, grid, ground, thick / 2 + 0.2, hug, 8, 30, fixed)
    fine = Grid.around(net.reshape(-1, 3), step_mm, thickness_mm)
    return scene.carve(sheet(net, thick, fine), fine, leave_out, faces)


def masseter_superficial(scene: Scene) -> Mesh:
    """Front two thirds of the zygomatic arch to the angle of the mandible."""
    origin = scene.on(
        "zygomatic bone",
        (-48, -152, 1551),
        (-55, -143, 1552),
        (-61, -134, 1556),
        (-64, -126, 1561),
        (-65, -118, 1565),
    )
    insertion = scene.on(
        "mandible",
        (-48, -135, 1511),
        (-48, -127, 1512),
        (-48, -118, 1513),
        (-49, -109, 1517),
        (-50, -101, 1525),
    )
    fibres = [[o, (o + i) / 2 + [-4.0, 0, 0], i] for o, i in zip(origin, insertion, strict=True)]
    u = np.linspace(0, 1, 48)[:, None]
    profile = lens(48, 32, 0.35) * np.clip((1.16 - u) / 0.4, 0.2, 1)
    return strap(scene, fibres, 12.5, 0.6, profile=profile, leave_out=("platysma",), faces=7_000)


def masseter_deep(scene: Scene) -> Mesh:
    """Back third of the zygomatic arch to the upper part of the ramus."""
    origin = scene.on(
        "temporal bone", (-63, -124, 1561), (-66, -114, 1564), (-66, -105, 1566), (-66, -99, 1568)
    )
    insertion = scene.on(
        "mandible", (-48, -132, 1540), (-48, -122, 1534), (-48, -112, 1532), (-48, -103, 1537)
    )
    fibres = [[o, (o + i) / 2 + [-1, 0, 0], i] for o, i in zip(origin, insertion, strict=True)]
    u = np.linspace(0, 1, 48)[:, None]
    profile = lens(48, 32, 0.5) * np.clip((1.03 - u) / 0.35, 0.3, 1)
    return strap(scene, fibres, 9.0, 0.6, profile=profile, leave_out=("platysma",), faces=5_000)


def temporalis(scene: Scene) -> Mesh:
    """Fan from the temporal line, under the zygomatic arch, to the coronoid process."""
    line = [
        (42, 1612),
        (45, 1626),
        (54, 1642),
        (67, 1654),
        (82, 1660),
        (98, 1659),
        (112, 1649),
        (123, 1630),
        (126, 1608),
        (118, 1590),
        (104, 1585),
    ]
    v = scene.vertices("mandible")
    front = v[(v[:, 0] < -30) & (v[:, 1] < -126) & (v[:, 1] > -142)]
    tip = front[front[:, 2].argmax()]
    fibres = []
    for k, (azimuth, z) in enumerate(line):
        s = k / (len(line) - 1)
        start = on_vault(scene, azimuth, z)
        gate = np.array([-57.0, -142 + 27 * s, 1586 + 2 * s])
        way = [
            on_vault(scene, azimuth + (50 + 40 * s - azimuth) * t, z + (1596 - z) * t) + [-1.5, 0, 0]
            for t in (0.3, 0.6)
        ]
        end = tip + np.array([-1.0 if s < 0.5 else 0.0, -1 + 8 * s, -8 + 6 * np.sin(np.pi * s) - 3 * s])
        fibres.append([start, *way, gate, (gate + 2 * end) / 3 + [-2, 0, 2], end])
    net = loft(fibres, 70, 80)
    u, w = np.meshgrid(np.linspace(0, 1, 70), np.linspace(0, 1, 80), indexing="ij")
    thick = 2.4 + 8.0 * np.clip(u / 0.62, 0, 1) ** 1.2
    thick *= np.clip((1.25 - u) / 0.4, 0.6, 1) * (0.2 + 0.8 * np.sqrt(np.clip(1 - (2 * w - 1) ** 4, 0, 1)))
    thick = np.maximum(thick, 2.2)
    grid, ground = scene.ground(net.reshape(-1, 3), ("platysma",), 1.5, 2.0, 14)
    net = drape(net, grid, ground, thick / 2 + 0.2, np.clip((0.62 - u) / 0.1, 0, 1), 12, 40, u > 0.97)
    fine = Grid.around(net.reshape(-1, 3), 0.75, 8)
    return scene.carve(sheet(net, thick, fine), fine, ("platysma",), faces=12_000)


def frontalis(scene: Scene) -> Mesh:
    """From the brow up to the galea, over the frontal bone."""
    lower = [(1, 1599), (9, 1604), (18, 1610), (27, 1612), (36, 1611), (47, 1604)]
    upper = [(4, 1660), (11, 1673), (19, 1681), (28, 1681), (37, 1673), (46, 1658)]
    return on_skull(scene, lower, upper, 2.6)


def occipitalis(scene: Scene) -> Mesh:
    """From the lateral part of the highest nuchal line up to the galea."""
    lower = [(170, 1578), (160, 1576), (149, 1574), (138, 1572), (127, 1571), (117, 1573)]
    upper = [(169, 1617), (159, 1624), (149, 1626), (138, 1621), (127, 1611), (118, 1598)]
    return on_skull(scene, lower, upper, 2.9)


def on_skull(scene: Scene, lower: list, upper: list, thickness_mm: float) -> Mesh:
    """A thin sheet on the vault between two lines of (azimuth in degrees, z)."""
    fibres = []
    for (a0, z0), (a1, z1) in zip(lower, upper, strict=True):
        t = np.linspace(0, 1, 6)
        fibres.append([on_vault(scene, a0 + (a1 - a0) * s, z0 + (z1 - z0) * s) for s in t])
    net = loft(fibres, 60, 50)
    grid, ground = scene.ground(net.reshape(-1, 3), (), 1.5, 3.0, 8, ("bone", "muscle"))
    thick = thickness_mm * thinning(60, 50, 0.3, 0.16, 0.66)
    net = drape(net, grid, ground, thick / 2 + 1.0, 1.0, 8, 40)
    fine = Grid.around(net.reshape(-1, 3), 0.6, 4)
    return scene.carve(sheet(net, thick, fine), fine, faces=9_000)


def orbicularis_oculi(scene: Scene) -> Mesh:
    """Ring around the orbit: lids and orbital part."""
    rings = []
    for t in np.linspace(0, 2 * np.pi, 41):
        c, s = np.cos(t), np.sin(t)
        inner = np.array([-31 + (14.5 if c > 0 else 16.5) * c, 1586 + (4.5 if s > 0 else 4.0) * s])
        outer = np.array([-33 + (22.5 if c > 0 else 31.0) * c, 1586 + (25.0 if s > 0 else 28.0) * s])
        way = [inner + (outer - inner) * k for k in np.linspace(0, 1, 7)]
        rings.append([(x, -172 + 0.019 * min(x + 18, 0) ** 2, z) for x, z in way])
    net = loft(rings, 36, 160)
    grid, ground = scene.ground(net.reshape(-1, 3), (), 1.2, 7.0, 12, ("bone", "organ", "muscle"))
    u = np.linspace(0, 1, 36)[:, None] * np.ones((1, 160))
    thick = 2.8 * np.clip(np.minimum(u / 0.12, (1 - u) / 0.16), 0.55, 1)
    net = drape(net, grid, ground, thick / 2 + 0.8, 1.0, 30, 60)
    net[:, -1] = net[:, 0] = (net[:, 0] + net[:, -1]) / 2
    fine = Grid.around(net.reshape(-1, 3), 0.7, 4)
    return scene.carve(sheet(net, thick, fine), fine, faces=8_000)


MOUTH_CORNER = np.array([-27.0, -170.0, 1521.0])


def zygomaticus_major(scene: Scene) -> Mesh:
    """Zygomatic bone to the corner of the mouth."""
    start = scene.on("zygomatic bone", (-61, -137, 1569), (-55, -149, 1561))
    end = [MOUTH_CORNER + [-1, 3, 3], MOUTH_CORNER + [1, -1, -3]]
    fibres = [[s + [-1.5, -1, 0], (s + e) / 2 + [-4, -3, 1], e] for s, e in zip(start, end, strict=True)]
    return strap(
        scene,
        fibres,
        4.6,
        leave_out=("masseter-superficial",),
        profile=np.maximum(lens(48, 32, 0.5), 0.5),
        faces=3_000,
    )


def buccinator(scene: Scene) -> Mesh:
    """Cheek wall: from both jaws and the pterygomandibular raphe to the corner of the mouth."""
    upper = scene.on("maxilla", (-36, -142, 1541), (-36, -150, 1541))
    lower = scene.on("mandible", (-42, -142, 1513), (-38, -150, 1510))
    raphe = scene.vertices("pterygomandibular raphe")
    top, low = raphe[raphe[:, 2].argmax()], raphe[raphe[:, 2].argmin()]
    c = MOUTH_CORNER
    fibres = [
        [upper[1] + [-2, -3, 0], upper[1] + [-2.5, -9, -3], c + [-2, 6, 12], c + [1, 0, 8]],
        [upper[1] + [-2, 4, 2], upper[1] + [-3, -5, -3], c + [-3, 6, 9], c + [0, 0, 6]],
        [upper[0] + [-2, 6, 2], upper[0] + [-3, -8, -5], c + [-4, 6, 5], c + [0, 0, 3]],
        [top + [-1, 0, -2], (-38, -140, 1531), (-37, -152, 1527), c + [-4, 6, 1], c],
        [low + [-1, 0, 2], (-39, -140, 1524), (-38, -152, 1521), c + [-4, 6, -2], c + [0, 0, -2]],
        [lower[0] + [-1, 6, 0], lower[0] + [0, -8, 1], c + [-4, 6, -5], c + [0, 0, -4]],
        [lower[1] + [-2, 4, -1], lower[1] + [-1, -6, 0], c + [-3, 6, -8], c + [0, 0, -6]],
        [lower[1] + [-2, -4, 0], lower[1] + [-1, -9, 1], c + [-2, 5, -10], c + [1, 0, -8]],
    ]
    return strap(scene, fibres, 3.4, 0.6, profile=thinning(48, 32, 0.15, 0.12, 0.55), faces=5_000)


def medial_pterygoid(scene: Scene) -> Mesh:
    """Pterygoid fossa to the inner side of the angle of the mandible."""
    origin = scene.on("sphenoid bone", (-24, -118, 1566), (-25, -117, 1558), (-27, -117, 1551))
    insertion = scene.on("mandible", (-38, -122, 1522), (-38, -112, 1520), (-38, -102, 1526))
    fibres = [[o, (o + i) / 2 + [-1, 0, 0], i] for o, i in zip(origin, insertion, strict=True)]
    return strap(scene, fibres, 11.5, profile=lens(48, 32, 0.25), faces=4_000)


def lateral_pterygoid(scene: Scene) -> Mesh:
    """Both heads: greater wing and lateral pterygoid plate to the neck of the mandible."""
    origin = scene.on(
        "sphenoid bone", (-40, -122, 1574), (-33, -122, 1568), (-30, -120, 1558), (-29, -118, 1551)
    )
    neck = scene.on("mandible", (-44, -99, 1568), (-43, -99, 1566), (-43, -99, 1563), (-43, -99, 1561))
    fibres = [[o, (o + n) / 2 + [-1, -1, 0], n] for o, n in zip(origin, neck, strict=True)]
    return strap(scene, fibres, 15.0, profile=lens(48, 32, 0.6), faces=4_000)


BUILDERS = {
    "temporalis": temporalis,
    "masseter-superficial": masseter_superficial,
    "masseter-deep": masseter_deep,
    "medial-pterygoid": medial_pterygoid,
    "lateral-pterygoid": lateral_pterygoid,
    "orbicularis-oculi": orbicularis_oculi,
    "frontalis": frontalis,
    "occipitalis": occipitalis,
    "buccinator": buccinator,
    "zygomaticus-major": zygomaticus_major,
}

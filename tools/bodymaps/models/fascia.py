"""Sheets of connective tissue, and thin muscles of the face, that the source lacks, laid on what they cover.

A sheet is drawn, not measured: it is one surface without thickness and is not in the label volume.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.ndimage import gaussian_filter, grey_closing, map_coordinates

from tools.bodymaps.models.fields import Mesh, drape, loft
from tools.bodymaps.models.head import VAULT, on_vault
from tools.bodymaps.models.scene import Scene, first_hit

FOLDER = Path(__file__).parents[3] / "build" / "fascia"
SKIN_FILE = FOLDER.with_name("skin.npz")
ABOVE_MM = 0.9
SKULL_CENTRE = np.array([0.0, -80.0, 1596.0])


def laid(
    scene: Scene,
    fibres: list,
    along: int = 40,
    across: int = 24,
    reach_mm: float = 16.0,
    close_mm: float = 5.0,
    step_mm: float = 1.5,
    systems: tuple[str, ...] = ("muscle", "bone", "cartilage", "connective"),
    leave_out: tuple[str, ...] = ("platysma",),
    hug: float = 1.0,
) -> np.ndarray:
    """A net (along, across, 3) through fibres, drawn down on to what lies below it."""
    net = loft(fibres, along, across)
    grid, ground = scene.ground(
        net.reshape(-1, 3), leave_out, step_mm, close_mm, max(14.0, reach_mm), systems
    )
    return drape(net, grid, ground, ABOVE_MM, hug, reach_mm, 40)


def stretched(scene: Scene, fibres: list, leave_out: tuple[str, ...], span_mm: float = 34.0) -> np.ndarray:
    """A net (70, 40, 3) seen from behind, stretched over hollows that are narrower than `span_mm`."""
    net = loft(fibres, 70, 40)
    step = 2.0
    ends = [net.reshape(-1, 3) + np.array([0, y, 0]) for y in (-60, 30)]
    grid, ground = scene.ground(np.concatenate(ends), leave_out, step, 0.0, 10.0, ("muscle", "bone"))
    hindmost = np.where(ground < 0, np.arange(grid.shape[1])[None, :, None], 0).max(1) * step + grid.origin[1]
    tight = gaussian_filter(grey_closing(hindmost, round(span_mm / step)), 2.5)
    at = (net[..., [0, 2]] - grid.origin[[0, 2]]) / step
    net[..., 1] = map_coordinates(tight, at.reshape(-1, 2).T, order=1, mode="nearest").reshape(70, 40) + 1.2
    return net


def band(scene: Scene, upper: list, lower: list) -> np.ndarray:
    """A retinaculum between its upper and its lower edge, each a line around the limb."""
    middle = [[(a + b) / 2 for a, b in zip(p, q, strict=True)] for p, q in zip(upper, lower, strict=True)]
    return laid(scene, [upper, middle, lower], 60, 10, reach_mm=12.0, step_mm=1.2)


def thoracolumbar_fascia(scene: Scene) -> np.ndarray:
    """Sacral part, between the spines and the iliac crest, where latissimus has ended."""
    return stretched(
        scene,
        [
            [(0.5, 0, 1140), (0.5, 0, 1050), (0.5, 0, 985), (0.5, 0, 888)],
            [(-20, 0, 1128), (-26, 0, 1045), (-22, 0, 985), (-7, 0, 890)],
            [(-44, 0, 1100), (-56, 0, 1036), (-46, 0, 982), (-14, 0, 898)],
            [(-72, 0, 1066), (-90, 0, 1022), (-66, 0, 985), (-28, 0, 912)],
        ],
        ("platysma", "latissimus", "serratus", "gluteus", "trapezius", "oblique", "transversus abdominis"),
    )


def linea_alba(scene: Scene) -> np.ndarray:
    """The seam of the belly from the xiphoid process to the pubic symphysis."""
    heights = np.linspace(1222, 878, 14)
    mesh = scene.made["rectus-abdominis"][0]
    fibres = []
    for x in (0.6, -3.5, -7.5):
        line = []
        for z in heights:
            near = mesh[np.abs(mesh[:, 2] - z) < 14]
            line.append((x, near[:, 1].min() - 1.0 if len(near) else -150.0, z))
        fibres.append(line)
    return laid(scene, fibres, 60, 8, close_mm=8.0)


def galea_aponeurotica(scene: Scene) -> np.ndarray:
    """Cap of the skull between frontalis and occipitalis."""
    # (azimuth, z) of its front end, tilt of its summit, (azimuth, z) of its hind end: on frontalis, along the
    # temporal line, on occipitalis
    courses = [
        ((2, 1654), 3, (177, 1608)),
        ((4, 1652), 8, (172, 1608)),
        ((11, 1664), 16, (161, 1613)),
        ((19, 1672), 24, (150, 1616)),
        ((28, 1672), 31, (140, 1612)),
        ((37, 1664), 37, (130, 1606)),
        ((45, 1650), 42, (121, 1598)),
        ((50, 1648), 46, (118, 1610)),
    ]
    fibres = []
    for front, tilt, hind in courses:
        summit = np.radians(tilt)
        ends = [on_vault(scene, *end) - SKULL_CENTRE for end in (front, hind)]
        ways = [ends[0], 90 * np.array([-np.sin(summit), 0.0, np.cos(summit)]), ends[1]]
        ways = [way / np.linalg.norm(way) for way in ways]
        bend = 2 * ways[1] - (ways[0] + ways[2]) / 2  # the parabola through the summit half way
        line = []
        for t in np.linspace(0, 1, 23):
            way = (1 - t) ** 2 * ways[0] + 2 * t * (1 - t) * bend + t**2 * ways[2]
            way /= np.linalg.norm(way)
            line.append(_on_skull(scene, way) + 1.2 * way)
        fibres.append(line)
    fibres.insert(0, [point * [0, 1, 1] for point in fibres[0]])
    return loft(fibres, 90, 60)


def _on_skull(scene: Scene, way: np.ndarray) -> np.ndarray:
    """Point of the skull in a direction from its centre, beside a suture where the direction meets one."""
    for aside in (0.0, -0.02, -0.05):
        try:
            return scene.cast(VAULT, SKULL_CENTRE + 170 * (way + np.array([aside, 0, 0])), SKULL_CENTRE)
        except LookupError:
            continue
    raise LookupError(f"No bone of the skull lies in the direction {way}: move the ends of the galea.")


def patellar_ligament(scene: Scene) -> np.ndarray:
    """Lower pole of the patella to the tuberosity of the tibia."""
    fibres = [
        [(-98, -113, 447), (-99, -115, 425), (-95, -114, 392)],
        [(-86, -120, 442), (-89, -120, 425), (-90, -117, 388)],
        [(-74, -115, 447), (-78, -117, 425), (-84, -115, 392)],
    ]
    return laid(scene, fibres, 40, 16, reach_mm=8.0)


def quadriceps_tendon(scene: Scene) -> np.ndarray:
    """Rectus femoris and both vasti to the upper border of the patella."""
    fibres = [
        [(-96, -132, 512), (-101, -128, 490), (-100, -114, 464)],
        [(-91, -134, 522), (-91, -132, 494), (-91, -120, 463)],
        [(-83, -134, 522), (-81, -132, 494), (-79, -121, 463)],
        [(-77, -132, 506), (-70, -128, 488), (-66, -114, 463)],
    ]
    return laid(scene, fibres, 40, 24, reach_mm=12.0)


def medial_patellar_retinaculum(scene: Scene) -> np.ndarray:
    """Vastus medialis and the patella to the inner condyle of the tibia."""
    fibres = [
        [(-68, -118, 470), (-66, -112, 440), (-78, -112, 414)],
        [(-58, -116, 476), (-56, -110, 440), (-68, -108, 411)],
        [(-50, -108, 480), (-48, -104, 440), (-58, -104, 411)],
        [(-44, -98, 482), (-42, -94, 440), (-50, -98, 413)],
    ]
    return laid(scene, fibres, 50, 24, reach_mm=14.0, close_mm=9.0)


def lateral_patellar_retinaculum(scene: Scene) -> np.ndarray:
    """Vastus lateralis, the tract and the patella to the outer condyle of the tibia."""
    fibres = [
        [(-99, -118, 470), (-101, -112, 440), (-101, -112, 408)],
        [(-107, -116, 474), (-109, -108, 440), (-106, -110, 402)],
        [(-114, -108, 478), (-116, -102, 440), (-110, -106, 398)],
    ]
    return laid(scene, fibres, 50, 20, reach_mm=14.0, close_mm=9.0)


def inguinal_ligament(scene: Scene) -> np.ndarray:
    """Anterior superior iliac spine to the pubic tubercle."""
    fibres = [
        [(-129, -141, 966), (-85, -150, 908), (-20, -142, 875)],
        [(-129, -141, 961), (-85, -150, 902), (-20, -142, 869)],
    ]
    return laid(scene, fibres, 50, 6)


def sacrotuberous_ligament(scene: Scene) -> np.ndarray:
    """Side of sacrum and coccyx to the ischial tuberosity."""
    fibres = [
        [(-40, -14, 925), (-38, -26, 880), (-36, -48, 832)],
        [(-26, -8, 905), (-30, -22, 870), (-33, -48, 828)],
        [(-14, -7, 880), (-24, -20, 858), (-30, -50, 826)],
    ]
    return laid(scene, fibres, 40, 12, systems=("bone",), hug=0.0)


def plantar_aponeurosis(scene: Scene) -> np.ndarray:
    """Fan from the heel bone to the balls of the toes."""
    fibres = [
        [(-56, -52, 0), (-72, -110, 4), (-88, -170, 2)],
        [(-60, -50, -1), (-84, -112, 2), (-108, -170, 0)],
        [(-64, -50, -1), (-94, -112, 1), (-124, -166, -1)],
        [(-68, -50, -1), (-103, -108, 1), (-134, -156, -1)],
        [(-72, -52, 0), (-110, -102, 2), (-142, -144, 0)],
    ]
    return laid(scene, fibres, 50, 30, reach_mm=18.0)


def extensor_retinaculum_of_wrist(scene: Scene) -> np.ndarray:
    """Oblique band across the back of the wrist, from the radius to the ulnar side."""
    upper = [(-281, -128, 886), (-272, -106, 884), (-256, -96, 882), (-240, -98, 880), (-229, -108, 876)]
    lower = [(-282, -129, 868), (-273, -108, 866), (-256, -100, 864), (-240, -104, 862), (-228, -114, 858)]
    return band(scene, upper, lower)


def superior_extensor_retinaculum(scene: Scene) -> np.ndarray:
    """Band across the front of the leg above the ankle."""
    upper = [(-107, -62, 138), (-110, -80, 136), (-100, -98, 135), (-82, -102, 135), (-66, -92, 136)]
    lower = [(-106, -62, 114), (-110, -80, 112), (-101, -98, 110), (-82, -102, 110), (-62, -92, 112)]
    return band(scene, upper, lower)


def inferior_extensor_retinaculum(scene: Scene) -> np.ndarray:
    """Band over the instep, from the heel bone to the inner ankle."""
    upper = [(-104, -88, 42), (-104, -98, 56), (-92, -108, 70), (-74, -106, 80), (-52, -92, 82)]
    lower = [(-106, -96, 38), (-105, -108, 48), (-92, -118, 60), (-74, -116, 68), (-50, -98, 70)]
    return band(scene, upper, lower)


def flexor_retinaculum_of_ankle(scene: Scene) -> np.ndarray:
    """Inner ankle to the heel bone."""
    upper = [(-42, -72, 82), (-40, -58, 70), (-44, -42, 52), (-50, -34, 38)]
    lower = [(-44, -82, 66), (-42, -68, 52), (-44, -52, 36), (-48, -44, 22)]
    return band(scene, upper, lower)


def fibular_retinaculum(scene: Scene) -> np.ndarray:
    """Outer ankle to the heel bone."""
    upper = [(-112, -58, 64), (-108, -48, 54), (-102, -40, 44), (-98, -36, 36)]
    lower = [(-112, -64, 48), (-110, -54, 38), (-104, -46, 28), (-100, -42, 20)]
    return band(scene, upper, lower)


def face_front(scene: Scene) -> Mesh:
    """The skin of the right half of the face."""
    with np.load(SKIN_FILE) as z:
        v, f = z["vertices"].astype(np.float64), z["faces"].astype(np.int64)
    middle = v[f].mean(1)
    keep = (middle[:, 0] < 6) & (middle[:, 0] > -75) & (middle[:, 1] < -110) & (middle[:, 2] > 1470)
    return v, f[keep & (middle[:, 2] < 1625)]


def under_skin(scene: Scene, curves: list, along: int, across: int, deep_mm: float) -> np.ndarray:
    """A net through lines of (x, z), as deep below the skin of the face."""
    v, f = face_front(scene)
    flat = loft([[(x, 0.0, z) for x, z in curve] for curve in curves], along, across)
    net = flat.copy()
    for i in range(along):
        for j in range(across):
            start = np.array([flat[i, j, 0], -260.0, flat[i, j, 2]])
            hit = first_hit(v, f, start, np.array([0.0, 1.0, 0.0]))
            net[i, j, 1] = start[1] + hit + deep_mm if np.isfinite(hit) else np.nan
    level = net[..., 1]
    level[np.isnan(level)] = np.nanmax(level)
    net[..., 1] = gaussian_filter(level, 1.2, mode="nearest")
    return net


def _ring(centre: tuple[float, float], half_width: float, up: float, down: float) -> list:
    """Right half of a ring around the mouth, from the upper to the lower lip."""
    angles = np.linspace(0.5 * np.pi, 1.5 * np.pi, 17)
    heights = np.where(np.sin(angles) > 0, up, down)
    return [
        (centre[0] + half_width * np.cos(a) + 0.5, centre[1] + h * np.sin(a))
        for a, h in zip(angles, heights, strict=True)
    ]


def orbicularis_oris(scene: Scene) -> np.ndarray:
    """Ring of the mouth."""
    rings = [_ring((0.0, 1525.0), w, u, d) for w, u, d in ((17, 4, 5), (24, 10, 12), (31, 15, 18))]
    return under_skin(scene, rings, 60, 14, 3.5)


def levator_labii_superioris(scene: Scene) -> np.ndarray:
    """Lower rim of the orbit to the upper lip."""
    curves = [[(-20, 1571), (-16, 1555), (-11, 1538)], [(-38, 1569), (-29, 1553), (-21, 1535)]]
    return under_skin(scene, curves, 30, 10, 4.5)


def levator_labii_alaeque_nasi(scene: Scene) -> np.ndarray:
    """Side of the nose to its wing and the upper lip."""
    curves = [[(-9, 1588), (-13, 1566), (-13, 1542)], [(-15, 1586), (-20, 1564), (-18, 1541)]]
    return under_skin(scene, curves, 30, 8, 3.5)


def zygomaticus_minor(scene: Scene) -> np.ndarray:
    """Cheek bone to the upper lip."""
    curves = [[(-46, 1564), (-34, 1549), (-21, 1534)], [(-51, 1561), (-38, 1546), (-24, 1531)]]
    return under_skin(scene, curves, 30, 8, 5.0)


def risorius(scene: Scene) -> np.ndarray:
    """Cheek to the corner of the mouth."""
    curves = [[(-52, 1528), (-40, 1527), (-28, 1525)], [(-51, 1519), (-40, 1521), (-28, 1522)]]
    return under_skin(scene, curves, 24, 8, 5.0)


def depressor_anguli_oris(scene: Scene) -> np.ndarray:
    """Lower jaw to the corner of the mouth."""
    curves = [[(-15, 1497), (-22, 1509), (-27, 1522)], [(-38, 1499), (-34, 1510), (-30, 1522)]]
    return under_skin(scene, curves, 30, 12, 4.0)


def depressor_labii_inferioris(scene: Scene) -> np.ndarray:
    """Lower jaw to the lower lip."""
    curves = [[(-9, 1496), (-7, 1504), (-4, 1513)], [(-24, 1497), (-20, 1505), (-17, 1513)]]
    return under_skin(scene, curves, 24, 10, 4.5)


def mentalis(scene: Scene) -> np.ndarray:
    """Chin."""
    curves = [[(-2, 1509), (-2, 1500), (-3, 1492)], [(-8, 1509), (-10, 1500), (-11, 1493)]]
    return under_skin(scene, curves, 20, 8, 4.0)


def nasalis(scene: Scene) -> np.ndarray:
    """Over the bridge of the nose."""
    curves = [[(-20, 1556), (-12, 1566), (-0.5, 1570)], [(-18, 1550), (-11, 1557), (-0.5, 1560)]]
    return under_skin(scene, curves, 24, 10, 2.5)


def procerus(scene: Scene) -> np.ndarray:
    """Root of the nose to the skin between the brows."""
    curves = [[(-1, 1578), (-1, 1592), (-1, 1606)], [(-6, 1578), (-7, 1592), (-9, 1606)]]
    return under_skin(scene, curves, 24, 8, 3.0)


FACE_MUSCLES: dict[str, Callable[[Scene], np.ndarray]] = {
    "orbicularis-oris": orbicularis_oris,
    "levator-labii-superioris": levator_labii_superioris,
    "levator-labii-alaeque-nasi": levator_labii_alaeque_nasi,
    "zygomaticus-minor": zygomaticus_minor,
    "risorius": risorius,
    "depressor-anguli-oris": depressor_anguli_oris,
    "depressor-labii-inferioris": depressor_labii_inferioris,
    "mentalis": mentalis,
    "nasalis": nasalis,
    "procerus": procerus,
}
"""Muscles of the face that are not of the list: drawn for context, as sheets under the skin."""

BUILDERS: dict[str, Callable[[Scene], np.ndarray]] = {
    "thoracolumbar-fascia": thoracolumbar_fascia,
    "linea-alba": linea_alba,
    "galea-aponeurotica": galea_aponeurotica,
    "patellar-ligament": patellar_ligament,
    "quadriceps-tendon": quadriceps_tendon,
    "medial-patellar-retinaculum": medial_patellar_retinaculum,
    "lateral-patellar-retinaculum": lateral_patellar_retinaculum,
    "inguinal-ligament": inguinal_ligament,
    "sacrotuberous-ligament": sacrotuberous_ligament,
    "plantar-aponeurosis": plantar_aponeurosis,
    "extensor-retinaculum-of-wrist": extensor_retinaculum_of_wrist,
    "superior-extensor-retinaculum": superior_extensor_retinaculum,
    "inferior-extensor-retinaculum": inferior_extensor_retinaculum,
    "flexor-retinaculum-of-ankle": flexor_retinaculum_of_ankle,
    "fibular-retinaculum": fibular_retinaculum,
    **FACE_MUSCLES,
}


def missing() -> list[str]:
    """Sheets that have not been made yet."""
    return [name for name in BUILDERS if not (FOLDER / f"{name}.npz").exists()]


def build(scene: Scene, names: list[str]) -> None:
    """Make some sheets and save each as a net of triangles with the direction of its fibres at each point."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names:
        net = BUILDERS[name](scene)
        along, across = net.shape[:2]
        number = np.arange(along * across).reshape(along, across)
        a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
        faces = np.concatenate([np.stack(t, -1).reshape(-1, 3) for t in ((a, b, c), (a, c, d))])
        run = np.gradient(net, axis=0).reshape(-1, 3)
        np.savez_compressed(
            FOLDER / f"{name}.npz",
            vertices=net.reshape(-1, 3).astype(np.float32),
            faces=faces.astype(np.int32),
            along=(run / np.maximum(np.linalg.norm(run, axis=1, keepdims=True), 1e-6)).astype(np.float32),
        )
        print(f"{name}: {len(faces)} faces", flush=True)

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
from tools.bodymaps.models.phalanges import ACROSS, axes
from tools.bodymaps.models.rays import first_hit
from tools.bodymaps.models.scene import Scene

FOLDER = Path(__file__).parents[3] / "build" / "fascia"
SKIN_FILE = FOLDER.with_name("skin.npz")
ABOVE_MM = 0.9
GALEA_MM = 3.6
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
    """The seam of the belly from xiphoid process to pubic symphysis, as wide as the recti leave it."""
    heights = np.linspace(1236, 878, 18)
    mesh = scene.made["rectus-abdominis"][0]
    rows = []
    for z in heights:
        near = mesh[np.abs(mesh[:, 2] - min(z, 1218)) < 14]
        rows.append((near[:, 0].max() - 0.8, near[:, 1].min() - 1.0))
    fibres = [
        [(0.6 + share * (edge - 0.6), y, z) for (edge, y), z in zip(rows, heights, strict=True)]
        for share in (0.0, 0.5, 1.0)
    ]
    return laid(scene, fibres, 60, 8, close_mm=8.0)


def sternal_membrane(scene: Scene) -> np.ndarray:
    """Over the sternum, where the fibres of both pectorales majores cross."""
    margin = [(1398, -21), (1385, -18), (1365, -15), (1335, -11.5), (1300, -11), (1275, -13.5), (1255, -20)]
    heights, edges = np.array(margin).T
    fibres = []
    for z in np.linspace(1398, 1252, 30):
        edge, y = (
            np.interp(z, heights[::-1], edges[::-1]),
            np.interp(z, [1252, 1372, 1398], [-206, -177, -155]),
        )
        fibres.append([(edge, y, z - 2), (edge / 2, y, z - 1), (0.5, y, z)])
    return laid(scene, fibres, 14, 70, close_mm=6.0)


def rectus_sheath(scene: Scene) -> np.ndarray:
    """Where the aponeuroses of both sides meet: from the edge of the external oblique's to the midline."""
    mesh = scene.made["rectus-abdominis"][0]
    fibres = []
    for z in np.linspace(1250, 884, 40):
        near = mesh[np.abs(mesh[:, 2] - np.clip(z, 884, 1218)) < 14]
        wide, y = np.interp(z, [884, 960, 1180, 1250], [7, 15, 19, 24]), near[:, 1].min() - 2.0
        fibres.append([(-wide, y, z + 0.5 * wide), (-wide / 2, y, z + 0.25 * wide), (0.5, y, z)])
    return laid(scene, fibres, 12, 120, close_mm=8.0)


def galea_aponeurotica(scene: Scene) -> np.ndarray:
    """Cap of the skull between frontalis and occipitalis."""
    # (azimuth, z) of its front end, tilt of its summit, (azimuth, z) of its hind end: on frontalis, along the
    # temporal line, on occipitalis
    courses = [
        ((1, 1622), 3, (178, 1576)),
        ((3, 1640), 8, (172, 1588)),
        ((11, 1655), 16, (161, 1614)),
        ((19, 1663), 24, (150, 1616)),
        ((28, 1663), 31, (140, 1612)),
        ((37, 1656), 37, (130, 1604)),
        ((45, 1644), 43, (121, 1594)),
        ((52, 1634), 50, (117, 1600)),
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
            line.append(_on_skull(scene, way) + GALEA_MM * way)
        fibres.append(line)
    fibres.insert(0, [point * [0, 1, 1] for point in fibres[0]])
    return loft(fibres, 90, 60)


def nuchal_fascia(scene: Scene) -> np.ndarray:
    """Over the back of the skull between occipitalis and the muscles of the nape."""
    tops = ((180, 1585), (170, 1584), (158, 1581), (146, 1578), (134, 1577), (122, 1576), (114, 1578))
    fibres = [[on_vault(scene, min(a, 179), z) for z in (top, 1568, 1562)] for a, top in tops]
    fibres[0] = [point * [0, 1, 1] for point in fibres[0]]
    return laid(scene, fibres, 24, 60, reach_mm=12.0, close_mm=6.0)


def nuchal_ligament(scene: Scene) -> np.ndarray:
    """In the midline, from the spines of C2 to C7 to a free edge between occiput and C7."""
    spines = [
        (-9, 1571),
        (-20, 1552),
        (-40, 1532),
        (-37, 1503),
        (-38, 1486),
        (-40, 1473),
        (-35, 1462),
        (-22, 1440),
    ]
    edge = [(1, 1579), (2, 1568), (-1, 1548), (-6, 1522), (-11, 1498), (-15, 1476), (-17, 1458), (-19, 1440)]
    middle = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in zip(spines, edge, strict=True)]
    wide = (0.4, 1.0, 1.5, 1.6, 1.6, 1.5, 1.3, 0.6)
    rows = [[(-0.6, y, z) for y, z in way] for way in (spines, middle)]
    rows.append([(-w, y, z) for w, (y, z) in zip(wide, edge, strict=True)])
    return loft([*rows, [(0.5, y + 0.8, z) for y, z in edge]], 60, 20)


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
        [(-92, -134, 536), (-102, -128, 492), (-104, -114, 460)],
        [(-89, -134, 540), (-94, -132, 494), (-92, -120, 459)],
        [(-86, -134, 540), (-80, -132, 494), (-78, -121, 459)],
        [(-83, -134, 536), (-70, -128, 490), (-63, -114, 460)],
    ]
    return laid(scene, fibres, 50, 24, reach_mm=12.0)


def medial_patellar_retinaculum(scene: Scene) -> np.ndarray:
    """Vastus medialis and patella to the inner condyle of the tibia, over the capsule of the knee."""
    fibres = [
        [(-74, -119, 466), (-76, -116, 440), (-83, -113, 410)],
        [(-58, -116, 478), (-56, -110, 440), (-68, -108, 404)],
        [(-50, -108, 486), (-48, -104, 440), (-56, -103, 402)],
        [(-43, -98, 490), (-41, -93, 440), (-48, -96, 404)],
        [(-39, -86, 490), (-37, -82, 442), (-43, -86, 408)],
        [(-38, -74, 486), (-36, -70, 444), (-41, -74, 412)],
    ]
    above = ("platysma", "sartorius", "gracilis", "semitendinosus", "semimembranosus", "gastrocnemius")
    return laid(scene, fibres, 50, 40, reach_mm=16.0, close_mm=9.0, leave_out=above)


def lateral_patellar_retinaculum(scene: Scene) -> np.ndarray:
    """Vastus lateralis and the patella to the tract and the outer condyle of the tibia."""
    fibres = [
        [(-94, -121, 468), (-94, -117, 440), (-93, -116, 404)],
        [(-106, -118, 486), (-108, -108, 440), (-102, -112, 405)],
        [(-114, -110, 494), (-116, -103, 440), (-109, -107, 406)],
        [(-119, -102, 496), (-120, -96, 442), (-113, -100, 408)],
    ]
    return laid(scene, fibres, 50, 30, reach_mm=16.0, close_mm=9.0)


def pes_anserinus(scene: Scene) -> np.ndarray:
    """The end of the tendons of sartorius, gracilis and semitendinosus on the tibia."""
    fibres = [
        [(-51, -96, 402), (-56, -98, 376), (-63, -98, 340)],
        [(-55, -104, 404), (-64, -106, 380), (-72, -104, 352)],
        [(-60, -108, 404), (-70, -111, 386), (-79, -110, 366)],
    ]
    return laid(scene, fibres, 50, 24, reach_mm=12.0, close_mm=8.0)


def pectoral_groove(scene: Scene) -> np.ndarray:
    """The flesh between the clavicular and the sternal part of pectoralis major, which meet there."""
    fibres = [
        [(-26, -152, 1393), (-75, -152, 1377), (-120, -132, 1356), (-166, -100, 1328)],
        [(-24, -160, 1386), (-73, -160, 1371), (-118, -138, 1350), (-165, -104, 1325)],
        [(-22, -166, 1378), (-71, -166, 1364), (-116, -142, 1343), (-163, -108, 1321)],
    ]
    return laid(scene, fibres, 90, 24, reach_mm=14.0, close_mm=10.0, leave_out=("platysma", "deltoid"))


def bicipital_aponeurosis(scene: Scene) -> list[np.ndarray]:
    """Out of the tendon of biceps brachii inwards, in bundles that end one after the other on the flexors."""
    fibres = [
        [(-211, -92, 1152), (-206, -92, 1138), (-195, -91, 1124), (-180, -80, 1108), (-170, -70, 1096)],
        [(-213, -92, 1148), (-209, -92, 1132), (-199, -93, 1115), (-184, -86, 1095), (-173, -77, 1078)],
        [(-215, -92, 1142), (-212, -92, 1125), (-203, -95, 1106), (-189, -90, 1084), (-179, -84, 1063)],
        [(-216, -91, 1134), (-214, -92, 1118), (-207, -96, 1098), (-195, -93, 1074), (-186, -89, 1052)],
    ]
    net = laid(scene, fibres, 41, 15, reach_mm=14.0, close_mm=8.0)
    lengths = (26, 33, 30, 38, 34, 40, 35, 39, 31, 36, 28, 33, 25, 30)  # of 40: no two neighbours end alike
    bundles = []
    for first, last in enumerate(lengths):
        middle = net[: last + 1, first : first + 2].mean(1)
        aside = net[: last + 1, first + 1] - middle
        share = np.clip((last - np.arange(last + 1)) / 14, 0, 1)[:, None] ** 0.7 * 1.25
        bundles.append(np.stack([middle + side * share * aside for side in (-1, -0.5, 0, 0.5, 1)], 1))
    return bundles


def inguinal_ligament(scene: Scene) -> np.ndarray:
    """Anterior superior iliac spine to the pubic tubercle."""
    fibres = [
        [(-129, -141, 966), (-85, -150, 908), (-20, -142, 875)],
        [(-129, -141, 961), (-85, -150, 902), (-20, -142, 869)],
    ]
    return laid(scene, fibres, 50, 6)


def sacrotuberous_ligament(scene: Scene) -> np.ndarray:
    """Hip bone, side of sacrum and coccyx to the ischial tuberosity, narrow in its middle."""
    return loft(
        [
            [(-13, -6, 884), (-24, -16, 868), (-36.5, -31, 853), (-38, -47, 828)],
            [(-24, -9, 901), (-31, -16, 880), (-39, -27, 858), (-41, -43, 828)],
            [(-31, -8, 912), (-36, -16, 888), (-41.5, -25, 863), (-44.5, -38, 829)],
            [(-38, -12, 930), (-40, -18, 900), (-44, -25, 868), (-48, -35, 832)],
            [(-46, -17, 942), (-45, -22, 905), (-46.5, -30, 870), (-51, -35, 838)],
        ],
        60,
        30,
    )


def levator_plate(scene: Scene) -> np.ndarray:
    """The flesh of both levatores ani that meets between the anal canal and the coccyx."""
    return loft(
        [
            [(-15, -40, 833.5), (-11.5, -33, 834), (0.5, -26, 835)],
            [(-15, -23, 843), (-7, -22.5, 841), (0.5, -22, 840)],
            [(-13, -18, 853), (-7, -17.5, 849), (0.5, -17, 847)],
            [(-10, -14, 860), (-6, -13.5, 855), (0.5, -13, 852)],
        ],
        30,
        30,
    )


def anococcygeal_raphe(scene: Scene) -> np.ndarray:
    """The white seam of the levator plate, from the anal sphincter to the tip of the coccyx."""
    return loft(
        [
            [(-3.0, -25, 834), (-2.2, -22, 838), (-2.4, -17, 845), (-3.4, -13, 850)],
            [(0.5, -25, 834), (0.5, -22, 838), (0.5, -17, 845), (0.5, -13, 850)],
        ],
        30,
        8,
    )


def perineal_body(scene: Scene) -> np.ndarray:
    """Between bulb and anal canal, where sphincter, bulbospongiosus, transverse perineal and levator meet."""
    rows = [(-46, 4.0, 829), (-51, 4.6, 830), (-56, 7.0, 831), (-60, 13.5, 833), (-64, 7.0, 831.5),
            (-69, 4.0, 830), (-75, 2.4, 826)]  # fmt: skip
    sides = [[(-wide, y, z), (-wide / 2, y, z - 1), (0.5, y, z - 1.5)] for y, wide, z in rows]
    return loft(sides, 20, 40)


def ischiocavernosus(scene: Scene) -> np.ndarray:
    """Along the ischiopubic ramus and the crus of the penis, from the tuberosity to the pubic arch."""
    fibres = [
        [(-42, -43, 829), (-38, -53, 826), (-34, -61, 825), (-29, -69, 825), (-26, -77, 825), (-22, -85, 828),
         (-18, -94, 832), (-12, -104, 836), (-8.5, -110, 838)],
        [(-41, -43, 829), (-34.5, -54, 826), (-29.5, -62, 824.5), (-24, -70, 823.5), (-20.5, -78, 823.5),
         (-17, -86, 826), (-14.5, -95, 830), (-11, -104, 834.5), (-8, -110, 838)],
        [(-40, -43, 830), (-31, -54, 829), (-25, -62, 828), (-19, -70, 827), (-15, -78, 827), (-12, -86, 829),
         (-11, -95, 832), (-9, -104, 836), (-7.5, -110, 838)],
    ]  # fmt: skip
    return laid(scene, fibres, 70, 16, close_mm=0.0, step_mm=1.2, systems=("bone",), hug=0.0)


def raphe_of_bulbospongiosus(scene: Scene) -> np.ndarray:
    """The seam between the halves of bulbospongiosus, below the bulb of the penis."""
    middle = [(-74, 826), (-78, 820.5), (-85, 817), (-93, 816), (-100, 817)]
    wide = (1.6, 1.2, 1.0, 1.0, 1.2)
    edges = [[(-w, y, z) for w, (y, z) in zip(wide, middle, strict=True)], [(0.5, y, z) for y, z in middle]]
    return loft(edges, 40, 4)


def posterior_rectus_sheath(scene: Scene) -> np.ndarray:
    """The aponeurosis of transversus abdominis behind rectus, from the ribs down to the arcuate line."""
    return _behind_rectus(scene, to_middle=1.0)


def aponeurosis_of_transversus(scene: Scene) -> np.ndarray:
    """The same, from the flesh half of the way to the midline, where its edge fades into the sheath."""
    return _behind_rectus(scene, to_middle=0.6, lift_mm=0.6)


def _behind_rectus(scene: Scene, to_middle: float, lift_mm: float = 0.0) -> np.ndarray:
    """From the flesh of transversus abdominis a share of the way to the midline, lifted off it."""
    flesh = scene.made["transversus-abdominis"][0]
    rectus = scene.made["rectus-abdominis"][0]
    heights = [(956, 996), (966, 1001), (980, 1008), (1000, 1020), (1025, 1036), (1050, 1054), (1070, 1070),
               (1090, 1090), (1110, 1120), (1130, 1150), (1150, 1180), (1172, 1214)]  # fmt: skip
    fibres = []
    for side_z, middle_z in heights:
        near = flesh[np.abs(flesh[:, 2] - side_z) < 7]
        edge = near[:, 0].max()
        front = near[near[:, 0] > edge - 14, 1].min() - 1.0
        behind = rectus[(np.abs(rectus[:, 2] - middle_z) < 9) & (rectus[:, 0] > -18), 1].max() + 1.0
        across = np.array([edge - 14, edge, edge / 2, 0.5])
        depth = np.array([front + 1.5, front, (front + behind) / 2, behind]) - lift_mm
        whole = np.stack([across, depth, np.linspace(side_z, middle_z, 4)], -1)
        at = np.linspace(0, 3 * to_middle, 4)
        fibres.append(np.stack([np.interp(at, range(4), column) for column in whole.T], -1))
    return loft(fibres, 50, 90)


def back_of_quadratus_lumborum(scene: Scene) -> np.ndarray:
    """Both parts of quadratus lumborum from behind, iliac crest to twelfth rib, as one surface."""
    return loft(
        [
            [(-86, -45, 1016), (-70, -40, 1050), (-64, -38, 1080), (-59, -37, 1108), (-50, -39, 1130)],
            [(-73, -36, 1010), (-60, -33.5, 1050), (-55, -34, 1080), (-50, -34, 1108), (-44, -36, 1132)],
            [(-58, -34, 1006), (-48, -35, 1050), (-44, -36, 1080), (-40, -36, 1108), (-37, -38, 1134)],
            [(-45, -45, 1006), (-37, -44, 1050), (-34, -45, 1080), (-31, -45, 1108), (-31, -43, 1130)],
        ],
        70,
        40,
    )


def plantar_aponeurosis(scene: Scene) -> list[np.ndarray]:
    """From the heel bone over flexor digitorum brevis to the balls of the toes, and a slip to each toe."""
    fan = [
        [(-56, -46, 0), (-62, -74, 3), (-68, -100, 4), (-73, -124, 4), (-76, -152, 4)],
        [(-60, -45, -1), (-69, -74, 2), (-79, -101, 3), (-86, -127, 3), (-97, -156, 1)],
        [(-64, -45, -1), (-75, -75, 2), (-86, -102, 3), (-95, -127, 2), (-111, -154, 0)],
        [(-68, -45, -1), (-82, -75, 2), (-95, -102, 3), (-106, -125, 2), (-123, -150, 0)],
        [(-73, -47, 1), (-90, -76, 3), (-105, -100, 3), (-117, -120, 2), (-137, -140, 2)],
    ]
    ends = [(-79, -188, 4), (-104, -189, 3), (-121, -184, 2), (-135, -173, 2), (-147, -159, 2)]
    slips = []
    for course, end in zip(fan, ends, strict=True):
        before, knuckle = np.array(course[3], float), np.array(course[4], float)
        start = knuckle + 0.35 * (before - knuckle)
        slips.append(_slip([start, knuckle, np.array(end, float)], (5.0, 8.0, 4.5)))
    return [laid(scene, fan, 110, 50, reach_mm=18.0, close_mm=8.0)] + [
        laid(scene, slip, 50, 8, reach_mm=18.0) for slip in slips
    ]


def end_of_extensor_hallucis_longus(scene: Scene) -> np.ndarray:
    """From where the source's tendon ends, over the joint to the base of the big toe's distal phalanx."""
    course = [(-101, -200, 19), (-104, -208, 16), (-107.5, -214, 13), (-110, -218, 11)]
    return laid(
        scene, _slip([np.array(p, float) for p in course], (4.5, 4.5, 5.0, 7.5)), 40, 10, 8.0, step_mm=1.0
    )


def _slip(course: list[np.ndarray], widths_mm: tuple[float, ...]) -> list:
    """Three lines along a slip of some widths that is seen from above or from the front."""
    points = np.array(course)
    way = np.gradient(points, axis=0)
    seen_along = 2 if np.ptp(points[:, 2]) < np.ptp(points[:, 1]) else 1
    across = np.cross(way, np.eye(3)[seen_along])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    half = np.array(widths_mm)[:, None] / 2
    return [points - half * across, points, points + half * across]


def palmar_aponeurosis(scene: Scene) -> list[np.ndarray]:
    """Its distal part: a slip to the root of each finger, and the fibres that run across between them."""
    starts = [(-272, -145, 832), (-262, -145, 828), (-250, -144, 828), (-240, -142, 832)]
    roots = [(-285, -148, 808), (-266, -148, 804), (-247, -146, 806), (-231, -144, 812)]
    ends = [(-290, -147, 782), (-267, -149, 781), (-247, -148, 787), (-230, -149, 795)]
    slips = [
        _slip([np.array(p, float) for p in course], (7.0, 9.0, 5.0))
        for course in zip(starts, roots, ends, strict=True)
    ]
    across = [
        [
            (-292, -146, z - 1),
            (-276, -149, z - 4),
            (-257, -148, z - 5),
            (-242, -146, z - 2),
            (-230, -144, z + 4),
        ]
        for z in (812, 808, 804)
    ]
    return [laid(scene, slip, 50, 10, reach_mm=10.0) for slip in slips] + [laid(scene, across, 60, 10)]


def extensor_hoods(scene: Scene) -> list[np.ndarray]:
    """Over the back of each finger from its knuckle to the next joint, round the tendon of the extensor."""
    nets = []
    for finger in ("index", "middle", "ring", "little"):
        base, end, across, palmar = axes(scene.vertices(f"proximal phalanx of {finger} finger"), ACROSS)
        rows = ((-0.12, 5.0, 9.0), (0.12, 6.5, 8.0), (0.45, 5.0, 7.0), (0.75, 3.2, 6.5), (1.0, 2.4, 6.0))
        fibres = [
            [base + at * (end - base) + side * wide * across - deep * palmar for at, wide, deep in rows]
            for side in (-1.0, 0.0, 1.0)
        ]
        nets.append(laid(scene, fibres, 40, 16, reach_mm=8.0, step_mm=1.0))
    return nets


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


def brow_of_frontalis(scene: Scene) -> np.ndarray:
    """Where frontalis and orbicularis oculi interlace below the brow."""
    ends = [(-2, 1618, 1594), (-12, 1620, 1597), (-25, 1620, 1602), (-38, 1620, 1603), (-48, 1618, 1600)]
    curves = [[(x, high), (x, (high + low) / 2), (x, low)] for x, high, low in (*ends, (-56, 1611, 1595))]
    return under_skin(scene, curves, 24, 50, 4.0)


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
    curves = [
        [(-55, 1536), (-42, 1529), (-28, 1524.5)],
        [(-58, 1529), (-44, 1525), (-28, 1523)],
        [(-55, 1521), (-43, 1521), (-28, 1521.5)],
    ]
    return under_skin(scene, curves, 24, 12, 5.0)


def depressor_anguli_oris(scene: Scene) -> np.ndarray:
    """Lower jaw to the corner of the mouth, a triangle."""
    curves = [
        [(-17, 1494), (-23, 1507), (-27, 1522)],
        [(-28, 1491), (-28, 1506), (-28, 1522)],
        [(-40, 1495), (-35, 1508), (-29.5, 1523)],
    ]
    return under_skin(scene, curves, 30, 16, 4.0)


def depressor_labii_inferioris(scene: Scene) -> np.ndarray:
    """Lower jaw to the lower lip."""
    curves = [
        [(-12, 1491), (-8, 1502), (-3, 1515)],
        [(-20, 1491), (-14, 1502), (-8, 1515)],
        [(-28, 1493), (-21, 1503), (-15, 1514)],
    ]
    return under_skin(scene, curves, 24, 14, 4.5)


def mentalis(scene: Scene) -> np.ndarray:
    """Chin."""
    curves = [[(-2, 1509), (-2, 1500), (-3, 1492)], [(-8, 1509), (-10, 1500), (-11, 1493)]]
    return under_skin(scene, curves, 20, 8, 4.0)


def nasalis(scene: Scene) -> np.ndarray:
    """Over the bridge of the nose."""
    curves = [
        [(-19, 1549), (-13, 1563), (-0.5, 1571)],
        [(-18, 1546), (-12, 1558), (-0.5, 1565)],
        [(-16, 1544), (-11, 1553), (-0.5, 1559)],
    ]
    return under_skin(scene, curves, 24, 10, 2.5)


def procerus(scene: Scene) -> np.ndarray:
    """Root of the nose to the skin between the brows, where it meets frontalis."""
    curves = [[(-0.5, 1572), (-0.5, 1592), (-0.5, 1618)], [(-5, 1572), (-6, 1590), (-12, 1616)]]
    return under_skin(scene, curves, 30, 10, 3.0)


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

BUILDERS: dict[str, Callable[[Scene], np.ndarray | list[np.ndarray]]] = {
    "thoracolumbar-fascia": thoracolumbar_fascia,
    "linea-alba": linea_alba,
    "rectus-sheath": rectus_sheath,
    "sternal-membrane": sternal_membrane,
    "galea-aponeurotica": galea_aponeurotica,
    "nuchal-fascia": nuchal_fascia,
    "nuchal-ligament": nuchal_ligament,
    "pes-anserinus": pes_anserinus,
    "brow-of-frontalis": brow_of_frontalis,
    "pectoral-groove": pectoral_groove,
    "bicipital-aponeurosis": bicipital_aponeurosis,
    "palmar-aponeurosis": palmar_aponeurosis,
    "extensor-hoods": extensor_hoods,
    "patellar-ligament": patellar_ligament,
    "quadriceps-tendon": quadriceps_tendon,
    "medial-patellar-retinaculum": medial_patellar_retinaculum,
    "lateral-patellar-retinaculum": lateral_patellar_retinaculum,
    "inguinal-ligament": inguinal_ligament,
    "sacrotuberous-ligament": sacrotuberous_ligament,
    "levator-plate": levator_plate,
    "anococcygeal-raphe": anococcygeal_raphe,
    "perineal-body": perineal_body,
    "ischiocavernosus": ischiocavernosus,
    "raphe-of-bulbospongiosus": raphe_of_bulbospongiosus,
    "posterior-rectus-sheath": posterior_rectus_sheath,
    "aponeurosis-of-transversus": aponeurosis_of_transversus,
    "back-of-quadratus-lumborum": back_of_quadratus_lumborum,
    "end-of-extensor-hallucis-longus": end_of_extensor_hallucis_longus,
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
        made = BUILDERS[name](scene)
        vertices, faces, along, count = [], [], [], 0
        for net in made if isinstance(made, list) else [made]:
            number = np.arange(net[..., 0].size).reshape(net.shape[:2]) + count
            a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
            faces += [np.stack(t, -1).reshape(-1, 3) for t in ((a, b, c), (a, c, d))]
            vertices.append(net.reshape(-1, 3))
            along.append(np.gradient(net, axis=0).reshape(-1, 3))
            count += number.size
        run = np.concatenate(along)
        triangles = np.concatenate(faces)
        np.savez_compressed(
            FOLDER / f"{name}.npz",
            vertices=np.concatenate(vertices).astype(np.float32),
            faces=triangles.astype(np.int32),
            along=(run / np.maximum(np.linalg.norm(run, axis=1, keepdims=True), 1e-6)).astype(np.float32),
        )
        print(f"{name}: {len(triangles)} faces", flush=True)

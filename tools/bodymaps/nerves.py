"""Courses of the main nerves of the right side, between landmarks on bones, muscles and vessels."""

# ruff: noqa: RUF005 - these sums add coordinates, they do not join lists

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import igl
import numpy as np
import numpy.typing as npt
import pyvista as pv
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from tools.bodymaps.models.fields import Mesh, inside, resample
from tools.bodymaps.models.head import on_vault
from tools.bodymaps.models.scene import Scene
from tools.bodymaps.models.spine import canal

Course = list[tuple[npt.ArrayLike, float]]
"""One or more centre lines (N, 3) in mm, each with its radius in mm."""


def follow(
    scene: Scene, vessel: str, start: tuple, end: tuple, count: int = 8, soft_mm: float = 5.0
) -> np.ndarray:
    """Points (count, 3) along the middle of a vessel, from near `start` to near `end`."""
    corners, faces = scene.get(vessel)
    v = np.unique(
        np.round(np.concatenate([corners, corners[faces].mean(1), corners[faces[:, :2]].mean(1)]), 2), axis=0
    )
    tree = cKDTree(v)
    pairs = tree.query_pairs(20.0, output_type="ndarray")
    far = np.linalg.norm(v[pairs[:, 0]] - v[pairs[:, 1]], axis=1)
    graph = coo_matrix((far**2 + 1e-3, (pairs[:, 0], pairs[:, 1])), shape=(len(v), len(v))).tocsr()
    a, b = tree.query(np.array([start, end], float))[1]
    _, before = dijkstra(graph, directed=False, indices=a, return_predecessors=True)
    path = [b]
    while path[-1] != a:
        if before[path[-1]] < 0:
            raise LookupError(f"'{vessel}' is in pieces between {start} and {end}: choose ends on one piece.")
        path.append(before[path[-1]])
    line = resample(v[path[::-1]] + np.linspace(0, 1e-3, len(path))[:, None], 60)
    line = np.array([v[tree.query_ball_point(p, soft_mm) or [tree.query(p)[1]]].mean(0) for p in line])
    return resample(ndimage.gaussian_filter1d(line, 2, axis=0, mode="nearest"), count)


def slice_centre(scene: Scene, name: str, z: float, half_mm: float = 6.0) -> np.ndarray:
    """Middle of a structure's outline at a height."""
    v = scene.vertices(name)
    near = v[np.abs(v[:, 2] - z) < half_mm]
    if not len(near):
        raise LookupError(f"'{name}' does not reach z = {z} mm: choose another level.")
    mid = (near.min(0) + near.max(0)) / 2
    return np.array([mid[0], mid[1], z])


def between(scene: Scene, one: str, other: str, z: float, share: float = 0.5) -> np.ndarray:
    """A point between the middles of two structures at a height; `share` is the way from one to the other."""
    return slice_centre(scene, one, z) * (1 - share) + slice_centre(scene, other, z) * share


def foramen(scene: Scene, upper: str, lower: str) -> np.ndarray:
    """About where the spinal nerve leaves between two vertebrae (right side)."""
    path = canal(scene.body)
    a, b = scene.vertices(upper), scene.vertices(lower)
    z = (a[:, 2].mean() + b[:, 2].mean()) / 2 - 2
    return np.array([-16.0, np.interp(z, path[:, 0], path[:, 1]) + 1, z])


def clear_of_bone(scene: Scene, line: np.ndarray, radius: float, rounds: int = 6) -> np.ndarray:
    """The line moved sideways where it runs in or too near a bone."""
    bones = scene.neighbours(line.min(0) - 5, line.max(0) + 5, systems=("bone",))
    for _ in range(rounds):
        for v, f in bones:
            d2, _, at = igl.point_mesh_squared_distance(line, v, f)
            d = np.sqrt(d2)
            within = inside((v, f), line)
            bad = within | (d < radius + 0.4)
            if bad.any():
                out = np.where(within[:, None], at - line, line - at)
                out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
                want = np.where(within, d, -d) + radius + 0.6
                line = line + np.where(bad[:, None], out * want[:, None], 0)
        soft = ndimage.gaussian_filter1d(line, 1.0, axis=0, mode="nearest")
        soft[0], soft[-1] = line[0], line[-1]
        line = soft
    return line


def tube(line: np.ndarray, radius: float) -> Mesh:
    """Closed tube round a line."""
    curve = pv.lines_from_points(line)
    poly = curve.tube(radius=radius, n_sides=12, capping=True).triangulate()
    return np.asarray(poly.points, float), poly.faces.reshape(-1, 4)[:, 1:].astype(np.int64)


def nerve(scene: Scene, course: Course) -> Mesh:
    """Tubes along smoothed courses, kept out of bone."""
    vs, fs, n = [], [], 0
    for points, radius in course:
        way = np.asarray(points, float)
        length = np.linalg.norm(np.diff(way, axis=0), axis=1).sum()
        line = resample(way, max(8, int(length / 4)))
        line = ndimage.gaussian_filter1d(line, 1.5, axis=0, mode="nearest")
        v, f = tube(clear_of_bone(scene, line, radius), radius)
        vs.append(v)
        fs.append(f + n)
        n += len(v)
    return np.concatenate(vs), np.concatenate(fs)


def greater_occipital(scene: Scene) -> Course:
    """Out below obliquus capitis inferior, through semispinalis capitis and trapezius, to the scalp."""
    oblique = scene.vertices("obliquus capitis inferior")
    low = oblique.mean(0)
    scalp = [on_vault(scene, a, z) + [0, 2.5, 0] for a, z in ((162, 1585), (162, 1605), (161, 1622))]
    return [
        (
            [
                low + [8, -4, -7],
                low + [3, 9, -8],
                low + [6, 15, 4],
                (-15, -26, 1543),
                (-20, -11, 1560),
                *scalp,
            ],
            1.4,
        )
    ]


def accessory(scene: Scene) -> Course:
    """From the jugular foramen under sternocleidomastoid, across the posterior triangle, under trapezius."""
    parts = tuple(f"{part} part of trapezius" for part in ("descending", "transverse", "ascending"))

    def under_trapezius(x: float, z: float) -> np.ndarray:
        return scene.cast(parts, (x, -60, z), (x, 60, z)) + [0, -2, 0]

    start = [(-27, -86, 1546), (-38, -80, 1530), (-47, -72, 1508)]
    cross = [(-49, -72, 1484), (-56, -62, 1462)]
    rest = [
        under_trapezius(x, z) for x, z in ((-64, 1428), (-58, 1404), (-54, 1372), (-46, 1335), (-40, 1290))
    ]
    return [(np.array([*start, *cross, *rest]), 1.2)]


def plexus_lines(scene: Scene) -> dict[str, list[np.ndarray]]:
    """Trunks of the brachial plexus from between the scalenes to the axilla."""
    gap = [between(scene, "scalenus anterior", "scalenus medius", z, 0.55) for z in (1450, 1436, 1422)]
    sub = follow(scene, "subclavian artery", (-40, -104, 1418), (-80, -100, 1400), 3)
    axil = follow(scene, "axillary artery", (-80, -98, 1404), (-140, -88, 1350), 5)
    upper = [
        gap[0],
        gap[1] + [-2, 1, 4],
        sub[1] + [-6, 8, 16],
        sub[2] + [-3, 6, 9],
        axil[1] + [-1, -1, 7],
        axil[2] + [-4, -5, 4],
    ]
    middle = [
        gap[1] + [1, 0, 2],
        gap[2] + [-3, 2, 6],
        sub[1] + [-4, 9, 10],
        sub[2] + [0, 7, 4],
        axil[1] + [0, 6, 3],
        axil[2] + [0, 6, 1],
        axil[3] + [-1, 6, 0],
    ]
    lower = [
        gap[2] + [2, 2, 0],
        sub[1] + [-1, 9, 4],
        sub[2] + [2, 6, -3],
        axil[1] + [2, 2, -6],
        axil[2] + [5, -1, -3],
        axil[3] + [5, -1, -2],
    ]
    return {"upper": upper, "middle": middle, "lower": lower, "axil": list(axil)}


def brachial_plexus(scene: Scene) -> Course:
    """Roots C5 to T1 and three trunks, between the scalenes, behind the clavicle, to the axilla."""
    lines = plexus_lines(scene)
    names = [
        "fourth cervical vertebra",
        "fifth cervical vertebra",
        "sixth cervical vertebra",
        "seventh cervical vertebra",
        "first thoracic vertebra",
        "second thoracic vertebra",
    ]
    roots = [foramen(scene, a, b) for a, b in pairwise(names)]
    to = ["upper", "upper", "middle", "lower", "lower"]
    course: Course = []
    for root, trunk in zip(roots, to, strict=True):
        goal = np.asarray(lines[trunk][0])
        side = (root + goal) / 2 + [-2, 0, 1]
        course.append((np.array([root, side, goal]), 1.8))
    course += [(np.array(lines[t]), 2.4) for t in ("upper", "middle", "lower")]
    return course


def suprascapular(scene: Scene) -> Course:
    """From the upper trunk with the suprascapular artery, through the notch, to infraspinatus."""
    trunk = plexus_lines(scene)["upper"]
    vessel = follow(scene, "suprascapular artery", (-70, -95, 1410), (-137, -45, 1362), 9)
    notch = vessel[4] + [0, 0, -2]
    return [([trunk[2], *(vessel[:4] + [0, 3, 1]), notch, *(vessel[5:] + [0, 1, -1])], 1.5)]


def axillary(scene: Scene) -> Course:
    """With the posterior circumflex humeral artery round the neck of the humerus."""
    cord = plexus_lines(scene)["axil"][3] + [0, 6, 0]
    v = scene.vertices("posterior circumflex humeral artery")
    ring = []
    for x in (-146, -155, -164, -174, -184):
        near = v[np.abs(v[:, 0] - x) < 4]
        ring.append([x, near[near[:, 1] > near[:, 1].max() - 4].mean(0)[1] + 0.5, near[:, 2].mean() + 2])
    side = v[v[:, 0].argmin()]
    return [([cord, *ring, side + [-1, 4, 1]], 2.0)]


def radial(scene: Scene) -> Course:
    """Spiral groove, front of the lateral epicondyle, then the superficial branch under brachioradialis."""
    axil = plexus_lines(scene)["axil"]
    deep = follow(scene, "deep brachial artery", (-174, -74, 1250), (-204, -54, 1186), 4)
    side = follow(
        scene,
        "radial collateral branch of right deep brachial artery",
        (-204, -52, 1184),
        (-229, -53, 1142),
        3,
    )
    front = follow(scene, "radial recurrent artery", (-240, -60, 1135), (-230, -90, 1072), 3)
    vessel = follow(scene, "radial artery", (-222, -90, 1080), (-262, -122, 930), 5)
    return [
        (
            [
                axil[3] + [0, 7, 0],
                axil[4] + [-4, 6, -14],
                (-160, -72, 1300),
                *(deep + [-1, 2, 2]),
                *(side + [-1, 1, 2]),
                *(front + [1, -1, 2]),
                *(vessel + [-5, -1, 0]),
            ],
            2.0,
        )
    ]


def posterior_interosseous(scene: Scene) -> Course:
    """Through supinator, round the neck of the radius, under the extensors."""
    front = follow(scene, "radial recurrent artery", (-240, -60, 1135), (-230, -90, 1072), 3)
    v = scene.vertices("radius")
    neck = v[v[:, 2] > v[:, 2].max() - 32].mean(0)
    wrap = [neck + [-11, -8, -2], neck + [-13, 2, -14], neck + [-6, 11, -26]]
    down = [
        between(scene, "extensor digitorum", "abductor pollicis longus", z, 0.6) for z in (1000, 970, 940)
    ]
    return [([front[1], *wrap, *down], 1.4)]


def musculocutaneous(scene: Scene) -> Course:
    """Through coracobrachialis, then between biceps and brachialis."""
    axil = plexus_lines(scene)["axil"]
    coraco = slice_centre(scene, "coracobrachialis", 1330)
    mid = [
        between(scene, "short head of biceps brachii", "brachialis", z, 0.55)
        for z in (1250, 1215, 1180, 1150)
    ]
    elbow = slice_centre(scene, "brachialis", 1105) + [-16, -9, 0]
    return [([axil[2] + [-5, -5, 2], coraco, (coraco + mid[0]) / 2 + [-2, 0, 0], *mid, elbow], 1.6)]


def median(scene: Scene) -> Course:
    """With the brachial artery, between the finger flexors, into the carpal tunnel."""
    axil = plexus_lines(scene)["axil"]
    arm = follow(scene, "brachial artery", (-150, -84, 1325), (-212, -85, 1095), 7)
    offset = np.linspace(0, 1, 7)[:, None] * [9, -1, 0] + [-4, -4, 0]
    fore = [
        between(scene, "flexor digitorum superficialis", "flexor digitorum profundus", z, 0.5) + [0, y, 0]
        for z, y in ((1020, -5), (985, -6), (950, -4), (915, -2))
    ]
    wrist = scene.vertices("capitate").mean(0)
    return [
        (
            [
                axil[3] + [-4, -4, 0],
                *(arm + offset),
                (arm[-1] + fore[0]) / 2 + [5, 0, 0],
                *fore,
                wrist + [1, -16, 18],
                wrist + [1, -15, -2],
            ],
            2.4,
        )
    ]


def ulnar(scene: Scene) -> Course:
    """Inner arm, behind the medial epicondyle, under flexor carpi ulnaris, beside the pisiform."""
    axil = plexus_lines(scene)["axil"]
    arm = follow(scene, "brachial artery", (-150, -84, 1325), (-178, -80, 1210), 3)
    side = follow(scene, "superior ulnar collateral artery", (-184, -82, 1188), (-183, -56, 1112), 4)
    v = scene.vertices("humerus")
    low = v[v[:, 2] < 1125]
    epicondyle = low[low[:, 0].argmax()]
    groove = scene.on("humerus", tuple(epicondyle + [-7, 12, -2]))[0] + [1, 3, 0]
    vessel = follow(scene, "ulnar artery", (-222, -110, 1000), (-238, -126, 875), 4)
    pisiform = scene.vertices("pisiform").mean(0)
    return [
        (
            [
                axil[3] + [5, 0, 0],
                *(arm + [6, 2, 0]),
                *(side + [0, 1, 0]),
                groove,
                (groove + vessel[0]) / 2 + [4, -3, 0],
                *(vessel + [5, 1, 0]),
                pisiform + [-9, -2, 2],
            ],
            2.0,
        )
    ]


def long_thoracic(scene: Scene) -> Course:
    """Behind the plexus and down the outer face of serratus anterior."""
    gap = between(scene, "scalenus anterior", "scalenus medius", 1436, 0.9)
    wall = []
    for y, z in ((-84, 1352), (-80, 1320), (-77, 1285), (-74, 1250), (-72, 1215), (-70, 1185)):
        wall.append(scene.cast(("serratus anterior",), (-220, y, z), (-60, y, z)) + [-1.8, 0, 0])
    root = foramen(scene, "fifth cervical vertebra", "sixth cervical vertebra")
    return [(np.array([root, gap, (-62, -78, 1412), (-88, -84, 1388), *wall]), 1.3)]


def femoral(scene: Scene) -> Course:
    """In psoas, between psoas and iliacus, under the inguinal ligament beside the artery."""
    start = foramen(scene, "third lumbar vertebra", "fourth lumbar vertebra")
    groove = [
        between(scene, "psoas major", "iliacus", z, 0.42) + [0, f, 0]
        for z, f in ((990, -4), (960, -10), (930, -14))
    ]
    vessel = follow(scene, "femoral artery", (-45, -125, 885), (-55, -130, 830), 3)
    return [([start, slice_centre(scene, "psoas major", 1040), *groove, *(vessel + [-10, 1, 0])], 3.2)]


def saphenous(scene: Scene) -> Course:
    """With the femoral artery in the adductor canal, then with the great saphenous vein."""
    thigh = follow(scene, "femoral artery", (-55, -135, 820), (-62, -90, 560), 7)
    vein = follow(scene, "great saphenous vein", (-26, -52, 420), (-45, -75, 60), 8)
    return [([*(thigh + [-4, -4, 0]), (thigh[-1] + vein[0]) / 2 + [6, -2, 0], *(vein + [-1, 3, 0])], 1.3)]


def sciatic_line(scene: Scene) -> list[np.ndarray]:
    """From below piriformis to where it divides above the knee."""
    pir = scene.vertices("piriformis")
    medial = pir[(pir[:, 0] > -75) & (pir[:, 0] < -55)]
    gate = medial[medial[:, 2].argmin()]
    hip = scene.vertices("hip bone")
    tuber = hip[(hip[:, 2] < 860) & (hip[:, 0] < -35) & (hip[:, 1] > -70)]
    trochanter = scene.vertices("femur")
    trochanter = trochanter[trochanter[:, 2] > 830]
    outer = trochanter[trochanter[:, 0].argmin()]
    seat = np.array([tuber[:, 0].min() * 0.68 + outer[0] * 0.32, tuber[tuber[:, 1].argmax()][1] - 8, 850.0])
    level = ((790, 0.55), (740, 0.5), (690, 0.42), (640, 0.42))
    thigh = [between(scene, "adductor magnus", "long head of biceps femoris", z, share) for z, share in level]
    return [gate + [4, -6, 6], gate + [1, 4, -4], (gate + seat) / 2 + [-2, 4, 0], seat, *thigh]


def sciatic(scene: Scene) -> Course:
    """Below piriformis, between ischial tuberosity and trochanter, down the back of the thigh."""
    vein = follow(scene, "popliteal vein", (-80, -85, 560), (-85, -65, 400), 6)
    return [([*sciatic_line(scene), vein[0] + [-6, 10, 22]], 5.0)]


def tibial(scene: Scene) -> Course:
    """Through the popliteal fossa, under soleus, behind the medial malleolus."""
    vein = follow(scene, "popliteal vein", (-80, -85, 560), (-85, -65, 400), 6)
    leg = follow(scene, "posterior tibial artery", (-84, -66, 350), (-58, -60, 45), 9)
    return [([vein[0] + [-6, 10, 22], *(vein + [-3, 7, 0]), *(leg + [-4, 3, 0])], 3.2)]


def fibula_neck(scene: Scene) -> np.ndarray:
    """Middle of the neck of the fibula."""
    v = scene.vertices("fibula")
    top = v[:, 2].max()
    return v[(v[:, 2] < top - 18) & (v[:, 2] > top - 34)].mean(0)


def common_fibular(scene: Scene) -> Course:
    """Along biceps femoris and round the neck of the fibula."""
    vein = follow(scene, "popliteal vein", (-80, -85, 560), (-85, -65, 400), 6)
    biceps = scene.vertices("long head of biceps femoris")
    tendon = []
    for z in (545, 515, 485, 445):
        near = biceps[np.abs(biceps[:, 2] - z) < 6]
        tendon.append(near[near[:, 0].argmax()] * [1, 1, 0] + [2.5, -2, z])
    neck = fibula_neck(scene)
    return [
        ([vein[0] + [-8, 10, 28], *tendon, neck + [0, 13, 20], neck + [-9, 8, 5], neck + [-10, -4, -8]], 2.4)
    ]


def deep_fibular(scene: Scene) -> Course:
    """From the neck of the fibula down the front of the leg with the anterior tibial artery."""
    neck = fibula_neck(scene)
    vessel = follow(scene, "anterior tibial artery", (-95, -90, 355), (-70, -95, 85), 8)
    return [([neck + [-10, -4, -8], neck + [0, -12, -24], *(vessel + [-4, -1, 0])], 1.5)]


def superior_gluteal(scene: Scene) -> Course:
    """Above piriformis, between gluteus medius and minimus."""
    vein = follow(scene, "superior gluteal vein", (-30, -72, 935), (-66, -45, 950), 3)
    outer = scene.on("gluteus minimus", (-92, -42, 965), (-112, -56, 960), (-128, -76, 952), (-138, -96, 945))
    return [([vein[1], vein[2], *(outer + [-1.5, 1.5, 0])], 1.5)]


def pudendal(scene: Scene) -> Course:
    """Round the ischial spine with its vessels, along the side wall of the ischioanal fossa."""
    vein = follow(scene, "internal pudendal vein", (-32, -35, 920), (-14, -98, 842), 10)
    return [(vein + [2, 1, 1], 1.7)]


def thoracic_greater(scene: Scene) -> Course:
    """Thoracodorsal nerve, with its artery on the deep side of latissimus dorsi."""
    axil = plexus_lines(scene)["axil"]
    vessel = follow(scene, "thoracodorsal artery", (-136, -85, 1345), (-132, -68, 1272), 5)
    return [([axil[2] + [0, 7, 0], *(vessel + [2, 2, 0])], 1.4)]


NERVES: dict[str, tuple[str, Callable[[Scene], Course]]] = {
    "greater-occipital-nerve": ("Greater occipital nerve", greater_occipital),
    "accessory-nerve": ("Accessory nerve", accessory),
    "brachial-plexus": ("Brachial plexus", brachial_plexus),
    "suprascapular-nerve": ("Suprascapular nerve", suprascapular),
    "axillary-nerve": ("Axillary nerve", axillary),
    "radial-nerve": ("Radial nerve", radial),
    "posterior-interosseous-nerve": ("Posterior interosseous nerve", posterior_interosseous),
    "musculocutaneous-nerve": ("Musculocutaneous nerve", musculocutaneous),
    "median-nerve": ("Median nerve", median),
    "ulnar-nerve": ("Ulnar nerve", ulnar),
    "long-thoracic-nerve": ("Long thoracic nerve", long_thoracic),
    "thoracodorsal-nerve": ("Thoracodorsal nerve", thoracic_greater),
    "femoral-nerve": ("Femoral nerve", femoral),
    "saphenous-nerve": ("Saphenous nerve", saphenous),
    "sciatic-nerve": ("Sciatic nerve", sciatic),
    "tibial-nerve": ("Tibial nerve", tibial),
    "common-fibular-nerve": ("Common fibular nerve", common_fibular),
    "deep-fibular-nerve": ("Deep fibular nerve", deep_fibular),
    "superior-gluteal-nerve": ("Superior gluteal nerve", superior_gluteal),
    "pudendal-nerve": ("Pudendal nerve", pudendal),
}

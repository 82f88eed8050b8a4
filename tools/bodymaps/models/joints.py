"""What the source lacks between bones, for the pictures only: menisci, collateral ligaments, whole membranes.

Drawn, not measured: none of it is in the label volume.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d, grey_closing
from scipy.spatial import cKDTree

from tools.bodymaps.models.rays import first_hit

Mesh = tuple[np.ndarray, np.ndarray]

LEVEL_MM, SMOOTH_ROWS, ACROSS = 3.0, 2.5, 9
# Edges of a membrane lie as deep in the bones as this, so that no slit is left beside it.
IN_BONE_MM = 1.2
# Centre, half widths (x, y) and open angles of the menisci on the tibial plateau: the medial one is a wide C,
# the lateral one nearly a ring; both open towards the middle of the joint.
MENISCI = {
    "medial meniscus": ((-55.5, -80.0), (18.5, 22.5), 50.0, 180.0),
    "lateral meniscus": ((-91.5, -81.0), (16.5, 18.0), 40.0, 0.0),
}
# How far a meniscus reaches inwards from its rim, how high it may be at the rim, how thin it ends.
BREADTH_MM, HIGH_MM, THIN_MM = 9.5, 8.0, 0.8
# Heights (z) above all of the tibia, and below all of its plateau and of the femur.
ABOVE_MM, PLATEAU_MM = 460.0, 420.0
# Side (of x), courses as (y, z), half breadth and half depth in mm, and whether it is stretched between its
# ends or follows the bones: outer epicondyle to the fibula's head as a cord; inner epicondyle to the
# inner side of the tibia some 60 mm below the joint as a band, below the tendons of the pes anserinus.
LIGAMENTS: dict[str, tuple[int, list[tuple[float, float]], tuple[float, float], bool]] = {
    "lateral collateral ligament of knee": (-1, [(-76, 464), (-64, 420)], (2.4, 2.2), True),
    "medial collateral ligament of knee": (
        1,
        [(-78, 466), (-80, 438), (-86, 405), (-90, 376)],
        (5.5, 1.3),
        False,
    ),
}
BRIDGED_MM = 18.0
ALONG, ROUND = 40, 20
OUTSIDE_MM = 300.0


def membrane(source: np.ndarray, one: np.ndarray, other: np.ndarray) -> Mesh:
    """A membrane from bone to bone over the heights of the source's torn one.

    Parameters
    ----------
    source : ndarray (V, 3), mm
        Corner points of the source's membrane.
    one, other : ndarray (N, 3), mm
        Corner points of the bones it is stretched between: at each height it joins their nearest points.
    """
    levels = np.arange(source[:, 2].min(), source[:, 2].max() + LEVEL_MM, LEVEL_MM)
    ends = []
    for level in levels:
        p, q = (bone[np.abs(bone[:, 2] - level) < LEVEL_MM] for bone in (one, other))
        far, which = cKDTree(q[:, :2]).query(p[:, :2])
        nearest = far.argmin()
        ends.append((p[nearest, :2], q[which[nearest], :2]))
    line = gaussian_filter1d(np.array(ends), SMOOTH_ROWS, axis=0, mode="nearest")
    way = line[:, 1] - line[:, 0]
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    line += np.stack([-way, way], 1) * IN_BONE_MM
    share = np.linspace(0, 1, ACROSS)[None, :, None]
    flat = line[:, :1] * (1 - share) + line[:, 1:] * share
    return _faces(np.dstack([flat, np.broadcast_to(levels[:, None], flat.shape[:2])]))


def menisci(tibia: Mesh, femur: Mesh) -> dict[str, Mesh]:
    """Wedges between the rims of the tibial plateau and the condyles of the femur, of the right side."""
    found = {}
    for name, (centre, half, open_deg, towards_deg) in MENISCI.items():
        angles = np.radians(np.linspace(open_deg, 360 - open_deg, 61) + towards_deg)
        rows = []
        for angle in angles:
            way = np.array([np.cos(angle), np.sin(angle)])
            rim = np.array(centre) + way * half
            outer = _gap(tibia, femur, rim, way)
            inner = _gap(tibia, femur, rim - BREADTH_MM * way, way)
            rows.append((outer, inner))
        found[name] = _wedge(np.array(rows), np.array(centre))
    return found


def _gap(tibia: Mesh, femur: Mesh, at: np.ndarray, inwards: np.ndarray) -> tuple[float, ...]:
    """Where a point (x, y) is moved to so that it lies over the tibia, and the heights of tibia and femur."""
    for back in range(16):
        here = at - back * inwards
        top = ABOVE_MM - first_hit(*tibia, np.array([*here, ABOVE_MM]), np.array([0.0, 0.0, -1.0]))
        if top > PLATEAU_MM:
            up = first_hit(*femur, np.array([*here, PLATEAU_MM]), np.array([0.0, 0.0, 1.0]))
            return (*here, top, PLATEAU_MM + min(up, 40.0))
    raise LookupError(f"No plateau of the tibia below {at}: move the meniscus.")


def _wedge(rows: np.ndarray, centre: np.ndarray) -> Mesh:
    """A closed wedge from rows (N, outer and inner, (x, y, lower, upper))."""
    rows = gaussian_filter1d(rows, 2.0, axis=0, mode="nearest")
    (x, y, low, up), inner = rows[:, 0].T, rows[:, 1]
    high = np.clip(up - low, 3.0, HIGH_MM)
    bulge = (np.stack([x, y], 1) - centre) * 0.06
    inside = inner[:, 2]
    ring = [
        np.stack([x, y, low - 0.6], 1),
        np.stack([x + bulge[:, 0], y + bulge[:, 1], low + 0.25 * high], 1),
        np.stack([x + bulge[:, 0], y + bulge[:, 1], low + 0.75 * high], 1),
        np.stack([x, y, low + high], 1),
        np.stack([inner[:, 0], inner[:, 1], inside + THIN_MM], 1),
        np.stack([inner[:, 0], inner[:, 1], inside - 0.6], 1),
    ]
    return _faces(np.stack([*ring, ring[0]], 1))


def collateral_ligaments(bones: list[Mesh]) -> dict[str, Mesh]:
    """The ligaments at both sides of the knee, of the right side, laid on some bones."""
    return {name: _cord(bones, *of) for name, of in LIGAMENTS.items()}


def _cord(
    bones: list[Mesh], side: int, course: list[tuple[float, float]], half: tuple[float, float], straight: bool
) -> Mesh:
    """A cord or band at the side of a limb, broad from front to back, its ends sunk into the bones."""
    corner = np.array(course, float)
    steps = np.r_[0, np.cumsum(np.linalg.norm(np.diff(corner, axis=0), axis=1))]
    s = np.linspace(0, steps[-1], ALONG)
    y, z = np.array([np.interp(s, steps, values) for values in corner.T])
    far = np.array([_outermost(bones, side, *at) for at in zip(y, z, strict=True)])
    if straight:
        ends = [0, -1]
        far = np.maximum(far, np.interp(s, s[ends], far[ends]))
    else:
        far = grey_closing(far, round(BRIDGED_MM / (s[1] - s[0])), mode="nearest")
    # both ends go into the bone
    lift = half[1] * np.interp(np.minimum(s, s[-1] - s), [0, 6], [-0.8, 0.7])
    far = gaussian_filter1d(far, 1.5, mode="nearest") + lift
    line = np.stack([side * far, y, z], 1)
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    outward = np.array([float(side), 0.0, 0.0]) - way[:, :1] * side * way
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    forward = np.cross(way, outward)
    angle = np.linspace(0, 2 * np.pi, ROUND)
    net = line[:, None] + half[1] * np.cos(angle)[None, :, None] * outward[:, None]
    return _faces(net + half[0] * np.sin(angle)[None, :, None] * forward[:, None])


def _outermost(bones: list[Mesh], side: int, y: float, z: float) -> float:
    """How far to a side of x = 0 bones reach at a place seen from that side."""
    start = np.array([side * OUTSIDE_MM, y, z])
    return max(OUTSIDE_MM - first_hit(*bone, start, np.array([-float(side), 0.0, 0.0])) for bone in bones)


def _faces(net: np.ndarray) -> Mesh:
    """Vertices and triangles of a net (N, M, 3)."""
    number = np.arange(net[..., 0].size).reshape(net.shape[:2])
    a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
    return net.reshape(-1, 3), np.concatenate(
        [np.stack(t, -1).reshape(-1, 3) for t in ((a, b, c), (a, c, d))]
    )

"""How thick the tissue over muscle and bone is drawn, region by region.

The source body has no skin and no fat. The thicknesses below are assumptions for display, chosen
to look like a lean adult; they are not measurements and nothing in the atlas may be read as one.
Facial values follow the order of magnitude of published tables of facial soft tissue depth.
"""

from __future__ import annotations

import numpy as np

# region: (anchor x, y, z in mm, right side), thickness in mm over the closed muscle and bone surface
THICKNESS_MM: dict[str, tuple[tuple[float, float, float], float]] = {
    "sole, heel": ((-75, -5, 15), 6.0),
    "back of foot": ((-105, -140, 60), 3.0),
    "ankle": ((-85, -40, 110), 4.0),
    "shin": ((-95, -75, 250), 5.0),
    "calf": ((-90, 0, 300), 5.0),
    "knee": ((-95, -90, 470), 3.0),
    "back of knee": ((-95, 0, 470), 6.0),
    "thigh, front": ((-120, -130, 650), 7.0),
    "thigh, outer": ((-180, -60, 700), 5.0),
    "thigh, back": ((-110, 10, 650), 7.0),
    "thigh, inner": ((-20, -80, 770), 11.0),
    "thigh, inner, low": ((-30, -60, 620), 7.0),
    "hip": ((-170, -60, 900), 6.5),
    "buttock": ((-90, 60, 880), 12.0),
    "lower back": ((-60, 50, 1030), 8.0),
    "flank": ((-125, -80, 1050), 14.0),
    "belly": ((-40, -190, 1000), 9.0),
    "upper belly": ((-60, -190, 1130), 8.5),
    "chest": ((-90, -190, 1280), 8.5),
    "side of chest": ((-140, -80, 1220), 9.0),
    "breastbone": ((0, -200, 1280), 6.5),
    "below the shoulder blade": ((-85, 5, 1230), 13.0),
    "back of the ribs": ((-60, 0, 1150), 11.0),
    "shoulder blade": ((-90, 10, 1330), 9.0),
    "between shoulder blades": ((0, 10, 1320), 7.5),
    "collarbone": ((-90, -120, 1410), 6.0),
    "shoulder": ((-190, -60, 1390), 6.0),
    "upper arm": ((-215, -60, 1230), 5.0),
    "elbow": ((-230, -60, 1090), 3.5),
    "forearm": ((-240, -90, 980), 4.5),
    "wrist": ((-255, -105, 880), 3.0),
    "neck": ((-50, -60, 1480), 4.0),
}


FACE_MM: dict[str, tuple[tuple[float, float, float], float]] = {
    "crown": ((0, -60, 1703), 5.0),
    "side of skull": ((-76, -60, 1640), 5.5),
    "back of skull": ((0, 18, 1610), 6.0),
    "forehead": ((0, -175, 1650), 5.5),
    "forehead, side": ((-45, -155, 1650), 5.5),
    "glabella": ((0, -177, 1610), 6.0),
    "nasion": ((0, -172, 1597), 5.0),
    "brow": ((-32, -167, 1608), 6.0),
    "temple": ((-64, -115, 1605), 5.0),
    "cheekbone": ((-52, -146, 1568), 6.0),
    "below the orbit": ((-32, -160, 1564), 5.0),
    "zygomatic arch": ((-66, -108, 1570), 5.0),
    "upper lip": ((-8, -182, 1540), 8.0),
    "lips": ((0, -183, 1524), 3.0),
    "chin": ((0, -174, 1495), 9.0),
    "under the chin": ((0, -160, 1488), 6.0),
    "body of jaw": ((-36, -145, 1503), 7.0),
    "angle of jaw": ((-53, -105, 1512), 6.0),
    "mastoid": ((-62, -55, 1555), 5.0),
    "throat": ((0, -125, 1450), 4.0),
    "neck, side": ((-50, -85, 1470), 4.0),
    "nape": ((0, -25, 1480), 6.0),
}

Regions = dict[str, tuple[tuple[float, float, float], float]]


def thickness_mm(
    x: np.ndarray, y: np.ndarray, z: np.ndarray, regions: Regions = THICKNESS_MM, reach_mm: float = 30
) -> np.ndarray:
    """Thickness in mm at places (broadcast arrays in mm): the regions' values, blended by nearness."""
    weight = np.zeros(np.broadcast_shapes(x.shape, y.shape, z.shape), np.float32)
    total = np.zeros_like(weight)
    for (ax, ay, az), value in regions.values():
        near = 1 / ((x - ax) ** 2 + (y - ay) ** 2 + (z - az) ** 2 + reach_mm**2) ** 2
        weight += near
        total += near * value
    return total / weight

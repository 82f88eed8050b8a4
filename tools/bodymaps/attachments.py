"""Find where muscles touch the bones that their records name: `python -m tools.bodymaps.attachments`.

A place of attachment is where the label volume has the muscle within `TOUCH_MM` of a bone that the
record names for that end. Of ends that are told as a small place (no line, border, surface or shaft),
only what lies at that end of the muscle is kept, for many muscles run along the bone before they reach
it. Places that no picture of the bones shows, and ends whose bones the muscle does not touch in the
reference body, or only some of them, are left out. Writes `attachments.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.files import ASSETS, ATTACHMENTS
from triggerpoints.atlas.solids import load_solids
from triggerpoints.content import load_content

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.atlas.view import View

TOUCH_MM = 3.0
APART_MM, MOST = 3, 80  # points of an area lie so far apart, or farther where they would be more
FEWEST = 3  # points that make an area
END_SHARE = 0.3  # of a muscle's length, in which a small place lies
TOUCHED_SHARE = 0.5  # of the named bones must be touched, or a right click would count as wrong
SEEN_SHARE = 0.35  # of an area that a picture must show
OVER_MM = 2.5  # bone so far in front of a point hides it
MIDLINE_MM = 3.0
VIEWS = ("front", "back", "right")
CLOSE = ("foot-sole", "foot-top", "hand-palm", "hand-back")  # no bone of the body is left out there
BETTER = 0.15  # so much more of an area a close-up must show
ENDS = ("proximal", "distal")

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
NUMBERS = ("one", "two", "three", "four", "five", "six")
FINGERS = ("thumb", "index-finger", "middle-finger", "ring-finger", "little-finger")
TOES = ("big-toe", "second-toe", "third-toe", "fourth-toe", "little-toe")
LEVELS = [f"{part}{n}" for part, last in (("C", 7), ("T", 12), ("L", 5)) for n in range(1, last + 1)]
BONES = {
    r"scapula|acromion|coracoid|glenoid tubercle|(infra|supra|sub)s(pin|cap)": ["scapula"],
    r"clavicle|clavicular": ["clavicle"],
    r"manubrium|sternum|xiphoid": ["body-of-sternum", "zone-of-bone-organ"],
    r"humer|lateral epicondyle|medial epicondyle": ["humerus"],
    r"radius|radial (head|tuberosity)": ["radius"],
    r"ulna\b|olecranon|coronoid process of the ulna|humero-ulnar|ulnar head": ["ulna"],
    r"femur|femoral condyle|trochanter|linea aspera|gluteal tuberosity|supracondylar": ["femur"],
    r"adductor tubercle|quadrate tubercle|intertrochanteric": ["femur"],
    r"\btibia|tibial tuberosity|soleal|pes anserinus": ["tibia"],
    r"fibula\b": ["fibula"],
    r"patella\b": ["patella"],
    r"ilium|iliac (crest|fossa|spine)|ischi(um|al spine|al tub)|pubis|pubic": ["hip-bone"],
    r"obturator (membrane|foramen)|acetabulum": ["hip-bone"],
    r"sacrum|coccyx": ["sacrum"],
    r"mandible|coronoid process of the mandible|condylar neck|pterygoid fovea": ["mandible"],
    r"hyoid bone": ["hyoid-bone"],
    r"thyroid cartilage": ["thyroid-cartilage"],
    r"mastoid|temporal bone|temporal fossa|styloid": ["temporal-bone"],
    r"temporal fossa": ["parietal-bone", "frontal-bone", "sphenoid-bone"],
    r"nuchal line|occipital": ["occipital-bone"],
    r"zygomatic": ["zygomatic-bone"],
    r"zygomatic arch": ["temporal-bone"],
    r"maxilla": ["maxilla"],
    r"frontal bone": ["frontal-bone"],
    r"pterygoid plate|sphenoid": ["sphenoid-bone"],
    r"palatine": ["palatine-bone"],
    r"calcane": ["calcaneus"],
    r"navicular": ["navicular-bone-of-foot"],
    r"cuboid": ["cuboid-bone"],
    r"medial cuneiform|the cuneiforms": ["medial-cuneiform-bone"],
    r"lateral cuneiform|the cuneiforms": ["lateral-cuneiform-bone"],
    r"the cuneiforms": ["intermediate-cuneiform-bone"],
    r"pisiform": ["pisiform"], r"scaphoid": ["scaphoid"], r"trapezium": ["trapezium"],
    r"trapezoid\b": ["trapezoid"], r"capitate": ["capitate"], r"hamate": ["hamate"],
}  # fmt: skip
"""What a record says of an attachment, and the structures of the atlas that it means."""
BROAD = re.compile(
    r"line\b|linea|border|surface|shaft|fossa|crest|ramus|two thirds|three quarters|half|angles|ribs \d"
    r"|spine\b|spinous|transverse|wraps|radial side|lip\b|bodies|front of|back of|inner|middle",
    re.IGNORECASE,
)

Points = NDArray[np.float64]


def bones_of(text: str) -> set[str]:
    """Ids of the bones that a record's attachment names."""
    text = text.lower()
    found = {bone for words, bones in BONES.items() if re.search(words, text) for bone in bones}
    for number in _numbers(text, r"ribs?"):
        found.add(f"{ORDINALS[number - 1]}-rib")
    for number in _numbers(text, r"costal cartilages?"):
        if number <= len(ORDINALS[:7]):
            found.add(f"{ORDINALS[number - 1]}-costal-cartilage")
    for number in _numbers(text, r"metacarpals?"):
        found.add(f"{ORDINALS[number - 1]}-metacarpal-bone")
    for number in _numbers(text, r"metatarsals?"):
        found.add(f"{ORDINALS[number - 1]}-metatarsal-bone")
    return found | set(_phalanges(text)) | set(_vertebrae(text))


def _numbers(text: str, of: str) -> set[int]:
    """Numbers of bones in a text, such as ``ribs 3 to 5``, ``lower six ribs``, ``first metatarsal``."""
    found: set[int] = set()
    for first, last in re.findall(rf"{of} (?:about )?(\d+)(?:(?: to |-)(\d+))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    for row in re.findall(rf"{of} ((?:\d+, )*\d+ and \d+)", text):
        found |= {int(number) for number in re.findall(r"\d+", row)}
    for words in re.findall(rf"((?:\w+ and )?(?:{'|'.join(ORDINALS)})) {of}", text):
        found |= {ORDINALS.index(word) + 1 for word in words.split() if word in ORDINALS}
    for where, many in re.findall(rf"(lower|upper) ({'|'.join(NUMBERS)})(?: or \w+)? {of}", text):
        count = NUMBERS.index(many) + 1
        found |= set(range(1, count + 1) if where == "upper" else range(13 - count, 13))
    return {number for number in found if 1 <= number <= 12}


def _phalanges(text: str) -> Iterator[str]:
    for row, clause in re.findall(
        r"((?:proximal|middle|distal)(?: and (?:middle|distal))?) phalan(?:x|ges)([^;]*)", text
    ):
        rows = re.findall("proximal|middle|distal", row)
        digits: list[str] = []
        if "thumb" in clause:
            digits.append(FINGERS[0])
        if "great toe" in clause:
            digits.append(TOES[0])
        if "fifth toe" in clause:
            digits.append(TOES[4])
        digits += [finger for finger in FINGERS[1:] if finger.split("-")[0] in clause and "finger" in clause]
        many = re.search(r"(fingers|toes) (\w+) to (\w+)", clause)
        if many:
            first, last = (NUMBERS.index(n) + 1 if n in NUMBERS else int(n) for n in many.groups()[1:])
            digits += list((FINGERS if many.group(1) == "fingers" else TOES)[first - 1 : last])
        yield from (f"{one}-phalanx-of-{digit}" for one in rows for digit in digits)


def _vertebrae(text: str) -> Iterator[str]:
    if not re.search(r"process|vertebra|tubercle|bodies|lamina", text):
        return
    for first, last in re.findall(r"\b([ctl]\d+)(?:(?: to (?:about )?|-)([ctl]\d+))?", text):
        row = LEVELS[LEVELS.index(first.upper()) : LEVELS.index((last or first).upper()) + 1]
        yield from map(_vertebra, row)
    if "all thoracic" in text:
        yield from map(_vertebra, LEVELS[7:19])


def _vertebra(level: str) -> str:
    named = {"C": "cervical", "T": "thoracic", "L": "lumbar"}[level[0]]
    return {"C1": "atlas", "C2": "axis"}.get(level, f"{ORDINALS[int(level[1:]) - 1]}-{named}-vertebra")


def touching(atlas: Atlas, muscle: str, body: Points, bones: set[str]) -> dict[str, Points]:
    """Points on the surface of bones that a muscle of the right side touches, by bone."""
    volume = atlas.volume
    label = volume.label_of(muscle)
    if label is None or not bones:
        return {}
    labels, first_mm = volume.box(body.min(0) - TOUCH_MM - 1, body.max(0) + TOUCH_MM + 1)
    away_mm = ndimage.distance_transform_edt(labels != label) * volume.step_mm
    found = {}
    for structure in volume.structures:
        if structure.id in bones:
            bone = labels == structure.label
            shell = bone & ~ndimage.binary_erosion(bone)
            at = np.argwhere(shell & (away_mm <= TOUCH_MM))
            points = first_mm + at * volume.step_mm
            points = points[points[:, 0] <= MIDLINE_MM]
            if len(points):
                found[structure.id] = points
    return found


def _at_end(points: Points, muscle: Points, away_from: Points) -> Points:
    """What of some points lies at the end of a muscle, away from its other end."""
    axis = points.mean(0) - away_from
    axis /= max(float(np.linalg.norm(axis)), 1e-6)
    along = muscle @ axis
    low, high = float(along.min()), float(along.max())
    return points[points @ axis >= high - END_SHARE * (high - low)]


def _largest(points: Points) -> Points:
    """The patches on a bone that are no specks: at least a tenth of the largest."""
    links = KDTree(points).query_pairs(2.5, output_type="ndarray")
    graph = coo_matrix((np.ones(len(links)), links.T), (len(points),) * 2)
    _, of = connected_components(graph, directed=False)
    sizes = np.bincount(of)
    return points[sizes[of] >= 0.1 * sizes.max()]


def _thinned(points: Points) -> tuple[Points, int]:
    """One of the points in each cube, and the size of the cubes, so that there are at most `MOST`."""
    for apart_mm in range(APART_MM, 100):
        _, kept = np.unique(np.floor(points / apart_mm).astype(int), axis=0, return_index=True)
        if len(kept) <= MOST:
            break
    return np.rint(points[np.sort(kept)]).astype(int), apart_mm


def seen(atlas: Atlas, view: View, points: Points) -> NDArray[np.bool_]:
    """Which points (N,) lie in the picture of a view with no bone before them."""
    xy = view.project(points)
    hides = np.array([s.kind in ("bone", "cartilage") for s in atlas.volume.structures])
    steps = np.arange(OVER_MM, 400.0, 2.0)
    rays = points[:, None] - steps[None, :, None] * view.towards_mm
    inside = ((xy >= 0) & (xy < (view.width_px, view.height_px))).all(1)
    return inside & ~hides[atlas.volume.at(rays)].any(1)


def build(folder: Path = ASSETS) -> dict[str, dict[str, dict[str, object]]]:
    """All areas: by muscle and end the bones, the view that shows most of it, and points in whole mm."""
    atlas, content, solids = load_atlas(folder), load_content(), load_solids(folder)
    found: dict[str, dict[str, dict[str, object]]] = {}
    for muscle in content.muscles.values():
        if not muscle.anatomy.has_source or muscle.id not in solids.by_id:
            continue
        texts = {end: str(getattr(muscle.anatomy, f"{end}_attachment")) for end in ENDS}
        named = {end: bones_of(text) for end, text in texts.items()}
        both = named["proximal"] & named["distal"]
        body = solids.mesh(muscle.id).position_mm.astype(float)
        body = body[body[:, 0] <= MIDLINE_MM]
        touch = {end: touching(atlas, muscle.id, body, named[end] - both) for end in ENDS}
        for end, other in (ENDS, ENDS[::-1]):
            far = np.concatenate(list(touch[other].values()) or [body]).mean(0)
            on_bones = {}
            for bone, points in touch[end].items():
                points = points if BROAD.search(texts[end]) else _at_end(points, body, far)
                points = _process(texts[end], points)
                if len(points):
                    on_bones[bone] = _largest(points)
            few = len(on_bones) < TOUCHED_SHARE * len(named[end])
            if few or sum(map(len, on_bones.values())) < FEWEST:
                continue
            points, apart_mm = _thinned(np.concatenate(list(on_bones.values())))
            view, share = _best_view(atlas, points)
            if len(points) >= FEWEST and share >= SEEN_SHARE:
                found.setdefault(muscle.id, {})[end] = {
                    "bones": sorted(on_bones),
                    "view": view,
                    "apart_mm": apart_mm,
                    "first_mm": points[0].tolist(),
                    "from_first_mm": (points - points[0]).ravel().tolist(),
                }
    return found


def _best_view(atlas: Atlas, points: Points) -> tuple[str, float]:
    """The view that shows most of an area, and how much; a close-up only where it shows more."""
    shares = {view: float(seen(atlas, atlas.views[view], points).mean()) for view in (*VIEWS, *CLOSE)}
    whole = max(VIEWS, key=lambda view: shares[view])
    close = max(CLOSE, key=lambda view: shares[view])
    view = close if shares[close] > shares[whole] + BETTER else whole
    return view, shares[view]


def _process(text: str, points: Points) -> Points:
    """Where only one kind of process is told, those of it; the spinous ones lie on the midline."""
    spinous, transverse = "spinous" in text.lower(), "transverse" in text.lower()
    if spinous == transverse:
        return points
    return points[(np.abs(points[:, 0]) < 9.0) == spinous]


def write(folder: Path = ASSETS) -> None:
    """Write the areas beside the other files of the atlas."""
    text = json.dumps(build(folder), separators=(",", ":"))
    (folder / ATTACHMENTS).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()

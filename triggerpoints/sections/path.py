"""The line from the skin through a point: the layers it meets, and the hazards near it.

Anatomy of one reference body, to learn from; never a way to guide a needle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from triggerpoints.atlas.volume import LabelVolume, Structure
from triggerpoints.sections.cut import ACROSS, DOWN_MM, PLANES, PlaneKind
from triggerpoints.sections.tendons import part_at

if TYPE_CHECKING:
    from triggerpoints.atlas.atlas import Atlas

HAZARD_KINDS = ("lung", "canal", "organ", "cavity", "airway", "vessel", "nerve")
"""Kinds that a needle must not meet, gravest first."""
COVER_KINDS = ("skin", "fat")

MAX_ANGLE_DEG = 45.0
NEAR_MM = {
    "lung": 20.0,
    "canal": 20.0,
    "organ": 15.0,
    "cavity": 15.0,
    "airway": 15.0,
    "vessel": 10.0,
    "nerve": 10.0,
}
"""A hazard this near the line counts as near it; the graver, the farther."""
SEARCH_MM = 40.0
STEP_MM = 0.25
SLIVER_MM = 0.8
"""Shorter stretches are corners of voxels, not layers, unless they are vessel or nerve."""
BEYOND_MM = 30.0
"""How far the line is followed past its muscle."""
MIN_LENGTH_MM, MAX_LENGTH_MM = 40.0, 150.0
BONE_SHOWN_MM = 8.0
NORMAL_REACH_MM = 18.0
BONE_MET_MM = 2.0  # less is a corner of a voxel
NEVER_MET = ("bone", "lung", "canal", "organ", "cavity", "airway")  # on a line that goes round bone
WAY_STEP_MM, WAY_TURN_DEG = 1.0, 10.0
SPARED_MM = 10.0  # so much longer a way may be for each mm of vessel or nerve that it spares
FLATTEST = 0.5
"""Least part of the skin's normal that must lie in a plane for the line to run in it."""


@dataclass(frozen=True)
class Cover:
    """Assumed thickness of skin and of the fat below it, at a right angle to the skin."""

    skin_mm: float
    fat_mm: float


@dataclass(frozen=True)
class Layer:
    """A stretch of one structure along the line, in mm from the skin."""

    structure: Structure
    start_mm: float
    end_mm: float

    @property
    def thickness_mm(self) -> float:
        """Length along the line."""
        return self.end_mm - self.start_mm


@dataclass(frozen=True)
class NearHazard:
    """A hazardous structure near the line.

    Attributes
    ----------
    structure : Structure
    position_mm : tuple of 3 float
        Its point nearest to the line.
    from_line_mm : float
        Distance from the line between the skin and the muscle's far side.
    from_point_mm : float
        Distance of its nearest part from the trigger point.
    direction_mm : tuple of 3 float
        From the line to that point; short when the line meets it.
    along_mm : float
        Depth at which the line comes nearest, as in `NeedlePath.layers`.
    behind_bone : bool
        Bone lies between the line and its nearest point.
    """

    structure: Structure
    position_mm: tuple[float, float, float]
    from_line_mm: float
    from_point_mm: float
    direction_mm: tuple[float, float, float]
    along_mm: float
    behind_bone: bool


@dataclass(frozen=True)
class NeedlePath:
    """A line from the skin through a point.

    Attributes
    ----------
    plane : {'transverse', 'sagittal', 'coronal'}
        The plane it lies in.
    angle_deg : float
        Turned from the right angle to the skin in that plane; positive turns the tip towards the
        midline, in a sagittal plane towards the head.
    point_mm, entry_mm : tuple of 3 float
        The point, and where the line enters the skin of the model.
    direction : tuple of 3 float
        Unit vector inwards.
    layers : tuple of Layer
        From the skin on; with the assumed cover when there is one.
    target : str or None
        Id of the muscle the line aims at.
    target_mm : tuple of 2 float, or None
        Where that muscle begins and ends.
    point_depth_mm : float
        Depth of the point.
    model_cover_mm : float
        Skin and fat of the model along the line, before any assumption.
    shift_mm : float
        How much deeper everything lies by the assumption than in the model.
    bone_mm : float or None
        Where the line first meets bone.
    hazards : tuple of NearHazard
        Within 40 mm, nearest to the line first.
    around_bone : bool
        The line from the nearest skin meets bone before the muscle; this one comes from where it does not.
    """

    plane: PlaneKind
    angle_deg: float
    point_mm: tuple[float, float, float]
    entry_mm: tuple[float, float, float]
    direction: tuple[float, float, float]
    layers: tuple[Layer, ...]
    target: str | None
    target_mm: tuple[float, float] | None
    point_depth_mm: float
    model_cover_mm: float
    shift_mm: float
    bone_mm: float | None
    hazards: tuple[NearHazard, ...]
    around_bone: bool = False

    @property
    def met(self) -> tuple[Layer, ...]:
        """Hazards on the line itself, in order, with nothing of bone before them."""
        end = self.bone_mm if self.bone_mm is not None else np.inf
        return tuple(x for x in self.layers if x.structure.kind in HAZARD_KINDS and x.start_mm < end)


def skin_normal(atlas: Atlas, point_mm: np.ndarray) -> np.ndarray:
    """Outward normal (3,) of the skin nearest to a point, averaged over about a thumb's width."""
    surface = atlas.surface
    nearest = int(surface.nearest(np.asarray(point_mm, float))[0])
    around = surface.tree.query_ball_point(surface.position_mm[nearest], NORMAL_REACH_MM)
    normals = surface.normal[around]
    normals = normals[normals @ surface.normal[nearest] > 0.3]
    mean = normals.mean(0, dtype=float)
    return mean / np.linalg.norm(mean)


def in_plane(normal: np.ndarray, plane: PlaneKind) -> float:
    """How much of a unit normal lies in a plane, 0 to 1."""
    return float(np.sqrt(max(0.0, 1 - float(normal[ACROSS[plane]]) ** 2)))


def best_plane(normal: np.ndarray) -> PlaneKind:
    """Plane that shows a line at a right angle to the skin: the transverse one if it can, else the best."""
    if in_plane(normal, "transverse") >= 0.8:
        return "transverse"
    return max(PLANES, key=lambda plane: in_plane(normal, plane))


def direction_inwards(
    normal: np.ndarray, plane: PlaneKind, angle_deg: float, point_mm: np.ndarray
) -> np.ndarray:
    """Unit vector (3,) of the line: the skin's normal turned inwards, laid into the plane and tilted.

    Raises
    ------
    ValueError
        The skin lies so flat in the plane that the line cannot run in it, or the angle is too large.
    """
    if not abs(angle_deg) <= MAX_ANGLE_DEG:  # so that what is no number is caught too
        raise ValueError(
            f"The angle is {angle_deg:g} degrees; choose one from {-MAX_ANGLE_DEG:g} to {MAX_ANGLE_DEG:g}."
        )
    if in_plane(normal, plane) < FLATTEST:
        raise ValueError(f"The skin lies flat in the {plane} plane here. Choose another plane.")
    straight = -np.asarray(normal, float)
    straight[ACROSS[plane]] = 0
    straight /= np.linalg.norm(straight)
    wanted = (
        np.array([0.0, 0.0, 1.0])
        if plane == "sagittal"
        else np.array([-np.sign(point_mm[0]) or 1.0, 0.0, 0.0])
    )
    aside = wanted - straight * (wanted @ straight)
    if np.linalg.norm(aside) < 1e-3:  # the line already runs that way; tilt upwards or forwards instead
        aside = -np.array(DOWN_MM[plane], float)
        aside -= straight * (aside @ straight)
    aside /= np.linalg.norm(aside)
    a = np.radians(angle_deg)
    return np.cos(a) * straight + np.sin(a) * aside


def entry(volume: LabelVolume, point_mm: np.ndarray, direction: np.ndarray) -> float:
    """Distance in mm from the skin to a point, against the direction of the line."""
    t = np.arange(0.0, MAX_LENGTH_MM + STEP_MM, STEP_MM)
    labels = volume.at(np.asarray(point_mm, float) - t[:, None] * direction)
    outside = np.flatnonzero(labels == 0)
    if labels[0] == 0:
        raise ValueError("The point lies outside the body. Choose a point inside it.")
    if not len(outside):
        raise ValueError(
            f"No skin within {MAX_LENGTH_MM:g} mm of the point in this direction. Choose another angle."
        )
    return float(t[outside[0]])


def _around_bone(
    atlas: Atlas, point: np.ndarray, target: str, normal: np.ndarray, plane: PlaneKind, free: bool
) -> tuple[np.ndarray, PlaneKind] | None:
    """The shortest straight way to a point that meets neither bone nor what lies in a body cavity.

    Parameters
    ----------
    atlas : Atlas
    point : ndarray (3,)
    target : str
        Muscle that the point belongs to.
    normal : ndarray (3,)
        Of the nearest skin.
    plane : {'transverse', 'sagittal', 'coronal'}
    free : bool
        Whether the line may lie in another plane too.

    Returns
    -------
    (ndarray (3,), str) or None
        What the line starts from instead of the skin's normal, and its plane. None where the line from the
        nearest skin reaches the muscle without bone, and where no other one does.
    """
    volume = atlas.volume
    kinds = np.array([s.kind for s in volume.structures])
    own = volume.label_of(target)
    t = np.arange(0.0, MAX_LENGTH_MM, WAY_STEP_MM)

    def met(direction: np.ndarray) -> tuple[np.ndarray, float] | None:
        """Kinds on the way from the skin to the muscle, and the length of the way; None without skin."""
        labels = volume.at(point - t[:, None] * direction)
        outside = np.flatnonzero(labels == 0)
        if not len(outside):
            return None
        before = labels[: outside[0]]
        return kinds[before[before != own]], float(t[outside[0]])

    straight = met(direction_inwards(normal, plane, 0.0, point))
    if straight is not None and (straight[0] == "bone").sum() * WAY_STEP_MM < BONE_MET_MM:
        return None
    best: tuple[float, np.ndarray, PlaneKind] | None = None
    for one in PLANES if free else (plane,):
        first, second = np.delete(np.eye(3), ACROSS[one], axis=0)
        for turn in np.radians(np.arange(0.0, 360.0, WAY_TURN_DEG)):
            way = np.cos(turn) * first + np.sin(turn) * second
            found = met(way)
            if found is None or np.isin(found[0], NEVER_MET).any():
                continue
            cost = found[1] + SPARED_MM * float(np.isin(found[0], ("vessel", "nerve")).sum())
            is_steep = -float(way @ skin_normal(atlas, point - found[1] * way)) >= FLATTEST
            if is_steep and (best is None or cost < best[0] - 1e-6):
                best = (cost, -way, one)
    return best[1:] if best else None


def trace(
    atlas: Atlas,
    point_mm: tuple[float, float, float],
    target: str | None = None,
    *,
    plane: PlaneKind | None = None,
    angle_deg: float = 0.0,
    cover: Cover | None = None,
) -> NeedlePath:
    """Follow the line from the skin through a point.

    It comes from the nearest skin; where bone lies before the muscle there, from where none does.

    Parameters
    ----------
    atlas : Atlas
    point_mm : (x, y, z)
        On either side of the body.
    target : str, optional
        Muscle of the list that the point belongs to.
    plane : {'transverse', 'sagittal', 'coronal'}, optional
        Plane the line lies in; the best one without it, or where the skin lies flat in the one asked for.
    angle_deg : float
        See `NeedlePath.angle_deg`.
    cover : Cover, optional
        Takes the place of the model's own skin and fat.

    Raises
    ------
    ValueError
        The angle is out of range or no skin is found.
    """
    volume = atlas.volume
    point = np.array(point_mm, float)
    normal = skin_normal(atlas, point)
    free = plane is None or in_plane(normal, plane) < FLATTEST
    if plane is None or free:
        plane = best_plane(normal)
    around = _around_bone(atlas, point, target, normal, plane, free) if target else None
    if around:
        normal, plane = around
    direction = direction_inwards(normal, plane, angle_deg, point)
    depth = entry(volume, point, direction)
    start = point - depth * direction
    spans = [
        Layer(s.structure, s.start_mm, s.end_mm)
        for s in volume.along(start, direction, MAX_LENGTH_MM, STEP_MM)
    ]
    layers = _merged([x for x in spans if x.structure.kind != "outside" or x.start_mm > depth])
    layers = [
        replace(x, structure=part_at(atlas, x.structure, start + (x.start_mm + x.end_mm) / 2 * direction))
        for x in layers
    ]
    if cut_off := [n for n, x in enumerate(layers) if x.structure.kind == "outside"]:
        layers = layers[: cut_off[0]]
    aim = _target_span(layers, target, depth)
    end = aim[1] if aim else depth
    layers, bone = _ended(layers, end)
    hazards = near_hazards(volume, start, direction, end, point)
    at_skin = skin_normal(atlas, start) if around else normal
    layers, own, shift = _covered(layers, cover, abs(float(direction @ at_skin)), volume.structures)
    return NeedlePath(
        plane,
        float(angle_deg),
        _triple(point),
        _triple(start),
        _triple(direction),
        tuple(layers),
        target,
        (aim[0] + shift, aim[1] + shift) if aim else None,
        depth + shift,
        own,
        shift,
        bone + shift if bone is not None else None,
        tuple(replace(h, along_mm=h.along_mm + shift) for h in hazards),
        around is not None,
    )


def first_muscle(atlas: Atlas, skin_mm: np.ndarray) -> tuple[tuple[float, float, float], str | None]:
    """Point for a place on the skin: the middle of the first listed muscle below it, and that muscle's id.

    Without a muscle within 60 mm it is a point 8 mm below the skin.
    """
    inwards = -skin_normal(atlas, skin_mm)
    start = np.asarray(skin_mm, float)
    for span in atlas.volume.along(start, inwards, 60.0):
        if span.structure.muscle and span.end_mm - span.start_mm >= 2:
            middle = min((span.start_mm + span.end_mm) / 2, span.start_mm + 12)
            return _triple(start + middle * inwards), span.structure.muscle
    return _triple(start + 8 * inwards), None


def near_hazards(
    volume: LabelVolume, start: np.ndarray, direction: np.ndarray, end_mm: float, point: np.ndarray
) -> list[NearHazard]:
    """Hazards within 40 mm of the line between the skin and a depth, nearest first."""
    ends = np.stack([start, start + end_mm * direction])
    box, first = volume.box(ends.min(0) - SEARCH_MM, ends.max(0) + SEARCH_MM)
    table = np.array([s.kind in HAZARD_KINDS for s in volume.structures])
    inner = np.zeros(box.shape, bool)  # voxels inside one structure are never the nearest
    core = box[1:-1, 1:-1, 1:-1]
    inner[1:-1, 1:-1, 1:-1] = (
        (core == box[2:, 1:-1, 1:-1])
        & (core == box[:-2, 1:-1, 1:-1])
        & (core == box[1:-1, 2:, 1:-1])
        & (core == box[1:-1, :-2, 1:-1])
        & (core == box[1:-1, 1:-1, 2:])
        & (core == box[1:-1, 1:-1, :-2])
    )
    index = np.flatnonzero((table[box] & ~inner).ravel())
    if not len(index):
        return []
    labels = box.ravel()[index]
    place = np.stack(np.unravel_index(index, box.shape), 1).astype(
        np.float32
    ) * volume.step_mm + first.astype(np.float32)
    offset = place - start.astype(np.float32)
    along = np.clip(offset @ direction.astype(np.float32), 0, end_mm)
    away = offset - along[:, None] * direction.astype(np.float32)
    distance = np.sqrt(np.einsum("ij,ij->i", away, away))
    near = distance <= SEARCH_MM
    labels, place, away, along, distance = labels[near], place[near], away[near], along[near], distance[near]
    order = np.lexsort((distance, labels))
    kinds, firsts = np.unique(labels[order], return_index=True)
    from_point = np.full(len(volume.structures), np.inf)
    np.minimum.at(from_point, labels, np.linalg.norm(place - point.astype(np.float32), axis=1))
    half = volume.step_mm / 2  # from the voxel's middle to its edge
    chosen = order[firsts]
    between = place[chosen, None] - away[chosen, None] * np.linspace(0.02, 1, 60, dtype=np.float32)[:, None]
    bone = np.array([s.kind == "bone" for s in volume.structures])
    shielded = bone[volume.at(between)].any(1)
    found = [
        NearHazard(
            volume.structures[int(label)],
            _triple(place[i]),
            max(0.0, float(distance[i]) - half),
            max(0.0, float(from_point[label]) - half),
            _triple(away[i]),
            float(along[i]),
            bool(behind),
        )
        for label, i, behind in zip(kinds, chosen, shielded, strict=True)
    ]
    return sorted(found, key=lambda h: h.from_line_mm)


def _merged(spans: list[Layer]) -> list[Layer]:
    """Layers without slivers; what a sliver took is given to the layer before it."""
    out: list[Layer] = []
    for span in spans:
        thin = span.thickness_mm < SLIVER_MM and span.structure.kind not in ("vessel", "nerve", "skin")
        if out and (thin or out[-1].structure == span.structure):
            out[-1] = Layer(out[-1].structure, out[-1].start_mm, span.end_mm)
        elif not (thin and not out):
            out.append(span)
    return out


def _target_span(layers: list[Layer], target: str | None, depth_mm: float) -> tuple[float, float] | None:
    """Where the muscle begins and ends: its stretch nearest to the point, with gaps of up to 3 mm."""
    mine = [x for x in layers if target is not None and x.structure.muscle == target]
    if not mine:
        return None
    runs: list[tuple[float, float]] = []
    for x in mine:
        if runs and x.start_mm - runs[-1][1] <= 3:
            runs[-1] = (runs[-1][0], x.end_mm)
        else:
            runs.append((x.start_mm, x.end_mm))
    return min(runs, key=lambda r: max(r[0] - depth_mm, depth_mm - r[1], 0.0))


def _ended(layers: list[Layer], target_end_mm: float) -> tuple[list[Layer], float | None]:
    """Layers up to bone behind the muscle, or some way past it; and where the first bone is met."""
    bone = next((x.start_mm for x in layers if x.structure.kind == "bone" and x.thickness_mm >= 1), None)
    limit = max(target_end_mm + BEYOND_MM, MIN_LENGTH_MM)
    stop = next(
        (
            x
            for x in layers
            if x.structure.kind == "bone" and x.thickness_mm >= 1 and x.end_mm > target_end_mm
        ),
        None,
    )
    if stop is not None:
        limit = min(limit, stop.end_mm, max(stop.start_mm, target_end_mm) + BONE_SHOWN_MM)
    kept = [Layer(x.structure, x.start_mm, min(x.end_mm, limit)) for x in layers if x.start_mm < limit]
    return kept, bone if bone is not None and bone < limit else None


def _covered(
    layers: list[Layer], cover: Cover | None, steepness: float, structures: tuple[Structure, ...]
) -> tuple[list[Layer], float, float]:
    """Layers with the assumed skin and fat for the model's own; its own in mm; the shift in mm."""
    count = next((n for n, x in enumerate(layers) if x.structure.kind not in COVER_KINDS), len(layers))
    own = layers[count - 1].end_mm if count else 0.0
    if cover is None or not count:
        return layers, own, 0.0
    slant = 1 / max(steepness, FLATTEST)
    depth, new = 0.0, []
    for kind, mm in zip(COVER_KINDS, (cover.skin_mm, cover.fat_mm), strict=True):
        structure = next((x for x in structures if x.kind == kind), None)
        if structure is not None:
            new.append(Layer(structure, depth, depth + mm * slant))
            depth += mm * slant
    shift = depth - own
    moved = [Layer(x.structure, x.start_mm + shift, x.end_mm + shift) for x in layers[count:]]
    return new + moved, own, shift


def _triple(v: np.ndarray) -> tuple[float, float, float]:
    return float(v[0]), float(v[1]), float(v[2])

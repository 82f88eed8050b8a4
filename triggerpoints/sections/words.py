"""What is said about a path: the headline with the hazard first, directions, words that keep it honest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from triggerpoints.sections import names
from triggerpoints.sections.path import NEAR_MM, SEARCH_MM, Layer, NearHazard, NeedlePath

if TYPE_CHECKING:
    from triggerpoints.sections.cut import PlaneKind

HONEST = (
    "One reference body, in no particular position. Depth differs between people, with build, posture, "
    "breathing and the position of the arm. Anatomy to learn from; not for guiding a needle."
)
HONEST_PLAIN = (
    "This is one body, not yours. What lies under your skin may be nearer or deeper. "
    "Only a trained, licensed clinician may needle. Never needle yourself."
)
WHY_TRAINING = (
    "A clinician learns what lies under each spot, how it differs between people, and how to keep clear. "
    "That is why training matters."
)
GRAVITY = {"lung": 0, "canal": 1, "organ": 2, "cavity": 2, "airway": 3, "vessel": 4, "nerve": 4}
"""Order of hazards for the headline; among equals the nearest counts."""
TILT = {
    "transverse": ("towards the midline", "away from the midline"),
    "coronal": ("towards the midline", "away from the midline"),
    "sagittal": ("towards the head", "towards the feet"),
}


@dataclass(frozen=True)
class Headline:
    """What a reader must see first.

    Attributes
    ----------
    level : {'on', 'near', 'clear'}
        A hazard lies on the line, near it (`needle_path.NEAR_MM`), or farther away.
    student, patient : str
        The same in both kinds of words; the patient's has no numbers.
    """

    level: Literal["on", "near", "clear"]
    student: str
    patient: str


def headline(path: NeedlePath) -> Headline:
    """The gravest hazard on the line, else the gravest near it, else the nearest one.

    A lung or spinal canal within 40 mm is always said.
    """
    near = [h for h in path.hazards if h.from_line_mm <= NEAR_MM[h.structure.kind] and not _shielded(h)]
    if path.met:
        layer = min(path.met, key=lambda x: (GRAVITY[x.structure.kind], x.start_mm))
        said = _on_the_line(path, layer)
        structure = layer.structure
    elif near:
        hazard = min(near, key=lambda h: (GRAVITY[h.structure.kind], h.from_line_mm))
        structure = hazard.structure
        group, plain = names.hazard_group(structure)
        said = Headline(
            "near",
            f"{group} near this line: {_where(path, hazard)} in this body.",
            f"{names.capital(plain)} lies close to this spot.",
        )
    elif path.hazards:
        hazard = min(path.hazards, key=lambda h: (_shielded(h), h.from_line_mm))
        structure = hazard.structure
        group, plain = names.hazard_group(structure)
        said = Headline(
            "clear",
            f"Nearest hazard in this body: {group}, {_where(path, hazard)}.",
            f"{names.capital(plain)} lies not far from this spot. In your body it may be nearer.",
        )
    else:
        return Headline(
            "clear",
            f"No modeled hazard within {SEARCH_MM:.0f} mm of this line in this body. "
            "Small nerves and vessels are not modeled.",
            "Small vessels and nerves run everywhere, even where this picture shows none.",
        )
    student, patient = said.student, said.patient
    for hazard in path.hazards:
        if hazard.structure.kind in ("lung", "canal") and hazard.structure.kind != structure.kind:
            group, plain = names.hazard_group(hazard.structure)
            student += f" {group}: {_where(path, hazard)}."
            patient += f" {names.capital(plain)} is not far."
            break
    if path.bone_mm is not None and path.target_mm and path.bone_mm < path.target_mm[0]:
        student += " Bone lies before the muscle on this line."
    elif said.level == "clear" and path.bone_mm is not None:
        student += " Bone lies behind the muscle on this line."
    if path.around_bone:
        student += " From the nearest skin bone lies before the muscle; this line comes from where none does."
    return Headline(said.level, student, patient)


def _on_the_line(path: NeedlePath, layer: Layer) -> Headline:
    group, plain = names.hazard_group(layer.structure)
    where = f"{layer.start_mm:.0f} mm from the skin"
    if path.target_mm:
        gap = layer.start_mm - path.target_mm[1]
        if gap >= 1.5:
            where += f", {gap:.0f} mm behind the muscle"
        else:
            where += ", right behind the muscle" if gap > -1.5 else ", before the muscle ends"
    inside = next((x for x in path.met if x.structure.kind == "organ"), None)
    if layer.structure.kind == "cavity" and inside is not None:
        organ = names.hazard_group(inside.structure)[0].lower()
        where += f", then {organ} at {inside.start_mm:.0f} mm"
    return Headline(
        "on",
        f"{group} on this line: {where} in this body.",
        f"{names.capital(plain)} lies straight below this spot.",
    )


def _where(path: NeedlePath, hazard: NearHazard) -> str:
    return f"{distance(hazard.from_line_mm)} {direction(path, hazard)}"


def _shielded(hazard: NearHazard) -> bool:
    """Whether bone stands before a hazard; never for lung and canal, whose bone has gaps."""
    return hazard.behind_bone and hazard.structure.kind not in ("lung", "canal")


def distance(mm: float) -> str:
    """A distance as people say it."""
    return "touching" if mm < 1 else f"{mm:.0f} mm"


def direction(path: NeedlePath, hazard: NearHazard) -> str:
    """Where a hazard lies seen from the line, in words such as 'deeper and towards the midline'."""
    v = np.array(hazard.direction_mm)
    length = float(np.linalg.norm(v))
    if length < 1:
        return "on the line"
    v = v / length
    if float(v @ np.array(path.direction)) > 0.85:
        return "deeper, straight on" + (", behind bone" if hazard.behind_bone else "")
    right = path.point_mm[0] < 0
    words = (
        (v[0] if right else -v[0], "towards the midline", "towards the side"),
        (v[1], "towards the back", "towards the front"),
        (v[2], "towards the head", "towards the feet"),
    )
    said = sorted(((abs(c), plus if c > 0 else minus) for c, plus, minus in words), reverse=True)
    words_for = " and ".join(text for part, text in said[:2] if part > 0.4)
    return words_for + (", behind bone" if hazard.behind_bone else "")


def angle_words(angle_deg: float, plane: PlaneKind, *, around_bone: bool = False) -> str:
    """An angle in words."""
    if abs(angle_deg) < 0.5:
        return "past the bone" if around_bone else "at a right angle to the skin"
    return f"tilted {abs(angle_deg):.0f}° {TILT[plane][0 if angle_deg > 0 else 1]}"


def nearest_groups(path: NeedlePath, limit: int = 8) -> list[tuple[str, NearHazard]]:
    """The nearest hazard of each group, nearest first."""
    seen: dict[str, NearHazard] = {}
    for hazard in path.hazards:
        seen.setdefault(names.hazard_group(hazard.structure)[0], hazard)
    grave = {"lung", "canal", "organ", "cavity"}
    ordered = sorted(seen.items(), key=lambda kv: (kv[1].structure.kind not in grave, kv[1].from_line_mm))
    kept = ordered[:limit]
    return sorted(kept, key=lambda kv: kv[1].from_line_mm)

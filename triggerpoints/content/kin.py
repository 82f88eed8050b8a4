"""Muscles that belong together for who learns them: the same nerve, a bone they share, the same movement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from triggerpoints.content.muscle_words import MOVES, tokens

if TYPE_CHECKING:
    from triggerpoints.content import Content, Muscle

_CLAUSE = re.compile(r"[;,()]|\band\b|\bwith\b")
_NERVE = re.compile(r"([a-z]+(?:[ -][a-z]+){0,3}?) nerves?\b", re.IGNORECASE)
_NO_NAME = {"branch", "branches", "of", "the", "from", "by", "to", "or"}
_OF = re.compile(r".*\b(?:of|from|the|by|division|branch|branches)\s+", re.IGNORECASE)

What = Literal["nerve", "bone", "action"]

BONES = {
    "Scapula": ("scapula", "scapular", "acromion", "coracoid", "infraspinous", "supraspinous", "subscapular",
                "supraglenoid", "infraglenoid"),
    "Clavicle": ("clavicle", "clavicular"),
    "Sternum": ("sternum", "manubrium", "xiphoid", "sternal"),
    "Ribs": ("rib", "costal"),
    "Humerus": ("humerus", "humeral", "bicipital", "intertubercular"),
    "Radius": ("radius",),
    "Ulna": ("ulna", "olecranon"),
    "Femur": ("femur", "femoral", "trochanter", "trochanteric", "aspera", "gluteal tuberosity"),
    "Tibia": ("tibia", "tibial"),
    "Fibula": ("fibula", "fibular"),
    "Patella": ("patella", "patellar"),
    "Sacrum and coccyx": ("sacrum", "sacral", "coccyx"),
    "Hip bone": ("ilium", "iliac", "ischium", "ischial", "pubis", "pubic"),
    "Mandible": ("mandible", "mandibular"),
    "Hyoid bone": ("hyoid",),
    "Calcaneus": ("calcaneus", "calcaneal"),
}  # fmt: skip
"""Bones, and the words in an attachment that stand for them."""


@dataclass(frozen=True)
class Kin:
    """What several muscles share.

    Attributes
    ----------
    what : {'nerve', 'bone', 'action'}
    name : str
        Of the nerve, the bone or the movement.
    muscles : tuple of str
        All that share it, in the order of the content; at least two.
    """

    what: What
    name: str
    muscles: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its name as an address holds it."""
        return self.name.lower().replace(" ", "-")


def kin_of(content: Content, muscle: str) -> tuple[Kin, ...]:
    """What a muscle shares with others: nerves first, then bones, then movements.

    Parameters
    ----------
    content : Content
    muscle : str
        Id of the content.
    """
    groups = _groups(content)
    return tuple(
        Kin(what, name, groups[what, name])
        for what, name in _facts(content.muscles[muscle])
        if len(groups[what, name]) > 1
    )


@lru_cache(1)
def _groups(content: Content) -> dict[tuple[What, str], tuple[str, ...]]:
    """Muscles by what they may share."""
    found: dict[tuple[What, str], dict[str, None]] = {}
    for muscle in content.muscles.values():
        for fact in _facts(muscle):
            found.setdefault(fact, {})[muscle.id] = None
    return {fact: tuple(muscles) for fact, muscles in found.items()}


def _facts(muscle: Muscle) -> Iterator[tuple[What, str]]:
    anatomy = muscle.anatomy
    yield from dict.fromkeys(("nerve", name) for name in nerves_in(anatomy.nerve))
    attachments = f"{anatomy.proximal_attachment} {anatomy.distal_attachment}".lower()
    for bone, words in BONES.items():
        if any(re.search(rf"\b{word}s?\b", attachments) for word in words):
            yield "bone", bone
    if "epicondyle" in attachments and not re.search("humer|femor|femur", attachments):
        yield "bone", "Humerus"  # said of the arm alone without the bone
    yield from dict.fromkeys(("action", name) for name in movements_in(anatomy.action))


def nerves_in(text: str) -> list[str]:
    """Names of the nerves in a text, without the branch and the roots."""
    found = []
    for clause in _CLAUSE.split(text):
        for match in _NERVE.finditer(clause):
            name = _OF.sub("", match.group(1)).strip().lower()
            words = [word for word in name.split() if word not in _NO_NAME]
            if words and words[-1] not in {"spinal", "cervical", "thoracic", "lumbar", "sacral"}:
                found.append(f"{' '.join(words)} nerve".capitalize())
    return found


def movements_in(text: str) -> list[str]:
    """Movements in a text: a movement and what it moves, such as ``'Extend the wrist'``."""
    found = []
    for clause in re.split(r"[;,.]|\band\b", text):
        said = tokens(clause)
        moved = next((part for part in _MOVED if part in said), None)
        for move in (word for word in said if word in MOVES and word not in _NOT_TOLD):
            if not moved:
                continue
            way = {"lateral", "medial"} & set(said)
            if move != "rotate":
                found.append(f"{move} the {_SAID_AS.get(moved, moved)}".capitalize())
            elif len(way) == 1:  # turning out and turning in are no kin
                found.append(f"Rotate the {moved} {way.pop()}ly")
    return found


_MOVED = (
    "wrist", "elbow", "forearm", "finger", "thumb", "hand", "arm", "shoulder", "scapula", "neck", "head",
    "jaw", "trunk", "spine", "hip", "thigh", "knee", "leg", "ankle", "foot", "toe", "bigtoe",
)  # fmt: skip
_SAID_AS = {"bigtoe": "big toe"}
_NOT_TOLD = {"steady", "pull", "compress"}  # said of too many things to make kin

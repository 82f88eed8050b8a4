"""Kinds of questions, in the order in which they are offered."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "find", "name", "point", "pattern", "paint", "attachments", "nerve", "roots", "action", "hazard",
    "layers", "plane", "which", "bones",
]  # fmt: skip
KINDS: dict[Kind, str] = {
    "find": "Find the muscle",
    "name": "Name the muscle",
    "point": "Place the trigger point",
    "pattern": "Whose pain pattern?",
    "paint": "Paint the zone",
    "attachments": "Attachments",
    "nerve": "Innervation",
    "roots": "Roots",
    "action": "Action",
    "hazard": "Hazard nearby",
    "layers": "Layers in order",
    "plane": "Find the plane",
    "which": "Which of two",
    "bones": "Attachments on bones",
}
ON_MAP: tuple[Kind, ...] = ("find", "name")
"""Asked of muscles that can be seen on a map."""
ON_CARDS: tuple[Kind, ...] = (
    "find", "name", "pattern", "attachments", "nerve", "roots", "action", "hazard",
)  # fmt: skip
"""Fit for a card with a front and a back."""

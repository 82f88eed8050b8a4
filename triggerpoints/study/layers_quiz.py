"""Two kinds of questions on sections: put the layers in order, and find the muscle whose section is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from triggerpoints.sections.path import NeedlePath

if TYPE_CHECKING:
    from triggerpoints.content import Content

FEWEST, MOST = 3, 6
CHOICES = 4
LEVELS_APART_MM = 80.0


@dataclass(frozen=True)
class OrderQuestion:
    """Layers of one path to be put in order.

    Attributes
    ----------
    muscle : str
    answer : tuple of str
        Structure ids from the skin inwards.
    offered : tuple of str
        The same, shuffled.
    """

    muscle: str
    answer: tuple[str, ...]
    offered: tuple[str, ...]

    def right_until(self, given: Sequence[str]) -> int:
        """How many layers from the skin on are right."""
        return next(
            (n for n, (a, b) in enumerate(zip(self.answer, given, strict=False)) if a != b),
            min(len(given), len(self.answer)),
        )


@dataclass(frozen=True)
class PlaneQuestion:
    """A section without names; which trigger point does it go through?

    Attributes
    ----------
    muscle, point : str
        The right answer.
    offered : tuple of (muscle id, point id)
    """

    muscle: str
    point: str
    offered: tuple[tuple[str, str], ...]


def order_question(path: NeedlePath, random: Random) -> OrderQuestion | None:
    """Ask for the order of the layers of a path; None where there are fewer than three.

    Fat and connective tissue between muscles are left out, and every structure is asked once.
    """
    seen: list[str] = []
    for layer in path.layers:
        if (layer.structure.kind == "fat" and seen != ["skin"]) or layer.structure.id in seen:
            continue
        seen.append(layer.structure.id)
    answer = tuple(seen[:MOST])
    if len(answer) < FEWEST or path.target is None:
        return None
    offered = list(answer)
    while tuple(offered) == answer:
        random.shuffle(offered)
    return OrderQuestion(path.target, answer, tuple(offered))


def plane_question(content: Content, random: Random) -> PlaneQuestion:
    """Ask which of four trigger points, each at another level of the body, a section goes through."""
    points = [(m.id, p.id, p.position_mm[2]) for m in content.muscles.values() for p in m.trigger_points]
    random.shuffle(points)
    chosen = points[:1]
    for point in points[1:]:
        if all(abs(point[2] - other[2]) >= LEVELS_APART_MM for other in chosen):
            chosen.append(point)
        if len(chosen) == CHOICES:
            break
    offered = [(muscle, point) for muscle, point, _ in chosen]
    right = offered[0]
    random.shuffle(offered)
    return PlaneQuestion(*right, tuple(offered))

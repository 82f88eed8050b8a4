"""Two or three muscles beside each other: what is said of each, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from triggerpoints.content.models.muscle import Muscle
from triggerpoints.content.models.records import Content

MOST = 3
Voice = Literal["patient", "student"]
_Said = Callable[[Content, Muscle], Sequence[str]]


@dataclass(frozen=True)
class Row:
    """One line of a comparison.

    Attributes
    ----------
    label : str
    cells : tuple of tuple of str
        For each muscle what is said, each item apart.
    """

    label: str
    cells: tuple[tuple[str, ...], ...]

    @property
    def shared(self) -> frozenset[str]:
        """What is said of all of them."""
        return frozenset.intersection(*(frozenset(cell) for cell in self.cells))

    @property
    def same(self) -> bool:
        """Whether the same is said of all of them."""
        return all(set(cell) == set(self.cells[0]) for cell in self.cells)


def compared(content: Content, muscles: Sequence[str], voice: Voice) -> tuple[Row, ...]:
    """Lines of a comparison; those with nothing to say of any muscle are left out.

    Parameters
    ----------
    content : Content
    muscles : sequence of str
        Ids.
    voice : {'patient', 'student'}
        Students get anatomy, points, zones and hazards in the field's terms; patients where the muscles are,
        what they do and where their pain is felt.
    """
    chosen = [content.muscles[id_] for id_ in muscles]
    rows = (
        Row(label, tuple(tuple(dict.fromkeys(filter(None, said(content, muscle)))) for muscle in chosen))
        for label, said in (_FOR_STUDENTS if voice == "student" else _FOR_PATIENTS)
    )
    return tuple(row for row in rows if any(row.cells))


def _zone(kind: Literal["essential", "spillover"], voice: Voice) -> _Said:
    def said(content: Content, muscle: Muscle) -> Sequence[str]:
        places = [place for point in muscle.trigger_points for place in getattr(point.zones, kind)]
        known = [content.places[place] for place in places]
        return [place.anatomical if voice == "student" else place.name for place in known]

    return said


_FOR_STUDENTS: tuple[tuple[str, _Said], ...] = (
    ("Latin", lambda _, m: [m.names.la]),
    ("Proximal attachment", lambda _, m: [m.anatomy.proximal_attachment]),
    ("Distal attachment", lambda _, m: [m.anatomy.distal_attachment]),
    ("Action", lambda _, m: m.anatomy.action.split("; ")),
    ("Innervation", lambda _, m: m.anatomy.nerve.split("; ")),
    ("Roots", lambda _, m: m.anatomy.roots),
    ("Trigger points", lambda _, m: [point.label for point in m.trigger_points]),
    ("Essential zones", _zone("essential", "student")),
    ("Spillover zones", _zone("spillover", "student")),
    ("Hazards", lambda _, m: [hazard.structure for hazard in m.needle_depth.hazards]),
    ("Depth class", lambda c, m: [c.depth_classes[m.needle_depth.depth_class].label]),
    ("TA2 and FMA", lambda _, m: [f"TA2 {m.ta2}" if m.ta2 else "", m.fma or ""]),
)
_FOR_PATIENTS: tuple[tuple[str, _Said], ...] = (
    ("What it is", lambda _, m: [m.names.plain]),
    ("What it does", lambda _, m: [m.overview.plain]),
    ("Where nearly all feel its pain", _zone("essential", "patient")),
    ("Where some feel it too", _zone("spillover", "patient")),
    ("What people notice", lambda _, m: m.symptoms.plain),
    ("What can set it off", lambda _, m: m.causes.plain),
)

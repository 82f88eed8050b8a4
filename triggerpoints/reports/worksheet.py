"""What a printed worksheet of a set asks: maps, pain patterns, zones to draw, matching, choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Literal

from triggerpoints.figures.question_frame import QuestionFrame, asked_on_map, print_frames
from triggerpoints.study import likeness
from triggerpoints.study.kinds import Kind
from triggerpoints.study.quiz import Question, cards, quiz

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle
    from triggerpoints.study.set import StudySet

Task = Literal["find", "name"]
Matched = Literal["attachments", "nerve", "action"]
ASKS: dict[Task, str] = {
    "name": "Name the numbered muscles.",
    "find": "Write the number of each muscle beside its name.",
}
MATCHES: dict[Matched, str] = {
    "attachments": "Match each muscle with its attachments.",
    "nerve": "Match each muscle with its nerve and roots.",
    "action": "Match each muscle with its action.",
}
CHOSEN: tuple[Kind, ...] = ("attachments", "nerve", "roots", "action", "hazard")
"""Kinds with answers to choose from that need no picture."""
MOST_ON_MAP = 8
MOST_PATTERNS, MOST_DRAWN = 8, 6
ROWS = (3, 8)  # of a table to match, fewest and most
_SHARES = {"maps": 5, "patterns": 2, "drawn": 1, "tables": 5, "questions": 7}
"""How much of a sheet each part takes, beside the others."""


@dataclass(frozen=True)
class MapTask:
    """Muscles in one picture, numbered through the sheet; `first` is the number of the first one."""

    task: Task
    frame: QuestionFrame
    title: str
    muscles: tuple[str, ...]
    first: int


@dataclass(frozen=True)
class Patterns:
    """Pain patterns to be named with the names `offered`, shuffled."""

    muscles: tuple[str, ...]
    offered: tuple[str, ...]
    first: int


@dataclass(frozen=True)
class Drawn:
    """Muscles whose pain pattern is drawn into blank bodies."""

    muscles: tuple[str, ...]
    first: int


@dataclass(frozen=True)
class MatchTable:
    """Muscles in one column, in the other what belongs to them: `offered` says of which muscle, shuffled."""

    kind: Matched
    muscles: tuple[str, ...]
    offered: tuple[str, ...]
    first: int


@dataclass(frozen=True)
class Worksheet:
    """What a sheet asks: the same for the same set.

    Attributes
    ----------
    title : str
    maps : tuple of MapTask
    patterns : Patterns or None
    drawn : Drawn or None
    tables : tuple of MatchTable
    questions : tuple of Question
        No two have the same answers to choose from.
    first_question : int
        Number of the first of them.
    """

    title: str
    maps: tuple[MapTask, ...]
    patterns: Patterns | None
    drawn: Drawn | None
    tables: tuple[MatchTable, ...]
    questions: tuple[Question, ...]
    first_question: int

    @property
    def on_maps(self) -> int:
        """How many muscles are asked on maps."""
        return sum(len(task.muscles) for task in self.maps)

    @property
    def number(self) -> int:
        """How many answers the sheet asks for."""
        return self.first_question - 1 + len(self.questions)


def worksheet(atlas: Atlas, content: Content, study_set: StudySet) -> Worksheet:
    """Choose what a sheet asks.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    study_set : StudySet
        Whose muscles are asked (all without one), with its kinds, seed and length. Placing a trigger point
        and painting a zone are drawn on paper; layers in order and planes are not asked.
    """
    random = Random(f"sheet {study_set.seed}")
    muscles = [id_ for id_ in study_set.muscles or content.muscles if id_ in content.muscles]
    random.shuffle(muscles)

    def asks(*kinds: Kind) -> bool:
        return not study_set.kinds or any(kind in study_set.kinds for kind in kinds)

    on_map = [m for m in muscles if m in asked_on_map(atlas, content)] if asks("find", "name") else []
    patterned = [m for m in muscles if _has_pattern(content.muscles[m])]
    named = _unlike(atlas, content, patterned, MOST_PATTERNS) if asks("pattern") else []
    named = named if len(named) > 1 else []
    drawn = patterned[::-1][:MOST_DRAWN] if asks("paint", "point") else []
    matched = [kind for kind in MATCHES if asks(kind)]
    chosen = [kind for kind in CHOSEN if asks(kind)]
    rows = {kind: _distinct(content, kind, muscles) for kind in matched}
    fits = {kind: found for kind, found in rows.items() if len(found) >= ROWS[0]}
    shares = _shared_out(
        study_set.length,
        {
            "maps": len(on_map), "patterns": len(named), "drawn": len(drawn),
            "tables": sum(map(len, fits.values())), "questions": len(muscles) * len(chosen),
        },
    )  # fmt: skip
    tasks: list[Task] = [task for task in ASKS if not study_set.kinds or task in study_set.kinds]
    maps = _maps(atlas, content, on_map[: shares["maps"]], tasks)
    number = 1 + sum(len(task.muscles) for task in maps)
    patterns = None
    if shares["patterns"] > 1:
        asked = tuple(named[: shares["patterns"]])
        patterns = Patterns(asked, _shuffled(asked, random), number)
        number += len(asked)
    zones = None
    if shares["drawn"]:
        zones = Drawn(tuple(drawn[: shares["drawn"]]), number)
        number += len(zones.muscles)
    tables: list[MatchTable] = []
    left = shares["tables"]
    for kind, found in fits.items():
        taken = tuple(found[: min(ROWS[1], left)])
        if len(taken) >= ROWS[0]:
            tables.append(MatchTable(kind, taken, _shuffled(taken, random), number))
            number += len(taken)
            left -= len(taken)
    told = {(muscle, table.kind) for table in tables for muscle in table.muscles}
    offered = cards(content, (), chosen, (), muscles) if chosen else ()
    rest = [card for card in offered if (card.muscle, card.kind) not in told]
    asked_for = max(0, study_set.length - number + 1)
    questions = quiz(atlas, content, rest, asked_for, f"sheet {study_set.seed}") if rest and asked_for else ()
    return Worksheet(study_set.name, tuple(maps), patterns, zones, tuple(tables), questions, number)


def matched_text(muscle: Muscle, kind: Matched) -> str:
    """What a table to match says of a muscle."""
    anatomy = muscle.anatomy
    if kind == "attachments":
        return f"{anatomy.proximal_attachment} – {anatomy.distal_attachment}"
    if kind == "nerve":
        return anatomy.nerve + (f" ({', '.join(anatomy.roots)})" if anatomy.roots else "")
    return anatomy.action


def _has_pattern(muscle: Muscle) -> bool:
    points = muscle.trigger_points
    return all(point.has_source for point in points) and any(point.zones.essential for point in points)


def _distinct(content: Content, kind: Matched, muscles: Sequence[str]) -> list[str]:
    """Muscles whose texts cannot be taken for each other's."""
    found: list[str] = []
    for id_ in muscles:
        muscle = content.muscles[id_]
        text = matched_text(muscle, kind)
        if not muscle.anatomy.has_source or likeness.tells(text, muscle):
            continue
        others = [content.muscles[other] for other in found]
        if kind == "nerve":
            same = any(likeness.alike_nerves(muscle, other) for other in others)
        else:
            same = any(likeness.alike(text, matched_text(other, kind)) for other in others)
        if not same:
            found.append(id_)
    return found


def _unlike(atlas: Atlas, content: Content, muscles: Sequence[str], most: int) -> list[str]:
    """Muscles whose pain patterns cannot be taken for each other's."""
    found: list[str] = []
    for id_ in muscles:
        one = content.muscles[id_]
        if not any(likeness.alike_patterns(atlas, one, content.muscles[other]) for other in found):
            found.append(id_)
        if len(found) == most:
            break
    return found


def _shared_out(number: int, there: dict[str, int]) -> dict[str, int]:
    """How many of each part, at most as many as there are; what one cannot give the others do."""
    shares = dict.fromkeys(there, 0)
    while sum(shares.values()) < number:
        open_parts = [part for part in there if shares[part] < there[part]]
        if not open_parts:
            break
        part = min(open_parts, key=lambda name: ((shares[name] + 1) / _SHARES[name], -_SHARES[name]))
        shares[part] += 1
    return shares


def _maps(atlas: Atlas, content: Content, muscles: Sequence[str], tasks: Sequence[Task]) -> list[MapTask]:
    found: list[MapTask] = []
    first = 1
    for frame, shown in print_frames(atlas, content, muscles, MOST_ON_MAP):
        task = tasks[len(found) % len(tasks)]
        if len(shown) == 1 and "name" in tasks:
            task = "name"  # the one number would tell where it is
        title = f"{atlas.views[frame.view].label}, {atlas.layer_labels[frame.layer].lower()}"
        found.append(MapTask(task, frame, title, shown, first))
        first += len(shown)
    return found


def _shuffled(values: Sequence[str], random: Random) -> tuple[str, ...]:
    """In another order, where there is one."""
    mixed = list(values)
    while len(mixed) > 1 and mixed == list(values):
        random.shuffle(mixed)
    return tuple(mixed)

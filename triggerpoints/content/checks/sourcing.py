"""Checks of where statements stand: a status that its sources bear out, safety on guidelines and studies."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from triggerpoints.content.checks.statements import Stated, statements
from triggerpoints.content.models.base import Sourced
from triggerpoints.content.models.source import Source
from triggerpoints.content.problem import Problem
from triggerpoints.content.reading.loader import ReadResult

STANDARD = frozenset({"guideline", "health-service", "journal", "textbook", "terminology"})
"""Kinds of source that a statement called `read` may rest on."""
ADMITTED = re.compile(
    r"(from|is) (memory|general knowledge|teaching)\)|from memory\b(?! by)|general knowledge|\(title only\)",
    re.IGNORECASE,
)
"""Words by which a text admits that nobody read it anywhere."""
_PATTERN = {"pattern_studies": ("journal",), "pattern_books": ("textbook", "journal")}
"""Kinds of source that what a muscle says about its pattern may cite, by field."""
SAFE = STANDARD - {"terminology"}
"""Kinds of source that a statement about safety may rest on."""


def check_sourcing(read: ReadResult) -> Iterator[Problem]:
    """Problems of statuses and sources, in all files."""
    sources = read.parts["sources"]
    for stated in statements(read.parts):
        known = [sources[key] for key in stated.statement.sources if key in sources]
        if len(known) < len(stated.statement.sources):
            continue  # the dangling link is said elsewhere
        for problem, fix in _status_faults(stated, known) or _safety_faults(stated, known):
            line = read.line(stated.file.name, stated.path)
            yield Problem(stated.file.name, line, stated.record, problem, fix)
    for index, muscle in enumerate(read.parts["muscles"].values()):
        for part, kinds in _PATTERN.items():
            for said in getattr(muscle, part):
                source = sources.get(said.source)
                if source and not (source.was_read and source.kind in kinds):
                    line = read.line("trigger_points.yml", ("muscles", index, part))
                    problem = (
                        f"`{part}` names '{said.source}', which was not read or is no {' or '.join(kinds)}"
                    )
                    fix = "cite one that was opened, or take it out"
                    yield Problem("trigger_points.yml", line, muscle.id, problem, fix)
    for key, source in sources.items():
        if source.says is None and source.where is not None:
            fix = "say in `says` what the source says there, or remove `where`"
            yield Problem("sources.yml", read.line("sources.yml", (key,)), key, "`where` without `says`", fix)
        if "from memory" in source.cite:
            line = read.line("sources.yml", (key, "cite"))
            fix = "look it up, or say what was not seen"
            yield Problem("sources.yml", line, key, "its citation is from memory", fix)


def _words(value: Any) -> Iterator[str]:
    """All texts of a statement, those of its parts too, but for parts that are statements of their own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            part = getattr(value, name)
            if name not in ("sources", "unsourced") and not isinstance(part, Sourced):
                yield from _words(part)


def _status_faults(stated: Stated, known: list[Source]) -> list[tuple[str, str]]:
    status = stated.statement.status
    admitted = ADMITTED.search("\n".join(_words(stated.statement)))
    if status == "teaching" and stated.statement.unsourced:
        return [
            (
                "it is teaching, and yet only parts of it are called unsourced",
                "take `unsourced` out, as the status covers the whole, or name the source of the rest",
            )
        ]
    if status in ("read", "read-web") and admitted:
        return [
            (
                f"it is called {status}, but says '{admitted[0]}'",
                "find a source for that part, leave it out, or set the status to teaching",
            )
        ]
    if status == "read" and not any(source.was_read and source.kind in STANDARD for source in known):
        return [
            (
                "it is called read, but no study, guideline or standard book that it cites was read",
                "cite what was read, or set its status to read-web, book or teaching",
            )
        ]
    if status == "read-web" and not any(source.was_read for source in known):
        return [
            (
                "it is called read-web, but no source that it cites was read",
                "set its status to book or teaching",
            )
        ]
    if status == "book" and not known:
        return [("it is called book, but names none", "name the book, or set its status to teaching")]
    return []


def _safety_faults(stated: Stated, known: list[Source]) -> list[tuple[str, str]]:
    if not stated.is_safety or not stated.statement.has_source:
        return []
    if any(source.kind not in SAFE or not source.was_read for source in known):
        return [
            (
                "a statement about safety rests on a web page or on something unread",
                "cite guidelines, health services, journals or standard books that were read only, "
                "or set its status to teaching",
            )
        ]
    if stated.statement.status != "read":
        return [("a statement about safety is neither read nor teaching", "set its status to one of the two")]
    return []

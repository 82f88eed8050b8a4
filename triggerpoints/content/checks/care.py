"""Checks of techniques, conditions and evidence: links both ways, sources behind grades, nothing left out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from triggerpoints.content.models.base import Evidence
from triggerpoints.content.models.evidence import Graded, Statement
from triggerpoints.content.models.muscle import Muscle, MuscleGroup, TestedLink
from triggerpoints.content.problem import Problem
from triggerpoints.content.reading.loader import ReadResult
from triggerpoints.content.reading.yaml_text import Path as DataPath

CLAIMS = tuple(f"C{number}" for number in range(1, 34))
"""Ids of the corrections that the source documents need."""
MOST_MUSCLES_OF_A_TRIAL = 5
"""In how many muscles one source may count as a test of a technique in just these muscles."""
UNTESTED: tuple[Evidence, ...] = ("none", "traditional")

_TOPS = {
    "techniques": "techniques.yml",
    "depth_classes": "techniques.yml",
    "matrix": "techniques.yml",
    "conditions": "conditions.yml",
    "grades": "evidence.yml",
    "findings": "evidence.yml",
    "claims": "evidence.yml",
}


def check_care(read: ReadResult) -> Iterator[Problem]:
    """Problems of data/techniques.yml, conditions.yml and evidence.yml; none when they were not read."""
    parts = {name: read.parts.get(name) or {} for name in _TOPS}
    muscles = read.parts["muscles"]
    if not (parts["techniques"] and parts["conditions"] and muscles):
        return
    yield from _check_links(read, parts, muscles)
    yield from _check_grades_by_muscle(read, muscles)
    yield from _check_lists(read, parts)
    for top in _TOPS:
        for index, (name, record) in enumerate(parts[top].items()):
            at: DataPath = (top, index if hasattr(record, "id") else name)
            for path, statement in _statements(record, at):
                yield from _check_statement(read, _TOPS[top], name, path, statement)


def _check_links(read: ReadResult, parts: Mapping[str, Any], muscles: Mapping[str, Any]) -> Iterator[Problem]:
    named: dict[str, dict[str, set[str]]] = {
        kind: {name: set() for name in parts[kind]} for kind in ("techniques", "conditions")
    }
    for muscle in muscles.values():
        for kind, links in named.items():
            for link in getattr(muscle, kind):
                links.setdefault(link.id, set()).add(muscle.id)
    for kind, links in named.items():
        for index, name in enumerate(parts[kind]):
            if not links[name]:
                problem = f"no muscle names this {kind.rstrip('s')}"
                fix = f"add it to the {kind} of a muscle in trigger_points.yml"
                yield _problem(read, f"{kind}.yml", name, (kind, index), problem, fix)
    for index, condition in enumerate(parts["conditions"].values()):
        for number, finding in enumerate(condition.findings):
            for muscle in finding.muscles:
                if muscle in muscles and muscle not in named["conditions"][condition.id]:
                    path: DataPath = ("conditions", index, "findings", number)
                    problem = f"the muscle '{muscle}' does not name this condition"
                    fix = "add the condition to the muscle in trigger_points.yml, or take the muscle out"
                    yield _problem(read, "conditions.yml", condition.id, path, problem, fix)


def _check_grades_by_muscle(read: ReadResult, muscles: Mapping[str, Muscle]) -> Iterator[Problem]:
    """A grade in a muscle rests on a test in that muscle, or says what it is borrowed from."""
    cited = Counter(
        (link.id, key)
        for muscle in muscles.values()
        for link in muscle.techniques
        if link.evidence not in UNTESTED
        for key in link.sources
    )
    for number, muscle in enumerate(muscles.values()):
        for kind, links in (("techniques", muscle.techniques), ("conditions", muscle.conditions)):
            for index, link in enumerate(links):
                at: DataPath = ("muscles", number, kind, index)
                for problem, fix in _grade_faults(link, kind, cited):
                    said = f"{kind.rstrip('s')} '{link.id}': {problem}"
                    yield _problem(read, "trigger_points.yml", muscle.id, at, said, fix)


def _grade_faults(
    link: TestedLink, kind: str, cited: Mapping[tuple[str, str], int]
) -> Iterator[tuple[str, str]]:
    if link.evidence in UNTESTED:
        if link.borrowed_from:
            yield "nothing was tested, and yet the grade is borrowed", "take `borrowed_from` out, or grade it"
        elif not link.sources and link.evidence != "none" and kind == "techniques":
            yield f"graded '{link.evidence}' without a source", "grade it none, or cite who uses it"
        return
    if not link.sources:
        yield f"graded '{link.evidence}' without a source", "grade it none, or cite the test"
    if link.borrowed_from and link.evidence == "moderate":
        yield "a borrowed grade is never better than low", "lower the grade"
    shared = [key for key in link.sources if cited.get((link.id, key), 0) > MOST_MUSCLES_OF_A_TRIAL]
    if kind == "techniques" and shared and not link.borrowed_from:
        yield f"'{shared[0]}' tested no single muscle", "say in `borrowed_from` what it tested"


def _check_lists(read: ReadResult, parts: Mapping[str, Any]) -> Iterator[Problem]:
    """Parts whose ids are fixed: grades, claims, groups of muscles, editions of codes."""
    for grade in get_args(Evidence):
        if grade not in parts["grades"]:
            yield _problem(read, "evidence.yml", grade, ("grades",), "this grade is not explained", "add it")
    for claim in CLAIMS:
        if claim not in parts["claims"]:
            yield _problem(read, "evidence.yml", claim, ("claims",), "this claim is missing", "add it")
    for group in parts["matrix"]:
        if group not in get_args(MuscleGroup):
            fix = f"use one of {', '.join(get_args(MuscleGroup))}"
            yield _problem(read, "techniques.yml", group, ("matrix", group), "there is no such group", fix)
    editions = read.parts.get("code_editions") or {}
    for index, condition in enumerate(parts["conditions"].values()):
        for number, code in enumerate(condition.codes):
            if code.system not in editions:
                path: DataPath = ("conditions", index, "codes", number)
                problem = f"the edition of {code.system} is not described"
                yield _problem(read, "conditions.yml", condition.id, path, problem, "add it to code_editions")


def _check_statement(
    read: ReadResult, file: str, name: str, path: DataPath, statement: Statement
) -> Iterator[Problem]:
    if isinstance(statement, Graded) and statement.grade in ("moderate", "against") and not statement.sources:
        problem = f"the grade '{statement.grade}' has no source"
        yield _problem(read, file, name, path, problem, "cite the source or lower the grade")


def _statements(value: Any, path: DataPath) -> Iterator[tuple[DataPath, Statement]]:
    if isinstance(value, Statement):
        yield path, value
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _statements(getattr(value, field), (*path, field))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _statements(item, (*path, index))


def _problem(read: ReadResult, file: str, record: str, path: DataPath, problem: str, fix: str) -> Problem:
    return Problem(file, read.line(file, path), record, problem, fix)

"""Turns a model's complaints into problems that name the line, the field and the fix."""

import difflib
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from triggerpoints.content.problem import Problem
from triggerpoints.content.reading.yaml_text import Path

_KINDS = {
    "string_type": "a text (put it in quotes if it looks like a number)",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list, such as [a, b]",
    "list_type": "a list, such as [a, b]",
    "dict_type": "a group of keys, such as {key: value}",
    "model_type": "a group of keys, such as {key: value}",
}
_PATTERNS = {
    r"^10\.\d{4,9}/\S+$": ("is not a DOI", "write the bare DOI, such as 10.1000/xyz123"),
    r"^FMA\d+$": ("is not an FMA id", "write it as FMA and the number, such as FMA32546"),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": ("is not an id", "use small letters, digits and single hyphens only"),
}


def explain(
    error: ValidationError,
    file: str,
    record: str,
    at: Path,
    value: Any,
    line_of: Callable[[Path], int | None],
) -> list[Problem]:
    """One problem for each complaint about a record.

    Parameters
    ----------
    error : ValidationError
    file, record : str
        File name and id of the record.
    at : tuple
        Path of the record in the file.
    value : Any
        The record's plain data, to suggest the right key for a mistyped one.
    line_of : callable
        Line of a path in the file.
    """
    problems = []
    siblings_missing = _missing_fields(error)
    renamed = set(_renamed(error, siblings_missing))
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and any(
            _is_inside(other["loc"], detail["loc"]) for other in details
        ):
            continue  # the list only looks short because of the faults of its items
        if detail["type"] == "missing" and detail["loc"] in renamed:
            continue  # it is there under a mistyped name, which is said
        location = _real_location(detail["loc"], value)
        problem, fix = _sentence(detail, location, siblings_missing)
        problems.append(Problem(file, line_of((*at, *location)), record, problem, fix))
    return list(dict.fromkeys(problems))


def _sentence(detail: ErrorDetails, location: Path, missing: dict[Path, list[str]]) -> tuple[str, str]:
    name = _dotted(location)
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind == "missing":
        return f"the field '{name}' is missing", "add it (docs/data-format.md shows the fields)"
    if kind == "extra_forbidden":
        close = _meant(location, missing)
        fix = f"rename it to '{close}'" if close else "remove it or correct its spelling"
        return f"the field '{name}' is not known", fix
    if kind == "literal_error":
        return f"{name} cannot be {_shown(detail['input'])}", f"use one of {context['expected']}"
    if kind == "value_error":  # the models' own messages are written as "problem; fix"
        problem, _, fix = str(context["error"]).partition("; ")
        return f"{name}: {problem}" if name else problem, fix or "correct it"
    if kind == "finite_number":
        return f"{name}: {_shown(detail['input'])} is not a number that can be measured", "write a number"
    if kind == "string_pattern_mismatch":
        problem, fix = _PATTERNS.get(context["pattern"], ("does not have the right form", "correct it"))
        return f"{name} {_shown(detail['input'])} {problem}", fix
    if kind in _KINDS:
        return (
            f"{name or 'the record'} has the wrong type ({type_in_words(detail['input'])})",
            f"make it {_KINDS[kind]}",
        )
    if kind in {"string_too_short", "too_short"}:
        return f"{name} is empty or too short", "fill it in"
    return f"{name}: {detail['msg'][0].lower()}{detail['msg'][1:]}", "correct it"


def _meant(location: tuple[int | str, ...], missing: dict[Path, list[str]]) -> str | None:
    """The missing field beside a mistyped one that was probably meant."""
    wanted = {name.casefold(): name for name in missing.get(location[:-1], [])}
    close = difflib.get_close_matches(str(location[-1]).casefold(), wanted, n=1)
    return wanted[close[0]] if close else None


def _renamed(error: ValidationError, missing: dict[Path, list[str]]) -> Iterator[Path]:
    """Places of the fields that are there under a mistyped name."""
    for detail in error.errors(include_url=False):
        if detail["type"] == "extra_forbidden" and (meant := _meant(detail["loc"], missing)):
            yield (*detail["loc"][:-1], meant)


def _is_inside(location: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(location) > len(outer) and location[: len(outer)] == outer


def _missing_fields(error: ValidationError) -> dict[Path, list[str]]:
    missing: dict[Path, list[str]] = {}
    for detail in error.errors(include_url=False):
        if detail["type"] == "missing":
            missing.setdefault(detail["loc"][:-1], []).append(str(detail["loc"][-1]))
    return missing


def _real_location(location: tuple[int | str, ...], value: Any) -> Path:
    """The part of a location that exists in the data; unions add names of types to it."""
    real: list[int | str] = []
    for position, step in enumerate(location):
        is_last = position == len(location) - 1
        if isinstance(value, dict) and (step in value or is_last):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            continue
        real.append(step)
    return tuple(real)


def _dotted(location: Path) -> str:
    name = ""
    for step in location:
        name += f"[{step + 1}]" if isinstance(step, int) else f"{'.' if name else ''}{step}"
    return name


def _shown(value: Any) -> str:
    text = str(value)
    return f"'{text if len(text) <= 40 else text[:37] + '...'}'"


def type_in_words(value: Any) -> str:
    """What a value is, as people say it."""
    names = {
        "NoneType": "nothing",
        "str": "text",
        "int": "a number",
        "float": "a number",
        "bool": "true or false",
        "dict": "a group of keys",
        "list": "a list",
    }
    return names.get(type(value).__name__, type(value).__name__)

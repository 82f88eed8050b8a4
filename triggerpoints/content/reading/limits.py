"""What a data file may hold before it is read: no bombs, no bottomless nesting, no hidden characters."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml: the same result, slower
    from yaml import SafeLoader  # type: ignore[assignment]

MAX_BYTES = 16 * 2**20
MAX_DEPTH = 40
MAX_VALUES = 1_000_000
MAX_ITEMS = 250_000  # lines and commas of a file
MAX_LINE = 20_000  # letters
MAX_NUMBER = 1e12
MAX_FAULTS = 40  # records of a part of a file whose faults are told one by one

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_DEEP_LINE = re.compile(rf"^[ ?-]{{{MAX_DEPTH}}}", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[*&]\w", re.MULTILINE)
_NOT_FINITE = re.compile(r"[-+]?\.(?:nan|inf)\b|\de\+?\d\d|\d{13}", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:[0abefvNLP_]|x[0-9a-fA-F]{2}|u|U)")


class LimitError(Exception):
    """A text that is not read.

    Attributes
    ----------
    line : int or None
        Counted from 1.
    problem, fix : str
        What is wrong, and what to do about it.
    """

    def __init__(self, line: int | None, problem: str, fix: str) -> None:
        """Take the line, what is wrong there and what to do."""
        super().__init__(problem)
        self.line, self.problem, self.fix = line, problem, fix


def check_text(text: str) -> None:
    """Look at a text before it is parsed.

    Raises
    ------
    LimitError
        When it is too long, holds control characters, is nested too deep, or its aliases grow without end.
    """
    if found := _CONTROL.search(text, 1 if text.startswith("\ufeff") else 0):
        problem = f"there is a character that cannot be seen (U+{ord(found.group()):04X})"
        raise LimitError(text.count("\n", 0, found.start()) + 1, problem, "delete it")
    if text.count("\n") + text.count(",") > MAX_ITEMS:
        problem = f"the file holds more than {MAX_ITEMS:,} lines and commas"
        raise LimitError(None, problem, "restore the data file, or split its records off")
    if _ALIAS.search(text) or _DEEP_LINE.search(text) or _most_open(text) >= MAX_DEPTH:
        _check_events(text)
    for line, written in enumerate(text.split("\n"), start=1):
        if len(written) > MAX_LINE:
            raise LimitError(line, f"the line has more than {MAX_LINE:,} letters", "shorten it")


def _most_open(text: str) -> int:
    """At least as many brackets as are open at once; brackets within texts count too."""
    most = now = 0
    for found in _BRACKET.finditer(text):
        now = now + 1 if found.group() in "[{" else max(0, now - 1)
        most = max(most, now)
    return most


def _check_events(text: str) -> None:
    """Follow nesting and aliases without building anything."""
    open_anchors: list[str | None] = []
    sizes: dict[str, int] = {}
    starts: list[int] = []
    values = 0
    try:
        for event in yaml.parse(text, Loader=SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else None
            if isinstance(event, AliasEvent):
                if event.anchor in open_anchors:
                    problem = f"'*{event.anchor}' stands inside the value that it stands for"
                    raise LimitError(line, problem, "write the value out")
                values += sizes.get(event.anchor or "", 1)
            elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                values += 1
                open_anchors.append(event.anchor)
                starts.append(values)
                if len(open_anchors) > MAX_DEPTH:
                    problem = f"values are nested more than {MAX_DEPTH} deep"
                    raise LimitError(line, problem, "take brackets, dashes or spaces away there")
            elif isinstance(event, CollectionEndEvent):
                anchor, before = open_anchors.pop(), starts.pop()
                if anchor:
                    sizes[anchor] = values - before + 1
            elif isinstance(event, ScalarEvent):
                values += 1
                if event.anchor:
                    sizes[event.anchor] = 1
            if values > MAX_VALUES:
                problem = f"its aliases ('*name') stand for more than {MAX_VALUES:,} values"
                raise LimitError(line, problem, "write the values out")
    except yaml.YAMLError:
        return  # not YAML; whoever parses it says where


def check_values(data: Any, text: str) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Values that YAML allows and no data file may hold: endless numbers, characters that cannot be seen.

    Parameters
    ----------
    data : Any
        Plain data.
    text : str
        The text it was read from; where that cannot hold such values, nothing is searched.

    Yields
    ------
    path : tuple of str and int
    problem, fix : str
    """
    if not (_NOT_FINITE.search(text) or _ESCAPED.search(text)):
        return
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(((*path, key), item) for key, item in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend(((*path, index), item) for index, item in reversed(list(enumerate(value))))
        elif isinstance(value, (int, float)) and not abs(value) <= MAX_NUMBER:
            yield path, f"{value} is not a number that can be measured", "write a number"
        elif isinstance(value, str) and (found := _CONTROL.search(value)):
            yield path, f"there is a character that cannot be seen (U+{ord(found.group()):04X})", "delete it"

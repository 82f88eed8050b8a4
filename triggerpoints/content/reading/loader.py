"""Reads all data files into one frozen `Content`."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError
from yaml.nodes import Node

from triggerpoints import kept
from triggerpoints.content.models.records import Content
from triggerpoints.content.problem import ContentError, Problem
from triggerpoints.content.reading import limits, yaml_text
from triggerpoints.content.reading.faults import explain, type_in_words
from triggerpoints.content.reading.files import DATA_FOLDER, FILES, ContentFile

_READ_BY = b"".join(Path(module.__file__ or "").read_bytes() for module in (limits, yaml_text))
"""The code that decides what a file says."""


@dataclass(frozen=True)
class ReadResult:
    """What could be read: the parts by field name, the problems, and where the files are."""

    parts: Mapping[str, Any]
    problems: tuple[Problem, ...]
    folder: Path

    @property
    def damaged(self) -> frozenset[str]:
        """Names of the files of which something could not be read: what links into them is not known."""
        return frozenset(problem.file for problem in self.problems if problem.level == "error")

    def line(self, name: str, path: yaml_text.Path) -> int | None:
        """Line of a value in one of the files, counted from 1."""
        return yaml_text.line_of(_composed(self.folder / name), path)


@functools.cache
def load_content(folder: Path = DATA_FOLDER) -> Content:
    """Read and validate all data files.

    The result is kept for the life of the process. Links between records are not followed here:
    that is what `triggerpoints.content.checks.check` is for.

    Raises
    ------
    ContentError
        When a file is missing, is not YAML, or holds a record that does not fit its model.
    """
    result = read_content(folder)
    if result.problems:
        raise ContentError(result.problems)
    return Content(**result.parts)


def read_content(folder: Path, files: Iterable[ContentFile] | None = None) -> ReadResult:
    """Read the data files (all by default) and collect every problem instead of stopping at the first."""
    files = tuple(FILES if files is None else files)
    parts: dict[str, Any] = {}
    problems: list[Problem] = []
    plain: dict[str, Any] = {}
    broken: set[str] = set()
    for file in files:
        parts[file.field] = None if file.shape == "single" else MappingProxyType({})
        if file.name in broken:
            continue
        if file.name not in plain:
            try:
                plain[file.name] = _plain_data(folder / file.name)
            except ContentError as error:
                problems.extend(error.problems)
                broken.add(file.name)
                continue
        parts[file.field], found = _validated(file, plain[file.name], folder / file.name)
        problems.extend(found)
    problems.extend(_unknown_top_keys(plain, files, folder))
    return ReadResult(MappingProxyType(parts), tuple(problems), folder)


def _plain_data(path: Path) -> Any:
    def fault(line: int | None, problem: str, fix: str) -> ContentError:
        return ContentError((Problem(path.name, line, "", problem, fix),))

    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise fault(None, "this is no file", "put the file back in the data folder")
        if path.stat().st_size > limits.MAX_BYTES:
            problem = f"the file is larger than {limits.MAX_BYTES // 2**20} MB"
            raise fault(None, problem, "restore the data file, or split its records off")
        text = path.read_text(encoding="utf-8")
        # YAML takes ten times as long to read as JSON; only what was found good is kept
        name, ours = kept.key(_READ_BY, text.encode()), path.parent == DATA_FOLDER
        if ours and (known := kept.read_json(f"data-{path.stem}", name)) is not None:
            return known
        limits.check_text(text)
        data = yaml_text.load(text)
        wrong = [
            Problem(path.name, _line(path, at), "", problem, fix)
            for at, problem, fix in limits.check_values(data, text)
        ]
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise fault(None, problem, "put it back in the data folder") from None
    except UnicodeDecodeError:
        raise fault(None, "the file is not UTF-8 text", "save it as UTF-8") from None
    except limits.LimitError as error:
        raise fault(error.line, error.problem, error.fix) from None
    except yaml_text.NotYamlError as error:
        is_repeat = "twice" in error.problem
        fix = "keep one of the two" if is_repeat else "check indentation, quotes and colons there"
        raise fault(error.line, f"the file cannot be read as YAML: {error.problem}", fix) from None
    if wrong:
        raise ContentError(tuple(wrong))
    if data is None:
        raise fault(None, "the file is empty", "restore its records or its top key")
    if ours:
        kept.keep_json(f"data-{path.stem}", name, data)
    return data


@functools.lru_cache(maxsize=16)
def _composed_text(text: str) -> Node | None:
    return yaml_text.compose(text)


def _composed(path: Path) -> Node | None:
    try:
        return _composed_text(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml_text.NotYamlError):
        return None


def _validated(file: ContentFile, data: Any, path: Path) -> tuple[Any, list[Problem]]:
    """Records of one part of a file, leaving out those with problems."""
    top: yaml_text.Path = (file.key,) if file.key else ()
    if file.key is not None:
        if not isinstance(data, dict) or data.get(file.key) is None:
            problem = f"the top key '{file.key}' is missing or empty"
            fix = f"start the file with '{file.key}:' and put the records under it"
            nothing: Any = None if file.shape == "single" else MappingProxyType({})
            return nothing, [Problem(path.name, None, "", problem, fix)]
        data = data[file.key]
    if file.shape == "single":
        try:
            return TypeAdapter(file.model).validate_python(data), []
        except ValidationError as error:
            return None, explain(error, path.name, "", top, data, lambda at: _line(path, at))
    expected = list if file.shape == "records" else dict
    if not isinstance(data, expected):
        kind = (
            "a list of records, each starting with '- id:'"
            if expected is list
            else "records under their keys"
        )
        under = f"under '{file.key}'" if file.key else "in the file"
        problem = f"what stands {under} has the wrong type ({type_in_words(data)})"
        return MappingProxyType({}), [Problem(path.name, _line(path, top), "", problem, f"make it {kind}")]
    adapter = TypeAdapter(file.model)
    records: dict[str, Any] = {}
    problems: list[Problem] = []
    faulty = 0
    entries: Iterable[tuple[Any, Any]] = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        at = (*top, key)
        if isinstance(data, dict) and not isinstance(key, str):
            problem = f"the key '{key}' is not a word"
            problems.append(
                Problem(path.name, _line(path, top), "", problem, "put it in quotes, or correct it")
            )
            continue
        name = _record_name(value, key) if file.shape == "records" else str(key)
        try:
            record = adapter.validate_python(value)
        except ValidationError as error:
            faulty += 1
            if faulty <= limits.MAX_FAULTS:
                problems.extend(explain(error, path.name, name, at, value, lambda at: _line(path, at)))
            continue
        if name in records:
            faulty += 1
            if faulty > limits.MAX_FAULTS:
                continue
            problem = f"the id '{name}' is used twice"
            problems.append(
                Problem(path.name, _line(path, at), name, problem, "give one of the two records another id")
            )
            continue
        records[name] = record
    if faulty > limits.MAX_FAULTS:
        problem = f"{faulty - limits.MAX_FAULTS:,} more records of '{file.key or path.stem}' have faults"
        problems.append(Problem(path.name, None, "", problem, "mend those before first"))
    return MappingProxyType(records), problems


def _record_name(value: Any, index: int) -> str:
    identity = value.get("id") if isinstance(value, dict) else None
    return identity if isinstance(identity, str) else f"record {index + 1}"


def _line(path: Path, at: yaml_text.Path) -> int | None:
    return yaml_text.line_of(_composed(path), at)


def _unknown_top_keys(
    plain: Mapping[str, Any], files: tuple[ContentFile, ...], folder: Path
) -> list[Problem]:
    problems = []
    for name, data in plain.items():
        known = {file.key for file in files if file.name == name}
        if None in known or not isinstance(data, dict):
            continue
        for key in data.keys() - known:
            fix = f"remove it or use one of: {', '.join(sorted(str(k) for k in known))}"
            problem = f"the top key '{key}' is not known"
            problems.append(Problem(name, _line(folder / name, (key,)), "", problem, fix))
    return problems

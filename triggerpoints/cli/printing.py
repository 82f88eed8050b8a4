"""What the commands say, and how they end."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triggerpoints.content import Content

DONE, NOTHING_FOUND, BAD_INPUT = 0, 1, 2


def written(path: Path, made: str | bytes, as_json: bool) -> bool:
    """Write a file; false, with a sentence, when that cannot be done."""
    try:
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
    except OSError as error:
        said = f"{path} cannot be written: {error.strerror or error}. Name another file."
        print_problems([said], as_json, head="The file cannot be written.")
        return False
    return True


def no_region_map(name: str, content: Content, as_json: bool) -> int:
    """Say that there is no such body map."""
    said = f"There is no body map '{name}'; there is: {', '.join(content.region_maps)}."
    print_problems([said], as_json, head="The body map is not known.")
    return BAD_INPUT


def nothing_found(message: str, close: list[str], as_json: bool) -> int:
    """Say that nothing was found, and what is close to it."""
    if as_json:
        print_json({"error": message, "did_you_mean": close})
    else:
        print(f"{message} Did you mean: {', '.join(close)}?" if close else message, file=sys.stderr)
    return NOTHING_FOUND


def print_problems(problems: list[str], as_json: bool, *, head: str = "The data cannot be used.") -> None:
    """Say what is wrong, each with what to do."""
    if as_json:
        print_json({"error": head, "problems": problems})
    for problem in () if as_json else problems:
        print(f"error: {problem}", file=sys.stderr)


def print_json(data: Any) -> None:
    """Print data as JSON."""
    print(json.dumps(data, ensure_ascii=not has_all_letters(), indent=2))


def has_all_letters() -> bool:
    """Whether the output can show all letters."""
    return (sys.stdout.encoding or "").lower().startswith("utf")

"""Write docs/hostile-files.md: each broken data file, what `check` says first of it, and its exit code.

Usage: python -m tests.content.hostile_table
"""

import contextlib
import io
import tempfile
from pathlib import Path

import pytest

from tests.content.conftest import small_folder, stand_in
from tests.content.hostile import HOSTILE
from triggerpoints.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "hostile-files.md"
HEAD = """# Broken data files

What `python -m triggerpoints check` says of each of the broken files that the tests keep
(`tests/content/hostile.py`), as the first sentence, and how it ends. The small data of the tests stand around
it. Made by `python -m tests.content.hostile_table`; a test compares it with what is said.

| the file | name | exit code | the first sentence |
|---|---|---|---|
"""


def said_of(case: str, data: Path) -> tuple[int, str]:
    """Exit code and first error of `check` with one broken file in the data folder."""
    name, text, _ = HOSTILE[case]
    (data / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as errors:
        code = main(["check", "--data", str(data)])
    first = next(line for line in errors.getvalue().splitlines() if line.startswith("error: "))
    return code, first.removeprefix("error: ")


def row(case: str, code: int, first: str) -> str:
    """A line of the table."""
    shown = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in first)
    cells = (case, f"`{HOSTILE[case][0]}`", str(code), shown.replace("|", "\\|").replace("<", "&lt;"))
    return f"| {' | '.join(cells)} |"


def table() -> str:
    """The whole page."""
    rows = []
    for case in HOSTILE:
        with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
            stand_in(Path(folder), patch)
            rows.append(row(case, *said_of(case, small_folder(Path(folder), patch))))
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")

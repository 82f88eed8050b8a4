"""CSV that a spreadsheet opens rightly: header first, marked as UTF-8, its line ends, no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
"""First character of a file by which a spreadsheet knows that it is UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV (RFC 4180).

    Parameters
    ----------
    columns : sequence of str
        The header.
    rows : iterable of sequence
        None is an empty cell. A text that a spreadsheet would take for a formula gets an apostrophe in front;
        numbers stay numbers.
    """
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

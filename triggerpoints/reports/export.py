"""The content for other programs: everything as JSON, or one row for each trigger point as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from triggerpoints import __version__
from triggerpoints.content.reviews import review_state

if TYPE_CHECKING:
    from triggerpoints.content import Content

Format = Literal["json", "csv"]
NOTE = (
    "For information and learning only, not a diagnosis. No record was reviewed by a clinician unless it "
    "says so. Positions are those of one reference body (LPS, mm, right side)."
)
COLUMNS = (
    "muscle", "name", "latin", "ta2", "fma", "region", "point", "label", "x_mm", "y_mm", "z_mm", "sides",
    "essential", "spillover", "certainty", "phenomenon", "status", "sources", "review",
)  # fmt: skip


def exported(content: Content, format_: Format) -> str:
    """The content as text in a format.

    Parameters
    ----------
    content : Content
    format_ : {'json', 'csv'}
        All records by kind and id, or the trigger points with their muscles; several ids in one cell are
        separated by spaces.
    """
    return to_json(content) if format_ == "json" else to_csv(content)


def to_json(content: Content) -> str:
    """Every record of the data, by kind and id, under the names of `Content`."""
    parts = {field.name: _plain(getattr(content, field.name)) for field in fields(content)}
    head = {"format": f"trigger points {__version__}", "note": NOTE}
    return json.dumps(head | parts, ensure_ascii=False, indent=1) + "\n"


def to_csv(content: Content) -> str:
    """One row for each trigger point; the note stands above, in a line that begins with #."""
    out = io.StringIO()
    out.write(f"# {NOTE}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for muscle in content.muscles.values():
        for point in muscle.trigger_points:
            zones = point.zones
            writer.writerow(
                (
                    muscle.id, muscle.names.en, muscle.names.la, muscle.ta2, muscle.fma, muscle.region,
                    point.id, point.label, *point.position_mm, point.sides, " ".join(zones.essential),
                    " ".join(zones.spillover), zones.certainty, point.phenomenon, point.status,
                    " ".join(point.sources), review_state(content, "muscles", muscle.id).said,
                )
            )  # fmt: skip
    return out.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value

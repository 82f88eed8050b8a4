"""Reviews by clinicians: what a record's review is worth today, which to review first, and filled sheets."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from triggerpoints.content.models.records import Content
from triggerpoints.content.models.review import Review
from triggerpoints.content.models.safety import Hazard
from triggerpoints.content.reading.files import FILES
from triggerpoints.quoting import quoted

REVIEWED_PARTS = tuple(
    file.field for file in FILES if file.shape == "records" and file.field not in ("reviews", "source_items")
)
"""Parts of the data whose records can be reviewed."""
COLUMNS = (
    "part", "record", "content_hash", "number", "statement", "sources",
    "verdict", "remark", "reviewer", "profession", "date",
)  # fmt: skip
"""Columns of a sheet as a table; the last five are the reviewer's."""
VERDICTS = ("agree", "change", "remove")
DANGERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lung", ("lung", "pleura")),
    ("neck", ("vertebral artery", "carotid", "airway", "brain stem")),
    ("eye", ("eye", "orbit")),
    ("canal", ("canal", "spinal cord")),
    ("vessels", ("artery", "vein", "vessel")),
)
"""What a needle must not meet, the worst first, with the words that name it in a hazard."""
NOT_REVIEWED = "Not reviewed by a clinician yet"
_RISKS = ("very_high", "high", "moderate", "low")


class UnreadableSheetError(ValueError):
    """A filled sheet that cannot be taken in; the message says where and what to mend."""


@dataclass(frozen=True)
class ReviewState:
    """What is known of the review of a record.

    Attributes
    ----------
    latest : Review or None
        None when nobody has reviewed the record.
    is_changed : bool
        Whether the record is another one than that which was reviewed.
    """

    latest: Review | None = None
    is_changed: bool = False

    @property
    def said(self) -> str:
        """Who reviewed the record and when, in words."""
        if self.latest is None:
            return NOT_REVIEWED
        who = f"{self.latest.reviewer} ({self.latest.profession}), {self.latest.date.isoformat()}"
        if self.is_changed:
            return f"Changed since the review by {who}"
        return f"Reviewed by {who}" if self.holds else f"Reviewed by {who}, who asks for changes"

    @property
    def holds(self) -> bool:
        """Whether a clinician agreed with the record as it is today."""
        return self.latest is not None and self.latest.verdict == "agree" and not self.is_changed


def content_hash(record: BaseModel) -> str:
    """Twelve hex digits that change whenever a word, a number or a source of the record does."""
    plain = record.model_dump(mode="json")
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def review_state(content: Content, part: str, record: str) -> ReviewState:
    """The latest review of a record and whether it still holds.

    Parameters
    ----------
    content : Content
    part, record : str
        Field of `Content` and id.
    """
    found = [r for r in content.reviews.values() if (r.part, r.record) == (part, record)]
    if not found:
        return ReviewState()
    latest = max(found, key=lambda review: review.date)
    return ReviewState(latest, latest.content_hash != content_hash(getattr(content, part)[record]))


def number_reviewed(content: Content) -> int:
    """How many records a clinician agreed with as they are today."""
    records = {(review.part, review.record) for review in content.reviews.values()}
    return sum(review_state(content, *record).holds for record in records)


def said_of_all(content: Content) -> str:
    """How many records a clinician agreed with as they are today, in words."""
    number = number_reviewed(content)
    if number == 0:
        return NOT_REVIEWED
    return f"{number} record{'s' if number > 1 else ''} reviewed by a clinician, the others not yet"


def mistake(part: str, record: Any) -> str:
    """A text to copy when something in a record is wrong: it names the record and how it stood."""
    return f"Mistake in {part}, {record.id} ({content_hash(record)}). Statement: … What is wrong: … Source: …"


def mistake_in(statement: BaseModel, of: str = "") -> str:
    """A text to copy when a statement is wrong: the record, the statement, and how it stood.

    Parameters
    ----------
    statement : BaseModel
    of : str
        The record that it belongs to; its own kind and id when left out.
    """
    kind = re.sub(r"(?<!^)(?=[A-Z])", " ", type(statement).__name__).lower()
    name = f"{of}, {kind}" if of else f"{kind} {getattr(statement, 'id', '')}".strip()
    said = shorten(_first_words(statement), 90, placeholder=" …")
    return f"Mistake in {name} ({content_hash(statement)}). It says: “{said}” What is wrong: … Source: …"


def _first_words(statement: BaseModel) -> str:
    for field in ("plain", "short", "sign", "name", "event", "place", "about", "label", "stretch", "action"):
        value = getattr(statement, field, None)
        if value:
            return value[0] if isinstance(value, tuple) else str(value)
    return ""


def by_risk(content: Content) -> tuple[str, ...]:
    """All muscles in the order in which they should be reviewed: where most can go wrong first."""
    hazard_of = {muscle: hazard for hazard in content.hazards.values() for muscle in hazard.muscle_ids}
    order = {id_: number for number, id_ in enumerate(content.muscles)}
    return tuple(sorted(content.muscles, key=lambda id_: (*_danger(hazard_of.get(id_)), order[id_])))


def _danger(hazard: Hazard | None) -> tuple[int, int]:
    if hazard is None:
        return len(DANGERS), len(_RISKS)
    named = " ".join(hazard.structures).lower()
    worst = next((n for n, (_, words) in enumerate(DANGERS) if any(w in named for w in words)), len(DANGERS))
    return worst, _RISKS.index(hazard.risk)


def read_sheet(text: str, content: Content) -> tuple[Review, ...]:
    """The reviews of a filled sheet, one for each record in which every statement has a verdict.

    Parameters
    ----------
    text : str
        The table as CSV, with the columns of `COLUMNS`.
    content : Content
        Tells which records there are and how many reviews each has.

    Raises
    ------
    UnreadableSheetError
        A column is missing, a verdict is none of `VERDICTS`, a record is half filled or unknown, or
        nothing is filled.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        found_rows, columns = list(reader), reader.fieldnames or ()
    except csv.Error as error:
        raise UnreadableSheetError(
            f"Line {reader.line_num + 1}: this is no table ({error}); "
            "fill the CSV that was made with the sheet."
        ) from None
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise UnreadableSheetError(
            f"The table lacks the columns {', '.join(missing)}; fill the CSV that was made with the sheet."
        )
    rows: dict[tuple[str, str], list[tuple[int, Mapping[str, str]]]] = {}
    for line, row in enumerate(found_rows, start=2):
        clean = {name: (row[name] or "").strip() for name in COLUMNS}
        rows.setdefault((clean["part"], clean["record"]), []).append((line, clean))
    filled = {record: found for record, found in rows.items() if any(row["verdict"] for _, row in found)}
    if not filled:
        raise UnreadableSheetError(f"No verdict is filled in; write {', '.join(VERDICTS)} in that column.")
    return tuple(_review(content, *record, found) for record, found in filled.items())


def _review(content: Content, part: str, record: str, rows: list[tuple[int, Mapping[str, str]]]) -> Review:
    if part not in REVIEWED_PARTS or record not in getattr(content, part):
        raise UnreadableSheetError(
            f"Line {rows[0][0]}: there is no record {quoted(record)} in {quoted(part)}."
        )
    for line, row in rows:
        if row["verdict"] not in VERDICTS:
            said = f"the verdict is {quoted(row['verdict'])}" if row["verdict"] else "the verdict is missing"
            raise UnreadableSheetError(f"Line {line}: {said}; write {', '.join(VERDICTS)}.")
        if row["verdict"] != "agree" and not row["remark"]:
            raise UnreadableSheetError(f"Line {line}: say in the remark what to {row['verdict']}, and why.")
    first = rows[0][1]
    remarks = tuple(
        f"{row['verdict']}, statement {row['number']}: {row['remark']}"
        if row["verdict"] != "agree"
        else f"statement {row['number']}: {row['remark']}"
        for _, row in rows
        if row["remark"]
    )
    earlier = sum(r.record == record and r.part == part for r in content.reviews.values())
    try:
        return Review(
            id=f"{part.replace('_', '-')}-{record}-{earlier + 1}".lower(),
            part=part,
            record=record,
            content_hash=first["content_hash"],
            reviewer=first["reviewer"],
            profession=first["profession"],
            date=first["date"],  # type: ignore[arg-type]  # the model reads it
            verdict="agree" if all(row["verdict"] == "agree" for _, row in rows) else "change",
            remarks=remarks,
        )
    except ValidationError as error:
        name = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise UnreadableSheetError(
            f"Line {rows[0][0]}: the column {name} is missing or wrong; it must stand in the first line of "
            f"each record (a date as 2026-01-31)."
        ) from None


def with_reviews(text: str, new: Iterable[Review]) -> str:
    """The text of data/reviews.yml with more reviews; the remarks at its head stay.

    Parameters
    ----------
    text : str
        The file as it is.
    new : iterable of Review
    """
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith(("#", "\n")))
    plain = [*yaml.safe_load(text)["reviews"], *(review.model_dump(mode="json") for review in new)]
    body = yaml.safe_dump({"reviews": plain}, allow_unicode=True, sort_keys=False)
    return f"{head.rstrip()}\n\n{body}"

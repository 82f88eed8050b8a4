"""A sheet on which a clinician reviews records: every statement, its sources, boxes and space to write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fpdf import FPDF
from pydantic import BaseModel

from triggerpoints.content.models.base import Sourced
from triggerpoints.content.reviews import COLUMNS, VERDICTS, content_hash, review_state
from triggerpoints.reports.lettering import FONT, add_font
from triggerpoints.reports.paper import PAPERS

if TYPE_CHECKING:
    from triggerpoints.content import Content

MARGIN_MM, FOOTER_MM, ROW_MM = 14.0, 12.0, 4.4
BOX_MM = 3.0
HOW = (
    "Mark one box for each statement. Agree: you would sign it. Change: write what it should say. Remove: it "
    "should not be said. Judge the words, the number and whether the source can carry them. What is not "
    "marked counts as not reviewed. docs/reviewing.md tells more."
)
SMALL_PRINT = (
    "Trigger Point Explorer. For learning, not a diagnosis. Nobody has reviewed a record unless it says so."
)
STATUS = {
    "read": "read in the source",
    "read-web": "read on a web page, in part",
    "book": "book not at hand",
    "teaching": "common teaching, no source",
}
_NOT_SAID = frozenset(
    {
        "id", "review", "status", "sources", "ta2", "fma", "named_by", "position_mm", "shapes", "label",
        "muscle_ids", "groups", "unsourced", "pattern_search",
    }
)  # fmt: skip
"""Fields that say nothing which a clinician could judge on paper."""


@dataclass(frozen=True)
class Item:
    """A statement on the sheet.

    Attributes
    ----------
    number : int
        Within its record, from 1.
    heading : str
        What part of the record it is.
    lines : tuple of str
        What is said.
    basis : str
        How sure it is, and the sources that it cites, in words.
    """

    number: int
    heading: str
    lines: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Sheet:
    """What is reviewed of one record."""

    part: str
    record: str
    title: str
    content_hash: str
    reviewed: str
    items: tuple[Item, ...]


def sheets(content: Content, muscles: Sequence[str]) -> tuple[Sheet, ...]:
    """One sheet for each muscle, followed by the hazards that name it.

    Raises
    ------
    ValueError
        There is no such muscle.
    """
    for muscle in muscles:
        if muscle not in content.muscles:
            raise ValueError(f"There is no muscle '{muscle}'.")
    records = [("muscles", muscle) for muscle in muscles]
    records += [
        ("hazards", hazard.id) for hazard in content.hazards.values() if set(muscles) & set(hazard.muscle_ids)
    ]
    return tuple(_sheet(content, part, record) for part, record in records)


def _sheet(content: Content, part: str, id_: str) -> Sheet:
    record = getattr(content, part)[id_]
    title = record.names.en if part == "muscles" else f"Hazard: {record.muscles}"
    said = f"{review_state(content, part, id_).said}."
    return Sheet(part, id_, title, content_hash(record), said, tuple(_items(content, record)))


def spoken(content: Content, value: BaseModel) -> tuple[str, ...]:
    """What a record or statement says, a line for each field."""
    return tuple(_lines(content, value, ""))


def _items(content: Content, record: BaseModel) -> Iterator[Item]:
    number = 0
    for heading, value in _statements(record):
        lines = tuple(_lines(content, value, ""))
        if lines:
            number += 1
            yield Item(number, heading, lines, _basis(content, value, record))


def _statements(record: BaseModel) -> Iterator[tuple[str, Any]]:
    plain = {}
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field in _NOT_SAID:
            continue
        name = field.replace("_", " ").capitalize()
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for index, item in enumerate(value, start=1):
                yield f"{name} {index}", item
        elif isinstance(value, BaseModel):
            yield name, value
        else:
            plain[field] = value
    if plain:
        yield "In general", plain


def _lines(content: Content, value: Any, name: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        value = {f: getattr(value, f) for f in type(value).model_fields if f not in _NOT_SAID or f == "id"}
    if isinstance(value, dict):
        for field, inner in value.items():
            yield from _lines(content, inner, f"{name}, {field}" if name else field)
    elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        for index, inner in enumerate(value, start=1):
            yield from _lines(content, inner, f"{name} {index}")
    elif isinstance(value, tuple) and value:
        yield f"{_label(name)}: {'; '.join(_named(content, inner) for inner in value)}"
    elif value not in (None, (), ""):
        yield f"{_label(name)}: {_named(content, value)}"


def _label(name: str) -> str:
    if name == "regions":
        return "Asked about pain in (our choice)"
    return name.replace("_", " ").capitalize()


def _named(content: Content, value: Any) -> str:
    """A text, with the names of places, techniques and conditions for their ids."""
    text = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    for part in (content.places, content.techniques, content.conditions):
        if text in part:
            return str(part[text].name)
    return text


def _basis(content: Content, value: Any, record: BaseModel) -> str:
    holder = value if hasattr(value, "sources") else record
    keys = getattr(holder, "sources", ())
    status = f"{STATUS[holder.status]}. " if isinstance(holder, Sourced) else ""
    cited = "; ".join(f"{content.sources[key].cite} [{key}]" for key in keys)
    left = "; ".join(getattr(holder, "unsourced", ()))
    return f"{status.capitalize()}Sources: {cited or 'none'}." + (f" No source for: {left}." if left else "")


def sheet_csv(made: Sequence[Sheet]) -> str:
    """The same statements as a table to fill in; `triggerpoints review import` takes it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for sheet in made:
        for item in sheet.items:
            said = f"{item.heading}: {' | '.join(item.lines)}"
            row = (sheet.part, sheet.record, sheet.content_hash, item.number, said, item.basis)
            writer.writerow((*(_as_text(cell) for cell in row), "", "", "", "", ""))
    return out.getvalue()


def _as_text(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t" and cell else cell


def sheet_pdf(made: Sequence[Sheet], *, paper: str = "A4") -> bytes:
    """Print sheets to mark by hand.

    Parameters
    ----------
    made : sequence of Sheet
    paper : {'A4', 'Letter'}

    Raises
    ------
    ValueError
        The paper is not known, or there is nothing to review.
    """
    if not made:
        raise ValueError("There is nothing to review; name at least one muscle.")
    if paper not in PAPERS:
        raise ValueError(f"The paper is '{paper}'; it must be {' or '.join(PAPERS)}.")
    pages = _Pages(paper)
    for sheet in made:
        pages.record(sheet)
    return bytes(pages.output())


class _Pages(FPDF):
    """The sheets as they are laid out."""

    def __init__(self, paper: str) -> None:
        super().__init__(unit="mm", format=PAPERS[paper])
        self.head = ""
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(True, margin=FOOTER_MM + 8)
        add_font(self)
        self.set_title("Review sheet")

    def header(self) -> None:
        """Which record the page belongs to."""
        self.say(self.head, size=8, grey=90)
        self.ln(2)

    def footer(self) -> None:
        """What the sheet is."""
        self.set_y(-FOOTER_MM)
        self.say(f"{SMALL_PRINT} Page {self.page_no()}.", size=6.5, grey=90)

    def record(self, sheet: Sheet) -> None:
        """One record: who reviews it, and every statement."""
        self.head = f"Review sheet: {sheet.title} ({sheet.part}, {sheet.record}, {sheet.content_hash})"
        self.add_page()
        self.say(sheet.title, size=16, bold=True)
        self.say(sheet.reviewed, size=9)
        self.ln(2)
        self.say(
            "Name ______________________   Profession ______________________   Date ____________", size=10
        )
        self.ln(2)
        self.say(HOW, size=8.5, grey=60)
        self.ln(2)
        for item in sheet.items:
            self.item(item)

    def item(self, item: Item) -> None:
        """A statement with its boxes and a line to write on; it stays on one page where it fits."""
        width_mm = self.epw
        self.set_font(FONT, size=9)
        text = "\n".join(item.lines)
        height_mm = self.get_string_width(text) / width_mm * ROW_MM + (6 + len(item.lines)) * ROW_MM
        if self.will_page_break(min(height_mm, self.eph - 30)):
            self.add_page()
        self.set_draw_color(170)
        self.line(MARGIN_MM, self.get_y(), MARGIN_MM + width_mm, self.get_y())
        self.ln(1.2)
        self.say(f"{item.number}  {item.heading}", size=9.5, bold=True)
        self.say("\n".join(item.lines), size=9)
        self.say(item.basis, size=7, grey=80)
        self.ln(0.8)
        self.boxes()
        self.ln(2.5)

    def boxes(self) -> None:
        """Three boxes and a line to write on."""
        y = self.get_y()
        x = MARGIN_MM
        self.set_draw_color(0)
        self.set_font(FONT, size=8.5)
        for verdict in VERDICTS:
            self.rect(x, y + 0.7, BOX_MM, BOX_MM)
            self.text(x + BOX_MM + 1.2, y + 3.3, verdict.capitalize())
            x += BOX_MM + 18
        self.line(x, y + 4.2, MARGIN_MM + self.epw, y + 4.2)
        self.line(MARGIN_MM, y + 10, MARGIN_MM + self.epw, y + 10)
        self.set_y(y + 10)

    def say(self, text: str, *, size: float, bold: bool = False, grey: int = 0) -> None:
        """A paragraph."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(grey)
        line_mm = size * 0.46
        self.multi_cell(self.epw, line_mm, text, new_x="LMARGIN", new_y="NEXT", align="L")
        self.set_text_color(0)

"""One printed page about a pain for the clinician: map, warning signs, muscles, questions; no name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fpdf import FPDF
from PIL import Image

from triggerpoints.content.models.look_alike import AreaLookAlike
from triggerpoints.content.models.safety import RedFlag
from triggerpoints.referral.areas import AreaName, area_name
from triggerpoints.referral.look_alikes import look_alikes_for
from triggerpoints.referral.questions import questions_for
from triggerpoints.referral.record import PainRecord
from triggerpoints.referral.rows import rows
from triggerpoints.referral.search import Hit, find
from triggerpoints.referral.sentences import area_details, area_words, plain_name, plain_reason, spared_words
from triggerpoints.referral.warnings import ADVICE, LEVELS, flags_for, raised, regions_of
from triggerpoints.reports.lettering import FONT, add_font
from triggerpoints.reports.paper import PAPERS
from triggerpoints.reports.picture import area_picture, part_of_body, views_for

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

"""Width and height in mm."""

TITLE = "Where it hurts: a page for my doctor"
DISCLAIMER = (
    "Made with Trigger Point Explorer by the person who has the pain. R is the right side of the body, L the "
    "left. It shows where muscles are known to send pain. It is not a diagnosis, and it does not replace an "
    "exam. No doctor has checked this list. People differ, and pain has many causes. In an emergency call "
    "your local emergency number."
)
MARGIN_MM = 13.0
MAP_COLUMN_MM, MAP_HEIGHT_MM = 84.0, 112.0
PICTURE_PX_PER_MM = 8
NOTE_LINE_MM, NOTE_LINES_LEAST = 8.0, 2
LETTER_INSET_MM = 3.5  # of R and L from the edge, so that those of two pictures do not meet
MOST_MUSCLES, MOST_OTHERS = 6, 8
SCALES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68)
_SIDES = {
    "Front": ("Front", "RL"),
    "Back": ("Back", "LR"),
}


@dataclass(frozen=True)
class _Story:
    """All that the page says."""

    day: date
    record: PainRecord
    names: Sequence[AreaName]
    regions: Sequence[str]
    raised: Sequence[RedFlag]
    asked: Sequence[RedFlag]
    hits: Sequence[Hit]
    others: Sequence[AreaLookAlike]
    questions: Sequence[str]
    pictures: Sequence[tuple[str, Image.Image]]


def pain_page(
    atlas: Atlas, content: Content, record: PainRecord, *, paper: str = "A4", day: date | None = None
) -> bytes:
    """Make the page.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    record : PainRecord
        With at least one area.
    paper : {'A4', 'Letter'}
    day : date, optional
        The day that stands on the page; today by default.

    Returns
    -------
    bytes
        A PDF of one page.

    Raises
    ------
    ValueError
        Nothing is marked, or the paper is not known.
    """
    if not record.areas:
        raise ValueError("Mark where it hurts first; there is nothing to print yet.")
    if paper not in PAPERS:
        raise ValueError(f"The paper is '{paper}'; it must be {' or '.join(PAPERS)}.")
    story = _story(atlas, content, record, day or date.today())
    for scale in SCALES:
        page = _Page(paper, scale)
        if page.compose(story, content) or scale == SCALES[-1]:
            break
    return bytes(page.pdf.output())


def _story(atlas: Atlas, content: Content, record: PainRecord, day: date) -> _Story:
    regions = regions_of(atlas, content, record.areas)
    hits = [row.first for row in rows(find(record.areas, atlas, content), content, MOST_MUSCLES)]
    others = look_alikes_for(atlas, content, record.areas)[:MOST_OTHERS]
    found = raised(content, record.yes)
    views = views_for(atlas, record.areas)
    boxes = part_of_body(atlas, views, record.areas)
    return _Story(
        day=day,
        record=record,
        names=[area_name(atlas, content, area) for area in record.areas],
        regions=regions,
        raised=found,
        asked=flags_for(content, regions, record.heard),
        hits=hits,
        others=others,
        questions=questions_for(content, hits, others, found),
        pictures=[
            (atlas.views[view].label, area_picture(atlas, content, record.areas, view=view, box=boxes[view]))
            for view in views
        ],
    )


class _Page:
    """One page at one text scale."""

    def __init__(self, paper: str, scale: float) -> None:
        width_mm, height_mm = PAPERS[paper]
        self.scale = scale
        self.width_mm, self.bottom_mm = width_mm - 2 * MARGIN_MM, height_mm - MARGIN_MM
        self.pdf = FPDF(unit="mm", format=(width_mm, height_mm))
        self.pdf.set_margins(MARGIN_MM, MARGIN_MM, MARGIN_MM)
        self.pdf.set_auto_page_break(False)
        self.pdf.c_margin = 0  # words begin where lines and boxes do
        self.pdf.set_title(TITLE)
        self.pdf.set_lang("en")
        add_font(self.pdf)
        self.pdf.add_page()

    def compose(self, story: _Story, content: Content) -> bool:
        """Write everything; false when it does not fit."""
        pdf = self.pdf
        self._text(f"{story.day:%d %B %Y}".lstrip("0"), size=10, align="R")
        pdf.set_xy(MARGIN_MM, MARGIN_MM)
        self._text(TITLE, size=15, bold=True, width_mm=self.width_mm - 40)
        self._gap(2.5)
        self._advice(story.raised)
        top_mm = pdf.get_y()
        below_maps_mm = self._maps(story, top_mm)
        left_mm = MARGIN_MM + MAP_COLUMN_MM + 5
        self._areas(story, content, left_mm, top_mm)
        self._warnings(story, left_mm)
        self._questions(story, left_mm)
        pdf.set_y(max(below_maps_mm, pdf.get_y()) + 1.5 * self.scale)
        self._muscles(story, content)
        self._others(story)
        end_mm = pdf.get_y()
        footer_mm = self.bottom_mm - 11 * self.scale
        self._notes(footer_mm)
        pdf.set_y(footer_mm)
        pdf.set_draw_color(120)
        pdf.line(MARGIN_MM, footer_mm - 1, MARGIN_MM + self.width_mm, footer_mm - 1)
        self._text(DISCLAIMER, size=7.5, grey=70)
        return end_mm <= footer_mm - 1.5 - NOTE_LINES_LEAST * NOTE_LINE_MM

    def _advice(self, found: Sequence[RedFlag]) -> None:
        for level in LEVELS:
            flags = [flag for flag in found if flag.level == level]
            if not flags:
                continue
            pdf = self.pdf
            start_mm = pdf.get_y()
            pdf.set_xy(MARGIN_MM + 4, start_mm + 2)
            inner_mm = self.width_mm - 8
            self._text(
                ADVICE[level].upper() if level == "emergency" else ADVICE[level],
                size=12,
                bold=True,
                width_mm=inner_mm,
            )
            for flag in flags:
                pdf.set_x(MARGIN_MM + 4)
                self._text(f"YES: {flag.short}. {flag.advice}", size=9.5, width_mm=inner_mm)
            pdf.set_draw_color(0)
            pdf.set_line_width(1.1 if level == "emergency" else 0.5)
            pdf.rect(MARGIN_MM, start_mm, self.width_mm, pdf.get_y() - start_mm + 2)
            pdf.set_line_width(0.2)
            pdf.set_xy(MARGIN_MM, pdf.get_y() + 4)

    def _maps(self, story: _Story, top_mm: float) -> float:
        most_mm = MAP_HEIGHT_MM * (0.55 + 0.45 * self.scale)
        number = len(story.pictures)
        # one scale for all, so that the same stretch of the body stands at the same height in each
        all_px = sum(picture.width for _, picture in story.pictures)
        mm_per_px = min(
            (MAP_COLUMN_MM - 2 * number) / all_px,
            min(most_mm / picture.height for _, picture in story.pictures),
        )
        spare_mm = (MAP_COLUMN_MM - all_px * mm_per_px) / number
        end_mm, slot_left_mm = top_mm, MARGIN_MM
        for label, picture in story.pictures:
            width_mm, shown_mm = picture.width * mm_per_px, picture.height * mm_per_px
            slot_mm = width_mm + spare_mm
            end_mm = max(end_mm, top_mm + 4 + shown_mm)
            x = slot_left_mm + spare_mm / 2
            px = round(width_mm * PICTURE_PX_PER_MM)
            small = picture.resize((px, round(px * picture.height / picture.width)), Image.Resampling.LANCZOS)
            self.pdf.image(small, x=x, y=top_mm + 4, w=width_mm, h=shown_mm, alt_text=f"Body map, {label}")
            self.pdf.set_xy(slot_left_mm, top_mm)
            slot_left_mm += slot_mm
            head, letters = _SIDES.get(label, (f"Your {label.lower()}", ""))
            self._text(head, size=7, width_mm=slot_mm, align="C")
            for share, word in enumerate(letters):
                inner_mm = LETTER_INSET_MM + share * (width_mm - 2 * LETTER_INSET_MM)
                self.pdf.set_xy(x + inner_mm - 3, top_mm + 5)
                self._text(word, size=10, bold=True, width_mm=6, align="C")
        return end_mm

    def _areas(self, story: _Story, content: Content, left_mm: float, top_mm: float) -> None:
        pdf = self.pdf
        pdf.set_xy(left_mm, top_mm)
        width_mm = MARGIN_MM + self.width_mm - left_mm
        self._head("Where it hurts", width_mm)
        for number, (area, name) in enumerate(zip(story.record.areas, story.names, strict=True), start=1):
            pdf.set_x(left_mm)
            said = [area_words(name, content), spared_words(area, content), area_details(area)]
            self._text(f"{number}. {', '.join(part for part in said if part)}", size=9.5, width_mm=width_mm)
            if area.strength is not None:
                self._bar(left_mm + 4, area.strength)
        self._gap(1.5)

    def _bar(self, left_mm: float, strength: int) -> None:
        """Ten boxes, as many filled as the strength."""
        pdf = self.pdf
        size_mm = 2.6 * self.scale
        y = pdf.get_y() + 0.4
        pdf.set_draw_color(0)
        for i in range(10):
            pdf.set_fill_color(60 if i < strength else 255)
            pdf.rect(left_mm + i * (size_mm + 0.9), y, size_mm, size_mm, style="DF")
        pdf.set_y(y + size_mm + 1.2)

    def _warnings(self, story: _Story, left_mm: float) -> None:
        """The warning signs that were answered with no; those with yes stand on top with their advice."""
        no = [flag for flag in story.asked if flag.id in story.record.no]
        if not no:
            return
        width_mm = MARGIN_MM + self.width_mm - left_mm
        self.pdf.set_x(left_mm)
        self._head("Warning signs", width_mm)
        self.pdf.set_x(left_mm)
        self._text(f"No: {'; '.join(flag.short for flag in no)}.", size=8.6, width_mm=width_mm)
        self._gap(1.5)

    def _notes(self, footer_mm: float) -> None:
        """Lines to write on, as many as there is room for."""
        room = int((footer_mm - 3 - self.pdf.get_y() - 6 * self.scale) / NOTE_LINE_MM)
        if room < 1:
            return
        self._gap(1.5)
        self._head("Notes", self.width_mm)
        self.pdf.set_draw_color(150)
        y = self.pdf.get_y()
        for number in range(1, room + 1):
            at_mm = y + number * NOTE_LINE_MM
            if at_mm < footer_mm - 2:
                self.pdf.line(MARGIN_MM, at_mm, MARGIN_MM + self.width_mm, at_mm)

    def _muscles(self, story: _Story, content: Content) -> None:
        is_urgent = any(flag.level == "emergency" for flag in story.raised)
        later = "For later, after you got help: muscles" if is_urgent else "Muscles"
        self._head(f"{later} known to send pain there, best match first", self.width_mm)
        if not story.hits:
            self._text("No muscle is known to send pain there.", size=9)
        for rank, hit in enumerate(story.hits, start=1):
            muscle = content.muscles[hit.muscle]
            side = {"right": ", right", "left": ", left", "both": ""}[hit.side]
            self._text(
                f"**{rank}. {muscle.names.plain}{side}** ({muscle.names.en}). "
                f"{plain_reason(hit, story.names, content)}",
                size=8.6,
                markdown=True,
            )
        self._gap(1)

    def _others(self, story: _Story) -> None:
        if not story.others:
            return
        self._head("What else it could be", self.width_mm)
        said = "; ".join(
            plain_name(record.name) + (" (needs care soon)" if record.urgent else "")
            for record in story.others
        )
        self._text(f"{said}.", size=8.6)
        self._gap(1)

    def _questions(self, story: _Story, left_mm: float) -> None:
        width_mm = MARGIN_MM + self.width_mm - left_mm
        self.pdf.set_x(left_mm)
        self._head("Questions to ask", width_mm)
        for question in story.questions:
            y = self.pdf.get_y()
            self.pdf.set_draw_color(0)
            self.pdf.rect(left_mm, y + 0.8, 2.4 * self.scale, 2.4 * self.scale)
            self.pdf.set_x(left_mm + 5)
            self._text(question, size=9, width_mm=width_mm - 5)
            self._gap(0.8)

    def _head(self, text: str, width_mm: float) -> None:
        self._text(text, size=10.5, bold=True, width_mm=width_mm)
        self._gap(0.3)

    def _gap(self, mm: float) -> None:
        self.pdf.set_y(self.pdf.get_y() + mm * self.scale)

    def _text(
        self,
        text: str,
        *,
        size: float,
        bold: bool = False,
        width_mm: float | None = None,
        align: str = "L",
        grey: int = 0,
        markdown: bool = False,
    ) -> None:
        """Write a paragraph from the current place and go to the left margin below it."""
        self.pdf.set_font(FONT, "B" if bold else "", size * self.scale)
        self.pdf.set_text_color(grey)
        self.pdf.multi_cell(
            width_mm or self.width_mm,
            size * self.scale * 0.43,
            text,
            align=align,
            markdown=markdown,
            new_x="LMARGIN",
            new_y="NEXT",
        )

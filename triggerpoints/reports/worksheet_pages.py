"""A worksheet as two files: one for the students, one with the answers for whoever checks it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fpdf import FPDF
from PIL import Image

from triggerpoints.figures import MapState, body_png
from triggerpoints.figures.numbered_body import lit_png, spread
from triggerpoints.reports.context import pattern_pictures, views_of
from triggerpoints.reports.lettering import FONT, add_font
from triggerpoints.reports.paper import PAPERS
from triggerpoints.reports.worksheet import ASKS, MATCHES, Drawn, MapTask, MatchTable, Patterns, matched_text

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.reports.worksheet import Worksheet
    from triggerpoints.study.quiz import Question

DISCLAIMER = (
    "For learning, not a diagnosis. Made with Trigger Point Explorer. No record was reviewed by a clinician "
    "unless it says so."
)
LICENCE = "This sheet may be copied and shared under CC BY-SA 4.0."
DPI = 250  # of every picture; a printer shows no more, and 200 is the least
MM_PER_INCH = 25.4
MARGIN_MM, GAP_MM, FOOTER_MM = 12.0, 6.0, 12.0
LONGEST_ADDRESS = 160
MAP_HEIGHT_MM, LABELS_MM = 52.0, 9.0
PATTERN_HEIGHT_MM, WHOLE_WIDTH_MM = 46.0, 12.0
BLANK_HEIGHT_MM = 92.0
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class _Block:
    """A part that is not torn apart: how high it is in a column of a width, and how it is drawn at (x, y)."""

    height_mm: float
    draw: Callable[[float, float], None]


def student_pdf(
    atlas: Atlas, content: Content, sheet: Worksheet, *, paper: str = "A4", address: str = ""
) -> bytes:
    """The pages that are filled in, without an answer on any of them.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    sheet : Worksheet
    paper : {'A4', 'Letter'}
    address : str
        Where the same sheet can be made again; printed at the foot of each page unless it is very long.

    Raises
    ------
    ValueError
        The sheet asks nothing, or the paper is not known.
    """
    pages = _pages(atlas, sheet, paper, address, f"Worksheet: {sheet.title}")
    pages.student(atlas, content, sheet)
    return bytes(pages.output())


def answers_pdf(
    atlas: Atlas, content: Content, sheet: Worksheet, *, paper: str = "A4", address: str = ""
) -> bytes:
    """The answers, with what each rests on.

    Parameters
    ----------
    atlas, content, sheet, paper, address
        As in `student_pdf`.
    """
    pages = _pages(atlas, sheet, paper, address, f"Answers: {sheet.title}")
    pages.answers(atlas, content, sheet)
    return bytes(pages.output())


def _pages(atlas: Atlas, sheet: Worksheet, paper: str, address: str, head: str) -> _Pages:
    if not sheet.number:
        raise ValueError("Nothing can be asked about this choice; take more muscles or kinds of questions.")
    if paper not in PAPERS:
        raise ValueError(f"The paper is '{paper}'; it must be {' or '.join(PAPERS)}.")
    shown = address if len(address) <= LONGEST_ADDRESS else ""
    return _Pages(paper, head, f"{DISCLAIMER} {LICENCE} {atlas.credits} {shown}".strip())


class _Pages(FPDF):
    """Pages with a title, columns and a foot."""

    def __init__(self, paper: str, head: str, small_print: str) -> None:
        super().__init__(unit="mm", format=PAPERS[paper])
        self.head, self.small_print = head, small_print
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(False)
        self.set_title(head)
        self.set_lang("en")
        add_font(self)
        self.at_mm = 0.0

    def header(self) -> None:
        """The title on every page."""
        self.text_at(MARGIN_MM, MARGIN_MM - 2, self.width_mm, self.head, size=13, bold=True)
        self.at_mm = MARGIN_MM + 7

    def footer(self) -> None:
        """Credits, where the sheet comes from, number of the page."""
        said = f"{self.small_print}  Page {self.page_no()} of {{nb}}."
        self.text_at(MARGIN_MM, self.h - FOOTER_MM, self.width_mm, said, size=5.8, grey=70)

    @property
    def width_mm(self) -> float:
        """Between the margins."""
        return float(self.w) - 2 * MARGIN_MM

    @property
    def column_mm(self) -> float:
        """Width of one of two columns."""
        return (self.width_mm - GAP_MM) / 2

    @property
    def bottom_mm(self) -> float:
        """Where the content of a page ends."""
        return float(self.h) - FOOTER_MM - 3

    def student(self, atlas: Atlas, content: Content, sheet: Worksheet) -> None:
        """Everything to fill in."""
        self.add_page()
        line = f"Name ______________________    Date ______________    Points ______ of {sheet.number}"
        self.text_at(MARGIN_MM, self.at_mm, self.width_mm, line, size=9.5)
        self.at_mm += 8
        self.in_columns([self.map_block(atlas, content, task) for task in sheet.maps])
        if sheet.patterns:
            self.heading("Whose published pain pattern is this? Choose from the names below.")
            self.in_rows(
                [
                    self.pattern_block(atlas, content, sheet.patterns, n)
                    for n in range(len(sheet.patterns.muscles))
                ],
                4,
            )
            names = "   ·   ".join(content.muscles[m].names.en for m in sheet.patterns.offered)
            self.paragraph(names, size=9)
        if sheet.drawn:
            self.heading("Draw where the pain is felt, and mark the trigger points with x.")
            self.in_rows(
                [
                    self.blank_block(atlas, content, sheet.drawn, n, False)
                    for n in range(len(sheet.drawn.muscles))
                ],
                2,
            )
        for table in sheet.tables:
            self.match_table(content, table)
        if sheet.questions:
            self.heading("Tick the right answer.")
            numbered = enumerate(sheet.questions, start=sheet.first_question)
            self.in_columns([self.question_block(question, n) for n, question in numbered])

    def answers(self, atlas: Atlas, content: Content, sheet: Worksheet) -> None:
        """Everything that was asked, answered."""
        self.add_page()
        lines = []
        for task in sheet.maps:
            for number, muscle in enumerate(task.muscles, start=task.first):
                lines.append((f"{number}", f"{_both_names(content, muscle)}", task.title))
        if sheet.patterns:
            for number, muscle in enumerate(sheet.patterns.muscles, start=sheet.patterns.first):
                points = content.muscles[muscle].trigger_points
                keys = dict.fromkeys(key for point in points for key in point.sources)
                lines.append((f"{number}", content.muscles[muscle].names.en, _cited(content, tuple(keys))))
        for table in sheet.tables:
            for number, muscle in enumerate(table.muscles, start=table.first):
                said = f"{LETTERS[table.offered.index(muscle)]}   {content.muscles[muscle].names.en}"
                anatomy = content.muscles[muscle].anatomy
                text = (
                    f"{matched_text(content.muscles[muscle], table.kind)}. {_cited(content, anatomy.sources)}"
                )
                lines.append((f"{number}", said, text))
        for number, question in enumerate(sheet.questions, start=sheet.first_question):
            letter = LETTERS[question.choices.index(question.answer)]
            name = content.muscles[question.card.muscle].names.en
            said = f"{letter}   {name}: {question.answer.text}"
            lines.append((f"{number}", said, _cited(content, question.sources)))
        self.in_columns([self.answer_block(*line) for line in lines])
        if sheet.drawn:
            self.heading("Published patterns: dark where nearly all, dotted where some patients feel it.")
            self.in_rows(
                [
                    self.blank_block(atlas, content, sheet.drawn, n, True)
                    for n in range(len(sheet.drawn.muscles))
                ],
                2,
            )

    def map_block(self, atlas: Atlas, content: Content, task: MapTask) -> _Block:
        """A picture with numbered lines drawn over it, and lines to write on below."""
        left, top, right, bottom = task.frame.box
        room_mm = self.column_mm - 2 * LABELS_MM
        height_mm = min(MAP_HEIGHT_MM, room_mm * (bottom - top) / (right - left))
        picture, anchors = lit_png(atlas, task.frame, task.muscles, height_px=_px(height_mm))
        width_mm = height_mm * picture.width / picture.height
        rows = list(enumerate(task.muscles, start=task.first))
        if task.task == "find":
            rows.sort(key=lambda row: content.muscles[row[1]].names.en)
        names = [content.muscles[m].names.en if task.task == "find" else "" for _, m in rows]
        half_mm = self.column_mm / 2
        heights = [max(6.5, self.height_of(half_mm - 10, name, 8.5) + 1.5) for name in names]
        pairs = [max(heights[n : n + 2]) for n in range(0, len(heights), 2)]
        asks = ASKS[task.task] if len(task.muscles) > 1 else "Name this muscle."
        title = f"{asks} ({task.title})"
        title_mm = self.height_of(self.column_mm, title, 9.5, bold=True) + 1
        total_mm = title_mm + height_mm + 2 + sum(pairs) + 3

        def draw(x: float, y: float) -> None:
            self.text_at(x, y, self.column_mm, title, size=9.5, bold=True)
            at_x, at_y = x + (self.column_mm - width_mm) / 2, y + title_mm
            self.image(
                picture, at_x, at_y, width_mm, height_mm, alt_text=f"Body map with numbers: {task.title}"
            )
            scale = height_mm / picture.height
            points = [(at_x + px * scale, at_y + py * scale) for px, py in anchors]
            self.labels(points, (at_x, at_y, width_mm, height_mm), task.first)
            line_y = at_y + height_mm + 2
            for row, pair_mm in enumerate(pairs):
                for column, ((number, _), name) in enumerate(
                    list(zip(rows, names, strict=True))[2 * row : 2 * row + 2]
                ):
                    if task.task == "find":
                        self.text_at(x + column * half_mm, line_y, half_mm, "____", size=8.5)
                        self.text_at(x + column * half_mm + 9, line_y, half_mm - 10, name, size=8.5)
                    else:
                        said = f"{number}  ______________________"
                        self.text_at(x + column * half_mm, line_y, half_mm, said, size=8.5)
                line_y += pair_mm

        return _Block(total_mm, draw)

    def labels(
        self, points: Sequence[tuple[float, float]], box: tuple[float, float, float, float], first: int
    ) -> None:
        """Numbers in the margins of a picture, each with a line to its muscle; the lines are vectors."""
        left, top, width, height = box
        by_side: dict[bool, list[int]] = {False: [], True: []}
        for index in sorted(range(len(points)), key=lambda n: points[n][0]):
            by_side[points[index][0] > left + width / 2].append(index)
        for is_right, indices in by_side.items():
            indices.sort(key=lambda n: points[n][1])
            x = left + width + LABELS_MM - 3.5 if is_right else left - LABELS_MM + 3.5
            heights = spread([points[n][1] - top for n in indices], height, 6.0)
            for index, y in zip(indices, heights, strict=True):
                for grey, line_mm in ((255, 0.9), (0, 0.3)):
                    self.set_draw_color(grey)
                    self.set_line_width(line_mm)
                    self.line(x, top + y, *points[index])
                self.set_fill_color(255)
                self.set_line_width(0.3)
                self.circle(x, top + y, 2.6, style="DF")
                self.set_fill_color(0)
                self.circle(*points[index], 0.5, style="F")
                self.set_font(FONT, "B", 8)
                self.set_text_color(0)
                self.set_xy(x - 3, top + y - 2)
                self.cell(6, 4, str(first + index), align="C")

    def pattern_block(self, atlas: Atlas, content: Content, patterns: Patterns, index: int) -> _Block:
        """The pattern close by, with the whole body beside it and a line to write on."""
        muscle = patterns.muscles[index]
        width_mm = (self.width_mm - 3 * GAP_MM) / 4
        close, whole = pattern_pictures(atlas, content, muscle)
        room_mm = width_mm - WHOLE_WIDTH_MM - 1
        close_mm = min(PATTERN_HEIGHT_MM, room_mm * close.height / close.width)
        close_width_mm = close_mm * close.width / close.height
        whole_mm = WHOLE_WIDTH_MM * whole.height / whole.width
        close, whole = _at_dpi(close, close_mm), _at_dpi(whole, whole_mm)

        def draw(x: float, y: float) -> None:
            self.image(whole, x, y, WHOLE_WIDTH_MM, whole_mm, alt_text="Where on the body the pattern is")
            self.image(close, x + WHOLE_WIDTH_MM + 1, y, close_width_mm, close_mm, alt_text="Pain pattern")
            line = f"{patterns.first + index}  ____________________"
            self.text_at(x, y + max(close_mm, whole_mm) + 1, width_mm, line, size=8.5)

        return _Block(max(close_mm, whole_mm) + 8, draw)

    def blank_block(self, atlas: Atlas, content: Content, drawn: Drawn, index: int, answered: bool) -> _Block:
        """Two views of a body to draw into, or with the pattern drawn."""
        muscle = drawn.muscles[index]
        shown = views_of(atlas, content, muscle)
        pictures = [_body(atlas, content, muscle if answered else None, view) for view in shown]
        height_mm = BLANK_HEIGHT_MM if not answered else BLANK_HEIGHT_MM * 0.7
        pictures = [_at_dpi(picture, height_mm) for picture in pictures]
        title = f"{drawn.first + index}  {content.muscles[muscle].names.en}"
        title_mm = self.height_of(self.column_mm, title, 9.5, bold=True) + 1
        keys = dict.fromkeys(k for p in content.muscles[muscle].trigger_points for k in p.sources)
        cited = _cited(content, tuple(keys)) if answered else ""
        cited_mm = self.height_of(self.column_mm, cited, 7) if cited else 0.0

        def draw(x: float, y: float) -> None:
            self.text_at(x, y, self.column_mm, title, size=9.5, bold=True)
            at = x
            for view, picture in zip(shown, pictures, strict=True):
                width_mm = height_mm * picture.width / picture.height
                said = f"{'Pattern' if answered else 'Blank body'}: {atlas.views[view].label}"
                self.image(picture, at, y + title_mm, width_mm, height_mm, alt_text=said)
                at += width_mm + 4
            if cited:
                self.text_at(x, y + title_mm + height_mm + 1, self.column_mm, cited, size=7, grey=70)

        return _Block(title_mm + height_mm + cited_mm + 4, draw)

    def match_table(self, content: Content, table: MatchTable) -> None:
        """Muscles with a line for the letter beside what is to be matched, with its letters."""
        left_mm = self.width_mm * 0.36
        right_mm = self.width_mm - left_mm - 4
        names = [content.muscles[m].names.en for m in table.muscles]
        texts = [matched_text(content.muscles[m], table.kind) for m in table.offered]
        rows = [
            max(self.height_of(left_mm - 20, name, 9), self.height_of(right_mm - 8, text, 9)) + 2.2
            for name, text in zip(names, texts, strict=True)
        ]
        self.heading(MATCHES[table.kind], needs_mm=sum(rows))
        for n, row_mm in enumerate(rows):
            y = self.at_mm
            self.set_draw_color(190)
            self.set_line_width(0.2)
            self.line(MARGIN_MM, y, MARGIN_MM + self.width_mm, y)
            self.text_at(MARGIN_MM, y + 0.8, 20, f"{table.first + n}", size=9, bold=True)
            self.text_at(MARGIN_MM + 7, y + 0.8, 12, "____", size=9)
            self.text_at(MARGIN_MM + 18, y + 0.8, left_mm - 20, names[n], size=9)
            self.text_at(MARGIN_MM + left_mm + 4, y + 0.8, 8, LETTERS[n], size=9, bold=True)
            self.text_at(MARGIN_MM + left_mm + 11, y + 0.8, right_mm - 8, texts[n], size=9)
            self.at_mm += row_mm
        self.at_mm += 3

    def question_block(self, question: Question, number: int) -> _Block:
        """A question with boxes to tick."""
        title = f"{number}  {question.asks}"
        lines = [
            f"{letter}  {choice.text}" for letter, choice in zip(LETTERS, question.choices, strict=False)
        ]
        inner_mm = self.column_mm - 7
        title_mm = self.height_of(self.column_mm, title, 9.2, bold=True) + 0.6
        heights = [self.height_of(inner_mm, line, 8.8) + 0.7 for line in lines]

        def draw(x: float, y: float) -> None:
            self.text_at(x, y, self.column_mm, title, size=9.2, bold=True)
            at = y + title_mm
            self.set_draw_color(0)
            self.set_line_width(0.25)
            for line, line_mm in zip(lines, heights, strict=True):
                self.rect(x + 1, at + 0.5, 2.8, 2.8)
                self.text_at(x + 6, at, inner_mm, line, size=8.8)
                at += line_mm

        return _Block(title_mm + sum(heights) + 3, draw)

    def answer_block(self, number: str, said: str, source: str) -> _Block:
        """One answer with its source."""
        inner_mm = self.column_mm - 9
        said_mm = self.height_of(inner_mm, said, 8.8)
        source_mm = self.height_of(inner_mm, source, 6.8) if source else 0.0

        def draw(x: float, y: float) -> None:
            self.text_at(x, y, 9, number, size=8.8, bold=True)
            self.text_at(x + 8, y, inner_mm, said, size=8.8)
            if source:
                self.text_at(x + 8, y + said_mm, inner_mm, source, size=6.8, grey=70)

        return _Block(said_mm + source_mm + 1.6, draw)

    def in_columns(self, blocks: Sequence[_Block]) -> None:
        """Blocks in two columns of like height; none is left alone on a page."""
        left = list(blocks)
        while left:
            room_mm = self.bottom_mm - self.at_mm
            taken = _fitting(left, room_mm)
            if not taken and self.at_mm > MARGIN_MM + 8:
                self.add_page()
                continue
            taken = max(taken, 1)
            if len(left) - taken == 1 and taken > 2:
                taken -= 1  # two on the next page rather than one alone
            columns = _halved(left[:taken])
            heights = []
            for column, shown in enumerate(columns):
                y = self.at_mm
                for block in shown:
                    block.draw(MARGIN_MM + column * (self.column_mm + GAP_MM), y)
                    y += block.height_mm
                heights.append(y)
            self.at_mm = max(heights)
            left = left[taken:]
            if left:
                self.add_page()

    def in_rows(self, blocks: Sequence[_Block], across: int) -> None:
        """Blocks side by side."""
        width_mm = (self.width_mm - (across - 1) * GAP_MM) / across
        for start in range(0, len(blocks), across):
            row = blocks[start : start + across]
            height_mm = max(block.height_mm for block in row)
            if self.at_mm + height_mm > self.bottom_mm:
                self.add_page()
            for n, block in enumerate(row):
                block.draw(MARGIN_MM + n * (width_mm + GAP_MM), self.at_mm)
            self.at_mm += height_mm

    def heading(self, text: str, needs_mm: float = 45.0) -> None:
        """What is to be done, on the page where there is room for what follows."""
        if self.at_mm + 8 + needs_mm > self.bottom_mm and self.at_mm > MARGIN_MM + 8:
            self.add_page()
        self.at_mm += 1.5
        self.paragraph(text, size=10.5, bold=True)

    def paragraph(self, text: str, *, size: float, bold: bool = False) -> None:
        """A text over the whole width."""
        height_mm = self.height_of(self.width_mm, text, size, bold=bold)
        if self.at_mm + height_mm > self.bottom_mm:
            self.add_page()
        self.text_at(MARGIN_MM, self.at_mm, self.width_mm, text, size=size, bold=bold)
        self.at_mm += height_mm + 2

    def height_of(self, width_mm: float, text: str, size: float, *, bold: bool = False) -> float:
        """How high a text is in a width."""
        if not text:
            return 0.0
        self.set_font(FONT, "B" if bold else "", size)
        height = self.multi_cell(width_mm, size * 0.44, text, align="L", dry_run=True, output="HEIGHT")
        return float(height)  # type: ignore[arg-type]  # the output asked for is one number

    def text_at(
        self,
        x: float,
        y: float,
        width_mm: float,
        text: str,
        *,
        size: float,
        bold: bool = False,
        grey: int = 0,
    ) -> None:
        """A text from a place on, as wide as given."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(grey)
        self.set_xy(x, y)
        self.multi_cell(width_mm, size * 0.44, text, align="L")


def _body(atlas: Atlas, content: Content, muscle: str | None, view: str) -> Image.Image:
    """The skin of the body, pale enough to draw on, with or without a pattern."""
    state = MapState(view=view, layer="skin", muscle=muscle, side="right")
    if muscle:
        return body_png(atlas, content, state, outlined=False)
    blank = body_png(atlas, content, state).convert("L").convert("RGB")
    return Image.blend(blank, Image.new("RGB", blank.size, "white"), 0.5)


def _px(height_mm: float) -> int:
    return round(height_mm / MM_PER_INCH * DPI)


def _at_dpi(picture: Image.Image, height_mm: float) -> Image.Image:
    height_px = _px(height_mm)
    width_px = round(picture.width * height_px / picture.height)
    return picture.resize((width_px, height_px), Image.Resampling.LANCZOS)


def _fitting(blocks: Sequence[_Block], room_mm: float) -> int:
    """How many blocks two columns of a height hold, in their order."""
    return next(
        (n for n in range(len(blocks), 0, -1) if max(map(_height, _halved(blocks[:n]))) <= room_mm), 0
    )


def _halved(blocks: Sequence[_Block]) -> tuple[Sequence[_Block], Sequence[_Block]]:
    """Two columns of which neither is higher than it must be."""
    cut = min(range(len(blocks) + 1), key=lambda n: max(_height(blocks[:n]), _height(blocks[n:])))
    if cut == 0 and len(blocks) == 1:
        cut = 1
    return blocks[:cut], blocks[cut:]


def _height(blocks: Sequence[_Block]) -> float:
    return sum(block.height_mm for block in blocks)


def _both_names(content: Content, muscle: str) -> str:
    names = content.muscles[muscle].names
    return f"{names.en} ({names.la})"


def _cited(content: Content, keys: Sequence[str]) -> str:
    return "; ".join(content.sources[key].cite for key in keys if key in content.sources)

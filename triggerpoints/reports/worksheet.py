"""A printed worksheet: muscles to name on the body maps, questions with four answers, and an answer page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Literal

from fpdf import FPDF
from PIL import Image

from triggerpoints.figures.numbered_body import numbered_png
from triggerpoints.figures.question_frame import QuestionFrame, shared_frames
from triggerpoints.reports.lettering import FONT, add_font
from triggerpoints.reports.pain_page import PAPERS
from triggerpoints.study.quiz import Question, cards, quiz

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

Task = Literal["find", "name"]
ASKS: dict[Task, str] = {
    "name": "Name the numbered muscles.",
    "find": "Write the number of each muscle beside its name.",
}
ON_PAPER = ("attachments", "nerve", "action")
DISCLAIMER = (
    "For learning, not a diagnosis. Made with Trigger Point Explorer. No record was reviewed by a clinician "
    "unless it says so."
)
LICENCE = "This sheet may be copied and shared under CC BY-SA 4.0."
MARGIN_MM = 15.0
MOST_ON_MAP = 8
MAP_HEIGHT_MM, MAP_WIDTH_MM, TEXT_FROM_MM = 104.0, 104.0, 84.0
FOOTER_MM = 12.0
LETTERS = "ABCD"


@dataclass(frozen=True)
class MapTask:
    """Muscles in one picture, numbered through the sheet; `first` is the number of the first one."""

    task: Task
    frame: QuestionFrame
    title: str
    muscles: tuple[str, ...]
    first: int


@dataclass(frozen=True)
class Worksheet:
    """What a sheet asks: the same for the same scope and seed.

    Attributes
    ----------
    title : str
    maps : tuple of MapTask
    questions : tuple of Question
    """

    title: str
    maps: tuple[MapTask, ...]
    questions: tuple[Question, ...]

    @property
    def on_maps(self) -> int:
        """How many muscles are asked on maps."""
        return sum(len(task.muscles) for task in self.maps)


def worksheet(
    atlas: Atlas,
    content: Content,
    *,
    title: str,
    regions: Sequence[str] = (),
    kinds: Sequence[str] = (),
    number: int = 10,
    seed: str = "1",
) -> Worksheet:
    """Choose what a sheet asks.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    title : str
        What the sheet is about, such as the names of the regions.
    regions, kinds : sequence of str
        As in `triggerpoints.study.quiz.cards`; pain patterns are not asked on paper.
    number : int
        Muscles and questions together; half of each where both are asked.
    seed : str
        A class that opens the same address gets the same sheet.
    """
    random = Random(f"sheet {seed}")
    tasks = [task for task in ASKS if not kinds or task in kinds]
    texts = [kind for kind in ON_PAPER if not kinds or kind in kinds]
    on_map = number if not texts else (number + 1) // 2 if tasks else 0
    asked = cards(content, regions, texts, ()) if texts else ()
    maps = _maps(atlas, content, regions, tasks, on_map, random) if tasks else ()
    left = number - sum(len(task.muscles) for task in maps)
    questions = quiz(atlas, content, asked, left, f"sheet {seed}") if left else ()
    return Worksheet(title, tuple(maps), questions)


def worksheet_pdf(
    atlas: Atlas, content: Content, sheet: Worksheet, *, paper: str = "A4", address: str = ""
) -> bytes:
    """Print a sheet with its answers on pages of their own.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    sheet : Worksheet
    paper : {'A4', 'Letter'}
    address : str
        Where the same sheet can be made again; printed at the foot of each page.

    Returns
    -------
    bytes
        A PDF.

    Raises
    ------
    ValueError
        The sheet asks nothing, or the paper is not known.
    """
    if not (sheet.maps or sheet.questions):
        raise ValueError("Nothing can be asked about this choice; take more regions or kinds of questions.")
    if paper not in PAPERS:
        raise ValueError(f"The paper is '{paper}'; it must be {' or '.join(PAPERS)}.")
    pages = _Pages(paper, f"{DISCLAIMER} {LICENCE} {atlas.credits}", address)
    pages.tasks(atlas, content, sheet)
    pages.answers(content, sheet)
    return bytes(pages.output())


def map_picture(atlas: Atlas, task: MapTask) -> Image.Image:
    """The picture of a task with its numbers."""
    return numbered_png(atlas, task.frame, task.muscles, first=task.first)


def _maps(
    atlas: Atlas, content: Content, regions: Sequence[str], tasks: Sequence[Task], number: int, random: Random
) -> list[MapTask]:
    muscles = [m.id for m in content.muscles.values() if not regions or m.region in regions]
    random.shuffle(muscles)
    found: list[MapTask] = []
    left = number
    for frame, seen in shared_frames(atlas, content, muscles, MOST_ON_MAP):
        shown = seen[:left]
        if not shown or (found and len(seen) == 1):
            break
        view, layer = atlas.views[frame.view].label, atlas.layer_labels[frame.layer].lower()
        found.append(
            MapTask(tasks[len(found) % len(tasks)], frame, f"{view}, {layer}", shown, 1 + number - left)
        )
        left -= len(shown)
    return found


class _Pages(FPDF):
    """The sheet as it is laid out."""

    def __init__(self, paper: str, small_print: str, address: str) -> None:
        super().__init__(unit="mm", format=PAPERS[paper])
        self.small_print, self.address = small_print, address
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(False)
        self.set_title("Worksheet")
        add_font(self)
        self.head = ""

    def header(self) -> None:
        """Name and date on the pages of the tasks."""
        self.say(self.head, size=15, bold=True)
        self.ln(1.5)

    def footer(self) -> None:
        """Credits and where the sheet comes from."""
        self.set_y(-FOOTER_MM - 3)
        self.say(f"{self.small_print} {self.address}".strip(), size=5.8, grey=80)

    @property
    def bottom_mm(self) -> float:
        """Where the text of a page ends."""
        return float(self.h) - FOOTER_MM - 6

    def tasks(self, atlas: Atlas, content: Content, sheet: Worksheet) -> None:
        """The pages that are filled in."""
        self.head = f"Worksheet: {sheet.title}"
        self.add_page()
        self.say("Name ______________________________     Date ________________", size=10)
        self.ln(3)
        for task in sheet.maps:
            self.map_task(atlas, content, task)
        for number, question in enumerate(sheet.questions, start=sheet.on_maps + 1):
            self.question(question, number)

    def map_task(self, atlas: Atlas, content: Content, task: MapTask) -> None:
        """A picture with lines to write on beside it."""
        picture = map_picture(atlas, task)
        width_mm = min(MAP_WIDTH_MM, MAP_HEIGHT_MM * picture.width / picture.height)
        height_mm = width_mm * picture.height / picture.width
        self.room(max(height_mm, 11 * len(task.muscles)) + 12)
        self.say(f"{ASKS[task.task]} ({task.title})", size=11, bold=True)
        self.ln(1)
        top_mm = self.get_y()
        self.image(
            picture, x=MARGIN_MM, y=top_mm, w=width_mm, h=height_mm, alt_text=f"Body map, {task.title}"
        )
        left_mm = MARGIN_MM + max(width_mm, TEXT_FROM_MM) + 8
        self.set_y(top_mm + 2)
        rows = list(enumerate(task.muscles, start=task.first))
        if task.task == "find":
            rows.sort(key=lambda row: content.muscles[row[1]].names.en)
        for number, muscle in rows:
            self.set_x(left_mm)
            if task.task == "find":
                self.say(f"____  {content.muscles[muscle].names.en}", size=10, line=5)
                self.ln(4)
            else:
                self.say(f"{number}  ____________________________", size=10, line=10)
        self.set_y(max(self.get_y(), top_mm + height_mm) + 6)

    def question(self, question: Question, number: int) -> None:
        """A question with four boxes to tick."""
        lines = [f"{letter}   {c.text}" for letter, c in zip(LETTERS, question.choices, strict=True)]
        self.room(9 + sum(5.2 * (1 + len(line) // 100) for line in lines))
        self.say(f"{number}  {question.asks}", size=10.5, bold=True)
        for line in lines:
            y = self.get_y()
            self.rect(MARGIN_MM + 2, y + 0.9, 3, 3)
            self.set_x(MARGIN_MM + 8)
            self.say(line, size=9.5, line=5)
        self.ln(3)

    def answers(self, content: Content, sheet: Worksheet) -> None:
        """The page for whoever checks the sheet."""
        self.head = f"Answers: {sheet.title}"
        self.add_page()
        number = 1
        for task in sheet.maps:
            self.room(14)
            self.say(task.title, size=11, bold=True)
            for muscle in task.muscles:
                names = content.muscles[muscle].names
                self.room(6)
                self.say(f"{number}  {names.en} ({names.la})", size=9.5)
                number += 1
            self.ln(2)
        for question in sheet.questions:
            letter = LETTERS[question.choices.index(question.answer)]
            cited = "; ".join(content.sources[key].cite for key in question.sources if key in content.sources)
            self.room(14)
            name = content.muscles[question.card.muscle].names.en
            self.say(f"**{number}  {letter}**  {name}: {question.answer.text}", size=9.5, markdown=True)
            self.set_x(MARGIN_MM + 6)
            self.say(f"Source: {cited}.", size=7.5, grey=80)
            self.ln(1)
            number += 1

    def room(self, height_mm: float) -> None:
        """Go to a new page where this height is not left."""
        if self.get_y() + height_mm > self.bottom_mm:
            self.add_page()

    def say(
        self,
        text: str,
        *,
        size: float,
        bold: bool = False,
        grey: int = 0,
        line: float | None = None,
        markdown: bool = False,
    ) -> None:
        """Write a paragraph from the current place to the right margin."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(grey)
        self.multi_cell(
            self.w - MARGIN_MM - self.get_x(),
            line or size * 0.45,
            text,
            align="L",
            markdown=markdown,
            new_x="LMARGIN",
            new_y="NEXT",
        )

"""The worksheet of a set: the same for a class, its answers in a file of their own, dense and sharp."""

import io
from itertools import chain

import pytest
from pypdf import PdfReader

from tests.reports.test_pain_page import text_of
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.numbered_body import HEIGHT_PX, numbered_png
from triggerpoints.figures.question_frame import asked_on_map, print_frames
from triggerpoints.reports import worksheet_pages
from triggerpoints.reports.pain_page import PAPERS
from triggerpoints.reports.worksheet import Worksheet, matched_text, worksheet
from triggerpoints.reports.worksheet_pages import LETTERS, answers_pdf, student_pdf
from triggerpoints.study.set import StudySet

ATLAS, CONTENT = load_atlas(), load_content()
EIGHT = (
    "supraspinatus", "infraspinatus", "teres-minor", "subscapularis", "deltoid-middle", "biceps-brachii",
    "soleus", "gluteus-medius",
)  # fmt: skip
LEAST_DPI = 200


def sheet(muscles=EIGHT, kinds=(), length=40, seed="1") -> Worksheet:
    return worksheet(ATLAS, CONTENT, StudySet("Shoulder and leg", muscles, kinds, seed, length))


@pytest.fixture(scope="module")
def made() -> Worksheet:
    return sheet()


@pytest.fixture(scope="module")
def student(made) -> bytes:
    return student_pdf(ATLAS, CONTENT, made, address="http://class/learn?seed=1")


@pytest.fixture(scope="module")
def answers(made) -> bytes:
    return answers_pdf(ATLAS, CONTENT, made)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_class_gets_the_same_sheet_and_another_seed_another(made):
    assert sheet() == made
    assert sheet(seed="8") != made


def test_a_sheet_asks_as_many_as_the_set_is_long_and_each_number_once(made):
    assert made.number == 40
    numbers = [*chain(*(range(t.first, t.first + len(t.muscles)) for t in made.maps))]
    for part in (made.patterns, made.drawn, *made.tables):
        numbers += range(part.first, part.first + len(part.muscles))
    numbers += range(made.first_question, made.first_question + len(made.questions))
    assert numbers == list(range(1, 41))


def test_no_two_questions_have_the_same_answers_to_choose_from_and_none_repeats_a_table(made):
    offered = [(q.card.kind, *sorted(choice.text for choice in q.choices)) for q in made.questions]
    assert len(set(offered)) == len(offered)
    matched = {(muscle, table.kind) for table in made.tables for muscle in table.muscles}
    assert not matched & {(q.card.muscle, q.card.kind) for q in made.questions}
    for table in made.tables:
        texts = [matched_text(CONTENT.muscles[m], table.kind) for m in table.muscles]
        assert len(set(texts)) == len(texts)
        assert table.offered != table.muscles


@pytest.mark.parametrize(
    ("kinds", "there"),
    [
        (("name",), {"maps"}), (("pattern",), {"patterns"}), (("paint",), {"drawn"}),
        (("nerve",), {"tables", "questions"}), (("roots",), {"questions"}), (("layers",), set()),
    ],
)  # fmt: skip
def test_the_kinds_of_the_set_are_kept(kinds, there):
    made = sheet(kinds=kinds, length=12)
    parts = {part for part in ("maps", "patterns", "drawn", "tables", "questions") if getattr(made, part)}
    assert parts == there


def test_the_students_file_holds_no_answer_and_the_other_all(made, student, answers):
    asked, told = flat(text_of(student)), flat(text_of(answers))
    assert "Worksheet: Shoulder and leg" in asked and "Answers" not in asked
    for task in made.maps:
        for muscle in task.muscles:
            names = CONTENT.muscles[muscle].names
            assert names.la not in asked
            assert f"{names.en} ({names.la})" in told
    for table in made.tables:
        for number, muscle in enumerate(table.muscles, start=table.first):
            letter = LETTERS[table.offered.index(muscle)]
            assert f"{number} {letter} {CONTENT.muscles[muscle].names.en}" in told
    for number, question in enumerate(made.questions, start=made.first_question):
        letter = LETTERS[question.choices.index(question.answer)]
        assert f"{number} {letter} {CONTENT.muscles[question.card.muscle].names.en}" in told
        assert f"{number} {question.asks}"[:30] in asked
    for page in (asked, told):
        assert "not a diagnosis" in page and "BodyParts3D" in page and "CC BY-SA 4.0" in page


def test_forty_questions_take_four_pages_and_none_of_them_stands_alone(student):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(student)).pages]
    assert len(pages) <= 4
    assert all(page.count("\nA ") + page.count("A  ") != 1 or "______" in page for page in pages)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9, 23])
def test_blocks_never_leave_one_alone_on_a_page(count):
    pages = worksheet_pages._Pages("A4", "Title", "Foot")
    pages.add_page()
    drawn: list[int] = []
    block = worksheet_pages._Block(60.0, lambda x, y: drawn.append(pages.page_no()))
    pages.in_columns([block] * count)
    assert len(drawn) == count
    assert count == 1 or min(drawn.count(page) for page in set(drawn)) > 1


def test_pictures_have_two_hundred_dots_an_inch_and_their_numbers_are_letters(student):
    reader = PdfReader(io.BytesIO(student))
    sharp = 0
    for page in reader.pages:
        stream = page.get_contents().get_data().decode("latin-1")
        sizes = {
            f"/{image.name.rpartition('.')[0]}": image.image.size for image in page.images if image.image
        }
        for line in stream.splitlines():
            name = next((name for name in sizes if f"{name} Do" in line), None)
            if name:
                width_pt = float(line.split()[line.split().index("q") + 1])
                assert sizes[name][0] / (width_pt / 72) >= LEAST_DPI
                sharp += 1
    assert sharp >= 8
    assert "1" in reader.pages[0].extract_text()


@pytest.mark.parametrize("paper", PAPERS)
def test_both_papers_can_be_printed(paper):
    short = sheet(length=6)
    assert student_pdf(ATLAS, CONTENT, short, paper=paper)[:5] == b"%PDF-"


def test_what_cannot_be_printed_is_said():
    with pytest.raises(ValueError, match="take more muscles or kinds"):
        student_pdf(ATLAS, CONTENT, sheet(kinds=("layers",)))
    with pytest.raises(ValueError, match="A4 or Letter"):
        student_pdf(ATLAS, CONTENT, sheet(length=5), paper="A5")


def test_every_muscle_on_the_maps_finds_a_frame_it_is_seen_in():
    known = asked_on_map(ATLAS, CONTENT)
    frames = print_frames(ATLAS, CONTENT, tuple(CONTENT.muscles), 8)
    assert sorted(chain(*(muscles for _, muscles in frames))) == sorted(known)
    assert max(len(muscles) for _, muscles in frames) == 8


def test_a_numbered_picture_has_margins_for_its_numbers():
    frame, muscles = print_frames(ATLAS, CONTENT, ("soleus", "tibialis-posterior", "plantaris"), 8)[0]
    picture = numbered_png(ATLAS, frame, muscles)
    assert picture.height == HEIGHT_PX
    left = picture.crop((0, 0, 100, HEIGHT_PX)).convert("L")
    right = picture.crop((picture.width - 100, 0, picture.width, HEIGHT_PX)).convert("L")
    assert min(left.getextrema()[0], right.getextrema()[0]) < 60, "a number stands in a margin"

"""The worksheet: the same for a class, answers on pages of their own, credits on every page."""

from itertools import chain

import pytest

from tests.reports.test_pain_page import text_of
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.numbered_body import HEIGHT_PX, numbered_png
from triggerpoints.figures.question_frame import asked_on_map, shared_frames
from triggerpoints.reports.pain_page import PAPERS
from triggerpoints.reports.worksheet import LETTERS, Worksheet, worksheet, worksheet_pdf

ATLAS, CONTENT = load_atlas(), load_content()


def sheet(**asked) -> Worksheet:
    return worksheet(ATLAS, CONTENT, **{"title": "Lower leg", "regions": ("leg",), "number": 20} | asked)


def test_a_class_gets_the_same_sheet_and_another_seed_another():
    assert sheet(seed="7") == sheet(seed="7")
    assert sheet(seed="7") != sheet(seed="8")
    assert worksheet_pdf(ATLAS, CONTENT, sheet())[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("kinds", "maps", "questions"),
    [((), True, True), (("name",), True, False), (("nerve",), False, True), (("pattern",), False, False)],
)
def test_the_kinds_are_kept(kinds, maps, questions):
    made = sheet(kinds=kinds)
    assert (bool(made.maps), bool(made.questions)) == (maps, questions)
    assert made.on_maps + len(made.questions) <= 20


def test_muscles_are_numbered_through_and_each_comes_once():
    made = sheet(regions=("leg", "forearm"), kinds=("name", "find"))
    numbers = list(chain(*(range(t.first, t.first + len(t.muscles)) for t in made.maps)))
    assert numbers == list(range(1, 21))
    muscles = list(chain(*(task.muscles for task in made.maps)))
    assert len(set(muscles)) == len(muscles)
    assert {task.task for task in made.maps} == {"name", "find"}


@pytest.mark.parametrize("paper", PAPERS)
def test_answers_stand_on_pages_of_their_own(paper):
    made = sheet()
    pdf = worksheet_pdf(ATLAS, CONTENT, made, paper=paper, address="http://class/learn?seed=1")
    said = text_of(pdf)
    tasks, _, answers = said.partition("Answers: Lower leg")
    assert "Worksheet: Lower leg" in tasks
    named = [m for task in made.maps if task.task == "name" for m in task.muscles]
    for muscle in named:
        names = CONTENT.muscles[muscle].names
        assert f"{names.en} ({names.la})" in answers
    for number, question in enumerate(made.questions, start=made.on_maps + 1):
        letter = LETTERS[question.choices.index(question.answer)]
        assert f"{number} {letter}" in answers
        assert question.asks.split()[-1] in tasks
    assert said.count("For learning, not a diagnosis") == said.count("http://class/learn")
    assert "BodyParts3D" in said
    assert "CC BY-SA 4.0" in said


def test_what_cannot_be_printed_is_said():
    with pytest.raises(ValueError, match="take more regions or kinds"):
        worksheet_pdf(ATLAS, CONTENT, sheet(kinds=("pattern",)))
    with pytest.raises(ValueError, match="A4 or Letter"):
        worksheet_pdf(ATLAS, CONTENT, sheet(), paper="A5")


def test_every_muscle_on_the_maps_finds_a_frame_it_is_seen_in():
    known = asked_on_map(ATLAS, CONTENT)
    frames = shared_frames(ATLAS, CONTENT, tuple(CONTENT.muscles), 8)
    assert sorted(chain(*(muscles for _, muscles in frames))) == sorted(known)
    assert max(len(muscles) for _, muscles in frames) == 8


def test_a_numbered_picture_has_margins_for_its_numbers():
    frame, muscles = shared_frames(ATLAS, CONTENT, ("soleus", "tibialis-posterior", "plantaris"), 8)[0]
    picture = numbered_png(ATLAS, frame, muscles)
    assert picture.height == HEIGHT_PX
    left = picture.crop((0, 0, 100, HEIGHT_PX)).convert("L")
    assert left.getextrema()[0] < 60, "a number stands in the margin"

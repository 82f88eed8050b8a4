"""A point says which of its areas studies felt, and what the others rest on, without overstating either."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.content.models.muscle import Felt, PatternBook, PatternStudy
from triggerpoints.ui.html.blocks import areas_read, point

CONTENT = load_content()
MUSCLE = CONTENT.muscles["adductor-magnus"]
MID, PROXIMAL = MUSCLE.trigger_points


def said(*felt: Felt, record=MID) -> str:
    study = PatternStudy(source="drew2017", people=11, method="saline", found="Groin", felt=felt)
    muscle = MUSCLE.model_copy(update={"pattern_studies": (study,) if felt else (), "pattern_books": ()})
    return areas_read(CONTENT, muscle, record, "patient")


def test_areas_that_a_study_names_come_with_its_people_and_the_others_with_what_they_rest_on():
    assert said(Felt(areas=("groin",), points=("mid",))) == (
        "Groin (in one study with 11 people). The other areas: from a book that we did not have at hand."
    )


def test_a_study_of_the_whole_muscle_is_not_passed_off_as_one_of_the_point():
    assert said(Felt(areas=("groin",))).startswith(
        "Groin (in one study with 11 people, about the whole muscle)"
    )
    assert "whole muscle" not in said(Felt(areas=("groin",), points=("mid",)))


@pytest.mark.parametrize(
    "felt", [(), (Felt(areas=("coccyx",)),), (Felt(areas=("groin",), points=("proximal",)),)]
)
def test_a_point_whose_areas_no_study_names_says_nothing_of_studies(felt):
    assert said(*felt) == ""


def test_a_book_is_not_passed_off_as_a_study():
    book = PatternBook(source="travell-v2", felt=(Felt(areas=("groin",), points=("mid",)),))
    muscle = MUSCLE.model_copy(update={"pattern_studies": (), "pattern_books": (book,)})
    said = areas_read(CONTENT, muscle, MID, "patient")
    assert said.startswith("Groin (in a book or review). The other areas: ")


def test_the_card_of_a_point_shows_it():
    html = point(CONTENT, CONTENT.muscles["supraspinatus"], 1, "patient", chosen=False)
    assert "<dt>What we read</dt><dd>Outer side of the shoulder (in one study with 9 people)" in html

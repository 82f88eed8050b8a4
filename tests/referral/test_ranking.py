"""The ranking stays as near to the best possible one as docs/ranking.md says."""

from collections.abc import Callable

import pytest

from bench.ranking import (
    Field,
    Marks,
    Question,
    Ranking,
    ceiling,
    disturbances,
    pairs,
    questions,
    rank_all,
    rank_pairs,
)
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content

ATLAS, CONTENT = load_atlas(), load_content()
ASKED = questions(CONTENT)
MAX_LOSS = 0.10  # what disturbed marks may lose


def of_ceiling(ranking: Ranking, length: int) -> float:
    return ranking.share(length) / ceiling(ASKED, length)


@pytest.fixture(scope="module")
def clean() -> Ranking:
    return rank_all(ATLAS, CONTENT, ASKED, Marks(ATLAS).clean)


def test_the_muscle_of_a_marked_zone_is_among_the_first(clean: Ranking) -> None:
    assert len(ASKED) > 250
    assert of_ceiling(clean, 10) >= 0.97
    assert of_ceiling(clean, 3) >= 0.85


def test_two_areas_of_one_pattern_put_its_muscle_first_or_second() -> None:
    assert rank_pairs(ATLAS, CONTENT, pairs(ASKED)).share(2) >= 0.85


@pytest.mark.parametrize(
    "mark_of", [pytest.param(mark, id=name) for name, mark in disturbances(Marks(ATLAS))]
)
def test_marks_that_are_a_little_off_lose_little(
    clean: Ranking, mark_of: Callable[[tuple[str, ...]], Field]
) -> None:
    disturbed = rank_all(ATLAS, CONTENT, ASKED, mark_of)
    for length in (3, 10):
        assert of_ceiling(clean, length) - of_ceiling(disturbed, length) < MAX_LOSS


def test_the_ceiling_counts_what_the_best_list_can_answer() -> None:
    shared = [Question((muscle,), "", ("temple",)) for muscle in ("a", "a", "b", "c", "d")]
    assert ceiling(shared, 1) == 2 / 5
    assert ceiling(shared, 3) == 4 / 5
    assert ceiling(shared, 10) == 1
    either = [Question(("a", "b"), "", ("temple",)), Question(("b", "c"), "", ("temple",))]
    assert ceiling(either, 1) == 1

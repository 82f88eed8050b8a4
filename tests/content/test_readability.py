"""Reading grade follows Flesch-Kincaid."""

import pytest

from triggerpoints.content.checks.readability import count_syllables, count_words, reading_grade


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("pain", 1),
        ("muscle", 2),
        ("shoulder", 2),
        ("ache", 1),
        ("aches", 1),
        ("muscles", 2),
        ("pressed", 1),
        ("needed", 2),
        ("little", 2),
        ("area", 3),
        ("before", 2),
        ("massage", 2),
        ("trapezius", 4),
        ("breathe", 1),
        ("exercise", 3),
        ("people", 2),
        ("doesn't", 2),
        ("don't", 1),
        ("well-known", 2),
        ("30", 2),
        ("I", 1),
        ("clavicle", 3),
        ("medication", 4),
        ("serious", 3),
        ("tissue", 2),
        ("hospital", 3),
    ],
)
def test_syllables(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_grade_of_a_known_sentence() -> None:
    # 6 words, 6 syllables, 1 sentence: 0.39 * 6 + 11.8 - 15.59
    assert reading_grade(["The cat sat on the mat."]) == pytest.approx(-1.45)


def test_each_text_ends_a_sentence() -> None:
    assert reading_grade(["The cat sat", "on the mat"]) == pytest.approx(0.39 * 3 + 11.8 - 15.59)


def test_decimals_and_abbreviations_do_not_end_a_sentence() -> None:
    assert reading_grade(["Rest for 1.5 days, etc. if you must"]) == reading_grade(
        ["Rest for 15 days, etc if you must"]
    )


def test_no_words_have_grade_zero() -> None:
    assert reading_grade([]) == 0.0
    assert count_words("well-known 30 seconds, twice") == 4

"""No part of the body that a text names is passed over in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.phrases import HELD_OUT, PLACES, phrases
from triggerpoints.content import load_content
from triggerpoints.referral.reader import Reading, read

CONTENT = load_content()
ALONE = {
    place: read(place, CONTENT).areas[0].places
    for place in PLACES
    if place not in ("bottom", "mid back")  # mostly words for where on a part
}
ASIDES = (
    "my {hurts} hurts since I hit my {other}", "{hurts} pain, I slept on my {other}",
    "sore {hurts} after an operation on the {other}", "like pain of the {other}, but in my {hurts}",
    "{hurts} pain. The {other} was hurt years ago", "a friend has a bad {other}; mine is the {hurts}",
    "the doctor looked at my {other}, but the {hurts} is sore",
    "I carry bags on my {other} and my {hurts} aches",
    "{hurts} pain when I move my {other}", "my {hurts} hurts from favouring the {other}",
    "{hurts} aches from leaning on the {other} all day",
    "pain in the {hurts} that began with a cast on my {other}",
)  # fmt: skip


def regions(places: tuple[str, ...]) -> set[str]:
    records = [CONTENT.places[place] for place in places]
    parts = {part for one in records for part in (one.id, *one.members, *one.also)}
    return {CONTENT.places[part].region for part in parts}


def is_told(reading: Reading, word: str, places: tuple[str, ...]) -> bool:
    """Whether the reader can see what became of a word: marked, asked about, or named as not marked."""
    start = reading.text.index(word)
    areas = [*reading.areas, *(one.area for one in reading.not_marked)]
    spans = [
        *(span for area in areas for span in area.spans),
        *(one.span for one in (*reading.unread, *reading.choices, *reading.side_choices, *reading.doubts)),
    ]
    if any(since < start + len(word) and start < until for since, until in spans):
        return True
    said = {r for area in areas for r in regions((*area.places, *area.along, *area.without))}
    return bool(said & regions(places))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(ALONE)), st.sampled_from(sorted(ALONE)), st.sampled_from(ASIDES))
def test_what_stands_beside_the_pain_is_named(hurts: str, other: str, aside: str) -> None:
    text = aside.format(hurts=hurts, other=other)
    reading = read(text, CONTENT)
    for word in (hurts, other):
        assert is_told(reading, word, ALONE[word]), word


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("My lower limbs ache from the knees downward", ["knees"]),
        ("my left shoulder hurts since I hit my head, but not the neck", ["head", "neck"]),
        ("armpit is sore near the shoulder blade", []),  # says where
        ("fingers and wrist of my left hand", []),  # says it once more
        ("pain in my left arm, right arm is fine", []),
    ],
)
def test_a_word_that_says_where_or_says_it_once_more_is_left_out(text: str, named: list[str]) -> None:
    assert [one.text for one in read(text, CONTENT).not_marked] == named


def test_few_plain_sentences_name_what_is_not_marked() -> None:
    asked = [*phrases(), *phrases(HELD_OUT)]
    denies = {p.text for p in asked if p.never}
    naming = [p.text for p in asked if p.text not in denies and read(p.text, CONTENT).not_marked]
    assert len(naming) <= 0.1 * len(asked), naming

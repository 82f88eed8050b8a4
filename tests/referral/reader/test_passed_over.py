"""No part of the body that a text names is passed over in silence."""

import re

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
FRAMES = (
    "{hurts} and {other}", "{hurts}, not the {other}", "from the {hurts} down to the {other}",
    "burning {hurts} at night, and my left {other} too", "my {hurts} hurts near the {other}",
    "was in the {hurts}, now only the {other}", "{hurts}, no sorry, the {other}", "{other}? no. {hurts}: yes",
    "it is like a sore {other} but in my {hurts}", "everything but the {other} hurts, worst the {hurts}",
)  # fmt: skip


def reached(places: tuple[str, ...]) -> set[str]:
    records = [CONTENT.places[place] for place in places]
    whole = {part for one in records for part in (one.id, *one.members, *one.also)}
    return whole | {one.id for one in CONTENT.places.values() if one.members and set(one.members) <= whole}


def start_of(text: str, word: str) -> int:
    found = re.search(rf"\b{word}\b", text)
    assert found
    return found.start()


def is_told(reading: Reading, word: str, places: tuple[str, ...]) -> bool:
    """Whether the reader can see what became of a word: marked, asked about, or named as not marked."""
    start = start_of(reading.text, word)
    areas = [*reading.areas, *(one.area for one in reading.not_marked)]
    spans = [
        *(span for area in areas for span in area.spans),
        *(one.span for one in (*reading.unread, *reading.choices, *reading.side_choices, *reading.doubts)),
    ]
    if any(since < start + len(word) and start < until for since, until in spans):
        return True
    if set(places) <= reached(tuple(p for a in areas for p in (*a.places, *a.along, *a.without))):
        return True
    within = reached(places)  # "back pain between my shoulder blades"
    again = {one.span[0] for one in reading.stretches if one.read_as == "again"}
    return start in again and any(set(area.places) <= within for area in reading.areas)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(ALONE)), st.sampled_from(sorted(ALONE)), st.sampled_from(ASIDES))
def test_what_stands_beside_the_pain_is_named(hurts: str, other: str, aside: str) -> None:
    text = aside.format(hurts=hurts, other=other)
    reading = read(text, CONTENT)
    for word in (hurts, other):
        assert is_told(reading, word, ALONE[word]), word


WORDS = re.compile(r"[A-Za-z0-9]+")


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(sorted(ALONE)),
    st.sampled_from(sorted(ALONE)),
    st.sampled_from([*ASIDES, *FRAMES]),
)
def test_each_word_of_a_text_stands_in_one_stretch(hurts: str, other: str, frame: str) -> None:
    reading = read(frame.format(hurts=hurts, other=other), CONTENT)
    ends = [0, *(one.span[1] for one in reading.stretches)]
    assert all(one.span[0] >= end for one, end in zip(reading.stretches, ends, strict=False))
    assert all(reading.text[slice(*one.span)] == one.text for one in reading.stretches)
    assert WORDS.findall(" ".join(one.text for one in reading.stretches)) == WORDS.findall(reading.text)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(sorted(ALONE)),
    st.sampled_from(sorted(ALONE)),
    st.sampled_from([*ASIDES, *FRAMES]),
)
def test_a_known_part_of_the_body_is_never_a_word_of_no_consequence(
    hurts: str, other: str, frame: str
) -> None:
    reading = read(frame.format(hurts=hurts, other=other), CONTENT)
    for word in (hurts, other):
        start = start_of(reading.text, word)
        fates = {
            one.read_as
            for one in reading.stretches
            if one.span[0] < start + len(word) and start < one.span[1]
        }
        assert fates & {"place", "again", "asked", "put aside", "unread"}, (word, fates)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("neck pain since I slept on my arm", {"arm": "circumstance"}),
        ("my knee hurts, the hip is fine", {"hip": "well"}),
        ("pain in my left arm, right arm is fine", {"arm": "well"}),
        ("sore right knee since I fell on my left knee", {"knee": "circumstance"}),
        ("the ear doctor says my jaw is the trouble", {"ear": "thing"}),
        ("my mum has it in her hip, mine is in the groin", {"hip": "theirs"}),
        ("right eyebrow, like someone pressing a thumb into it", {"thumb": "likeness"}),
        ("it began in the shoulder, now only the elbow hurts", {"shoulder": "past"}),
        ("my knee, no sorry, I mean the hip", {"knee": "taken back"}),
        ("armpit is sore near the shoulder blade", {"shoulder blade": "where"}),
        ("my ankle was sprained last year but now it's the foot that hurts", {"ankle": "well"}),
        ("my lower limbs ache from the knees downward", {"knees": "named"}),
    ],
)
def test_what_was_put_aside_says_why(text: str, why: dict[str, str]) -> None:
    reading = read(text, CONTENT)
    assert {one.text: one.why for one in reading.not_marked} == why
    assert {one.text: one.why for one in reading.stretches if one.read_as == "put aside"} == why


def test_what_became_of_each_word() -> None:
    said = read("burning left calf at night since I hit my shin, my frobnitz too", CONTENT).stretches
    assert [(one.text, one.read_as) for one in said if one.read_as != "plain"] == [
        ("burning", "quality"),
        ("left", "side"),
        ("calf", "place"),
        ("at night since I hit my", "circumstance"),
        ("shin", "put aside"),
        ("frobnitz", "unread"),
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("My lower limbs ache from the knees downward", ["knees"]),
        ("my left shoulder hurts since I hit my head, but not the neck", ["head", "neck"]),
        ("fingers and wrist of my left hand", []),  # says it once more
    ],
)
def test_a_word_that_says_it_once_more_is_left_out(text: str, named: list[str]) -> None:
    assert [one.text for one in read(text, CONTENT).not_marked] == named


def test_few_plain_sentences_name_what_is_not_marked() -> None:
    asked = [*phrases(), *phrases(HELD_OUT)]
    denies = {p.text for p in asked if p.never}
    naming = [p.text for p in asked if p.text not in denies and read(p.text, CONTENT).not_marked]
    assert len(naming) <= 0.1 * len(asked), naming

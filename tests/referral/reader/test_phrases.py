"""The open set of phrases, pairs and frames of everyday places, and what holds for every text."""

from collections import Counter

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bench.phrases import (
    HELD_OUT,
    PLACES,
    chart_share,
    danger_phrases,
    faults,
    misread_frames,
    misread_pairs,
    phrases,
)
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.reader import read

CONTENT = load_content()
EVERY_PAIR, EVERY_FRAME = 23, 5
"""One of so many pairs and frames is tried here; the bench tries all."""

ALONE = {place: read(place, CONTENT).areas[0].places[0] for place in PLACES}
JOINS = (" and ", ", ", " into my ", " as well as ", "; ", " then ", " radiating to the ")


def test_the_open_set_is_large_and_read_rightly() -> None:
    asked = phrases()
    assert len({phrase.text for phrase in asked}) == len(asked) >= 250
    wrong = {p.text: found for p in asked if (found := faults(p, read(p.text, CONTENT)))}
    assert len(wrong) <= 0.05 * len(asked), wrong


def test_sentences_that_the_reader_was_not_made_for_are_mostly_read_rightly() -> None:
    asked = phrases(HELD_OUT)
    assert len({phrase.text for phrase in asked}) == len(asked) >= 200
    assert not {phrase.text for phrase in asked} & {phrase.text for phrase in phrases()}
    wrong = {p.text: found for p in asked if (found := faults(p, read(p.text, CONTENT)))}
    assert len(wrong) <= 0.15 * len(asked), wrong


def test_a_misreading_is_rarely_silent() -> None:
    asked = [*phrases(), *phrases(HELD_OUT)]
    silent = [p.text for p in asked if faults(p, reading := read(p.text, CONTENT)) and reading.is_silent]
    assert len(silent) <= 0.04 * len(asked), silent


def test_every_danger_sign_is_heard_in_the_words_of_people() -> None:
    said = danger_phrases()
    missed = {
        text: sign
        for sign, text in said
        if sign and sign not in {*(reading := read(text, CONTENT)).dangers, *reading.asks}
    }
    assert len(missed) <= 0.01 * len(said), missed
    wordings = Counter(sign for sign, _ in said)
    short = {flag.id for flag in CONTENT.red_flags.values() if flag.level == "emergency"}
    assert not {flag for flag in short if wordings[flag] < 10}


def test_harmless_sentences_rarely_alarm() -> None:
    harmless = [text for sign, text in danger_phrases() if not sign]
    assert len(harmless) > 100
    alarms = {text: found for text in harmless if (found := read(text, CONTENT).dangers)}
    assert len(alarms) <= 0.03 * len(harmless), alarms


def test_what_a_phrase_denies_is_never_marked_and_every_danger_is_heard() -> None:
    for phrase in phrases():
        found = faults(phrase, read(phrase.text, CONTENT))
        assert not [fault for fault in found if fault.startswith(("marks", "does not hear"))], phrase.text


def test_muscles_that_a_chart_names_stand_within_the_first_ten() -> None:
    found, total, missing = chart_share(phrases(), load_atlas(), CONTENT)
    assert found >= 0.95 * total, missing


def test_two_places_under_a_connector_are_those_two() -> None:
    misread = list(misread_pairs(CONTENT, EVERY_PAIR))
    tried = len(PLACES) * (len(PLACES) - 1) * 12 // EVERY_PAIR
    assert len(misread) <= 0.005 * tried, misread


def test_a_place_in_a_frame_stays_the_same_place() -> None:
    misread = list(misread_frames(CONTENT, EVERY_FRAME))
    assert len(misread) <= 0.01 * len(PLACES) * 40 / EVERY_FRAME, misread


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
@example("shoulder between elbow and shoulder, on the outer side, on the outer side")
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text, CONTENT)
    for area in reading.areas:
        assert set(area.places) <= set(CONTENT.places)
        assert all(0 <= start < end <= len(text) for start, end in area.spans)
    assert all(text[slice(*unread.span)] == unread.text for unread in reading.unread)
    assert all(0 <= choice.area < len(reading.areas) for choice in reading.choices)


def test_a_sentence_can_be_read_at_every_word_while_it_is_typed() -> None:
    texts = [phrase.text for phrase in (*phrases()[::25], *phrases(HELD_OUT)[::25])]
    for words in map(str.split, [*texts, "before it was my wrist, these days it is my elbow"]):
        for n in range(1, len(words)):
            for part in (words[:n], words[n:]):
                assert read(" ".join(part), CONTENT).text == " ".join(part)


WORDS = sorted({word for phrase in phrases() for word in phrase.text.split()})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_order_of_everyday_words_can_be_read(text: str) -> None:
    reading = read(text, CONTENT)
    assert len(set(reading.areas)) == len(reading.areas)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.sampled_from(PLACES),
    st.sampled_from(["{} pain", "pain in the {}", "both {}", "my {} hurts", "{} clicks"]),
    st.sampled_from(
        ["not the", "but not the", "no pain in the", "except the", "nothing in my", "without any pain in the"]
    ),
)
def test_a_place_that_is_denied_is_never_marked(hurts: str, denied: str, frame: str, words: str) -> None:
    text = f"{frame.format(hurts)}, {words} {denied}"
    marked = {place for area in read(text, CONTENT).areas for place in area.places}
    if ALONE[hurts] != ALONE[denied]:
        assert ALONE[denied] not in marked


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4), st.sampled_from(JOINS))
def test_no_place_is_marked_whose_words_do_not_occur(said: list[str], join: str) -> None:
    assume("bottom" not in said[:-1])  # "bottom and top of the foot" are both of the foot
    marked = {place for area in read(join.join(said), CONTENT).areas for place in area.places[:1]}
    assert marked <= {ALONE[place] for place in said}


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I want to die", "thoughts-of-suicide"),
        ("the pain is so bad I want to kill myself", "thoughts-of-suicide"),
        ("my head hurts and I can't go on like this", "thoughts-of-suicide"),
        ("I don't want to live any more", "thoughts-of-suicide"),
        ("my chest feels tight and I am sweating", "pressing-chest-pain"),
        ("back pain and I wet myself", "numb-saddle-or-bladder-change"),
    ],
)
def test_danger_is_heard_without_a_place(text: str, flag: str) -> None:
    reading = read(text, CONTENT)
    assert flag in (*reading.dangers, *reading.asks)


@pytest.mark.parametrize(
    "text",
    [
        "I do not want to die",
        "no thoughts of suicide, just knee pain",
        "I am not suicidal",
        "my back is killing me",
        "knee pain, no chest pain, no tight chest",
        "low back pain but no trouble peeing",
    ],
)
def test_danger_that_is_denied_is_not_heard(text: str) -> None:
    reading = read(text, CONTENT)
    assert not {"thoughts-of-suicide", "pressing-chest-pain", "numb-saddle-or-bladder-change"} & {
        *reading.dangers,
        *reading.asks,
    }


def test_words_that_only_make_a_question_urgent_are_no_answer_to_it() -> None:
    reading = read("groin pain", CONTENT)
    assert not reading.dangers
    assert {"hard-belly-or-testicle-pain", "hip-that-cannot-bear-weight"} <= set(reading.asks)


def test_the_most_urgent_danger_comes_first() -> None:
    found = read("my foot drags, and I want to die", CONTENT).dangers
    assert found[0] == "thoughts-of-suicide"
    assert "foot-drop" in found

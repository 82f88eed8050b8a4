"""Words are mended by letters, sound or consonants, and common words are left as they are."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.reader import read
from triggerpoints.referral.reader.spelling import SoundIndex, sound
from triggerpoints.referral.reader.vocabulary import vocabulary

CONTENT = load_content()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nee", "knee"),
        ("tite", "tight"),
        ("ded", "dead"),
        ("num", "numb"),
        ("rist", "wrist"),
        ("coffing", "coughing"),
        ("headake", "headache"),
        ("suisidal", "suicidal"),
        ("ancle", "ankle"),
    ],
)
def test_words_that_sound_alike_have_one_sound(typed: str, meant: str) -> None:
    assert sound(typed) == sound(meant)


def test_a_word_without_vowels_is_the_known_word_with_its_consonants() -> None:
    index = SoundIndex(["calf", "shoulder", "tit", "tight"])
    assert index.alike("clf") == ("calf",)
    assert index.alike("sholdr") == ("shoulder",)
    assert index.alike("tite") == ("tight",)
    assert index.alike("xyzzy") == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("my hed is sore", "whole-head"),
        ("clf pain", "calf"),
        ("kne hurts", "knee"),
        ("stumach ache", "abdomen"),
    ],
)
def test_a_word_written_as_it_sounds_is_read(text: str, place: str) -> None:
    assert [area.places[0] for area in read(text, CONTENT).areas] == [place]


@pytest.mark.parametrize("word", ["care", "hell", "calm", "threat", "form", "paid", "waste", "jars", "fist"])
def test_a_common_word_is_not_taken_for_a_part_of_the_body(word: str) -> None:
    assert vocabulary(CONTENT).mended(word) is None
    assert [area.places[0] for area in read(f"knee pain after {word}", CONTENT).areas] == ["knee"]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("my clf is swolen and hott", "one-swollen-hot-calf"),
        ("i want to dye", "thoughts-of-suicide"),
        ("face dropped on one side and slured speach", "collapse-or-stroke"),
        ("numness round my bottom and i wet myself", "numb-saddle-or-bladder-change"),
        ("suden pain in my testical", "hard-belly-or-testicle-pain"),
        ("crusing cheast pain and short of breth", "pressing-chest-pain"),
    ],
)
def test_a_danger_is_heard_in_mistyped_words(text: str, sign: str) -> None:
    assert sign in read(text, CONTENT).dangers


@pytest.mark.parametrize("text", ["saddle sore after cycling", "bladder is fine, low back aches"])
def test_a_word_of_danger_alone_is_no_danger(text: str) -> None:
    assert not read(text, CONTENT).dangers

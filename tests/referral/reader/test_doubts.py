"""What is marked without being sure is asked about, and what is sure is not."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.reader import Reading, read

CONTENT = load_content()


def doubted(reading: Reading) -> list[str]:
    return [doubt.text for doubt in reading.doubts]


def open_sides(reading: Reading) -> list[str]:
    return [choice.text for choice in reading.side_choices if len(choice.sides) > 2]


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("sore right hip and when I run my knee goes", ["knee"]),
        ("my shin is long and my foot aches", ["shin"]),
        ("sore left hip and when I run my knee goes. Shins wobble.", ["knee"]),
    ],
)
def test_a_place_that_no_pain_is_said_of_is_asked_about_beside_one_that_hurts(
    text: str, unsure: list[str]
) -> None:
    assert doubted(read(text, CONTENT)) == unsure


@pytest.mark.parametrize(
    "text",
    [
        "left calf, right heel",
        "sore right hip, right groin",
        "my knees and my ankles hurt",
        "my wrist is sore and my thumb too",
        "pain in the neck that runs into the shoulder and the elbow",
        "1. neck 2. left arm 3. right foot",
        "it is not my knee, it's the shin that hurts",
    ],
)
def test_a_place_that_pain_or_nothing_is_said_of_is_not_asked_about(text: str) -> None:
    assert read(text, CONTENT).is_silent


def test_a_whole_beside_its_part_is_asked_about_unless_they_are_joined() -> None:
    assert doubted(read("face hurts when I laugh, both cheekbones", CONTENT)) == ["face"]
    for text in ("my hand hurts and the thumb hurts", "my hand hurts, mostly the thumb"):
        assert read(text, CONTENT).is_silent, text


def test_what_makes_another_place_hurt_is_asked_about() -> None:
    assert doubted(read("stretching my sore right arm hurts my neck", CONTENT)) == ["arm"]


def test_a_word_that_became_a_part_of_the_body_by_another_consonant_is_asked_about() -> None:
    assert doubted(read("sore shins and tellies", CONTENT)) == ["tellies"]
    for text in ("sore sholder", "sore nee", "sore eblow", "sore elbew"):
        reading = read(text, CONTENT)
        assert reading.areas and not reading.doubts, text


def test_a_limb_without_a_side_beside_one_with_a_side_is_asked_about() -> None:
    reading = read("knee is sore, and my right wrist is sore", CONTENT)
    assert open_sides(reading) == ["knee"]
    assert reading.side_choices[0].sides[0] == reading.areas[0].side == "both"
    assert not open_sides(read("my low back is sore, and my right wrist is sore", CONTENT))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("my left knee got a new joint, the right one started grinding", ["knee"]),
        ("my hips are noisy, otherwise it's the left one that pulls", ["hips"]),
        ("my left knee hurts more than the right one", []),
        ("my left knee hurts, the right one is fine", []),
    ],
)
def test_a_side_that_no_place_took_is_asked_about(text: str, asked: list[str]) -> None:
    assert open_sides(read(text, CONTENT)) == asked


@pytest.mark.parametrize(
    ("text", "place", "spot"),
    [
        ("my shoulder blade aches, I think the lower end", "scapula", "inferior-angle-of-scapula"),
        ("my ribs hurt when I breathe, round towards the back", "side-of-chest", "lower-ribs-back"),
        ("my thumb is sore, maybe the base", "thumb", "base-of-thumb"),
    ],
)
def test_a_word_for_a_spot_that_no_place_took_offers_the_spots(text: str, place: str, spot: str) -> None:
    (choice,) = read(text, CONTENT).choices
    assert choice.options[0] == place
    assert spot in choice.options[1:]
    assert "…" in choice.text


def test_an_area_is_asked_about_once() -> None:
    for text in ("my hip bone is odd, my hip bone aches", "sore right hip and when I run my knee goes"):
        reading = read(text, CONTENT)
        asked = [one.area for one in (*reading.choices, *reading.side_choices, *reading.doubts)]
        assert len(asked) == len(set(asked))
        assert all(text[slice(*doubt.span)] == doubt.text for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("sore right hand. My low back hurt as well, but that was sorted by the osteopath", ["low back"]),
        ("my neck is sore, my brother had pain in his heels", ["heels"]),
        ("used to get pain in my temples, now my jaw hurts", ["temples"]),
        ("everyone here has a sore neck, I have a sore wrist", ["neck"]),
        ("my husband has pain in his jaw and his ear", []),
        ("my wrist hurts and my neck hurts but I'm fine otherwise", []),
        ("Chest pain and left arm ache, ECG was normal", []),
        ("my back hurts, it's gone into my hip", []),
    ],
)
def test_what_may_be_over_or_somebody_elses_is_asked_about(text: str, asked: list[str]) -> None:
    reading = read(text, CONTENT)
    left_out = [one.text for one in reading.not_marked]
    assert [*doubted(reading), *left_out] == asked


def test_a_toothache_is_where_the_teeth_are_said_to_be() -> None:
    (area,) = read("dull toothache, lower back teeth, right side", CONTENT).areas
    assert (area.places, area.side) == (("lower-molars",), "right")


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("ball of my foot, hmm, more the arch", ["ball of my foot"]),
        ("index finger no middle finger", ["index finger"]),
        ("old fx R clavicle, pain L hip", ["clavicle"]),
        ("I had it in my left hip, now the knee hurts", ["hip"]),
        ("I use a crutch for my left ankle and my right wrist hurts", ["ankle"]),
        ("left ankle and right wrist hurt", []),
        ("my past left hip pain and my right wrist pain", []),
        ("my hip hurts and actually my knee too", []),
        ("I was lifting and my hip hurt, now it goes into the knee", []),
    ],
)
def test_what_may_have_been_taken_back_or_hurt_once_is_asked_about(text: str, unsure: list[str]) -> None:
    assert doubted(read(text, CONTENT)) == unsure


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("it was the hip, today the other", ["hip"]),
        ("my left hip, no right hip", ["hip"]),
        ("shoulder pain, my throwing arm is right", ["shoulder"]),
        ("left hip pain, no right hip pain", []),
        ("pain in my hip, the other one is fine", []),
    ],
)
def test_a_side_that_may_have_been_taken_back_is_asked_about(text: str, asked: list[str]) -> None:
    assert open_sides(read(text, CONTENT)) == asked


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("my neck is in pain from the ears to the shoulders", ["ears"]),
        ("pain from the ears to the shoulders", []),
        ("my tummy muscles are sore just under the ribs", ["tummy"]),
        ("my tummy is sore and also under the ribs", []),
        ("yesterday the left shoulder, today more the knee and the neck", ["shoulder"]),
        ("my hip hurts, now the knee and the neck too", []),
    ],
)
def test_what_may_only_say_where_another_place_hurts_is_asked_about(text: str, unsure: list[str]) -> None:
    assert doubted(read(text, CONTENT)) == unsure


def test_a_meaning_that_is_marked_already_is_not_offered() -> None:
    assert read("my waist hurts", CONTENT).choices
    for text in ("lower back and waist hurt", "my waist hurts on the left side", "front of my waist"):
        assert read(text, CONTENT).is_silent, text

"""Words that mean something else beside their neighbours are read for what they mean there."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.reader import read

CONTENT = load_content()


def areas(text: str) -> list[tuple[str, str]]:
    return [(area.places[0], area.side) for area in read(text, CONTENT).areas]


def places(text: str) -> list[str]:
    return [place for place, _ in areas(text)]


def unread(text: str) -> list[str]:
    return [one.text for one in read(text, CONTENT).unread]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pain between the blades", ["interscapular"]),
        ("cut my thumb on a blade", ["thumb"]),
        ("my blades ache", ["scapula"]),
        ("the thick finger of my foot hurts", ["great-toe"]),
        ("pain from the neck to shoulder every day", ["neck", "shoulder"]),
        ("pain in the big finger of the foot", ["great-toe"]),
        ("numb in the last two fingers", ["ring-finger", "little-finger"]),
        ("my two smallest toes hurt", ["fourth-toe", "little-toe"]),
        ("thumb and first two fingers", ["thumb", "index-finger", "middle-finger"]),
        ("R buttock, post thigh", ["buttock", "posterior-thigh"]),
        ("post knee surgery my hip hurts", ["hip"]),
        ("my job is to shoulder heavy loads, my neck hurts", ["neck"]),
        ("pain from the neck to shoulder and elbow", ["neck", "shoulder", "elbow"]),
        ("I head the team and my wrist hurts", ["wrist"]),
        ("my elbow hurts when I reach behind me", ["elbow"]),
        ("achy behind me knees", ["back-of-knee"]),
        ("it's my lower back again", ["lumbar"]),
        ("I put my back out, my neck hurts too", ["lumbar", "neck"]),
        ("the pain is back again in my knee", ["knee"]),
    ],
)
def test_a_word_stands_for_the_place_that_its_neighbours_make_it(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_post_is_after_beside_an_operation() -> None:
    [operated] = read("post knee surgery my hip hurts", CONTENT).not_marked
    assert operated.area.places == ("knee",)


def test_fingers_that_may_be_counted_with_the_thumb_or_without_it_are_shown() -> None:
    assert unread("the first three fingers tingle") == ["first three"]
    assert unread("the first three toes tingle") == []


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("pain in my left, sorry right, wrist", "right"),
        ("left no right wrist", "right"),
        ("left wrist hurts, no right sided pain", "left"),
        ("left wrist, it goes right up my arm", "left"),
        ("it's right in the middle of my left wrist", "left"),
    ],
)
def test_a_side_that_is_taken_back_or_is_no_side_is_not_read(text: str, side: str) -> None:
    assert areas(text)[0] == ("wrist", side)


def test_right_down_without_another_side_is_asked_about() -> None:
    assert read("left hip right down to the knee", CONTENT).is_silent
    [asked] = read("pain in my hip right down to the knee", CONTENT).side_choices
    assert (asked.text, asked.sides) == ("hip", ("both", "right", "left"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my hip hurts period it goes down to my shin period", ["hip", "shin"]),
        ("my hip hurts period", ["hip"]),
        ("headache with my period", ["whole-head", "lower-abdomen"]),
        ("my tummy hurts bad period it lasts", ["abdomen", "lower-abdomen"]),
        ("late period and my tummy hurts comma a lot", ["lower-abdomen", "abdomen"]),
    ],
)
def test_stops_may_be_dictated(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "side", "asked"),
    [
        ("it hurts right at the base of my thumb", "both", False),
        ("pain right in the groin", "both", True),
        ("heel pain right at the back", "both", True),
        ("knee pain right in the morning", "right", False),
        ("pain on the right in my hip", "right", False),
        ("my jaw hurts right in front of the ear", "both", False),
    ],
)
def test_right_at_a_place_is_no_side_and_asked_about_where_it_may_be_one(
    text: str, side: str, asked: bool
) -> None:
    reading = read(text, CONTENT)
    assert reading.areas[-1].side == side
    assert bool(reading.side_choices) == asked


@pytest.mark.parametrize(
    ("text", "place", "asked"),
    [
        ("shoulder pain, my throwing arm is right", "shoulder", True),
        ("dominant hand: right. elbow pain", "elbow", True),
        ("left elbow pain, dominant hand is right", "elbow", False),
        ("my throwing arm hurts", "arm", False),
    ],
)
def test_the_skilled_limb_does_not_hurt_and_its_side_is_asked_about(
    text: str, place: str, asked: bool
) -> None:
    reading = read(text, CONTENT)
    assert [area.places[0] for area in reading.areas] == [place]
    assert bool(reading.side_choices) == asked

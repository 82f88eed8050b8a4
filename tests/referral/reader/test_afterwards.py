"""Sides that are said after their place reach it, and those that are not meant for it do not."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.reader import read

CONTENT = load_content()


def areas(text: str) -> list[tuple[str, str]]:
    return [(area.places[0], area.side) for area in read(text, CONTENT).areas]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("right knee hurts, sorry, left", [("knee", "left")]),
        ("left shoulder, actually both", [("shoulder", "both")]),
        ("right side of my neck, oops, my left side, hurts", [("side-of-neck", "left")]),
        ("right elbow, my mistake, left elbow", [("elbow", "left")]),
        ("left knee worse than the right but both are bad", [("knee", "both")]),
        ("earache on the left and a sore throat that side", [("ear-deep", "left"), ("throat", "left")]),
        ("my shoulder hurts when I reach for things, it is the left one", [("shoulder", "left")]),
        ("hip pain at night and knee pain in the day, both left", [("hip", "left"), ("knee", "left")]),
        ("thumb and index finger of the right", [("thumb", "right"), ("index-finger", "right")]),
        ("left arm to elbow, R side clear", [("arm", "left"), ("elbow", "left")]),
        ("both hips hurt but the left is fine", [("hip", "right")]),
        ("my left knee was replaced and now the other one hurts", [("knee", "right")]),
        ("calf cramps at night, right leg more", [("calf", "both")]),
        ("my hips ache, both sides", [("hip", "both")]),
        ("my wrists, especially the right one, hurt", [("wrist", "both")]),
        ("sharp pain R 1st web space", [("web-of-thumb", "right")]),
        ("Elbow. Side: R", [("elbow", "right")]),
    ],
)
def test_a_side_said_afterwards_reaches_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert areas(text) == expected


def test_the_other_knee_is_asked_about_where_no_side_tells_which_one() -> None:
    assert [one.text for one in read("my other knee hurts", CONTENT).side_choices] == ["knee"]


def test_a_last_side_that_contradicts_the_one_before_is_asked_about() -> None:
    assert [one.text for one in read("my right heel is sore at the rim, left", CONTENT).side_choices]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it was the left knee, today the right", [("knee", "right")]),
        ("yesterday it was my left hip, today the other", [("hip", "right")]),
        ("yesterday it was my left hip, today the other one too", [("hip", "both")]),
        ("cramp in the arch of the foot, usually the left one", [("instep-arch", "left")]),
        ("my heels hurt, mostly the left one", [("heel", "both")]),
        ("Kneecap aches on stairs. Right one.", [("kneecap", "right")]),
        ("my shoulder hurts. Turned left.", [("shoulder", "both")]),
        ("hip hurts and I limp, I mean it is the right side", [("hip", "right")]),
        ("Kneecap aches. Right one. Sometimes the left as well but mild", [("kneecap", "both")]),
    ],
)
def test_sides_of_today_of_most_days_and_told_one_by_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert areas(text) == expected

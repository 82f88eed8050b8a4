"""Plain words, typing errors and synonyms find the place or muscle that people mean."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.words import _split_side, match_places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("temple", "temple"),
        ("front of the shoulder", "front-of-shoulder"),
        ("left front sholder", "front-of-shoulder"),
        ("sholder blade", "scapula"),
        ("behind my eye", "eye"),
        ("lower back pain", "lumbar"),
        ("tummy", "abdomen"),
        ("pinky", "little-finger"),
        ("tenis elbow", "lateral-elbow"),
        ("inside of the elbow", "medial-elbow"),
        ("between the shoulder blades", "interscapular"),
        ("big toe", "great-toe"),
        ("botom of foot", "sole"),
        ("ankel", "ankle"),
        ("my butt hurts", "buttock"),
        ("side of hip", "lateral-hip"),
        ("arm pit", "axilla"),
        ("heal", "heel"),
        ("suboccipital", "suboccipital"),
        ("plantar fasciitis", "heel-plantar"),
    ],
)
def test_words_find_the_place(text: str, place: str) -> None:
    assert match_places(text, load_content())[0].id == place


def test_every_place_is_found_by_its_own_name() -> None:
    content = load_content()
    wrong = {
        place.name: match_places(place.name, content, limit=2)
        for place in content.places.values()
        if not place.opposite_of
        and place.id not in {m.id for m in match_places(place.name, content, limit=2)}
    }
    assert not wrong


def test_a_side_in_the_words_is_kept() -> None:
    content = load_content()
    assert match_places("back of right knee", content)[0].side == "right"
    assert match_places("left temple", content)[0].side == "left"
    assert match_places("knee", content)[0].side is None


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "hello world", "blargh", "pain"])
def test_other_words_find_nothing(text: str) -> None:
    assert match_places(text, load_content()) == []


def test_both_sides_named_at_once_are_no_side() -> None:
    assert _split_side("left calf")[0] == "left"
    assert _split_side("left and right calf")[0] is None


def test_a_place_that_stands_for_the_other_side_is_not_found_by_its_words() -> None:
    content = load_content()
    others = [place for place in content.places.values() if place.opposite_of]
    assert others
    for place in others:
        assert place.id not in {match.id for match in match_places(place.name, content, 10)}


def test_words_that_mean_nothing_are_like_no_place() -> None:
    assert not match_places("xylophone zebra", load_content(), 5)

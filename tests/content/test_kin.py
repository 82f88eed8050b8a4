"""Muscles that share a nerve, a bone or a movement."""

import re

import pytest

from triggerpoints.content import load_content
from triggerpoints.content.kin import kin_of, movements_in, nerves_in

CONTENT = load_content()


def kin(muscle: str) -> dict[str, set[str]]:
    return {group.name: set(group.muscles) for group in kin_of(CONTENT, muscle)}


@pytest.mark.parametrize(
    ("text", "nerves"),
    [
        ("Upper and lower subscapular nerves", ["Lower subscapular nerve"]),
        ("Deep branch of the ulnar nerve (C8, T1)", ["Ulnar nerve"]),
        ("Musculocutaneous nerve, which pierces it", ["Musculocutaneous nerve"]),
        ("Deep fibular nerve", ["Deep fibular nerve"]),
        ("Anterior rami of the cervical nerves", []),
    ],
)
def test_a_nerve_is_named_without_its_branch(text: str, nerves: list[str]) -> None:
    assert nerves_in(text) == nerves


def test_turning_out_and_turning_in_are_different_movements() -> None:
    assert movements_in("Rotates the arm outward; rotates the arm inward") == [
        "Rotate the arm laterally", "Rotate the arm medially",
    ]  # fmt: skip
    assert movements_in("Rotates the arm") == []
    assert "subscapularis" not in kin("infraspinatus")["Rotate the arm laterally"]


def test_the_rotator_cuff_shares_what_anatomy_says() -> None:
    assert kin("infraspinatus")["Suprascapular nerve"] == {"infraspinatus", "supraspinatus"}
    assert {"subscapularis", "teres-minor", "supraspinatus"} <= kin("infraspinatus")["Scapula"]


def test_the_two_fibular_nerves_are_not_one() -> None:
    assert "fibularis-longus" not in kin("tibialis-anterior")["Deep fibular nerve"]


def test_an_id_names_one_thing_that_is_shared_and_stands_in_an_address_as_it_is() -> None:
    named = {
        (group.id, group.what, group.name) for muscle in CONTENT.muscles for group in kin_of(CONTENT, muscle)
    }
    assert len({id_ for id_, _, _ in named}) == len(named)
    assert all(re.fullmatch("[a-z-]+", id_) for id_, _, _ in named)


def test_the_big_toe_is_two_words() -> None:
    assert "Flex the big toe" in kin("flexor-hallucis-longus")


def test_every_group_holds_the_muscle_itself_and_another() -> None:
    for muscle in CONTENT.muscles:
        for group in kin_of(CONTENT, muscle):
            assert muscle in group.muscles
            assert len(group.muscles) > 1

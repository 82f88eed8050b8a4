"""Comparing muscles: what is shared and what differs is told, in the words of who reads."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.content.comparison import Row, compared

CONTENT = load_content()


def rows(*muscles: str, voice: str = "student") -> dict[str, Row]:
    return {row.label: row for row in compared(CONTENT, muscles, voice)}  # type: ignore[arg-type]


def test_muscles_of_one_nerve_share_it_and_differ_in_their_attachments() -> None:
    found = rows("supraspinatus", "infraspinatus")
    assert found["Innervation"].same and found["Roots"].same
    assert not found["Distal attachment"].same and not found["Distal attachment"].shared


def test_three_muscles_share_only_what_all_have() -> None:
    found = rows("supraspinatus", "infraspinatus", "latissimus-dorsi")
    assert found["Roots"].shared == {"C6"}
    assert not found["Roots"].same
    assert all(len(row.cells) == 3 for row in found.values())


@pytest.mark.parametrize("voice", ["student", "patient"])
def test_every_pair_of_neighbours_can_be_compared(voice: str) -> None:
    ids = list(CONTENT.muscles)
    for one, other in zip(ids[::9], ids[1::9], strict=False):
        assert all(any(row.cells) for row in rows(one, other, voice=voice).values())


def test_patients_read_no_anatomy_and_no_depth() -> None:
    labels = set(rows("supraspinatus", "infraspinatus", voice="patient"))
    assert not labels & {"Roots", "Innervation", "Hazards", "Depth class", "Trigger points"}
    assert "What it does" in labels

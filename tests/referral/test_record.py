"""What was marked survives a file and a link; a bad file is answered with a sentence."""

import base64
import json
import tracemalloc
import zlib

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area, Stroke
from triggerpoints.referral.record import (
    MAX_BYTES,
    PainRecord,
    UnreadableRecordError,
    from_json,
    from_link,
    to_json,
    to_link,
)

ATLAS, CONTENT = load_atlas(), load_content()
FLAG = next(iter(CONTENT.red_flags))
RECORD = PainRecord(
    (
        Area(
            "temple",
            "left",
            strength=7,
            duration="six-weeks",
            more=("jaw",),
            without=("eye",),
            qualities=("numb", "burning"),
            circumstances=("when I chew <b>",),
        ),
        Area(strokes=(Stroke("paint", "front", 22, ((400, 330), (420, 360))),), strength=0),
    ),
    yes=(FLAG,),
    heard=tuple(list(CONTENT.red_flags)[4:6]),
    no=tuple(list(CONTENT.red_flags)[1:4]),
)


def damaged(**changes: object) -> str:
    return json.dumps({**json.loads(to_json(RECORD)), **changes})


def test_a_file_gives_back_what_was_saved() -> None:
    assert from_json(to_json(RECORD), ATLAS, CONTENT) == RECORD
    assert from_json(to_json(RECORD).encode(), ATLAS, CONTENT) == RECORD


def test_a_link_gives_back_what_was_saved_and_is_short() -> None:
    link = to_link(RECORD)
    assert from_link(link, ATLAS, CONTENT) == RECORD
    assert len(link) < 500
    assert link.replace("-", "").replace("_", "").isalnum()


def test_a_file_holds_no_name_and_no_date() -> None:
    assert set(json.loads(to_json(RECORD))) == {"format", "areas", "yes", "no", "heard"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "12",
        '{"format": "something else"}',
        "[" * 100_000,
        b"\xff\xfe\x00",
        b"%PDF-1.7",
        "x" * (MAX_BYTES + 1),
        damaged(areas=3),
        damaged(areas=[3]),
        damaged(areas=[{}]),
        damaged(areas=[{"place": "nowhere"}]),
        damaged(areas=[{"place": ["temple"]}]),
        damaged(areas=[{"place": "temple", "side": "up"}]),
        damaged(areas=[{"place": "temple", "strength": 11}]),
        damaged(areas=[{"place": "temple", "strength": True}]),
        damaged(areas=[{"place": "temple", "duration": "ages"}]),
        damaged(areas=[{"place": "temple", "more": ["nowhere"]}]),
        damaged(areas=[{"place": "temple", "without": "eye"}]),
        damaged(areas=[{"place": "temple", "qualities": ["purple"]}]),
        damaged(areas=[{"place": "temple", "circumstances": [3]}]),
        damaged(heard=["nothing-we-ask"]),
        damaged(areas=[{"drawn": [{"tool": "paint", "view": "moon", "points_mm": [[1, 2]]}]}]),
        damaged(areas=[{"drawn": [{"tool": "paint", "view": "front", "points_mm": []}]}]),
        damaged(areas=[{"drawn": [{"tool": "paint", "view": "front", "points_mm": [[1]]}]}]),
        damaged(areas=[{"drawn": [{"tool": "spray", "view": "front", "points_mm": [[1, 2]]}]}]),
        damaged(areas=[{"place": "temple"}] * 50),
        damaged(
            areas=[
                {"drawn": [{"tool": "lasso", "view": "front", "points_mm": [[-9, -9], [-5, -9], [-5, -5]]}]}
            ]
        ),
        damaged(areas=[{"drawn": [{"tool": "paint", "view": "front", "points_mm": [[1, 2]] * 1500}] * 5}]),
        damaged(areas=[{"drawn": [{"tool": "paint", "view": "front", "points_mm": [[1, 2.5]]}]}]),
        '{"format": "pain areas 1", "areas": [{"place": "temple", "strength": NaN}]}',
        damaged(yes=["nothing-we-ask"]),
        damaged(no="all"),
    ],
)
def test_a_bad_file_is_answered_with_a_sentence(text: str | bytes) -> None:
    with pytest.raises(UnreadableRecordError) as problem:
        from_json(text, ATLAS, CONTENT)
    assert str(problem.value).endswith(".")
    assert "Traceback" not in str(problem.value)


def test_a_file_that_is_too_large_is_not_read_at_all() -> None:
    text = to_json(RECORD) + " " * MAX_BYTES
    with pytest.raises(UnreadableRecordError, match="too large"):
        from_json(text, ATLAS, CONTENT)


@pytest.mark.parametrize("text", ["[]", "12", "null", "{}", damaged(format="deck 3", areas=3)])
def test_another_programs_file_is_called_that_and_not_damaged(text: str) -> None:
    with pytest.raises(UnreadableRecordError, match="not a file of painful areas"):
        from_json(text, ATLAS, CONTENT)


def test_a_link_that_unpacks_without_end_takes_no_memory() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * 50_000_000, 9)).decode().rstrip("=")
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableRecordError, match=r"\.$"):
            from_link(bomb, ATLAS, CONTENT)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10 * MAX_BYTES


@pytest.mark.parametrize("text", ["", "abc", "%%%", "é", to_link(RECORD)[:-20], "A" * 1000])
def test_a_bad_link_is_answered_with_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableRecordError, match="The link is not complete"):
        from_link(text, ATLAS, CONTENT)


def test_a_file_of_an_earlier_version_is_still_read() -> None:
    old = {"format": "pain areas 1", "areas": [{"place": "temple", "side": "left"}], "yes": [], "no": []}
    assert from_json(json.dumps(old), ATLAS, CONTENT) == PainRecord((Area("temple", "left"),))


def test_words_of_a_file_stand_on_one_line_and_are_not_endless() -> None:
    area = {"place": "temple", "circumstances": ["at\nnight\x00" + "x" * 500]}
    text = from_json(damaged(areas=[area]), ATLAS, CONTENT).areas[0].circumstances[0]
    assert text.startswith("at night x")
    assert len(text) <= 80

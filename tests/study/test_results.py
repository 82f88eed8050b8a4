"""Forty results are put together; a file that is none is told apart and costs nothing."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from triggerpoints.study.results import (
    NAMELESS,
    Answered,
    Result,
    UnreadableResultError,
    from_json,
    put_together,
    to_json,
)

BEGAN = datetime(2027, 1, 8, 9, tzinfo=UTC)
CARDS = ["soleus/find", "soleus/nerve", "gracilis/name", "pectineus/action", "sartorius/paint"]


def result(name: str, wrong: set[str], minute: int = 0) -> Result:
    answers = tuple(Answered(card, 0.0 if card in wrong else 1.0, "soleus") for card in CARDS)
    return Result(name, "Thigh", "1abc", BEGAN + timedelta(minutes=minute), answers)


def test_forty_results_tell_what_the_class_missed():
    random = Random(4)
    class_ = []
    for n in range(40):
        wrong = {card for card in CARDS if random.random() < (0.7 if card == "pectineus/action" else 0.1)}
        class_.append(result(f"Student {n:02}", wrong, n))
    together = put_together([from_json(to_json(one)) for one in class_])
    assert [r.name for r in together.results] == [f"Student {n:02}" for n in range(40)]
    assert together.asked["soleus"] == 80 and together.asked["pectineus"] == 40
    assert together.missed["pectineus"] == sum(not r.answers[3].is_right for r in class_)
    assert max(together.asked, key=together.share_missed) == "pectineus"
    assert together.sets == 1
    assert list(together.cards) == CARDS


def test_the_same_file_twice_counts_once_and_two_of_a_name_are_told_apart():
    first, second = result("Kim", set()), result("Kim", {"soleus/find"}, 3)
    together = put_together([second, first, first])
    assert [r.name for r in together.results] == ["Kim", "Kim (2)"]
    assert together.results[1].right == 4


GOOD = json.loads(to_json(result("Kim", set())))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"\xff", "cannot be read"),
        ("[" * 20_000, "cannot be read"),
        ("[]", "not a result"),
        ('{"format": "study set 1"}', "not a result"),
        ('{"format": "quiz result 2"}', "another version"),
        (json.dumps(GOOD | {"answers": []}), "damaged at answers"),
        (json.dumps(GOOD | {"answers": [["<b>", 1, "x"]]}), "damaged at answers"),
        (json.dumps(GOOD | {"answers": [["soleus/find", 2, "x"]]}), "damaged at answers"),
        (json.dumps(GOOD | {"answers": [["soleus/find", float("nan"), "x"]]}), "damaged at answers"),
        (json.dumps(GOOD | {"answers": GOOD["answers"] * 40}), "damaged at answers"),
        (json.dumps(GOOD | {"began": "yesterday"}), "damaged at began"),
        (json.dumps(GOOD | {"name": 5}), "damaged at name"),
        (" " * 70_000, "too large"),
    ],
)
def test_a_file_that_is_none_is_told_apart(text, says):
    with pytest.raises(UnreadableResultError, match=says):
        from_json(text)


def test_a_name_is_one_printable_line():
    assert from_json(json.dumps(GOOD | {"name": "<b>\n\u202eKim\x00</b>"})).name == "<b> Kim </b>"
    assert from_json(json.dumps(GOOD | {"name": " \u202e "})).name == NAMELESS

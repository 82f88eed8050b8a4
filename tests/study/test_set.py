"""A set comes back from its link and its file, and anything else is told apart in one sentence."""

import base64
import json
import zlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triggerpoints.study.set import (
    MAX_TEXT,
    NAMELESS,
    StudySet,
    UnreadableSetError,
    clean_name,
    fitting,
    from_json,
    from_text,
    to_json,
    to_text,
)

ROTATORS = ("supraspinatus", "infraspinatus", "teres-minor", "subscapularis")
CUFF = StudySet("Rotator cuff", ROTATORS, ("find", "nerve"), "12", 10, date(2027, 1, 20))
A_LINK_OF_THE_FIRST_VERSION = "1q4b1VMB9EyNQMMA6TwaGukYG6D0ocJcoFtqFIa39h9q8g9ofBMlfCsmlaWlKtQA"


def test_a_link_made_once_can_be_read_for_ever():
    assert from_text(A_LINK_OF_THE_FIRST_VERSION) == CUFF


@given(
    st.text(max_size=60),
    st.lists(st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True), max_size=20, unique=True),
    st.integers(1, 100),
    st.none() | st.dates(date(2020, 1, 1), date(2099, 1, 1)),
)
@settings(max_examples=60, deadline=None)
def test_any_set_comes_back_from_its_link_and_its_file(name, muscles, length, exam_date):
    made = StudySet(clean_name(name), tuple(muscles), ("name",), "7", length, exam_date)
    assert from_text(to_text(made)) == made
    assert from_json(to_json(made)) == made


def test_a_set_of_a_region_fits_into_a_code_that_phones_read():
    assert len(to_text(CUFF)) < 100


def packed(data: object) -> str:
    packer = zlib.compressobj(9, wbits=-15)
    raw = packer.compress(json.dumps(data).encode()) + packer.flush()
    return "1" + base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "damaged"),
        ("1", "damaged"),
        ("1é", "damaged"),
        ("1AAAA", "damaged"),
        ("1" + "A" * MAX_TEXT, "too long"),
        ("2abcdef", "another version"),
        (to_text(CUFF)[:-3], "damaged"),
        (packed([1, 2]), "damaged"),
        (packed({"x": 1}), "damaged"),
        (packed({"n": "a", "m": ["<b>"]}), "damaged"),
        (packed({"n": "a", "m": ["soleus"] * 301}), "damaged"),
        (packed({"n": "a", "m": ["soleus"], "l": 0}), "damaged"),
        (packed({"n": "a", "m": ["soleus"], "l": 1e9}), "damaged"),
        (packed({"n": "a", "m": ["soleus"], "s": "１"}), "damaged"),
        (packed({"n": "a", "m": ["soleus"], "e": "2027-02-30"}), "damaged"),
        (packed({"n": "a" * 20_000_000, "m": []}), "too long|damaged"),
        (packed("[" * 20_000), "damaged"),
    ],
)
def test_a_link_that_is_none_is_told_apart(text, says):
    with pytest.raises(UnreadableSetError, match=says) as raised:
        from_text(text)
    assert "\n" not in str(raised.value)
    assert str(raised.value).endswith(".")


GOOD = json.loads(to_json(CUFF))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"\xff\xfe", "cannot be read as JSON"),
        ("[" * 20_000, "cannot be read as JSON"),
        ("{}", "not a set"),
        ('{"format": "learning progress 1"}', "not a set"),
        ('{"format": "study set 2"}', "another version"),
        (json.dumps(GOOD | {"muscles": "soleus"}), "damaged at muscles"),
        (json.dumps(GOOD | {"muscles": ["../etc"]}), "damaged at muscles"),
        (json.dumps(GOOD | {"length": True}), "damaged at length"),
        (json.dumps(GOOD | {"exam_date": "2027-13-01"}), "damaged at exam_date"),
        (" " * 40_000, "too large"),
    ],
)
def test_a_file_that_is_none_is_told_apart(text, says):
    with pytest.raises(UnreadableSetError, match=says) as raised:
        from_json(text)
    assert str(raised.value).endswith(".")


def test_a_name_keeps_to_one_line_of_printable_letters():
    assert clean_name("Ex‮am\n\tweek \x00") == "Ex am week"
    assert clean_name("  ") == NAMELESS
    assert from_json(json.dumps(GOOD | {"name": "a\nb"})).name == "a b"
    assert StudySet("Übung: <b>1</b>").file_stem == "bung-b-1-b"
    assert StudySet("…").file_stem == "set"


def test_what_does_not_exist_is_left_out_and_said():
    known, problems = fitting(StudySet("a", ("soleus", "moon"), ("find", "magic")), {"soleus"}, {"find"})
    assert (known.muscles, known.kinds) == (("soleus",), ("find",))
    assert len(problems) == 2
    assert "moon" in problems[0]

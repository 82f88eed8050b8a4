"""What was taken off the turning body: in an address, and from a browser."""

import pytest

from triggerpoints.figures.peel import MOST_PARTS, Peel, in_address, peel_of, read_peel

KNOWN = {"soleus", "soleus.left", "tibia", "tibia.left", "sternum"}
PEEL = Peel(("soleus", "sternum"), ("tibia.left",), "soleus.left", vessels=True)


@pytest.mark.parametrize("peel", [Peel(), PEEL, Peel(hidden=("soleus.left",)), Peel(alone="sternum")])
def test_what_is_written_is_read_again(peel):
    assert read_peel(in_address(peel), KNOWN) == (peel, [])


def test_a_whole_body_needs_no_words_in_the_address():
    assert in_address(Peel()) == {}


def test_unknown_parts_are_told_and_the_rest_counts():
    peel, unknown = read_peel({"hidden": "soleus_sternum.left_<b>", "alone": "nobody"}, KNOWN)
    assert peel == Peel(hidden=("soleus",))
    assert unknown == ["sternum.left", "<b>", "nobody"]


def test_a_part_is_not_hidden_and_see_through_at_once_and_not_twice():
    assert read_peel({"hidden": "soleus_soleus", "ghosted": "soleus_tibia"}, KNOWN)[0] == Peel(
        ("soleus",), ("tibia",)
    )


def test_an_endless_link_is_read_up_to_a_bound():
    assert len(read_peel({"hidden": "x_" * 10_000}, KNOWN)[1]) == MOST_PARTS


def test_what_a_browser_says_is_taken_over():
    said = {
        "hidden": ["soleus", "sternum"],
        "ghosted": ["tibia.left"],
        "alone": "soleus.left",
        "vessels": True,
    }
    assert peel_of(said, KNOWN) == PEEL


@pytest.mark.parametrize(
    "change",
    [
        {"hidden": None},
        {"hidden": "soleus"},
        {"hidden": ["nobody"]},
        {"hidden": [["soleus"]]},
        {"ghosted": [3]},
        {"alone": 3},
        {"alone": "nobody"},
        {"vessels": 1},
        {"hidden": ["soleus"] * (MOST_PARTS + 1)},
    ],
)
def test_what_no_browser_of_ours_says_is_refused(change):
    assert peel_of({"hidden": [], "ghosted": [], "alone": None, "vessels": False} | change, KNOWN) is None

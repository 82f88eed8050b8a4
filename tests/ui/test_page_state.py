"""The state of a page follows its address, and its address follows the state."""

from types import SimpleNamespace

import pytest

from triggerpoints.ui.state import audience, page, page_state
from triggerpoints.ui.state.page_state import PageState


class Params(dict):
    """Query parameters as Streamlit has them."""

    def to_dict(self):
        return dict(self)

    def from_dict(self, values):
        self.clear()
        self.update(values)


@pytest.fixture
def visit(monkeypatch):
    """The session and the address of one visit."""
    st = SimpleNamespace(session_state={}, query_params=Params())
    for module in (page_state, audience, page):
        monkeypatch.setattr(module, "st", st)
    return st


def read(params):
    known = params.get("colour", "red")
    return (known, []) if known in ("red", "blue") else ("red", [f"No colour {known}."])


ADOPTED: list[tuple[str, str]] = []
STATE = PageState(
    "paint",
    "red",
    read,
    lambda state: {} if state == "red" else {"colour": state},
    on_adopt=lambda before, after: ADOPTED.append((before, after)),
)


def draw(visit, path="paint"):
    with page.drawing(path):
        said = STATE.follow_address()
        STATE.show_in_address()
    return said


def test_a_link_is_adopted_and_said_again_in_the_address(visit):
    visit.query_params["colour"] = "blue"
    assert draw(visit) == [] and STATE.current() == "blue"
    assert ADOPTED[-1] == ("red", "blue")
    assert visit.query_params == {"colour": "blue"}


def test_a_wrong_value_is_said_and_leaves_the_address(visit):
    visit.query_params.update(colour="<b>", audience="aliens")
    said = draw(visit)
    assert said[0] == "No colour <b>." and "“aliens”" in said[1]
    assert visit.query_params == {}


def test_a_choice_goes_into_the_address_even_when_the_browser_still_tells_the_one_before(visit):
    draw(visit)
    STATE.set("blue")
    assert draw(visit) == [] and visit.query_params == {"colour": "blue"}
    STATE.set("red")
    visit.query_params["colour"] = "blue"  # what the browser had when the click was made
    draw(visit)
    assert STATE.current() == "red" and visit.query_params == {}


def test_back_brings_the_address_and_the_words_of_before(visit):
    draw(visit)
    audience.choose("student")
    STATE.set("blue")
    draw(visit)
    assert visit.query_params == {"colour": "blue", "audience": "student"}
    visit.query_params.from_dict({})
    draw(visit)
    assert STATE.current() == "red" and audience.current() == "patient"


def test_coming_back_from_another_page_without_parameters_keeps_what_was_shown(visit):
    visit.query_params["colour"] = "blue"
    draw(visit)
    with page.drawing("elsewhere"):
        visit.query_params.clear()
    draw(visit)
    assert STATE.current() == "blue" and visit.query_params == {"colour": "blue"}

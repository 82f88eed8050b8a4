"""The figure is chosen once: kept for the visit, followed from the address, said when it does not exist."""

from types import SimpleNamespace

import pytest

from triggerpoints.ui.state import page, skin_figure


@pytest.fixture
def visit(monkeypatch):
    st = SimpleNamespace(session_state={}, query_params={})
    for module in (skin_figure, page):
        monkeypatch.setattr(module, "st", st)
    return st


def draw(visit, click=None, path="explore"):
    """One run of a page that writes the figure into its address; a click changes it before."""
    if click:
        skin_figure.choose(click)
    with page.drawing(path):
        said = skin_figure.follow_address()
        visit.query_params.pop("figure", None)
        if figure := skin_figure.in_address():
            visit.query_params["figure"] = figure
    return said


def test_the_man_is_shown_and_not_in_the_address(visit):
    assert draw(visit) == [] and skin_figure.current() == "man"
    assert visit.query_params == {}


def test_a_choice_goes_into_the_address_and_back_out(visit):
    draw(visit)
    draw(visit, click="woman")
    assert visit.query_params == {"figure": "woman"}
    draw(visit)
    draw(visit, click="man")
    assert visit.query_params == {} and skin_figure.current() == "man"
    draw(visit)
    assert skin_figure.current() == "man"


def test_a_link_is_followed_and_back_returns_to_what_was_there_before(visit):
    visit.query_params["figure"] = "neither"
    draw(visit)
    assert skin_figure.current() == "neither" and visit.query_params == {"figure": "neither"}
    draw(visit, click="woman")
    draw(visit)
    visit.query_params["figure"] = "neither"  # Back
    draw(visit)
    assert skin_figure.current() == "neither"
    visit.query_params["figure"] = "woman"  # Forward
    draw(visit)
    assert skin_figure.current() == "woman"


def test_a_quick_second_click_with_the_old_address_keeps_the_choice(visit):
    draw(visit)
    draw(visit, click="woman")
    visit.query_params.clear()  # the browser had not heard of it yet
    draw(visit)
    assert skin_figure.current() == "woman" and visit.query_params == {"figure": "woman"}


def test_another_page_keeps_the_figure_and_its_address_clean(visit):
    draw(visit)
    draw(visit, click="woman")
    visit.query_params.clear()
    draw(visit, path="find")
    assert skin_figure.current() == "woman" and visit.query_params == {}
    draw(visit, click="man", path="find")
    assert visit.query_params == {"figure": "man"}


def test_a_figure_that_does_not_exist_is_said_and_the_one_of_before_is_shown(visit):
    visit.query_params["figure"] = "<b>robot"
    (said,) = draw(visit)
    assert "“&lt;b&gt;robot”" in said or "<b>robot" in said
    assert "does not exist here" in said and skin_figure.current() == "man"
    assert visit.query_params == {}

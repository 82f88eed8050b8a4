"""The frame of the pages: titles, and what is said when a page cannot be drawn."""

import pytest

from tests.pages.open_page import html, messages, open_page
from triggerpoints.ui import messages as said
from triggerpoints.ui import shell
from triggerpoints.ui.explore import welcome


def test_a_page_that_fails_is_explained_without_its_insides(monkeypatch, caplog):
    def fail(*_: object) -> None:
        raise FileNotFoundError("/secret/place/shapes.json")

    monkeypatch.setattr(welcome, "welcome", fail)
    monkeypatch.setattr(said._LOG, "exception", lambda text: said._LOG.error(text, exc_info=True))
    app = open_page("explore")
    assert "went wrong on our side" in messages(app, "error")[0]
    assert "secret" not in html(app)
    assert "secret" in caplog.text, "those who run it can see why"


@pytest.mark.parametrize("page", shell.page_ids())
def test_every_page_has_a_title_of_its_own(page):
    titles = [shell.title(id_) for id_ in shell.page_ids()]
    assert titles.count(shell.title(page)) == 1


def test_a_link_to_the_front_door_brings_its_words():
    app = open_page("home", audience="student")
    assert app.session_state["audience"] == "student"
    assert open_page("home").session_state["audience switch"] == "patient"

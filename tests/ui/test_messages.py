"""Messages show what a link or a file says as plain text, and never too much of it."""

import pytest

from triggerpoints.quoting import quoted
from triggerpoints.ui.messages import MAX_SAID, box


@pytest.mark.parametrize("kind", ["info", "success", "warning", "error"])
def test_markup_of_any_kind_is_shown_as_it_was_written(kind):
    said = "![x](http://host/p.png) <img src=x onerror=alert(1)> **bold** :red[x] www.example.org"
    drawn = box(said, kind)
    assert "<img" not in drawn and "onerror=alert(1)&gt;" in drawn
    assert "![x](http://host/p.png)" in drawn


def test_warnings_are_read_out_at_once():
    assert 'role="alert"' in box("Careful.", "warning") and 'role="status"' in box("Done.", "success")


def test_a_quoted_value_is_short_and_stands_on_one_line():
    assert quoted("a\n\tb\x00\u202ec") == "“a b c”"
    assert quoted("x" * 500) == f"“{'x' * 60}…”"


def test_many_problems_are_counted_not_listed():
    from streamlit.testing.v1 import AppTest

    def page():
        from triggerpoints.ui import messages

        messages.say_all([f"Problem {n}." for n in range(1500)])

    drawn = AppTest.from_function(page).run().get("html")
    assert len(drawn) == 1
    assert drawn[0].proto.body.count("<p>") == MAX_SAID + 1
    assert "1497 more" in drawn[0].proto.body

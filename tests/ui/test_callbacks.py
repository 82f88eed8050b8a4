"""Callbacks of a touch run whole, whatever message comes meanwhile."""

import threading
from types import SimpleNamespace

import pytest

from triggerpoints.ui.server import callbacks


@pytest.fixture
def yields(monkeypatch):
    """How often Streamlit could have broken off; callbacks are a function of the test."""
    seen = []
    monkeypatch.setattr(callbacks, "_plain_yield", lambda runner: seen.append(runner))
    monkeypatch.setattr(callbacks, "_plain_callbacks", lambda run: run())
    monkeypatch.setattr(callbacks, "get_script_run_ctx", lambda **_: SimpleNamespace(session_id="one visit"))
    return seen


def test_a_callback_is_not_broken_off_and_the_script_after_it_can_be(yields):
    callbacks._run_callbacks(lambda: callbacks._yield("in a callback"))
    callbacks._yield("in the script")
    assert yields == ["in the script"]


def test_a_script_can_be_broken_off_after_a_callback_that_failed(yields):
    def fail():
        raise ValueError

    with pytest.raises(ValueError):
        callbacks._run_callbacks(fail)
    callbacks._yield("in the script")
    assert yields == ["in the script"]


def test_callbacks_of_two_runs_of_a_visit_come_one_after_the_other(yields):
    begun, go_on, order = threading.Event(), threading.Event(), []

    def first():
        begun.set()
        assert go_on.wait(5)
        order.append("first")

    slow = threading.Thread(target=callbacks._run_callbacks, args=(first,))
    slow.start()
    assert begun.wait(5)
    fast = threading.Thread(target=callbacks._run_callbacks, args=(lambda: order.append("second"),))
    fast.start()
    fast.join(0.05)
    assert order == []
    go_on.set()
    slow.join(5)
    fast.join(5)
    assert order == ["first", "second"]
    assert not callbacks._locks, "nothing is kept of a visit whose callbacks are done"

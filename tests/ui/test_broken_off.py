"""A run of a page that is broken off by the reader's next click leaves a state that the next run can use."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.study.quiz import Card
from triggerpoints.ui.learn import session
from triggerpoints.ui.learn.scope import Scope

ATLAS, CONTENT = load_atlas(), load_content()


class BrokenOffError(Exception):
    """What Streamlit raises where a page touches its state while another run is asked for."""


class Fragile(dict[str, Any]):
    """A session's state that breaks the run off at its nth touch."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 0

    def _touch(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise BrokenOffError

    def __getitem__(self, key: str) -> Any:
        self._touch()
        return super().__getitem__(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self._touch()
        super().__setitem__(key, value)

    def get(self, key: str, default: Any = None) -> Any:
        self._touch()
        return super().get(key, default)


def scope(number: int) -> Scope:
    return Scope(part="muscles", regions=(), kinds=("name",), number=number, seed="4")


@pytest.mark.parametrize("touch", range(1, 9))
@pytest.mark.parametrize("had_another", [True, False])
def test_a_quiz_is_there_after_a_run_was_broken_off(
    monkeypatch: pytest.MonkeyPatch, touch: int, had_another: bool
) -> None:
    state = Fragile()
    monkeypatch.setattr("streamlit.session_state", state)
    asked = [Card("soleus", "name"), Card("gracilis", "name")]
    if had_another:
        session.sitting(ATLAS, CONTENT, asked, scope(2))
    state.left = touch
    with suppress(BrokenOffError):
        session.sitting(ATLAS, CONTENT, asked, scope(1))
    state.left = 0
    assert len(session.sitting(ATLAS, CONTENT, asked, scope(1)).questions) == 1

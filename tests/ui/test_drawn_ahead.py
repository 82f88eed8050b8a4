"""What visitors ask for first is drawn before they do, and the next start reads what this one has drawn."""

import asyncio
import dataclasses

import pytest

from triggerpoints import kept
from triggerpoints.ui.server import drawn_ahead, map_files
from triggerpoints.ui.server.drawing import DrawnFiles

MUSCLES = ("soleus", "temporalis")


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """A server of two muscles; which patterns it draws."""
    drawn = []

    def draw(*key: str) -> bytes:
        drawn.append(key)
        return "/".join(key).encode()

    def start() -> DrawnFiles:
        files = DrawnFiles(draw, most_kept=100, most_waiting=10)
        monkeypatch.setattr(map_files, "patterns", files)
        asyncio.run(asyncio.wait_for(drawn_ahead.draw_ahead(), 20))
        return files

    content = drawn_ahead.load_content()
    few = dataclasses.replace(content, muscles={name: content.muscles[name] for name in MUSCLES})
    monkeypatch.setenv("TRIGGERPOINTS_CACHE", str(tmp_path))
    monkeypatch.setattr(drawn_ahead, "load_content", lambda: few)
    return drawn, start


def test_front_back_and_where_a_muscle_opens_are_drawn_each_once(asked):
    drawn, start = asked
    start()
    assert len(drawn) == len(set(drawn))
    assert {(view, name) for view, name, _ in drawn} >= {(v, m) for v in ("front", "back") for m in MUSCLES}
    assert {side for _, _, side in drawn} == {"right", "left"}
    near = {view for view, name, _ in drawn if name == "temporalis"} - {"front", "back"}
    assert near, "a small muscle opens in a close-up of its own"


def test_the_next_start_draws_nothing_again(asked):
    drawn, start = asked
    start()
    before = len(drawn)
    files = start()
    assert len(drawn) == before
    assert asyncio.run(files.get("front", "soleus", "right")) == b"front/soleus/right"
    assert len(drawn) == before


def test_what_was_kept_for_other_data_does_not_count(asked, monkeypatch):
    drawn, start = asked
    start()
    before = len(drawn)
    monkeypatch.setattr(map_files, "patterns_version", lambda: "other")
    start()
    assert len(drawn) == 2 * before


def test_damage_to_what_was_kept_is_drawn_anew(asked):
    drawn, start = asked
    start()
    before = len(drawn)
    (path,) = kept.folder().glob("drawn-*.json")
    path.write_text('["front"]')
    start()
    assert len(drawn) == 2 * before


def test_patterns_left_on_a_server_that_is_too_busy_are_drawn_at_the_next_start(asked, monkeypatch):
    drawn, start = asked
    with monkeypatch.context() as busy:
        busy.setattr(DrawnFiles, "get", _busy)
        start()
    assert drawn == []
    start()
    assert {name for _, name, _ in drawn} == set(MUSCLES)


async def _busy(*_: object) -> bytes:
    raise map_files.BusyError

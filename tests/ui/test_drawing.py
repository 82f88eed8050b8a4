"""Files that are drawn when they are asked for do not stop anything else."""

import threading

import anyio
import pytest

from triggerpoints.ui.server.drawing import BusyError, DrawnFiles


class Drawing:
    """Draws what it is allowed to, and counts."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.at_once = self.most_at_once = 0
        self.drawn: list[str] = []

    def __call__(self, name: str) -> bytes:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        assert self.may_go_on.wait(20)
        self.drawn.append(name)
        self.at_once -= 1
        return name.encode()


async def until(true) -> None:
    with anyio.fail_after(20):
        while not true():
            await anyio.sleep(0.001)


def test_sixty_at_once_are_drawn_one_after_the_other_and_each_once():
    drawing = Drawing()

    async def ask() -> None:
        files = DrawnFiles(drawing, most_kept=100, most_waiting=100)
        async with anyio.create_task_group() as visitors:
            for n in range(60):
                visitors.start_soon(files.get, f"picture {n % 20}")
            await until(lambda: len(files._awaited) == 20)
            drawing.may_go_on.set()

    anyio.run(ask)
    assert drawing.most_at_once == 1
    assert sorted(drawing.drawn) == sorted(f"picture {n}" for n in range(20))


def test_a_kept_file_does_not_wait_for_one_that_is_drawn():
    drawing = Drawing()

    async def ask() -> bytes:
        files = DrawnFiles(drawing, most_kept=2, most_waiting=10)
        drawing.may_go_on.set()
        await files.get("kept")
        drawing.may_go_on.clear()
        async with anyio.create_task_group() as visitors:
            visitors.start_soon(files.get, "slow")
            await until(lambda: drawing.at_once == 1)
            with anyio.fail_after(20):
                kept = await files.get("kept")
            drawing.may_go_on.set()
        return kept

    assert anyio.run(ask) == b"kept"
    assert drawing.drawn == ["kept", "slow"]


def test_more_than_may_wait_are_turned_away():
    drawing = Drawing()

    async def ask() -> None:
        files = DrawnFiles(drawing, most_kept=10, most_waiting=2)
        async with anyio.create_task_group() as visitors:
            visitors.start_soon(files.get, "a")
            visitors.start_soon(files.get, "b")
            await until(lambda: len(files._awaited) == 2)
            with pytest.raises(BusyError):
                await files.get("c")
            drawing.may_go_on.set()
        assert await files.get("c") == b"c"

    anyio.run(ask)


def test_the_files_that_were_not_asked_for_longest_go_first():
    drawing = Drawing()
    drawing.may_go_on.set()

    async def ask() -> None:
        files = DrawnFiles(drawing, most_kept=2, most_waiting=2)
        for name in ("a", "b", "a", "c", "a", "b"):
            await files.get(name)

    anyio.run(ask)
    assert drawing.drawn == ["a", "b", "c", "b"]


def test_a_picture_that_failed_is_tried_again():
    tried = []

    def draw(name: str) -> bytes:
        tried.append(name)
        if len(tried) == 1:
            raise OSError("disk")
        return b"drawn"

    async def ask() -> bytes:
        files = DrawnFiles(draw, most_kept=2, most_waiting=2)
        with pytest.raises(OSError):
            await files.get("a")
        return await files.get("a")

    assert anyio.run(ask) == b"drawn"

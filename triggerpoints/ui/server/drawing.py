"""Files that are drawn when they are asked for: one at a time, each once, so that clicks go on meanwhile."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping

from anyio import CapacityLimiter, to_thread


class BusyError(Exception):
    """More files are waiting to be drawn than are taken on."""


class DrawnFiles:
    """Files of one kind, kept while there is room; used from the event loop.

    Parameters
    ----------
    draw : callable
        Makes a file's content from its key, in a thread.
    most_kept : int
        How many files are kept; those that were not asked for longest go first.
    most_waiting : int
        How many files may wait to be drawn.
    """

    def __init__(self, draw: Callable[..., bytes], *, most_kept: int, most_waiting: int) -> None:
        """Begin with nothing kept."""
        self._draw = draw
        self._most_kept, self._most_waiting = most_kept, most_waiting
        self._kept: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._awaited: dict[tuple[str, ...], asyncio.Task[bytes]] = {}
        self._one = CapacityLimiter(1)

    def take_over(self, files: Mapping[tuple[str, ...], bytes]) -> None:
        """Keep files that were drawn before, by their keys."""
        self._kept.update(files)
        self._let_go()

    async def get(self, *key: str) -> bytes:
        """The file for a key. One that is kept does not wait for those that are drawn.

        Raises
        ------
        BusyError
            When too many others wait to be drawn.
        """
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._awaited:
            if len(self._awaited) >= self._most_waiting:
                raise BusyError
            task = asyncio.create_task(self._make(key))
            self._awaited[key] = task
            task.add_done_callback(lambda _: self._awaited.pop(key, None))
        # one who goes away does not take the file from the others who wait for it
        return await asyncio.shield(self._awaited[key])

    async def _make(self, key: tuple[str, ...]) -> bytes:
        data = await to_thread.run_sync(self._draw, *key, limiter=self._one)
        self._kept[key] = data
        self._let_go()
        return data

    def _let_go(self) -> None:
        while len(self._kept) > self._most_kept:
            self._kept.popitem(last=False)

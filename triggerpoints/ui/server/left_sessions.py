"""Sessions of closed tabs and sleeping phones: few are kept, for a while, and then all of them is let go.

Streamlit keeps 128, and those whose time is over until somebody comes. What a visitor marked stands in the
browser too and comes back from there (`restarts`), so few are enough.
"""

from __future__ import annotations

import asyncio

from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo

MOST = 16
LOOKS = 10  # within the time for which a session is kept, at those that have been kept long enough


class LeftSessions(MemorySessionStorage):
    """Sessions without a browser; the one that left first goes first.

    Parameters
    ----------
    most : int
    ttl_s : float
        For how long each is kept.
    """

    def __init__(self, most: int, ttl_s: float) -> None:
        """Keep nothing yet."""
        super().__init__(most)
        self._kept: TTLCache[str, SessionInfo] = TTLCache(maxsize=most, ttl=ttl_s, on_remove=self._let_go)
        self._cache = self._kept
        self._resumed: str | None = None

    def delete(self, session_id: str) -> None:
        """Give a session back to its browser."""
        self._resumed = session_id
        try:
            super().delete(session_id)
        finally:
            self._resumed = None

    def drop_old(self) -> None:
        """Let go of those that have been kept long enough."""
        self._kept.expire()

    def _let_go(self, session_id: str, info: SessionInfo) -> None:
        if session_id != self._resumed:
            info.session.shutdown()


def keep_few() -> asyncio.Task[None]:
    """Let the running server keep its left sessions here; to be called once, before the first visit.

    Returns
    -------
    asyncio.Task
        Lets go of what has been kept long enough, also when nobody comes.
    """
    ttl_s = float(config.get_option("server.disconnectedSessionTTL"))
    storage = LeftSessions(MOST, ttl_s)
    Runtime.instance()._session_mgr._session_storage = storage  # type: ignore[attr-defined]
    return asyncio.create_task(_look_at_times(storage, ttl_s))


async def _look_at_times(storage: LeftSessions, ttl_s: float) -> None:
    while True:
        await asyncio.sleep(ttl_s / LOOKS)
        storage.drop_old()

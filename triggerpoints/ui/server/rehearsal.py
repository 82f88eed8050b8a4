"""A visitor inside the server, who opens pages before the first real one does."""

from __future__ import annotations

import asyncio

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import ClientContext, SessionClient

LIMIT_S = 60.0


class Visitor(SessionClient):
    """A session of the running server whose messages stay inside the process.

    Parameters
    ----------
    runtime : streamlit.runtime.Runtime
        Of the server, running; all methods are called from its event loop.
    """

    def __init__(self, runtime: Runtime) -> None:
        """Begin a session."""
        self._runtime = runtime
        self._done = asyncio.Event()
        self._id = runtime.connect_session(client=self, user_info={})

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take a message from the server; only the end of a run matters."""
        if msg.WhichOneof("type") != "script_finished":
            return
        if msg.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:  # then it is drawn once more
            self._done.set()

    @property
    def client_context(self) -> ClientContext | None:
        """There are no headers and cookies."""
        return None

    async def open(self, page: str, query: str = "") -> None:
        """Open a page, with a query string, and wait until it is drawn.

        Raises
        ------
        TimeoutError
            When the page is not drawn after a minute.
        """
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        self._done.clear()
        self._runtime.handle_backmsg(self._id, message)
        try:
            await asyncio.wait_for(self._done.wait(), LIMIT_S)
        except TimeoutError:
            raise TimeoutError(f"The page {page} was not drawn within {LIMIT_S:.0f} s.") from None

    def leave(self) -> None:
        """End the session; nothing of it is kept."""
        self._runtime.close_session(self._id)

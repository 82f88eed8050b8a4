"""A scripted visitor: what a browser says to a Streamlit server, without a browser.

It speaks Streamlit's own messages over the websocket, keeps what the page shows (widgets and maps by their
key), and asks for the files that a page names, each once, as a browser with a cache does.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection

LIMIT_S = 30.0
LARGEST_MESSAGE = 20_000_000
_FILE = re.compile(r'(?:src|href)="((?:patterns|bodymaps|places|regions)/[^"]+)"')


class _Counting(ClientConnection):
    """A websocket that counts what travels to it, compressed as it comes."""

    travelled_bytes = 0

    def data_received(self, data: bytes) -> None:
        self.travelled_bytes += len(data)
        super().data_received(data)


class NoAnswerError(Exception):
    """The server did not answer, or not in time; says what was asked."""


@dataclass(frozen=True)
class Answer:
    """What one action of a visitor brought; bytes as they travelled, compressed."""

    asked: str
    seconds: float
    received_bytes: int
    sent_bytes: int
    faults: tuple[str, ...]


@dataclass
class Shown:
    """A widget or map on the page."""

    id: str
    kind: str
    fragment: str
    message: Any


def _trigger(widget: Shown, event: str, value: Any) -> WidgetState:
    """What a component tells its server once."""
    return WidgetState(
        id=f"$$STREAMLIT_INTERNAL_KEY_{widget.id}__events",
        json_trigger_value=json.dumps([{"event": event, "value": value}]),
    )


@dataclass
class Visitor:
    """One browser tab on one server.

    Parameters
    ----------
    address : str
        ``host:port`` of the server.
    cookie : str, optional
        Sent with every request; a proxy in front of several servers may set it.
    """

    address: str
    cookie: str = ""
    shown: dict[str, Shown] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    file_bytes: int = 0
    page: str = ""
    query: str = ""
    session: str = ""
    served_by: str = ""
    _told: int = 0
    _socket: Any = None
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _kept: dict[str, ForwardMsg] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        """Connect."""
        await self.connect()
        return self

    async def __aexit__(
        self, kind: type | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close the connection."""
        await self.close()

    async def connect(self) -> None:
        """Connect, and come back to the session of an earlier connection if there was one."""
        if not self.cookie:
            await self.get("")
        await self.close()
        protocols = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", *([self.session] if self.session else [])]
        headers = {"Cookie": self.cookie} if self.cookie else {}
        try:
            self._socket = await websockets.connect(
                f"ws://{self.address}/_stcore/stream",
                subprotocols=[websockets.Subprotocol(name) for name in protocols],
                additional_headers=headers,
                max_size=LARGEST_MESSAGE,
                open_timeout=LIMIT_S,
                close_timeout=1,
                create_connection=_Counting,
                ping_interval=None,
            )
        except (OSError, websockets.WebSocketException) as error:
            raise NoAnswerError(f"No connection ({error!r}).") from None
        self.served_by = self._socket.response.headers.get("X-Served-By", "").rpartition(" ")[2]

    async def close(self) -> None:
        """Close the connection, as closing the tab does."""
        if self._socket is not None:
            await self._socket.close()

    async def open(self, page: str, query: str = "") -> Answer:
        """Open a page with a query string."""
        self.page, self.query = page, query
        self._states.clear()
        return await self.say(f"open {page}")

    async def again(self) -> Answer:
        """Ask for the page as it is, as a browser does when it has lost the connection.

        A server that waits for what the browser has kept is told, as the keeper does, that there is nothing.
        """
        answer = await self.say(f"{self.page} again")
        for widget in [one for one in self.shown.values() if "-keeper " in one.id]:
            if json.loads(widget.message.json).get("asks"):
                await self.say("nothing is kept", _trigger(widget, "found", None), widget.fragment)
        return answer

    async def press(self, key: str) -> Answer:
        """Press the button with this key or label."""
        widget = self.find(key)
        return await self.say(f"press {key}", WidgetState(id=widget.id, trigger_value=True), widget.fragment)

    async def move(self, key: str, value: float) -> Answer:
        """Move the slider with this key."""
        widget = self.find(key)
        state = WidgetState(id=widget.id)
        state.double_array_value.data.append(value)
        return await self.say(f"move {key}", state, widget.fragment)

    async def write(self, key: str, text: str) -> Answer:
        """Write into the field with this key."""
        widget = self.find(key)
        return await self.say(
            f"write into {key}", WidgetState(id=widget.id, string_value=text), widget.fragment
        )

    async def tell(self, key: str, *events: dict[str, Any]) -> Answer:
        """Send events of the body map with this key, numbered as the map does."""
        widget = self.find(key)
        items = [{**event, "n": self._told + n} for n, event in enumerate(events, 1)]
        self._told += len(items)
        self._states.setdefault(widget.id, WidgetState(id=widget.id, json_value="{}"))
        state = _trigger(widget, "events", {"items": items})
        return await self.say(f"{events[0]['kind']} on {key}", state, widget.fragment)

    async def until(self, is_so: Callable[[], bool], wanted: str) -> None:
        """Take messages in until something is so on the page.

        Raises
        ------
        NoAnswerError
            When the connection breaks or it does not become so in time.
        """
        try:
            async with asyncio.timeout(LIMIT_S):
                while not is_so():
                    self._take(await self._socket.recv(), [])
        except TimeoutError:
            raise NoAnswerError(f"'{wanted}' did not come within {LIMIT_S:.0f} s.") from None
        except websockets.ConnectionClosed as error:
            raise NoAnswerError(f"The connection broke before '{wanted}' ({error}).") from None

    def find(self, key: str) -> Shown:
        """The widget with this key or label.

        Raises
        ------
        NoAnswerError
            When the page does not show it.
        """
        for widget in self.shown.values():
            if widget.id.endswith(f"-{key}") or getattr(widget.message, "label", None) == key:
                return widget
        raise NoAnswerError(f"The page {self.page} does not show '{key}'.")

    async def say(self, asked: str, state: WidgetState | None = None, fragment: str = "") -> Answer:
        """Send the state of the page with one change, and wait until the server has drawn it.

        Raises
        ------
        NoAnswerError
            When the connection breaks or nothing comes in time.
        """
        message = BackMsg()
        told = message.rerun_script
        told.page_name, told.query_string, told.fragment_id = self.page, self.query, fragment
        told.cached_message_hashes.extend(self._kept)
        is_trigger = state is not None and state.WhichOneof("value") in (
            "trigger_value",
            "json_trigger_value",
        )
        if state is not None and not is_trigger:
            self._states[state.id] = state
        told.widget_states.widgets.extend(self._states.values())
        if state is not None and is_trigger:
            told.widget_states.widgets.append(state)
        data = message.SerializeToString()
        if not fragment:
            self.shown.clear()
        faults: list[str] = []
        before = self._socket.travelled_bytes
        start = time.perf_counter()
        try:
            async with asyncio.timeout(LIMIT_S):
                await self._socket.send(data)
                while True:
                    answer = await self._socket.recv()
                    if self._take(answer, faults):
                        break
        except TimeoutError:
            raise NoAnswerError(f"'{asked}' was not answered within {LIMIT_S:.0f} s.") from None
        except websockets.ConnectionClosed as error:
            raise NoAnswerError(f"The connection broke during '{asked}' ({error}).") from None
        received = self._socket.travelled_bytes - before
        return Answer(asked, time.perf_counter() - start, received, len(data), tuple(faults))

    def _take(self, data: bytes, faults: list[str]) -> bool:
        """Take one message in; returns whether it ends a run."""
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "ref_hash":
            kept = self._kept[message.ref_hash]
            path = list(message.metadata.delta_path)
            message = ForwardMsg()
            message.CopyFrom(kept)
            message.metadata.delta_path[:] = path
        elif message.metadata.cacheable:
            self._kept[message.hash] = message
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            name = element.WhichOneof("type")
            shown = getattr(element, name)
            if name == "exception":
                faults.append(f"{shown.type}: {shown.message}")
            if getattr(shown, "id", ""):
                self.shown[shown.id] = Shown(shown.id, name, message.delta.fragment_id, shown)
            if name == "html":
                self.files.update(f"?{path}" for path in _FILE.findall(shown.body))
        # a page that calls for another run of itself is not drawn yet
        return kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    async def fetch_new(self) -> None:
        """Ask for the files that the page has named since the last time."""
        for path in [name for name in self.files if name.startswith("?")]:
            self.files.discard(path)
            await self.fetch(path[1:])

    async def fetch(self, path: str) -> None:
        """Ask for a file unless it was asked for before."""
        if path not in self.files:
            self.files.add(path)
            self.file_bytes += len(await self.get(path))

    async def get(self, path: str) -> bytes:
        """Body of the answer to a request, as it travels.

        Raises
        ------
        NoAnswerError
            When the answer is an error or does not come in time.
        """
        host, _, port = self.address.partition(":")
        try:
            async with asyncio.timeout(LIMIT_S):
                reader, writer = await asyncio.open_connection(host, int(port))
                cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
                writer.write(
                    f"GET /{path} HTTP/1.1\r\nHost: {self.address}\r\nConnection: close\r\n"
                    f"Accept-Encoding: gzip\r\n{cookie}\r\n".encode()
                )
                head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
                writer.close()
        except (TimeoutError, OSError) as error:
            raise NoAnswerError(f"/{path} was not answered ({error!r}).") from None
        status = head.split(b" ", 2)[1:2]
        if status != [b"200"]:
            raise NoAnswerError(f"/{path} was answered with {head.splitlines()[:1]}.")
        cookies = re.findall(rb"^set-cookie: *([^;\r]+)", head, re.IGNORECASE | re.MULTILINE)
        if cookies:
            self.cookie = "; ".join(cookie.decode() for cookie in cookies)
        return body

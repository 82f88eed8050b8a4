"""Messages to the browser are compressed with a memory of what was sent before.

Streamlit draws every element of a page again with each click, most of them word for word as before. Uvicorn's
compression remembers 4 kB, less than one click brings, so it finds little of it again; with 32 kB a click
takes a tenth of the bytes. The compressor takes 0.15 MB, so a visitor who reads has none: what was sent last,
which is all that its memory holds, is kept packed in some 5 kB, and the next click begins from there.
"""

from __future__ import annotations

import asyncio
import zlib
from collections import deque
from collections.abc import Sequence
from typing import Any, cast

from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import CTRL_OPCODES, Frame
from websockets.typing import ExtensionParameter

WINDOW_BITS = 15  # 32 kB
MEMORY_LEVEL = 5  # of zlib: 16 kB for what is not sent yet
REST_AFTER_S = 1.0  # without a message; those of one click come within less


def remember_what_was_sent() -> None:
    """Make new connections remember more; without effect where compression is off."""
    websockets_sansio_impl.ServerPerMessageDeflateFactory = _factory  # type: ignore[assignment,misc]


class RestingDeflate(PerMessageDeflate):
    """Compression of one connection that gives its memory back between clicks.

    A browser cannot tell: a deflate stream may begin anew after every message, and may refer to what the
    browser has in its window, which is what was sent last (RFC 7692, 7.2.1; RFC 1951).
    """

    encoder: Any  # zlib has no public name for its type; None while it rests

    def __init__(self, *settings: Any) -> None:
        """Take what `PerMessageDeflate` takes."""
        super().__init__(*settings)
        self._sent: deque[bytes] = deque()
        self._sent_bytes = 0
        self._packed = b""
        self._last_s = 0.0
        self._waits = False

    @property
    def rests(self) -> bool:
        """Whether the compressor's memory has been given back."""
        return self.encoder is None

    def encode(self, frame: Frame) -> Frame:
        """Compress an outgoing frame, in the loop that serves the connection."""
        if frame.opcode in CTRL_OPCODES:
            return frame
        if self.rests:
            self._wake()
        self._remember(bytes(frame.data))
        loop = asyncio.get_running_loop()
        self._last_s = loop.time()
        if not self._waits:
            self._waits = True
            loop.call_later(REST_AFTER_S, self._look, loop)
        return super().encode(frame)

    def rest(self) -> None:
        """Give the compressor back and keep what it remembers."""
        self._packed = zlib.compress(b"".join(self._sent)[-(1 << WINDOW_BITS) :], 1)
        self._sent.clear()
        self._sent_bytes = 0
        self.encoder = None

    def _wake(self) -> None:
        before = zlib.decompress(self._packed)
        self._packed = b""
        self.encoder = zlib.compressobj(wbits=-WINDOW_BITS, zdict=before, **self.compress_settings)
        self._remember(before)

    def _remember(self, data: bytes) -> None:
        self._sent.append(data)
        self._sent_bytes += len(data)
        while self._sent_bytes - len(self._sent[0]) >= 1 << WINDOW_BITS:
            self._sent_bytes -= len(self._sent.popleft())

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        quiet_s = loop.time() - self._last_s
        if quiet_s < REST_AFTER_S:
            loop.call_later(REST_AFTER_S - quiet_s, self._look, loop)
        else:
            self._waits = False
            self.rest()


class _Factory(ServerPerMessageDeflateFactory):
    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Any]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        agreed, plain = super().process_request_params(params, accepted_extensions)
        if plain.local_max_window_bits != WINDOW_BITS or plain.local_no_context_takeover:
            return agreed, plain  # a client that asked for less memory
        return agreed, RestingDeflate(
            plain.remote_no_context_takeover,
            plain.local_no_context_takeover,
            plain.remote_max_window_bits,
            plain.local_max_window_bits,
            plain.compress_settings,
        )


def _factory(**_: object) -> ServerPerMessageDeflateFactory:
    return _Factory(
        server_max_window_bits=WINDOW_BITS,
        client_max_window_bits=12,
        compress_settings=cast(dict[str, Any], {"memLevel": MEMORY_LEVEL}),
    )

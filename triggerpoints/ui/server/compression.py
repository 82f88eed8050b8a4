"""Files that never change are compressed once, not for every visitor of a class that arrives at once."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 8_000_000
LEAST_BYTES = 1000
LEVEL = 9  # it is done once
_COMPRESSIBLE = ("text/", "application/javascript", "application/json", "image/svg+xml", "model/gltf-binary")


@dataclass(frozen=True)
class _Kept:
    headers: list[tuple[bytes, bytes]]
    body: bytes


class CompressedOnce:
    """Middleware that keeps the compressed form of answers that browsers may keep for good.

    Parameters
    ----------
    app : ASGI application
    most_bytes : int
        How much is kept; what was not asked for longest goes first.
    """

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_BYTES) -> None:
        """Wrap an application."""
        self.app = app
        self._most_bytes = most_bytes
        self._kept: OrderedDict[tuple[str, bytes], _Kept] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass on and keep the answer if it never changes."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or not _may_be_compressed(Headers(scope=scope))
        ):
            await self.app(scope, receive, send)
            return
        key = (scope["path"], scope["query_string"])
        if kept := self._kept.get(key):
            self._kept.move_to_end(key)
            await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
            await send({"type": "http.response.body", "body": kept.body})
            return
        start: Message | None = None
        body = bytearray()

        async def hold(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _never_changes(message):
                start = message
            elif message["type"] == "http.response.body" and start is not None:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    await self._finish(key, start, bytes(body), send)
            else:
                await send(message)

        await self.app(scope, receive, hold)

    async def _finish(self, key: tuple[str, bytes], start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        if len(body) >= LEAST_BYTES and "content-encoding" not in headers:
            body = await to_thread.run_sync(gzip.compress, body, LEVEL)
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        if "content-encoding" in headers and key not in self._kept and len(body) <= self._most_bytes // 4:
            self._kept[key] = _Kept(headers.raw, body)
            self._bytes += len(body)
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body})


def _may_be_compressed(headers: Headers) -> bool:
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _never_changes(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return (
        message["status"] == 200
        and "immutable" in headers.get("cache-control", "")
        and headers.get("content-type", "").startswith(_COMPRESSIBLE)
    )

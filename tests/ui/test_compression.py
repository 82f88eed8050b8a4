"""What never changes is compressed once; what may change is not kept."""

import gzip

import anyio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Route

from triggerpoints.ui.server.compression import CompressedOnce
from triggerpoints.ui.server.headers import KEEP

TEXT = b"a line of text that is long enough\n" * 100


class Site:
    """A site that counts what it is asked for."""

    def __init__(self, most_bytes: int = 10_000) -> None:
        self.asked: list[str] = []

        async def answer(request) -> Response:
            self.asked.append(request.url.path)
            kept = "kept" in request.url.path
            media = "image/webp" if "picture" in request.url.path else "text/javascript"
            headers = {"Cache-Control": KEEP if kept else "no-cache"}
            return Response(TEXT, headers=headers, media_type=media)

        self.app = Starlette(
            routes=[Route("/{path:path}", answer)],
            middleware=[
                Middleware(CompressedOnce, most_bytes=most_bytes),
                Middleware(GZipMiddleware, minimum_size=1000),
            ],
        )

    def get(self, path: str, **headers: str) -> tuple[dict[str, str], bytes]:
        sent: list[dict] = []

        async def receive():
            await anyio.sleep_forever()

        async def send(message):
            sent.append(message)

        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "path": path, "method": "GET", "headers": raw, "query_string": b""}
        anyio.run(self.app, scope, receive, send)
        assert sent[0]["status"] in (200, 206)
        answered = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return answered, b"".join(message.get("body", b"") for message in sent[1:])


def test_a_file_that_never_changes_is_asked_for_once_and_arrives_whole_each_time():
    site = Site()
    for _ in range(3):
        headers, body = site.get("/kept.js", accept_encoding="gzip, br")
        assert headers["content-encoding"] == "gzip"
        assert int(headers["content-length"]) == len(body)
        assert "accept-encoding" in headers["vary"].lower()
        assert gzip.decompress(body) == TEXT
    assert site.asked == ["/kept.js"]


@pytest.mark.parametrize("path", ["/changing.js", "/kept-picture.webp"])
def test_what_may_change_or_is_compressed_already_is_asked_for_each_time(path):
    site = Site()
    for _ in range(2):
        site.get(path, accept_encoding="gzip")
    assert site.asked == [path, path]


def test_who_does_not_unpack_gets_it_plain_even_when_it_is_kept():
    site = Site()
    site.get("/kept.js", accept_encoding="gzip")
    headers, body = site.get("/kept.js")
    assert "content-encoding" not in headers and body == TEXT


def test_no_more_than_allowed_is_kept():
    site = Site(most_bytes=8 * len(gzip.compress(TEXT, 9)))
    for n in range(20):
        site.get(f"/kept{n}.js", accept_encoding="gzip")
    for n in (19, 12, 0):
        site.get(f"/kept{n}.js", accept_encoding="gzip")
    assert len(site.asked) == 21 and site.asked[-1] == "/kept0.js"

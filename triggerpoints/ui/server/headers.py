"""Headers of every answer: what browsers may keep, and what pages may load."""

from __future__ import annotations

import base64
import re
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from triggerpoints.ui.server.page_head import AT_ONCE

KEEP = f"public, max-age={365 * 24 * 3600}, immutable"
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def keeping(request: Request, version: str) -> dict[str, str]:
    """For how long browsers may keep a file: for good when they asked for this very version of it.

    A page of the next version must not keep what a server of the last version answers, nor the other way
    round; while servers are replaced one after the other both are there.
    """
    return {"Cache-Control": KEEP if request.query_params.get("v") == version else "no-cache"}


@cache
def content_security_policy() -> str:
    """What pages may load: this server's own files, the scripts in its pages and nothing else.

    Styles and pictures are also made in the page (by Streamlit and by saved SVG), scripts of components
    arrive over the connection and are loaded from a blob.
    """
    page = (Path(file_util.get_static_dir()) / "index.html").read_bytes()
    inline = [
        f"'sha256-{base64.b64encode(sha256(script).digest()).decode()}'"
        for script in (*_INLINE_SCRIPT.findall(page), AT_ONCE.encode())
    ]
    policy = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'", *inline],  # Streamlit brings WebAssembly
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


class SafeAnswers:
    """Middleware that adds safety headers to every answer, and says plainly that a file does not exist.

    Streamlit answers unknown addresses with its page, because its pages have addresses too. An address that
    names a file (``x.json``) is none of a page.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        names_file = PurePosixPath(scope["path"]).suffix not in ("", ".html")
        replaced = False

        async def complete(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                if names_file and headers.get("content-type", "").startswith("text/html"):
                    replaced = True
                    answer = PlainTextResponse("There is no such file.", 404)
                    await answer(scope, receive, send_with_headers)
                    return
            if not replaced:
                await send_with_headers(message)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["X-Frame-Options"] = "SAMEORIGIN"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
                headers["Content-Security-Policy"] = content_security_policy()
            await send(message)

        await self.app(scope, receive, complete)

"""What the web server does besides Streamlit: static files with cache headers, compression."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit import config

from triggerpoints.atlas import files
from triggerpoints.ui.components import files as component_files
from triggerpoints.ui.server import map_files, place_files
from triggerpoints.ui.server.map_files import KEEP
from triggerpoints.ui.server.page_head import PageHead

STYLE = Path(__file__).parents[1] / "style.css"
GZIP_LEVEL = 5  # 1.25 MB instead of 3.0 MB on the first load, a third of the time level 9 takes


class _CachedFiles(StaticFiles):
    """Files whose address carries a version may be kept for a year, others are asked for again."""

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        response = await super().get_response(path, scope)
        versioned = b"v=" in scope["query_string"]
        response.headers["Cache-Control"] = KEEP if versioned else "no-cache"
        return response


@cache
def style_url() -> str:
    """Address of the pages' style sheet, with a version that changes when it does."""
    return f"style.css?v={sha256(STYLE.read_bytes()).hexdigest()[:12]}"


async def _send_style(_: Request) -> Response:
    return FileResponse(STYLE, headers={"Cache-Control": KEEP})


def routes() -> list[BaseRoute]:
    """Static files: the body maps, and scripts and styles of the components."""
    base = config.get_option("server.baseUrlPath").strip("/")
    prefix = f"/{base}" if base else ""
    return [
        Route(f"{prefix}/style.css", _send_style),
        *map_files.routes(prefix),
        *place_files.routes(prefix),
        *component_files.routes(prefix),
        Mount(f"{prefix}/bodymaps", _CachedFiles(directory=files.ASSETS, check_dir=False)),
    ]


def middleware() -> list[Middleware]:
    """Compression for everything that Streamlit sends uncompressed; the style sheet in the page's head."""
    return [
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=GZIP_LEVEL),
        Middleware(PageHead, links=lambda: [f"./{style_url()}"]),
    ]

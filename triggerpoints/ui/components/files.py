"""Scripts, styles and drawings of the components, served at an address that changes when one of them does."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from triggerpoints.ui.server.headers import KEEP

FOLDER = Path(__file__).parent
SERVED = {".js", ".css", ".svg"}


@cache
def version() -> str:
    """Changes when one of the files does.

    It stands in the path, so that a script that imports another one beside it gets the same version.
    """
    files = sorted(path for path in FOLDER.rglob("*") if path.suffix in SERVED)
    digest = sha256()
    for path in files:
        digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def url(name: str) -> str:
    """Address of a file of a component, relative to the page.

    Parameters
    ----------
    name : str
        Its path in the folder of components, such as ``'bodymap/main.js'``.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    """
    if not (FOLDER / name).is_file():
        raise FileNotFoundError(f"triggerpoints/ui/components has no file {name}.")
    return f"ui/{version()}/{name}"


class _ComponentFiles(StaticFiles):
    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        asked, _, name = path.partition("/")
        if Path(name).suffix not in SERVED:
            raise HTTPException(404)
        response = await super().get_response(name, scope)
        # a page that was opened before an update may still ask for the version of that time
        response.headers["Cache-Control"] = KEEP if asked == version() else "no-cache"
        return response


def routes(prefix: str) -> list[BaseRoute]:
    """The address below `prefix` that the files are served at."""
    return [Mount(f"{prefix}/ui", _ComponentFiles(directory=FOLDER))]

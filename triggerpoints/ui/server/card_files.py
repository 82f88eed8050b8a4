"""Files with the card of a muscle, which the browser shows until the page that the server draws is there."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from triggerpoints import __version__
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.state import Audience
from triggerpoints.resources import DATA
from triggerpoints.ui.html import card as cards
from triggerpoints.ui.server.map_files import MISSING, json_response


def card_url(audience: Audience) -> str:
    """Address of the card of a muscle, with a version; ``{muscle}`` is for the browser to fill in."""
    return f"cards/{{muscle}}.{audience}.json?v={_version()}"


def routes(prefix: str) -> list[BaseRoute]:
    """The addresses below `prefix` that these files are served at."""
    return [Route(f"{prefix}/cards/{{muscle}}.{{audience}}.json", _send_card)]


@cache
def _version() -> str:
    """Changes when the app or any of its data does."""
    digest = sha256(__version__.encode())
    for path in sorted(DATA.glob("*.yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def card(muscle: str, audience: Audience) -> bytes:
    """All parts of the card of a muscle, by name."""
    atlas, content = load_atlas(), load_content()
    parts = {name: cards.part(atlas, content, name, muscle, audience) for name in cards.PARTS}
    return json.dumps(parts, ensure_ascii=False).encode()


async def _send_card(request: Request) -> Response:
    muscle, audience = request.path_params["muscle"], request.path_params["audience"]
    if muscle not in load_content().muscles or audience not in get_args(Audience):
        return MISSING
    return json_response(request, card(muscle, audience), _version())

"""What every answer of the server says about itself, as the whole application sends it."""

import re

import anyio
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from triggerpoints.ui.components import files as component_files
from triggerpoints.ui.server import map_files, place_files, serving


async def streamlit_page(_) -> HTMLResponse:
    """What Streamlit answers to every address that it does not know."""
    return HTMLResponse("<html><head></head></html>")


APP = Starlette(
    routes=[*serving.routes(), Route("/{path:path}", streamlit_page)], middleware=serving.middleware()
)


def ask_for(address: str) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer."""
    path, _, query = address.partition("?")
    sent: list[dict] = []

    async def receive():
        await anyio.sleep_forever()

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "path": f"/{path}",
        "method": "GET",
        "headers": [],
        "query_string": query.encode(),
    }
    anyio.run(APP, scope, receive, send)
    return sent[0]["status"], {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}


VERSIONED = {
    "names": map_files.names_url,
    "hidden names": map_files.hidden_names_url,
    "index": map_files.index_url,
    "regions": lambda: map_files.regions_url("front"),
    "shape": lambda: map_files.placeholder_url("front"),
    "pattern": lambda: map_files.pattern_url("front", "soleus", "right"),
    "places": lambda: place_files.places_url("front"),
    "place names": place_files.place_names_url,
    "style": serving.style_url,
    "asset": lambda: map_files.asset_url("front.skin.webp"),
}


@pytest.mark.parametrize("name", VERSIONED)
def test_a_file_is_kept_for_good_when_its_own_version_was_asked_for_only(name):
    url = VERSIONED[name]()
    status, headers = ask_for(url)
    assert status == 200 and "immutable" in headers["cache-control"]
    for other in (url.partition("?")[0], url[:-1] + ("0" if url[-1] != "0" else "1")):
        assert ask_for(other)[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "unknown.json",
        "a/b.json",
        "learn.css",
        "regions/nowhere.json",
        "patterns/front/nobody.right.json",
        "patterns/front/soleus.middle.webp",
        "ui/__init__.py",
        f"ui/{component_files.version()}/bodymap/__init__.py",
        "bodymaps/surface.npz",
        "bodymaps/labels.zarr/zarr.json",
        "bodymaps/../pyproject.toml",
        "bodymaps/unknown.webp",
    ],
)
def test_what_is_no_public_file_is_said_not_to_exist(path):
    assert ask_for(path)[0] == 404


@pytest.mark.parametrize("path", ["", "explore", "find", "names.json", "unknown.json", "ui/x.py"])
def test_every_answer_carries_the_safety_headers(path):
    headers = ask_for(path)[1]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_pages_load_no_script_but_their_own():
    policy = dict(part.split(" ", 1) for part in ask_for("")[1]["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert re.fullmatch(r"'self' blob: 'wasm-unsafe-eval'( 'sha256-[\w+/=]+')+", policy["script-src"])
    assert policy["object-src"] == "'none'"

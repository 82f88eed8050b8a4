"""What the server adds to Streamlit: the style sheet in the head, and pages that survive a restart."""

from types import SimpleNamespace

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from triggerpoints.ui.server import restarts
from triggerpoints.ui.server.page_head import PageHead

BROWSER = [(b"accept", b"text/html,*/*"), (b"accept-encoding", b"gzip, br")]
PAGE = "<html><head><title>x</title></head><body></head></body></html>"


def ask_for(path: str) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer."""

    async def html(_):
        return HTMLResponse(PAGE, headers={"ETag": "abc", "Last-Modified": "yesterday"})

    async def pieces(_):
        return StreamingResponse(iter([PAGE[:20], PAGE[20:]]), media_type="text/html")

    async def text(_):
        return PlainTextResponse("</head>")

    routes = [Route("/", html), Route("/pieces", pieces), Route("/text", text)]
    head = Middleware(PageHead, links=lambda: ['./style.css?v="1'])
    inner = Middleware(GZipMiddleware, minimum_size=1)  # as Streamlit has one
    app = Starlette(routes=routes, middleware=[head, inner])
    sent: list[dict] = []

    async def receive():
        await anyio.sleep_forever()  # the reader says nothing more

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": path, "method": "GET", "headers": BROWSER, "query_string": b""}
    anyio.run(app, scope, receive, send)
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    assert sent[0]["status"] == 200
    return headers, b"".join(message.get("body", b"") for message in sent[1:])


def test_a_page_gets_its_style_sheet_at_the_end_of_the_head():
    for path in ("/", "/pieces"):
        headers, body = ask_for(path)
        assert b'<title>x</title><link rel="stylesheet" href="./style.css?v=&#34;1"></head>' in body.replace(
            b"&quot;", b"&#34;"
        )
        assert body.count(b"stylesheet") == 1
        assert int(headers["content-length"]) == len(body)


def test_the_page_is_not_taken_for_unchanged_when_only_the_style_sheet_is_new():
    headers, _ = ask_for("/")
    assert "etag" not in headers and "last-modified" not in headers


def test_other_files_are_left_alone():
    assert ask_for("/text")[1] == b"</head>"


class Visit:
    """As much of a visit as the decision looks at."""

    def __init__(self, name: str, *fragments: str) -> None:
        self.id, self.fragments, self.asked = name, set(fragments), []

    def has_fragment(self, fragment: str) -> bool:
        return fragment in self.fragments


def ask(monkeypatch, visit: Visit, fragment: str) -> str:
    monkeypatch.setattr(restarts, "_plain_rerun", lambda who, state: who.asked.append(state.fragment_id))
    restarts._request_rerun(visit, SimpleNamespace(fragment_id=fragment))
    return visit.asked[-1]


def test_a_click_that_only_a_lost_visit_knew_draws_the_whole_page(monkeypatch):
    visit = Visit("lost")
    assert ask(monkeypatch, visit, "part") == ""
    assert ask(monkeypatch, visit, "part") == ""  # the page is still being drawn
    assert restarts.take_recovered("lost") and not restarts.take_recovered("lost")
    visit.fragments.add("part")
    assert ask(monkeypatch, visit, "part") == "part"


def test_a_click_on_a_part_that_a_living_visit_has_left_is_dropped_as_ever(monkeypatch):
    visit = Visit("living")
    assert ask(monkeypatch, visit, "") == ""
    assert ask(monkeypatch, visit, "part of the last page") == "part of the last page"
    assert not restarts.take_recovered("living")

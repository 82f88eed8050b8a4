"""What the server adds to Streamlit: the style sheet in the head, and pages that survive a restart."""

import asyncio
import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import anyio
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from triggerpoints.atlas import MissingAssetError, load_atlas
from triggerpoints.content import load_content
from triggerpoints.ui.components import files as component_files
from triggerpoints.ui.html import card
from triggerpoints.ui.server import card_files, downloads, kept, map_files, place_files, restarts, serving
from triggerpoints.ui.server.headers import content_security_policy
from triggerpoints.ui.server.page_head import AT_ONCE, PageHead, with_links

BROWSER = [(b"accept", b"text/html,*/*"), (b"accept-encoding", b"gzip, br")]
PAGE = "<html><head><title>x</title></head><body></head></body></html>"


def answer_of(app: Starlette, path: str, query: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    sent: list[dict] = []

    async def receive():
        await anyio.sleep_forever()  # the reader says nothing more

    async def send(message):
        sent.append(message)

    asked = {"path": path, "query_string": query.encode(), "headers": BROWSER}
    anyio.run(app, {"type": "http", "method": "GET", **asked}, receive, send)
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


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
    status, headers, body = answer_of(app, path)
    assert status == 200
    return headers, body


def test_a_page_gets_its_style_sheet_behind_all_that_streamlit_writes_into_the_head():
    for path in ("/", "/pieces"):
        headers, body = ask_for(path)
        assert b'</head><link rel="stylesheet" href="./style.css?v=&#34;1"></body>' in body.replace(
            b"&quot;", b"&#34;"
        )
        assert body.count(b"stylesheet") == 1
        assert int(headers["content-length"]) == len(body)


def test_the_page_is_not_taken_for_unchanged_when_only_the_style_sheet_is_new():
    headers, _ = ask_for("/")
    assert "etag" not in headers and "last-modified" not in headers


@pytest.mark.parametrize("page", ["", "find", "explore"])
def test_the_body_is_in_sight_before_the_map_is_there(page):
    """Its shape and the map's style are asked for with the page, by the addresses that the map has too."""
    files = serving.early_files(page)
    assert files[f"./{map_files.placeholder_url('front')}"] == "image"
    assert files[f"./{component_files.url('bodymap/bodymap.css')}"] == "style"
    page_with = with_links(b"<head></head><body></body>", ["./style.css"], files, "./ahead.js")
    head, _, body = page_with.partition(b"</head>")
    scripts = [file for file, kind in files.items() if kind == "script"]
    kept = [file for file, kind in files.items() if kind == "kept"]
    assert head.count(b'rel="preload"') == len(files) - len(scripts) - len(kept)
    assert f'src="./ahead.js" data-ahead="{" ".join(scripts)}" data-files="{" ".join(kept)}"'.encode() in body
    assert f"./{component_files.url('bodymap/main.js')}" in scripts
    assert serving.early_files("glossary") == {}
    assert b"ahead.js" not in with_links(b"<head></head><body></body>", [], {}, "./ahead.js")


@pytest.mark.parametrize("page", ["", "find", "explore"])
def test_what_is_asked_for_early_is_what_the_map_asks_for_later(page):
    own = map_files.index_url() if page == "explore" else place_files.place_index_url()
    assert serving.early_files(page)[f"./{own}"] == "fetch"


@pytest.mark.parametrize("page", ["", "find", "explore"])
def test_outlines_and_names_of_the_first_view_are_read_early_where_they_were_kept(page):
    view = load_atlas().view("front")
    own = {
        True: (map_files.asset_url(view.shapes_file), map_files.names_url()),
        False: (place_files.places_url(view.id), place_files.place_names_url()),
    }[page == "explore"]
    assert {file for file, kind in serving.early_files(page).items() if kind == "kept"} == {
        f"./{file}" for file in own
    }


def test_the_page_is_told_where_its_server_is_before_streamlit_begins():
    page = with_links(b'<head><script src="index.js"></script></head><body></body>', [])
    assert page.index(AT_ONCE.encode()) < page.index(b"index.js")
    allowed = base64.b64encode(sha256(AT_ONCE.encode()).digest()).decode()
    assert f"'sha256-{allowed}'" in content_security_policy()


def test_the_page_names_the_map_that_a_browser_may_have_drawn_before():
    own = f"./{component_files.url('bodymap/main.js')}"
    page = with_links(b"<head></head>", [], serving.early_files("explore")).decode()
    assert f'<meta name="map-script" content="{own}">' in page.partition("<script>")[0]
    assert "meta" not in with_links(b"<head></head>", []).decode().partition("<script>")[0]


def test_the_scripts_of_streamlit_that_are_asked_for_early_are_all_there():
    parts = [file for file in serving.early_files("explore") if file.startswith("./static/js/")]
    assert [Path(file).name.split(".")[0] for file in parts] == list(serving.PARTS)
    static = Path(streamlit.__file__).parent / "static"
    assert all((static / file).is_file() for file in parts)


def test_a_page_is_served_though_the_atlas_is_missing(monkeypatch):
    def missing():
        raise MissingAssetError(Path("none"))

    monkeypatch.setattr(serving, "load_atlas", missing)
    assert serving.early_files("find") == {}


def test_other_files_are_left_alone():
    assert ask_for("/text")[1] == b"</head>"


class Visit:
    """As much of a visit as the decision looks at."""

    def __init__(self, name: str) -> None:
        self.id, self.drawn = name, asyncio.Event()
        self.session_state: dict[str, str] = {}

    def track_settling(self) -> None:
        """Here a visit is always tracked."""

    async def wait_until_settled(self) -> None:
        await self.drawn.wait()


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, int]]:
    """What is drawn, as pairs of fragment and number of inputs."""
    drawn: list[tuple[str, int]] = []

    def note(_, state) -> None:
        drawn.append((state.fragment_id, len(state.widget_states.widgets)))

    monkeypatch.setattr(restarts, "_plain_rerun", note)
    return drawn


def click(fragment: str, inputs: int = 0) -> ClientState:
    state = ClientState(fragment_id=fragment)
    for number in range(inputs):
        state.widget_states.widgets.add(id=str(number))
    return state


async def other_tasks() -> None:
    for _ in range(12):
        await asyncio.sleep(0)


def test_a_click_of_a_lost_visit_is_answered_after_the_page_was_drawn_whole(asked):
    async def lose() -> None:
        visit = Visit("lost")
        restarts._request_rerun(visit, click("part", 2))
        restarts._request_rerun(visit, click("part", 3))  # while the page is still being drawn
        await other_tasks()
        assert asked == [("", 0)]
        visit.drawn.set()
        await other_tasks()
        assert asked == [("", 0), ("part", 2), ("part", 3)]
        restarts._request_rerun(visit, click("part", 1))
        assert asked[-1] == ("part", 1)

    asyncio.run(lose())
    assert restarts.has_recovered("lost")


def test_inputs_of_a_page_without_parts_are_handed_in_again_too(asked):
    async def lose() -> None:
        visit = Visit("whole")
        restarts._request_rerun(visit, click("", 4))
        visit.drawn.set()
        await other_tasks()

    asyncio.run(lose())
    assert asked == [("", 0), ("", 4)]


def there_again() -> ClientState:
    """What a browser says when its line is there again."""
    state = ClientState()
    state.widget_states.widgets.add(id="$$ID-1-arrival mark__events", json_trigger_value="{}")
    return state


@pytest.mark.parametrize("says_first", [True, False])
def test_the_word_that_the_line_is_there_again_is_no_click_and_costs_none(asked, says_first):
    async def lose() -> None:
        visit = Visit("back")
        for state in sorted(
            [there_again(), click("part", 2)], key=lambda s: bool(s.fragment_id) == says_first
        ):
            restarts._request_rerun(visit, state)
        visit.drawn.set()
        await other_tasks()

    asyncio.run(lose())
    assert asked == [("", 0), ("part", 2)]
    assert restarts.has_recovered("back")


def told(name: str, fragment: str = "") -> ClientState:
    """What a keeper says."""
    state = ClientState(fragment_id=fragment)
    state.widget_states.widgets.add(id=f"$$ID-1-{kept.KEEPER}{name}__events", json_trigger_value="[]")
    return state


@contextmanager
def page_of(session_id: str) -> Iterator[None]:
    """As while a page of this session is drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restarts, "get_script_run_ctx", lambda: SimpleNamespace(session_id=session_id))
        yield


def test_what_a_message_tells_of_keepers():
    both = told("pain")
    both.widget_states.widgets.add(id="$$ID-2-keeper learn quiz__events", json_trigger_value="[]")
    both.widget_states.widgets.add(id="$$ID-3-keeper progress", json_value="{}")
    assert kept.tellers(both) == {"pain", "learn quiz"}
    assert kept.tellers(there_again()) == set()


def test_what_the_browser_has_kept_comes_before_what_was_clicked_one_keeper_after_the_other(asked):
    async def lose() -> None:
        visit = Visit("kept")
        restarts._request_rerun(visit, click("part", 2))
        with page_of("kept"):
            assert restarts.is_provisional()
            assert restarts.asks("pain") and restarts.asks("quiz"), "so that both say what they have"
        visit.drawn.set()
        await other_tasks()
        assert asked == [("", 0)]  # they may have something
        restarts._request_rerun(visit, click("part", 3))
        restarts._request_rerun(visit, told("pain"))
        await other_tasks()
        assert asked == [("", 0), ("", 1)]  # drawn with what the first has
        with page_of("kept"):
            assert restarts.is_provisional() and not restarts.asks("pain") and restarts.asks("quiz")
        late = told("quiz", fragment="part of the quiz")
        late.widget_states.widgets.add(id="an input as it was before the page had what the first has")
        restarts._request_rerun(visit, late)
        await other_tasks()
        with page_of("kept"):
            assert not restarts.is_provisional() and not restarts.asks("quiz")

    asyncio.run(lose())
    assert asked == [("", 0), ("", 1), ("part of the quiz", 1), ("part", 2), ("part", 3)]


def test_the_reader_is_told_while_the_page_is_taken_over_and_for_a_few_seconds_more(asked, monkeypatch):
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(restarts, "time", SimpleNamespace(monotonic=lambda: clock.now))

    async def lose() -> None:
        visit = Visit("told")
        restarts._request_rerun(visit, there_again())
        clock.now += 10 * restarts.SAID_S
        assert restarts.has_recovered("told"), "a slow machine still draws"
        with page_of("told"):
            assert restarts.asks("pain")
        restarts._request_rerun(visit, told("pain"))
        visit.drawn.set()
        await other_tasks()

    asyncio.run(lose())
    assert asked == [("", 0), ("", 1)]
    assert restarts.has_recovered("told") and restarts.has_recovered("told")
    clock.now += restarts.SAID_S
    assert not restarts.has_recovered("told")


def test_visits_of_long_ago_are_not_remembered(asked, monkeypatch):
    monkeypatch.setattr(restarts, "SAID_S", -1.0)

    async def lose() -> None:
        for name in ("first", "second", "third"):
            visit = Visit(name)
            visit.drawn.set()
            restarts._request_rerun(visit, click("part"))
            await other_tasks()

    asyncio.run(lose())
    assert not {"first", "second"} & restarts._said_until.keys()


@pytest.mark.parametrize("clicks", [0, 1])
def test_a_browser_that_says_nothing_is_not_waited_for_long(asked, monkeypatch, clicks):
    monkeypatch.setattr(restarts, "KEPT_LIMIT_S", 0.0)

    async def lose() -> None:
        visit = Visit("empty")
        restarts._request_rerun(visit, click("part", 2) if clicks else there_again())
        with page_of("empty"):
            assert restarts.asks("pain")
        visit.drawn.set()
        await other_tasks()
        with page_of("empty"):
            assert not restarts.is_provisional()

    asyncio.run(lose())
    assert asked == [("", 0), ("part", 2) if clicks else ("", 0)], "and the page is no longer provisional"


def test_what_a_keeper_says_too_late_is_drawn_and_before_the_clicks_that_still_wait(asked, monkeypatch):
    monkeypatch.setattr(restarts, "KEPT_LIMIT_S", 0.0)

    async def lose() -> None:
        visit = Visit("late")
        restarts._request_rerun(visit, click("part", 2))
        restarts._request_rerun(visit, click("part", 3))
        with page_of("late"):
            assert restarts.asks("pain")
        monkeypatch.setattr(restarts, "_draw", speaking_once(visit))
        visit.drawn.set()
        await other_tasks()

    def speaking_once(visit):
        draw, spoken = restarts._draw, []

        async def draw_and_speak(session, state) -> None:
            await draw(session, state)
            if not spoken:
                spoken.append(True)
                restarts._request_rerun(visit, told("pain"))

        return draw_and_speak

    asyncio.run(lose())
    assert asked == [("", 0), ("part", 2), ("", 1), ("part", 3)]


def test_a_page_that_cannot_be_drawn_does_not_hold_a_click_for_ever(asked, monkeypatch):
    monkeypatch.setattr(restarts, "LIMIT_S", 0.0)

    async def lose() -> None:
        restarts._request_rerun(Visit("slow"), click("part"))
        await other_tasks()

    asyncio.run(lose())
    assert asked == [("", 0), ("part", 0)]


def test_a_visit_that_begins_in_the_usual_way_is_left_alone(asked):
    visit = Visit("living")
    restarts._request_rerun(visit, click(""))
    restarts._request_rerun(visit, click("part of the last page", 2))
    assert asked == [("", 0), ("part of the last page", 2)]
    assert not restarts.has_recovered("living")


def ask_for_file(number: str) -> BackendOperationRequest:
    request = BackendOperationRequest(session_id="lost", request_id="1")
    request.deferred_file.file_id = number
    return request


def test_a_download_is_found_by_its_button_when_its_number_is_of_a_lost_visit(monkeypatch):
    monkeypatch.setattr(MediaFileManager, "add_deferred", downloads._add_deferred)
    visits = iter(["lost", "lost", "new", "new", "new", "new"])
    monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: next(visits))
    files = MediaFileManager(MemoryMediaFileStorage("/media"))

    def drawn(button: str, text: str) -> str:
        return files.add_deferred(lambda: text, "text/plain", button, f"{button}.txt", element_id=button)

    lost_page, lost_deck = drawn("page", "old page"), drawn("deck", "old deck")
    own_page, own_deck, unnamed = drawn("page", "page"), drawn("deck", "deck"), drawn("", "no button")
    assert downloads.own_file(files, lost_page, "new") == own_page
    assert downloads.own_file(files, lost_deck, "new") == own_deck
    assert downloads.own_file(files, own_deck, "new") == own_deck
    assert downloads.own_file(files, unnamed, "new") == unnamed
    assert downloads.own_file(files, "of another server", "new") == "of another server"
    assert "/media/" in files.execute_deferred(own_page)
    files.remove_deferred("page", element_id="page")
    assert downloads.own_file(files, lost_page, "new") == lost_page


def test_a_download_waits_until_the_page_was_taken_over(monkeypatch, asked):
    answered = []

    async def note(_, request) -> None:
        answered.append(request.deferred_file.file_id)

    monkeypatch.setattr(restarts, "_plain_operation", note)
    monkeypatch.setattr(
        restarts, "Runtime", SimpleNamespace(instance=lambda: SimpleNamespace(media_file_mgr=None))
    )
    monkeypatch.setattr(downloads, "own_file", lambda _, asked, session_id: f"{session_id}'s {asked}")

    async def ask() -> None:
        visit = Visit("new")
        restarts._request_rerun(visit, there_again())
        download = asyncio.create_task(restarts._handle_operation(visit, ask_for_file("file")))
        await other_tasks()
        assert answered == []
        visit.drawn.set()
        await download

    asyncio.run(ask())
    assert answered == ["new's file"]


@pytest.mark.parametrize(("took_over", "named"), [(True, "new"), (False, "lost")])
def test_a_download_of_a_page_that_was_taken_over_is_answered_on_its_own_line(
    monkeypatch, asked, took_over, named
):
    answered = []

    async def note(_, request) -> None:
        answered.append((request.session_id, request.request_id))

    monkeypatch.setattr(restarts, "_plain_operation", note)

    async def ask() -> None:
        visit = Visit("new")
        restarts._request_rerun(visit, click("part") if took_over else click(""))
        visit.drawn.set()
        await other_tasks()
        await restarts._handle_operation(visit, BackendOperationRequest(session_id="lost", request_id="1"))

    asyncio.run(ask())
    assert answered == [(named, "1")]


@pytest.mark.parametrize("first", ["patient", "student"])
def test_words_are_explained_to_patients_alone_whoever_asked_first(first):
    card.part.cache_clear()
    files = {
        audience: [card_files.card(muscle, audience) for muscle in load_content().muscles]
        for audience in (first, *({"patient", "student"} - {first}))
    }
    assert sum(b"tp-term" in file for file in files["patient"]) > 20
    assert not any(b"tp-term" in file for file in files["student"])


def test_the_file_of_a_card_has_the_parts_that_the_page_draws_and_no_other_files_are_there():
    app = Starlette(routes=card_files.routes(""))
    for audience in ("patient", "student"):
        path, _, query = card_files.card_url(audience).replace("{muscle}", "soleus").partition("?")
        _, headers, body = answer_of(app, f"/{path}", query)
        assert "immutable" in headers["cache-control"]
        _, headers, _ = answer_of(app, f"/{path}", f"{query}0")
        assert headers["cache-control"] == "no-cache", "another version is not kept"
        parts = json.loads(body)
        assert list(parts) == ["head", "overview", "needle-depth"]
        for name, part in parts.items():
            assert part == card.part(load_atlas(), load_content(), name, "soleus", audience)
    assert answer_of(app, "/cards/no-such-muscle.patient.json")[0] == 404
    assert answer_of(app, "/cards/soleus.nobody.json")[0] == 404

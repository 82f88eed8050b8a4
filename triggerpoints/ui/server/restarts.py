"""Open pages go on after the server was started again, or after a visit ran out.

The browser connects again by itself, but its next click speaks of a part of the page (a fragment) and of
inputs that only the lost visit knew: Streamlit drops the one and takes the others for new, without a word.
Here the whole page is drawn first, then the browser says what it has kept, one keeper after the other, then
the clicks are handed in again, one after the other, so that each is answered as ever.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary, WeakSet

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx

from triggerpoints.ui.server import downloads, kept

LIMIT_S = 30.0
BACK = "arrival mark__events"
"""Part of the id of what the browser sends when its line is there again (`components/arrival`)."""
KEPT_LIMIT_S = 3.0  # within which each keeper says what it has, or that it has nothing
SAID_S = 10.0  # for which the reader is told that the page went on


@dataclass
class Recovery:
    """What is to be done for a visit that takes over the page of a lost one.

    Attributes
    ----------
    told : deque of ClientState
        What keepers have said and is not drawn yet.
    clicks : deque of ClientState
        What the reader has done meanwhile.
    silent : set of str
        Keepers on the page that have not said anything yet.
    spoken : set of str
        Keepers that have.
    news : asyncio.Event
        Set when something was told.
    over : asyncio.Event
        Set when all is handed in.
    """

    told: deque[ClientState] = field(default_factory=deque)
    clicks: deque[ClientState] = field(default_factory=deque)
    silent: set[str] = field(default_factory=set)
    spoken: set[str] = field(default_factory=set)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


_plain_rerun = AppSession.request_rerun
_plain_operation = AppSession._handle_backend_operation_request
_begun: WeakSet[AppSession] = WeakSet()
_took_over: WeakSet[AppSession] = WeakSet()
_recoveries: WeakKeyDictionary[AppSession, Recovery] = WeakKeyDictionary()
_asking: dict[str, Recovery] = {}
_said_until: dict[str, float] = {}
_tasks: set[asyncio.Task[None]] = set()  # the loop itself does not keep them


def go_on_after_restarts() -> None:
    """Let pages whose visit was lost go on; to be called once, before the first visit."""
    AppSession.request_rerun = _request_rerun  # type: ignore[method-assign,assignment]
    AppSession._handle_backend_operation_request = _handle_operation  # type: ignore[method-assign,assignment]
    downloads.name_after_buttons()


def has_recovered(session_id: str) -> bool:
    """Whether this visit takes over the page of a lost one, or did so a few seconds ago.

    A whole page drawn anew takes the message of the one before away: each that follows soon says it again.
    """
    return time.monotonic() < _said_until.get(session_id, -math.inf)


def is_provisional() -> bool:
    """Whether this page is drawn before the browser has said all that it keeps.

    The page does not know then what the reader had done, and clicks wait.
    """
    return _recovery() is not None


def asks(keeper: str) -> bool:
    """Whether a click waits for what this keeper of the page has, or for its word that it has nothing."""
    recovery = _recovery()
    if recovery is None or keeper in recovery.spoken:
        return False
    recovery.silent.add(keeper)
    return True


def _recovery() -> Recovery | None:
    context = get_script_run_ctx()
    return _asking.get(context.session_id) if context else None


def _request_rerun(session: AppSession, client_state: ClientState | None) -> None:
    is_first = session not in _begun
    _begun.add(session)
    recovery = _recoveries.get(session)
    if client_state is None or not (is_first or recovery):
        _plain_rerun(session, client_state)
    elif recovery:
        _note(recovery, client_state)
    elif client_state.fragment_id or client_state.widget_states.widgets:
        _took_over.add(session)
        recovery = _recoveries[session] = _asking[session.id] = Recovery()
        _note(recovery, client_state)
        _say_until(session, math.inf)
        whole = _copy(client_state)
        whole.fragment_id = ""
        whole.ClearField("widget_states")
        session.track_settling()
        _plain_rerun(session, whole)
        task = asyncio.get_running_loop().create_task(_recover(session, recovery, whole))
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)
    else:
        _plain_rerun(session, client_state)


async def _handle_operation(session: AppSession, request: BackendOperationRequest) -> None:
    """Answer a download; its button may still name the lost visit, though it asks on the line of this one.

    It may also name the page before, when the line was broken for a moment and the page is drawn again.
    """
    own = BackendOperationRequest()
    own.CopyFrom(request)
    if session in _took_over:
        own.session_id = session.id
        if recovery := _recoveries.get(session):
            with suppress(TimeoutError):
                await asyncio.wait_for(recovery.over.wait(), LIMIT_S)
    if own.HasField("deferred_file"):
        files = Runtime.instance().media_file_mgr
        own.deferred_file.file_id = downloads.own_file(files, own.deferred_file.file_id, session.id)
    await _plain_operation(session, own)


def _note(recovery: Recovery, client_state: ClientState) -> None:
    """Keep what is to be handed in.

    The browser's word that its line is there again is not: it only asks for the page to be drawn, which is
    done, and its address is that from before a click that waits here.
    """
    if kept.tellers(client_state):
        recovery.told.append(_copy(client_state))
        recovery.news.set()
    elif not any(BACK in state.id for state in client_state.widget_states.widgets):
        recovery.clicks.append(_copy(client_state))


async def _recover(session: AppSession, recovery: Recovery, whole: ClientState) -> None:
    """Hand in what keepers say once the page is drawn, then the clicks, each when the one before is drawn."""
    with suppress(TimeoutError):
        await asyncio.wait_for(session.wait_until_settled(), LIMIT_S)
        while recovery.told or recovery.silent:
            recovery.news.clear()
            if not recovery.told:
                await asyncio.wait_for(recovery.news.wait(), KEPT_LIMIT_S)
            await _draw_told(session, recovery)
    is_silent = bool(recovery.silent)
    _asking.pop(session.id, None)
    if is_silent and not recovery.clicks:  # the page is still drawn as for a browser that is to say something
        await _draw(session, whole)
    while recovery.told or recovery.clicks:  # a keeper may speak late; what it has still comes first
        if recovery.told:
            await _draw_told(session, recovery)
        else:
            await _draw(session, recovery.clicks.popleft())
    _recoveries.pop(session, None)
    recovery.over.set()
    _say_until(session, time.monotonic() + SAID_S)


def _say_until(session: AppSession, until: float) -> None:
    for id_ in [id_ for id_, end in _said_until.items() if end < time.monotonic()]:
        del _said_until[id_]
    _said_until[session.id] = until


async def _draw_told(session: AppSession, recovery: Recovery) -> None:
    client_state = recovery.told.popleft()
    if recovery.spoken:
        # said before the page was drawn with what the first has: its inputs are older than the page
        _keep_told_alone(client_state)
    recovery.spoken |= kept.tellers(client_state)
    recovery.silent -= recovery.spoken
    if not recovery.silent and not recovery.told:
        _asking.pop(session.id, None)
    await _draw(session, client_state)


def _keep_told_alone(client_state: ClientState) -> None:
    told = [widget for widget in client_state.widget_states.widgets if kept.is_told(widget)]
    del client_state.widget_states.widgets[:]
    client_state.widget_states.widgets.extend(told)


async def _draw(session: AppSession, client_state: ClientState) -> None:
    """Draw, and wait until it is drawn: Streamlit keeps only the last of several quick messages."""
    session.track_settling()
    _plain_rerun(session, client_state)
    with suppress(TimeoutError):
        await asyncio.wait_for(session.wait_until_settled(), LIMIT_S)


def _copy(client_state: ClientState) -> ClientState:
    copied = ClientState()
    copied.CopyFrom(client_state)
    return copied

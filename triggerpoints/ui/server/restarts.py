"""Open pages go on after the server was started again, or after a visit ran out.

The browser connects again by itself, but its next click speaks of a part of the page (a fragment) and of
inputs that only the lost visit knew: Streamlit drops the one and takes the others for new, without a word.
Here the whole page is drawn first, then the browser gives back what it has kept, then the click is handed in
again, so that it is answered as ever.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from weakref import WeakKeyDictionary, WeakSet

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

from triggerpoints.ui.server import kept

LIMIT_S = 30.0
BACK = "arrival mark__events"
"""Part of the id of what the browser sends when its line is there again (`components/arrival`)."""
KEPT_LIMIT_S = 3.0  # within which a browser says what it has kept, or that it has kept nothing

_plain_rerun = AppSession.request_rerun
_begun: WeakSet[AppSession] = WeakSet()
_held: WeakKeyDictionary[AppSession, list[ClientState]] = WeakKeyDictionary()
_given_back: WeakKeyDictionary[AppSession, asyncio.Event] = WeakKeyDictionary()
_to_be_told: set[str] = set()
_asking: set[str] = set()
_tasks: set[asyncio.Task[None]] = set()  # the loop itself does not keep them


def go_on_after_restarts() -> None:
    """Let pages whose visit was lost go on; to be called once, before the first visit."""
    AppSession.request_rerun = _request_rerun  # type: ignore[method-assign,assignment]


def take_recovered(session_id: str) -> bool:
    """Whether this visit took over the page of a lost one since this was last asked."""
    recovered = session_id in _to_be_told
    _to_be_told.discard(session_id)
    return recovered


def asks(session_id: str) -> bool:
    """Whether a click waits until the browser has said what it keeps, or that it keeps nothing."""
    return session_id in _asking


def _request_rerun(session: AppSession, client_state: ClientState | None) -> None:
    is_first = session not in _begun
    _begun.add(session)
    if client_state is None or not (is_first or session in _held):
        _plain_rerun(session, client_state)
    elif session in _held and kept.tells(client_state):
        if not client_state.fragment_id:  # a whole page, which takes the message of the one before away
            _to_be_told.add(session.id)
        session.track_settling()
        _plain_rerun(session, client_state)
        _given_back[session].set()
        _asking.discard(session.id)
    elif session in _held:
        _hold(session, client_state)
    elif client_state.fragment_id or client_state.widget_states.widgets:
        _held[session] = []
        _hold(session, client_state)
        _given_back[session] = asyncio.Event()
        _to_be_told.add(session.id)
        _asking.add(session.id)
        whole = _copy(client_state)
        whole.fragment_id = ""
        whole.ClearField("widget_states")
        session.track_settling()
        _plain_rerun(session, whole)
        task = asyncio.get_running_loop().create_task(_hand_in(session))
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)
    else:
        _plain_rerun(session, client_state)


def _hold(session: AppSession, client_state: ClientState) -> None:
    """Keep what is to be handed in.

    The browser's word that its line is there again is not: it only asks for the page to be drawn, which is
    done, and its address is that from before a click that waits here.
    """
    if not any(BACK in state.id for state in client_state.widget_states.widgets):
        _held[session].append(_copy(client_state))


async def _hand_in(session: AppSession) -> None:
    """Hand in what was held once the page is drawn and has what the browser kept, or after the limits."""
    with suppress(TimeoutError):
        await asyncio.wait_for(session.wait_until_settled(), LIMIT_S)
        if kept.VISIT in session.session_state:
            await asyncio.wait_for(_given_back[session].wait(), KEPT_LIMIT_S)
            await asyncio.wait_for(session.wait_until_settled(), LIMIT_S)
    _given_back.pop(session, None)
    _asking.discard(session.id)
    for client_state in _held.pop(session, []):
        _plain_rerun(session, client_state)


def _copy(client_state: ClientState) -> ClientState:
    copied = ClientState()
    copied.CopyFrom(client_state)
    return copied

"""Open pages go on after the server was started again, or after a visit ran out.

The browser connects again by itself, but its next click asks for a part of the page (a fragment) that only
the lost visit knew. Streamlit drops such a click without a word. Here it runs the whole page instead, with
all that the browser sent along.
"""

from __future__ import annotations

from weakref import WeakSet

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

_plain_rerun = AppSession.request_rerun
_begun: WeakSet[AppSession] = WeakSet()
_recovering: WeakSet[AppSession] = WeakSet()
_to_be_told: set[str] = set()


def go_on_after_restarts() -> None:
    """Let pages whose visit was lost go on; to be called once, before the first visit."""
    AppSession.request_rerun = _request_rerun  # type: ignore[method-assign,assignment]


def take_recovered(session_id: str) -> bool:
    """Whether this visit took over the page of a lost one since this was last asked."""
    recovered = session_id in _to_be_told
    _to_be_told.discard(session_id)
    return recovered


def _request_rerun(session: AppSession, client_state: ClientState | None) -> None:
    fragment = client_state.fragment_id if client_state else ""
    if client_state and fragment:
        if session.has_fragment(fragment):
            _recovering.discard(session)
        elif session not in _begun:
            _recovering.add(session)
            _to_be_told.add(session.id)
        if session in _recovering:
            client_state.fragment_id = ""
    _begun.add(session)
    _plain_rerun(session, client_state)

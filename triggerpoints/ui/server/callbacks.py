"""What a touch has begun is done to its end.

Streamlit breaks a run off when the next message comes, also in the middle of a callback: a stroke was noted
as taken, but not added. Here the callbacks of a message run whole, and those of the next one after them.
"""

from __future__ import annotations

import threading
from typing import Any
from weakref import WeakValueDictionary

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state.safe_session_state import SafeSessionState

_plain_callbacks = SafeSessionState.on_script_will_rerun
_plain_yield = ScriptRunner._maybe_handle_execution_control_request
_here = threading.local()
_locks: WeakValueDictionary[str, threading.RLock] = WeakValueDictionary()  # of visits whose callbacks run
_one_at_a_time = threading.Lock()


def run_whole() -> None:
    """Let callbacks run to their end; to be called once, before the first visit."""
    SafeSessionState.on_script_will_rerun = _run_callbacks  # type: ignore[method-assign,assignment]
    ScriptRunner._maybe_handle_execution_control_request = _yield  # type: ignore[method-assign,assignment]


def _run_callbacks(state: SafeSessionState, *args: Any, **options: Any) -> None:
    context = get_script_run_ctx(suppress_warning=True)
    # a run that was told to stop may still be at it while the next one of the same visit begins
    with _lock_of(context.session_id if context else ""):
        _here.is_in_callbacks = True
        try:
            _plain_callbacks(state, *args, **options)
        finally:
            _here.is_in_callbacks = False


def _lock_of(session_id: str) -> threading.RLock:
    with _one_at_a_time:
        return _locks.setdefault(session_id, threading.RLock())


def _yield(runner: ScriptRunner) -> None:
    if not getattr(_here, "is_in_callbacks", False):
        _plain_yield(runner)

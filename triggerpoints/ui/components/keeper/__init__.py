"""Keeper: the browser keeps what a reader has done, and gives it back after a reload or a new server.

A tab keeps its own state (sessionStorage), so that two tabs do not mix; the browser keeps the last state
of all tabs (localStorage), to be offered to somebody who comes back. What comes from the browser may be
anything: the page reads it as it reads an uploaded file.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from triggerpoints.ui.components.loader import whole
from triggerpoints.ui.components.page_payload import KeeperData
from triggerpoints.ui.server import kept, restarts

MAX_LETTERS = 200_000
KEPT_DAYS = 30  # how long the browser offers what another tab has left

_mount = st.components.v2.component("keeper", html="<span></span>", js=whole("keeper/main.js"))


@dataclass(frozen=True)
class Found:
    """What the browser has kept.

    Attributes
    ----------
    text : str
        Anything; at most `MAX_LETTERS` letters.
    same_tab : bool
        Whether this tab left it, so that it is simply gone on with; else it is offered.
    """

    text: str
    same_tab: bool


def keep(
    name: str,
    text: str | None,
    on_found: Callable[[Found], None],
    *,
    days: int = KEPT_DAYS,
    merges: bool = False,
) -> None:
    """Let the browser keep a text, and hear of one that it has kept from before.

    Parameters
    ----------
    name : str
        Whose text it is; each name is kept apart.
    text : str or None
        What to keep; None as long as the reader has done nothing. Longer ones than `MAX_LETTERS` are
        not kept.
    on_found : callable
        Called when the browser has kept something that this visit does not know: once in a visit.
    days : int
        How long the browser offers what another tab has left.
    merges : bool
        What another tab has written since is handed over too, before it is written over.
    """
    key = f"{kept.KEEPER}{name}"
    if text is not None and len(text) > MAX_LETTERS:
        text = None

    def hear() -> None:
        message = st.session_state.get(key)
        found = message.get("found") if message else None
        if isinstance(found, dict) and isinstance(found.get("text"), str):
            on_found(Found(found["text"][:MAX_LETTERS], found.get("same_tab") is True))

    data: KeeperData = {
        "name": name,
        "text": text,
        "visit": st.session_state.setdefault(kept.VISIT, secrets.token_hex(8)),
        "forget": st.session_state.get(_forgotten(name), 0),
        "longest": MAX_LETTERS,
        "days": days,
        "merges": merges,
        "asks": restarts.asks(name),
    }
    with st.container(key=f"keeper-of-{name}"):
        _mount(key=key, data=data, height=1, on_found_change=hear)


def forget(name: str) -> None:
    """Let the browser forget what it keeps under a name; meant for callbacks."""
    st.session_state[_forgotten(name)] = st.session_state.get(_forgotten(name), 0) + 1


def _forgotten(name: str) -> str:
    return f"keeper {name} forgotten"

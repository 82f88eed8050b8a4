"""The typed state of a page: kept for the visit, mirrored in the address, changed by callbacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, cast

import streamlit as st

from triggerpoints.quoting import quoted
from triggerpoints.ui.state import audience, page

State = TypeVar("State")


class PageState(Generic[State]):
    """State of one page, for whoever visits it.

    The words for patients or students stand in every address too; they are looked after here.

    Parameters
    ----------
    name : str
        Of the page; the state is kept under it.
    default : State
        What is shown before anything was chosen.
    read : callable
        Turns query parameters into a state, and a sentence for each value that is not possible.
    write : callable
        Query parameters that `read` turns into this state again.
    on_adopt : callable, optional
        Called with the state before and the new one when the address has brought another state.
    """

    def __init__(
        self,
        name: str,
        default: State,
        read: Callable[[Mapping[str, str]], tuple[State, list[str]]],
        write: Callable[[State], dict[str, str]],
        on_adopt: Callable[[State, State], None] = lambda before, after: None,
    ) -> None:
        """Describe a state; nothing is kept yet."""
        self._default, self._read, self._write, self._on_adopt = default, read, write, on_adopt
        self._kept, self._written, self._changed = f"{name} state", f"{name} address", f"{name} changed"

    def current(self) -> State:
        """State in this run."""
        return cast("State", st.session_state.get(self._kept, self._default))

    def set(self, state: State) -> None:
        """Take over what the reader chose; meant for callbacks, which run before the page is drawn."""
        st.session_state[self._kept] = state
        st.session_state[self._changed] = True

    def follow_address(self) -> list[str]:
        """Adopt the address when the reader has changed it (link, typing, Back), else keep the state.

        A click brings the address along that the browser had when it was made. After a quick second click
        that is not yet the address of the first, so what was clicked counts, not the address.

        Returns
        -------
        list of str
            Sentences about wrong values in the address.
        """
        params = st.query_params.to_dict()
        asked = params.get("audience")
        audience.arrive(asked)
        written: dict[str, str] = st.session_state.get(self._written, {})
        clicked = st.session_state.pop(self._changed, False) or _audience_of(written) != audience.current()
        came_back = page.is_new() and not params
        if self._kept in st.session_state and (
            params == written or came_back or (clicked and not page.is_new())
        ):
            return []
        before = self.current()
        state, problems = self._read(params)
        st.session_state[self._kept] = state
        st.session_state[self._written] = params
        self._on_adopt(before, state)
        audience.follow(asked)
        if asked and asked not in audience.LABELS:
            problems.append(
                f"The address asks for the audience {quoted(asked)}, which does not exist here. "
                "The patient’s words are used."
            )
        return problems

    def show_in_address(self) -> None:
        """Write the state into the address, as a new step for the Back button when it has changed."""
        params: dict[str, Any] = self._write(self.current())
        if audience.current() != "patient":
            params["audience"] = audience.current()
        if params != st.query_params.to_dict() or params != st.session_state.get(self._written):
            st.query_params.from_dict(params)
        st.session_state[self._written] = params


def _audience_of(params: Mapping[str, str]) -> str:
    return params.get("audience", "patient")

"""Tabs whose choice is kept in the address, for pages with several parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from triggerpoints.ui import page_address


def draw(
    parts: Mapping[str, tuple[str, Callable[..., None]]], chosen: str | None, *values: Any, key: str
) -> None:
    """Draw tabs and the part that is open.

    Parameters
    ----------
    parts : mapping of str to (str, callable)
        Value of the address parameter `part` to the tab's title and what draws it.
    chosen : str or None
        The part that the address asks for; the first one without.
    *values
        Passed on to the part.
    key : str
        Widget key.
    """
    titles = {title: id_ for id_, (title, _) in parts.items()}
    first = next(iter(parts))
    open_part = chosen or first
    st.session_state[key] = parts[open_part][0]

    def show() -> None:
        part = titles[st.session_state[key]]
        page_address.change(part=None if part == first else part)

    for (id_, (_, show_part)), tab in zip(
        parts.items(), st.tabs(list(titles), key=key, on_change=show), strict=True
    ):
        if id_ == open_part:
            with tab:
                show_part(*values)

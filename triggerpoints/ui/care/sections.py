"""The sections of a card as tabs; the open one stays open from record to record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st


def tabs(sections: Mapping[str, Callable[..., None]], *values: Any, key: str) -> None:
    """Draw tabs and the section that is open.

    Parameters
    ----------
    sections : mapping of str to callable
        Title to what draws the section.
    *values
        Passed on to the section.
    key : str
        Widget key.
    """
    for tab, draw_section in zip(
        st.tabs(list(sections), key=key, on_change="rerun"), sections.values(), strict=True
    ):
        if tab.open:
            with tab:
                draw_section(*values)

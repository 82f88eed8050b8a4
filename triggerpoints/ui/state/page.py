"""Which page is being drawn, and whether the reader has just come to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

_PAGE, _IS_NEW = "page", "page is new"


@contextmanager
def drawing(page: str) -> Iterator[None]:
    """While a page is drawn; parts that are drawn again by themselves do not come through here."""
    st.session_state[_IS_NEW] = page != st.session_state.get(_PAGE)
    st.session_state[_PAGE] = page
    try:
        yield
    finally:
        st.session_state[_IS_NEW] = False


def is_new() -> bool:
    """Whether this is the first time that the page is drawn since the reader came to it."""
    new: bool = st.session_state.get(_IS_NEW, True)
    return new

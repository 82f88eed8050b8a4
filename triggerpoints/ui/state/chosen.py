"""The muscle and trigger point chosen last; other pages open with them."""

from __future__ import annotations

import streamlit as st

_CHOSEN = "chosen muscle and point"


def keep(muscle: str | None, point: str | None) -> None:
    """Keep a choice for the visit."""
    st.session_state[_CHOSEN] = (muscle, point)


def muscle() -> str | None:
    """The muscle chosen last."""
    return _both()[0]


def point() -> str | None:
    """The trigger point chosen last, of that muscle."""
    return _both()[1]


def _both() -> tuple[str | None, str | None]:
    both: tuple[str | None, str | None] = st.session_state.get(_CHOSEN, (None, None))
    return both

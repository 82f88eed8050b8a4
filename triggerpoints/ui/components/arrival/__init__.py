"""Arrival: on a new page it closes the phone's menu; at a new step it goes to the top and to the title.

Who comes back with the browser's Back is brought to where they were on the page.

After the line to the server was broken it lets the page be drawn again: the server may know nothing of the
visit any more, and Streamlit would leave buttons and downloads of the lost visit until the next touch.
"""

from __future__ import annotations

import streamlit as st

from triggerpoints.ui.components.loader import whole
from triggerpoints.ui.components.page_payload import ArrivalData

# Streamlit leaves its menu open over the page that was chosen, and keeps the scroll position at a new step.
_mount = st.components.v2.component("arrival", html="<span></span>", js=whole("arrival/main.js"))


def arrival(page: str, step: str) -> None:
    """Bring the reader to what is new.

    Parameters
    ----------
    page, step : str
        Names of what is shown; a page without steps has one step.
    """
    data: ArrivalData = {"page": page, "step": step}
    with st.container(key="arrival"):
        _mount(key="arrival mark", data=data, height=1, on_back_change=lambda: None)

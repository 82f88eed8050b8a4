"""Take it along: one printed page, a link and a small file that can be opened again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from triggerpoints.referral.record import PainRecord, to_json, to_link
from triggerpoints.reports.paper import PAPERS
from triggerpoints.ui import messages
from triggerpoints.ui.find import session
from triggerpoints.ui.html import blocks

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

FILE_NAME = "my-pain.json"
PRIVACY = (
    "Nothing you mark here is stored on the server. Your browser keeps it for you, so that nothing is lost, "
    "until you let it forget. Take it along as a page for your doctor, as a file, or as a link. "
    "It holds no name."
)


def draw(atlas: Atlas, content: Content, record: PainRecord) -> None:
    """Draw the panel."""
    st.html(blocks.note(PRIVACY))
    if record.areas:
        paper = st.segmented_control("Paper", list(PAPERS), default="A4", required=True, key="pain paper")
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                "Page for my doctor (PDF)",
                data=lambda: _printed(atlas, content, record, paper),
                file_name="my-pain.pdf",
                mime="application/pdf",
                icon=":material/print:",
                type="primary",
                on_click="ignore",
            )
            st.download_button(
                "File",
                data=to_json(record),
                file_name=FILE_NAME,
                mime="application/json",
                icon=":material/save:",
                on_click="ignore",
            )
        with st.expander("Link", icon=":material/link:"):
            st.html(blocks.note("Whoever has this link can see what you marked."))
            st.code(f"{_page_address()}?{session.LINK}={to_link(record)}", language=None, wrap_lines=True)
    with st.expander("Open a saved file", icon=":material/folder_open:"):
        st.file_uploader(
            "File saved here before",
            type="json",
            key="pain file",
            max_upload_size=1,
            on_change=_open,
        )
    if session.has_begun():
        st.button("Forget everything", icon=":material/delete_forever:", on_click=session.forget_everything)
    if said := session.file_notice():  # below it, for it may have closed when the page changed
        messages.say(said, "warning")


def _open() -> None:
    uploaded = st.session_state.get("pain file")
    if uploaded is not None:
        session.open_file(uploaded.getvalue())


def _page_address() -> str:
    return (st.context.url or "").partition("?")[0]


def _printed(atlas: Atlas, content: Content, record: PainRecord, paper: str) -> bytes:
    from triggerpoints.reports.pain_page import pain_page  # whoever prints nothing needs no printer

    return pain_page(atlas, content, record, paper=paper, day=date.today())

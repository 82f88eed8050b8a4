"""The frame of every page: title, navigation, style sheet, footer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NAME = "Trigger Point Explorer"
FOOTER = (
    "For information and learning only. It is not a diagnosis and does not replace an examination. "
    "In an emergency call your local emergency number."
)


@dataclass(frozen=True)
class PageEntry:
    """A page of the app: its file in pages/ is `{id}.py`, its address `/{id}`."""

    id: str
    title: str
    icon: str


PAGES = (
    PageEntry("explore", "Explore", ":material/accessibility_new:"),
    PageEntry("finder", "Where does it hurt?", ":material/location_searching:"),
    PageEntry("techniques", "Techniques", ":material/back_hand:"),
    PageEntry("conditions", "Conditions", ":material/vital_signs:"),
    PageEntry("depth", "Needle depth", ":material/layers:"),
    PageEntry("safety", "Safety", ":material/health_and_safety:"),
    PageEntry("learn", "Learn", ":material/school:"),
    PageEntry("print", "Print", ":material/print:"),
    PageEntry("sources", "Sources", ":material/menu_book:"),
    PageEntry("about", "About", ":material/info:"),
)


def draw() -> None:
    """Set up the page, show the navigation and run the page that was asked for."""
    st.set_page_config(page_title=NAME, page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(_style())
    pages = [
        st.Page(path(entry.id), title=entry.title, icon=entry.icon, url_path=entry.id)
        for entry in PAGES
        if has_page(entry.id)
    ]
    # Streamlit serves the default page at / only; the first page is to answer at its own address too.
    first = st.Page(
        path(PAGES[0].id), title=PAGES[0].title, url_path="start", default=True, visibility="hidden"
    )
    pages.append(first)
    page = st.navigation(pages, position="top")
    st.session_state["page is new"] = page.url_path != st.session_state.get("page")
    st.session_state["page"] = page.url_path
    page.run()
    st.html(f'<footer class="tp-footer">{FOOTER}</footer>')


def path(page: str) -> Path:
    """File of a page."""
    return ROOT / "pages" / f"{page}.py"


@cache
def has_page(page: str) -> bool:
    """Whether this installation has a page."""
    return path(page).exists()


def link(page: str, label: str, *, icon: str | None = None, **params: str) -> None:
    """Link to another page with query parameters; plain text where the page is not installed."""
    if has_page(page):
        st.page_link(path(page), label=label, icon=icon, query_params=params)
    else:
        st.markdown(f"**{label}**")


@cache
def _style() -> str:
    return f"<style>{(HERE / 'style.css').read_text()}</style>"

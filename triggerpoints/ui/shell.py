"""The frame of every page: title, navigation, style sheet, footer."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.scriptrunner import get_script_run_ctx

from triggerpoints import resources
from triggerpoints.ui import messages
from triggerpoints.ui.server import restarts
from triggerpoints.ui.state import page as visit_page

HERE = Path(__file__).parent
NAME = "Trigger Point Explorer"
FOOTER = (
    "For information and learning only. It is not a diagnosis and does not replace an examination. "
    "In an emergency call your local emergency number."
)


PAGES = {
    "explore": ":material/accessibility_new:",
    "find": ":material/location_searching:",
    "under_the_needle": ":material/layers:",
    "techniques": ":material/back_hand:",
    "conditions": ":material/vital_signs:",
    "safety": ":material/health_and_safety:",
    "visit": ":material/event_available:",
    "evidence": ":material/balance:",
    "learn": ":material/school:",
    "glossary": ":material/menu_book:",
    "about": ":material/info:",
}
"""Icons of the pages in pages/, in the order of the navigation; further pages stand before the last."""


def show(above: Callable[[], None]) -> None:
    """Set up the page, show the navigation and run the page that was asked for.

    Parameters
    ----------
    above : callable
        Draws what stands above every page.
    """
    st.set_page_config(page_title=NAME, page_icon=str(HERE / "icon.png"), layout="wide")
    st.logo(str(HERE / "icon.png"), size="large")
    pages = [st.Page(path(id_), title=title(id_), icon=PAGES.get(id_), url_path=id_) for id_ in page_ids()]
    # Streamlit serves the default page at / only; the first page is to answer at its own address too.
    home = page_ids()[0]
    first = st.Page(path(home), title=title(home), url_path="start", default=True, visibility="hidden")
    pages.append(first)
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · {NAME}")  # tells tabs and the history apart
    with visit_page.drawing(page.url_path):
        _say_recovered()
        above()
        messages.explained(page.run)()
    st.html(Markup('<footer class="tp-footer">{}</footer>').format(FOOTER))


def _say_recovered() -> None:
    """Tell the reader when the page goes on after its visit was lost."""
    context = get_script_run_ctx()
    if context and restarts.take_recovered(context.session_id):
        # not in the page: that would move its parts, and the click that waits would not find its own
        st.toast("The connection was lost for a while. The page goes on from here.")


def path(page: str) -> Path:
    """File of a page."""
    return resources.PAGES / f"{page}.py"


@cache
def page_ids() -> list[str]:
    """Ids of all pages in the order of the navigation."""
    found = {file.stem for file in resources.PAGES.glob("*.py")}
    *known, last = PAGES
    return [id_ for id_ in (*known, *sorted(found - PAGES.keys()), last) if id_ in found]


@cache
def title(page: str) -> str:
    """Title of a page: what stands before the colon in the first line of its docstring."""
    docstring = ast.get_docstring(ast.parse(path(page).read_text(encoding="utf-8"))) or page
    return docstring.splitlines()[0].partition(":")[0]


@cache
def has_page(page: str) -> bool:
    """Whether this installation has a page."""
    return page in page_ids()


def link(page: str, label: str, *, icon: str | None = None, **params: str) -> None:
    """Link to another page with query parameters; plain text where the page is not installed."""
    if has_page(page):
        st.page_link(path(page), label=label, icon=icon, query_params=params)
    else:
        st.html(Markup("<p><strong>{}</strong></p>").format(label))

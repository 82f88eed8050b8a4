"""The frame of every page: title, navigation, style sheet, footer."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.scriptrunner import get_script_run_ctx

from triggerpoints import resources
from triggerpoints.ui import messages
from triggerpoints.ui.components.arrival import arrival
from triggerpoints.ui.server import damage, restarts
from triggerpoints.ui.state import page as visit_page

HERE = Path(__file__).parent
NAME = "Trigger Point Explorer"
FOOTER = (
    "For information and learning only. It is not a diagnosis and does not replace an examination. "
    "In an emergency call your local emergency number."
)


HOME = "home"
PAGES = {
    "find": ("Find my pain", ":material/location_searching:"),
    "explore": ("Body and muscles", ":material/accessibility_new:"),
    "techniques": ("Treatments", ":material/back_hand:"),
    "conditions": ("Conditions", ":material/vital_signs:"),
    "safety": ("Danger signs", ":material/health_and_safety:"),
    "learn": ("Learn", ":material/school:"),
    "about": ("More", ":material/more_horiz:"),
}
"""Pages of the navigation in its order, with the names that people look for and icons."""
FURTHER = ("visit", "under_the_needle", "compare", "evidence", "glossary")
"""Pages that others lead to; the last page of the navigation names them all."""

STEPPED = ("step", "technique", "condition")
"""Parts of the address that make another screen of a page, which is read from its top."""


def show(above: Callable[[], None]) -> None:
    """Set up the page, show the navigation and run the page that was asked for.

    Parameters
    ----------
    above : callable
        Draws what stands above every page.
    """
    st.set_page_config(page_title=NAME, page_icon=str(HERE / "icon.png"), layout="wide")
    st.logo(str(HERE / "icon.png"), size="large")
    home = st.Page(path(HOME), title=title(HOME), icon=":material/home:", url_path="start", default=True)
    pages = [home]
    for id_ in page_ids():
        name, icon = PAGES.get(id_, (title(id_), None))
        seen: Literal["visible", "hidden"] = "hidden" if id_ in FURTHER else "visible"
        pages.append(st.Page(path(id_), title=name, icon=icon, url_path=id_, visibility=seen))
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · {NAME}")  # tells tabs and the history apart
    with visit_page.drawing(page.url_path):
        _say_recovered()
        if damage.is_there():
            messages.say(damage.SAID, "warning")
        messages.explained(above)()
        arrival(page.url_path, "/".join(st.query_params.get(name, "") for name in STEPPED).strip("/"))
        messages.explained(page.run)()
    st.html(Markup('<footer class="tp-footer">{}</footer>').format(FOOTER))


def _say_recovered() -> None:
    """Tell the reader when the page goes on after its visit was lost."""
    context = get_script_run_ctx()
    if context and restarts.has_recovered(context.session_id):
        # not in the page: that would move its parts, and the click that waits would not find its own
        st.toast("The connection was lost for a while. The page goes on from here.", duration="long")


def path(page: str) -> Path:
    """File of a page."""
    return resources.PAGES / f"{page}.py"


@cache
def page_ids() -> list[str]:
    """Ids of all pages but the front door, in the order of the navigation."""
    found = {file.stem for file in resources.PAGES.glob("*.py")} - {HOME}
    *known, last = PAGES
    others = sorted(found - PAGES.keys() - {*FURTHER})
    return [id_ for id_ in (*known, *others, *FURTHER, last) if id_ in found]


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

"""The worksheet of the chosen scope: paper, print, another one, and the link for a class."""

from __future__ import annotations

import io
from base64 import b64encode
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.reports.pain_page import PAPERS
from triggerpoints.reports.worksheet import ASKS, MapTask, map_picture, worksheet, worksheet_pdf
from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks
from triggerpoints.ui.learn import scope as learn_scope
from triggerpoints.ui.state import address as state_address

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.ui.learn.scope import Scope

FIRST_SEED = "1"
PREVIEW_PX = 640
CLASS = (
    "Whoever opens this link gets the same sheet. Another sheet has other muscles and questions. "
    "Pain patterns are not asked on paper."
)


def sheet(atlas: Atlas, content: Content, scope: Scope) -> None:
    """Draw what the sheet holds, a preview and the ways to take it along."""
    seed = scope.seed or FIRST_SEED
    made = worksheet(
        atlas,
        content,
        title=scope.words,
        regions=scope.regions,
        kinds=scope.kinds,
        number=scope.number,
        seed=seed,
    )
    if not (made.maps or made.questions):
        messages.say(
            "Nothing can be asked on paper about this choice. Take more regions or kinds of questions."
        )
        return
    address = learn_scope.link(scope, seed)
    paper = st.segmented_control("Paper", list(PAPERS), default="A4", required=True, key="learn paper")
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Worksheet (PDF)",
            data=lambda: worksheet_pdf(atlas, content, made, paper=paper, address=address),
            file_name=f"worksheet-{scope.file_stem}-{seed}.pdf",
            mime="application/pdf",
            icon=":material/print:",
            type="primary",
            on_click="ignore",
        )
        st.button(
            "Another sheet",
            icon=":material/shuffle:",
            on_click=lambda: state_address.change(seed=learn_scope.new_seed()),
        )
    parts = [f"{made.on_maps} muscles on {len(made.maps)} maps"] * bool(made.maps)
    parts += [f"{len(made.questions)} questions with four answers"] * bool(made.questions)
    st.html(blocks.note(f"Sheet {seed}: {' and '.join(parts)}, with an answer page."))
    with st.expander("Link for the class", icon=":material/link:"):
        st.html(blocks.note(CLASS))
        st.code(address, language=None, wrap_lines=True)
    if made.maps:
        st.html(_preview(atlas, made.maps[0]))


def _preview(atlas: Atlas, task: MapTask) -> Markup:
    """The first map of the sheet, small."""
    picture = map_picture(atlas, task)
    picture.thumbnail((PREVIEW_PX, PREVIEW_PX))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=80)
    words = f"{task.title}. {ASKS[task.task]}"
    source = f"data:image/webp;base64,{b64encode(out.getvalue()).decode()}"
    return Markup(
        '<figure class="tp-sheet"><img src="{}" alt="First map of the sheet: {}">'
        "<figcaption>{}</figcaption></figure>"
    ).format(source, words, words)

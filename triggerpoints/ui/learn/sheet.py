"""The worksheet of the chosen scope: paper, print, another one, and the link for a class."""

from __future__ import annotations

import io
from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.figures.numbered_body import numbered_png
from triggerpoints.reports.paper import PAPERS
from triggerpoints.reports.worksheet import ASKS, MapTask, Worksheet, worksheet
from triggerpoints.reports.worksheet_pages import answers_pdf, student_pdf
from triggerpoints.study.set import clean_name
from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks, words
from triggerpoints.ui.learn import scope as learn_scope
from triggerpoints.ui.state import address as state_address

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.study.set import StudySet
    from triggerpoints.ui.learn.scope import Scope

FIRST_SEED = "1"
PREVIEW_PX = 640
CLASS = (
    "Whoever opens this link gets the same sheet. Another sheet has other muscles and questions. "
    "Layers and planes are not asked on paper."
)


def sheet(atlas: Atlas, content: Content, scope: Scope) -> None:
    """Draw what the sheet holds, a preview and the ways to take it along."""
    seed = scope.seed or FIRST_SEED
    made = worksheet(atlas, content, _asked(content, scope, seed))
    if not made.number:
        messages.say(
            "Nothing can be asked on paper about this choice. Take more regions or kinds of questions."
        )
        return
    address = learn_scope.link(scope, seed)
    paper = st.segmented_control("Paper", list(PAPERS), default="A4", required=True, key="learn paper")
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Worksheet (PDF)",
            data=lambda: student_pdf(atlas, content, made, paper=paper, address=address),
            file_name=f"worksheet-{scope.file_stem}-{seed}.pdf",
            mime="application/pdf",
            icon=":material/print:",
            type="primary",
            on_click="ignore",
        )
        st.download_button(
            "Answers (PDF)",
            data=lambda: answers_pdf(atlas, content, made, paper=paper, address=address),
            file_name=f"worksheet-{scope.file_stem}-{seed}-answers.pdf",
            mime="application/pdf",
            icon=":material/task_alt:",
            on_click="ignore",
        )
        st.button(
            "Another sheet",
            icon=":material/shuffle:",
            on_click=lambda: state_address.change(seed=learn_scope.new_seed()),
        )
    st.html(blocks.note(f"Sheet {seed}: {_holds(made)}. The answers are a file of their own."))
    with st.expander("Link for the class", icon=":material/link:"):
        st.html(blocks.note(CLASS))
        st.code(address, language=None, wrap_lines=True)
    if made.maps:
        st.html(_preview(atlas, made.maps[0]))


def _asked(content: Content, scope: Scope, seed: str) -> StudySet:
    """The set of the scope; without one, all muscles of its regions."""
    known = replace(learn_scope.as_set(scope), seed=seed)
    if scope.study_set:
        return known
    muscles = tuple(m.id for m in content.muscles.values() if not scope.regions or m.region in scope.regions)
    return replace(known, name=clean_name(scope.words), muscles=muscles)


def _holds(made: Worksheet) -> str:
    """What a sheet asks, in words."""
    maps = f"{_number(made.on_maps, 'muscle')} on {_number(len(made.maps), 'map')}"
    parts = [maps] * bool(made.maps)
    parts += [_number(len(made.patterns.muscles), "pain pattern")] if made.patterns else []
    parts += [f"{_number(len(made.drawn.muscles), 'pattern')} to draw"] if made.drawn else []
    parts += [_number(len(made.tables), "table") + " to match"] if made.tables else []
    parts += [_number(len(made.questions), "question") + " with answers to choose from"] * bool(
        made.questions
    )
    return words.joined(parts)


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _preview(atlas: Atlas, task: MapTask) -> Markup:
    """The first map of the sheet, small."""
    picture = numbered_png(atlas, task.frame, task.muscles, first=task.first)
    picture.thumbnail((PREVIEW_PX, PREVIEW_PX))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=80)
    said = f"{task.title}. {ASKS[task.task]}"
    source = f"data:image/webp;base64,{b64encode(out.getvalue()).decode()}"
    return Markup(
        '<figure class="tp-sheet"><img src="{}" alt="First map of the sheet: {}">'
        "<figcaption>{}</figcaption></figure>"
    ).format(source, said, said)

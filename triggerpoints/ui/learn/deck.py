"""The cards of the chosen scope to take along: for Anki, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from triggerpoints.reports.deck import LICENCE, STAYS, deck_apkg, deck_csv
from triggerpoints.study.kinds import ON_CARDS
from triggerpoints.study.quiz import Card
from triggerpoints.ui.html import blocks

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.ui.learn.scope import Scope

AT_ONCE = 40  # muscles whose pictures are drawn between a click and the file
SECONDS_A_MUSCLE = 2
_MADE = "learn deck made"
_ONE_AT_A_TIME = Lock()  # pictures keep a processor busy; the other visitors need one too
KEEPS = (
    "Open the file in Anki. Cards have fixed ids: when you export again later, changed texts are taken over "
    "and your progress in Anki stays."
)


def deck(atlas: Atlas, content: Content, scope: Scope, asked: Sequence[Card]) -> None:
    """Draw the ways to take the cards along."""
    asked = [card for card in asked if card.kind in ON_CARDS]
    muscles = len({card.muscle for card in asked})
    name = scope.file_stem if scope.regions or scope.muscles else "body"
    made = _made(scope, asked)
    with st.container(horizontal=True, gap="small"):
        if muscles > AT_ONCE and made is None:
            minutes = -(-muscles * SECONDS_A_MUSCLE // 60)
            if st.button(
                f"Make the deck for Anki (about {minutes} minutes)", icon=":material/style:", type="primary"
            ):
                _make(atlas, content, scope, asked)
        else:
            st.download_button(
                "Deck for Anki",
                data=made or (lambda: deck_apkg(atlas, content, asked, title=scope.words)),
                file_name=f"trigger-points-{name}.apkg",
                mime="application/octet-stream",
                icon=":material/style:",
                type="primary",
                disabled=not asked,
                on_click="ignore",
            )
        st.download_button(
            "Table (CSV)",
            data=lambda: deck_csv(atlas, content, asked),
            file_name=f"trigger-points-{name}.csv",
            mime="text/csv",
            icon=":material/table:",
            disabled=not asked,
            on_click="ignore",
        )
    st.html(
        blocks.note(f"{len(asked)} cards of {muscles} muscles.")
        + blocks.note(f"{KEEPS} {STAYS}")
        + blocks.note(f"{LICENCE} {atlas.credits}")
    )


def _key(scope: Scope, asked: Sequence[Card]) -> tuple[str, ...]:
    return (scope.words, *(card.id for card in asked))


def _made(scope: Scope, asked: Sequence[Card]) -> bytes | None:
    """The deck that was made in this visit, when it is of these cards."""
    key, data = st.session_state.get(_MADE, ((), b""))
    return data if key == _key(scope, asked) else None


def _make(atlas: Atlas, content: Content, scope: Scope, asked: Sequence[Card]) -> None:
    """Make a large deck while its progress is shown; leaving the page ends the work."""
    bar = st.progress(0.0, "Waiting for another deck to be finished")
    while not _ONE_AT_A_TIME.acquire(timeout=1):
        bar.progress(0.0, "Waiting for another deck to be finished")
    try:
        data = deck_apkg(
            atlas,
            content,
            asked,
            title=scope.words,
            told=lambda part: bar.progress(part, f"Drawing the pictures: {part:.0%}"),
        )
    finally:
        _ONE_AT_A_TIME.release()
    st.session_state[_MADE] = (_key(scope, asked), data)
    st.rerun()

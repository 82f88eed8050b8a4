"""The cards of the chosen scope to take along: for Anki, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
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

MOST_MUSCLES = 40
MOST_REGIONS = 3  # drawing the pictures of more would keep the visitor waiting for a minute
KEEPS = (
    "Open the file in Anki. Cards have fixed ids: when you export again later, changed texts are taken over "
    "and your progress in Anki stays."
)


def deck(atlas: Atlas, content: Content, scope: Scope, asked: Sequence[Card]) -> None:
    """Draw the ways to take the cards along."""
    asked = [card for card in asked if card.kind in ON_CARDS]
    few = 0 < len(scope.regions) <= MOST_REGIONS or 0 < len(scope.muscles) <= MOST_MUSCLES
    name = scope.file_stem if few else "body"
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Deck for Anki",
            data=lambda: deck_apkg(atlas, content, asked, title=scope.words),
            file_name=f"trigger-points-{name}.apkg",
            mime="application/octet-stream",
            icon=":material/style:",
            type="primary",
            disabled=not (few and asked),
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
        blocks.note(f"{len(asked)} cards.")
        + (
            ""
            if few
            else blocks.note(
                f"For Anki choose one to three regions, or a set of up to {MOST_MUSCLES} muscles."
            )
        )
        + blocks.note(f"{KEEPS} {STAYS}")
        + blocks.note(f"{LICENCE} {atlas.credits}")
    )

"""The card of a technique or a condition: its heading, its warnings, then one section at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import streamlit as st
from markupsafe import Markup

from triggerpoints.content import Content
from triggerpoints.content.models.condition import Condition
from triggerpoints.content.models.muscle import ConditionLink, TechniqueLink
from triggerpoints.content.models.technique import Technique
from triggerpoints.content.reviews import review_state
from triggerpoints.ui.care import muscles
from triggerpoints.ui.html import blocks, evidence
from triggerpoints.ui.state import audience

Record = TypeVar("Record", Technique, Condition)
Link = TypeVar("Link", TechniqueLink, ConditionLink)
Section = Callable[[Content, Record, dict[str, Link], str | None], None]


@dataclass(frozen=True)
class RecordCard(Generic[Record, Link]):
    """What a card shows of a record.

    Attributes
    ----------
    kind : {'techniques', 'conditions'}
        The collection of the content that holds the record.
    record : Technique or Condition
    links : dict of str to TechniqueLink or ConditionLink
        Its muscles, by id.
    eyebrow, name, below : str
        Its name for the reader, and what stands above and below it.
    chips : Markup
        What stands beside the number of its muscles.
    warn : callable
        Draws what must be read before the sections.
    sections : mapping of str to callable
        Title to what draws the section, given the content, the record, its links and the muscle chosen on the
        map. The sources come last by themselves.
    """

    kind: Literal["techniques", "conditions"]
    record: Record
    links: dict[str, Link]
    eyebrow: str
    name: str
    below: str
    chips: Markup
    warn: Callable[[], object]
    sections: Mapping[str, Section[Record, Link]]


def heading(content: Content, card: RecordCard[Record, Link]) -> Markup:
    """Name of the record and what is known of it at a glance; stands above the map and the card.

    Parameters
    ----------
    content : Content
    card : RecordCard
    """
    count = len(card.links)
    chips = [evidence.chip(f"{count} muscle{'s' if count != 1 else ''}"), card.chips]
    review = review_state(content, card.kind, card.record.id)
    return evidence.heading(card.eyebrow, card.name, card.below, chips, review)


def draw(content: Content, card: RecordCard[Record, Link], muscle: str | None) -> None:
    """Draw the card; the section that is open stays open from record to record.

    Parameters
    ----------
    content : Content
    card : RecordCard
    muscle : str or None
        Muscle chosen on the map.
    """
    if muscle in card.links:
        muscles.chosen(content, card.links, muscle)
    card.warn()
    is_student = audience.current() == "student"
    titles: list[str] = [title for title in card.sections if is_student or title != "Codes"]
    tabs = st.tabs([*titles, "Sources"], key=f"{card.kind} section", on_change="rerun")
    for tab, title in zip(tabs[:-1], titles, strict=True):
        if tab.open:
            with tab:
                card.sections[title](content, card.record, card.links, muscle)
    if tabs[-1].open:
        with tabs[-1]:
            st.html(evidence.source_list(content, blocks.source_keys(card.record)))

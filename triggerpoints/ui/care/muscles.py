"""The muscles of a technique or a condition: list by region, and what the chosen one has to do with it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from triggerpoints.content import Content
from triggerpoints.content.links import Link, by_region
from triggerpoints.ui import shell
from triggerpoints.ui.html import blocks, evidence, known, words
from triggerpoints.ui.state import address, audience, inputs


def chosen(content: Content, links: Mapping[str, Link], muscle: str) -> None:
    """Why the chosen muscle is listed, how well that was tested, and the way to its own page."""
    record, link = content.muscles[muscle], links[muscle]
    cited = known.cites(content, link.sources, audience.current())
    borrowed = evidence.chip(f"Borrowed from {link.borrowed_from}") if link.borrowed_from else ""
    with st.container(border=True, key="chosen-muscle"):
        st.html(
            Markup(
                '<p class="tp-eyebrow">Muscle on the map: {}</p>'
                '<h3 class="tp-chosen">{}</h3>'
                '<p class="tp-sub">{}</p>'
                '<p class="tp-said">{}</p>'
                '<div class="tp-chips">{}{}</div>'
            ).format(
                words.REGION[record.region],
                record.names.en,
                record.names.plain,
                link.reason,
                evidence.grade_chip(link.evidence),
                borrowed,
            )
            + (
                Markup('<p class="tp-note tp-basis">{}</p>').format(cited)
                if cited
                else blocks.note("No source is cited.")
            )
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            params = address.with_audience(muscle=muscle)
            shell.link("explore", "Open this muscle", icon=":material/accessibility_new:", **params)
            inputs.button("Close", "close muscle", muscle=None)


def by_regions(content: Content, links: Mapping[str, Link], muscle: str | None, key: str) -> None:
    """All muscles by region as buttons; the same choice as on the map."""
    regions = by_region(content, links)
    for region, label in words.REGION.items():
        if region not in regions:
            continue
        names = {record.id: record.names.en for record in regions[region]}
        inputs.pills(
            "muscle", names, muscle, label=f"{label} ({len(names)})", key=f"{key} muscles of {region}"
        )

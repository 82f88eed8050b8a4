"""The card of a technique: what it is with its cautions beside it, then one section at a time."""

from __future__ import annotations

import re

import streamlit as st
from markupsafe import Markup

from triggerpoints.content import Content
from triggerpoints.content.links import grades_of, technique_muscles
from triggerpoints.content.models.muscle import TechniqueLink
from triggerpoints.content.models.technique import Technique
from triggerpoints.ui import shell
from triggerpoints.ui.care import muscles as care_muscles
from triggerpoints.ui.care import record_card
from triggerpoints.ui.html import blocks, known
from triggerpoints.ui.html import evidence as html_evidence
from triggerpoints.ui.state import address, audience

NEEDLE = {True: "With a needle", False: "Without a needle"}
Links = dict[str, TechniqueLink]
_ABBREVIATION = re.compile("[A-Z]{2}|TrP")


def card_of(content: Content, technique: Technique) -> record_card.RecordCard[Technique, TechniqueLink]:
    """What the card of a technique shows; patients see no abbreviations among its names."""
    is_student = audience.current() == "student"
    others = [name for name in technique.synonyms if is_student or not _ABBREVIATION.search(name)]
    return record_card.RecordCard(
        kind="techniques",
        record=technique,
        links=technique_muscles(content, technique.id),
        eyebrow=NEEDLE[technique.needle],
        name=technique.name,
        below=f"Also: {', '.join(others)}" if others else "",
        chips=Markup("").join(html_evidence.grade_chip(g.grade, g.up_to) for g in technique.evidence),
        warn=lambda: warn(content, technique),
        sections=SECTIONS,
    )


def warn(content: Content, technique: Technique) -> None:
    """Before any needling: not by oneself, and who should not be needled."""
    if technique.needle:
        st.html(
            Markup(
                '<section class="tp-flags" aria-label="Before any needling">'
                "<p><strong>Never needle yourself.</strong> {}</p></section>"
            ).format(content.claims["C5"].plain)
        )
        shell.link("safety", "Who should not be needled, and what can go wrong", **address.with_audience())


def about(content: Content, technique: Technique, links: Links, muscle: str | None) -> None:
    """What it is, when it is used, who may do it, what to be careful of."""
    voice = audience.current()
    seen: set[str] = set()
    of = f"techniques, {technique.id}"
    uses = technique.used_for
    parts = [html_evidence.said(content, technique.what, voice, seen, of)]
    parts += [
        Markup('<h4 aria-level="2">When it is used</h4>'),
        blocks.bullets(uses.student if voice == "student" else uses.plain),
    ]
    parts += [known.basis(content, uses, voice, of), Markup('<h4 aria-level="2">What to be careful of</h4>')]
    parts += [html_evidence.said(content, caution, voice, seen, of) for caution in technique.cautions]
    parts += [
        Markup('<h4 aria-level="2">Who may do it</h4>'),
        html_evidence.said(content, technique.done_by, voice, seen, of),
    ]
    for title, statement in (("About the name", technique.name_note), ("Another way", technique.variant)):
        if statement:
            parts += [
                Markup('<h4 aria-level="2">{}</h4>').format(title),
                html_evidence.said(content, statement, voice, seen, of),
            ]
    st.html(Markup("").join(parts))


def muscles(content: Content, technique: Technique, links: Links, muscle: str | None) -> None:
    """Which muscles it is used for; the same choice as on the map."""
    care_muscles.by_regions(content, links, muscle, "technique")


def evidence(content: Content, technique: Technique, links: Links, muscle: str | None) -> None:
    """How well it was tested, as a whole and in each condition."""
    voice, of = audience.current(), f"techniques, {technique.id}"
    st.html(
        Markup("").join(
            html_evidence.graded(content, "In general", item, voice, of) for item in technique.evidence
        )
    )
    for condition, tested in grades_of(content, technique.id):
        st.html(html_evidence.graded(content, condition.name, tested, voice, of))
        params = address.with_audience(condition=condition.id)
        shell.link("conditions", f"About {html_evidence.lower_first(condition.plain_name)}", **params)
    params = address.with_audience(technique=technique.id)
    shell.link("evidence", "How this compares: table of all grades", icon=":material/balance:", **params)


SECTIONS: dict[str, record_card.Section[Technique, TechniqueLink]] = {
    "About": about,
    "Muscles": muscles,
    "Evidence": evidence,
}

"""The card of a condition: red flags first, then one section at a time."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from triggerpoints.content import Content
from triggerpoints.content.links import condition_muscles, grade_order
from triggerpoints.content.models.condition import Condition
from triggerpoints.content.models.muscle import ConditionLink
from triggerpoints.ui import shell
from triggerpoints.ui.care import muscles as care_muscles
from triggerpoints.ui.care import record_card
from triggerpoints.ui.html import blocks, known
from triggerpoints.ui.html import evidence as html_evidence
from triggerpoints.ui.state import address, audience

Links = dict[str, ConditionLink]


def card_of(content: Content, condition: Condition) -> record_card.RecordCard[Condition, ConditionLink]:
    """What the card of a condition shows; its plain name comes first for patients."""
    names = (condition.name, condition.plain_name)
    name, below = names[::-1] if audience.current() == "patient" else names
    return record_card.RecordCard(
        kind="conditions",
        record=condition,
        links=condition_muscles(content, condition.id),
        eyebrow=html_evidence.GROUPS[condition.group],
        name=name,
        below=below,
        chips=Markup(""),
        warn=lambda: st.html(html_evidence.warning_box(content, condition, audience.current())),
        sections=SECTIONS,
    )


def about(content: Content, condition: Condition, links: Links, muscle: str | None) -> None:
    """What it is, what to do first, what guidelines say."""
    voice, of = audience.current(), f"conditions, {condition.id}"
    seen: set[str] = set()
    parts = [html_evidence.said(content, condition.definition, voice, seen, of)]
    parts += [
        Markup('<h4 aria-level="2">What to do first</h4>'),
        html_evidence.said(content, condition.first_line, voice, seen, of),
    ]
    if condition.guidance:
        parts.append(Markup('<h4 aria-level="2">What guidelines say</h4>'))
        parts += [html_evidence.said(content, item, voice, seen, of) for item in condition.guidance]
    if condition.also_called:
        parts.append(blocks.facts([("Also called", ", ".join(condition.also_called))]))
    st.html(Markup("").join(parts))


def muscles(content: Content, condition: Condition, links: Links, muscle: str | None) -> None:
    """Which muscles are often tender in it; the same choice as on the map."""
    st.html(blocks.note("Tender spots are often found in these muscles. That does not make them the cause."))
    care_muscles.by_regions(content, links, muscle, "condition")
    if condition.findings and audience.current() == "student":
        st.markdown("#### What sources report")
        of = f"conditions, {condition.id}"
        for found in condition.findings:
            names = ", ".join(content.muscles[id_].names.en for id_ in found.muscles)
            st.html(blocks.facts([(names, found.student)]) + known.basis(content, found, "student", of))


def evidence(content: Content, condition: Condition, links: Links, muscle: str | None) -> None:
    """How well techniques were tested in it."""
    voice, of = audience.current(), f"conditions, {condition.id}"
    if not condition.evidence:
        st.html(blocks.note("No source supports a grade for any technique here, so none is given."))
    ordered = sorted(condition.evidence, key=lambda tested: grade_order(tested.grade, tested.up_to))
    for tested in ordered:
        technique = content.techniques[tested.technique]
        st.html(html_evidence.graded(content, technique.name, tested, voice, of))
        params = address.with_audience(technique=technique.id)
        shell.link("techniques", f"About {html_evidence.lower_first(technique.name)}", **params)
    if any(content.techniques[tested.technique].needle for tested in ordered):
        st.html(blocks.note(f"{content.claims['C5'].plain} Never needle yourself."))
    params = address.with_audience(condition=condition.id)
    shell.link("evidence", "How this compares: table of all grades", icon=":material/balance:", **params)


def codes(content: Content, condition: Condition, links: Links, muscle: str | None) -> None:
    """Codes with edition and status."""
    st.html(html_evidence.codes(content, condition))


SECTIONS: dict[str, record_card.Section[Condition, ConditionLink]] = {
    "About": about,
    "Muscles": muscles,
    "Evidence": evidence,
    "Codes": codes,
}

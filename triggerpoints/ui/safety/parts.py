"""The parts of the safety page, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import Atlas
from triggerpoints.content import Content
from triggerpoints.ui import shell
from triggerpoints.ui.html import blocks, evidence, flags, known, safety, words
from triggerpoints.ui.safety import region_map
from triggerpoints.ui.state import address, audience


@dataclass(frozen=True)
class Choice:
    """What the address asks for."""

    region: str | None
    view: str | None


def danger_signs(atlas: Atlas, content: Content, choice: Choice) -> None:
    """Red flags of the region chosen on the map."""
    region_map.buttons(
        "Where is the pain? Choose it here, or tap it on the body.", choice.region, key="red flag region"
    )
    map_side, list_side = st.columns([1, 1.35], gap="large")
    with map_side, st.container(key="map-side"):
        region_map.region_map(atlas, content, choice.region, view=choice.view, key="red flag map")
    with list_side, st.container(key="region-signs" if choice.region else None):
        found = flags.of_regions(content, [choice.region] if choice.region else [])
        here = words.BODY_REGION[choice.region].lower() if choice.region else "any part of the body"
        st.html(
            Markup('<h2 class="tp-name">Danger signs: {}</h2>').format(here)
            + blocks.note("One sign alone proves little. It is a reason to be seen. If in doubt, be seen.")
            + safety.flag_list(content, found, audience.current())
        )


def checklist(atlas: Atlas, content: Content, choice: Choice) -> None:
    """Questions to tick, and what to talk about before any needling."""
    voice = audience.current()
    st.markdown("Tick what fits you. Nothing is stored or sent. The list does not say yes or no.")
    questions, answer = st.columns([1.2, 1], gap="large")
    ticked = []
    with questions, st.container(key="ticks"):
        for record in content.contraindications.values():
            if st.checkbox(record.question, key=f"tick {record.id}"):
                ticked.append(record)
    with answer, st.container(key="talk-side"):
        st.html(safety.talk_list(ticked, voice))
        shell.link(
            "visit", "Questions to ask before the first needle", icon=":material/quiz:",
            **address.with_audience(part="questions"),
        )  # fmt: skip
    if voice == "student":
        for kind, title in (
            ("absolute", "Absolute: do not needle"),
            ("relative", "Relative: judgment first"),
        ):
            st.html(Markup("<h3>{}</h3>").format(title))
            st.html(safety.contraindications(content, kind))
        sites = ", ".join(site.lower() for site in content.never_needled.sites)
        st.html(blocks.note(f"{content.never_needled.note} Sites: {sites}."))


def harms(atlas: Atlas, content: Content, choice: Choice) -> None:
    """How often what goes wrong, beside what it may do."""
    voice = audience.current()
    student = voice == "student"
    st.html(
        Markup('<div class="tp-grid tp-two"><article><h3>What it may do</h3>')
        + Markup("").join(
            evidence.said(content, content.findings[id_], voice) for id_ in ("short-term-pain", "about-equal")
        )
        + Markup("</article><article><h3>What can go wrong</h3>")
        + Markup("").join(
            Markup('<p class="tp-said">{}. {}</p>').format(harm.plain, harm.plain_note)
            for harm in content.harms.values()
            if harm.plain_note
        )
        + known.basis(content, content.harms["any-serious-event"], voice)
        + Markup("</article></div>")
    )
    minor = [harm for harm in content.harms.values() if not harm.serious]
    counted = [harm for harm in minor if harm.rates and max(rate.percent for rate in harm.rates) >= 1]
    others = [harm for harm in minor if harm not in counted]
    tiles = Markup("").join(safety.harm_tile(content, harm, voice) for harm in counted)
    st.html(
        Markup("<h3>Out of 100 sessions</h3>")
        + blocks.note(
            "A full dot is a session in which it happened. Half dots: one study saw fewer, another more."
        )
        + Markup('<div class="tp-harms">{}</div>').format(tiles)
        + Markup("<h3>Out of 1,000 sessions</h3>")
        + safety.serious_tile(content, content.harms["any-serious-event"], voice)
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.html(safety.harm_list(content, others, voice))
    with right:
        st.html(
            Markup("<h4>Serious cases that were written up</h4>")
            + blocks.note("Single cases show that it can happen. They do not show how often.")
            + safety.case_reports(content, voice)
        )
    if student:
        st.markdown("### The studies")
        st.html(
            safety.studies(content)
            + blocks.note(
                "Self-report by those who needled, trained volunteers, different definitions. "
                "Rates are per treatment; several events may fall in one. Never give one rate from one study."
            )
        )


def what_lies_near(atlas: Atlas, content: Content, choice: Choice) -> None:
    """Hazards by region."""
    region_map.buttons(
        "What lies close to the muscles of each region, and why training matters",
        choice.region,
        key="hazard region",
    )
    voice = audience.current()
    if voice == "student":
        st.html(
            blocks.note(
                "Anatomy to learn. The principle limits a risk; it is never an instruction to needle."
            )
        )
    for region, label in words.BODY_REGION.items():
        found = [hazard for hazard in content.hazards.values() if hazard.region == region]
        if not found or choice.region not in (None, region):
            continue
        cards = Markup("").join(safety.hazard_card(content, hazard, voice) for hazard in found)
        st.html(Markup('<h3>{}</h3><div class="tp-grid">{}</div>').format(label, cards))
    if choice.region and not any(hazard.region == choice.region for hazard in content.hazards.values()):
        st.html(blocks.note("Nothing is recorded for this region by itself. Look at its neighbors."))


def hygiene(atlas: Atlas, content: Content, choice: Choice) -> None:
    """What clean needling looks like."""
    st.markdown("What you should see when somebody needles. Ask when you do not see it.")
    st.html(safety.hygiene(content, audience.current()))


def who_may(atlas: Atlas, content: Content, choice: Choice) -> None:
    """The law by place with its date, and what to ask."""
    st.markdown(
        "Boards decide this, not an app. Rules change, so each line has its date. Check with your board."
    )
    st.html(safety.practice_table(content, content.practice_rules.values(), audience.current()))
    st.markdown("### What to ask")
    asked = [question for question in content.visit_questions.values() if question.about == "training"]
    st.html(blocks.bullets(f"{question.ask} {question.why}" for question in asked))


def if_it_goes_wrong(atlas: Atlas, content: Content, choice: Choice) -> None:
    """What to do during and after."""
    voice = audience.current()
    for when, title in (("during", "While the needle is in"), ("after", "Afterwards, up to some days")):
        found = [record for record in content.mishaps.values() if record.when == when]
        st.html(Markup("<h2>{}</h2>").format(title))
        st.html(safety.mishaps(content, found, voice))


PARTS: dict[str, tuple[str, Callable[[Atlas, Content, Choice], None]]] = {
    "signs": ("Danger signs", danger_signs),
    "checklist": ("Before any needling", checklist),
    "harms": ("What can go wrong", harms),
    "hazards": ("What lies near", what_lies_near),
    "hygiene": ("Clean needling", hygiene),
    "who": ("Who may needle", who_may),
    "wrong": ("If something goes wrong", if_it_goes_wrong),
}

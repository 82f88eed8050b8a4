"""Techniques: what they are, for which muscles, who may do them, what was tested."""

from collections import Counter

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.content.links import technique_muscles
from triggerpoints.ui import messages
from triggerpoints.ui.care import graded_map, record_card, technique_card
from triggerpoints.ui.html import blocks, evidence
from triggerpoints.ui.html.glossary import explained
from triggerpoints.ui.state import address, audience, inputs

FILTERS = {"": "All", "needle": "With a needle", "no-needle": "Without a needle"}

atlas, content = load_atlas(), load_content()
values, problems = address.read(
    {
        "technique": content.techniques,
        "muscle": content.muscles,
        "view": atlas.views,
        "layer": graded_map.LAYERS,
        "show": FILTERS,
    }
)
technique, muscle, show = values["technique"], values["muscle"], values["show"] or ""
listed = [t for t in content.techniques.values() if not show or t.needle == (show == "needle")]
listed.sort(key=lambda record: record.needle)  # what a person can do comes before needles

search, choices = st.columns([2, 1])
with search:
    inputs.search(
        "technique",
        {id_: f"{record.name} ({', '.join(record.synonyms)})" for id_, record in content.techniques.items()},
        technique,
        label="Find a technique",
        placeholder="Find a technique: type its name or what you call it",
        key="technique choice",
        clears=("muscle", "view"),
    )
with choices:
    inputs.audience_switch()
messages.say_all(problems)

if technique is None:
    st.title("Techniques")
    inputs.segments("show", FILTERS, show, label="Show", key="technique kind")
    columns = st.columns(3, gap="medium")
    for number, record in enumerate(listed):
        with columns[number % 3], st.container(border=True):
            inputs.button(f"**{record.name}**", f"open {record.id}", technique=record.id)
            st.html(
                Markup('<p class="tp-said">{}</p><div class="tp-chips">{}{}</div>').format(
                    explained(evidence.voice(record.what, audience.current())),
                    evidence.chip(technique_card.NEEDLE[record.needle]),
                    Markup("").join(evidence.grade_chip(g.grade, g.up_to) for g in record.evidence),
                )
            )
    st.markdown("## Which technique for which muscles")
    counted: Counter[tuple[str, str]] = Counter(
        (m.group, link.id) for m in content.muscles.values() for link in m.techniques
    )
    in_table = {id_ for row in content.matrix.values() for id_ in (*row.usual, *row.adapted)}
    st.html(
        evidence.matrix_table(
            content, [t for t in listed if t.id in in_table], lambda group, id_: counted[group, id_]
        )
        + blocks.note(
            "● usual, ◐ for specialists or adapted, – not listed. The number says how many muscles of the "
            "group name the technique; each muscle’s page gives the reason and the sources. This table is an "
            "editorial draft from the hazards of each region. No clinician has signed it off. A needle "
            "always needs a trained clinician."
        )
    )
else:
    grades = {id_: link.evidence for id_, link in technique_muscles(content, technique).items()}
    card = technique_card.card_of(content, content.techniques[technique])
    st.html(record_card.heading(content, card))
    map_side, card_side = st.columns([1.15, 1], gap="large")
    with map_side, st.container(key="map-side"):
        graded_map.graded_map(atlas, content, grades, "technique map", values)
    with card_side:
        record_card.draw(content, card, muscle)

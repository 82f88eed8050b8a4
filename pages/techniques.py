"""Techniques: what they are, for which muscles, who may do them, what was tested."""

from collections import Counter

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.content.care_links import technique_muscles
from triggerpoints.ui import audience, blocks, care_blocks, care_map, page_address, technique_card
from triggerpoints.ui.glossary import explained

FILTERS = {"all": "All", "needle": "With a needle", "no-needle": "Without a needle"}
CHOICE, KIND = "technique choice", "technique kind"

atlas, content = load_atlas(), load_content()
values, problems = page_address.read(
    {
        "technique": content.techniques,
        "muscle": content.muscles,
        "view": atlas.views,
        "layer": care_map.LAYERS,
        "show": FILTERS,
    }
)
technique, muscle, show = values["technique"], values["muscle"], values["show"] or "all"
listed = [t for t in content.techniques.values() if show == "all" or t.needle == (show == "needle")]

search, choices = st.columns([2, 1])
with search, st.container(horizontal=True, gap="small"):
    st.session_state[CHOICE], st.session_state[KIND] = technique, show
    st.selectbox(
        "Find a technique",
        list(content.techniques),
        index=None,
        format_func=lambda id_: (
            f"{content.techniques[id_].name} ({', '.join(content.techniques[id_].synonyms)})"
        ),
        key=CHOICE,
        placeholder="Find a technique: type its name or what you call it",
        label_visibility="collapsed",
        on_change=lambda: page_address.change(technique=st.session_state[CHOICE], muscle=None, view=None),
    )
with choices:
    audience.switch()
for problem in problems:
    st.warning(problem)

if technique is None:
    st.title("Techniques")
    st.segmented_control(
        "Show",
        list(FILTERS),
        format_func=FILTERS.__getitem__,
        key=KIND,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: page_address.change(show=st.session_state[KIND].replace("all", "")),
    )
    columns = st.columns(3, gap="medium")
    for number, record in enumerate(listed):
        with columns[number % 3], st.container(border=True):
            page_address.button(f"**{record.name}**", f"open {record.id}", technique=record.id)
            st.html(
                f'<p class="tp-said">{explained(care_blocks.voice(record.what, audience.current()))}</p>'
                f'<div class="tp-chips"><span class="tp-chip">{technique_card.NEEDLE[record.needle]}</span>'
                f"{''.join(care_blocks.grade_chip(g.grade, g.up_to) for g in record.evidence)}</div>"
            )
    st.markdown("## Which technique for which muscles")
    counted: Counter[tuple[str, str]] = Counter(
        (m.group, link.id) for m in content.muscles.values() for link in m.techniques
    )
    in_draft = {id_ for row in content.matrix.values() for id_ in (*row.usual, *row.adapted)}
    st.html(
        care_blocks.matrix_table(
            content, [t for t in listed if t.id in in_draft], lambda group, id_: counted[group, id_]
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
    map_side, card_side = st.columns([1.15, 1], gap="large")
    with map_side, st.container(key="map-side"):
        care_map.draw(atlas, content, grades, "technique map", values)
    with card_side:
        technique_card.draw(content, content.techniques[technique], muscle)

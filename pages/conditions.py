"""Conditions: what they are, which muscles take part, what to do first, how well needling was tested."""

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.content.links import condition_muscles
from triggerpoints.content.models.condition import Condition
from triggerpoints.ui import messages
from triggerpoints.ui.care import condition_card, graded_map, record_card
from triggerpoints.ui.html import evidence
from triggerpoints.ui.state import address, audience, inputs

atlas, content = load_atlas(), load_content()
values, problems = address.read(
    {
        "condition": content.conditions,
        "muscle": content.muscles,
        "view": atlas.views,
        "layer": graded_map.LAYERS,
    }
)
condition, muscle = values["condition"], values["muscle"]


def heading(record: Condition) -> str:
    """Name of a condition, with its plain name where that says more; for patients that comes first."""
    said = set(record.name.lower().split()) | {"pain", "in", "the", "or", "and"}
    plain = record.plain_name
    if set(plain.lower().replace(",", "").split()) <= said:
        return f"**{record.name}**"
    first, second = (plain, record.name) if audience.current() == "patient" else (record.name, plain)
    return f"**{first}** {evidence.lower_first(second) if second == plain else second}"


search, choices = st.columns([2, 1])
with search:
    inputs.search(
        "condition",
        {
            id_: f"{record.name} – {record.plain_name} ({', '.join(record.also_called)})"
            for id_, record in content.conditions.items()
        },
        condition,
        label="Find a condition",
        placeholder="Find a condition: type what you call it, such as stiff neck or heel pain",
        key="condition search",
        clears=("muscle", "view"),
    )
with choices:
    inputs.audience_switch()
messages.say_all(problems)

if condition is None:
    st.title("Conditions")
    st.markdown(
        "Each one with its warning signs, its muscles on the map, what to do first, and what was tested."
    )
    columns = st.columns(3, gap="medium")
    for number, (group, title) in enumerate(evidence.GROUPS.items()):
        with columns[number % 3], st.container(border=True):
            st.html(Markup('<h2 class="tp-step">{}</h2>').format(title))
            for record in content.conditions.values():
                if record.group == group:
                    inputs.button(heading(record), f"open {record.id}", condition=record.id)
else:
    record = content.conditions[condition]
    grades = {id_: link.evidence for id_, link in condition_muscles(content, condition).items()}
    card = condition_card.card_of(content, record)
    st.html(record_card.heading(content, card))
    st.html(evidence.warning_box(content, record, audience.current(), short=True))  # before the map on phones
    map_side, card_side = st.columns([1.15, 1], gap="large")
    with map_side, st.container(key="map-side"):
        graded_map.graded_map(atlas, content, grades, "condition map", values)
    with card_side:
        record_card.draw(content, card, muscle)

"""Find my pain: where it hurts, danger signs, how it feels, then muscles that fit and what to do."""

from collections.abc import Callable

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import area_name
from triggerpoints.referral.search import find
from triggerpoints.referral.warnings import regions_of
from triggerpoints.ui import messages
from triggerpoints.ui.find import areas, body_map, danger, feel, keep, results, session, way
from triggerpoints.ui.state import inputs, skin_figure

atlas, content = load_atlas(), load_content()
session.follow_link()
messages.say_all(skin_figure.follow_address())
place = way.current()
record = session.current()
names = [area_name(atlas, content, area) for area in record.areas]
hits = find(record.areas, atlas, content) if record.areas else []
found = results.Found(atlas, content, record.areas, names, hits)

danger.advice(content)
with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="way-head"):
    with st.container(width="stretch"):
        way.head(place)
    inputs.audience_switch()
way.offer()
map_side, step_side = st.columns([1, 1], gap="large")
with map_side, st.container(key="pain-map" if place.shows("where") else "pain-map-aside"):
    if place.shows("where"):
        areas.say(atlas)
        areas.unclear(atlas, content)
    body_map.draw(atlas, content, hits)
    if place.shows("where"):
        areas.pick_from_list(atlas, content)
with step_side, st.container(key="pain-step"):
    if place.shows("where"):
        areas.understood(content, record.areas, names)
    parts: dict[way.Step, Callable[[], None]] = {
        "signs": lambda: danger.questions(content, regions_of(atlas, content, record.areas)),
        "feel": lambda: feel.draw(content, record.areas, names),
        "fits": lambda: results.draw(found),
        "else": lambda: results.look_alikes(found),
        "keep": lambda: keep.draw(atlas, content, record),
    }
    for step, draw in parts.items():
        if record.areas and place.shows(step):
            way.part(place, step)
            draw()
    if not record.areas:
        keep.draw(atlas, content, record)
    way.buttons(place)

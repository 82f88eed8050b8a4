"""Find my pain: mark where it hurts; warning signs first, then the muscles whose patterns fit."""

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import area_name
from triggerpoints.referral.search import find
from triggerpoints.referral.warnings import regions_of
from triggerpoints.ui.find import areas, body_map, danger, keep, results, session
from triggerpoints.ui.state import address, inputs

atlas, content = load_atlas(), load_content()
session.follow_link()
address.read({})  # the audience
record = session.current()
names = [area_name(atlas, content, area) for area in record.areas]
hits = find(record.areas, atlas, content) if record.areas else []

danger.advice(content)
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    st.html(Markup('<h1 class="tp-title">Where does it hurt?</h1>'), width="stretch")
    inputs.audience_switch()
map_side, answer_side = st.columns([1, 1], gap="large")
with map_side, st.container(key="pain-map"):
    areas.say(atlas, content)
    body_map.draw(atlas, content, hits)
with answer_side:
    areas.marked(atlas, content, record.areas, names)
    areas.pick_from_list(atlas, content)
    if record.areas:
        danger.questions(content, regions_of(atlas, content, record.areas))
        found = results.Found(atlas, content, record.areas, names, hits)
        results.draw(found)
if record.areas:
    results.compare(found)
keep.draw(atlas, content, record)

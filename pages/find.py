"""Find my pain: mark where it hurts; warning signs first, then the muscles whose patterns fit."""

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import area_name
from triggerpoints.referral.search import find
from triggerpoints.referral.warnings import regions_of
from triggerpoints.ui import audience, pain_areas, pain_flags, pain_keep, pain_map, pain_results, pain_session

atlas, content = load_atlas(), load_content()
pain_session.follow_link()
record = pain_session.current()
names = [area_name(atlas, content, area) for area in record.areas]
hits = find(record.areas, atlas, content) if record.areas else []

pain_flags.advice(content)
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    st.html('<h1 class="tp-title">Where does it hurt?</h1>', width="stretch")
    audience.switch()
map_side, answer_side = st.columns([1, 1], gap="large")
with map_side, st.container(key="pain-map"):
    pain_areas.say(atlas, content)
    pain_map.draw(atlas, content, hits)
with answer_side:
    pain_areas.marked(atlas, content, record.areas, names)
    pain_areas.pick_from_list(atlas, content)
    if record.areas:
        pain_flags.questions(content, regions_of(atlas, content, record.areas))
        found = pain_results.Found(atlas, content, record.areas, names, hits)
        pain_results.draw(found)
if record.areas:
    pain_results.compare(found)
pain_keep.draw(atlas, content, record)

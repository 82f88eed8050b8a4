"""Start: where does it hurt? The body and a line to type; beside them the door for people who learn."""

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import area_name
from triggerpoints.ui import shell
from triggerpoints.ui.find import areas, body_map, session, way
from triggerpoints.ui.state import audience, inputs
from triggerpoints.ui.state import page as visit_page

if visit_page.is_new() and (asked := st.query_params.get("audience")):
    audience.follow(asked)
atlas, content = load_atlas(), load_content()
record = session.current()

with st.container(horizontal=True, vertical_alignment="center", gap="small", key="way-head"):
    st.html(Markup('<h1 class="tp-title">Where does it hurt?</h1>'), width="stretch")
    inputs.audience_switch()
way.offer()
map_side, door_side = st.columns([1, 1], gap="large")
with map_side, st.container(key="pain-map"):
    areas.say(atlas)
    areas.unclear(atlas, content)
    body_map.draw(atlas, content, ())
    areas.pick_from_list(atlas, content)
with door_side, st.container(key="pain-step"):
    if record.areas:
        names = [area_name(atlas, content, area) for area in record.areas]
        areas.understood(content, record.areas, names)
        with st.container(key="way-buttons", horizontal=True):
            if st.button("Next: danger signs", key="home next", type="primary", width="stretch"):
                st.switch_page(shell.path("find"), query_params={"step": "signs"})
    else:
        st.html(
            Markup(
                '<p class="tp-lead">Tap the place on the body, or type it in your own words. You will see '
                "which muscles are known to send pain there, what you can do, and when to see somebody.</p>"
                '<p class="tp-note">It is information, not a diagnosis. It asks for danger signs first. '
                "Nothing is sent to anybody.</p>"
            )
        )
        with st.container(key="home-doors", border=True):
            st.html(
                Markup(
                    '<h2 class="tp-door">I am learning</h2>'
                    "<p>Muscles, trigger points, what lies beneath, a quiz.</p>"
                )
            )
            with st.container(horizontal=True, gap="small"):
                for page, name in (("explore", "Body and muscles"), ("learn", "Quiz and cards")):
                    if st.button(name, key=f"home {page}"):
                        audience.choose("student")
                        st.switch_page(shell.path(page), query_params={"audience": "student"})

"""Compare muscles: two or three beside each other, in a table and on one map."""

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.ui import messages, shell
from triggerpoints.ui.compare import in_body, parts
from triggerpoints.ui.html import blocks, flags
from triggerpoints.ui.state import inputs

atlas, content = load_atlas(), load_content()
muscles, view, problems = parts.read(content)
title, choices = st.columns([2, 1], vertical_alignment="center")
with title:
    st.title("Compare muscles")
with choices:
    voice = inputs.audience_switch()
messages.say_all(problems)
parts.choose(content, muscles)
parts.say_what_to_do(len(muscles))
if len(muscles) > 1:
    regions = tuple(dict.fromkeys(r for id_ in muscles for r in content.muscles[id_].red_flag_regions))
    signs = flags.line if voice == "student" else flags.box
    st.html(signs(content, regions))
    map_side, table_side = st.columns([1, 1.3], gap="large")
    with map_side, st.container(key="compare-map"):
        if in_body.is_turned():
            in_body.draw(atlas, content, muscles)
        else:
            parts.map_of_all(atlas, content, muscles, view)
            in_body.button()
    with table_side:
        st.html(parts.table(content, muscles, voice))
        st.html(blocks.note("For learning, not a diagnosis. Patterns are averages from charts."))
        for id_ in muscles:
            shell.link("explore", f"{content.muscles[id_].names.en}: its card", muscle=id_)

"""Safety: danger signs, who should not be needled, what can go wrong, and what to do."""

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.ui import address_inputs, page_address, safety_parts, words

atlas, content = load_atlas(), load_content()
values, problems = page_address.read(
    {"part": safety_parts.PARTS, "region": words.BODY_REGION, "view": atlas.views}
)
title, choices = st.columns([2, 1], vertical_alignment="center")
with title:
    st.title("Safety")
with choices:
    address_inputs.audience_switch()
for problem in problems:
    st.warning(problem)
st.error(
    "**Call your emergency number now (112, 999 or 911)** if someone collapses, cannot breathe, "
    "has crushing chest pain, or has a drooping face, a weak arm or slurred speech.",
    icon=":material/emergency:",
)
address_inputs.tabs(
    safety_parts.PARTS,
    values["part"],
    atlas,
    content,
    safety_parts.Choice(values["region"], values["view"]),
    key="safety part",
)

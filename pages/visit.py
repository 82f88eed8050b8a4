"""Your first visit: what a dry-needling session is like, and what to ask before it."""

import streamlit as st

from triggerpoints.content import load_content
from triggerpoints.ui import address_inputs, page_address, visit_parts

content = load_content()
values, problems = page_address.read({"part": visit_parts.PARTS})
title, choices = st.columns([2, 1], vertical_alignment="center")
with title:
    st.title("Your first visit")
    st.markdown(
        "What a dry-needling session is usually like. Only a trained clinician with a license may needle. "
        "**Never needle yourself.**"
    )
with choices:
    address_inputs.audience_switch()
for problem in problems:
    st.warning(problem)
address_inputs.tabs(visit_parts.PARTS, values["part"], content, key="visit part")

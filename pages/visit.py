"""Your first visit: what a dry-needling session is like, and what to ask before it."""

import streamlit as st

from triggerpoints.content import load_content
from triggerpoints.ui import messages
from triggerpoints.ui.state import address, inputs
from triggerpoints.ui.visit import parts

content = load_content()
values, problems = address.read({"part": parts.PARTS})
title, choices = st.columns([2, 1], vertical_alignment="center")
with title:
    st.title("Your first visit")
    st.markdown(
        "What a dry-needling session is usually like. Only a trained clinician with a license may needle. "
        "**Never needle yourself.**"
    )
with choices:
    inputs.audience_switch()
messages.say_all(problems)
inputs.tabs(parts.PARTS, values["part"], content, key="visit part")

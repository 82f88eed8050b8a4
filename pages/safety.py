"""Safety: danger signs, who should not be needled, what can go wrong, and what to do."""

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.ui import messages
from triggerpoints.ui.html import words
from triggerpoints.ui.safety import parts
from triggerpoints.ui.state import address, inputs

atlas, content = load_atlas(), load_content()
values, problems = address.read({"part": parts.PARTS, "region": words.BODY_REGION, "view": atlas.views})
title, choices = st.columns([2, 1], vertical_alignment="center")
with title:
    st.title("Safety")
with choices:
    inputs.audience_switch()
messages.say_all(problems)
messages.say(
    "Call your emergency number now (112, 999 or 911) if someone collapses, cannot breathe, "
    "has crushing chest pain, or has a drooping face, a weak arm or slurred speech.",
    "error",
)
inputs.tabs(
    parts.PARTS,
    values["part"],
    atlas,
    content,
    parts.Choice(values["region"], values["view"]),
    key="safety part",
)

"""What stands beside the map before a muscle is chosen."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from triggerpoints.content import Content
from triggerpoints.content.reviews import said_of_all
from triggerpoints.ui import shell
from triggerpoints.ui.explore import session

OFTEN = ("trapezius-upper", "infraspinatus", "quadratus-lumborum-superficial", "piriformis", "soleus")


def welcome(content: Content) -> None:
    """Say what the page shows and how to start."""
    points = sum(len(muscle.trigger_points) for muscle in content.muscles.values())
    st.html(
        Markup(
            '<section class="tp-empty"><h1 class="tp-name">Choose a muscle</h1>'
            '<p class="tp-sub">Tap one on the body, type its name, or pick it from the list below.</p>'
            "<p>Here are {} muscles and {} trigger points. For each you see "
            "where it is, where it is known to send pain, and what you can do. Red flags come first.</p>"
            '<p class="tp-note">{}. Each record says which sources were read.</p></section>'
        ).format(len(content.muscles), points, said_of_all(content))
    )
    if shell.has_page("find"):
        shell.link("find", "Somewhere hurts? Find my pain", icon=":material/location_searching:")
    key = "often looked for"
    st.session_state[key] = None
    st.pills(
        "Often looked for",
        [muscle for muscle in OFTEN if muscle in content.muscles],
        format_func=lambda id_: content.muscles[id_].names.en,
        key=key,
        wrap=True,
        on_change=lambda: session.open_muscle(st.session_state[key]),
    )

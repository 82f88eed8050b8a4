"""The body map on which a region of the body is chosen, and the same choice as buttons."""

from __future__ import annotations

import streamlit as st

from triggerpoints.atlas import Atlas
from triggerpoints.content import Content
from triggerpoints.figures import MapState, map_payload
from triggerpoints.ui import audience, controls, page_address, serving, words
from triggerpoints.ui.bodymap import bodymap

HELP = "Arrow keys move through the regions, Enter selects, plus and minus zoom, 0 shows the whole picture."


def draw(atlas: Atlas, content: Content, region: str | None, *, view: str | None, key: str) -> None:
    """Draw views and map; a choice goes into the address as `region` and `view`.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    region, view : str or None
        What is chosen.
    key : str
        Widget key.
    """
    whole = [v.id for v in atlas.views.values() if v.group == controls.WHOLE_BODY]
    shown = view or whole[0]
    widget = f"{key} view"
    st.session_state[widget] = shown
    st.segmented_control(
        "View",
        whole,
        format_func=lambda id_: atlas.views[id_].label,
        key=widget,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: page_address.change(view=st.session_state[widget]),
    )
    state = MapState(view=shown, layer="skin", side="both", audience=audience.current())
    shapes = serving.regions_url(shown)
    payload = map_payload(atlas, content, state) | {
        "label": f"Regions of the body: {atlas.views[shown].label}",
        "help": HELP,
        "outlines": True,
        "selected": region,
        "shapes_url": shapes,
        "names_url": shapes,
        "shapes_layer": "regions",
    }
    bodymap(payload, key=key, on_pick=lambda event: page_address.change(region=event["id"]))


def buttons(label: str, region: str | None, *, key: str) -> None:
    """The regions as buttons; the same choice as on the map."""
    st.session_state[key] = region
    st.pills(
        label,
        list(words.BODY_REGION),
        format_func=words.BODY_REGION.__getitem__,
        key=key,
        wrap=True,
        on_change=lambda: page_address.change(region=st.session_state[key]),
    )

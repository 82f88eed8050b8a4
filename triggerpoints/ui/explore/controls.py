"""Controls beside the map: search, and the list of all muscles."""

from __future__ import annotations

from collections import defaultdict

import streamlit as st

from triggerpoints.content import Content
from triggerpoints.ui.explore import session
from triggerpoints.ui.html import words


def search(content: Content) -> None:
    """Search box over the names, plain names and synonyms of all muscles.

    It shows what was searched for until another muscle is chosen elsewhere: so its long list stays
    the same, and travels to the browser once instead of after every click on the map.
    """
    key, found = "muscle search", "found muscle"
    muscle = session.current().muscle
    st.session_state[key] = muscle if muscle == st.session_state.get(found) else None

    def open_found() -> None:
        st.session_state[found] = st.session_state[key]
        session.open_muscle(st.session_state[key])

    st.selectbox(
        "Find a muscle",
        list(content.muscles),
        index=None,
        format_func=lambda id_: words.search_label(content.muscles[id_]),
        key=key,
        placeholder="Find a muscle: type its name, where it is, or what you call it",
        label_visibility="collapsed",
        on_change=open_found,
    )


def muscle_list(content: Content) -> None:
    """All muscles by region: the same choice as on the map, without the map."""
    box = st.expander("All muscles by region", key="muscle list", on_change="rerun", icon=":material/list:")
    if not box.open:
        return
    by_region: dict[str, list[str]] = defaultdict(list)
    for muscle in content.muscles.values():
        by_region[muscle.region].append(muscle.id)
    selected = session.current().muscle
    with box:
        for region, label in words.REGION.items():
            if region not in by_region:
                continue
            key = f"muscles of {region}"
            st.session_state[key] = selected if selected in by_region[region] else None
            st.pills(
                label,
                by_region[region],
                format_func=lambda id_: content.muscles[id_].names.en,
                key=key,
                wrap=True,
                on_change=lambda key=key: session.open_muscle(st.session_state[key]),
            )

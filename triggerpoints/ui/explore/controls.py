"""Controls of the map: search, view, layer, side, overlays, and the list of all muscles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import streamlit as st

from triggerpoints.atlas import Atlas
from triggerpoints.content import Content
from triggerpoints.figures.framing import WHOLE_BODY, of_side, side_of
from triggerpoints.ui.explore import session
from triggerpoints.ui.html import words

SIDES: dict[str, str] = {"right": "Right", "left": "Left", "both": "Both"}
OVERLAYS = {
    "points": "Trigger points",
    "essential": "Essential zones",
    "spillover": "Spillover zones",
    "outlines": "Muscle outlines",
}


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
        format_func=lambda id_: search_label(content, id_),
        key=key,
        placeholder="Find a muscle: type its name, where it is, or what you call it",
        label_visibility="collapsed",
        on_change=open_found,
    )


def search_label(content: Content, muscle: str) -> str:
    """What the search box shows and searches for a muscle."""
    names = content.muscles[muscle].names
    also = f" ({', '.join(names.synonyms)})" if names.synonyms else ""
    return f"{names.en} – {names.plain}{also}"


def frame(atlas: Atlas) -> None:
    """View and layer of the map."""
    state = session.current()
    whole = [view.id for view in atlas.views.values() if view.group == WHOLE_BODY]
    with st.container(horizontal=True, gap="small"):
        _segments(
            "View",
            whole,
            lambda id_: atlas.views[id_].label,
            "view",
            state.view if state.view in whole else None,
        )
        _segments("Layer", list(atlas.layers), lambda id_: layer_name(atlas, id_), "layer", state.layer)


def layer_name(atlas: Atlas, layer: str) -> str:
    """Short label of a layer."""
    return atlas.layer_labels[layer].removesuffix(" muscles")


def close_ups(atlas: Atlas) -> None:
    """Close-ups by part of the body; one of a hand, a foot or a shoulder shows the chosen side."""
    box = st.popover("Close-ups", icon=":material/zoom_in:", key="close-ups", on_change="rerun")
    if not box.open:
        return
    state = session.current()
    groups: dict[str, list[str]] = defaultdict(list)
    for view in atlas.views.values():
        if view.group != WHOLE_BODY and side_of(atlas, view.id) != "left":
            groups[view.group].append(view.id)
    with box:
        for group, views in groups.items():
            key = f"close-ups of {group}"
            shown = of_side(atlas, state.view, "right")
            st.session_state[key] = shown if shown in views else None
            st.pills(
                group,
                views,
                format_func=close_up_names(atlas, views).__getitem__,
                key=key,
                wrap=True,
                on_change=lambda key=key: session.open_close_up(st.session_state[key]),
            )


def close_up_names(atlas: Atlas, views: Sequence[str]) -> dict[str, str]:
    """Short names of the close-ups of a group: without the side, and without the part that all share."""
    names = {view: atlas.views[view].label.removeprefix("Right ") for view in views}
    parts = {name.partition(", ")[0] for name in names.values()}
    if len(parts) == 1 and len(names) > 1:
        names = {view: name.partition(", ")[2] for view, name in names.items()}
    return {view: name[:1].upper() + name[1:] for view, name in names.items()}


def options() -> None:
    """Side and overlays, behind a button."""
    box = st.popover("Options", icon=":material/tune:", key="map options", on_change="rerun")
    if not box.open:
        return
    state = session.current()
    with box:
        st.markdown("Side of the body")
        _segments("Side of the body", list(SIDES), SIDES.__getitem__, "side", state.side)
        st.markdown("Show on the map")
        for name, label in OVERLAYS.items():
            _toggle(name, label, getattr(state, name))


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


def _segments(
    label: str, options: Sequence[str], words_of: Callable[[str], str], field: str, value: str | None
) -> None:
    key = f"map {field}"
    st.session_state[key] = value
    st.segmented_control(
        label,
        options,
        format_func=words_of,
        key=key,
        required=value is not None,
        wrap=True,
        label_visibility="collapsed",
        on_change=lambda: session.change(**{field: st.session_state[key]}),
    )


def _toggle(field: str, label: str, value: bool) -> None:
    key = f"show {field}"
    st.session_state[key] = value
    st.toggle(label, key=key, on_change=lambda: session.change(**{field: st.session_state[key]}))

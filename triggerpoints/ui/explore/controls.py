"""Controls beside the map: search, and the list of all muscles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from triggerpoints.content import Content
from triggerpoints.content.muscle_search import FoundMuscle, muscles_by
from triggerpoints.ui.components.body3d import turn_button
from triggerpoints.ui.explore import session
from triggerpoints.ui.figure import switch
from triggerpoints.ui.html import blocks, words
from triggerpoints.ui.state import audience

MOST_TYPED = 120
MOST_SHOWN = 12
NOTHING = (
    "No muscle is found by these words. Try its name, a place, a nerve, a root such as C5, or a movement."
)


FIGURE_NOTE = (
    "The skin is this figure’s in the views of the whole body and in 3D. "
    "The muscles below, and the close-ups, are one man’s."
)

_TYPED, _FOUND = "muscle search", "found muscles"
_LIST, _LISTED = "muscle list", "listed muscle"  # of the list's widget; what was chosen as it was drawn


def search(content: Content) -> None:
    """Box that finds muscles by what people know of them, and what it has found.

    What is found shows while somebody types, each with the reason why; choosing one opens it.
    """
    typed = st.text_input(
        "Find a muscle",
        key=_TYPED,
        type="search",
        live=True,  # after a quarter of a second; a time in words would import pandas
        max_chars=MOST_TYPED,
        placeholder="Find a muscle: name, place or nerve",
        label_visibility="collapsed",
        autocomplete="off",
    )
    asked = bool(typed and typed.strip())
    found = muscles_by(typed or "", content)
    shown = found[:MOST_SHOWN]
    said = _how_many(len(found), shown) if found else NOTHING if asked else ""
    st.html(Markup('<p class="tp-unseen" role="status">{}</p>').format(said))
    if not found:
        if asked:
            st.html(blocks.note(NOTHING))
        return
    st.session_state[_FOUND] = None
    with st.container(key="found-muscles", gap="small"):
        st.pills(
            said,
            [hit.id for hit in shown],
            format_func=lambda id_: _label(content, id_),
            key=_FOUND,
            wrap=True,
            on_change=_open_found,
        )
        if len({hit.reason for hit in shown}) > 1:
            st.html(_why(content, shown))


def _label(content: Content, muscle: str) -> str:
    """What a muscle is called in the list; for patients its plain name comes first."""
    names = content.muscles[muscle].names
    return names.en if audience.current() == "student" else f"{names.plain} ({names.en})"


def _open_found() -> None:
    session.open_muscle(st.session_state[_FOUND])
    st.session_state[_TYPED] = ""


def _how_many(number: int, shown: Sequence[FoundMuscle]) -> str:
    said = f"{number} muscle{'' if number == 1 else 's'} found"
    if len({hit.reason for hit in shown}) == 1 and shown[0].by != "name":
        said += f" ({shown[0].reason})"
    return said + (f", the first {len(shown)}:" if number > len(shown) else "")


def _why(content: Content, shown: Sequence[FoundMuscle]) -> Markup:
    rows = [(content.muscles[hit.id].names.en, hit.reason) for hit in shown]
    return Markup('<details class="tp-why"><summary>Why these</summary>{}</details>').format(
        blocks.facts(rows)
    )


def turn() -> None:
    """Button from the map to the turning body, which has the way back itself; styles hide it there."""
    with st.container(key="turn-body", width="content"):
        turn_button(session.turn)


def figure() -> None:
    """Whose skin is shown; the muscles stay those of the man."""
    switch.draw(FIGURE_NOTE, session.change)


def keep_figure() -> None:
    """Let the browser keep the figure; drawn with the whole page, for no click on the map changes it."""
    switch.keep_choice(session.change)


def begin_list() -> None:
    """Note what the list will show as chosen; to be called where the whole page is drawn, before the map."""
    st.session_state[_LISTED] = session.current().muscle


def is_list_behind() -> bool:
    """Whether the list is open and another muscle was chosen since: a click on the map does not draw it."""
    return bool(st.session_state.get(_LIST)) and st.session_state.get(_LISTED) != session.current().muscle


def muscle_list(content: Content) -> None:
    """All muscles by region: the same choice as on the map, without the map."""
    box = st.expander("All muscles by region", key=_LIST, on_change="rerun", icon=":material/list:")
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

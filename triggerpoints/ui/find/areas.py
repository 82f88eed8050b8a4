"""Where it hurts in words: a text box, a plain list of places, and the marked areas with their strength."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import streamlit as st
from markupsafe import Markup

from triggerpoints.referral.areas import Area, AreaName, AreaSide, Duration
from triggerpoints.referral.sentences import area_words, read_back, strength_word
from triggerpoints.ui import messages
from triggerpoints.ui.find import body_map, session
from triggerpoints.ui.html import words
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

SIDES: dict[AreaSide, str] = {"right": "Your right", "left": "Your left", "both": "Both"}
DURATIONS: dict[Duration, str] = {
    "week": "A week or less",
    "six-weeks": "Up to 6 weeks",
    "three-months": "Up to 3 months",
    "longer": "Longer",
}
_TEXT = "pain words"


def say(atlas: Atlas, content: Content) -> None:
    """Box for words such as 'behind my right eye and the side of the neck'."""

    def take() -> None:
        before = len(session.current().areas)
        session.add_words(st.session_state[_TEXT])
        areas = session.current().areas
        if len(areas) > before:
            st.session_state[_TEXT] = ""
            body_map.turn_to(atlas, areas[before:])

    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            "Say where it hurts",
            key=_TEXT,
            placeholder="such as: behind my right eye and the side of the neck",
            on_change=take,
            label_visibility="collapsed",
        )
        st.button("Add", icon=":material/add:", on_click=take)
    if said := session.notice():
        messages.say(said, "warning")


def pick_from_list(atlas: Atlas, content: Content) -> None:
    """The same choice as on the map, as a plain list."""
    with st.expander("Choose from a list instead", icon=":material/list:"):
        regions: dict[str, str] = dict(words.BODY_REGION)
        region = st.selectbox("Part of the body", list(regions), format_func=regions.__getitem__)
        places = [
            place.id for place in content.places.values() if place.region == region and not place.opposite_of
        ]
        place = st.selectbox("Place", places, format_func=lambda id_: content.places[id_].name)
        is_paired = bool(place) and content.places[place].side == "paired"
        side = st.segmented_control(
            "Side",
            list(SIDES),
            format_func=SIDES.__getitem__,
            default="right",
            required=True,
            disabled=not is_paired,
        )

        def add() -> None:
            area = Area(place, side if is_paired else "both")
            if area.shape not in {known.shape for known in session.current().areas}:
                session.set_areas([*session.current().areas, area])
                body_map.turn_to(atlas, [area])

        st.button("Add this place", icon=":material/add:", on_click=add, disabled=not place)


def marked(atlas: Atlas, content: Content, areas: Sequence[Area], names: Sequence[AreaName]) -> None:
    """Read the areas back, and ask for strength and duration of each."""
    st.html(Markup('<h2 class="tp-step"><span>1</span>Where it hurts</h2>'))
    st.html(Markup('<p class="tp-readback" role="status">{}</p>').format(read_back(areas, names, content)))
    for index, (area, name) in enumerate(zip(areas, names, strict=True)):
        with st.container(border=True, key=f"area-{index}"):
            _area(atlas, content, index, area, name)


def _area(atlas: Atlas, content: Content, index: int, area: Area, name: AreaName) -> None:
    label = area_words(name, content, anatomical=audience.current() == "student")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            Markup('<h3 class="tp-area"><span class="tp-area-number">{}</span>{}</h3>').format(
                index + 1, label
            ),
            width="stretch",
        )
        st.button(
            "Remove",
            key=f"remove {index}",
            icon=":material/close:",
            type="tertiary",
            help=f"Remove {label}",
            on_click=session.remove_area,
            args=(index,),
        )
    identity = f"{index} {hash(area.shape)}"
    if area.place and not area.strokes and content.places[area.place].side == "paired":
        key = f"side {identity}"
        st.session_state[key] = area.side
        st.segmented_control(
            "Which side?",
            list(SIDES),
            format_func=SIDES.__getitem__,
            key=key,
            required=True,
            on_change=lambda: session.change_area(index, side=st.session_state[key]),
        )
    strength = f"strength {identity}"
    st.session_state[strength] = area.strength
    st.select_slider(
        "How strong is it? 0 is none, 10 is as bad as can be",
        [None, *range(11)],
        format_func=lambda value: "not said" if value is None else f"{value} {strength_word(value)}",
        key=strength,
        on_change=lambda: session.change_area(index, strength=st.session_state[strength]),
    )
    duration = f"duration {identity}"
    st.session_state[duration] = area.duration
    st.pills(
        "For how long?",
        list(get_args(Duration)),
        format_func=DURATIONS.__getitem__,
        key=duration,
        on_change=lambda: session.change_area(index, duration=st.session_state[duration]),
    )

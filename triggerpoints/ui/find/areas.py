"""Where it hurts in words: a line to type, what was understood as chips, and a plain list of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.referral.areas import Area, AreaName, AreaSide, area_name
from triggerpoints.referral.sentences import (
    QUALITY_WORDS,
    area_without_side,
    area_words,
    put_aside,
    read_back,
)
from triggerpoints.ui import messages
from triggerpoints.ui.find import body_map, session
from triggerpoints.ui.html import words
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.referral.reader import Choice, NotMarked, Reading, SideChoice, Unread

SIDES: dict[AreaSide, str] = {"right": "Your right", "left": "Your left", "both": "Both"}
_TEXT = "pain words"


def say(atlas: Atlas) -> None:
    """Line for words such as 'behind my right eye and the side of the neck'."""

    def take() -> None:
        before = len(session.current().areas)
        session.add_words(st.session_state[_TEXT])
        areas = session.current().areas
        if len(areas) > before or session.heard_danger():
            st.session_state[_TEXT] = ""
        if len(areas) > before:
            body_map.turn_to(atlas, areas[before:])

    with st.container(key="pain-say", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            "Say where it hurts",
            key=_TEXT,
            placeholder="such as: left calf burns",
            on_change=take,
            label_visibility="collapsed",
        )
        st.button("Add", icon=":material/add:", on_click=take)
    if said := session.notice():
        messages.say(said, "warning")


def unclear(atlas: Atlas, content: Content) -> None:
    """Words that were not understood or have two meanings, with what they may mean to choose from."""
    reading = session.last_reading()
    if reading is None:
        return
    if reading.unread:
        st.html(Markup('<p class="tp-said">You wrote: {}</p>').format(_underlined(reading)))
    for number, unread in enumerate(reading.unread):
        if unread.nearest:
            _offer(
                atlas,
                content,
                f"unread {number}",
                f"Not understood: “{unread.text}”. Is it here?",
                unread,
                unread.nearest,
            )
    for number, choice in enumerate(reading.choices):
        taken = reading.areas[choice.area].area if choice.area < len(reading.areas) else None
        known = {area.shape for area in session.current().areas}
        if taken is None or taken.shape in known:
            _offer(
                atlas,
                content,
                f"choice {number}",
                f"“{choice.text}” can mean more than one place. Which one?",
                choice,
                choice.options,
                instead_of=taken,
            )
    for side_choice in reading.side_choices:
        area = reading.areas[side_choice.area].area
        marked = next((known for known in session.current().areas if known.shape == area.shape), None)
        if marked:
            _ask_side(side_choice, marked, area_without_side(area_name(atlas, content, marked), content))
    _offer_to_take_away(atlas, content, reading)
    _offer_unmarked(atlas, content, reading)


def _offer_to_take_away(atlas: Atlas, content: Content, reading: Reading) -> None:
    """Places that were marked though the words do not make them sure."""
    marked = {known.shape for known in session.current().areas}
    doubted = {
        doubt: area for doubt in reading.doubts if (area := reading.areas[doubt.area].area).shape in marked
    }
    if not doubted:
        return
    said = ", ".join(f"“{doubt.text}”" for doubt in doubted)
    st.html(
        Markup('<p class="tp-unclear">{}</p>').format(f"Does it hurt here too: {said}? Tap what does not.")
    )
    with st.container(horizontal=True, gap="small", key="pain-doubts"):
        for doubt, area in doubted.items():
            name = audience.sided(area_words(area_name(atlas, content, area), content))
            st.button(
                name,
                key=f"doubt {doubt.span[0]}",
                icon=":material/close:",
                help=f"Take away: {name}",
                on_click=session.let_go,
                args=(doubt, area),
            )


def _offer_unmarked(atlas: Atlas, content: Content, reading: Reading) -> None:
    """Places that were named and not marked: the unsure ones are asked about, the others only said."""
    for number, one in enumerate(reading.not_marked):
        if one.is_unsure:
            question = f"You wrote “{one.text}”. Does it hurt too?"
            _offer_area(atlas, content, f"unmarked {number}", question, [one], "tp-unclear")
    marked = {known.shape for known in session.current().areas}
    if left_out := [
        one for one in reading.not_marked if not one.is_unsure and one.area.area.shape not in marked
    ]:
        _offer_area(
            atlas,
            content,
            "unmarked",
            f"Not marked: {put_aside(left_out)}. Tap what hurts too.",
            left_out,
            "tp-note",
        )


def _offer_area(
    atlas: Atlas, content: Content, key: str, said: str, offered: Sequence[NotMarked], look: str
) -> None:
    st.html(Markup('<p class="{}">{}</p>').format(look, said))
    with st.container(horizontal=True, gap="small", key=f"pain-{key.replace(' ', '-')}"):
        for one in offered:
            area = one.area.area

            def take(one: NotMarked = one, area: Area = area) -> None:
                session.settle(one, None, area)
                body_map.turn_to(atlas, [area])

            name = audience.sided(area_words(area_name(atlas, content, area), content))
            st.button(name, key=f"{key} {one.span[0]}", on_click=take)


def _ask_side(choice: SideChoice, area: Area, name: str) -> None:
    """Ask whether a side that was said once is meant for this area too, or which side is meant."""
    if len(choice.sides) > 2:
        question = f"You wrote “{choice.text}”. Which side hurts?"
        labels = dict(SIDES)
    else:
        said, other = choice.sides
        question = f"You wrote “{choice.text}” once. Is it meant for the {name} too?"
        labels = {said: f"Yes, {SIDES[said].lower()}", other: "No, both sides"}
    st.html(Markup('<p class="tp-unclear">{}</p>').format(question))
    with st.container(horizontal=True, gap="small", key=f"pain-side-choice-{choice.area}"):
        for side, label in labels.items():

            def take(side: AreaSide = side) -> None:
                session.settle(choice, area, replace(area, side=side))

            st.button(audience.sided(label), key=f"side choice {choice.area} {side}", on_click=take)


def _underlined(reading: Reading) -> Markup:
    """The text as typed, with what was not understood underlined."""
    out = Markup()
    at = 0
    for unread in sorted(reading.unread, key=lambda one: one.span):
        start, end = unread.span
        out += Markup("{}<u>{}</u>").format(reading.text[at:start], reading.text[start:end])
        at = end
    return out + reading.text[at:]


def _offer(
    atlas: Atlas,
    content: Content,
    key: str,
    question: str,
    unclear: Unread | Choice,
    options: Sequence[str],
    instead_of: Area | None = None,
) -> None:
    st.html(Markup('<p class="tp-unclear">{}</p>').format(question))
    with st.container(horizontal=True, gap="small", key=f"pain-{key.replace(' ', '-')}"):
        for place in options:
            if place not in content.places:
                continue

            def take(place: str = place) -> None:
                side: AreaSide = instead_of.side if instead_of else "both"
                area = Area(place, side if content.places[place].side == "paired" else "both")
                session.settle(unclear, instead_of, area)
                body_map.turn_to(atlas, [area])

            st.button(content.places[place].name, key=f"{key} {place}", on_click=take)


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
            format_func=lambda side: audience.sided(SIDES[side]),
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


def understood(content: Content, areas: Sequence[Area], names: Sequence[AreaName]) -> None:
    """The marked areas, each with its side and what it is like, to correct or to take away."""
    st.html(
        Markup('<p class="tp-readback" role="status">{}</p>').format(
            audience.sided(read_back(areas, names, content))
        )
    )
    if not areas:
        return
    with st.container(key="pain-understood", gap="small"):
        for index, (area, name) in enumerate(zip(areas, names, strict=True)):
            with st.container(key=f"area-{index}", horizontal=True, gap="small", vertical_alignment="center"):
                _chip(content, index, area, name)


def _chip(content: Content, index: int, area: Area, name: AreaName) -> None:
    label = audience.sided(area_words(name, content, anatomical=audience.current() == "student"))
    said = [QUALITY_WORDS.get(quality, quality) for quality in area.qualities] + list(area.circumstances)
    more = Markup("").join(Markup('<span class="tp-chip">{}</span>').format(word) for word in said)
    st.html(
        Markup('<p class="tp-area"><span class="tp-area-number">{}</span><strong>{}</strong>{}</p>').format(
            index + 1, label, more
        ),
        width="stretch",
    )
    if area.place and not area.strokes and content.places[area.place].side == "paired":
        key = f"side {index} {hash(area.shape)}"
        st.session_state[key] = area.side
        st.segmented_control(
            f"Side of {label}",
            list(SIDES),
            format_func=lambda side: audience.sided(SIDES[side]),
            key=key,
            required=True,
            label_visibility="collapsed",
            on_change=lambda: session.change_area(index, side=st.session_state[key]),
        )
    st.button(
        "Not this",
        key=f"remove {index}",
        icon=":material/close:",
        help=f"Take away: {label}",
        on_click=session.remove_area,
        args=(index,),
    )

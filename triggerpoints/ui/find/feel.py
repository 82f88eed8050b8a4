"""How it feels: what it is like, how strong, since when, and what makes it better or worse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import streamlit as st

from triggerpoints.referral.areas import Area, AreaName, Duration
from triggerpoints.referral.sentences import QUALITY_WORDS, area_words
from triggerpoints.ui.find import session
from triggerpoints.ui.html import blocks
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.content import Content

DURATIONS: dict[Duration, str] = {
    "week": "A week or less",
    "six-weeks": "Up to 6 weeks",
    "three-months": "Up to 3 months",
    "longer": "Longer",
}
OFTEN = (
    "aching",
    "burning",
    "stabbing",
    "shooting",
    "numb",
    "tingling",
    "stiff",
    "tight",
    "throbbing",
    "weak",
)
"""Qualities that are offered; others that were typed are kept and offered too."""
CHANGES = (
    "worse when sitting",
    "worse when moving",
    "worse at night",
    "worse in the morning",
    "worse with stress",
    "better with rest",
    "better with movement",
    "better with warmth",
)
_WHICH = "feel area"


def draw(content: Content, areas: Sequence[Area], names: Sequence[AreaName]) -> None:
    """Ask for all areas together, or for one of them."""
    chosen = _choose(content, areas, names)
    first = areas[chosen[0]]
    identity = f"{'-'.join(map(str, chosen))} {hash(tuple(areas[i].shape for i in chosen))}"
    known = content.reader_words.qualities
    _pills(
        "What is it like?",
        f"quality {identity}",
        [*dict.fromkeys([*(q for q in OFTEN if q in known), *first.qualities])],
        first.qualities,
        lambda values: _change(chosen, qualities=tuple(values)),
    )
    strength = f"strength {identity}"
    st.session_state[strength] = first.strength
    st.pills(
        "How strong is it? 0 is none, 10 is as bad as can be",
        range(11),
        key=strength,
        wrap=True,
        on_change=lambda: _change(chosen, strength=st.session_state[strength]),
    )
    duration = f"duration {identity}"
    st.session_state[duration] = first.duration
    st.pills(
        "Since when?",
        list(get_args(Duration)),
        format_func=DURATIONS.__getitem__,
        key=duration,
        wrap=True,
        on_change=lambda: _change(chosen, duration=st.session_state[duration]),
    )
    _pills(
        "What makes it worse or better?",
        f"change {identity}",
        [*dict.fromkeys([*CHANGES, *first.circumstances])],
        first.circumstances,
        lambda values: _change(chosen, circumstances=tuple(values)),
    )
    st.html(blocks.note("You can leave any of this open."))


def _choose(content: Content, areas: Sequence[Area], names: Sequence[AreaName]) -> list[int]:
    """Indices of the areas that are asked about."""
    if len(areas) == 1:
        return [0]
    options = [-1, *range(len(areas))]
    if st.session_state.get(_WHICH) not in options:
        st.session_state[_WHICH] = -1
    asked = st.pills(
        "For which place?",
        options,
        format_func=lambda i: "All" if i < 0 else f"{i + 1} {audience.sided(area_words(names[i], content))}",
        key=_WHICH,
        required=True,
        wrap=True,
    )
    return list(range(len(areas))) if asked is None or asked < 0 else [asked]


def _pills(
    label: str, key: str, options: list[str], chosen: Sequence[str], take: Callable[[list[str]], None]
) -> None:
    st.session_state[key] = list(chosen)
    st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=lambda value: _upper_first(QUALITY_WORDS.get(value) or value),
        key=key,
        wrap=True,
        on_change=lambda: take(st.session_state[key]),
    )


def _change(indices: Sequence[int], **fields: object) -> None:
    areas = [
        replace(area, **fields) if i in indices else area  # type: ignore[arg-type]
        for i, area in enumerate(session.current().areas)
    ]
    session.set_areas(areas)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]

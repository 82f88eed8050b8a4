"""Choose what Learn asks about: regions on the body or as buttons, kinds of questions, how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st
from markupsafe import Markup

from triggerpoints.figures import MapState, map_payload
from triggerpoints.study.kinds import KINDS, ON_CARDS
from triggerpoints.study.quiz import Card
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.html import blocks, words
from triggerpoints.ui.learn import scope as learn_scope
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import address, audience, inputs

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.ui.learn.scope import Scope

ON_PAPER = tuple(kind for kind in KINDS if kind not in ("layers", "plane", "which", "bones"))
LEARNING = "For learning, not a diagnosis."
_VIEW = "learn view"


HEADINGS = {
    "quiz": (
        "Learn where you look",
        "Click regions on the body or choose them here. Every answer has its source, and opens in Explore.",
    ),
    "review": (
        "Today’s review",
        "A few cards a day, each before you would forget it. Choose what to learn; due cards come first.",
    ),
    "sheet": (
        "Worksheet",
        "A page to print: muscles to name on the body, questions with four answers, and the answers.",
    ),
    "deck": (
        "A deck to take along",
        "The same cards for Anki, with pictures of the body maps, or as a table for other programs.",
    ),
}


def heading(scope: Scope) -> None:
    """What this part of the page is for."""
    title, below = HEADINGS[scope.part]
    st.html(Markup('<h1 class="tp-name">{}</h1><p class="tp-sub">{}</p>').format(title, below))


def number(scope: Scope) -> None:
    """How many questions."""
    st.html(Markup('<p class="tp-label">How many questions</p>'))
    inputs.segments(
        "number", learn_scope.NUMBERS, str(scope.number), label="How many questions", key="learn number"
    )


def start(asked: Sequence[Card], said: str) -> None:
    """The button that begins, and what there is to ask."""
    st.button(
        "Start",
        type="primary",
        icon=":material/play_arrow:",
        disabled=not asked,
        on_click=lambda: address.change(seed=learn_scope.new_seed()),
    )
    st.html(blocks.note(f"{said}. {LEARNING}"))


def choose_again() -> None:
    """Back to the choice of regions and kinds, or to the set."""
    has_set = "set" in st.query_params
    st.button(
        "To the set" if has_set else "Choose again",
        icon=":material/tune:",
        type="tertiary",
        on_click=lambda: address.change(seed=None, **({"do": "set"} if has_set else {})),
    )


def of_set(scope: Scope) -> None:
    """Which set it is about, and the way to change it."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        muscles = len(scope.muscles)
        st.html(blocks.note(f"Set: {scope.words}, {muscles} muscle{'' if muscles == 1 else 's'}."))
        inputs.button("Change the set", "learn change set", do="set", seed=None)
        inputs.button("Leave the set", "learn leave set", set=None, seed=None)


def regions(content: Content, scope: Scope) -> None:
    """Regions as buttons; none chosen means the whole body."""
    known = {muscle.region for muscle in content.muscles.values()}
    options: dict[str, str] = {region: label for region, label in words.REGION.items() if region in known}
    _pills("Regions (none: whole body)", "region", options, scope.regions)


def kinds(scope: Scope, counted: Iterable[Card]) -> None:
    """Kinds of questions as buttons, with how many there are of each; on paper and cards only what fits."""
    numbers = Counter(card.kind for card in counted)
    fit = {"sheet": ON_PAPER, "deck": ON_CARDS}.get(scope.part, tuple(KINDS))
    offered = [kind for kind in KINDS if kind in fit]
    options: dict[str, str] = {kind: f"{KINDS[kind]} ({numbers[kind]})" for kind in offered}
    _pills("Kinds of questions (none: all)", "kind", options, scope.kinds)


def region_map(atlas: Atlas, content: Content, scope: Scope) -> None:
    """The muscles of the chosen regions on the body; a click takes a region in or out."""
    view = st.session_state.get(_VIEW, next(iter(atlas.views)))
    state = MapState(view=view, points=False, essential=False, spillover=False, audience=audience.current())
    payload = map_payload(atlas, content, state) | {
        "label": f"Body map: {atlas.views[view].label}, choose regions",
        "help": "Arrow keys move through the muscles, Enter takes the region of a muscle in or out.",
        "involved": {
            "muscles": {
                m.id: "moderate" if m.region in scope.regions else "offered" for m in content.muscles.values()
            },
            "layers": {id_: known.layer for id_, known in atlas.muscles.items()},
            "key": [["moderate", "Chosen regions"]] if scope.regions else [],
        },
    }

    def pick(event: dict[str, Any]) -> None:
        muscle = content.muscles.get(event["id"])
        if muscle:
            chosen = set(scope.regions) ^ {muscle.region}
            address.change(region=learn_scope.listed(chosen, words.REGION))

    def turn(event: dict[str, Any]) -> None:
        if event.get("view") in list(atlas.views):
            st.session_state[_VIEW] = event["view"]

    index = map_files.turning_index_url()
    bodymap(payload, key="learn region map", on_pick=pick, on_show=turn, index_url=index)


def _pills(label: str, parameter: str, options: dict[str, str], chosen: Iterable[str]) -> None:
    key = f"learn {parameter}"
    st.session_state[key] = [value for value in options if value in set(chosen)]
    st.pills(
        label,
        list(options),
        format_func=options.__getitem__,
        selection_mode="multi",
        key=key,
        wrap=True,
        on_change=lambda: address.change(**{parameter: learn_scope.listed(st.session_state[key], options)}),
    )

"""The set: its muscles, kinds, length and exam date, everything made from it, and the link for a class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st
from markupsafe import Markup

from triggerpoints.content.comparison import MOST
from triggerpoints.figures import MapState, map_payload
from triggerpoints.figures.qr_code import qr_uri
from triggerpoints.study import set as sets
from triggerpoints.study.groups import BY, By, groups
from triggerpoints.study.kinds import KINDS
from triggerpoints.study.set import StudySet, UnreadableSetError
from triggerpoints.ui import messages, shell
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.html import blocks, words
from triggerpoints.ui.learn import scope as learn_scope
from triggerpoints.ui.learn import session
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import address, audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.ui.learn.scope import Scope


_VIEW, _LAYER = "learn set view", "learn set layer"
_BY, _GROUP, _CHOSEN, _NAME = "learn set by", "learn set group", "learn set muscles", "learn set name"
_KINDS, _LENGTH, _EXAM, _FILE = "learn set kinds", "learn set length", "learn set exam", "learn set file"


def set_page(atlas: Atlas, content: Content, scope: Scope, cards: int) -> None:
    """Draw the set with its map.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    scope : Scope
    cards : int
        How many questions the set has.
    """
    known = learn_scope.as_set(scope)
    map_side, set_side = st.columns([1.3, 1], gap="large")
    with map_side, st.container(key="learn-map"):
        _map(atlas, content, known)
    with set_side, st.container(key="learn-question", gap="small"):
        st.html(
            Markup('<h1 class="tp-name">{}</h1><p class="tp-sub">{}</p>').format(
                known.name if known.muscles else "Make a set",
                f"{_number(len(known.muscles), 'muscle')}, {_number(cards, 'question')} to draw from."
                if known.muscles
                else "Choose muscles here or on the map. The link then brings the same set to everybody.",
            )
        )
        _choose(content, known)
        _details(content, known)
        _file(known)
    if known.muscles:
        _made(scope, known)


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _change(known: StudySet, **changed: Any) -> None:
    learn_scope.change_set(replace(known, **changed))


def _in_order(content: Content, muscles: Iterable[str]) -> tuple[str, ...]:
    wanted = set(muscles)
    return tuple(muscle for muscle in content.muscles if muscle in wanted)[: sets.MAX_MUSCLES]


def _choose(content: Content, known: StudySet) -> None:
    """Muscles by group, and one by one."""
    by: By = st.session_state.get(_BY) or "list"
    st.segmented_control(
        "Add muscles by",
        list(BY),
        format_func=BY.__getitem__,
        default="list",
        required=True,
        key=_BY,
        wrap=True,
    )
    found = groups(content, by)
    said = {name: words.REGION[name] if by == "region" else name for name in found}

    def add() -> None:
        group = st.session_state[f"{_GROUP} {by}"]
        if group in found:
            name = said[group] if known.name == sets.NAMELESS and not known.muscles else known.name
            _change(known, muscles=_in_order(content, [*known.muscles, *found[group]]), name=name)
        st.session_state[f"{_GROUP} {by}"] = None

    st.selectbox(
        f"{BY[by]}: add its muscles",
        list(found),
        index=None,
        format_func=lambda name: f"{said[name]} ({len(found[name])})",
        key=f"{_GROUP} {by}",
        placeholder="Choose or type",
        on_change=add,
    )
    st.session_state[_CHOSEN] = list(known.muscles)
    st.multiselect(
        f"Muscles of the set ({len(known.muscles)})",
        list(content.muscles),
        format_func=lambda muscle: content.muscles[muscle].names.en,
        key=_CHOSEN,
        placeholder="Type a name",
        max_selections=sets.MAX_MUSCLES,
        on_change=lambda: _change(known, muscles=_in_order(content, st.session_state[_CHOSEN])),
    )


def _details(content: Content, known: StudySet) -> None:
    """Name, kinds, length, exam date."""
    st.session_state[_NAME] = known.name
    st.text_input(
        "Name of the set",
        key=_NAME,
        max_chars=sets.MAX_NAME,
        on_change=lambda: _change(known, name=sets.clean_name(st.session_state[_NAME])),
    )
    st.session_state[_KINDS] = list(known.kinds)
    st.pills(
        "Kinds of questions (none: all)",
        list(KINDS),
        format_func=KINDS.__getitem__,
        selection_mode="multi",
        key=_KINDS,
        wrap=True,
        on_change=lambda: _change(known, kinds=tuple(k for k in KINDS if k in st.session_state[_KINDS])),
    )
    length, exam = st.columns(2)
    st.session_state[_LENGTH] = known.length
    with length:
        st.number_input(
            "Questions",
            1,
            sets.MAX_LENGTH,
            key=_LENGTH,
            on_change=lambda: _change(known, length=int(st.session_state[_LENGTH])),
        )
    st.session_state[_EXAM] = known.exam_date
    with exam:
        st.date_input(
            "Exam date (if any)",
            None,
            key=_EXAM,
            format="YYYY-MM-DD",
            on_change=lambda: _change(known, exam_date=st.session_state[_EXAM]),
        )


def _file(known: StudySet) -> None:
    """The set as a file, and from one."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Save the set",
            data=sets.to_json(known),
            file_name=f"set-{known.file_stem}.json",
            mime="application/json",
            icon=":material/save:",
            disabled=not known.muscles,
            on_click="ignore",
        )
        st.button(
            "Other questions",
            icon=":material/shuffle:",
            disabled=not known.muscles,
            on_click=lambda: _change(known, seed=learn_scope.new_seed()),
        )
    with st.expander("Open a set", icon=":material/folder_open:"):
        st.file_uploader("File saved here before", type="json", key=_FILE, max_upload_size=1, on_change=_open)


def _open() -> None:
    uploaded = st.session_state.get(_FILE)
    if uploaded is None:
        return
    try:
        learn_scope.change_set(sets.from_json(uploaded.getvalue()))
    except UnreadableSetError as error:
        session.say(f"{error} Your set is kept.", "error")


def _made(scope: Scope, known: StudySet) -> None:
    """Everything that is made from the set, and the link that brings it to a class."""
    st.html(Markup('<h2 class="tp-step">Made from this set</h2>'))
    parts = {
        "quiz": ("Quiz", ":material/quiz:"),
        "review": ("Today’s review", ":material/event_repeat:"),
        "show": ("Projector", ":material/cast_for_education:"),
        "results": ("Results of a class", ":material/groups:"),
        "sheet": ("Worksheet", ":material/print:"),
        "deck": ("Deck", ":material/style:"),
    }
    with st.container(horizontal=True, gap="small", key="learn-made"):
        for part, (label, icon) in parts.items():
            st.button(
                label,
                key=f"learn make {part}",
                icon=icon,
                type="primary" if part == "quiz" else "secondary",
                on_click=lambda part=part: address.change(do=part, seed=None),
            )
    if len(known.muscles) > 1:
        few = ",".join(known.muscles[:MOST])
        label = "Compare them" if len(known.muscles) <= MOST else f"Compare the first {MOST}"
        shell.link("compare", label, icon=":material/compare:", **address.with_audience(muscles=few))
    code_side, link_side = st.columns([1, 2], gap="large")
    link = learn_scope.link(scope, known.seed, "quiz")
    with code_side:
        code(link)
    with link_side:
        st.html(
            Markup('<h3 class="tp-chosen">For the class</h3>')
            + blocks.note(
                f"Whoever opens this link, or scans the code, gets the same {known.length} questions. Each "
                "result stays on the phone of its student, who may save it as a file and hand it in. Nobody "
                "needs an account, and nothing is stored on the server."
            )
        )
        st.code(link, language=None, wrap_lines=True)


def code(link: str) -> None:
    """The QR code of a link."""
    try:
        uri = qr_uri(link)
    except ValueError as error:
        messages.say(str(error))
        return
    st.html(
        Markup('<figure class="tp-qr"><img src="{}" alt="QR code of the link of this set"></figure>').format(
            uri
        )
    )


def _map(atlas: Atlas, content: Content, known: StudySet) -> None:
    """The muscles of the set on the body; a click takes a muscle in or out."""
    view = st.session_state.get(_VIEW, next(iter(atlas.views)))
    layer = st.session_state.get(_LAYER, "superficial")
    with st.container(key="learn-set-layer"):
        st.segmented_control(
            "Layer of the map",
            [name for name in atlas.layers if name not in ("skin", "skeleton")],
            format_func=atlas.layer_labels.__getitem__,
            default=layer,
            required=True,
            key=_LAYER,
            wrap=True,
            label_visibility="collapsed",
        )
    layer = st.session_state[_LAYER]
    state = MapState(
        view=view, layer=layer, points=False, essential=False, spillover=False, audience=audience.current()
    )
    of_layer = [m for m, shape in atlas.muscles.items() if shape.layer == layer and m in content.muscles]
    shown = dict.fromkeys(of_layer, "offered") | dict.fromkeys(known.muscles, "moderate")
    payload = map_payload(atlas, content, state) | {
        "label": f"Body map: {atlas.views[view].label}, choose muscles",
        "help": "Arrow keys move through the muscles, Enter takes a muscle in or out.",
        "involved": {
            "muscles": shown,
            "layers": {id_: atlas.muscles[id_].layer for id_ in shown if id_ in atlas.muscles},
            "key": [["moderate", "In the set"]] if known.muscles else [],
        },
    }

    def pick(event: dict[str, Any]) -> None:
        if event["id"] in content.muscles:
            _change(known, muscles=_in_order(content, set(known.muscles) ^ {event["id"]}))

    def turn(event: dict[str, Any]) -> None:
        if event.get("view") in list(atlas.views):
            st.session_state[_VIEW] = event["view"]

    index = map_files.turning_index_url()
    bodymap(payload, key="learn set map", on_pick=pick, on_show=turn, index_url=index)

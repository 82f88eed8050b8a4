"""The card of a muscle: red flags first, for students in one line, then one section at a time."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import load_atlas
from triggerpoints.content import Content, Muscle
from triggerpoints.content.models.muscle import TestedLink
from triggerpoints.content.reviews import mistake
from triggerpoints.figures.state import MapState
from triggerpoints.ui import shell
from triggerpoints.ui.explore import session
from triggerpoints.ui.html import blocks, card, known, press, words

_POINT_WIDGET = "point choice"


def muscle_card(content: Content, state: MapState) -> None:
    """Draw the card of the selected muscle.

    Parameters
    ----------
    content : Content
    state : MapState
        With a muscle.
    """
    if state.muscle is None:
        raise ValueError("There is no card without a muscle; select one first.")
    muscle = content.muscles[state.muscle]
    _part("head", content, muscle, state)
    sections = dict(SECTIONS)
    for tab in st.tabs(list(sections), key="card section", on_change="rerun"):
        if tab.open:
            with tab:
                sections[st.session_state["card section"]](content, muscle, state)


def overview(content: Content, muscle: Muscle, state: MapState) -> None:
    """What the muscle does, what people feel, what sets it off, what else it can be."""
    _part("overview", content, muscle, state)
    if shell.has_page("compare"):
        shell.link("compare", "Compare with other muscles", icon=":material/compare:", muscles=muscle.id)


def pain_pattern(content: Content, muscle: Muscle, state: MapState) -> None:
    """Trigger points and their zones in words; choosing one shows it alone on the map."""
    points = {point.id: n for n, point in enumerate(muscle.trigger_points, start=1)}
    if len(points) > 1:
        st.session_state[_POINT_WIDGET] = state.point or ""
        st.pills(
            "Show on the map",
            ["", *points],
            format_func=lambda id_: f"{points[id_]}" if id_ else "All",
            key=_POINT_WIDGET,
            required=True,
            on_change=lambda: session.change(point=st.session_state[_POINT_WIDGET] or None),
        )
    shown = [
        blocks.point(content, muscle, n, state.audience, chosen=id_ == state.point)
        for id_, n in points.items()
    ]
    caution = blocks.note(f"Patterns are averages from charts. {content.findings['no-fixed-place'].plain}")
    studied = blocks.pattern_studies(content, muscle, state.audience)
    st.html(Markup("").join(shown) + caution + studied)


def techniques(content: Content, muscle: Muscle, state: MapState) -> None:
    """Which techniques apply, why, and how well that was tested."""
    st.html(blocks.note("Needling is for trained, licensed clinicians. Never needle yourself."))
    needles = {record.id for record in content.techniques.values() if record.needle}
    for link in sorted(muscle.techniques, key=lambda link: link.id in needles):  # needles come last
        _link(content, "technique", link, state)


def conditions(content: Content, muscle: Muscle, state: MapState) -> None:
    """In which conditions the muscle takes part, why, and how well that was tested."""
    st.html(blocks.note("A muscle can take part in a condition without being its cause."))
    for link in muscle.conditions:
        _link(content, "condition", link, state)


def needle_depth(content: Content, muscle: Muscle, state: MapState) -> None:
    """What lies under the skin; numbers for students only, never as a recipe."""
    _part("needle-depth", content, muscle, state)
    if state.audience == "student" and shell.has_page("under_the_needle"):
        label = "See the layers under each point"
        shell.link("under_the_needle", label, icon=":material/layers:", muscle=muscle.id)


def self_care(content: Content, muscle: Muscle, state: MapState) -> None:
    """What a person may do at home, and when to stop."""
    care = muscle.self_care
    st.html(
        press.picture(load_atlas(), content, muscle.id, "left" if state.side == "left" else "right")
        + blocks.facts(
            [
                ("Position", care.position),
                ("Stretch", care.stretch),
                (words.PRESSURE[care.pressure.method], care.pressure.text),
                ("Every day", care.everyday),
                ("Stop and ask when", care.stop),
                *blocks.self_care_limits(content, muscle, state.audience),
            ]
        )
        + known.basis(content, care, state.audience, f"muscles, {muscle.id}")
    )


def sources(content: Content, muscle: Muscle, state: MapState) -> None:
    """Every source that the record cites."""
    st.html(
        Markup("").join(
            blocks.source(key, content.sources[key])
            for key in blocks.source_keys(muscle)
            if key in content.sources
        )
        + blocks.note("Found a mistake? Copy this, say what is wrong, and send it to whoever runs this app.")
    )
    st.code(mistake("muscles", muscle), language=None, wrap_lines=True)


SECTIONS: tuple[tuple[str, Callable[[Content, Muscle, MapState], None]], ...] = (
    ("Overview", overview),
    ("Pain pattern", pain_pattern),
    ("Self-care", self_care),
    ("Techniques", techniques),
    ("Conditions", conditions),
    ("Needle depth", needle_depth),
    ("Sources", sources),
)


def _part(name: str, content: Content, muscle: Muscle, state: MapState) -> None:
    """One element: each of them costs the browser some milliseconds a click."""
    st.html(card.part(load_atlas(), content, name, muscle.id, state.audience))


def _link(content: Content, kind: str, link: TestedLink, state: MapState) -> None:
    known = getattr(content, f"{kind}s", {}).get(link.id)
    label = getattr(known, "name", None) or link.id.replace("-", " ").capitalize()
    with st.container(gap=None):
        shell.link(f"{kind}s", label, **{kind: link.id})
        st.html(
            blocks.graded(
                link.reason if state.audience == "student" else "",
                words.tested(link.evidence, link.borrowed_from),
            )
        )

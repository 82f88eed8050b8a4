"""What was found: cards of muscles, what else it could be, and patterns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.referral.areas import Area, AreaName
from triggerpoints.referral.look_alikes import look_alikes_for
from triggerpoints.referral.questions import questions_about
from triggerpoints.referral.search import Hit
from triggerpoints.referral.sentences import reason
from triggerpoints.reports.picture import area_picture, views_for
from triggerpoints.ui import messages, shell
from triggerpoints.ui.find import body_map
from triggerpoints.ui.html import blocks, words
from triggerpoints.ui.server import place_files
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.content.models.look_alike import AreaLookAlike

FIRST_SHOWN = 6
MORE_SHOWN = 20
MAX_COMPARED = 3
CLOSE, NEAR = 0.6, 0.3  # share of the best score down to which a pattern is close, and near
GROUPS = {
    "close": "Patterns closest to what you marked",
    "near": "Patterns that cover it in part",
    "far": "Patterns that touch it",
}
KINDS = {
    "nerve": "Nerve",
    "joint": "Joint",
    "tendon": "Tendon",
    "bone": "Bone",
    "organ": "Organ",
    "vessel": "Blood vessel",
    "skin": "Skin",
    "other": "Other",
}
_COMPARED, _ALL = "pain compared", "pain all hits"


@dataclass(frozen=True)
class Found:
    """All that the panels need about one search."""

    atlas: Atlas
    content: Content
    areas: Sequence[Area]
    names: Sequence[AreaName]
    hits: Sequence[Hit]


def draw(found: Found) -> None:
    """Draw muscles and look-alikes as tabs beside each other."""
    others = look_alikes_for(found.atlas, found.content, found.areas)
    st.html(Markup('<h2 class="tp-step"><span>3</span>Patterns that fit</h2>'))
    st.html(
        blocks.note(
            "These muscles are known to send pain where you marked it. Published patterns overlap, and pain "
            "has many causes: this is a list to talk about, not a diagnosis."
        )
    )
    muscles, look_alikes = st.tabs([f"Muscles ({len(found.hits)})", f"What else it could be ({len(others)})"])
    with muscles:
        _muscles(found)
    with look_alikes:
        _look_alikes(others)


def _muscles(found: Found) -> None:
    if not found.hits:
        messages.say(
            "No published pattern of a muscle covers this place. See what else it could be, and ask a doctor."
        )
        return
    show_all = st.session_state.get(_ALL, False)
    shown = found.hits[: MORE_SHOWN if show_all else FIRST_SHOWN]
    group = None
    view = views_for(found.atlas, found.areas, most=1)[0]
    for rank, hit in enumerate(shown, start=1):
        if _group(hit, found.hits[0]) != group:
            group = _group(hit, found.hits[0])
            st.html(Markup('<h3 class="tp-group">{}</h3>').format(GROUPS[group]))
        _card(found, rank, hit, view)
    rest = min(len(found.hits), MORE_SHOWN) - len(shown)
    if rest > 0:
        st.button(
            f"Show {rest} more",
            icon=":material/expand_more:",
            on_click=lambda: st.session_state.update({_ALL: True}),
            width="stretch",
        )
    st.html(
        blocks.note(
            "Essential: where nearly everyone with this point feels it. Spillover: where some do. "
            "The order follows published patterns; how likely each muscle is has not been measured."
        )
    )


def _group(hit: Hit, best: Hit) -> str:
    share = hit.score / best.score
    return "close" if share >= CLOSE else "near" if share >= NEAR else "far"


def _card(found: Found, rank: int, hit: Hit, view: str) -> None:
    muscle = found.content.muscles[hit.muscle]
    is_student = audience.current() == "student"
    below = muscle.names.la if is_student else muscle.names.plain
    side = {"right": "your right", "left": "your left", "both": ""}[hit.side]
    url = place_files.picture_url(view, hit.muscle, hit.side)
    point_number = [point.id for point in muscle.trigger_points].index(hit.point)
    point = muscle.trigger_points[point_number]
    label = f"Trigger point {point_number + 1} of {len(muscle.trigger_points)}: {point.label}"
    with st.container(border=True, key=f"hit-{hit.muscle}"):
        st.html(
            Markup(
                '<article class="tp-hit"><img src="{}" loading="lazy" '
                'alt="Pain pattern of {}">'
                '<div><h4><span class="tp-rank">{}</span><span>{}'
                "{}</span></h4>"
                '<p class="tp-sub">{}</p>'
                '<p class="tp-why">{}</p>'
                '<p class="tp-note">{}. {}.</p>'
                "</div></article>"
            ).format(
                url,
                muscle.names.en,
                rank,
                muscle.names.en,
                Markup(" <small>{}</small>").format(side) if side else "",
                below,
                reason(hit, found.names, found.content),
                label,
                words.CERTAINTY[hit.certainty],
            )
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            shown = body_map.shown_pattern()
            is_shown = shown is not None and shown.muscle == hit.muscle
            st.button(
                "Hide on the map" if is_shown else "Show on the map",
                key=f"show {hit.muscle}",
                icon=":material/visibility_off:" if is_shown else ":material/visibility:",
                on_click=body_map.show_pattern,
                args=(found.atlas, found.content, None if is_shown else hit.muscle, hit.side),
            )
            compared = st.session_state.setdefault(_COMPARED, [])
            key = f"compare {hit.muscle}"
            st.session_state[key] = hit.muscle in compared
            st.checkbox(
                "Compare side by side",
                key=key,
                on_change=_compare_toggle,
                args=(hit.muscle,),
                disabled=hit.muscle not in compared and len(compared) >= MAX_COMPARED,
            )
        with st.expander("What now?", key=f"now {hit.muscle}", on_change="rerun") as now:
            if now.open:
                _what_now(found.content, hit)


def _compare_toggle(muscle: str) -> None:
    compared: list[str] = st.session_state[_COMPARED]
    if muscle in compared:
        compared.remove(muscle)
    else:
        compared.append(muscle)


def _what_now(content: Content, hit: Hit) -> None:
    muscle = content.muscles[hit.muscle]
    care = muscle.self_care
    pressure = [(words.PRESSURE[care.pressure.method], care.pressure.text)]
    techniques = Markup("").join(
        Markup('<li>{}{} <span class="tp-note">{}</span></li>').format(
            content.techniques[link.id].name,
            " (needle; trained, licensed clinicians only)" if content.techniques[link.id].needle else "",
            words.tested(link.evidence, link.borrowed_from),
        )
        for link in muscle.techniques
        if link.id in content.techniques
    )
    st.html(
        Markup(
            '<section class="tp-now"><h5>See somebody when</h5>'
            "<p>{}</p>"
            "<p>Also when it gets worse, wakes you each night, or has not eased in six weeks.</p>"
            "<h5>Safe things to try</h5>"
        ).format(care.stop)
        + blocks.facts(
            [
                ("Ease it", care.position),
                ("Stretch", care.stretch),
                *pressure,
                ("Every day", care.everyday),
                *blocks.self_care_limits(content, muscle, "patient"),
            ]
        )
        + Markup("<h5>What a therapist may use</h5><ul class='tp-list'>{}</ul>").format(techniques)
        + Markup("<h5>Questions to ask</h5>{}</section>").format(
            blocks.bullets(questions_about(content, hit.muscle))
        )
        + blocks.note(f"{words.STATUS[care.status]}. {words.review(muscle.review)}.")
    )
    shell.link(
        "explore", "See this muscle on the body", icon=":material/accessibility_new:", muscle=hit.muscle
    )


def _look_alikes(others: Sequence[AreaLookAlike]) -> None:
    if not others:
        messages.say(
            "Our list has nothing for this place. That does not mean there is nothing: ask a doctor."
        )
        return
    is_student = audience.current() == "student"

    def rows(urgent: bool) -> Markup:
        return Markup("").join(
            Markup(
                "<li><strong>{}</strong> "
                '<span class="tp-chip">{}</span>'
                "<p>{}</p>"
                '<p class="tp-note">{}.</p></li>'
            ).format(
                record.name,
                KINDS[record.kind],
                record.student if is_student else record.plain,
                words.STATUS[record.status],
            )
            for record in others
            if record.urgent is urgent
        )

    if any(record.urgent for record in others):
        st.html(
            Markup('<h3 class="tp-group">Needs care soon</h3><ul class="tp-others urgent">{}</ul>').format(
                rows(True)
            )
        )
    if any(not record.urgent for record in others):
        st.html(
            Markup('<h3 class="tp-group">Other causes</h3><ul class="tp-others">{}</ul>').format(rows(False))
        )


def compare(found: Found) -> None:
    """Draw the patterns that were ticked side by side."""
    compared = [hit for hit in found.hits if hit.muscle in st.session_state.get(_COMPARED, [])]
    if not compared:
        return
    st.html(Markup('<h2 class="tp-step">Side by side</h2>'))
    if len(compared) == 1:
        note = f"Tick “Compare side by side” on one or two more cards; up to {MAX_COMPARED} fit."
        st.html(blocks.note(note))
    for column, hit in zip(st.columns(MAX_COMPARED), compared, strict=False):
        muscle = found.content.muscles[hit.muscle]
        with column, st.container(border=True, key=f"hit-{hit.muscle}-compared"):
            picture = area_picture(
                found.atlas, found.content, found.areas, muscle=hit.muscle, side=hit.side, width_px=520
            )
            st.image(picture, caption=f"{muscle.names.en}: its pattern (red) and where it hurts (outlined)")
            point = next(point for point in muscle.trigger_points if point.id == hit.point)
            st.html(
                Markup('<h4 class="tp-compared">{}</h4>').format(muscle.names.en)
                + blocks.facts(
                    [
                        ("Why", reason(hit, found.names, found.content)),
                        (
                            "Felt most",
                            ", ".join(
                                blocks.zone_places(found.content, point, "essential", audience.current())
                            ),
                        ),
                        (
                            "Felt by some",
                            ", ".join(
                                blocks.zone_places(found.content, point, "spillover", audience.current())
                            ),
                        ),
                        ("How sure", words.CERTAINTY[hit.certainty]),
                        ("Set off by", "; ".join(muscle.causes.plain[:2])),
                    ]
                )
            )

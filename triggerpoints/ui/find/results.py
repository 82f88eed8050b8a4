"""What was found: the three best matches large, the rest by area, and what else it could be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.content.links import limits_of
from triggerpoints.content.reviews import review_state
from triggerpoints.referral.areas import Area, AreaName
from triggerpoints.referral.look_alikes import look_alikes_for
from triggerpoints.referral.questions import questions_about
from triggerpoints.referral.rows import Row, rows
from triggerpoints.referral.search import Hit
from triggerpoints.referral.sentences import area_words, plain_basis, plain_name, plain_reason, reason
from triggerpoints.referral.warnings import raised
from triggerpoints.ui import messages, shell
from triggerpoints.ui.find import body_map, laid_over, session
from triggerpoints.ui.html import blocks, press, words
from triggerpoints.ui.state import audience

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle
    from triggerpoints.content.models.look_alike import AreaLookAlike
    from triggerpoints.referral.zones import Side

BEST = 3
MORE_SHOWN = 20
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
SIDES = {"right": "your right", "left": "your left", "both": ""}


CARE_LATER = Markup(
    '<p class="tp-see"><strong>See a doctor first.</strong> Then ask what you can do yourself.</p>'
)


@dataclass(frozen=True)
class Found:
    """All that the panels need about one search."""

    atlas: Atlas
    content: Content
    areas: Sequence[Area]
    names: Sequence[AreaName]
    hits: Sequence[Hit]


def draw(found: Found) -> None:
    """Draw the best matches and the rest; behind a fold while an emergency sign holds."""
    signs = raised(found.content, session.current().yes)
    if any(flag.level == "emergency" for flag in signs):
        messages.say(
            "You ticked or wrote an emergency sign. Get help first. What stands below can wait.", "error"
        )
        with st.expander("Muscles and self-care, for later"):
            _matches(found, with_care=False)
        return
    _matches(found, with_care=not any(flag.level == "today" for flag in signs))


def _matches(found: Found, *, with_care: bool) -> None:
    if not found.hits:
        messages.say(
            "No published pattern of a muscle covers this place. See what else it could be, and ask a doctor."
        )
        return
    st.html(
        blocks.note(
            "Muscles known to send pain there. It is no diagnosis, and no clinician has checked this list. "
            "See somebody when it gets worse, wakes you each night, or lasts six weeks."
        )
    )
    listed = rows(found.hits, found.content, MORE_SHOWN)
    for rank, row in enumerate(listed[:BEST], start=1):
        with st.container(border=True, key=f"hit-{row.first.muscle}"):
            _best(found, rank, row, with_care=with_care)
    _rest(found, listed[BEST:])


def _best(found: Found, rank: int, row: Row, *, with_care: bool) -> None:
    hit = row.first
    muscle = found.content.muscles[hit.muscle]
    first, second = names(muscle)
    side = Markup(" <small>{}</small>").format(audience.sided(SIDES[hit.side])) if SIDES[hit.side] else ""
    alt = "Red: felt here. Line: what you marked."
    pressed = press.picture(found.atlas, found.content, hit.muscle, _side(hit)) if with_care else Markup("")
    st.html(
        Markup(
            '<article class="tp-best"><div class="tp-best-head"><h2><span class="tp-rank">{}</span>'
            '<span>{}{}</span></h2><p class="tp-sub">{}</p><p class="tp-why">{}</p>{}</div>'
            '<div class="tp-pair"><figure>{}<figcaption>{}</figcaption></figure>{}</div>'
            '<div class="tp-do">{}</div></article>'
        ).format(
            rank,
            first,
            side,
            second,
            plain_reason(hit, found.names, found.content),
            _other_parts(found.content, row),
            laid_over.picture(found.atlas, found.content, found.areas, hit, f"{alt} {muscle.names.plain}"),
            alt,
            pressed,
            _try_now(found.content, muscle, is_pressed=bool(pressed)) if with_care else CARE_LATER,
        )
    )
    _show_on_map(found, hit)
    with st.expander("Why, and more you can do", key=f"now {hit.muscle}", on_change="rerun") as more:
        if more.open:
            _more(found, hit, with_care=with_care)
            for other in row.others:
                _part(found, other)


def _other_parts(content: Content, row: Row) -> Markup:
    """Parts of the same muscle that were found, which have no rank of their own."""
    if not row.others:
        return Markup("")
    said = [names(content.muscles[other.muscle])[audience.current() != "student"] for other in row.others]
    return Markup('<p class="tp-note">Counted with it: {}.</p>').format("; ".join(said))


def names(muscle: Muscle) -> tuple[str, str]:
    """Name of a muscle and what stands below it: plain words first for patients."""
    if audience.current() == "student":
        return muscle.names.en, muscle.names.la
    return muscle.names.plain, muscle.names.en


def _side(hit: Hit) -> Side:
    return "left" if hit.side == "left" else "right"


def _try_now(content: Content, muscle: Muscle, *, is_pressed: bool) -> Markup:
    """What can hardly do harm: rest, then press where the picture shows it; and when to stop."""
    care = muscle.self_care
    limits = [limit.plain for limit in limits_of(content, muscle) if not limit.stretching]
    press_it = (
        Markup(
            "<details><summary>Then press gently: how, and who must not</summary><p>{}</p>{}</details>"
        ).format(care.pressure.text, Markup("").join(Markup("<p>{}</p>").format(text) for text in limits))
        if is_pressed
        else ""
    )
    return Markup(
        '<div class="tp-try"><h3>Safe to try now</h3><p>{}</p>{}</div>'
        '<p class="tp-see"><strong>Take care.</strong> {}</p>'
    ).format(care.position, press_it, care.stop)


def _show_on_map(found: Found, hit: Hit) -> None:
    shown = body_map.shown_pattern()
    is_shown = shown is not None and shown.muscle == hit.muscle
    st.button(
        "Hide on the map" if is_shown else "Show on the map",
        key=f"show {hit.muscle}",
        icon=":material/visibility_off:" if is_shown else ":material/visibility:",
        on_click=body_map.show_pattern,
        args=(found.atlas, found.content, None if is_shown else hit.muscle, hit.side),
    )


def _more(found: Found, hit: Hit, *, with_care: bool) -> None:
    content = found.content
    muscle = content.muscles[hit.muscle]
    care = muscle.self_care
    number = [point.id for point in muscle.trigger_points].index(hit.point)
    point = muscle.trigger_points[number]
    parts = []
    if with_care:
        parts += [
            Markup("<h3>What you can do yourself</h3>"),
            blocks.facts(
                [
                    ("Ease it", care.position),
                    ("Stretch", care.stretch),
                    (words.PRESSURE[care.pressure.method], care.pressure.text),
                    ("Every day", care.everyday),
                    *blocks.self_care_limits(content, muscle, "patient"),
                ]
            ),
        ]
    known = [
        (content.techniques[link.id], link) for link in muscle.techniques if link.id in content.techniques
    ]
    techniques = Markup("").join(
        Markup('<li>{} <span class="tp-note">{}</span></li>').format(
            technique.name, words.tested(link.evidence, link.borrowed_from)
        )
        for technique, link in known
        if not technique.needle
    )
    if any(technique.needle for technique, _ in known):
        techniques += Markup("<li>Needles: trained, licensed clinicians only. Never by yourself.</li>")
    is_student = audience.current() == "student"
    why = (
        reason(hit, found.names, content)
        if is_student
        else f"{plain_reason(hit, found.names, content)} {plain_basis(hit, content)}"
    )
    number_of = f" ({number + 1} of {len(muscle.trigger_points)})"
    parts += [
        Markup("<h3>Questions to ask</h3>"),
        blocks.bullets(questions_about(content, hit.muscle)),
        Markup('<h3>What a therapist may use</h3><ul class="tp-list">{}</ul>').format(techniques),
        Markup("<h3>Why it is in this list</h3><p>{}</p>").format(why),
        blocks.facts(
            [
                ("Point", (point.label if is_student else point.where.plain) + number_of * is_student),
                ("Felt most", ", ".join(blocks.zone_places(content, point, "essential", audience.current()))),
                ("By some", ", ".join(blocks.zone_places(content, point, "spillover", audience.current()))),
                ("How sure", blocks.certainty(hit.certainty, point.zones.note)),
                (
                    "Self-care",
                    f"{words.STATUS[care.status]}. {review_state(content, 'muscles', muscle.id).said}.",
                ),
            ]
        ),
    ]
    st.html(Markup('<section class="tp-now">{}</section>').format(Markup("").join(parts)))
    shell.link(
        "explore", "See this muscle on the body", icon=":material/accessibility_new:", muscle=hit.muscle
    )


def _rest(found: Found, rest: Sequence[Row]) -> None:
    """The other muscles, under the area that each of them fits best."""
    by_area: dict[int, list[Row]] = {}
    for row in rest:
        best = max(row.first.matches, key=lambda match: match.coverage, default=None)
        by_area.setdefault(best.area if best else 0, []).append(row)
    for area in sorted(by_area):
        listed = by_area[area]
        label = audience.sided(area_words(found.names[area], found.content))
        with st.expander(f"{len(listed)} more for: {label}", key=f"rest {area}", on_change="rerun") as more:
            if not more.open:
                continue
            for row in listed:
                for hit in row.hits:
                    _part(found, hit)


def _part(found: Found, hit: Hit) -> None:
    with st.container(key=f"hit-{hit.muscle}"):
        _small(found, hit)


def _small(found: Found, hit: Hit) -> None:
    muscle = found.content.muscles[hit.muscle]
    first, second = names(muscle)
    st.html(
        Markup('<p class="tp-small"><strong>{}</strong> {}<span class="tp-note">{}</span>{}</p>').format(
            first, audience.sided(SIDES[hit.side]), second, plain_reason(hit, found.names, found.content)
        )
    )
    _show_on_map(found, hit)


def look_alikes(found: Found) -> None:
    """Nerves, joints, organs and vessels that can hurt there too."""
    others = look_alikes_for(found.atlas, found.content, found.areas)
    if not others:
        messages.say(
            "Our list has nothing for this place. That does not mean there is nothing: ask a doctor."
        )
        return
    st.html(blocks.note("Not every pain comes from a muscle. These can be felt in the same place."))
    for title, urgent in (("Needs care soon", True), ("Other causes", False)):
        rows = [record for record in others if record.urgent is urgent]
        if rows:
            st.html(
                Markup('<h2 class="tp-group">{}</h2><ul class="tp-others {}">{}</ul>').format(
                    title, "urgent" if urgent else "", Markup("").join(map(_row, rows))
                )
            )


def _row(record: AreaLookAlike) -> Markup:
    said = record.student if audience.current() == "student" else record.plain
    name = record.name if audience.current() == "student" else plain_name(record.name)
    return Markup('<li><strong>{}</strong> <span class="tp-chip">{}</span><p>{}</p></li>').format(
        name, KINDS[record.kind], said
    )

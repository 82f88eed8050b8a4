"""Small pieces of HTML for the muscle card; every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from triggerpoints.content.links import limits_of
from triggerpoints.ui.html import words
from triggerpoints.ui.html.glossary import explained

if TYPE_CHECKING:
    from triggerpoints.atlas import AtlasMuscle
    from triggerpoints.content import Content, Muscle, Source, TriggerPoint
    from triggerpoints.figures.state import Audience


def chips(texts: Iterable[tuple[str, str]]) -> str:
    """A row of chips from pairs of text and extra class."""
    return (
        '<div class="tp-chips">'
        + "".join(f'<span class="tp-chip {c}">{escape(t)}</span>' for t, c in texts)
        + "</div>"
    )


def heading(muscle: Muscle, shape: AtlasMuscle | None, audience: Audience) -> str:
    """Name of a muscle, its region, its review status and where its shape on the map comes from."""
    below = muscle.names.plain if audience == "patient" else muscle.names.la
    count = len(muscle.trigger_points)
    return (
        f'<p class="tp-eyebrow">{escape(words.REGION[muscle.region])}</p>'
        f'<h1 class="tp-name">{escape(muscle.names.en)}</h1><p class="tp-sub">{escape(below)}</p>'
        + chips(
            [
                (f"{count} trigger point{'s' if count > 1 else ''}", ""),
                (words.review(muscle.review), "tp-review" if muscle.review == "none" else ""),
                *((text, "tp-review") for text in words.shape_notes(shape)),
            ]
        )
    )


def bullets(texts: Iterable[str]) -> str:
    """A list of plain texts."""
    seen: set[str] = set()
    return '<ul class="tp-list">' + "".join(f"<li>{explained(text, seen)}</li>" for text in texts) + "</ul>"


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Names and values beside each other; empty values are left out."""
    seen: set[str] = set()
    pairs = "".join(
        f"<dt>{escape(name)}</dt><dd>{explained(value, seen)}</dd>" for name, value in rows if value
    )
    return f'<dl class="tp-facts">{pairs}</dl>'


def note(text: str) -> str:
    """A quiet line."""
    return f'<p class="tp-note">{escape(text)}</p>'


def graded(reason: str, grade: str) -> str:
    """A reason with the grade of its evidence."""
    return f'<p class="tp-note">{escape(reason)} <span class="tp-chip">{escape(grade)}</span></p>'


def point(content: Content, number: int, record: TriggerPoint, audience: Audience, *, chosen: bool) -> str:
    """A trigger point: where it is, where it sends pain, how sure that is."""
    where = record.where.plain if audience == "patient" else record.where.student
    rows = ""
    for kind, label in (("essential", "Most often felt"), ("spillover", "Felt by some")):
        places = zone_places(content, record, kind, audience)
        if places:
            sign = f'<span class="tp-sign {kind}" aria-hidden="true"></span>'
            term = f"{label} ({kind})" if audience == "student" else label
            rows += f"<dt>{sign}{escape(term)}</dt><dd>{escape(', '.join(places))}</dd>"
    if record.phenomenon:
        rows += f"<dt>What happens</dt><dd>{escape(record.phenomenon)}</dd>"
    rows += f"<dt>How sure</dt><dd>{escape(certainty(record.zones.certainty, record.zones.note))}</dd>"
    side = "" if record.sides == "both" else f" Known on the {record.sides} side only."
    return (
        f'<article class="tp-point{" on" if chosen else ""}"><h4><span class="tp-number">{number}</span>'
        f'{escape(record.label)}</h4><p>{escape(where + side)}</p><dl class="tp-facts">{rows}</dl>'
        f'<p class="tp-note">{escape(words.STATUS[record.status])}.</p></article>'
    )


def depth_class(content: Content, id_: str) -> str:
    """What the depth class of a muscle means, for students."""
    note = content.depth_classes[id_]
    return f"{note.label}. {note.student}"


def self_care_limits(content: Content, muscle: Muscle, audience: Audience) -> list[tuple[str, str]]:
    """Who must take care with the self-care of a muscle, as rows of facts."""
    return [
        (f"Take care: {limit.name.lower()}", limit.plain if audience == "patient" else limit.student)
        for limit in limits_of(content, muscle)
    ]


def certainty(code: str, note: str | None) -> str:
    """How sure a pattern is, and what sources disagree about."""
    said = f"{words.CERTAINTY[code]}."
    if not note:
        return said
    return note if note.lower().startswith(words.CERTAINTY[code].lower()) else f"{said} {note}"


def zone_places(content: Content, record: TriggerPoint, kind: str, audience: Audience) -> list[str]:
    """Names of the places of a zone, each once."""
    ids: Sequence[str] = getattr(record.zones, kind)
    names = []
    for place in ids:
        known = content.places.get(place)
        names.append((known.name if audience == "patient" else known.anatomical) if known else place)
    return list(dict.fromkeys(names))


def source(key: str, record: Source) -> str:
    """A source with its links and how far it was read."""
    links = []
    if record.doi:
        links.append(("https://doi.org/" + record.doi, f"doi:{record.doi}"))
    if record.pmid:
        links.append((f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/", f"PMID {record.pmid}"))
    if record.url:
        links.append((record.url, "web page"))
    anchors = " · ".join(
        f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'
        for url, text in links
    )
    return (
        f'<p class="tp-source" id="source-{escape(key)}">{escape(record.cite)} {anchors} '
        f'<span class="tp-note">({escape(words.SOURCE_STATUS[record.read])})</span></p>'
    )

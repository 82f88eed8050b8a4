"""Small pieces of HTML for the muscle card; every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup
from pydantic import BaseModel

from triggerpoints.content.links import limits_of
from triggerpoints.content.reviews import review_state
from triggerpoints.referral.sentences import plain_name
from triggerpoints.ui.html import known, words
from triggerpoints.ui.html.glossary import explained

if TYPE_CHECKING:
    from triggerpoints.atlas import AtlasMuscle
    from triggerpoints.content import Content, Muscle, Source, TriggerPoint
    from triggerpoints.figures.state import Audience


def chips(texts: Iterable[tuple[str, str]]) -> Markup:
    """A row of chips from pairs of text and extra class."""
    return (
        Markup('<div class="tp-chips">')
        + Markup("").join(Markup('<span class="tp-chip {}">{}</span>').format(c, t) for t, c in texts)
        + Markup("</div>")
    )


def heading(content: Content, muscle: Muscle, shape: AtlasMuscle | None, audience: Audience) -> Markup:
    """Name of a muscle, its region, its review status and where its shape on the map comes from."""
    names = muscle.names
    name, below = (names.plain, names.en) if audience == "patient" else (names.en, names.la)
    count = len(muscle.trigger_points)
    reviewed = review_state(content, "muscles", muscle.id)
    return Markup('<p class="tp-eyebrow">{}</p><h1 class="tp-name">{} <small>{}</small></h1>').format(
        words.REGION[muscle.region], name, below
    ) + chips(
        [
            (f"{count} trigger point{'s' if count > 1 else ''}", ""),
            (reviewed.said, "" if reviewed.holds else "tp-review"),
            *((text, "tp-review") for text in words.shape_notes(shape)),
        ]
    )


def bullets(texts: Iterable[str]) -> Markup:
    """A list of plain texts."""
    seen: set[str] = set()
    return (
        Markup('<ul class="tp-list">')
        + Markup("").join(Markup("<li>{}</li>").format(explained(text, seen)) for text in texts)
        + Markup("</ul>")
    )


def facts(rows: Iterable[tuple[str, str]]) -> Markup:
    """Names and values beside each other; empty values are left out."""
    seen: set[str] = set()
    pairs = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, explained(value, seen)) for name, value in rows if value
    )
    return Markup('<dl class="tp-facts">{}</dl>').format(pairs)


def note(text: str) -> Markup:
    """A quiet line."""
    return Markup('<p class="tp-note">{}</p>').format(text)


def pattern_studies(content: Content, muscle: Muscle, audience: Audience) -> Markup:
    """Which studies looked at where the muscle sends pain; that none was found, where it is so."""
    studies = muscle.pattern_studies
    if not studies:
        day = muscle.pattern_search
        when = f" (last searched on {day.day} {day:%B %Y})" if day else ""
        return note(
            f"No study of where this muscle sends pain was found{when}. Its map rests on books and teaching."
        )
    if audience == "patient":
        number = words.studies(studies)
        return note(f"{number[0].upper()}{number[1:]} looked at where this muscle sends pain.")
    return Markup('<h4 aria-level="2">Studies of this pattern</h4><dl class="tp-facts">{}</dl>').format(
        Markup("").join(
            Markup("<dt>{}</dt><dd>{} ({} people, {})</dd>").format(
                content.sources[study.source].cite, study.found, study.people, words.STUDIED[study.method]
            )
            for study in studies
        )
    )


def graded(reason: str, grade: str) -> Markup:
    """A reason with the grade of its evidence."""
    return Markup('<p class="tp-note">{} <span class="tp-chip">{}</span></p>').format(reason, grade)


def point(content: Content, muscle: Muscle, number: int, audience: Audience, *, chosen: bool) -> Markup:
    """A trigger point of a muscle, counted from 1: where it is, where it sends pain, how sure that is."""
    record = muscle.trigger_points[number - 1]
    where = record.where.plain if audience == "patient" else record.where.student
    rows = ""
    for kind, label in (("essential", "Most often felt"), ("spillover", "Felt by some")):
        places = zone_places(content, record, kind, audience)
        if places:
            sign = Markup('<span class="tp-sign {}" aria-hidden="true"></span>').format(kind)
            term = f"{label} ({kind})" if audience == "student" else label
            rows += Markup("<dt>{}{}</dt><dd>{}</dd>").format(sign, term, ", ".join(places))
    if record.phenomenon:
        rows += Markup("<dt>What happens</dt><dd>{}</dd>").format(record.phenomenon)
    rows += Markup("<dt>How sure</dt><dd>{}</dd>").format(
        certainty(record.zones.certainty, record.zones.note)
    )
    read = areas_read(content, muscle, record, audience)
    if read:
        rows += Markup("<dt>What we read</dt><dd>{}</dd>").format(read)
    side = "" if record.sides == "both" else f" Known on the {record.sides} side only."
    return Markup(
        '<article class="tp-point{}"><h4 aria-level="2"><span class="tp-number">{}</span>'
        '{}</h4><p>{}</p><dl class="tp-facts">{}</dl>'
        "{}</article>"
    ).format(
        " on" if chosen else "",
        number,
        (plain_name(record.label) if audience == "patient" else record.label),
        where + side,
        rows,
        known.basis(content, record, audience, f"muscles, {muscle.id}"),
    )


def areas_read(content: Content, muscle: Muscle, record: TriggerPoint, audience: Audience) -> str:
    """Which areas of a zone studies or books that were opened name, and what the others rest on.

    Empty where none names any.
    """
    by_basis: dict[str, list[str]] = {}
    for area in dict.fromkeys((*record.zones.essential, *record.zones.spillover)):
        by_basis.setdefault(_basis_of(muscle, record, area), []).append(area)
    others = by_basis.pop("", [])
    said = [f"{', '.join(place_names(content, areas, audience))} ({of})" for of, areas in by_basis.items()]
    parts = ["; ".join(said)] if said else []
    if said and others and record.status != "read":
        parts.append(f"The other areas: {words.STATUS[record.status].lower()}")
    return ". ".join(parts) + "." if parts else ""


def _basis_of(muscle: Muscle, record: TriggerPoint, area: str) -> str:
    sources = muscle.studies_of(record, area) or muscle.books_of(record, area)
    is_of_point = any(record.id in felt.points for source in sources for felt in source.felt)
    whole = "" if is_of_point or len(muscle.trigger_points) == 1 else ", about the whole muscle"
    return words.read_in(sources) + whole if sources else ""


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
    return place_names(content, getattr(record.zones, kind), audience)


def place_names(content: Content, ids: Iterable[str], audience: Audience) -> list[str]:
    """Names of places, each once."""
    names = []
    for place in ids:
        known = content.places.get(place)
        names.append((known.name if audience == "patient" else known.anatomical) if known else place)
    return list(dict.fromkeys(names))


def source(key: str, record: Source) -> Markup:
    """A source with its links and how far it was read."""
    links = []
    if record.doi:
        links.append(("https://doi.org/" + record.doi, f"doi:{record.doi}"))
    if record.pmid:
        links.append((f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/", f"PMID {record.pmid}"))
    if record.url:
        links.append((record.url, "web page"))
    anchors = Markup(" · ").join(
        Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, text)
        for url, text in links
    )
    said = f" It says: {record.says}" if record.says else ""
    where = f" ({record.where}.)" if record.where else ""
    return Markup('<p class="tp-source" id="source-{}">{} {} <span class="tp-note">({}){}</span></p>').format(
        key, record.cite, anchors, words.SOURCE_STATUS[record.read], said + where
    )


def source_keys(record: BaseModel) -> list[str]:
    """Keys of all sources anywhere in a record, each once, in the order of the record."""
    return list(dict.fromkeys(_walk(record)))


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            part = getattr(value, name)
            if name == "sources":
                yield from part
            elif name == "source":
                yield part
            else:
                yield from _walk(part)
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item)

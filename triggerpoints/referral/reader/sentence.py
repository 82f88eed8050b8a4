"""Reads a sentence: which places hurt, on which side, how and when, and what was not understood."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.atoms import Atom, atoms
from triggerpoints.referral.reader.context import Context, context
from triggerpoints.referral.reader.dangers import dangers
from triggerpoints.referral.reader.doubts import Doubts, doubts
from triggerpoints.referral.reader.mentions import Mention, mentions
from triggerpoints.referral.reader.passed_over import passed_over, said_again, stretches
from triggerpoints.referral.reader.reading import (
    Choice,
    Doubt,
    NotMarked,
    ReadArea,
    Reading,
    SideChoice,
    Span,
    Unread,
)
from triggerpoints.referral.reader.recast import recast
from triggerpoints.referral.reader.sides import Sided, sided
from triggerpoints.referral.reader.vocabulary import Vocabulary, vocabulary
from triggerpoints.referral.words import match_places

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.areas import AreaSide

MAX_TEXT = 2000
"""Longer texts are read up to here."""
MAX_WORDS_KEPT = 60
"""Longest words of a circumstance that are kept, in characters."""
NEAREST = 3
MAX_GAP_QUOTED = 8
"""Characters between a place and the word that says where on it, that are quoted with them."""
_SIDES: tuple[AreaSide, ...] = ("right", "left", "both")


@functools.lru_cache(256)
def read(text: str, content: Content) -> Reading:
    """What a text such as ``"burning pain in my left hip, down to the knee"`` says.

    Parameters
    ----------
    text : str
        A place id, a list or whole sentences.
    content : Content

    Returns
    -------
    Reading
    """
    text = text[:MAX_TEXT]
    if text in content.places:
        return Reading(text, (ReadArea((text,), spans=((0, len(text)),)),))
    known = vocabulary(content)
    found = recast(atoms(text, known))
    named = mentions(found, known)
    about = context(found, named, known, content)
    sides, sides_left = sided(found, named, about, content)
    areas, area_of, choices, of_sides = _areas(text, found, named, about, sides, content)
    says, asks = dangers(text, content)
    unread = _unread(text, found, named, about, sides_left, known, content)
    if not (areas or unread or says or asks):
        unread = _whole(text, found, content)
    unsure = doubts(text, found, named, list(area_of), sides, _told(found, about), known, content)
    asked = {*(choice.area for choice in choices), *(choice.area for choice in of_sides)}
    doubted = {n: area for n, area in area_of.items() if area not in asked}
    seen = [one.span for one in unread]
    choices += _spot_choices(text, found, named, areas, doubted, unsure, seen, content)
    of_sides += _open_sides(text, found, named, areas, doubted, unsure)
    asked |= {*(choice.area for choice in choices), *(choice.area for choice in of_sides)}
    reading = Reading(
        text,
        tuple(areas),
        tuple(unread),
        tuple(choices),
        says,
        asks,
        tuple(of_sides),
        tuple(_not_marked(text, found, named, about, sides, areas)),
        tuple(_doubts(text, found, named, area_of, asked, unsure)),
    )
    again = said_again(found, named, about)
    over = passed_over(reading, found, named, about, again, known, content)
    reading = replace(reading, not_marked=(*reading.not_marked, *over))
    return replace(reading, stretches=tuple(stretches(reading, found, named, again, known)))


def _areas(
    text: str,
    found: Sequence[Atom],
    named: Sequence[Mention],
    about: Context,
    sides: Sequence[Sided],
    content: Content,
) -> tuple[list[ReadArea], dict[int, int], list[Choice], list[SideChoice]]:
    """The areas, the area of each mention that is marked, and what has more than one reading."""
    areas: list[ReadArea] = []
    area_of: dict[int, int] = {}
    choices: list[Choice] = []
    of_sides: list[SideChoice] = []
    by_key: dict[tuple[tuple[str, ...], str], int] = {}
    for number in about.asserted:
        mention, side = named[number], sides[number]
        places = tuple(place for place in mention.name.places if place not in about.taken_away)
        if not places:
            continue
        new = ReadArea(
            places,
            side.side,
            side.source,
            tuple(place for place in about.along.get(number, ()) if place not in about.taken_away),
            _spared(places, about.taken_away, content),
            about.qualities.get(number, ()),
            tuple(text[start:end][:MAX_WORDS_KEPT] for start, end in about.circumstances.get(number, ())),
            _spans(found, mention, side),
        )
        key: tuple[tuple[str, ...], str] = places, side.side
        if key not in by_key:
            key = next((k for k in by_key if _is_same(areas[by_key[k]], new)), key)
        if key in by_key:
            areas[by_key[key]] = _joined(areas[by_key[key]], new)
            area_of[number] = by_key[key]
            continue
        by_key[key] = area_of[number] = len(areas)
        areas.append(new)
        others = {place for n in about.asserted if n != number for place in named[n].name.places}
        options = tuple(o for o in mention.name.options if o == places[0] or o not in others)
        if len(options) > 1:
            span = _span(found, mention)
            choices.append(Choice(text[slice(*span)], span, len(areas) - 1, options))
        if side.doubt is not None:
            said = found[side.doubt]
            span = said.start, said.end
            of_sides.append(SideChoice(text[slice(*span)], span, len(areas) - 1, (side.side, "both")))
    return areas, area_of, choices, of_sides


def _span(found: Sequence[Atom], mention: Mention) -> Span:
    return found[mention.first].start, found[mention.last].end


def _told(found: Sequence[Atom], about: Context) -> frozenset[int]:
    """Atoms that say when or why it hurts."""
    spans = {span for some in about.circumstances.values() for span in some}
    return frozenset(
        at for at, atom in enumerate(found) if any(start <= atom.start < end for start, end in spans)
    )


def _spot_choices(
    text: str,
    found: Sequence[Atom],
    named: Sequence[Mention],
    areas: Sequence[ReadArea],
    area_of: Mapping[int, int],
    unsure: Doubts,
    unread: Sequence[Span],
    content: Content,
) -> Iterator[Choice]:
    """Areas beside a word that says more exactly where, with the spots that it may mean."""
    for number, at in unsure.spots.items():
        if number not in area_of or any(start <= found[at].start < end for start, end in unread):
            continue
        place = areas[area_of[number]].places[0]
        span = _span(found, named[number])
        near = (
            match.id for match in match_places(f"{found[at].word} {text[slice(*span)]}", content, NEAREST)
        )
        options = tuple(dict.fromkeys((place, *near)))[: NEAREST + 1]
        if len(options) > 1:
            spot = found[at].start, found[at].end
            (start, until), (since, end) = sorted((span, spot))
            is_near = since - until <= MAX_GAP_QUOTED
            said = text[start:end] if is_near else f"{text[start:until]} … {text[since:end]}"
            yield Choice(said, (start, end), area_of[number], options)


def _open_sides(
    text: str,
    found: Sequence[Atom],
    named: Sequence[Mention],
    areas: Sequence[ReadArea],
    area_of: Mapping[int, int],
    unsure: Doubts,
) -> Iterator[SideChoice]:
    """Areas of which it is not clear which side is meant."""
    for number in sorted(unsure.sides & area_of.keys()):
        span = _span(found, named[number])
        sides = dict.fromkeys((areas[area_of[number]].side, *_SIDES))
        yield SideChoice(text[slice(*span)], span, area_of[number], tuple(sides))


def _doubts(
    text: str,
    found: Sequence[Atom],
    named: Sequence[Mention],
    area_of: Mapping[int, int],
    asked: Collection[int],
    unsure: Doubts,
) -> Iterator[Doubt]:
    """Areas that may not hurt, each once, unless something else is asked about them or they are sure too."""
    sure = {area for number, area in area_of.items() if number not in unsure.places}
    seen = {*asked, *sure}
    for number in sorted(unsure.places & area_of.keys()):
        if area_of[number] not in seen:
            seen.add(area_of[number])
            span = _span(found, named[number])
            yield Doubt(text[slice(*span)], span, area_of[number])


def _not_marked(
    text: str,
    found: Sequence[Atom],
    named: Sequence[Mention],
    about: Context,
    sides: Sequence[Sided],
    areas: Sequence[ReadArea],
) -> Iterator[NotMarked]:
    """Places that were named and not marked, each once."""
    known = {named[number].name.places for number in about.asserted}
    others = {n for n in about.why if n not in about.asserted and _is_other_side(named[n], sides[n], areas)}
    for number in sorted({*about.unsure, *about.left_out, *others}):
        mention, side = named[number], sides[number]
        if mention.name.places in known and number not in others:
            continue
        known.add(mention.name.places)
        spans = _spans(found, mention, side)
        span = _span(found, mention)
        area = ReadArea(mention.name.places, side.side, side.source, spans=spans)
        yield NotMarked(
            text[slice(*span)], span, area, number in about.unsure, about.why.get(number, "beside")
        )


def _is_other_side(mention: Mention, side: Sided, areas: Sequence[ReadArea]) -> bool:
    """Whether a place is marked on the other side alone: "my left arm hurts, the right arm is fine"."""
    sides = {area.side for area in areas if area.places[0] == mention.name.places[0]}
    return side.source == "said" and side.side != "both" and sides == {"left", "right"} - {side.side}


def _spared(places: Sequence[str], taken_away: Sequence[str], content: Content) -> tuple[str, ...]:
    """What the text takes away that lies inside the places; nothing larger, such as the leg for the sole."""
    inside = {part for place in places for part in _parts(place, content)}
    return tuple(
        gone
        for gone in taken_away
        if (held := set(_parts(gone, content))) & inside and len(held) <= len(inside)
    )


def _parts(place: str, content: Content) -> tuple[str, ...]:
    record = content.places[place]
    return (place, *record.members, *record.also)


def _is_same(one: ReadArea, other: ReadArea) -> bool:
    """Whether a place is named twice, and its side once: "the little toe, my right little toe"."""
    if one.places[0] != other.places[0]:
        return False
    return one.side == other.side or (
        one.places == other.places and "unsaid" in (one.side_from, other.side_from)
    )


def _joined(one: ReadArea, other: ReadArea) -> ReadArea:
    said = one if one.side_from != "unsaid" else other
    return replace(
        one,
        side=said.side,
        side_from=said.side_from,
        along=tuple(dict.fromkeys((*one.along, *other.along))),
        qualities=tuple(dict.fromkeys((*one.qualities, *other.qualities))),
        circumstances=tuple(dict.fromkeys((*one.circumstances, *other.circumstances))),
        spans=tuple(sorted({*one.spans, *other.spans})),
    )


def _spans(found: Sequence[Atom], mention: Mention, side: Sided) -> tuple[Span, ...]:
    spans = [(found[mention.first].start, found[mention.last].end)]
    spans.extend((found[at].start, found[at].end) for at in side.atoms)
    spans.sort()
    out = spans[:1]
    for start, end in spans[1:]:
        if start <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return tuple(out)


def _unread(
    text: str,
    found: Sequence[Atom],
    named: Sequence[Mention],
    about: Context,
    sides_left: Sequence[int],
    known: Vocabulary,
    content: Content,
) -> list[Unread]:
    out = []
    told = {span for spans in about.circumstances.values() for span in spans}
    sides = [
        (at, at)
        for at in sides_left
        if named and not any(start <= found[at].start < end for start, end in told)
    ]
    nothing = [] if about.asserted else [(mention.first, mention.last) for mention in named]
    for first, last in sorted({*about.unread, *sides, *nothing}):
        start, end = found[first].start, found[last].end
        phrase = text[start:end]
        around = next((m for m in named if m.first - 3 <= last < m.first), None)
        asked = text[start : found[around.last].end] if around and found[last].is_position else phrase
        alike = known.sounding(found[first].word) if first == last else ()
        matches = (match.id for match in match_places(asked, content, limit=NEAREST))
        near = tuple(dict.fromkeys((*alike, *matches)))[:NEAREST]
        out.append(Unread(phrase, (start, end), near))
    return out


def _whole(text: str, found: Sequence[Atom], content: Content) -> list[Unread]:
    """All of a text in which nothing was read."""
    words = [atom for atom in found if not atom.is_stop]
    if not words:
        return []
    start, end = words[0].start, words[-1].end
    near = tuple(match.id for match in match_places(text[start:end], content, limit=NEAREST))
    return [Unread(text[start:end], (start, end), near)]

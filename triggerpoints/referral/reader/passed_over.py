"""What became of every word: parts of the body that no reading used are named, none is passed over."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.left_over import VAGUE_WORDS
from triggerpoints.referral.reader.reading import NotMarked, ReadArea, Reading, Span, Stretch

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.context import Context
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.reading import ReadAs, Why
    from triggerpoints.referral.reader.vocabulary import Vocabulary


def passed_over(
    reading: Reading,
    found: Sequence[Atom],
    named: Sequence[Mention],
    about: Context,
    again: Sequence[Span],
    known: Vocabulary,
    content: Content,
) -> Iterator[NotMarked]:
    """Places that stand in the text and in nothing that was read of it.

    Words for what was read already, or for a part of it, only say it once more: these are left out.

    Parameters
    ----------
    reading : Reading
        All else that was read.
    found : sequence of Atom
    named : sequence of Mention
    about : Context
    again : sequence of (int, int)
        Words that say once more, or more exactly, what was read; see `said_again`.
    known : Vocabulary
    content : Content
    """
    spans = [
        *again,
        *(span for area in reading.areas for span in area.spans),
        *(one.span for one in reading.unread),
        *(one.span for one in reading.choices),
        *(one.span for one in reading.side_choices),
        *(one.span for one in reading.not_marked),
        *(one.span for one in reading.doubts),
    ]
    areas = [*reading.areas, *(one.area for one in reading.not_marked)]
    told = {p for area in areas for p in (*area.places, *area.along, *area.without)}
    for first, last, places, said in _places_named(found, named, about, known):
        start = next(at for at in range(first, last + 1) if at == last or not _leads(found[at]))
        span = found[start].start, found[last].end
        is_read = any(_meets(atom, spans) for atom in found[first : last + 1])
        if is_read or _marked(frozenset(told), content).issuperset(places):
            continue
        told.update(places)
        why: Why = said or ("where" if _is_landmark(found, first, last) else "named")
        yield NotMarked(reading.text[slice(*span)], span, ReadArea(places, spans=(span,)), False, why)


def _places_named(
    found: Sequence[Atom], named: Sequence[Mention], about: Context, known: Vocabulary
) -> Iterator[tuple[int, int, tuple[str, ...], Why | None]]:
    """First and last atom of all that names places, with the places, and why they were left out."""
    inside = {at for mention in named for at in range(mention.first, mention.last + 1)}
    yield from ((one.first, one.last, one.name.places, about.why.get(n)) for n, one in enumerate(named))
    for at, atom in enumerate(found):
        if atom.is_noun and at not in inside and (places := known.places_of(atom.body)):
            yield at, at, places, None


def said_again(found: Sequence[Atom], named: Sequence[Mention], about: Context) -> list[Span]:
    """Words that say once more where it hurts, such as the hand beside its fingers, or where on a part.

    What another place lies near ("near the ear") is not among them.
    """
    out = [
        _span(found, named[n])
        for n in sorted(about.again)
        if not _is_landmark(found, named[n].first, named[n].last) and not _is_parted(found, named, n)
    ]
    out.extend(
        (found[at].start, found[at].end)
        for n in about.asserted
        for at in named[n].apart
        if not found[at].is_noun or set(found[at].body) <= named[n].bag
    )
    return out


def stretches(
    reading: Reading,
    found: Sequence[Atom],
    named: Sequence[Mention],
    again: Sequence[Span],
    known: Vocabulary,
) -> Iterator[Stretch]:
    """All words of the text in order, with what became of each; neighbours of one kind together.

    Parameters
    ----------
    reading : Reading
        All that was read.
    found : sequence of Atom
    named : sequence of Mention
    again : sequence of (int, int)
        See `said_again`.
    known : Vocabulary
    """
    again = [*again, *(_span(found, mention) for mention in named)]
    places = [span for area in reading.areas for span in area.spans]
    told = [text for area in reading.areas for text in area.circumstances]
    when = [(at, at + len(text)) for text in told if (at := reading.text.find(text)) >= 0]

    def fate(atom: Atom) -> tuple[ReadAs, NotMarked | None]:
        if _meets(atom, [one.span for one in reading.unread]):
            return "unread", None
        for one in reading.not_marked:
            if _meets(atom, [one.span]):
                return ("asked" if one.is_unsure else "put aside"), one
        if _meets(atom, places):
            return ("side" if atom.has("side") and not atom.is_noun else "place"), None
        if _meets(atom, again) or (atom.is_noun and known.names(atom.body)):
            return "again", None
        if _meets(atom, when):
            return "circumstance", None
        return ("side" if atom.has("side") else "quality" if atom.has("quality") else "plain"), None

    run: tuple[int, int, ReadAs, NotMarked | None] | None = None
    for atom in found:
        if atom.is_stop:
            continue
        read_as, one = fate(atom)
        if run and run[2] == read_as and run[3] is one:
            run = run[0], atom.end, read_as, one
            continue
        if run:
            yield _stretch(reading.text, *run)
        run = atom.start, atom.end, read_as, one
    if run:
        yield _stretch(reading.text, *run)


def _stretch(text: str, start: int, end: int, read_as: ReadAs, one: NotMarked | None) -> Stretch:
    return Stretch(
        text[start:end], (start, end), read_as, one.why if one and read_as == "put aside" else None
    )


@functools.lru_cache(1024)
def _marked(places: frozenset[str], content: Content) -> frozenset[str]:
    """All places whose skin is marked with these."""
    records = [content.places[place] for place in places]
    parts = {part for one in records for part in (one.id, *one.members, *one.also)}
    wholes = {one.id for one in content.places.values() if one.members and parts.issuperset(one.members)}
    return frozenset(parts | wholes)


def _leads(atom: Atom) -> bool:
    return bool(VAGUE_WORDS & set(atom.words)) or (atom.has("link") and not atom.body)


def _is_parted(found: Sequence[Atom], named: Sequence[Mention], number: int) -> bool:
    """Whether something is done between a place and the next: "my head aches from leaning on my neck"."""
    gap = found[named[number].last + 1 : named[number + 1].first] if number + 1 < len(named) else ()
    return any(
        (atom.has("doing") or atom.word.endswith("ing")) and not atom.has("pain", "quality", "spread")
        for atom in gap
    )


def _span(found: Sequence[Atom], mention: Mention) -> Span:
    return found[mention.first].start, found[mention.last].end


def _meets(atom: Atom, spans: Iterable[Span]) -> bool:
    return any(start < atom.end and atom.start < end for start, end in spans)


def _is_landmark(found: Sequence[Atom], first: int, last: int) -> bool:
    """Whether a word such as "near" stands in or before a place: "near the inside of the elbow"."""
    start = first
    while start and (found[start - 1].is_position or found[start - 1].has("link", "side")):
        start -= 1
    return any(VAGUE_WORDS & set(atom.words) for atom in found[max(start - 1, 0) : last + 1])

"""Parts of the body that no reading used: they are named, so that none is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.left_over import VAGUE_WORDS
from triggerpoints.referral.reader.reading import NotMarked, ReadArea, Reading
from triggerpoints.referral.reader.vocabulary import VAGUE

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.vocabulary import Vocabulary


def passed_over(
    reading: Reading, found: Sequence[Atom], known: Vocabulary, content: Content
) -> Iterator[NotMarked]:
    """Places that stand in the text and in nothing that was read of it.

    A word for more or less of what was read, such as the hand beside its fingers, only says it once more,
    and a part that another one lies near only says where ("near the ear"): these are left out.

    Parameters
    ----------
    reading : Reading
        All else that was read.
    found : sequence of Atom
    known : Vocabulary
    content : Content
    """
    spans = [
        *(span for area in reading.areas for span in area.spans),
        *(one.span for one in reading.unread),
        *(one.span for one in reading.choices),
        *(one.span for one in reading.side_choices),
        *(one.span for one in reading.not_marked),
        *(one.span for one in reading.doubts),
    ]
    areas = [*reading.areas, *(one.area for one in reading.not_marked)]
    seen = _regions((p for area in areas for p in (*area.places, *area.along, *area.without)), content)
    for at, atom in enumerate(found):
        places = known.places_of(atom.body) if atom.is_noun else ()
        if not places or any(start < atom.end and atom.start < end for start, end in spans):
            continue
        regions = _regions(places, content)
        if regions & seen or _is_landmark(found, at):
            continue
        seen |= regions
        span = atom.start, atom.end
        yield NotMarked(reading.text[slice(*span)], span, ReadArea(places, spans=(span,)), is_unsure=False)


def _regions(places: Iterable[str], content: Content) -> set[str]:
    records = [content.places[place] for place in places]
    parts = {part for record in records for part in (record.id, *record.members, *record.also)}
    return {content.places[part].region for part in parts}


def _is_landmark(found: Sequence[Atom], at: int) -> bool:
    """Whether a word such as "near" stands before it, or "behind" that says where another part is."""
    for atom in reversed(found[:at]):
        if atom.is_position:
            return atom.body[0] in VAGUE or bool(VAGUE_WORDS & set(atom.words))
        if not atom.has("link", "side"):
            return bool(VAGUE_WORDS & set(atom.words))
    return False

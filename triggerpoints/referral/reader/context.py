"""What a sentence says about the places that it mentions: that they hurt, how, when, or that they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.asides import compared, like_a, of_others, set_against
from triggerpoints.referral.reader.circumstances import circumstances, other_things
from triggerpoints.referral.reader.denials import listed_back, negated, other_ones, why_denied
from triggerpoints.referral.reader.left_over import (
    is_wall,
    unread,
)
from triggerpoints.referral.reader.mentions import FACES
from triggerpoints.referral.reader.more_exactly import only_worse, owners, reach, said_again
from triggerpoints.referral.reader.statements import Statement, statements
from triggerpoints.referral.reader.ways import way_between

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.reading import Span, Why
    from triggerpoints.referral.reader.vocabulary import Vocabulary

_EXAMINES = frozenset(
    {
        "doctor", "doctors", "doc", "gp", "dentist", "physio", "optician", "specialist", "consultant",
        "nurse", "ent", "xray", "xrays", "ray", "rays", "scan", "scans", "mri", "ct", "ultrasound", "ecg",
        "test", "tests", "checked",
    }
)  # fmt: skip

_ORGANS = frozenset(
    {
        "heart", "lung", "liver", "gallbladder", "gall", "bladder", "spleen", "appendix", "ovary",
        "ovaries", "womb", "uterus", "kidney", "prostate",
    }
)  # fmt: skip
"""Denied as a cause: the skin over them may hurt all the same ("not the appendix but a muscle")."""


@dataclass(frozen=True)
class Context:
    """What is said about mentions; they are given by their index.

    Attributes
    ----------
    asserted : tuple of int
        Mentions that are said to hurt.
    taken_away : tuple of str
        Places that are said not to hurt.
    spread_to : frozenset of int
        Mentions that the pain of the one before runs to.
    along : Mapping of int to tuple of str
        Places between a mention and the next one, where the pain runs over them.
    qualities : Mapping of int to tuple of str
    circumstances : Mapping of int to tuple of (int, int)
        Spans of the words.
    side_from : Mapping of int to int
        Another mention that says which side it is on: "thumb pain, right hand".
    other_ones : Mapping of int to int
        Atoms with a side, and the mention that they stand for: "left knee is fine, the right one hurts".
    unread : tuple of (int, int)
        First and last atom of what may be a place and is not known.
    unsure : tuple of int
        Mentions that something else is said of than that they hurt, beside others that do.
    left_out : tuple of int
        Mentions that are said not to hurt, or stand in what is done or when.
    why : Mapping of int to str
        Why each of these is left out.
    again : frozenset of int
        Mentions that only say once more, or more widely, where it hurts.
    """

    asserted: tuple[int, ...]
    taken_away: tuple[str, ...]
    spread_to: frozenset[int]
    along: Mapping[int, tuple[str, ...]]
    qualities: Mapping[int, tuple[str, ...]]
    circumstances: Mapping[int, tuple[Span, ...]]
    side_from: Mapping[int, int]
    other_ones: Mapping[int, int]
    unread: tuple[tuple[int, int], ...]
    unsure: tuple[int, ...]
    left_out: tuple[int, ...]
    why: Mapping[int, Why]
    again: frozenset[int]


def context(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary, content: Content) -> Context:
    """What is said about every mention."""
    at_mention = {index: n for n, m in enumerate(named) for index in range(m.first, m.last + 1)}
    denied = negated(found, named, at_mention)
    clauses, used, goals = circumstances(found, named, at_mention)
    ones = other_ones(found, named, denied | used)
    denied -= set(ones.values())
    used -= set(ones.values())
    used -= {n for n in used if _hurts_there(found, named[n])}
    aside = used | other_things(found, named)
    wider, side_from = said_again(found, named, content)
    for number, owner in owners(found, named, content).items():
        if number in wider:
            continue  # "earache right ear"
        wider.add(owner)
        side_from.setdefault(number, owner)
    wider.update(only_worse(found, named, content))
    hurting = [n for n in range(len(named)) if n not in denied and n not in aside and n not in wider]
    for others in ((aside - used) | goals, goals):
        if not hurting:
            hurting = [n for n in range(len(named)) if n not in denied | wider | others]
    inside = {index for first, last in clauses for index in range(first, last + 1)}
    said = statements(found, named, at_mention, inside, hurting)
    hurting = [n for n in hurting if said[n].stated != "other" or not _is_denied_too(found, named, n, denied)]
    of_people = of_others(found, named, hurting)
    likened = like_a(found, named, hurting, content)
    theirs = of_people | set_against(found, named, hurting) | likened
    hurting = [n for n in hurting if n not in theirs]
    unsure, doubted = _unsure(hurting, said)
    unsure = sorted(
        {*unsure, *compared(found, named, hurting), *_contradicted(found, named, hurting, denied)}
    )
    hurting = [n for n in hurting if n not in unsure]
    theirs |= {n for n in unsure if said[n].is_use(found)}
    unsure = [n for n in unsure if n not in theirs]
    taken_away = tuple(
        dict.fromkeys(
            place
            for n in sorted(denied)
            if not named[n].bag <= _ORGANS
            for place in named[n].name.places
            if not any(place in named[m].name.places for m in hurting if n not in used)
            and not any(set(named[n].name.places) == set(named[m].name.places) for m in hurting)
        )
    )
    spread_to = frozenset(two for one, two in pairwise(hurting) if _runs_to(found, named[one], named[two]))
    along = {
        one: _on_face(way, named[one], named[two], known)
        for one, two in pairwise(hurting)
        if two in spread_to
        and (way := way_between(named[one].name.places, named[two].name.places, content.reader_words.ways))
    }
    return Context(
        tuple(hurting),
        taken_away,
        spread_to,
        along,
        _qualities(found, named, hurting, inside),
        _owned_clauses(found, named, hurting, clauses),
        side_from,
        ones,
        tuple(
            sorted(
                {
                    *unread(found, at_mention, inside | {at for m in named for at in m.apart}, known),
                    *((at, at) for at in doubted),
                }
            )
        ),
        tuple(n for n in unsure if not _is_told_exactly(named, hurting, n, content)),
        tuple(_left_out(named, hurting, (denied | aside | theirs) - set(unsure), content)),
        {
            **dict.fromkeys(theirs, "beside"),
            **dict.fromkeys(likened, "likeness"),
            **dict.fromkeys(of_people, "theirs"),
            **dict.fromkeys(aside, "thing"),
            **dict.fromkeys(used, "circumstance"),
            **why_denied(found, named, denied),
        },
        frozenset({*wider, *side_from.values()}),
    )


def _on_face(way: Sequence[str], one: Mention, two: Mention, known: Vocabulary) -> tuple[str, ...]:
    """A way on the face that both its ends are on: from the outer hip to the outer knee, the outer thigh."""
    face = next(iter(sorted(one.bag & two.bag & FACES)), None)
    if face is None:
        return tuple(way)
    names = [known.bags.get(frozenset({face, *place.split("-")})) for place in way]
    return tuple(
        name.places[0] if name and len(name.places) == 1 else place
        for name, place in zip(names, way, strict=True)
    )


def _unsure(hurting: Sequence[int], said: Mapping[int, Statement]) -> tuple[list[int], set[int]]:
    """Mentions that something else is said of, beside others that hurt; and what is said where none does."""
    others = [n for n in hurting if said[n].stated == "other"]
    if any(said[n].stated == "pain" for n in hurting):
        return others, set()
    first = others[0] if len(others) == len(hurting) > 0 else None  # what is said of all is said of pain
    return [], {at for n in others if first is None or said[n] != said[first] for at in said[n].words}


def _is_denied_too(found: Sequence[Atom], named: Sequence[Mention], number: int, denied: set[int]) -> bool:
    """Whether a place is named and its pain denied: "my right ear rings, no ear pain"."""
    sides = _sides_of(found, named[number])
    return any(
        named[n].name.places == named[number].name.places
        and not (sides and (others := _sides_of(found, named[n])) and sides != others)
        for n in denied
    )


def _contradicted(
    found: Sequence[Atom], named: Sequence[Mention], hurting: Sequence[int], denied: set[int]
) -> Iterator[int]:
    """Mentions that are said not to hurt later, beside others: "my back hurts. Well, not the back"."""
    later = {m for m in denied if not _is_finding(found, named[m])}
    taken = [
        n
        for n in hurting
        if _is_denied_too(found, named, n, {m for m in later if m > n and named[m].bag == named[n].bag})
    ]
    if len(taken) < len(hurting):
        yield from taken


def _is_finding(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether somebody only found a place to be well: "GP says the ear is clear"."""
    start = mention.first
    while start and not (found[start - 1].is_stop or found[start - 1].has("contrast")):
        start -= 1
    return any(_EXAMINES & set(atom.words) for atom in found[start : mention.first])


def _hurts_there(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether pain is said of where something is done: "if I press on my calf it hurts there"."""
    after = found[mention.last + 1 : mention.last + 6]
    after = after[: next((i for i, atom in enumerate(after) if atom.is_noun), len(after))]
    return any(atom.has("pain", "quality") and "there" in then.words for atom, then in pairwise(after))


def _sides_of(found: Sequence[Atom], mention: Mention) -> set[str]:
    """Sides that stand in or right before a mention."""
    near = found[max(mention.first - 1, 0) : mention.last + 1]
    return {atom.kinds["side"] for atom in near if atom.has("side")}


def _is_told_exactly(named: Sequence[Mention], hurting: Sequence[int], number: int, content: Content) -> bool:
    """Whether a place that hurts lies in this one."""
    within = reach(named[number], content)
    return any(set(named[n].name.places) <= within for n in hurting)


def _left_out(
    named: Sequence[Mention], hurting: Sequence[int], others: set[int], content: Content
) -> Iterator[int]:
    """Mentions that do not hurt, and that no area takes in."""
    if not others:
        return
    reached = {place for n in hurting for place in reach(named[n], content)}
    yield from (n for n in sorted(others) if n not in hurting and not set(named[n].name.places) <= reached)


def _runs_to(found: Sequence[Atom], one: Mention, two: Mention) -> bool:
    """Whether the pain of a mention is said to run to the next."""
    return any(atom.has("spread") and not atom.ends_sentence for atom in found[one.last + 1 : two.first])


def _qualities(
    found: Sequence[Atom], named: Sequence[Mention], hurting: Sequence[int], inside: set[int]
) -> dict[int, tuple[str, ...]]:
    """Qualities by mention: each belongs to the nearest mention of its part of the sentence."""
    out: dict[int, list[str]] = defaultdict(list)
    for at, atom in enumerate(found):
        if not atom.has("quality") or at in inside or (at and found[at - 1].has("not_before")):
            continue
        owner = _owner(found, named, hurting, at)
        if owner is None:
            continue
        out[owner].append(atom.kinds["quality"])
        if any("are" in a.words or "both" in a.words for a in found[named[owner].last + 1 : at]):
            for other in listed_back(found, named, owner):
                if other != owner:
                    out[other].append(atom.kinds["quality"])
    return {number: tuple(dict.fromkeys(some)) for number, some in out.items()}


def _owner(found: Sequence[Atom], named: Sequence[Mention], hurting: Sequence[int], at: int) -> int | None:
    after = next((n for n in hurting if named[n].last >= at), None)
    before = next((n for n in reversed(hurting) if named[n].first <= at), None)
    if after is not None and not any(is_wall(atom) for atom in found[at + 1 : named[after].first]):
        return after
    if before is not None and not any(is_wall(atom) for atom in found[named[before].last + 1 : at]):
        return before
    first_words = not any(named[n].first < at for n in hurting)
    if first_words:
        return after
    if after is not None and not any(
        atom.is_stop or (atom.has("contrast")) for atom in found[at + 1 : named[after].first]
    ):
        return after
    return before if before is not None else after


def _owned_clauses(
    found: Sequence[Atom],
    named: Sequence[Mention],
    hurting: Sequence[int],
    clauses: Sequence[tuple[int, int]],
) -> dict[int, tuple[Span, ...]]:
    """Circumstances by mention: those since the circumstance before, or else those that follow."""
    out: dict[int, list[Span]] = defaultdict(list)
    since = -1
    for first, last in clauses:
        span = found[first].start, found[last].end
        sentence = next((i for i in range(first, -1, -1) if found[i].ends_sentence), -1)
        owners = [n for n in hurting if max(since, sentence) < named[n].first < first]
        if not owners:
            end = next((i for i in range(last, len(found)) if found[i].ends_sentence), len(found))
            owners = [n for n in hurting if last < named[n].first < end]
        if not owners:
            owners = [n for n in hurting if named[n].first < first] or list(hurting)
        else:
            since = last if any(named[n].first < first for n in owners) else since
        for number in owners:
            out[number].append(span)
    return {number: tuple(spans) for number, spans in out.items()}

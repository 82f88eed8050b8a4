"""What a sentence says about the places that it mentions: that they hurt, how, when, or that they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.asides import compared, like_a, of_others, set_against
from triggerpoints.referral.reader.denials import listed_back, negated, other_ones
from triggerpoints.referral.reader.left_over import (
    OBJECTS,
    VAGUE_WORDS,
    is_ache,
    is_simile,
    is_wall,
    unread,
)
from triggerpoints.referral.reader.statements import Statement, statements
from triggerpoints.referral.reader.ways import way_between

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.reading import Span
    from triggerpoints.referral.reader.vocabulary import Vocabulary

MAX_CLAUSE_ATOMS = 14
_EVENTS = frozenset({"after", "since", "following", "ever", "before", "during", "until"})
_HELD = frozenset(
    {
        "up",
        "down",
        "out",
        "straight",
        "outstretched",
        "extended",
        "locked",
        "crossed",
        "bent",
        "apart",
        "together",
        "raised",
        "forward",
        "forwards",
    }
)  # "with my feet up"
_ON = frozenset({"on", "with", "against", "under", "onto", "into", "between"})
_IN = frozenset({"in", "at", "behind", "over", "around", "across", "off"})
_OWNS = frozenset({"my", "the", "his", "her", "your", "their", "a", "one"})
_WHO = frozenset({"i", "she", "he", "you", "we", "they"})
_DONE = frozenset(
    {"curl", "lock", "hold", "press", "raise", "rest", "work", "shot", "stand", "catch", "watch"}
)
_PLURALS = frozenset({"feet", "teeth", "calves"})
_PULLS = frozenset({"pull", "pulls", "pulled", "presses", "stretches", "twists"})
_INTO = frozenset({"in", "at", "across", "between", "down", "up", "into"})  # "pulls in the upper back"
_HOLDS, _ARTICLES = frozenset({"on", "in", "with"}), frozenset({"a", "the", "my"})  # "a bag on my shoulder"
_GOALS = frozenset({"to", "towards", "toward", "onto", "on", "over", "above", "behind", "across", "against"})
_REACHES = frozenset({"reach", "reaching", "reaches", "reached"})
_BEGINS = frozenset(
    {
        "begins",
        "begin",
        "starts",
        "start",
        "started",
        "located",
        "which",
        "felt",
        "mostly",
        "mainly",
        "centered",
    }
)
_ASIDE = frozenset({"("})
_EXACTLY = frozenset({"always", "exactly", "specifically", "namely", "precisely"})
_DISEASES = frozenset({"gout", "shingles", "arthritis", "cellulitis", "neuropathy", "plantar fasciitis"})
_NEAR = frozenset({"near", "close", "beside", "next"})


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


def context(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary, content: Content) -> Context:
    """What is said about every mention."""
    at_mention = {index: n for n, m in enumerate(named) for index in range(m.first, m.last + 1)}
    denied = negated(found, named, at_mention)
    clauses, used, goals = _circumstances(found, named, at_mention)
    ones = other_ones(found, named, denied | used)
    denied -= set(ones.values())
    used -= set(ones.values())
    aside = used | _other_things(found, named)
    wider, side_from = _said_again(found, named, content)
    for number, owner in _owners(found, named, content).items():
        wider.add(owner)
        side_from.setdefault(number, owner)
    hurting = [n for n in range(len(named)) if n not in denied and n not in aside and n not in wider]
    for others in ((aside - used) | goals, goals):
        if not hurting:
            hurting = [n for n in range(len(named)) if n not in denied | wider | others]
    inside = {index for first, last in clauses for index in range(first, last + 1)}
    said = statements(found, named, at_mention, inside, hurting)
    theirs = (
        of_others(found, named, hurting) | set_against(found, named, hurting) | like_a(found, named, hurting)
    )
    hurting = [n for n in hurting if n not in theirs]
    unsure, doubted = _unsure(hurting, said)
    unsure = sorted({*unsure, *compared(found, named, hurting)})
    hurting = [n for n in hurting if n not in unsure]
    theirs |= {n for n in unsure if said[n].is_use(found)}
    unsure = [n for n in unsure if n not in theirs]
    taken_away = tuple(
        dict.fromkeys(
            place
            for n in sorted(denied)
            for place in named[n].name.places
            if not any(place in named[m].name.places for m in hurting if n not in used)
            and not any(set(named[n].name.places) == set(named[m].name.places) for m in hurting)
        )
    )
    spread_to = frozenset(two for one, two in pairwise(hurting) if _runs_to(found, named[one], named[two]))
    along = {
        one: way
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
    )


def _unsure(hurting: Sequence[int], said: Mapping[int, Statement]) -> tuple[list[int], set[int]]:
    """Mentions that something else is said of, beside others that hurt; and what is said where none does."""
    others = [n for n in hurting if said[n].stated == "other"]
    if any(said[n].stated == "pain" for n in hurting):
        return others, set()
    first = others[0] if len(others) == len(hurting) > 0 else None  # what is said of all is said of pain
    return [], {at for n in others if first is None or said[n] != said[first] for at in said[n].words}


def _is_told_exactly(named: Sequence[Mention], hurting: Sequence[int], number: int, content: Content) -> bool:
    """Whether a place that hurts lies in this one."""
    within = _reach(named[number], content)
    return any(set(named[n].name.places) <= within for n in hurting)


def _left_out(
    named: Sequence[Mention], hurting: Sequence[int], others: set[int], content: Content
) -> Iterator[int]:
    """Mentions that do not hurt, and that no area takes in."""
    reached = {place for n in hurting for place in _reach(named[n], content)}
    yield from (n for n in sorted(others) if n not in hurting and not set(named[n].name.places) <= reached)


def _circumstances(
    found: Sequence[Atom], named: Sequence[Mention], at_mention: Mapping[int, int]
) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """First and last atoms of what says when or why, the mentions inside, and those moved to."""
    clauses: list[tuple[int, int]] = []
    used: set[int] = set()
    goals: set[int] = set()
    at = 0
    while at < len(found):
        atom = found[at]
        end = at
        if at in at_mention and not atom.has("fixed"):
            at = named[at_mention[at]].last + 1
            continue
        if atom.has("starts") or _is_cause(found, at):
            end, inside = _clause(found, named, at_mention, at)
            used.update(inside)
        elif (stretch := _stretch(found, at)) is not None:
            end = stretch
        elif atom.has("fixed"):
            end = at
        elif atom.word == "with" and any(
            a.word.endswith("ing") and not a.has("pain") for a in found[max(at - 2, 0) : at]
        ):
            if (tool := _tool(found, named, at_mention, at, True)) is not None:
                used.add(tool)
                at = named[tool].last + 1
                continue
            at += 1
            continue
        elif atom.has("doing", "looks") and not is_simile(found, at):
            target = _object(found, at_mention, at)
            if target is not None:
                used.add(target)
                if (goal := _goal(found, named, at_mention, target)) is not None:
                    used.add(goal)
                    goals.add(goal)
                    target = goal
                if atom.has("doing"):
                    clauses.append((at, named[target].last))
                at = named[target].last + 1
                continue
            at += 1
            continue
        else:
            at += 1
            continue
        clauses.append((at, end))
        at = end + 1
    for number, start in _attached(found, named, at_mention, used):
        used.add(number)
        clauses.append((start, named[number].last))
    return _merged(found, clauses), used, goals


def _attached(
    found: Sequence[Atom], named: Sequence[Mention], at_mention: Mapping[int, int], used: set[int]
) -> Iterator[tuple[int, int]]:
    """Mentions that only belong to what is done, and where that begins: "weight on my heel makes ..."."""
    taken = set(used)
    for number, mention in enumerate(named):
        if number in taken:
            continue
        at = mention.first - 1
        while at >= 0 and at not in at_mention and (found[at].has("side") or found[at].word in _OWNS):
            at -= 1
        is_weight = at > 0 and found[at].words == ("weight", "on")
        if at < 0 or at in at_mention or not (is_weight or found[at].word in (*_ON, *_IN)):
            continue
        before = at - 1
        if before in at_mention and at_mention[before] in taken:
            taken.add(number)
            yield number, at
            continue
        while before > at - 6 and before >= 0 and _is_thing_done(found, at_mention, before):
            before -= 1
        if (is_weight or found[at].word in _ON) and before >= 0 and _is_doing(found, before):
            taken.add(number)
            yield number, before
            if found[at].word == "between" and number + 1 < len(named):
                gap = found[mention.last + 1 : named[number + 1].first]
                if gap and all(atom.has("join", "link", "side") for atom in gap):
                    taken.add(number + 1)
                    yield number + 1, before


def _is_thing_done(found: Sequence[Atom], at_mention: Mapping[int, int], at: int) -> bool:
    atom = found[at]
    is_plain = atom.is_unknown or atom.has("link", "ordinary", "thing") or atom.is_position
    is_plain = is_plain or atom.word == "with" or atom.is_noun
    return is_plain and at not in at_mention and not (_is_doing(found, at) or atom.has("pain", "quality"))


def _is_doing(found: Sequence[Atom], at: int) -> bool:
    """Whether somebody does something here: "opening", "when I breathe"."""
    atom = found[at]
    if atom.has("pain", "quality") or is_simile(found, at):
        return False
    if atom.word.endswith("ing") and (atom.has("doing", "ordinary") or atom.is_unknown):
        return True
    subject = found[at - 1].word if at else ""
    return subject in _WHO and at > 1 and found[at - 2].has("starts")


def _is_cause(found: Sequence[Atom], at: int) -> bool:
    """Whether "from" says what the pain comes of: "from lifting my baby"."""
    after = found[at + 1] if at + 1 < len(found) else None
    return found[at].word == "from" and after is not None and not after.body and after.word.endswith("ing")


def _object(found: Sequence[Atom], at_mention: Mapping[int, int], at: int) -> int | None:
    """The mention that a doing word is about."""
    if found[at].word in _PULLS and at + 1 < len(found) and _INTO & set(found[at + 1].words):
        return None
    for here in range(at + 1, min(at + 6, len(found))):
        if here in at_mention:
            return at_mention[here]
        atom = found[here]
        if not (
            atom.has("link", "side", "not_through")
            or atom.is_position
            or atom.words == ("weight", "on")
            or atom.word in ("up", "out", "over", "with", "down", "onto")
            or (atom.word in ("flat", "still", "straight", "sideways", "face") and here == at + 1)
        ):
            return None
    return None


def _goal(
    found: Sequence[Atom], named: Sequence[Mention], at_mention: Mapping[int, int], moved: int
) -> int | None:
    """The mention that another one is moved to: "lift my arm over my head", "knee to chest"."""
    here = named[moved].last + 1
    words: set[str] = set()
    while here < len(found) and here not in at_mention:
        atom = found[here]
        if not (atom.has("link", "side") or atom.is_position or atom.word in {*_GOALS, "up", "right"}):
            return None
        words.update(atom.words)
        here += 1
    if here >= len(found):
        return None
    words.update(found[here].words)
    after = found[named[at_mention[here]].last + 1 :][:1]
    return at_mention[here] if words & _GOALS and not any(atom.has("pain") for atom in after) else None


def _clause(
    found: Sequence[Atom], named: Sequence[Mention], at_mention: Mapping[int, int], at: int
) -> tuple[int, set[int]]:
    """Last atom of a clause that begins at an atom, and the mentions inside it."""
    inside: set[int] = set()
    here = end = at
    resumed = False
    while here + 1 < len(found) and here - at < MAX_CLAUSE_ATOMS:
        here += 1
        atom = found[here]
        if here in at_mention:
            number = at_mention[here]
            after = next((a for a in found[named[number].last + 1 :] if not a.has("link", "side")), None)
            begins_pain = after is not None and after.has("pain", "quality") and not after.has("thing")
            if inside and not resumed:
                break
            if _is_told_first(found, named, number, at):
                inside.add(number)
                here = end = named[number].last
                resumed = True
                continue
            if begins_pain or not _is_object(found, named[number], at, here):
                break
            inside.add(number)
            if (goal := _goal(found, named, at_mention, number)) is not None:
                inside.add(goal)
                number = goal
            here = end = named[number].last
            resumed = False
            continue
        resumed = resumed or (bool(inside) and atom.has("join") and _goes_on(found, here))
        if atom.is_stop or atom.has("contrast", "starts"):
            break
        if atom.word == "with" and (tool := _tool(found, named, at_mention, here, False)) is not None:
            inside.add(tool)
            end = named[tool].last
            break
        if atom.has("join") and not _goes_on(found, here):
            break
        if (
            inside
            and not resumed
            and (atom.has("pain", "quality", "spread", "side") or atom.word in ("in", "my"))
        ):
            break
        if not atom.has("link") or atom.has("pain") or atom.word in OBJECTS:
            end = here
    while end > at and found[end].has("link", "join") and found[end].word not in OBJECTS:
        end -= 1
    return end, inside


def _is_told_first(found: Sequence[Atom], named: Sequence[Mention], number: int, start: int) -> bool:
    """Whether all before a comma is what happened: "since the cast came off my wrist, my shoulder aches"."""
    end = next((at for at in range(start, len(found)) if found[at].is_stop), len(found))
    if end == len(found) or found[end].word != "," or (number and named[number - 1].first > start):
        return False
    after = next((at for at in range(end + 1, len(found)) if found[at].is_stop), len(found))
    goes_on = any(end < other.first < after for other in named) or any(
        found[at].has("side") and found[at + 1].word == "one" for at in range(end, after - 1)
    )
    is_event = any(
        not atom.has("link", "side", "pain", "quality") and not atom.is_position
        for atom in found[start + 1 : end]
        if not atom.body
    )
    is_pain = any(atom.has("pain", "quality", "not_before") for atom in found[start:end])
    hurts_after = any(atom.has("pain", "quality") for atom in found[end:after])
    return named[number].last < end and goes_on and is_event and not is_pain and hurts_after


def _tool(
    found: Sequence[Atom],
    named: Sequence[Mention],
    at_mention: Mapping[int, int],
    at: int,
    goes_on: bool = False,
) -> int | None:
    """The mention that something is done with: "lifting with my right hand"."""
    here = at + 1
    while here < len(found) and here not in at_mention:
        if not (found[here].has("link", "side") or found[here].word in _HELD):
            break
        here += 1
    if here not in at_mention:
        return None
    number = at_mention[here]
    after = found[named[number].last + 1] if named[number].last + 1 < len(found) else None
    is_held = after is None or after.is_stop or after.word in _HELD or (here > at + 1 and after.word == "my")
    return number if goes_on or is_held else None


def _is_object(found: Sequence[Atom], mention: Mention, start: int, at: int) -> bool:
    """Whether a clause names a place without saying that it hurts: "when I turn my head"."""
    after = mention.last + 1
    if (after < len(found) and found[after].has("thing")) or found[mention.first].has("doing"):
        return True
    before = at - 1
    while before > start and (
        found[before].has("link", "side", "not_through", "quality") or found[before].is_position
    ):
        before -= 1
    if before == start:
        return found[start].word in _EVENTS
    is_thing = found[before].has("ordinary", "thing") and not found[before].has("doing", "looks")
    if before > start + 1 and is_thing and _HOLDS & {found[before + 1].word}:
        return found[before - 1].word in _ARTICLES
    return found[before].has("doing", "looks") or found[before].word in (
        *_REACHES,
        "up",
        "out",
        "over",
        "down",
        "onto",
        "with",
    )


def _goes_on(found: Sequence[Atom], at: int) -> bool:
    """Whether a clause goes on after a joining word: "when I bend and lift"."""
    following = found[at + 1] if at + 1 < len(found) else None
    return (
        following is not None
        and following.has("doing", "ordinary", "unit")
        and not following.has("pain", "quality")
    )


def _stretch(found: Sequence[Atom], at: int) -> int | None:
    """Last atom of a stretch of time, such as "for about five years now", that begins here."""
    here = at
    while (
        here < len(found)
        and (
            found[here].has("count", "link")
            or found[here].word in ("for", "since", "in", "over", "during", "from")
            or found[here].word[0].isdigit()
        )
        and not found[here].body
        and not found[here].has("unit")
    ):
        here += 1
    if here >= len(found) or not found[here].has("unit") or (found[here].word == "while" and here == at):
        return None
    while here + 1 < len(found) and found[here + 1].has("unit", "end") and not found[here + 1].body:
        here += 1
    return here


def _merged(found: Sequence[Atom], clauses: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for first, last in sorted(clauses):
        if out and first <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(last, out[-1][1])
        else:
            out.append((first, last))
    return out


def _other_things(found: Sequence[Atom], named: Sequence[Mention]) -> set[int]:
    """Mentions that only say what kind of another thing is meant: "ear doctor"."""
    out = set()
    for number, mention in enumerate(named):
        after = mention.last + 1
        if mention.first and found[mention.first - 1].word == "which":
            out.add(number)  # "which hand: left"
        last = found[mention.last]
        is_shortened = last.end - last.start > len(" ".join(last.words)) + 1  # "my back's shot"
        if after >= len(found) or not found[after].has("thing") or found[after].is_noun or is_shortened:
            continue
        is_plural = last.is_noun and (last.words[-1].endswith("s") or last.words[-1] in _PLURALS)
        if not (is_plural and found[after].word in _DONE):
            out.add(number)
    return out


def _said_again(
    found: Sequence[Atom], named: Sequence[Mention], content: Content
) -> tuple[set[int], dict[int, int]]:
    """Mentions that a neighbour says more exactly, such as "back pain between my shoulder blades".

    Returns
    -------
    wider : set of int
    side_from : dict of int to int
        For the more exact mention the wider one, which may say the side.
    """
    out: set[int] = set()
    side_from: dict[int, int] = {}
    for number, (one, two) in enumerate(pairwise(named)):
        gap = found[one.last + 1 : two.first]
        if _is_condition_of(found, one, gap) or _is_part_of_it(one, two, gap, content):
            out.add(number)
            side_from[number + 1] = number
            continue
        if one.name.options and set(two.name.places) <= _reach(one, content) and _tells_more(gap):
            out.add(number)
            side_from[number + 1] = number
            continue
        if is_ache(found, one) and set(two.name.places) <= _reach(one, content) and _is_on(gap):
            out.add(number)
            side_from[number + 1] = number
            continue
        if gap[:1] and gap[0].word == "," and len(gap) > 1 and gap[1].word in _NEAR:
            out.add(number + 1)
            continue
        if not gap and not one.lead and [found[at].body for at in two.lead] == [("above",)]:
            out.add(number)  # "the thigh just above the knee"
            side_from[number + 1] = number
            continue
        if set(two.name.places) <= _reach(one, content) and _is_mainly(gap):
            out.add(number)  # "leg cramps, always the calves"
            side_from[number + 1] = number
            continue
        if any(atom.has("spread", "join") or not _is_inner(atom) for atom in gap):
            continue
        if two.lead and found[two.lead[0]].word in _NEAR - {"beside", "next"}:
            out.add(number + 1)
            side_from[number] = number + 1
            continue
        if gap and (
            gap[0].word == "of"
            or any(
                (atom.is_position or atom.word == "by") and atom.word in VAGUE_WORDS - {"along"}
                for atom in gap
            )
        ):
            out.add(number + 1)
            side_from[number] = number + 1
            continue
        if not (any(atom.has("link") or atom.word in _ASIDE for atom in gap) or two.lead):
            continue
        if set(two.name.places) <= _reach(one, content):
            out.add(number)
            side_from[number + 1] = number
        elif set(one.name.places) <= _reach(two, content):
            out.add(number + 1)
            side_from[number] = number + 1
    return out, side_from


def _is_condition_of(found: Sequence[Atom], one: Mention, gap: Sequence[Atom]) -> bool:
    """Whether a name is a disease whose place is said: "gout in my left ankle"."""
    is_in = bool(gap) and gap[0].word in ("in", "on") and all(a.has("link", "side") for a in gap)
    return is_in and found[one.last].words[-1] in _DISEASES


def _is_part_of_it(one: Mention, two: Mention, gap: Sequence[Atom], content: Content) -> bool:
    """Whether "the outside of it" says where on a place that nothing else is said to hurt."""
    is_it = two.noun_of == (one.first, one.last) and set(two.name.places) <= _reach(one, content)
    return is_it and not any(a.has("pain", "quality", "join", "not_before", "contrast") for a in gap)


def _is_mainly(gap: Sequence[Atom]) -> bool:
    """Whether a comma and "always", "to be exact" lead to the same place, said more exactly."""
    comma = next((at for at, atom in enumerate(gap) if atom.word == ","), None)
    if comma is None or any(a.has("join", "spread", "contrast", "not_before") for a in gap):
        return False
    after = gap[comma + 1 :]
    return any(a.word in _EXACTLY for a in after) and all(
        a.has("link", "side", "fixed") or a.word in _EXACTLY for a in after
    )


def _is_on(gap: Sequence[Atom]) -> bool:
    return bool(gap) and not any(
        atom.is_stop or atom.has("spread", "join", "contrast", "not_before", "starts") for atom in gap
    )


def _tells_more(gap: Sequence[Atom]) -> bool:
    """Whether the words after a vague place go on about it: "my back hurts, high up between ..."."""
    return any(atom.has("pain", "quality") for atom in gap) and not any(
        atom.has("spread", "join", "contrast", "not_before") or atom.ends_sentence for atom in gap
    )


def _owners(found: Sequence[Atom], named: Sequence[Mention], content: Content) -> dict[int, int]:
    """Mentions and the later, wider one that only says their side: "wrist and thumb pain, right hand"."""
    out: dict[int, int] = {}
    for number, two in enumerate(named):
        after = found[two.last + 1] if two.last + 1 < len(found) else None
        is_only = after is not None and after.word == "only" and len(found) == two.last + 2
        if not (after is None or after.is_stop or is_only) or not _says_side(found, two):
            continue
        if any(one.name == two.name and _says_side(found, one) for one in named[:number]):
            continue  # "right hand and wrist, left hand"
        within = _reach(two, content)
        for other in range(number - 1, -1, -1):
            one, later = named[other], named[other + 1]
            gap = found[one.last + 1 : later.first]
            is_next = other == number - 1
            is_in_list = (number - 1 in out) and all(a.has("join", "link") or a.word == "," for a in gap)
            if is_next and set(one.name.places) <= within and _is_after_all(found, two, gap):
                out[other] = number
                continue
            if (
                (is_next and not gap)
                or not (set(one.name.places) <= within or is_in_list)
                or _says_side(found, one)
                or any(a.has("spread", "contrast", "not_before") or a.ends_sentence for a in gap)
                or (is_next and any(atom.has("join") for atom in gap))
                or not (is_next or all(a.has("join", "link", "pain") or a.word in ",/" for a in gap))
            ):
                break
            out[other] = number
    return out


def _is_after_all(found: Sequence[Atom], owner: Mention, gap: Sequence[Atom]) -> bool:
    """Whether an owner stands at the very end, after a comma: "heel pain when I get up, left foot only"."""
    said = [atom for atom in gap if not (atom.has("side", "link") and not atom.body)]
    is_end = owner.last + 2 >= len(found)
    is_plain = not any(a.has("contrast", "not_before") or a.ends_sentence for a in gap)
    return is_end and is_plain and len(said) > 1 and said[-1].word == ","


def _says_side(found: Sequence[Atom], mention: Mention) -> bool:
    first = mention.first
    while first and found[first - 1].has("link", "side"):
        first -= 1
    return any(atom.has("side") for atom in found[first : mention.last + 1])


def _is_inner(atom: Atom) -> bool:
    return (
        atom.has("link", "pain", "quality", "side", "not_through")
        or atom.is_position
        or atom.word in _BEGINS
        or atom.word == "by"
        or atom.word in _ASIDE
    )


def _reach(mention: Mention, content: Content) -> set[str]:
    """The mention's places and all that they hold."""
    places = {*mention.name.places, *mention.name.options}
    regions = {region for place in places for region in content.reader_words.wholes.get(place, ())}
    wide = {member for place in places for member in content.places[place].members} | places
    wide |= {held for place in places for held in content.reader_words.holds.get(place, ())}
    wide |= {place.id for place in content.places.values() if place.region in regions}
    return wide | {p.id for p in content.places.values() if p.members and set(p.members) <= wide}


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

"""When and why it hurts: clauses of time and cause, what is done, and what it is done with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.left_over import OBJECTS, is_simile

if TYPE_CHECKING:
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention

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
_HELD_SO = frozenset({"open", "opened", "closed", "bent", "crossed", "raised"})
_ON = frozenset({"on", "with", "against", "under", "onto", "into", "between"})
_IN = frozenset({"in", "at", "behind", "over", "around", "across", "off"})
_OWNS = frozenset({"my", "the", "his", "her", "your", "their", "a", "one"})
_WHO = frozenset({"i", "she", "he", "you", "we", "they"})
_DONE = frozenset(
    {"curl", "lock", "hold", "press", "raise", "rest", "work", "shot", "stand", "catch", "watch"}
)
_PLURALS = frozenset({"feet", "teeth", "calves"})
_PUTS = frozenset({"put", "puts", "threw", "throw", "thrown", "did", "done", "do", "knocked"})
_PULLS = frozenset({"pull", "pulls", "pulled", "presses", "stretches", "twists"})
_INTO = frozenset({"in", "at", "across", "between", "down", "up", "into"})  # "pulls in the upper back"
_HOLDS, _ARTICLES = frozenset({"on", "in", "with"}), frozenset({"a", "the", "my"})  # "a bag on my shoulder"
_ANEW = frozenset({"now", "there", "theres"})  # "after push ups and now theres an ache in my arm"
_GOALS = frozenset({"to", "towards", "toward", "onto", "on", "over", "above", "behind", "across", "against"})
_REACHES = frozenset({"reach", "reaching", "reaches", "reached"})


def circumstances(
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
                if goal is None and (listed := _listed_object(found, named, target)) is not None:
                    used.add(listed)
                    target = listed
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
    if at and at - 1 in at_mention and found[at].word in _HELD_SO:
        return None  # "with my mouth open as my throat is sore"
    if found[at].word in _PUTS and _is_put_out(found, at_mention, at):
        return None
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


def _is_put_out(found: Sequence[Atom], at_mention: Mapping[int, int], at: int) -> bool:
    """Whether a part was hurt, as in "I've put my neck out", "did my back in"."""
    here = at + 1
    while here < len(found) and here not in at_mention and found[here].has("link", "side"):
        here += 1
    while here in at_mention:
        here += 1
    return (
        here < len(found)
        and found[here].word in ("out", "in")
        and (here + 1 == len(found) or not found[here + 1].has("link"))
    )


def _listed_object(found: Sequence[Atom], named: Sequence[Mention], first: int) -> int | None:
    """The mention that ends a list and a sentence with another: "I hit my forehead and my nose"."""
    second = first + 1
    if second >= len(named):
        return None
    gap = found[named[first].last + 1 : named[second].first]
    after = found[named[second].last + 1 : named[second].last + 2]
    is_list = any(atom.has("join") for atom in gap) and all(atom.has("join", "link", "side") for atom in gap)
    return second if is_list and all(atom.is_stop for atom in after) else None


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
        goes_on = atom.has("looks") or (atom.has("join") and _goes_on(found, here))
        resumed = resumed or (bool(inside) and goes_on)  # "since my bunion surgery on the right foot"
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
    is_thing = found[before].has("ordinary", "thing") and not found[before].has("doing", "looks", "unit")
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
        and following.word not in _ANEW
        and following.has("doing", "ordinary", "unit")
        and not following.has("pain", "quality")
    )


_LONGEST_STRETCH = 12  # words before the unit of a stretch of time


def _stretch(found: Sequence[Atom], at: int) -> int | None:
    """Last atom of a stretch of time, such as "for about five years now", that begins here."""
    here = at
    while (
        here < min(len(found), at + _LONGEST_STRETCH)
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


def other_things(found: Sequence[Atom], named: Sequence[Mention]) -> set[int]:
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
        is_listed = number > 0 and any(
            a.has("join") for a in found[named[number - 1].last + 1 : mention.first]
        )
        is_plural = is_listed or (
            last.is_noun and (last.words[-1].endswith("s") or last.words[-1] in _PLURALS)
        )
        if not (is_plural and found[after].word in _DONE):
            out.add(number)
    return out

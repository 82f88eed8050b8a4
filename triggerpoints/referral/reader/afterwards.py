"""Sides that are said after their place: told last, pointed back to, summed up, mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triggerpoints.referral.reader.recast import WRONG, corrected_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from triggerpoints.referral.areas import AreaSide
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.context import Context
    from triggerpoints.referral.reader.mentions import Mention

OPPOSITE: dict[str, AreaSide] = {"right": "left", "left": "right"}
SIDE_NOUNS = frozenset({"side", "sides", "sided"})
_OTHERS = {"right": [{"left"}], "left": [{"right"}], "both": [{"left"}, {"right"}]}
"""What may have been said before a side that mends it."""
_ARE = frozenset({"are", "do", "have", "feel", "get", "go"})
_IN_ANSWER = frozenset(
    {"which", "all", "everything", "that", "was", "think", "yes", "only", "wan", "mostly", "both"}
)
_TOO = frozenset({"too", "also", "aswell", "well"})
TODAY = frozenset({"now", "today", "currently", "lately", "nowadays"})
_BEFORE_THAT = frozenset({"was", "yesterday", "before", "used", "first", "initially", "had", "week", "ago"})
_MOSTLY = frozenset({"usually", "mostly", "mainly", "always", "normally", "generally", "only", "just"})


def said_afterwards(
    found: Sequence[Atom],
    named: Sequence[Mention],
    said: Sequence[set[str]],
    about: Context,
    claimed: set[int],
) -> Iterator[tuple[int, int, set[str]]]:
    """Atoms with a side, the mention that it is for, and the sides that this one is on then.

    Parameters
    ----------
    found : sequence of Atom
    named : sequence of Mention
    said : sequence of set of str
        Sides that are said for each mention so far.
    about : Context
    claimed : set of int
        Atoms whose side has its place.
    """
    for at, number in (
        *_on_that_side(found, named, said),
        *_told_by_one(found, named, said, about),
        *_slips(found, named, said),
        *_usual_ones(found, named, said),
    ):
        yield at, number, {found[at].kinds["side"]}
    for at, number in _summed_up(found, named, said, claimed):
        yield at, number, {"both"}
    for at, number, side in _of_today(found, named, said):
        if at not in about.other_ones:
            yield at, number, {side}
    yield from _one_by_one(found, named, said)


def also(found: Sequence[Atom], named: Sequence[Mention], at: int, said: Sequence[set[str]]) -> int | None:
    """The mention whose other side hurts too: "the left knee is bad, the right one a bit too"."""
    side = found[at].kinds.get("side")
    number = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
    if number is None or found[at + 1 : at + 2] == [] or found[at + 1].word != "one":
        return None
    end = next((i for i in range(at, len(found)) if found[i].is_stop or found[i].word == "but"), len(found))
    rest = {word for atom in found[at:end] for word in atom.words}
    is_denied = any(a.has("not_before", "not_after") for a in found[max(at - 2, 0) : end])
    wanted = {OPPOSITE.get(side or "", "")} if side != "other" else set(OPPOSITE)
    is_other = bool(said[number]) and said[number] <= wanted
    return number if is_other and _TOO & rest and not is_denied else None


def is_said_last(
    found: Sequence[Atom], named: Sequence[Mention], at: int, said: Sequence[set[str]], about: Context
) -> bool:
    """Whether the only side of a text stands between stops after its places: "hurts when I lift. Left."."""
    side = found[at].kinds.get("side")
    if side not in OPPOSITE or not about.asserted or any(said[number] for number in about.asserted):
        return False
    if any(atom.kinds.get("side") in (OPPOSITE[side], "both") for i, atom in enumerate(found) if i != at - 1):
        return False
    first = next((i + 1 for i in range(at, -1, -1) if found[i].is_stop), 0)
    end = next((i for i in range(at, len(found)) if found[i].is_stop), len(found))
    is_after = all(named[number].last < first for number in about.asserted)
    is_last = end == len(found) or (found[end].ends_sentence and found[end].word != "?")
    is_only = all(
        found[i].has("link") or _IN_ANSWER & set(found[i].words) for i in range(first, end) if i != at
    )
    return is_after and is_only and is_last


def _on_that_side(
    found: Sequence[Atom], named: Sequence[Mention], said: Sequence[set[str]]
) -> Iterator[tuple[int, int]]:
    """Sides that "that side" points back to, and its place: "earache left, sore throat that side"."""
    for here, atom in enumerate(found):
        words = [*(found[here - 1].words if here else ()), *atom.words][-2:]
        if words not in (["that", "side"], ["same", "side"]):
            continue
        number = max((n for n, mention in enumerate(named) if mention.last < here), default=None)
        if number is None or said[number]:
            continue
        sides = [i for i in range(here) if found[i].kinds.get("side") in OPPOSITE]
        if sides and len({found[i].kinds["side"] for i in sides}) == 1:
            yield sides[-1], number


def _told_by_one(
    found: Sequence[Atom], named: Sequence[Mention], said: Sequence[set[str]], about: Context
) -> Iterator[tuple[int, int]]:
    """Sides of "it is the left one", and the place that they are said for."""
    for at, atom in enumerate(found[:-1]):
        words = [word for other in found[max(at - 3, 0) : at] for word in other.words]
        is_it = words[-3:] in (["it", "is", "the"], ["that", "is", "the"]) or words[-2:] in (
            ["its", "the"],
            ["it", "the"],
        )
        number = max((n for n in about.asserted if named[n].last < at), default=None)
        if number is None or said[number] or not is_it or atom.kinds.get("side") not in OPPOSITE:
            continue
        after = found[at + 2] if at + 2 < len(found) else None
        if found[at + 1].word in ("one", *SIDE_NOUNS) and (after is None or after.is_stop):
            yield at, number


def _summed_up(
    found: Sequence[Atom], named: Sequence[Mention], said: Sequence[set[str]], claimed: set[int]
) -> Iterator[tuple[int, int]]:
    """Words for both sides after one, and the mention: "left knee worse than the right but both are bad"."""
    for at, atom in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        number = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
        if number is None or after is None or at in claimed or atom.words != ("both",):
            continue
        others = len({n for n in range(number + 1) if said[n] & OPPOSITE.keys()})
        is_subject = after.word in _ARE or after.has("pain")
        if is_subject and others == 1 and len(said[number]) == 1 and said[number] <= OPPOSITE.keys():
            yield at, number


def _usual_ones(
    found: Sequence[Atom], named: Sequence[Mention], said: Sequence[set[str]]
) -> Iterator[tuple[int, int]]:
    """Sides of "usually the left one", and the mention before, where no other side is said."""
    for at, atom in enumerate(found[:-1]):
        number = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
        if number is None or said[number] or atom.kinds.get("side") not in OPPOSITE:
            continue
        if _is_several(found, named[number]):
            continue  # "my feet, mostly the left one"
        is_usual = found[at - 1].word == "the" and found[at - 2].word in _MOSTLY
        after = found[at + 2] if at + 2 < len(found) else None
        if is_usual and found[at + 1].word in ("one", *SIDE_NOUNS) and (after is None or after.is_stop):
            yield at, number


def _of_today(
    found: Sequence[Atom], named: Sequence[Mention], said: Sequence[set[str]]
) -> Iterator[tuple[int, int, str]]:
    """Sides of "it was the left knee, today the right", "today the other", and the mention."""
    for at, atom in enumerate(found):
        side = atom.kinds.get("side", "")
        number = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
        if number is None or side not in (*OPPOSITE, "other") or found[at - 1].word not in ("the", "its"):
            continue
        words = {word for other in found[named[number].last + 1 : at] for word in other.words}
        start = next((i + 1 for i in range(at, -1, -1) if found[i].ends_sentence), 0)
        earlier = {word for other in found[start:at] for word in other.words}
        end = next((i for i in range(at, len(found)) if found[i].is_stop), len(found))
        rest = {word for other in found[at + 1 : end] for word in other.words}
        is_alone = rest <= {"one", "side", "hurts", "is", "aches"}
        if not (TODAY & words and _BEFORE_THAT & earlier and is_alone):
            continue
        was = next(iter(said[number] & OPPOSITE.keys()), "") if len(said[number]) == 1 else ""
        if side == "other" and was:
            yield at, number, OPPOSITE[was]
        elif side in OPPOSITE and side != was:
            yield at, number, side


def _one_by_one(
    found: Sequence[Atom], named: Sequence[Mention], said: Sequence[set[str]]
) -> Iterator[tuple[int, int, set[str]]]:
    """Sides told one after the other for one place: "Right one. Sometimes the left as well"."""
    for at, atom in enumerate(found[:-1]):
        side = atom.kinds.get("side", "")
        number = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
        before = at - 1 - (at > 1 and found[at - 1].word == "the")
        opens = at > 0 and found[before].ends_sentence
        if number is None or said[number] or side not in OPPOSITE or not opens:
            continue
        if _is_several(found, named[number]):
            continue
        after = found[at + 2] if at + 2 < len(found) else None
        if found[at + 1].word != "one" or not (after is None or after.is_stop):
            continue
        if any(mention.first > at for mention in named):
            continue
        others = [i for i in range(at + 2, len(found)) if found[i].kinds.get("side") == OPPOSITE[side]]
        rest = {word for i in others for other in found[i + 1 : i + 4] for word in other.words}
        yield at, number, {side}
        if others and rest & _TOO:
            yield others[0], number, {"both"}


def _is_several(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a name is a plural: "feet", "heels"."""
    words = [atom.words[-1] for atom in found[mention.first : mention.last + 1] if atom.is_noun]
    return any(word.endswith("s") or word in ("feet", "teeth") for word in words)


def _slips(
    found: Sequence[Atom], named: Sequence[Mention], said: Sequence[set[str]]
) -> Iterator[tuple[int, int]]:
    """Sides that mend another one, and the mention: "right side of my neck, oops, my left side"."""
    for at, atom in enumerate(found):
        side = atom.kinds.get("side", "")
        number = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
        if number is None or said[number] not in _OTHERS.get(side, ()):
            continue
        start = corrected_at(found, at)
        if start is None or not all(is_quiet(a) for a in found[named[number].last + 1 : start]):
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        is_sure = any(WRONG & set(atom.words) for atom in found[start:at])  # not "no right sided pain"
        goes_on = after is not None and (after.word in (*SIDE_NOUNS, "one") or after.has("starts", "pain"))
        if after is None or after.is_stop or (is_sure and goes_on):
            yield at, number


def is_quiet(atom: Atom) -> bool:
    """Whether an atom may stand between a place and the side that is said for it afterwards."""
    if atom.is_stop:
        return not atom.ends_sentence
    quiet = atom.has("link", "join", "pain", "quality", "spread", "fixed", "not_through", "count", "asserts")
    return quiet or atom.is_position or atom.words == ("both",)

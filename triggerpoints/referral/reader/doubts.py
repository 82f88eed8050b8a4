"""What was taken though the sentence does not make it sure, to be asked about; it stays marked.

A sentence makes a place sure when pain is said of it, of a list that it stands in, or when nothing but the
place is said, and when no consonant was changed to make a word a part of the body. A side is sure when every
side in the sentence is spent on a place, and no limb is left without one beside places that have theirs. A
spot is sure when each word that says where on a part is spent on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.afterwards import TODAY
from triggerpoints.referral.reader.elsewhere import elsewhere
from triggerpoints.referral.reader.left_over import is_ache
from triggerpoints.referral.reader.more_exactly import reach
from triggerpoints.referral.reader.recast import COUNTED, HANDED
from triggerpoints.referral.reader.second_thoughts import second_thoughts
from triggerpoints.referral.reader.tokens import plain
from triggerpoints.referral.reader.vocabulary import VAGUE, singular

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.sides import Sided
    from triggerpoints.referral.reader.vocabulary import Vocabulary

_TOO = frozenset({"too", "also", "well", "aswell", "so", "likewise", "plus", "now"})
_IN_LIST = frozenset(",/(+&;")
_STAYS = frozenset({"stay", "stays", "stayed", "get", "gets", "got", "go", "goes", "went", "feels", "felt"})
_IT = frozenset({"it", "its"})
_SHORTEST = 3
_FELT = frozenset({"feel", "felt", "feeling"})
_MAINLY = frozenset(
    {"mostly", "mainly", "especially", "esp", "chiefly", "particularly", "worst", "everything"}
)
_MAKES_HURT = frozenset(
    {"hurts", "hurt", "makes", "make", "made", "gives", "gave", "causes", "caused", "sets", "set"}
)
_SET_AGAINST = frozenset(
    {
        "worse",
        "worst",
        "more",
        "less",
        "than",
        "then",
        "fine",
        "never",
        "not",
        "nothing",
        "only",
        "to",
        "also",
    }
)
_PARTED = frozenset({"the", "my", "on", "that"})
_LIMBS = frozenset({"shoulder", "arm", "hip", "thigh", "knee", "leg", "foot"})
_NO = frozenset({"no", ","})
_RELATIONS = frozenset({"above", "below", "beside"})
_NOT_EXACT = frozenset({"along", "near", "over", "close", "next", "by", "side", "sides"})


@dataclass(frozen=True)
class Doubts:
    """What is not sure, by the index of the mention.

    Attributes
    ----------
    places : frozenset of int
        Mentions that may not hurt.
    sides : frozenset of int
        Mentions that may be on another side.
    spots : Mapping of int to int
        Mentions that may be another spot, and the atom that was not spent on them.
    """

    places: frozenset[int]
    sides: frozenset[int]
    spots: Mapping[int, int]


def doubts(
    text: str,
    found: Sequence[Atom],
    named: Sequence[Mention],
    asserted: Sequence[int],
    sides: Sequence[Sided],
    told: frozenset[int],
    known: Vocabulary,
    content: Content,
) -> Doubts:
    """What of the mentions that are marked is not sure.

    Parameters
    ----------
    text : str
    found : sequence of Atom
    named : sequence of Mention
    asserted : sequence of int
        Mentions that are marked.
    sides : sequence of Sided
    told : frozenset of int
        Atoms that say when or why it hurts.
    known : Vocabulary
    content : Content
    """
    at_mention = {at: n for n, m in enumerate(named) for at in range(m.first, m.last + 1)}
    spent = told.union(at_mention, *(side.atoms for side in sides), *(m.apart for m in named))
    sure = _sure(found, named, at_mention)
    places = {n for n in asserted if n not in sure} if any(n in sure for n in asserted) else set()
    places.update(_wholes(found, named, [n for n in asserted if n not in places], sides, content))
    places.update(_causes(found, named, asserted))
    places.update(_ends_of_stretches(found, named, asserted))
    places.update(_told_by_another(found, named, asserted))
    places.update(_treated(found, named, asserted))
    places.update(elsewhere(found, named, [n for n in asserted if n not in places]))
    places.update(second_thoughts(found, named, [n for n in asserted if n not in places], sides))
    places.update(n for n in asserted if _is_guess(text, found, named[n], known))
    of_sides = {
        *_without_side(named, asserted, sides, content),
        *_of_other_sides(found, named, asserted, sides, spent),
        *_of_the_other(found, named, asserted, sides, content),
        *_of_the_way(found, named, asserted, sides),
        *_of_the_last(found, named, asserted, sides, spent),
        *_of_the_hand(found, named, asserted, sides, content),
        *_of_no(found, named, asserted, sides),
        *_of_today(found, named, asserted, sides),
    }
    return Doubts(frozenset(places), frozenset(of_sides - places), _spots(found, named, asserted, spent))


def _sure(found: Sequence[Atom], named: Sequence[Mention], at_mention: Mapping[int, int]) -> set[int]:
    """Mentions that pain is said of, or nothing at all, and those that stand in a list with them."""
    out = {
        n
        for n, mention in enumerate(named)
        if _is_framed(found, mention, at_mention) or _is_bare(found, mention, at_mention)
    }
    listed = [all(_joins(atom) for atom in found[one.last + 1 : two.first]) for one, two in pairwise(named)]
    for n in range(1, len(named)):
        if listed[n - 1] and n - 1 in out:
            out.add(n)
        if n in out and _is_too(found, named[n]):
            out.add(n - 1)  # "my quads are wrecked and my glutes too"
    for n in reversed(range(len(listed))):
        if listed[n] and n + 1 in out and not _is_own(found, named[n], named[n + 1], at_mention):
            out.add(n)
    return out


def _is_own(found: Sequence[Atom], one: Mention, two: Mention, at_mention: Mapping[int, int]) -> bool:
    """Whether what hurts is the second of two places alone: "I sat on my foot and my knee hurts"."""
    after = found[two.last + 1 :][:1]
    is_one = bool(after) and _hurts(after[0]) and after[0].words[-1].endswith("s")
    if not (is_one and any(atom.has("join") for atom in found[one.last + 1 : two.first])):
        return False
    first = one.first
    while first and not (
        found[first - 1].is_stop or found[first - 1].has("contrast") or first - 1 in at_mention
    ):
        first -= 1
    return any(
        atom.has("doing")
        or (atom.has("ordinary") and len(atom.word) > 3 and not atom.has("asserts", "fixed", "count"))
        for atom in found[first : one.first]
    )


def _is_framed(found: Sequence[Atom], mention: Mention, at_mention: Mapping[int, int]) -> bool:
    """Whether pain is said of a place: "pain in my knee", "my knee really hurts", "it's the knee"."""
    if is_ache(found, mention) or _is_too(found, mention):
        return True
    at = mention.first - 1
    while at >= 0 and at not in at_mention and _is_light(found[at]) and found[at].word not in _IT:
        at -= 1
    before = found[at] if at >= 0 and at not in at_mention else None
    if before is not None and (before.has("pain", "quality", "spread") or (_IT | _FELT) & set(before.words)):
        return True
    at = mention.last + 1
    while (
        at < len(found)
        and at not in at_mention
        and (_is_light(found[at]) or found[at].is_noun or found[at].word in _STAYS)
    ):
        at += 1
    return at < len(found) and at not in at_mention and _hurts(found[at])


def _is_too(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether the same is said of a place as of the one before: "my knees too", "and so does my hip"."""
    near = (*found[max(mention.first - 4, 0) : mention.first], *found[mention.last + 1 : mention.last + 3])
    return any(_TOO & set(atom.words) for atom in near)


def _hurts(atom: Atom) -> bool:
    return atom.has("pain", "quality")


def _is_light(atom: Atom) -> bool:
    """Whether an atom may stand between a place and its pain without bending what is said."""
    is_light = (
        atom.has("link", "side", "not_through", "count", "fixed", "asserts", "join") or atom.is_position
    )
    return (is_light or atom.word in ",()/" or atom.word[0].isdigit()) and not _hurts(atom)


def _joins(atom: Atom) -> bool:
    if atom.has("fixed"):
        return False  # "all thumbs today, my wrist hurts"
    return atom.has("join", "link", "side", "spread", "count") or atom.is_position or atom.word in _IN_LIST


def _is_bare(found: Sequence[Atom], mention: Mention, at_mention: Mapping[int, int]) -> bool:
    """Whether nothing is said of a place between two stops: "1. neck 2. left arm"."""
    first, last = mention.first, mention.last
    while first and not found[first - 1].is_stop:
        first -= 1
    while last + 1 < len(found) and not found[last + 1].is_stop:
        last += 1
    return all(
        at in at_mention or _is_light(found[at]) or found[at].has("spread", "pain", "quality")
        for at in range(first, last + 1)
    )


def _wholes(
    found: Sequence[Atom],
    named: Sequence[Mention],
    asserted: Sequence[int],
    sides: Sequence[Sided],
    content: Content,
) -> Iterator[int]:
    """Mentions of which a part is marked as well, unless the sentence joins the two."""
    by_places = {named[n].name.places: n for n in reversed(asserted)}
    for whole, n in by_places.items():
        held = frozenset() if is_ache(found, named[n]) else reach(named[n], content)
        for part, m in by_places.items():
            if part == whole or not held.issuperset(part) or set(part) == set(whole):
                continue
            have_sides = sides[n].source == sides[m].source == "said"
            one, two = (named[i] for i in sorted((n, m)))
            if not _is_both(found, one, two, have_sides):
                yield n
                break


def _is_both(found: Sequence[Atom], one: Mention, two: Mention, have_sides: bool) -> bool:
    """Whether a whole and its part are both meant: joined, run to, "mostly" the part, each with its side."""
    gap = found[one.last + 1 : two.first]
    words = {word for atom in (*gap, *found[two.last + 1 : two.last + 2]) for word in atom.words}
    is_joined = have_sides or any(atom.has("join", "spread") for atom in gap)
    is_list = all(_joins(atom) or _hurts(atom) or atom.word == ")" for atom in gap)
    return bool(words & _MAINLY) or (is_joined and is_list)


def _ends_of_stretches(
    found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int]
) -> Iterator[int]:
    """Mentions that may only say how far another one hurts: "my neck is in pain from the ears to ..."."""
    for one, two, three in zip(asserted, asserted[1:], asserted[2:], strict=False):
        gap = found[named[one].last + 1 : named[two].first]
        way = found[named[two].last + 1 : named[three].first]
        before = [atom.word for atom in gap if not atom.has("side") and atom.word not in ("my", "the")]
        is_clause = not any(atom.is_stop or atom.has("join") for atom in gap)
        is_from = before[-1:] == ["from"] and is_clause and any(_hurts(atom) for atom in gap)
        is_same = bool(set(named[one].name.places) & set(named[two].name.places))
        is_to = bool(way) and way[0].has("spread") and all(a.has("spread", "link", "side") for a in way)
        if is_from and is_to and not is_same:
            yield two


def _told_by_another(
    found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int]
) -> Iterator[int]:
    """Mentions that a spot by another place says more exactly: "my belly is sore just under the ribs"."""
    for one, two in pairwise(asserted):
        gap = found[named[one].last + 1 : named[two].first]
        lead = [found[at].body for at in named[two].lead[:1]]
        is_spot = bool(lead) and lead[0][0] in _RELATIONS and not named[one].lead
        is_one_clause = not any(
            atom.is_stop or atom.has("join", "spread", "contrast", "starts", "not_before") for atom in gap
        )
        if is_spot and is_one_clause and any(_hurts(atom) for atom in gap):
            yield one


def _treated(found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int]) -> Iterator[int]:
    """Mentions that something is used or done for, beside others: "a crutch for my left ankle"."""
    for n in asserted if len(asserted) > 1 else ():
        at = named[n].first - 1
        while at >= 0 and found[at].has("link", "side") and "for" not in found[at].words:
            at -= 1
        if at > 0 and found[at].words == ("for",) and not _hurts(found[at - 1]):
            yield n


def _causes(found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int]) -> Iterator[int]:
    """Mentions that make another one hurt: "opening a door with my left hand hurts my shoulder"."""
    for one, two in pairwise(asserted):
        gap = found[named[one].last + 1 : named[two].first]
        if (
            gap
            and gap[0].word in _MAKES_HURT
            and all(atom.has("link", "side", "pain") or atom is gap[0] for atom in gap)
        ):
            yield one


def _is_guess(text: str, found: Sequence[Atom], mention: Mention, known: Vocabulary) -> bool:
    """Whether a word became a part of the body by changing a consonant: "wellies" to "bellies"."""
    for atom in found[mention.first : mention.last + 1]:
        typed = plain(text[atom.start : atom.end])
        if not atom.body or len(atom.words) > 1 or {typed, singular(typed)} & known.known:
            continue
        changed = [
            pair for pair in zip(singular(typed), singular(atom.word), strict=False) if len(set(pair)) > 1
        ]
        is_swapped = len(changed) == 2 and changed[0] == changed[1][::-1]
        is_consonant = any(not set(pair) & set("aeiouy") for pair in changed)
        if len(singular(typed)) == len(singular(atom.word)) and is_consonant and not is_swapped:
            return True
    return False


def _without_side(
    named: Sequence[Mention], asserted: Sequence[int], sides: Sequence[Sided], content: Content
) -> Iterator[int]:
    """Limbs without a side beside places that have one."""
    if not any(sides[n].source == "said" and sides[n].side != "both" for n in asserted):
        return
    for n in asserted:
        place = content.places[named[n].name.places[0]]
        if sides[n].source == "unsaid" and place.side == "paired" and place.region in _LIMBS:
            yield n


def _of_other_sides(
    found: Sequence[Atom],
    named: Sequence[Mention],
    asserted: Sequence[int],
    sides: Sequence[Sided],
    spent: frozenset[int],
) -> Iterator[int]:
    """Mentions before a side that nothing took and that is not theirs: "my left knee ..., the right one"."""
    for at, atom in enumerate(found):
        side = atom.kinds.get("side")
        if at in spent or side not in ("left", "right") or not at:
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        is_noun = (
            after is None or after.is_stop or after.word in ("one", "side", "is", "that", "thats", "now")
        )
        near = {word for other in found[max(at - 3, 0) : at + 4] for word in other.words}
        if not (is_noun and found[at - 1].words[-1] in _PARTED) or near & (_SET_AGAINST | _MAINLY):
            continue
        number = max((n for n in asserted if named[n].last < at), default=min(asserted, default=None))
        if number is None or sides[number].side == side:
            continue
        is_it = bool(_IT & {word for other in found[max(at - 2, 0) : at] for word in other.words})
        if sides[number].source == "unsaid" or sides[number].side != "both" or is_it:
            yield number


def _of_the_other(
    found: Sequence[Atom],
    named: Sequence[Mention],
    asserted: Sequence[int],
    sides: Sequence[Sided],
    content: Content,
) -> Iterator[int]:
    """Mentions of "my other knee" where no side tells which one that is."""
    for n in asserted:
        before = found[max(named[n].first - 1, 0) : named[n].last]
        is_limb = content.places[named[n].name.places[0]].region in _LIMBS
        if (
            is_limb
            and sides[n].source == "unsaid"
            and any(atom.kinds.get("side") == "other" for atom in before)
        ):
            yield n


def _of_the_way(
    found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int], sides: Sequence[Sided]
) -> Iterator[int]:
    """Mentions before "right down", which may say their side or "all the way", where no side is said."""
    for at, atom in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        first = None if after is None or after.has("spread") else min(asserted, default=None)
        number = max((n for n in asserted if named[n].last < at), default=first)
        is_way = atom.words == ("right",) and not atom.has("side")
        if is_way and number is not None and sides[number].source == "unsaid":
            yield number


def _of_the_last(
    found: Sequence[Atom],
    named: Sequence[Mention],
    asserted: Sequence[int],
    sides: Sequence[Sided],
    spent: frozenset[int],
) -> Iterator[int]:
    """Mentions before a side that ends the text and is not theirs: "right in the middle of my foot, left"."""
    if len(found) < _SHORTEST or not found[-2].is_stop or len(found) - 1 in spent:
        return
    number = max(asserted, default=None)
    side = found[-1].kinds.get("side")
    if number is not None and side in ("left", "right") and sides[number].side not in (side, "both"):
        yield number


def _of_the_hand(
    found: Sequence[Atom],
    named: Sequence[Mention],
    asserted: Sequence[int],
    sides: Sequence[Sided],
    content: Content,
) -> Iterator[int]:
    """Limbs without a side beside "my throwing arm is right"."""
    if any(atom.words == HANDED for atom in found):
        for n in asserted:
            if sides[n].source == "unsaid" and content.places[named[n].name.places[0]].region in _LIMBS:
                yield n


def _of_today(
    found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int], sides: Sequence[Sided]
) -> Iterator[int]:
    """Mentions before "today the other" where no side tells which one that is."""
    for at, atom in enumerate(found[1:], start=1):
        number = max((n for n in asserted if named[n].last < at), default=None)
        is_other = atom.kinds.get("side") == "other" and found[at - 1].words == ("the",)
        after = found[at + 1] if at + 1 < len(found) else None
        is_noun = after is None or after.is_stop or after.word in ("one", "side")
        is_today = any(TODAY & set(near.words) for near in found[max(at - 4, 0) : at])
        if is_other and is_noun and is_today and number is not None and sides[number].source == "unsaid":
            yield number


def _of_no(
    found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int], sides: Sequence[Sided]
) -> Iterator[int]:
    """Mentions before "no" and the same on the other side: "my left hip, no right hip"."""
    for n, (one, two) in enumerate(pairwise(named)):
        gap = [a.word for a in found[one.last + 1 : two.first] if not a.has("link", "side") or a.word == "no"]
        after = found[two.last + 1 : two.last + 2]
        is_bare = not any(_hurts(atom) for atom in after)
        is_no = "no" in gap and set(gap) <= _NO and one.name.places == two.name.places
        is_taken = n in asserted and n + 1 not in asserted
        if is_taken and is_no and is_bare and sides[n].side != sides[n + 1].side:
            yield n


def _spots(
    found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int], spent: frozenset[int]
) -> dict[int, int]:
    """Mentions beside a word for a spot that nothing took: "it hurts on my tummy down low"."""
    out: dict[int, int] = {}
    for at, atom in enumerate(found):
        if at in spent or not atom.body or atom.word in _NOT_EXACT or atom.body[0] in (*VAGUE, *COUNTED):
            continue
        if any(near.has("not_before") for near in found[max(at - 2, 0) : at]):
            continue  # "the back of my shoulder, not the front"
        is_pronoun = at + 1 < len(found) and found[at + 1].word in _IT
        is_part = (
            not atom.is_position
            and at
            and found[at - 1].words[-1] == "the"
            and not set(atom.kinds) - {"same"}
        )
        if not (is_part or (atom.is_position and not (is_pronoun and at - 1 in spent))):
            continue
        number = max((n for n in asserted if named[n].last < at), default=min(asserted, default=None))
        if number is not None:
            out.setdefault(number, at)
    return out

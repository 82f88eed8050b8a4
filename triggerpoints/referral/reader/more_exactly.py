"""Places that a neighbour says more exactly: "back pain between the shoulder blades"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.left_over import VAGUE_WORDS, is_ache
from triggerpoints.referral.reader.mentions import FACES, is_stretch

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.vocabulary import Name

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
_EXACTLY = frozenset(
    {
        "always",
        "exactly",
        "specifically",
        "namely",
        "precisely",
    }
)
_DISEASES = frozenset({"gout", "shingles", "arthritis", "cellulitis", "neuropathy", "fasciitis"})
_PART = frozenset({"bit", "part", "side", "area"})
_MOSTLY = frozenset({"mostly", "mainly", "usually", "always", "especially", "chiefly"})
_WORSE = frozenset({"more", "worse", "worst"})
_PAIN_NOUNS = frozenset({"pain", "pains", "ache", "aches"})
_LIMBS = frozenset({"arm", "leg", "hand", "foot"})
_NEAR = frozenset({"near", "close", "beside", "next"})


def said_again(
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
        if one.name.places == two.name.places and _are_opposite(found, one, two):
            continue  # "my left knee hurts my right knee is fine"
        is_face = bool(one.lead) and {"arm", "leg"} & one.bag and FACES & one.bag and number + 2 < len(named)
        if is_face and is_stretch(found, one, two, named[number + 2]):
            out.add(number)  # "down the outside of my leg from the hip to the knee"
            side_from[number + 1] = side_from[number + 2] = number
            continue
        is_heading = bool(gap) and gap[0].word == ":" and _says_side(found, one)
        if is_heading and set(two.name.places) < reach(one, content) - set(one.name.places):
            out.add(number)  # "R foot: pain 1st MTP joint"
            side_from[number + 1] = number
            continue
        if _is_condition_of(found, one, gap) and set(one.name.places) < reach(two, content) - {
            *two.name.places
        }:
            out.add(number + 1)  # "plantar fasciitis in the left foot"
            side_from[number] = number + 1
            continue
        if _is_condition_of(found, one, gap) or _is_part_of_it(one, two, gap, content):
            out.add(number)
            side_from[number + 1] = number
            continue
        if one.name.options and set(two.name.places) <= reach(one, content) and _tells_more(gap):
            out.add(number)
            side_from[number + 1] = number
            continue
        is_which_tooth = found[one.last].word == "toothache" and not any(a.has("spread", "join") for a in gap)
        if (
            is_ache(found, one)
            and set(two.name.places) <= reach(one, content)
            and (
                _is_on(gap) or is_which_tooth or not gap or _is_mostly(gap)
            )  # "toothache, lower back teeth", "HA temporal"
        ):
            out.add(number)
            side_from[number + 1] = number
            continue
        if _is_pain_of_whole(found, one, two, gap, content):
            out.add(number)  # "face pain left cheek"
            side_from[number + 1] = number
            continue
        if gap[:1] and gap[0].word == "," and len(gap) > 1 and gap[1].word in _NEAR:
            out.add(number + 1)
            continue
        if not gap and not one.lead and [found[at].body for at in two.lead] == [("above",)]:
            out.add(number)  # "the thigh just above the knee"
            side_from[number + 1] = number
            continue
        if set(two.name.places) <= reach(one, content) and (
            _is_mainly(gap)
            or _is_below(found, one, two, gap)
            or (_is_specified(found, two, gap) and not set(one.name.places) <= reach(two, content))
        ):
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
        if set(two.name.places) <= reach(one, content):
            out.add(number)
            side_from[number + 1] = number
        elif set(one.name.places) <= reach(two, content):
            if is_ache(found, two) and any(atom.is_stop for atom in gap):
                continue  # "neck pain, headache"
            out.add(number + 1)
            side_from[number] = number + 1
    return out, side_from


def _are_opposite(found: Sequence[Atom], one: Mention, two: Mention) -> bool:
    """Whether two mentions each have a side right before them, and not the same one."""
    before = (found[mention.first - 1] if mention.first else None for mention in (one, two))
    sides = [atom.kinds.get("side") if atom is not None else None for atom in before]
    return set(sides) == {"left", "right"}


def _is_condition_of(found: Sequence[Atom], one: Mention, gap: Sequence[Atom]) -> bool:
    """Whether a name is a disease whose place is said: "gout in my left ankle"."""
    is_in = bool(gap) and gap[0].word in ("in", "on") and all(a.has("link", "side") for a in gap)
    return is_in and found[one.last].words[-1] in _DISEASES


def _is_part_of_it(one: Mention, two: Mention, gap: Sequence[Atom], content: Content) -> bool:
    """Whether "the outside of it" says where on a place that nothing else is said to hurt."""
    is_it = two.noun_of == (one.first, one.last) and set(two.name.places) <= reach(one, content)
    return is_it and not any(a.has("pain", "quality", "join", "not_before", "contrast") for a in gap)


def _is_pain_of_whole(
    found: Sequence[Atom], one: Mention, two: Mention, gap: Sequence[Atom], content: Content
) -> bool:
    """Whether a pain that a whole gives its name is placed in a part right after: "face pain left cheek"."""
    pains = [atom for atom in gap if not atom.has("side")]
    is_named = bool(pains) and all(atom.words[-1] in _PAIN_NOUNS for atom in pains)
    held = reach(one, content) - set(one.name.places)
    is_part = set(two.name.places) <= held and not set(one.name.places) <= reach(two, content)
    return is_named and is_part and not one.lead and not _says_side(found, one)


def _is_mainly(gap: Sequence[Atom]) -> bool:
    """Whether a comma and "always", "to be exact" lead to the same place, said more exactly."""
    comma = next((at for at, atom in enumerate(gap) if atom.word == ","), None)
    if comma is None or any(a.has("join", "spread", "contrast", "not_before") for a in gap):
        return False
    after = gap[comma + 1 :]
    return any(a.word in _EXACTLY for a in after) and all(
        a.has("link", "side", "fixed") or a.word in _EXACTLY for a in after
    )


def _is_specified(found: Sequence[Atom], two: Mention, gap: Sequence[Atom]) -> bool:
    """Whether a part ends what is said of its whole: "my face hurts, both cheekbones"."""
    comma = next((at for at, atom in enumerate(gap) if atom.word == ","), 0)
    end = two.last + 1
    end += end < len(found) and found[end].word in _PART
    ends = end == len(found) or found[end].ends_sentence
    before, after = gap[:comma], gap[comma + 1 :]
    is_named_again = comma == 0 and [a.word for a in gap[:2]] == [
        ",",
        "the",
    ]  # "my elbow, the funny bone bit"
    is_pain = is_named_again or (bool(before) and all(a.has("pain", "quality") for a in before))
    return ends and is_pain and all(a.has("link", "side") for a in after)


def _is_below(found: Sequence[Atom], one: Mention, two: Mention, gap: Sequence[Atom]) -> bool:
    """Whether a comma leads to a spot above or below: "left knee, just below the kneecap"."""
    is_spot = [found[at].body for at in two.lead] in ([("above",)], [("below",)])
    return is_spot and not one.lead and [atom.word for atom in gap] in ([","], [",", "just"])


def _is_on(gap: Sequence[Atom]) -> bool:
    return bool(gap) and not any(
        atom.is_stop or atom.has("spread", "join", "contrast", "not_before", "starts") for atom in gap
    )


def _is_mostly(gap: Sequence[Atom]) -> bool:
    """Whether a comma and "mostly" lead on: "headache, mostly behind the eyes"."""
    return (
        [atom.word for atom in gap[:1]] == [","]
        and all(atom.has("link", "side") or atom.word in _MOSTLY for atom in gap[1:])
        and any(atom.word in _MOSTLY for atom in gap)
    )


def _tells_more(gap: Sequence[Atom]) -> bool:
    """Whether the words after a vague place go on about it: "my back hurts, high up between ..."."""
    return any(atom.has("pain", "quality") for atom in gap) and not any(
        atom.has("spread", "join", "contrast", "not_before") or atom.ends_sentence for atom in gap
    )


def owners(found: Sequence[Atom], named: Sequence[Mention], content: Content) -> dict[int, int]:
    """Mentions and the later, wider one that only says their side: "wrist and thumb pain, right hand"."""
    out: dict[int, int] = {}
    for number, two in enumerate(named):
        after = found[two.last + 1] if two.last + 1 < len(found) else None
        if after is not None and after.has("side") and two.last + 2 == len(found):
            after = None  # "from the buttock to the foot, leg right"
        is_only = after is not None and after.word == "only" and len(found) == two.last + 2
        is_limb = two.bag <= _LIMBS and not two.lead and (after is None or _leaves_limb(after))
        if (
            not (after is None or after.is_stop or is_only or is_limb)
            or is_ache(found, two)
            or not _says_side(found, two)
        ):
            continue
        if any(one.name == two.name and _says_side(found, one) for one in named[:number]):
            continue  # "right hand and wrist, left hand"
        within = reach(two, content)
        for other in range(number - 1, -1, -1):
            one, later = named[other], named[other + 1]
            gap = found[one.last + 1 : later.first]
            is_next = other == number - 1
            if is_next and is_limb and _is_side_of(found, one, within, gap):
                out[other] = number  # "shin splints both legs after running"
                continue
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


def _leaves_limb(after: Atom) -> bool:
    """Whether nothing is said of a limb itself: "tennis elbow left arm 6 months", not "left arm aches"."""
    if after.is_stop:
        return True
    is_time = after.has("starts", "fixed", "unit", "count", "doing") and after.word not in _WORSE
    is_time = is_time or after.word[0].isdigit()
    return (is_time or after.word in ("for", "from", "only")) and not after.has("pain", "quality", "join")


def _is_side_of(found: Sequence[Atom], one: Mention, within: frozenset[str], gap: Sequence[Atom]) -> bool:
    """Whether a limb right after a place only says its side: "tennis elbow left arm", "sciatica, R leg"."""
    held = set(one.name.places) & within
    is_light = all(a.has("link", "side", "pain", "quality") or a.word in (",", "type") for a in gap)
    is_owned = any({"my", "his", "her", "in", "of"} & set(atom.words) for atom in gap)
    return len(held) * 2 > len(one.name.places) and is_light and not is_owned and not _says_side(found, one)


def only_worse(found: Sequence[Atom], named: Sequence[Mention], content: Content) -> Iterator[int]:
    """Mentions of a whole that only says which side is worse: "calf cramps at night, right leg more"."""
    for number, two in enumerate(named[1:], start=1):
        after = found[two.last + 1 : two.last + 3]
        is_worse = bool(after) and after[0].word in _WORSE and all(atom.is_stop for atom in after[1:])
        gap = found[named[number - 1].last + 1 : two.first]
        if (
            is_worse
            and _says_side(found, two)
            and set(named[number - 1].name.places) <= reach(two, content) - set(two.name.places)
            and not any(a.has("spread", "contrast", "join") or a.ends_sentence for a in gap)
        ):
            yield number


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
    is_last = mention.last + 2 == len(found) and found[-1].has("side")
    return is_last or any(atom.has("side") for atom in found[first : mention.last + 1])


def _is_inner(atom: Atom) -> bool:
    return (
        atom.has("link", "pain", "quality", "side", "not_through")
        or atom.is_position
        or atom.word in _BEGINS
        or atom.word == "by"
        or atom.word in _ASIDE
    )


def reach(mention: Mention, content: Content) -> frozenset[str]:
    """The mention's places and all that they hold."""
    return _reach(mention.name, content)


@functools.lru_cache(1024)
def _reach(name: Name, content: Content) -> frozenset[str]:
    places = {*name.places, *name.options}
    regions = {region for place in places for region in content.reader_words.wholes.get(place, ())}
    wide = {member for place in places for member in content.places[place].members} | places
    wide |= {held for place in places for held in content.reader_words.holds.get(place, ())}
    wide |= {place.id for place in content.places.values() if place.region in regions}
    return frozenset(wide | {p.id for p in content.places.values() if p.members and set(p.members) <= wide})

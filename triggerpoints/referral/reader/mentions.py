"""Finds the places that a sentence mentions, whatever it says about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.recast import corrected_at
from triggerpoints.referral.reader.vocabulary import VAGUE, Name, singular
from triggerpoints.referral.reader.ways import way_between

if TYPE_CHECKING:
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.vocabulary import Vocabulary

MAX_WORDS = 8
NOUN, POSITION, SOLO = 10.0, 6.0, 5.0
"""What a covered word of each kind is worth."""
TOGETHER, GAP = 1.0, 0.05
"""What each further word under one name adds, and what a word between them costs."""

_IT = frozenset({"it", "them"})
_ENDS = frozenset({"base", "tip", "root"})
_DIGITS = frozenset({"finger", "thumb", "toe"})
_AT = frozenset({"in", "on", "at", "towards", "toward", "to"})
_OWNED = frozenset({"my", "his", "her", "their", "your", "our", "whole", "entire", "own"})
_WITH_BOTTOM = frozenset({"heel", "foot", "toe", "tooth", "shoulderblade", "rib", "spine", "big"})
_PAIRED_WITH_BOTTOM = frozenset({"top", "back", "front", "side", "sides", "inside", "outside"})
_LIMBS_WITH_BACK = frozenset(
    {"knee", "thigh", "leg", "hand", "arm", "forearm", "elbow", "wrist", "heel", "calf", "head", "ear"}
)
_BACK = frozenset({"back", "backs"})
_EDGES = frozenset({"edge", "edges", "side", "part", "bit", "half", "aspect", "of", "it"})
_NO_SIDE = frozenset(
    {"which", "what", "dominant", "same", "other", "bad", "worse", "worst", "i", ":", "?", ")"}
)
_MAINLY = frozenset(
    {
        "the",
        "mainly",
        "mostly",
        "especially",
        "esp",
        "particularly",
        "just",
        "only",
        "more",
        "really",
        "at",
        "on",
    }
)
_BOTTOM = frozenset({"buttock", "sit-bone", "gluteal-fold", "coccyx"})
_SEATED = frozenset(
    {"sit", "sits", "sitting", "sat", "seat", "saddle", "chair", "bench", "wallet", "squat", "squats"}
)
_OF_FACE = frozenset({"face", "jaw", "head", "eye", "ear", "nose", "tooth", "mouth", "temple", "lip", "chin"})
FACES = frozenset({"inner", "outer", "front", "back"})
_MEETS = frozenset({"where", "meet", "meets", "join", "joins"})
"""Words of names such as "where leg meets bum" that are no part of the body."""
_BALL = frozenset({"ball", "foot"})
_BY = frozenset({"by", "near", "behind", "under", "below", "at", "beneath", "beside"})
_PAIRED = frozenset(
    {
        "hip", "knee", "shoulder", "elbow", "ankle", "wrist", "heel", "foot", "hand", "thigh", "calf",
        "leg", "arm", "buttock", "shoulderblade",
    }
)  # fmt: skip
_NO_FACE = frozenset({"wrist", "hand"})
_PARTS_OF_LIMBS: Mapping[tuple[str, str, frozenset[str]], frozenset[str]] = MappingProxyType(
    {
        (limb, relation, frozenset({joint})): frozenset(part.split())
        for limb, relation, joint, part in (
            ("leg", "below", "knee", "lower leg"),
            ("leg", "above", "knee", "thigh"),
            ("leg", "until", "knee", "thigh"),
            ("arm", "below", "elbow", "forearm"),
            ("arm", "above", "elbow", "upper arm"),
            ("arm", "until", "elbow", "upper arm"),
        )
    }
)
"""What a whole limb stands for below, above or until its joint."""
_WITH_PARTS = frozenset({"leg", "arm"})
_UNTIL = frozenset({"until", "till", "as far as"})
_DOWNWARDS = frozenset({"down", "downward", "downwards", "below"})
_NEARLY = frozenset({"just", "right", "directly"})
_RELATIONS = frozenset({"above", "below", "beside", "between"})
_SOLO_LIKE = frozenset({"back", "bottom", "side", "behind", "rear", "top"})
_TRUNK_ONLY = frozenset({"back", "upper", "lower", "middle", "outer", "across", "whole"})


@dataclass(frozen=True)
class Mention:
    """A place that the sentence mentions.

    Attributes
    ----------
    first, last : int
        Its first and last atom.
    name : Name
    bag : frozenset of str
        The words it was found by.
    lead, trail : tuple of int
        Atoms with position words before and after its noun.
    noun_of : (int, int) or None
        First and last atom of the mention that it shares its noun with.
    apart : tuple of int
        Atoms elsewhere that say more exactly where it is.
    """

    first: int
    last: int
    name: Name
    bag: frozenset[str]
    lead: tuple[int, ...] = ()
    trail: tuple[int, ...] = ()
    noun_of: tuple[int, int] | None = None
    apart: tuple[int, ...] = ()


def mentions(found: Sequence[Atom], known: Vocabulary) -> list[Mention]:
    """The mentions that together cover most of the sentence's body words, in order."""
    count = len(found)
    best: list[float] = [0.0] * (count + 1)
    chosen: list[Mention | None] = [None] * count
    for at in range(count - 1, -1, -1):
        best[at] = best[at + 1]
        if not found[at].body:
            continue
        for mention, worth in _windows(found, at, known):
            total = worth + best[mention.last + 1]
            if total > best[at]:
                best[at], chosen[at] = total, mention
    out: list[Mention] = []
    at = 0
    while at < count:
        mention_here = chosen[at]
        if mention_here is None:
            at += 1
        else:
            out.append(mention_here)
            at = mention_here.last + 1
    out = _with_parts_of_limbs(found, _with_edges(found, out, known), known)
    out = _with_pronouns(found, _with_contrasts(found, out, known), known)
    out = _spread_positions(found, _with_own_side(found, out, known), known)
    return _on_one_face(found, _between(found, _with_own_cheeks(found, out), known), known)


def _on_one_face(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Take "outside of my leg, from hip to knee" as the outside of the hip and of the knee."""
    out = list(named)
    for number in range(len(out) - 2):
        whole, one, two = out[number : number + 3]
        face = next((w for at in whole.lead for w in found[at].body if w in FACES), None)
        if face is None or not is_stretch(found, whole, one, two):
            continue
        for later in (number + 1, number + 2):
            bag = out[later].bag | {face}
            if bag & _NO_FACE:
                continue  # the outside of a wrist is on another edge than that of the arm
            if not (out[later].lead or out[later].trail) and (name := known.bags.get(bag)):
                out[later] = replace(out[later], name=name, bag=bag)
    return out


def is_stretch(found: Sequence[Atom], whole: Mention, one: Mention, two: Mention) -> bool:
    """Whether two places only say from where to where on a part: "the outside of my leg from hip to knee"."""
    gap, way = found[whole.last + 1 : one.first], found[one.last + 1 : two.first]
    opens = [atom for atom in gap if not (atom.has("link", "side", "pain") or atom.is_stop)]
    is_from = len(opens) == 1 and opens[0].word == "from" and not any(atom.ends_sentence for atom in gap)
    return (
        is_from
        and bool(way)
        and all(a.has("spread", "link", "side") for a in way)
        and any(a.has("spread") for a in way)
    )


def _with_own_cheeks(found: Sequence[Atom], named: Sequence[Mention]) -> list[Mention]:
    """Take "my bum hurts, right cheek" as the buttock, where nothing of the face is named.

    A cheek that hurts when somebody sits may be one as well, and is offered as both.
    """
    if any(mention.bag & _OF_FACE for mention in named):
        return list(named)
    bottom = next((mention for mention in named if _BOTTOM & set(mention.name.places)), None)
    name = bottom.name if bottom and bottom.name.places == ("buttock",) else Name(("buttock",))
    out = []
    for mention in named:
        if bottom is not None and _is_half(found, mention):
            out.append(replace(mention, name=name, bag=frozenset({"buttock"})))
        elif mention.name.places == ("cheek",) and _SEATED & {word for atom in found for word in atom.words}:
            is_seat = "where i sit" in " ".join(atom.word for atom in found)
            either = ("buttock", "cheek") if is_seat or _is_half(found, mention) else ("cheek", "buttock")
            out.append(replace(mention, name=Name(either[:1], either), bag=mention.bag | {"buttock"}))
        else:
            out.append(mention)
    return out


def _is_half(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a cheek is one of two, as in "left cheek", "lower cheek", "from the cheek", not "my cheek"."""
    before = [word for atom in found[max(mention.first - 2, 0) : mention.first] for word in atom.words]
    is_sided = mention.first > 0 and found[mention.first - 1].has("side")
    is_one = bool(mention.lead) or is_sided or before == ["from", "the"]
    return "cheek" in mention.bag and is_one and "my" not in before


def _with_edges(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Take "wrist pain, on the thumb side" as the thumb side of the wrist."""
    out: list[Mention] = []
    for mention in named:
        before = out[-1] if out else None
        if before is not None and _is_edge(found, mention.last) and mention.first == mention.last:
            gap = found[before.last + 1 : mention.first]
            name = known.bags.get(before.bag | mention.bag)
            if name is not None and not any(a.has("join", "spread") or a.ends_sentence for a in gap):
                apart = (*before.apart, *range(mention.first, mention.last + 1))
                out[-1] = replace(before, name=name, bag=before.bag | mention.bag, apart=apart)
                continue
        out.append(mention)
    out = _with_toes(found, out, known)
    taken = {index for mention in out for index in range(mention.first, mention.last + 1)}
    for number, mention in enumerate(out):
        end = next(
            (i for i in range(mention.last + 1, len(found)) if found[i].ends_sentence or i in taken),
            len(found),
        )
        for at in range(mention.last + 1, end):
            if _points_back(found, at):
                break  # "not the knee, just above it on the inside"
            is_part = found[at].is_position and found[at].word != "middle"
            if not ((is_part or found[at].word in _ENDS) and _is_apart(found, at, end)):
                continue
            bag = mention.bag | set(found[at].body)
            if name := known.bags.get(bag):
                out[number] = replace(mention, name=name, bag=bag, apart=(*mention.apart, at))
    return out


def _with_parts_of_limbs(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Take "my legs ache below the knees" as the lower legs, "the leg until the knee" as the thigh."""
    out: list[Mention] = []
    for mention in named:
        before = out[-1] if out else None
        limb = before.bag - FACES - {"muscle"} if before is not None else frozenset()
        if before is None or len(limb) != 1 or not limb <= _WITH_PARTS:
            out.append(mention)
            continue
        gap = found[before.last + 1 : mention.first]
        faces = before.bag & FACES
        relation = _relation(found, mention, gap) or _until(gap, bool(faces))
        part = _PARTS_OF_LIMBS.get((next(iter(limb)), relation, mention.bag - {relation}))
        name = known.bags.get(faces | part) if part else None
        if name is None or part is None:
            out.append(mention)
            continue
        out[-1] = replace(before, name=name, bag=faces | part)
        if relation == "until":
            out.append(mention)  # it hurts as well
        else:
            apart = (*before.apart, *range(mention.first, mention.last + 1))
            out[-1] = replace(out[-1], apart=apart)
    return out


def _relation(found: Sequence[Atom], mention: Mention, gap: Sequence[Atom]) -> str:
    """Whether a mention says "below" or "above" a joint, or "from the joint down"; no spot right there."""
    if any(atom.has("join", "contrast", "not_before") or atom.ends_sentence for atom in gap):
        return ""
    lead = found[mention.lead[0]] if mention.lead else None
    if lead is not None and lead.body[0] in _RELATIONS and lead.word not in _NEARLY:
        return lead.body[0]
    after = found[mention.last + 1 : mention.last + 2]
    is_from = any(atom.word == "from" for atom in gap)
    return "below" if is_from and after and after[0].word in _DOWNWARDS and len(after[0].words) == 1 else ""


def _until(gap: Sequence[Atom], has_face: bool) -> str:
    """Whether only "until" leads on to a joint, or "to" where the limb is said with its face."""
    spreads = {" ".join(atom.words) for atom in gap if atom.has("spread")}
    is_plain = all(atom.has("spread", "link", "side") for atom in gap)
    return "until" if is_plain and spreads and (has_face or _UNTIL & spreads) else ""


def _with_toes(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Take "ball of the foot, by the second toe" as the ball below that toe."""
    out: list[Mention] = []
    for mention in named:
        before = out[-1] if out else None
        if before is not None and before.bag - {"below"} == _BALL and "toe" in mention.bag:
            gap = found[before.last + 1 : mention.first]
            bag = before.bag | mention.bag | {"below"}
            is_by = any(atom.word in _BY for atom in gap) and not any(
                atom.has("join", "spread") for atom in gap
            )
            if is_by and (name := known.bags.get(bag)):
                apart = (*before.apart, *range(mention.first, mention.last + 1))
                out[-1] = replace(before, name=name, bag=bag, apart=apart)
                continue
        out.append(mention)
    return out


def _with_contrasts(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Take "not the front of the thigh, the back" as the back of the thigh."""
    out = list(named)
    for at in range(1, len(found)):
        atom = found[at]
        before = next((mention for mention in reversed(named) if mention.last < at), None)
        if before is None or not atom.is_position or found[at - 1].word != "the":
            continue
        own = {word for index in (*before.lead, *before.trail) for word in found[index].body}
        gap = found[before.last + 1 : at]
        opens = found[max(before.first - 4, 0) : before.first]
        name = known.bags.get((before.bag - own) | set(atom.body))
        is_last = at + 1 == len(found) or found[at + 1].is_stop
        is_spread = any(a.has("spread") for a in gap) and all(
            a.has("spread", "link", "pain", "quality", "fixed", "join") or a.word == "that" for a in gap
        )
        is_set_against = is_spread or (
            any(a.has("not_before") for a in opens)
            and all(a.is_stop or a.has("link", "contrast", "not_through") for a in gap)
        )
        if own and name and is_last and is_set_against:
            itself = next((mention for mention in out if mention.first == mention.last == at), None)
            if is_spread and itself is not None and atom.word not in _BACK:
                out[out.index(itself)] = replace(itself, name=_either(itself.name, name))
                continue
            out = [mention for mention in out if mention.first != at]
            out.append(Mention(at, at, name, frozenset((before.bag - own) | set(atom.body))))
    return sorted(out, key=lambda mention: mention.first)


def _either(taken: Name, other: Name) -> Name:
    """A name with another reading of about the same weight: "bottom" is the buttock and an end."""
    options = dict.fromkeys((*(taken.options or taken.places[:1]), *(other.options or other.places[:1])))
    return Name(taken.places, tuple(options)) if len(options) > 1 else taken


def _with_pronouns(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Add what is said by a place before: "not the knee, just above it" is above the knee."""
    out = list(named)
    for at, atom in enumerate(found):
        before = next((mention for mention in reversed(named) if mention.last < at), None)
        if before is None or not _points_back(found, at) or atom.body[0] in VAGUE:
            continue
        gap = found[before.last + 1 : at]
        is_listed = all(
            a.is_stop
            or a.has("link", "join", "pain", "quality", "contrast", "side", "count", "fixed")
            or a.has("not_before", "not_after")
            or a.word in ("itself", "too", "does", "do", "muscle", "muscles")
            for a in gap
        ) and any(a.is_stop or a.has("join", "pain", "contrast", "not_before") for a in gap)
        is_listed = is_listed or (
            [a.word for a in gap if not a.has("link")][-1:] == [","] and found[at].words[-1] == "of"
        )
        own = {word for index in (*before.lead, *before.trail) for word in found[index].body}
        name = known.bags.get(before.bag | set(atom.body)) or known.bags.get(
            before.bag - own | set(atom.body)
        )
        if is_listed and name is not None:
            bag = before.bag | set(atom.body)
            out.append(Mention(at, at, name, bag, noun_of=(before.first, before.last)))
    return sorted(out, key=lambda mention: mention.first)


def _points_back(found: Sequence[Atom], at: int) -> bool:
    """Whether a position word belongs to a place said before: "above it"."""
    return (
        found[at].is_position
        and at + 1 < len(found)
        and found[at + 1].word in _IT
        and (at + 2 == len(found) or not found[at + 2].body)
    )


def _is_apart(found: Sequence[Atom], at: int, end: int) -> bool:
    """Whether a position word stands by itself: "numb along the outside edge", "hurts, mainly the front"."""
    before = [atom.word for atom in found[max(at - 2, 0) : at]]
    after = at + 1
    while after < end and (found[after].has("link") or found[after].body == ("sideof",)):
        if found[after].word not in _EDGES:
            return False
        after += 1
    if after < end and not (
        found[after].is_stop
        or found[after].has("starts", "contrast", "fixed", "not_before")
        or found[after].word == "from"
    ):
        return False
    if before[-1:] == ["the"] and before[:1] in (["on"], ["along"], ["at"], ["in"], ["down"]):
        return True
    if found[at].word in ("side", "sides"):
        return before[-1:] == ["("]  # "my right hip (side)"
    here = at - 1
    while here >= 0 and found[here].word in _MAINLY:
        here -= 1
    if here < 0 or found[here].ends_sentence:
        return False
    return found[here].is_stop or (here == at - 1 and _is_ache(found[here]))


def _between(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Take "between the knee and the ankle" as what lies between them."""
    out = list(named)
    for at, atom in enumerate(found):
        before = [mention for mention in named if mention.last < at][-2:]
        alone = at + 1 == len(found) or found[at + 1].is_stop
        if (
            atom.body == ("between",) and alone and len(before) > 1
        ):  # "not the wrist nor the elbow, in between"
            one, two = before
            if way := way_between(one.name.places, two.name.places, known.ways):
                out.append(Mention(at, at, Name(way), one.bag | two.bag))
    out.sort(key=lambda mention: mention.first)
    for one, two in pairwise(named):
        at = one.first - 1
        while at >= 0 and found[at].has("link", "side") and not found[at].body:
            at -= 1
        gap = found[one.last + 1 : two.first]
        joined = any(atom.word in ("and", "&") for atom in gap) and all(
            a.has("join", "link", "side") for a in gap
        )
        if at < 0 or found[at].body != ("between",) or not joined:
            continue
        if way := way_between(one.name.places, two.name.places, known.ways):
            out[out.index(one) : out.index(two) + 1] = [Mention(at, two.last, Name(way), one.bag | two.bag)]
    return out


def _with_own_side(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Add "my left side" where it stands for a part of the body: no place shares its part of the sentence."""
    out = list(named)
    for at in range(1, len(found)):
        if found[at].body != ("sideof",) or found[at].word != "side" or not found[at - 1].has("side"):
            continue
        start = next((i + 1 for i in range(at - 1, -1, -1) if _parts(found[i])), 0)
        end = next((i for i in range(at, len(found)) if _parts(found[i])), len(found))
        before = found[at - 2] if at > 1 else None
        if found[at + 1 : at + 2] and found[at + 1].word == ":":
            continue  # the heading of a list
        if [atom.word for atom in found[at + 1 : at + 3]] == [",", "from"]:
            continue  # "my left side, from the ribs to the hip"
        if before is not None and ("on" in before.words or (at > 2 and "on" in found[at - 3].words)):
            continue
        if named and (before is None or _parts(before)):
            continue  # "hip, right side"
        if (
            named
            and named[0].last < at
            and [a.word for a in found[at - 3 : at - 1]] in (["it", "the"], ["its", "the"])
        ):
            continue  # "pulled my neck, it's the right side"
        if any(mention.last < at for mention in named) and corrected_at(found, at - 1) is not None:
            continue  # "right side of my neck, oops, my left side"
        if not any(start <= mention.first < end for mention in named):
            out.append(Mention(at, at, known.solo["side"], frozenset({"side"})))
    return sorted(out, key=lambda mention: mention.first)


def _parts(atom: Atom) -> bool:
    return atom.is_stop or atom.has("join", "spread", "contrast")


def _windows(found: Sequence[Atom], at: int, known: Vocabulary) -> Iterator[tuple[Mention, float]]:
    content = [at]
    words: list[str] = list(found[at].body)
    is_bag = True
    here = at
    while True:
        if here == content[-1] and (mention := _named(found, content, words, is_bag, known)) is not None:
            yield mention, _worth(found, mention, content)
        here += 1
        if here >= len(found) or len(words) >= MAX_WORDS:
            return
        atom = found[here]
        if atom.body:
            if not _may_follow(found, content, here):
                return
            content.append(here)
            words.extend(atom.body)
        elif (atom.has("join") and not atom.has("link")) or (atom.has("spread") and len(atom.words) == 1):
            words.append("and" if atom.has("join") else singular(atom.word))
            is_bag = False
        elif not (atom.has("link", "side", "pain", "quality") or atom.word in ",("):
            return


def _named(
    found: Sequence[Atom], content: Sequence[int], words: Sequence[str], is_bag: bool, known: Vocabulary
) -> Mention | None:
    last = content[-1]
    name = None if _is_two(found, content) else known.sequences.get(tuple(words))
    bag = frozenset(words)
    is_bag = is_bag and len(bag) == len(words)
    if name is None and is_bag:
        name = known.bags.get(bag)
        if name is None and not VAGUE & set(found[last].body):
            name = known.bags.get(bag - VAGUE)
    positions = [index for index in content if found[index].is_position]
    nouns = [index for index in content if index not in positions]
    if (
        name is None
        and bag != {"sideof"}
        and len(content) == 1
        and found[at := content[0]].word in known.solo
    ):
        return _solo(found, at, known)
    if name is None:
        return None
    if not nouns:
        backs = [index for index in content if found[index].word in _BACK]
        if not backs or not bag <= _TRUNK_ONLY or _binds_forward(found, backs[-1]):
            return None
        nouns, positions = backs[-1:], [index for index in positions if index != backs[-1]]
    trail = tuple(index for index in positions if index > nouns[-1])
    if trail and (
        _binds_forward(found, trail[-1])
        or _points_back(found, trail[-1])
        or _is_trunk(found, nouns[-1], trail)
    ):
        return None
    lead = tuple(index for index in positions if index < nouns[0])
    return Mention(content[0], last, name, bag, lead, trail)


def _is_two(found: Sequence[Atom], content: Sequence[int]) -> bool:
    """Whether each word of a name has a side of its own: "right groin and right testicle"."""
    sides = [at for at in range(content[0] + 1, content[-1]) if found[at].has("side")]
    return any(found[at - 1].has("join") for at in sides) and found[content[0]].body != ("between",)


def _is_trunk(found: Sequence[Atom], noun: int, trail: Sequence[int]) -> bool:
    """Whether the words after a noun are a place themselves: "head, upper back"."""
    last = trail[-1]
    is_back = len(trail) > 1 and found[last].word in _BACK and trail[-2] == last - 1
    return is_back and any(atom.is_stop for atom in found[noun:last])


def _solo(found: Sequence[Atom], at: int, known: Vocabulary) -> Mention | None:
    """A position word that stands for a part of the body by itself, such as "my back"."""
    atom = found[at]
    if _binds_forward(found, at) or _points_back(found, at):
        return None
    if (
        at > 1
        and found[at - 1].word == "the"
        and found[at - 2].word in ("at", "towards", "toward")
        and at > 2
    ):
        return None  # "lower jaw at the back"
    if at > 1 and found[at - 1].word == ":" and set(found[at - 2].body) & _LIMBS_WITH_BACK:
        return None  # "right knee: back"
    if at and found[at - 1].word == "the" and _is_part(found, at):
        return None  # "shoulder hurts, the back part"
    if atom.word in ("side", "sides"):
        around = [found[i].word for i in (at - 1, at + 1) if 0 <= i < len(found)]
        to = at > 1 and found[at - 2].word == "to" and found[at - 1].word == "the"
        if to or _NO_SIDE & set(around):
            return None  # "which side?", "my dominant (right) side", "lift my arm to the side"
    if atom.word not in _BACK:
        before = next((found[i] for i in range(at - 1, -1, -1) if not found[i].has("quality", "side")), None)
        is_owned = before is not None and before.word in _OWNED
        if not (is_owned or (at and found[at - 1].has("side")) or _stands_alone(found, at)):
            return None
    return Mention(at, at, known.solo[atom.word], frozenset(atom.words))


def _stands_alone(found: Sequence[Atom], at: int) -> bool:
    """Whether no other body word stands in the same part of the sentence."""
    for step in (-1, 1):
        here = at + step
        while 0 <= here < len(found) and not (_parts(found[here]) or _is_ache(found[here])):
            is_place = (
                found[here].body and found[here].body[0] not in VAGUE and not found[here].has("ordinary")
            )
            if is_place or (step < 0 and found[here].word in ("on", "to", "a", "one")):
                return False
            here += step
    return True


def _may_follow(found: Sequence[Atom], content: Sequence[int], here: int) -> bool:
    """Whether a body word belongs to one name with the body words before it."""
    last = content[-1]
    before, after = found[last], found[here]
    gap = found[last + 1 : here]
    words = {word for atom in gap for word in atom.words}
    is_both = after.body == ("sideof",) and found[here - 1].words == ("both",)
    if is_both and ("on" in words or {*before.body} & _PAIRED):
        return False  # "hips on both sides"
    if before.word in _BACK and "my" in words and last and found[last - 1].word == "my":
        return False  # "since the jab in my back my legs feel heavy"
    if after.word == "side" and here + 1 < len(found) and found[here + 1].word == ":":
        return False  # "Elbow. Side: R"
    if any(atom.is_stop for atom in found[content[0] : here]) and after.is_noun:
        return _is_edge(found, here) or (before.is_position and before.body[0] in _RELATIONS)
    if any(atom.is_stop for atom in gap):
        if after.word in _SOLO_LIKE and not (_AT & words or _is_part(found, here)):
            return False
        has_noun = any(found[index].is_noun or found[index].word in _BACK for index in content)
        return has_noun and not (before.word in _BACK and after.word in _BACK)
    if after.is_position and before.is_noun:
        if not gap:
            return after.word not in _BACK or before.body[-1] in _LIMBS_WITH_BACK
        return bool(_AT & words) or all(atom.has("side", "link") for atom in gap)
    if before.is_noun and after.is_noun:
        is_owner = (
            bool(gap)
            and ("of" in gap[0].words or (gap[0].has("side") and "side" not in words))
            and before.body[-1] in _DIGITS
            and after.body[-1] in ("hand", "foot")
        )
        return not (is_owner or any(atom.has("pain", "quality") for atom in gap))
    if any(_is_ache(atom) for atom in gap) or (before.word in _BACK and any(a.has("quality") for a in gap)):
        return "of" in words
    return True


def _is_ache(atom: Atom) -> bool:
    """Whether it is pain as a noun or a verb, not an adjective that may stand before a place."""
    return atom.has("pain") and not (atom.has("quality") or atom.word.endswith(("ful", "ed", "ing")))


def _is_edge(found: Sequence[Atom], here: int) -> bool:
    """Whether the noun only says which side is meant: "wrist, thumb side"."""
    return here + 1 < len(found) and found[here + 1].word == "side" and not found[here + 1].body


def _is_part(found: Sequence[Atom], here: int) -> bool:
    return here + 1 < len(found) and found[here + 1].word in ("part", "parts", "half", "bit")


def _binds_forward(found: Sequence[Atom], at: int) -> bool:
    """Whether a position word belongs to a noun after it: "inside of ..." or right before it."""
    if found[at].words[-1] == "of":
        return True
    for atom in found[at + 1 :]:
        if "of" in atom.words and atom.has("link", "side"):
            return True
        if atom.body:
            is_plain = atom.has("ordinary", "asserts", "not_before") and not atom.has("same")
            return atom.is_noun and atom is not found[at] and atom.word not in _MEETS and not is_plain
        if not atom.has("link", "side"):
            return False
    return False


def _worth(found: Sequence[Atom], mention: Mention, content: Sequence[int]) -> float:
    if len(content) == 1 and found[content[0]].is_position:
        return SOLO
    nouns = [index for index in content if index not in mention.lead and index not in mention.trail]
    nouns.extend(
        index
        for index in (*mention.lead, *mention.trail)
        if found[index].word in _BACK and not _binds_forward(found, index)
    )
    worth = sum(NOUN if index in nouns else POSITION for index in content)
    # A name that was joined from several words counts once for each word it covers.
    extra = sum(len(found[index].body) - 1 for index in content)
    gaps = mention.last - mention.first + 1 - len(content)
    return worth + TOGETHER * (len(content) - 1 + extra) - GAP * gaps


def _spread_positions(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Give every position word of a list its noun: "front and back of the thigh" are two places."""
    alone = {m.first for m in named if m.first == m.last and found[m.first].is_position}
    used = {index for m in named for index in range(m.first, m.last + 1)} - alone
    taken: set[int] = set()
    out: list[Mention] = []
    for mention in named:
        more_before = []
        current = mention
        while (at := _listed(found, current.first, -1, used)) is not None:
            other = _with_position(found, current, at, current.lead, known)
            if other is None or (at in alone and not _shares_noun(found, at, mention)):
                break
            used.add(at)
            taken.add(at)
            if at in alone and found[at].word not in _BACK:
                itself = next(m for m in named if m.first == at)
                other = replace(other, name=_either(other.name, itself.name))
            more_before.append(other)
            current = replace(other, lead=(at,))
        out.extend(reversed(more_before))
        out.append(mention)
        last = mention.last
        while mention.trail and (at := _listed(found, last, 1, used)) is not None:
            other = _with_position(found, mention, at, mention.trail, known)
            if other is None or _binds_forward(found, at):
                break
            used.add(at)
            taken.add(at)
            out.append(other)
            last = at
    return [m for m in out if m.noun_of or m.first not in taken]


def _shares_noun(found: Sequence[Atom], at: int, mention: Mention) -> bool:
    """Whether a word that may be a part of the body itself shares the noun of a place after it."""
    is_owned = at > 0 and found[at - 1].word in _OWNED
    is_pair = bool(mention.bag & _WITH_BOTTOM) and found[mention.lead[0]].word in _PAIRED_WITH_BOTTOM
    return not is_owned and (found[at].word in _BACK or is_pair)


def _listed(found: Sequence[Atom], start: int, step: int, used: set[int]) -> int | None:
    """The position word that a joining word ties to a place before or after it."""
    joined = False
    at = start + step
    while 0 <= at < len(found) and at not in used:
        atom = found[at]
        if atom.is_position:
            return at if joined else None
        if atom.has("join") or atom.word in (",", "/"):
            joined = True
        elif not atom.has("link", "side"):
            return None
        at += step
    return None


def _with_position(
    found: Sequence[Atom], mention: Mention, at: int, instead_of: Sequence[int], known: Vocabulary
) -> Mention | None:
    """The mention with another position word in the place of its own."""
    own = [word for index in instead_of for word in found[index].body]
    new = set(found[at].body)
    for dropped in dict.fromkeys((tuple(own[:1]), tuple(own))):
        bag = frozenset((mention.bag - set(dropped)) | new)
        if own and (name := known.bags.get(bag)):
            return Mention(at, at, name, bag, noun_of=mention.noun_of or (mention.first, mention.last))
    return None

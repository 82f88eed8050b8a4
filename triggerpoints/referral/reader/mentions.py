"""Finds the places that a sentence mentions, whatever it says about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.vocabulary import Name, Vocabulary

MAX_WORDS = 8
NOUN, POSITION, SOLO = 10.0, 6.0, 5.0
"""What a covered word of each kind is worth."""
TOGETHER, GAP = 1.0, 0.05
"""What each further word under one name adds, and what a word between them costs."""

_AT = frozenset({"in", "on", "at", "towards", "toward", "to"})
_OWNED = frozenset({"my", "his", "her", "their", "your", "our", "whole", "entire", "own"})
_LIMBS_WITH_BACK = frozenset(
    {"knee", "thigh", "leg", "hand", "arm", "forearm", "elbow", "wrist", "heel", "calf", "head", "ear"}
)
_BACK = frozenset({"back", "backs"})
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
    """

    first: int
    last: int
    name: Name
    bag: frozenset[str]
    lead: tuple[int, ...] = ()
    trail: tuple[int, ...] = ()
    noun_of: tuple[int, int] | None = None


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
    return _spread_positions(found, _with_own_side(found, out, known), known)


def _with_own_side(found: Sequence[Atom], named: Sequence[Mention], known: Vocabulary) -> list[Mention]:
    """Add "my left side" where it stands for a part of the body: no place shares its part of the sentence."""
    out = list(named)
    for at in range(1, len(found)):
        if found[at].word != "side" or found[at].body or not found[at - 1].has("side"):
            continue
        start = next((i + 1 for i in range(at - 1, -1, -1) if _parts(found[i])), 0)
        end = next((i for i in range(at, len(found)) if _parts(found[i])), len(found))
        before = found[at - 2] if at > 1 else None
        if before is not None and ("on" in before.words or (at > 2 and "on" in found[at - 3].words)):
            continue
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
            if not _may_follow(found, content[-1], here):
                return
            content.append(here)
            words.extend(atom.body)
        elif atom.has("join") and not atom.has("link"):
            words.append("and")
            is_bag = False
        elif not (atom.has("link", "side", "pain", "quality") or atom.word in ",("):
            return


def _named(
    found: Sequence[Atom], content: Sequence[int], words: Sequence[str], is_bag: bool, known: Vocabulary
) -> Mention | None:
    last = content[-1]
    name = known.sequences.get(tuple(words))
    bag = frozenset(words)
    if name is None and is_bag:
        name = known.bags.get(bag)
    positions = [index for index in content if found[index].is_position]
    nouns = [index for index in content if index not in positions]
    if name is None and len(content) == 1 and found[at := content[0]].word in known.solo:
        return _solo(found, at, known)
    if name is None:
        return None
    if not nouns:
        backs = [index for index in content if found[index].word in _BACK]
        if not backs or not bag <= _TRUNK_ONLY or _binds_forward(found, backs[-1]):
            return None
        nouns, positions = backs[-1:], [index for index in positions if index != backs[-1]]
    trail = tuple(index for index in positions if index > nouns[-1])
    if trail and _binds_forward(found, trail[-1]):
        return None
    lead = tuple(index for index in positions if index < nouns[0])
    return Mention(content[0], last, name, bag, lead, trail)


def _solo(found: Sequence[Atom], at: int, known: Vocabulary) -> Mention | None:
    """A position word that stands for a part of the body by itself, such as "my back"."""
    atom = found[at]
    if _binds_forward(found, at):
        return None
    before = next((found[i] for i in range(at - 1, -1, -1) if not found[i].has("quality", "side")), None)
    if atom.word not in _BACK:
        sided = at > 0 and found[at - 1].has("side")
        whole = before is None and (
            at + 1 == len(found) or found[at + 1].has("pain") or found[at + 1].is_stop
        )
        if not (whole or sided or (before is not None and before.word in _OWNED)):
            return None
    return Mention(at, at, known.solo[atom.word], frozenset(atom.words))


def _may_follow(found: Sequence[Atom], last: int, here: int) -> bool:
    """Whether a body word belongs to one name with the body word before it."""
    before, after = found[last], found[here]
    gap = found[last + 1 : here]
    has_stop = any(atom.is_stop for atom in gap)
    if after.is_position and not before.is_position:
        if not gap:
            return after.word not in _BACK or before.body[-1] in _LIMBS_WITH_BACK
        if has_stop and after.word in ("back", "bottom", "side", "behind", "rear", "top"):
            part = here + 1 < len(found) and found[here + 1].word in ("part", "parts", "half", "bit")
            return part or any(atom.word in _AT for atom in gap)
        words = [word for atom in gap for word in atom.words]
        return has_stop or bool(_AT & set(words)) or all(atom.has("side", "link") for atom in gap)
    if has_stop:
        is_edge = here + 1 < len(found) and found[here + 1].word == "side" and not found[here + 1].body
        return (before.is_position and after.is_position) or (after.is_noun and is_edge)
    hurting = [atom for atom in gap if atom.has("pain", "quality")]
    if before.is_noun and after.is_noun:
        return not hurting
    if before.word in _BACK:
        return not hurting or any("of" in atom.words for atom in gap)
    return True


def _binds_forward(found: Sequence[Atom], at: int) -> bool:
    """Whether a position word belongs to a noun after it: "inside of ..." or right before it."""
    if found[at].words[-1] == "of":
        return True
    for atom in found[at + 1 :]:
        if "of" in atom.words and atom.has("link", "side"):
            return True
        if atom.body:
            return atom.is_noun and atom is not found[at]
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
    used = {index for mention in named for index in range(mention.first, mention.last + 1)}
    out: list[Mention] = []
    for mention in named:
        more_before = []
        current = mention
        while (at := _listed_before(found, current.first, used)) is not None:
            other = _with_position(found, current, at, current.lead, known)
            if other is None:
                break
            used.add(at)
            more_before.append(other)
            current = replace(other, lead=(at,))
        out.extend(reversed(more_before))
        out.append(mention)
        current = mention
        while mention.trail and (at := _listed_after(found, current.last, used)) is not None:
            other = _with_position(found, mention, at, mention.trail, known)
            if other is None:
                break
            used.add(at)
            out.append(other)
            current = other
    return out


def _listed_before(found: Sequence[Atom], first: int, used: set[int]) -> int | None:
    joined = False
    for at in range(first - 1, -1, -1):
        atom = found[at]
        if at in used:
            return None
        if atom.is_position:
            return at if joined else None
        if atom.has("join") or atom.word in (",", "/"):
            joined = True
        elif not atom.has("link", "side"):
            return None
    return None


def _listed_after(found: Sequence[Atom], last: int, used: set[int]) -> int | None:
    joined = False
    for at in range(last + 1, len(found)):
        atom = found[at]
        if at in used:
            return None
        if atom.is_position:
            return at if joined and not _binds_forward(found, at) else None
        if atom.has("join") or atom.word in (",", "/"):
            joined = True
        elif not atom.has("link", "side"):
            return None
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

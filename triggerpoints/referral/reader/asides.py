"""Places that are named beside the point: another person's, one that is compared with, one that is blamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.left_over import is_ache
from triggerpoints.referral.reader.more_exactly import reach

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention

PEOPLE = frozenset(
    {
        "mum", "mom", "mother", "dad", "father", "wife", "husband", "partner", "son", "daughter", "kid",
        "kids", "child", "children", "boy", "girl", "brother", "sister", "friend", "friends", "mate",
        "colleague", "boss", "neighbour", "neighbor", "aunt", "uncle", "gran", "grandma", "nan",
        "grandad", "grandpa", "grandmother", "grandfather", "cousin", "girlfriend", "boyfriend",
        "coworker", "roommate", "flatmate", "dog", "cat", "bf", "gf", "hubby", "missus", "mam", "nana",
        "granny", "granddad", "nephew", "niece", "fiance", "teammate", "lad", "lads",
    }
)  # fmt: skip
_THEIRS = frozenset({"his", "her", "their", "your"})
MINE = frozenset({"my", "mine", "me", "i", "ive", "im", "myself", "our"})
_OF_MINE = frozenset({("mine", "is"), ("mine", "are"), ("mine", "its"), ("for", "me"), ("me", "its")})
_KINDS_OF = frozenset({"like", "feeling", "type", "style"})
_WHERE = frozenset(
    {
        "in", "on", "at", "under", "behind", "between", "around", "near", "inside", "over", "into",
        "to",
    }
)  # fmt: skip
_HURT_PARTS = frozenset({"bad", "rotten", "dead", "sore", "infected", "stubbed", "loose"})
_LONGEST_SIMILE = 6
_THAN = frozenset({"than", "unlike"})
_LIKE = frozenset({"like", "as"})
_ONE_OF = frozenset({"one", "that", "those", "same"})
_ONCE = frozenset({"have", "get", "be", "feel", "had", "hurt"})
_WHAT_HURTS = tuple(
    tuple(said.split())
    for said in (
        "pain is", "pain itself", "what hurts", "what i feel", "what aches", "what bothers",
        "actual pain", "real pain", "it hurts in", "it hurts at", "i feel it in", "i feel it at",
        "im asking about", "i am asking about",
    )
)  # fmt: skip
"""After these comes the place that hurts."""
_GROWS = frozenset(
    {
        "worse", "worst", "bad", "getting", "there", "always", "constant", "also", "less", "better",
    }
)  # fmt: skip
_MENDED = frozenset({"broken", "fractured", "artificial", "prosthetic", "amputated", "replaced", "metal"})
_LONGEST_PART = 20
_GUESSES = frozenset({"maybe", "perhaps", "possibly", "probably", "presumably"})
_COMES = frozenset({"be", "come", "comes", "coming", "came", "is", "its", "stem", "stems", "stemming"})


def of_others(found: Sequence[Atom], named: Sequence[Mention], hurting: Sequence[int]) -> set[int]:
    """Mentions that belong to somebody else, beside the writer's own: "mum's hip, mine is the knee"."""
    theirs: set[int] = set()
    own = False
    for number in hurting:
        gap = found[named[number - 1].last + 1 : named[number].first] if number else ()
        is_mine = bool(MINE & set(_words(gap)))
        is_listed = number - 1 in theirs and not is_mine and all(a.has("join", "link", "side") for a in gap)
        if is_listed or _is_theirs(found, named[number]):
            theirs.add(number)
        own = own or (number not in theirs and bool(MINE & set(_words(_part(found, named[number])))))
    own = own or any(pair in _OF_MINE for pair in pairwise(word for atom in found for word in atom.words))
    return theirs if own else set()


def compared(found: Sequence[Atom], named: Sequence[Mention], hurting: Sequence[int]) -> Iterator[int]:
    """Mentions that another pain is only set beside, that hurt once, or that it is put down to."""
    for number in hurting if len(hurting) > 1 else ():
        words = _words(_part(found, named[number]))
        said = [word for word in words[-2:] if word not in ("left", "right")]
        if said and said[-1] in _MENDED and not any(a.has("pain") for a in _rest(found, named[number])[1:2]):
            yield number
        near = words[-7:]
        if number == hurting[0]:
            if "than" in near:
                yield number  # "sharper than the pain in my knee, this one is in the hip"
            continue
        is_like = any(word in _LIKE and {*near[at + 1 : at + 3]} & _ONE_OF for at, word in enumerate(near))
        is_once = any(
            triple[:2] == ("used", "to") and triple[2] in _ONCE
            for triple in zip(words, words[1:], words[2:], strict=False)
        )
        is_blamed = any(verb in _COMES and after == "from" for verb, after in pairwise(near))
        is_blamed = is_blamed or _is_put_down_to(near)
        if _THAN & set(near) or is_like or is_once or is_blamed or _is_guess(found, named[number]):
            yield number


def _is_put_down_to(words: Sequence[str]) -> bool:
    """Whether the words before a place guess at where it comes from: "its probably the", "it may be my"."""
    told = [word for word in words if word not in ("left", "right")][-3:]
    is_it = told[:1] in (["its"], ["is"], ["be"])
    return len(told) == 3 and is_it and told[1] in _GUESSES and told[2] in ("the", "my")


def _is_guess(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a place is only a guess at what it comes from: ", sinus maybe", "from the laces I think"."""
    after = [word for word in _words(found[mention.last + 1 : mention.last + 4]) if word != "pain"][:2]
    before = _words(found[max(mention.first - 3, 0) : mention.first])
    is_from = "from" in before and after == ["i", "think"]
    is_apart = not before or found[mention.first - 1].is_stop
    is_told = after == ["they", "say"] or after == ["they", "call"]
    return is_from or is_told or (is_apart and bool(_GUESSES & set(after[:1])))


def like_a(
    found: Sequence[Atom], named: Sequence[Mention], hurting: Sequence[int], content: Content
) -> set[int]:
    """Mentions of what a pain is likened to: "like a toothache in my hip", "like a thumb pressed in"."""
    out = set()
    for number in hurting:
        part = _part(found, named[number])
        words = _words(part)
        is_any = words[-1:] in (["a"], ["an"])
        is_likened = "like" in words or ("as", "if") in pairwise(words) or ("as", "though") in pairwise(words)
        is_late = number != hurting[0]
        places = set(named[number].name.places)
        others = [
            other
            for other in hurting
            if other != number and other not in out and not places <= reach(named[other], content)
        ]
        if (is_late and is_any and is_likened) or (others and _is_likened(found, named, number, others)):
            out.add(number)
    return out


def _is_likened(found: Sequence[Atom], named: Sequence[Mention], number: int, others: Sequence[int]) -> bool:
    """Whether a place with its pain is only what another pain feels like: "a toothache feeling in my hip"."""
    mention = named[number]
    part = _part(found, mention)
    words = _words(part)
    after = found[mention.last + 1 : mention.last + 2]
    is_sore = is_ache(found, mention) or "tooth" in mention.bag
    is_led = _is_led(found, named, number, others)
    if is_sore and after and _KINDS_OF & set(after[0].words):
        return is_led
    start = max((at for at, word in enumerate(words) if _likens(words, at)), default=None)
    if start is None or len(words) - start > _LONGEST_SIMILE:
        return False
    said = set(words[start + 1 :])
    is_elsewhere = _is_elsewhere(found, named, number, others)
    if is_elsewhere and (not said & MINE or ({"a", "an"} & said and "in" in said)):
        return True  # "like a cramp in my foot, but it's in the hand"
    if _WHERE & said:
        return False
    if {"a", "an"} & said and (is_sore or _is_hurt(found, mention)):
        is_second = others[0] < number and not any(atom.has("join") for atom in part)
        return is_second or (is_led and is_sore) or _is_placed(found, named, number, others)
    is_sore = is_sore or any(atom.has("pain", "quality") for atom in after)
    return is_led and is_sore and not said & (MINE - {"i"})


def _likens(words: Sequence[str], at: int) -> bool:
    return words[at] == "like" or (at > 0 and words[at - 1] == "as" and words[at] in ("if", "though"))


def _is_elsewhere(
    found: Sequence[Atom], named: Sequence[Mention], number: int, others: Sequence[int]
) -> bool:
    """Whether "but in" leads to the next place: "like shin splints but in my forearms"."""
    following = next((other for other in others if other > number), None)
    if following is None:
        return False
    gap = found[named[number].last + 1 : named[following].first]
    after = next((at for at, atom in enumerate(gap) if atom.has("contrast")), len(gap))
    if after == len(gap) or {"also", "too"} & {word for atom in gap for word in atom.words}:
        return False
    begins = [*gap[after + 1 : after + 5], *(found[at] for at in named[following].lead)]
    return bool(_WHERE & {word for atom in begins for word in atom.words})


def _is_placed(found: Sequence[Atom], named: Sequence[Mention], number: int, others: Sequence[int]) -> bool:
    """Whether the next place is where the pain is: "like a bruised rib in my thigh"."""
    following = next((other for other in others if other > number), None)
    if following is None or not _is_led(found, named, number, others):
        return False
    gap = found[named[number].last + 1 : named[following].first]
    is_set_off = any(atom.word == "," for atom in gap) and not any(atom.has("contrast") for atom in gap)
    return bool(_WHERE & {word for atom in gap for word in atom.words}) and not is_set_off


def _is_hurt(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a part is named as one that is hurt: "a bad tooth", "a bruised rib"."""
    before = found[mention.first - 1] if mention.first else None
    return before is not None and (
        before.has("pain", "quality") or before.word in _HURT_PARTS or before.word.endswith("ed")
    )


def _is_led(found: Sequence[Atom], named: Sequence[Mention], number: int, others: Sequence[int]) -> bool:
    """Whether the next place is where the pain is: "... but in my calf", "..., only in the thigh"."""
    following = next((other for other in others if other > number), None)
    if following is None:
        return False
    gap = found[named[number].last + 1 : named[following].first]
    if any(atom.ends_sentence or atom.has("join", "starts", "spread") for atom in gap):
        return False
    near = {word for atom in gap for word in atom.words}
    is_apart = any(atom.has("contrast") or atom.word == "," for atom in gap)
    return bool(_WHERE & near) or is_apart


def set_against(found: Sequence[Atom], named: Sequence[Mention], hurting: Sequence[int]) -> set[int]:
    """Mentions before "what hurts is": "there is a lump on my wrist but what hurts is the thumb"."""
    words = [(at, word) for at, atom in enumerate(found) for word in atom.words]
    here = min(
        (
            at
            for i, (at, _) in enumerate(words)
            if any(_matches(words[i:], said) and not _runs_on(found, words[i:], said) for said in _WHAT_HURTS)
        ),
        default=0,
    )
    before = [n for n in hurting if named[n].last < here]
    after = any(named[n].first > here for n in hurting)
    gone_by = {
        n
        for n in before
        if any(a.has("contrast") or a.is_stop for a in found[named[n].last + 1 : here])
        and not any(a.has("pain") for a in (*_part(found, named[n]), *_rest(found, named[n])))
    }
    return gone_by if after else set()


def _matches(words: Sequence[tuple[int, str]], said: Sequence[str]) -> bool:
    return [word for _, word in words[: len(said)]] == list(said)


def _runs_on(found: Sequence[Atom], words: Sequence[tuple[int, str]], said: Sequence[str]) -> bool:
    """Whether the pain is only said to run on or grow: "pain is going to the elbow", "the pain is worse"."""
    after = words[len(said) : len(said) + 1]
    return any(found[at].has("spread", "quality") or word in _GROWS for at, word in after)


def _rest(found: Sequence[Atom], mention: Mention) -> Sequence[Atom]:
    """The words of its part of the sentence from a mention on."""
    end = mention.last + 1
    while end < min(len(found), mention.last + _LONGEST_PART) and not (
        found[end].is_stop or found[end].has("contrast")
    ):
        end += 1
    return found[mention.first : end]


def _is_theirs(found: Sequence[Atom], mention: Mention) -> bool:
    part = _part(found, mention)
    join = max((at for at, atom in enumerate(part) if atom.has("join")), default=-1)
    words = _words(part[join + 1 :])
    owner = next((word for word in reversed(words[-3:]) if word in _THEIRS | MINE), None)
    if owner is not None:
        spoken_of = {word for atom in found for word in atom.words}
        is_known = owner not in ("his", "her") or bool((PEOPLE | MINE - {"our"}) & spoken_of)
        return owner in _THEIRS and is_known  # not "our pitcher has a sore shoulder, and his forearm"
    return bool(PEOPLE & set(words)) and not {"i", "me", "mine"} & set(words)


def _part(found: Sequence[Atom], mention: Mention) -> Sequence[Atom]:
    """The words before a mention in its part of the sentence, without what stands in brackets."""
    start = mention.first
    closing = next((at for at in range(start - 1, max(start - 6, -1), -1) if found[at].is_stop), -1)
    if closing > 0 and found[closing].word == ")":
        opening = next((at for at in range(closing, -1, -1) if found[at].word == "("), -1)
        if opening > 0:
            outer = replace(mention, first=opening, last=opening)
            return [*_part(found, outer), *found[closing + 1 : start]]
    while start > max(mention.first - _LONGEST_PART, 0) and not (
        found[start - 1].is_stop or found[start - 1].has("contrast")
    ):
        start -= 1
    return found[start : mention.first]


def _words(atoms: Sequence[Atom]) -> list[str]:
    words = [word for atom in atoms for word in atom.words]
    return [
        word
        for at, word in enumerate(words)
        if not (word in ("my", "our") and {*words[at + 1 : at + 3]} & PEOPLE)
    ]

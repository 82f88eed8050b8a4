"""What a sentence says does not hurt: "not the knee", "my hip is fine", "I thought it was my neck but"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.reading import Why

_IS = frozenset({"it", "its", "is"})
_BE = frozenset({"been", "is", "are", "was", "were", "looks", "look", "looked", "seems", "came"})
_DO = frozenset({"does", "do", "did", "has", "have", "will", "would", "itself", "themselves"})
_TROUBLES = frozenset({("pain",), ("ache",), ("trouble",), ("problem",), ("issue",)})  # "back pain is gone"
_BELIEF = frozenset(
    {
        "thought", "said", "told", "assumed", "suspected", "believed", "blamed", "guessed", "reckoned",
    }
)  # fmt: skip
_BLAME = frozenset({"blames", "blamed", "blaming"})
_IT_IS = frozenset({"it", "its", "was", "is", "that"})
_ALL = frozenset({"everywhere", "all", "whole", "entire", "every", "everything", "anywhere"})
_ONLY = frozenset({"only", "just"})
_AT_FIRST = frozenset(
    {"started", "began", "begun", "moved", "was", "were", "used", "had", "before", "initially", "originally"}
)
_NOWADAYS = frozenset({"now", "nowadays", "these days", "lately", "currently", "this time", "at the moment"})
_FIELD_ENDS = frozenset({":", "?", "-", "–"})
_NO_ANSWERS = frozenset({"n", "no", "none", "nil", "negative", "neg", "nope", "never", "nothing"})
_NO_MORE = frozenset({"was", "were", "used"})
_HEALED = frozenset({"gone", "healed", "settled", "mended"})
_DONE_TO_IT = frozenset({"replaced", "healed", "recovered", "resolved"})
"""Well only where the words end with it, not in "healed badly"."""
_WHICH = frozenset({"that", "which", "those", "thats"})
_TOO = frozenset({"too", "also", "as", "and"})
_TAKEN_BACK = frozenset(
    {
        ("no", "wait"), ("wait", "no"), ("no", "sorry"), ("sorry", "no"), ("no", "i"), ("or", "rather"),
        ("no", "actually"), ("actually", "no"), ("well", "no"), ("oh", "no"), ("scratch", "that"),
        ("correction", "its"), ("sorry", "i"), ("i", "meant"), ("i", "mean"), ("should", "say"),
        ("or", "better"), ("make", "that"), ("my", "bad"), ("my", "mistake"),
    }
)  # fmt: skip
_SLIPS = frozenset({"oops", "whoops"})
_AFTER_NO = frozenset({"wait", "sorry", "more", "actually", "rather", "its", "i", "mean", "meant", "well"})
_BY_THE_WAY = frozenset(
    {
        "or", "oh", "hang", "scratch", "correction", "uh", "um", "er", "to", "be", "say", "should",
        "better", "make", "bad", "mistake", "oops", "whoops", "but", "that",
    }
)  # fmt: skip
_EXCEPTIONS = frozenset({"except", "excluding", "apart", "aside", "other"})


def negated(found: Sequence[Atom], named: Sequence[Mention], at_mention: Mapping[int, int]) -> set[int]:
    """Mentions that the sentence takes away, lists included."""
    out: set[int] = set()
    spent: set[int] = set()
    fine: set[int] = set()
    for number, mention in enumerate(named):
        if (answer := _answered_no(found, mention)) is not None:
            spent.add(answer)
            out.add(number)
            continue
        if (
            _asked_for_none(found, mention)
            or _believed(found, mention)
            or _all_but(found, mention)
            or _is_set_aside(found, named, number)
            or _is_gone(found, mention)
        ):
            out.add(number)
            continue
        at = mention.last + 1
        while (
            at < len(found)
            and (
                found[at].has("link", "not_through", "side", "thing")
                or found[at].word in _DO
                or (at == mention.last + 1 and found[at].words in _TROUBLES)
            )
            and not found[at].has("not_after")
        ):
            at += 1
        at = _predicate(found, at_mention, mention.last + 1, at)
        if at < len(found) and at not in at_mention and (_is_fine(found, at) or _ends_in_not(found, at)):
            spent.add(at)
            if not (found[at].words == ("not",) and number - 1 in fine):  # "knee is fine, the calf is not"
                out.update(listed_back(found, named, number))
            fine.update({number} if found[at].word != "not" else ())
            continue
        while (
            at < len(found)
            and at not in at_mention
            and (found[at].has("quality") or found[at].word in (",", "but"))
        ):
            at += 1
        if at < len(found) and _is_not_hurting(found, at):
            spent.add(at)
            out.add(number)
    out.update(_left_behind(found, named))
    for at, end in _well_lists(found):
        out.update(n for n, mention in enumerate(named) if at < mention.first < end)
        spent.add(at)
    for number, mark in _taken_back(found, named):
        out.add(number)
        spent.update(mark)
    for at, atom in enumerate(found):
        if (
            not _denies(atom)
            or at in spent
            or _is_rest(found, at, at_mention)
            or _is_bare_no(found, at, at_mention)
        ):
            continue
        here = at + 1
        while (
            here < len(found)
            and here not in at_mention
            and _lets_through(found[here])
            and not _is_rest(found, here, at_mention)
        ):
            here += 1
        if here in at_mention:
            out.update(_listed_on(found, named, at_mention[here]))
    return out


def why_denied(found: Sequence[Atom], named: Sequence[Mention], denied: Collection[int]) -> dict[int, Why]:
    """Why each of the mentions that the sentence takes away is: well, past, or taken back."""
    behind = {*_left_behind(found, named), *(n for n in denied if _is_gone(found, named[n]))}
    taken_back = {number for number, _ in _taken_back(found, named)}
    return {n: "taken back" if n in taken_back else "past" if n in behind else "well" for n in denied}


def _well_lists(found: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Where a list of what is well begins and ends: "sore: neck. ok: wrists, hands"."""
    for at, atom in enumerate(found[:-1]):
        opens = at == 0 or found[at - 1].ends_sentence or found[at - 1].word == ";"
        if opens and found[at + 1].word == ":" and atom.has("not_after"):
            yield (
                at,
                next(
                    (i for i in range(at, len(found)) if found[i].ends_sentence or found[i].word == ";"),
                    len(found),
                ),
            )


def _taken_back(found: Sequence[Atom], named: Sequence[Mention]) -> Iterator[tuple[int, range]]:
    """Mentions that the writer corrects, and the words between: "my knee, no sorry, I mean the hip"."""
    for number, (one, two) in enumerate(pairwise(named)):
        gap = range(one.last + 1, two.first)
        atoms = [found[at] for at in gap if not found[at].is_stop]
        if any(atom.has("not_before", "not_after") and atom.words != ("no",) for atom in atoms) or any(
            no.words == ("no",) and after.has("pain", "quality") for no, after in pairwise(atoms)
        ):
            continue  # "the neck hurts. Actually, no pain in the shoulder"
        words = [word for atom in atoms for word in atom.words]
        is_back = any(pair in _TAKEN_BACK for pair in pairwise(words)) or bool(_SLIPS & set(words))
        is_no = any(atom.words == ("no",) for atom in atoms) and any(found[at].is_stop for at in gap)
        is_no = is_no and bool(_AFTER_NO & set(words)) and not any(atom.has("starts") for atom in atoms)
        is_well = words[:1] == ["well"] and found[one.last + 1].is_stop and not _TOO & set(words)
        if (is_back or is_no or is_well) and all(_is_said_by_the_way(atom) for atom in atoms):
            yield number, gap


def _is_said_by_the_way(atom: Atom) -> bool:
    is_plain = atom.has("link", "side", "pain", "asserts", "quality", "fixed")
    return is_plain or bool({"no", *_AFTER_NO, *_BY_THE_WAY} & set(atom.words))


def _predicate(found: Sequence[Atom], at_mention: Mapping[int, int], start: int, at: int) -> int:
    """Where "is fine" stands, when only other words come between: "my hip was x-rayed and is fine"."""
    for here in range(start, len(found)):
        atom = found[here]
        if here in at_mention or atom.is_stop or atom.has("contrast", "pain", "quality", "spread", "starts"):
            return at
        if atom.has("not_after") and here > start and found[here - 1].word in _BE:
            return here
    return at


def _is_other_now(found: Sequence[Atom], at: int) -> bool:
    """Whether another place hurts now than before: "before it was my wrist, these days it is my elbow"."""
    words = [word for atom in found[:at] for word in atom.words]
    it_was = "had" in words or any(
        pair in (("it", "was"), ("was", "in"), ("was", "my"), ("used", "to")) for pair in pairwise(words)
    )
    after = [word for atom in found[at + 1 : at + 4] for word in atom.words]
    later = {word for atom in found[at:] for word in atom.words}
    goes_on = {"in", "too", "also"} & {*after, *(later & {"too", "also"})}
    spreads = any(atom.has("spread") for atom in found[at + 2 : at + 3])
    return it_was and after[:1] in (["it"], ["its"]) and not goes_on and not spreads


def _believed(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether somebody only thought it was this: "they said it was my hip but ..."."""
    after = mention.last + 1
    while after < len(found) and (found[after].has("link") or found[after].word == ","):
        after += 1
    if after >= len(found) or not found[after].has("contrast"):
        return False
    before = found[max(mention.first - 8, 0) : mention.first]
    start = next((i + 1 for i in range(len(before) - 1, -1, -1) if before[i].is_stop), 0)
    words = [word for atom in before[start:] for word in atom.words]
    is_told = bool(_BELIEF & set(words))
    is_felt = False
    if after + 1 < len(found) and found[after + 1].word == "i":  # "he says it is my hip but I feel it in ..."
        is_told = is_told or bool({"says", "say", "thinks", "think"} & set(words))
        is_felt = bool(
            {"feel", "felt"} & {word for atom in found[after + 1 : after + 4] for word in atom.words}
        )
    return bool(_BLAME & set(words)) or (is_told and (is_felt or bool(_IT_IS & set(words))))


def _is_set_aside(found: Sequence[Atom], named: Sequence[Mention], number: int) -> bool:
    """Whether another place is said to be the one: "my shoulder clicks but it is the elbow that hurts"."""
    begin = named[number].last + 1
    end = next((at for at in range(begin, len(found)) if found[at].ends_sentence), len(found))
    contrast = next((at for at in range(begin, end) if found[at].has("contrast")), end)
    for other in named[number + 1 :]:
        if other.first > end or contrast == end:
            return False
        if other.first < contrast or not _is_the_one(found, other):
            continue
        words = {word for atom in found[contrast : other.first] for word in atom.words}
        before = {word for atom in found[begin:contrast] for word in atom.words}
        is_pain = any(atom.has("pain") for atom in found[begin:contrast]) and not before & _NO_MORE
        return bool({"it", "its"} & words) and not is_pain
    return False


def _is_the_one(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a place is followed by "that hurts"."""
    after = found[mention.last + 1 : mention.last + 5]
    return bool(after) and after[0].word == "that" and any(atom.has("pain") for atom in after)


def _asked_for_none(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a form asks what does not hurt: "What does not? Ankle"."""
    at = mention.first - 1
    while at >= 0 and (found[at].has("link", "side", "join") or found[at].word == ","):
        at -= 1
    words = [atom.word for atom in found[max(at - 4, 0) : at + 1]]
    return words[-2:] == ["not", "?"] and bool({"what", "where"} & set(words))


def _is_fine(found: Sequence[Atom], at: int) -> bool:
    """Whether something is said to be well here; a joint is when only "replaced" is said of it."""
    after = found[at + 1] if at + 1 < len(found) else None
    is_last = after is None or after.is_stop or after.has("contrast", "join")
    is_over = found[at].has("not_after") or found[at].word in ("healed", "recovered", "resolved")
    return is_over and (found[at].words[-1] not in _DONE_TO_IT or is_last)


def _is_gone(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether what was said of a place is over: "the belt bruised my chest but that's gone"."""
    end = mention.last + 1
    while end < len(found) and not (found[end].is_stop or found[end].has("contrast", "join")):
        end += 1
    while end < len(found) and (found[end].has("contrast", "join") or found[end].word == ","):
        end += 1
    inner = next((at for at in range(mention.last + 1, end) if found[at].word in _WHICH), None)
    if inner is not None and found[end - 1].word in _HEALED and _is_over(found, inner + 1):
        return True  # "trod on my foot in june thats healed"
    return end < len(found) and found[end].word in _WHICH and _is_over(found, end + 1)


def _is_over(found: Sequence[Atom], at: int) -> bool:
    """Whether nothing but "is gone", "has healed" stands here before a stop."""
    while at < len(found) and found[at].word in ("is", "has", "are", "have", "all", "now"):
        at += 1
    over = at < len(found) and (found[at].has("not_after") or found[at].word in (*_HEALED, "better"))
    return over and (at + 1 == len(found) or found[at + 1].is_stop or found[at + 1].has("fixed", "contrast"))


def _all_but(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a place is the exception of a whole: "everywhere in the leg but the foot"."""
    at = mention.first - 1
    while at >= 0 and found[at].has("link"):
        at -= 1
    after = found[mention.last + 1] if mention.last + 1 < len(found) else None
    if at < 0 or found[at].word != "but" or not (after is None or after.is_stop):
        return False
    start = next((i + 1 for i in range(at, -1, -1) if found[i].is_stop), 0)
    return any(_ALL & set(atom.words) for atom in found[start:at])


def _is_rest(found: Sequence[Atom], at: int, at_mention: Mapping[int, int]) -> bool:
    """Whether an exception is what hurts: "nothing hurts except my knee", "all is fine except the hip"."""
    is_exception = found[at].word in _EXCEPTIONS or found[at].words[-1] == "but"
    if not is_exception or not found[at].has("not_before"):
        return False
    start = next((i + 1 for i in range(at - 1, -1, -1) if found[i].is_stop), 0)
    before = found[start:at]
    names_none = not any(index in at_mention for index in range(start, at))
    return any(_denies(atom) or (names_none and atom.has("not_after")) for atom in before)


def _left_behind(found: Sequence[Atom], named: Sequence[Mention]) -> Iterator[int]:
    """Mentions of what hurt only at first: "it began in the shoulder, now only the elbow hurts"."""
    now = next(
        (
            at
            for at, atom in enumerate(found)
            if (atom.word == "now" and any(near.word in _ONLY for near in found[at + 1 : at + 4]))
            or (" ".join(atom.words) in _NOWADAYS and _is_other_now(found, at))
        ),
        len(found),
    )
    first = next((at for at, atom in enumerate(found[:now]) if _AT_FIRST & set(atom.words)), now)
    if any(mention.first > now for mention in named):
        yield from (n for n, mention in enumerate(named) if first < mention.first and mention.last < now)


def other_ones(found: Sequence[Atom], named: Sequence[Mention], negated: set[int]) -> dict[int, int]:
    """Sides that stand for a denied mention on the other side: "left knee is fine, the right one hurts"."""
    out: dict[int, int] = {}
    for at, atom in enumerate(found[:-1]):
        number = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
        if number is None or not atom.has("side") or found[at + 1].word != "one":
            continue
        gap = found[named[number].last + 1 : at]
        is_next = {" ".join(a.words) for a in gap} & _NOWADAYS
        is_other = (any(a.has("contrast") for a in gap) or is_next) and not any(
            a.has("pain", "quality") for a in gap
        )
        if number not in negated and not is_other:
            continue
        end = next((i for i in range(at, len(found)) if found[i].is_stop), len(found))
        is_it = [a.word for a in found[max(at - 2, 0) : at]] in (["it", "the"], ["its", "the"])
        if (is_it or any(a.has("pain", "quality") for a in found[at:end])) and not any(
            a.has("not_before", "not_after") for a in found[at:end]
        ):
            out[at] = number
    return out


def _answered_no(found: Sequence[Atom], mention: Mention) -> int | None:
    """The atom of a form that denies the place it asks for: "Hip: no. Knee: yes"."""
    at = mention.last + 1
    while at < len(found) and found[at].has("link", "pain", "quality") and not found[at].has("not_after"):
        at += 1
    is_field = at < len(found) and found[at].word in _FIELD_ENDS
    at += is_field
    if at >= len(found) or not (found[at].word in _NO_ANSWERS or (is_field and found[at].has("not_after"))):
        return None
    return at if at + 1 == len(found) or found[at + 1].is_stop else None


def _is_not_hurting(found: Sequence[Atom], at: int) -> bool:
    """Whether what stands here denies the place before: "my wrist clicks, does not hurt"."""
    if found[at].words[-1] == "not" and found[at].has("not_before") and found[at + 1 : at + 2]:
        at += 1  # "click but don't hurt"
        after = found[at + 1] if at + 1 < len(found) else None
        return found[at].has("pain") and (after is None or after.is_stop or after.has("contrast"))
    after = found[at + 1] if at + 1 < len(found) else None
    first = found[at].words[0]
    is_denial = found[at].has("not_after") and first in ("not", "nothing") and len(found[at].words) > 1
    return is_denial and (after is None or after.is_stop or after.has("contrast"))


def _ends_in_not(found: Sequence[Atom], at: int) -> bool:
    """Whether a part of the sentence ends with "not": "but the shins don't"."""
    after = found[at + 1] if at + 1 < len(found) else None
    return found[at].words == ("not",) and (after is None or after.is_stop or after.has("contrast"))


def _denies(atom: Atom) -> bool:
    return atom.has("not_before") or (atom.has("not_after") and atom.word in ("no", "not", "never"))


def _is_bare_no(found: Sequence[Atom], at: int, at_mention: Mapping[int, int]) -> bool:
    """Whether "no" may take back the place before it: "index finger no middle finger"."""
    is_between = at - 1 in at_mention and at + 1 in at_mention and found[at].words == ("no",)
    here = at + 1
    while here in at_mention:
        here += 1
    return is_between and not (here < len(found) and found[here].has("pain", "quality"))


def _lets_through(atom: Atom) -> bool:
    is_light = (
        atom.has("link", "pain", "quality", "not_through", "side", "not_before") or atom.word == "where"
    )
    return is_light or atom.is_position


def _listed_on(found: Sequence[Atom], named: Sequence[Mention], first: int) -> Iterator[int]:
    """A mention and those that the same "not" reaches: "not the knee, hip or ankle"."""
    listed = [first]
    joins: list[str] = []
    for number in range(first + 1, len(named)):
        gap = found[named[number - 1].last + 1 : named[number].first]
        if not all(atom.has("link", "join", "side", "not_before") or atom.word in ",/" for atom in gap):
            break
        words = {word for atom in gap for word in atom.words}
        is_new = words & _IS and not any(atom.has("join") for atom in gap)  # "not my knee it is my hip"
        is_new = is_new or ("my" in words and not any(a.has("join") or a.is_stop for a in gap))
        if is_new or words & _EXCEPTIONS or any(atom.has("contrast") for atom in gap):
            break
        joins.append("or" if words & {"or", "nor"} else "stop" if "," in words else "and")
        listed.append(number)
    reach = max((i + 1 for i, join in enumerate(joins) if join == "or"), default=0)
    while reach < len(joins) and joins[reach] == "and":
        reach += 1
    yield from listed[: reach + 1]


def listed_back(found: Sequence[Atom], named: Sequence[Mention], last: int) -> Iterator[int]:
    """A mention and those that are joined to it before: "my knee and my hip are fine"."""
    yield last
    for number in range(last - 1, -1, -1):
        gap = found[named[number].last + 1 : named[number + 1].first]
        joined = any(atom.has("join") and atom.word in ("and", "or", "&", "nor") for atom in gap)
        if not joined or not all(atom.has("link", "join", "side") for atom in gap):
            return
        yield number

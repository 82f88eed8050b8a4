"""Gives every mentioned place the side that the sentence says for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal

from triggerpoints.referral.areas import AreaSide
from triggerpoints.referral.reader.afterwards import (
    OPPOSITE,
    SIDE_NOUNS,
    also,
    is_quiet,
    is_said_last,
    said_afterwards,
)

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.context import Context
    from triggerpoints.referral.reader.mentions import Mention

_LEADING_ONLY = frozenset({("other",), ("opposite",), ("each",), ("one", "side")})
_ONLY_MORE = frozenset({"worse", "worst", "more", "especially", "esp", "particularly"})  # "worse on the left"
_ESPECIALLY = frozenset({"especially", "esp", "particularly", "specially", "mainly", "mostly"})
_TURNS = (
    "turn",
    "lie",
    "lying",
    "lay",
    "sleep",
    "slept",
    "lean",
    "bend",
    "bent",
    "look",
    "twist",
    "rotat",
    "roll",
    "tilt",
)
"""Begins of words after which "on the left" is a direction."""
_FOR_ALL = frozenset({"both", "all", "everything", "everywhere", "each", "always"})
_PARTS = (
    frozenset({"head", "face", "neck"}),
    frozenset({"shoulder", "arm"}),
    frozenset({"chest", "upper-back", "abdomen", "low-back"}),
    frozenset({"hip", "thigh", "knee", "leg", "foot"}),
)
"""Regions within which a side that is said once is meant for all places."""


@dataclass(frozen=True)
class Sided:
    """The side of a mention.

    Attributes
    ----------
    side : {'right', 'left', 'both'}
    source : {'said', 'carried', 'unsaid'}
    atoms : tuple of int
        Atoms outside the mention that say it.
    doubt : int, optional
        The atom that says it, where it may have been said for another part of the body alone.
    """

    side: AreaSide = "both"
    source: Literal["said", "carried", "unsaid"] = "unsaid"
    atoms: tuple[int, ...] = ()
    doubt: int | None = None


def sided(
    found: Sequence[Atom], named: Sequence[Mention], about: Context, content: Content
) -> tuple[list[Sided], tuple[int, ...]]:
    """Side of every mention, in order, and the atoms that say a side which no mention took."""
    said: list[set[str]] = [set() for _ in named]
    where: list[list[int]] = [[] for _ in named]
    claimed: set[int] = set()

    def claim(number: int, at: int) -> None:
        said[number].add(found[at].kinds["side"])
        claimed.add(at)
        if not named[number].first <= at <= named[number].last:
            where[number].append(at)

    for number, mention in enumerate(named):
        for at in range(mention.first, mention.last + 1):
            if found[at].has("side"):
                claim(number, at)
        for at in _before(found, named, number):
            claim(number, at)
    for at, atom in enumerate(found):
        if _is_followed_by_side(found, at) or _is_compared(found, at):
            claimed.add(at)
            continue
        if _is_answer(found, at):
            continue
        if atom.has("side") and at not in claimed and _is_well(found, at):
            claimed.add(at)  # "R side clear"
            before = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
            if before is not None and said[before] == {"both"}:
                said[before] = {OPPOSITE[atom.kinds["side"]]}
            continue
        if atom.has("side") and at not in claimed and atom.words not in _LEADING_ONLY:
            for number in _trailing(found, named, at, said, content.reader_words.paired):
                claim(number, at)
            if (spared := _spared(found, named, at)) is not None and atom.kinds["side"] in OPPOSITE:
                said[spared] = {OPPOSITE[atom.kinds["side"]]}
    for number in range(len(named) - 1):
        if _of_owner(found, named, number) and not said[number]:
            said[number] |= said[number + 1]
            _spread_back(found, named, number, said)
    for number, owner in about.side_from.items():
        if not said[number]:
            said[number] |= said[owner]
    for at, atom in enumerate(found):
        if atom.has("side") and at not in claimed and _is_answer(found, at):
            unsaid = [n for n in range(len(named)) if not said[n]]
            for number in [n for n in unsaid if named[n].last < at] or unsaid:
                claim(number, at)
    for at, atom in enumerate(found):
        if atom.has("side") and at not in claimed:
            for number in (*_heads(found, named, at, said), *_left_over(found, named, at, said, about)):
                claim(number, at)
    for number, mention in enumerate(named):
        for other, part in enumerate(named):
            if not said[number] and set(part.name.places) < set(mention.name.places):
                said[number] |= said[other]
    for number, mention in enumerate(named):
        if _says_side_last(found, mention):
            _spread_back(found, named, number, said)
    for at in range(len(found)):
        if at not in claimed and is_said_last(found, named, at, said, about):
            for number in about.asserted:
                claim(number, at)
    by_atoms = {(mention.first, mention.last): number for number, mention in enumerate(named)}
    for number, mention in enumerate(named):
        noun = mention.noun_of and by_atoms.get(mention.noun_of)  # a noun that was said more exactly is gone
        if noun is not None and not said[number]:
            said[number] |= said[noun]
    for at in range(len(found)):
        if at not in claimed and (too := also(found, named, at, said)) is not None:
            said[too].update(OPPOSITE)
            claimed.add(at)
    for at, number, sides_said in said_afterwards(found, named, said, about, claimed):
        said[number] = sides_said
        claimed.add(at)
    for at, number in about.other_ones.items():
        side = found[at].kinds["side"]
        if side != "other":
            said[number] = {side}
        elif len(said[number] & OPPOSITE.keys()) == 1:
            said[number] = {OPPOSITE[next(iter(said[number] & OPPOSITE.keys()))]}
        claimed.add(at)
    out = _doubted(_carried(found, named, said, where, about, content), found, named, about, content)
    left_over = [
        at for at in range(len(found)) if at not in claimed and _wants_owner(found, named, at, out, about)
    ]
    return out, tuple(dict.fromkeys((*left_over, *_lost(found, out, claimed, where, about))))


def _lost(
    found: Sequence[Atom],
    out: Sequence[Sided],
    claimed: set[int],
    where: Sequence[Sequence[int]],
    about: Context,
) -> Iterator[int]:
    """Atoms with a side that no area has, though one without a side could have it."""
    sides = {out[number].side for number in about.asserted if out[number].source != "unsaid"}
    if "both" in sides or not any(out[number].source == "unsaid" for number in about.asserted):
        return
    for at, atom in enumerate(found):
        side = atom.kinds.get("side")
        is_turn = any(a.word.startswith(_TURNS) or "to" in a.words for a in found[max(at - 4, 0) : at])
        is_owned = at > 0 and found[at - 1].word in ("the", "my", "his", "her", "on")
        if is_owned and at not in claimed and side in OPPOSITE and side not in sides and not is_turn:
            yield at


def _wants_owner(
    found: Sequence[Atom], named: Sequence[Mention], at: int, out: Sequence[Sided], about: Context
) -> bool:
    """Whether a side word says where something is and not "right at the top" or "not the left"."""
    if found[at].kinds.get("side") not in OPPOSITE:
        return False
    nearest = max((n for n in about.asserted if named[n].last < at), default=None)
    if nearest is None:
        nearest = min((n for n in about.asserted if at < named[n].first), default=None)
    if nearest is None or out[nearest].source == "said" or out[nearest].side == found[at].kinds["side"]:
        return False  # "left shoulder more than the right"
    after = found[at + 1] if at + 1 < len(found) else None
    is_noun = after is None or after.is_stop or after.word in (*SIDE_NOUNS, "one") or after.is_noun
    before = found[max(at - 3, 0) : at]
    is_aside = any(atom.has("not_before") or {"to", *_ONLY_MORE} & set(atom.words) for atom in before)
    beside = [found[i].kinds.get("side") for i in (at - 1, at + 1) if 0 <= i < len(found)]
    beside_other = any(side not in (None, "both") for side in beside)  # "L>R"
    return is_noun and not is_aside and not beside_other


def _before(found: Sequence[Atom], named: Sequence[Mention], number: int) -> list[int]:
    """Side words right before a mention, such as those of "left and right knee"."""
    start = named[number - 1].last + 1 if number else 0
    out: list[int] = []
    joined = False
    for at in range(named[number].first - 1, start - 1, -1):
        atom = found[at]
        if atom.has("side"):
            if joined and atom.kinds["side"] == found[out[-1]].kinds["side"]:
                break  # "chest pain on the left and left arm ache"
            if out and not joined and out[-1] != at + 1:
                break  # "turning to the left hurts my right ..."
            if len(atom.word) == 1 and at + 1 < len(found) and found[at + 1].is_stop:
                return out
            out.append(at)
            joined = False
        elif out and not joined and (atom.has("join") or atom.word == "/"):
            joined = True
        elif joined or not (atom.has("link", "quality", "pain") or atom.is_position or _is_ordinal(atom)):
            break
    return out


def _is_ordinal(atom: Atom) -> bool:
    """Whether it is a number such as the one in "right 1st web space"."""
    return atom.word[0].isdigit() and atom.word.endswith(("st", "nd", "rd", "th"))


def _trailing(
    found: Sequence[Atom],
    named: Sequence[Mention],
    at: int,
    said: Sequence[set[str]],
    paired: Sequence[str],
) -> list[int]:
    """Mentions that a side word behind them belongs to: the nearest, or all of a list."""
    before = [number for number, mention in enumerate(named) if mention.last < at]
    if not before:
        return []
    nearest = before[-1]
    gap = found[named[nearest].last + 1 : at]
    is_answer = any(atom.word == "yes" for atom in gap)  # "arm? yes, right"
    if any(atom.ends_sentence and not (is_answer and atom.word == "?") for atom in gap):
        return []
    if not all(is_quiet(atom) or (is_answer and atom.word == "?") for atom in gap):
        return []
    following = found[at + 1] if at + 1 < len(found) else None
    if following is not None and following.word == ":":
        return []
    ends = following is None or following.is_stop
    is_end = ends or (following is not None and following.has("pain", "quality"))
    is_whole_list = (
        (following is not None and following.word in SIDE_NOUNS)
        or any("on" in atom.words for atom in gap)
        or (is_end and any("of" in atom.words for atom in gap))  # "thumb and index finger of the right"
        or (ends and at > 0 and found[at - 1].word == ",")
        or (ends and any(atom.has("pain") for atom in gap) and not said[nearest])
        or (len(before) > 1 and _is_slash(found, named[before[-2]], named[nearest]))
        or any({"only", "both", "all"} & set(atom.words) for atom in gap)
        or (ends and not gap)
    )
    if said[nearest] and not (gap and any(atom.has("join") for atom in gap)):
        return []
    out = [nearest]
    if is_whole_list:
        for number in reversed(before[:-1]):
            between = found[named[number].last + 1 : named[out[-1]].first]
            if said[number] or not all(is_quiet(atom) for atom in between):
                break
            if not gap and _is_plural(found, named[number], paired):
                break  # "knees and shoulder right"
            out.append(number)
    return out


def _is_answer(found: Sequence[Atom], at: int) -> bool:
    """Whether a side answers a form: "Which side? Right." or "Side: left"."""
    before = [atom.word for atom in found[max(at - 3, 0) : at] if not atom.has("link") or atom.body]
    after = found[at + 1] if at + 1 < len(found) else None
    is_asked = len(before) > 1 and before[-2] in SIDE_NOUNS and before[-1] in (":", "?", "-")
    is_asked = is_asked or (at > 1 and found[at - 1].word == "?" and found[at - 2].has("side"))
    asked = [atom.word for atom in found[max(at - 5, 0) : at]]
    is_asked = is_asked or ("which" in asked and asked[-1] in (":", "?", "-"))
    return is_asked and (after is None or after.is_stop)


def _is_slash(found: Sequence[Atom], one: Mention, two: Mention) -> bool:
    return [atom.word for atom in found[one.last + 1 : two.first]] == ["/"]


def _spread_back(
    found: Sequence[Atom], named: Sequence[Mention], number: int, said: Sequence[set[str]]
) -> None:
    """Give the side of what owns a list to all of the list: "the palm and fingers of my left hand"."""
    for other in range(number - 1, -1, -1):
        gap = found[named[other].last + 1 : named[other + 1].first]
        if said[other] or not all(
            atom.has("join", "link") or atom.word == "," or (atom.is_noun and not atom.kinds) for atom in gap
        ):
            return
        said[other].update(said[number])


def _says_side_last(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a name ends with what owns it: "hollow of the knee and upper calf of the right leg"."""
    inside = found[mention.first : mention.last + 1]
    at = next((i for i, atom in enumerate(inside) if atom.has("side")), None)
    return at is not None and any("of" in atom.words for atom in inside[:at])


def _heads(found: Sequence[Atom], named: Sequence[Mention], at: int, said: Sequence[set[str]]) -> list[int]:
    """Mentions of a list under a side as its heading: "right: shoulder, elbow"."""
    stop = at + 1
    while stop < len(found) and (found[stop].word in SIDE_NOUNS or found[stop].has("link")):
        stop += 1
    if _is_whole_side(found, at, stop):
        end = next((i for i in range(at, len(found)) if found[i].ends_sentence), len(found))
        return [n for n, mention in enumerate(named) if stop <= mention.first < end and not said[n]]
    if stop >= len(found) or found[stop].word != ":" or (at and not _opens(found, at)):
        return []
    end = next(
        (i for i in range(stop, len(found)) if found[i].ends_sentence or found[i].word == ";"), len(found)
    )
    return [n for n, mention in enumerate(named) if stop < mention.first < end and not said[n]]


def _is_whole_side(found: Sequence[Atom], at: int, stop: int) -> bool:
    """Whether all that follows is on one side: "my whole left side from the neck to the hip"."""
    if not any(atom.word in SIDE_NOUNS for atom in found[at + 1 : stop + 1]):
        return False
    near = {word for atom in found[max(at - 3, 0) : at] for word in atom.words}
    if stop < len(found) and found[stop].word == ",":
        stop += 1
    return bool({"whole", "entire", "all"} & near) or (stop < len(found) and found[stop].word == "from")


def _opens(found: Sequence[Atom], at: int) -> bool:
    before = at - 1
    while before >= 0 and found[before].has("link", "pain"):
        before -= 1
    return before < 0 or found[before].is_stop


def _left_over(
    found: Sequence[Atom], named: Sequence[Mention], at: int, said: Sequence[set[str]], about: Context
) -> list[int]:
    """The one place of a sentence whose side stands apart: "threw out my back lifting a box, on the left"."""
    if found[at].kinds["side"] not in OPPOSITE or not _stands_apart(found, at):
        return []
    first = next((i + 1 for i in range(at, -1, -1) if found[i].ends_sentence), 0)
    here = [n for n, mention in enumerate(named) if first <= mention.first < at and n in about.asserted]
    if not here:
        end = next((i for i in range(at, len(found)) if found[i].ends_sentence), len(found))
        here = [n for n, mention in enumerate(named) if at < mention.first < end and n in about.asserted]
    if any(said[number] for number in here):
        return []
    gaps = [found[named[one].last + 1 : named[two].first] for one, two in pairwise(here)]
    return here if all(is_quiet(atom) for gap in gaps for atom in gap) else []


def _stands_apart(found: Sequence[Atom], at: int) -> bool:
    """Whether a side has no noun of its own and is no direction: "on the left", ", right side"."""
    after = found[at + 1] if at + 1 < len(found) else None
    if after is not None and not (
        after.is_stop or after.word in (*SIDE_NOUNS, "one", "is") or after.has("contrast")
    ):
        return False
    before = at - 1
    while before >= 0 and found[before].has("link", "contrast") and "on" not in found[before].words:
        before -= 1
    if before < 0 or not (found[before].is_stop or "on" in found[before].words):
        return False
    near = found[max(before - 2, 0) : before + 1]
    if found[before].is_stop:
        near = near[-1:]
    return not any(atom.word.startswith(_TURNS) or _ONLY_MORE & set(atom.words) for atom in near)


def _is_compared(found: Sequence[Atom], at: int) -> bool:
    """Whether a side is only set against the other: "both knees, right worse than left"."""
    before = found[at - 1].word if at else ""
    following = (atom for atom in islice(found, at + 1, None) if atom.word not in ("side", "one", "is"))
    rest = list(islice(following, 2))
    after = rest[0].word if rest else ""
    than = any(atom.word == "than" for atom in found[at + 1 : at + 5])
    ones = [atom.word for atom in found[at + 1 : at + 3]]
    if ones in (["one", "mostly"], ["one", "mainly"]):
        return True
    led = [word for atom in found[max(at - 2, 0) : at] for word in atom.words]
    if led[-1:] == ["the"] and led[-2:-1] and led[-2] in _ESPECIALLY and ones[:1] == ["one"]:
        return True  # "my wrists, especially the right one"
    is_last = after in ("worse", "more") and (len(rest) == 1 or rest[1].is_stop)
    return before == "than" or after in ("most", "worst") or (after in _ONLY_MORE and than) or is_last


def _is_well(found: Sequence[Atom], at: int) -> bool:
    """Whether a side without a place is said to be well: "right side clear", "the left is fine"."""
    if found[at].kinds["side"] not in OPPOSITE:
        return False
    here = at + 1
    while here < len(found) and (found[here].word in (*SIDE_NOUNS, "is", "one", "was", "all", "now")):
        here += 1
    after = found[here + 1] if here + 1 < len(found) else None
    ends = after is None or after.is_stop or after.has("contrast", "join", "fixed")
    return here < len(found) and found[here].has("not_after") and not found[here].body and ends


def _is_followed_by_side(found: Sequence[Atom], at: int) -> bool:
    """Whether "both" only sums up places: "neck and shoulder, both on the left"."""
    if found[at].words != ("both",):
        return False
    rest = next((atom for atom in found[at + 1 :] if not atom.has("link")), None)
    return rest is not None and rest.has("side")


def _of_owner(found: Sequence[Atom], named: Sequence[Mention], number: int) -> bool:
    """Whether the next mention only owns this one: "the fingers of my left hand"."""
    if number + 1 >= len(named):
        return False
    gap = found[named[number].last + 1 : named[number + 1].first]
    return bool(gap) and gap[0].word == "of" and all(atom.has("link", "side") for atom in gap)


def _spared(found: Sequence[Atom], named: Sequence[Mention], at: int) -> int | None:
    """The mention that a denied side without a noun belongs to: "both hips, but not the left"."""
    number = max((n for n, mention in enumerate(named) if mention.last < at), default=None)
    if number is None:
        return None
    gap = found[named[number].last + 1 : at]
    denied = any(atom.has("not_before") for atom in gap)
    return number if denied and all(is_quiet(a) or a.has("not_before", "contrast") for a in gap) else None


def _carried(
    found: Sequence[Atom],
    named: Sequence[Mention],
    said: Sequence[set[str]],
    where: Sequence[Sequence[int]],
    about: Context,
    content: Content,
) -> list[Sided]:
    data = content.reader_words
    last: AreaSide | None = None
    out: list[Sided] = []
    for number, mention in enumerate(named):
        words = said[number] - {"one"}
        atoms = tuple(where[number])
        if words == {"other"}:
            out.append(Sided(OPPOSITE[last], "said", atoms) if last else Sided("both", "unsaid", atoms))
        elif words & {"both"} or {"right", "left"} <= words:
            out.append(Sided("both", "said", atoms))
        elif words & {"right", "left"}:
            last = "right" if "right" in words else "left"
            out.append(Sided(last, "said", atoms))
        elif _is_plural(found, mention, data.paired):
            out.append(Sided("both", "said"))
        elif last and number in about.asserted and _takes_over(number, mention, about, content):
            out.append(Sided(last, "carried"))
        else:
            out.append(Sided())
    return out


def _doubted(
    sides: Sequence[Sided],
    found: Sequence[Atom],
    named: Sequence[Mention],
    about: Context,
    content: Content,
) -> list[Sided]:
    """Mark the sides that were said once for places of different parts of the body.

    Such as "left knee and elbow" or "jaw and hip on the left": both places, or one of them.
    """
    out = list(sides)
    for number, side in enumerate(sides):
        if number not in about.asserted or number in about.spread_to or side.side not in OPPOSITE:
            continue
        owner: int | None = None
        if side.source == "carried":
            owner = max((n for n in range(number) if sides[n].source == "said"), default=None)
        elif shared := [at for at in side.atoms if at > named[number].last]:
            owner = max(
                (n for n in range(number + 1, len(named)) if shared[-1] in sides[n].atoms), default=None
            )
        if owner is None or _is_one_part(named[number], named[owner], content):
            continue
        at = _says_side(found, named[owner], sides[owner])
        between = found[min(at, named[number].last) : max(at, named[number].first) + 1]
        if not any(_FOR_ALL & set(atom.words) for atom in between):
            out[number] = replace(side, doubt=at)
    return out


def _says_side(found: Sequence[Atom], mention: Mention, side: Sided) -> int:
    """The atom that says the side of a mention; the mention itself where none does."""
    inside = [at for at in range(mention.first, mention.last + 1) if found[at].has("side")]
    return next(iter((*inside, *side.atoms)), mention.first)


def _is_one_part(one: Mention, other: Mention, content: Content) -> bool:
    regions = {content.places[mention.name.places[0]].region for mention in (one, other)}
    return any(regions <= part for part in _PARTS)


def _takes_over(number: int, mention: Mention, about: Context, content: Content) -> bool:
    places = [content.places[place] for place in mention.name.places]
    if all(place.side == "midline" for place in places):
        return False
    return number in about.spread_to or places[0].id not in content.reader_words.axial


def _is_plural(found: Sequence[Atom], mention: Mention, paired: Sequence[str]) -> bool:
    return any(atom.is_noun and atom.words[-1] in paired for atom in found[mention.first : mention.last + 1])

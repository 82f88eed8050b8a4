"""A sentence as atoms: the phrases of the vocabulary that it is made of, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.tokens import Token, tokens
from triggerpoints.referral.reader.vocabulary import is_body, is_side_filler, parted, singular

if TYPE_CHECKING:
    from collections.abc import Mapping

    from triggerpoints.referral.reader.vocabulary import Entry, Kind, Vocabulary

_NOTHING: Mapping[Kind, str] = MappingProxyType({})
_LINK: Mapping[Kind, str] = MappingProxyType({"link": ""})
_JOIN: Mapping[Kind, str] = MappingProxyType({"join": ""})
_BESIDE: Mapping[Kind, str] = MappingProxyType({"position": "beside"})
_MIDDLES = frozenset({("breastbone",), ("spine",), ("navel",)})
_POSITION: Mapping[Kind, str] = MappingProxyType({"position": "sideof", "link": ""})
_SIDE = "side"
_DIGITS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        noun: MappingProxyType(dict(pair.split("=") for pair in pairs.split()))
        for noun, pairs in {
            "finger": "index=index pointer=index first=index 2nd=index middle=middle long=middle "
            "second=middle 3rd=middle third=middle ring=ring fourth=ring 4th=ring little=little "
            "small=little fifth=little 5th=little",
            "toe": "big=big great=big first=big 1st=big second=second 2nd=second third=third 3rd=third "
            "fourth=fourth 4th=fourth little=little small=little fifth=little 5th=little",
        }.items()
    }
)
"""Words before "finger" and "toe", and the name that they make with it."""
_NUMBERS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "finger": MappingProxyType(
            {
                "1": ("thumb",), "2": ("index", "finger"), "3": ("middle", "finger"),
                "4": ("ring", "finger"), "5": ("little", "finger"),
            }
        ),
        "toe": MappingProxyType(
            {
                "1": ("big", "toe"), "2": ("second", "toe"), "3": ("third", "toe"),
                "4": ("fourth", "toe"), "5": ("little", "toe"),
            }
        ),
    }
)  # fmt: skip
"""Fingers and toes by number, the thumb first."""
_REMAINS = frozenset({"only", "just", "all"})
_MEASURES = frozenset({("finger",), ("hand",), ("thumb",)})
_COUNTS = frozenset({"a", "one", "two", "three", "four", "few", "couple"})
_WIDTHS = frozenset({"width", "widths", "wide", "breadth", "breadths"})
_AWAY = frozenset({("below",), ("above",), ("beside",)})
_SAME = frozenset({("arm",), ("leg",), ("hand",), ("foot",)})
_AFTER_FINGER: tuple[Kind, ...] = ("join", "pain", "quality", "link", "spread", "fixed", "starts")
_BARE_FINGERS = frozenset({"index", "middle", "ring"})
_IN_NUMBERS = frozenset({",", "-", "–", "/", "+", "to", "number", "numbers", "no", "nr"})
_SENTENCE_ENDS = frozenset(".!?")


@dataclass(frozen=True)
class Atom:
    """A stop, a number, an unknown word, or a phrase that is known.

    Attributes
    ----------
    words : tuple of str
    start, end : int
        Span in the text.
    kinds : Mapping
        All that the phrase may be; empty for what is unknown.
    body : tuple of str
        Body and position words it stands for.
    """

    words: tuple[str, ...]
    start: int
    end: int
    kinds: Mapping[Kind, str] = field(default_factory=lambda: _NOTHING)
    body: tuple[str, ...] = ()

    def has(self, *kinds: Kind) -> bool:
        """Whether it may be one of these."""
        return bool(self.kinds) and not self.kinds.keys().isdisjoint(kinds)

    @property
    def word(self) -> str:
        """Its first word."""
        return self.words[0]

    @cached_property
    def is_stop(self) -> bool:
        """Whether it is punctuation."""
        return not self.word[0].isalnum() and self.word != "&"

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends here."""
        return self.word in _SENTENCE_ENDS

    @property
    def is_position(self) -> bool:
        """Whether it is a position word."""
        return "position" in self.kinds and bool(self.body)

    @property
    def is_noun(self) -> bool:
        """Whether it names a part of the body."""
        return bool(self.body) and not self.is_position

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known about it."""
        return not (self.kinds or self.body or self.is_stop or self.word[0].isdigit() or len(self.word) == 1)


def atoms(text: str, known: Vocabulary) -> list[Atom]:
    """Cut a text into atoms."""
    found: list[Atom] = []
    pieces = [half for piece in tokens(text) for half in _halves(piece, known)]
    words = [_spelled(piece, known) for piece in pieces]
    for at in range(1, len(words) - 1):
        is_noun_before, is_noun_after = (is_body(words[i], known) for i in (at - 1, at + 1))
        is_are = text[pieces[at].start : pieces[at].end] == "r" and is_noun_before
        if is_are and not (is_noun_after or pieces[at + 1].is_stop):
            words[at] = "are"  # "my neck n shoulders r so tight"
    for at, word in enumerate(words[:-1]):
        is_and = words[at + 1][0] not in "aeiouh0123456789" or (
            words[at + 1][0] == "h" and is_body(words[at + 1], known)
        )
        if word == "an" and at and is_and:
            words[at] = "and"  # "my knee an my hip"
        if word == "lat" and is_body(words[at + 1], known) and words[at + 1] != "muscle":
            words[at] = "lateral"
    at = 0
    while at < len(pieces):
        entry = _longest(words, at, known)
        count = len(entry.words) if entry else 1
        if entry and count > 2 and "side" in entry.kinds and entry.words[-1] == _SIDE:
            count -= 1  # "left hand" first, so that "side of" is read as after "left"
        span = pieces[at].start, pieces[at + count - 1].end
        found.append(_atom(tuple(words[at : at + count]), span, entry, known, found))
        at += count
    found = _without_same(_without_measures(_without_rest(_without_over(found))))
    return _with_numbers(text, _with_bare_fingers(_with_shared_ends(_with_ones(found), known)))


def _halves(piece: Token, known: Vocabulary) -> tuple[Token, ...]:
    """A token, the two words that were typed as one, or those that it is short for."""
    if piece.word in known.short:
        return tuple(Token(word, piece.start, piece.end) for word in known.short[piece.word])
    if piece.end - piece.start != len(piece.word) or (at := parted(piece.word, known)) is None:
        return (piece,)
    middle = piece.start + at
    return Token(piece.word[:at], piece.start, middle), Token(piece.word[at:], middle, piece.end)


def _with_shared_ends(found: list[Atom], known: Vocabulary) -> list[Atom]:
    """Give every finger and toe of a list its noun: "index, middle and ring fingers" are three fingers."""
    for at, atom in enumerate(found):
        ends = [end for end in _DIGITS if atom.body[-1:] == (end,) and len(atom.body) == 2]
        if not ends:
            continue
        listed: list[int] = []
        here = at - 1
        joined = False
        while here >= 0:
            before = found[here]
            if before.has("join") or before.word in (",", "/"):
                joined = True
            elif joined and len(before.words) == 1 and before.word in _DIGITS[ends[0]]:
                listed.append(here)
                joined = False
            elif not before.has("link"):
                break
            here -= 1
        pair = (*(w for i in listed for w in (_DIGITS[ends[0]][found[i].word], "and")), *atom.body)
        if len(listed) == 1 and pair in known.sequences:
            continue
        for index in listed:
            body = (_DIGITS[ends[0]][found[index].word], ends[0])
            found[index] = replace(found[index], kinds=_NOTHING, body=body)
    return found


def _with_bare_fingers(found: Sequence[Atom]) -> list[Atom]:
    """Give fingers that are named after another one their noun: "thumb, index and middle"."""
    out = list(found)
    for at, atom in enumerate(found):
        name = _DIGITS["finger"].get(atom.word)
        if name is None or len(atom.words) > 1 or atom.word not in _BARE_FINGERS:
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        is_joined = at > 1 and (found[at - 1].has("join") or found[at - 1].word in (",", "/"))
        before = out[at - 2].body[-1:] if is_joined else ()
        is_alone = after is None or after.is_stop or after.has(*_AFTER_FINGER)
        is_middle_of = atom.word == "middle" and after is not None and after.word == "of"
        has_noun_after = any(other.body[-1:] == ("finger",) for other in found[at + 1 : at + 3])
        if has_noun_after:
            continue  # "index and middle finger"
        is_listed = before in (("finger",), ("thumb",)) and is_alone and not is_middle_of
        if is_listed or (is_alone and atom.word == "index" and _names_hand(found)):
            out[at] = replace(atom, kinds=_NOTHING, body=(name, "finger"))
    return out


def _names_hand(found: Sequence[Atom]) -> bool:
    return any(atom.body[-1:] in (("finger",), ("thumb",), ("hand",)) for atom in found)


def _with_ones(found: Sequence[Atom]) -> list[Atom]:
    """Take "my finger, the middle one" as the middle finger."""
    out = list(found)
    for at in range(2, len(found)):
        if found[at].word != "one" or found[at - 2].word != "the":
            continue
        noun = next((i for i in range(at - 3, max(at - 10, -1), -1) if found[i].is_noun), None)
        if noun is None or any(found[i].has("contrast", "not_before") for i in range(noun, at)):
            continue  # "all fingers but the little one"
        if found[noun].body in (("finger",), ("toe",)):
            which = _DIGITS[found[noun].body[0]].get(found[at - 1].word)
            if which:
                out[noun] = replace(found[noun], body=(which, found[noun].body[0]))
                for i in (at - 1, at):
                    out[i] = replace(found[i], kinds=_LINK, body=())
    return out


def _without_over(found: Sequence[Atom]) -> list[Atom]:
    """Take "over the front of the knee" as on its front, and "left of the spine" as beside it."""
    out = list(found)
    for at, atom in enumerate(found):
        if at and atom.word == "of" and found[at - 1].has("side") and len(found[at - 1].words) == 1:
            noun = next((other for other in found[at + 1 :] if other.body or not other.has("link")), None)
            if noun is not None and noun.body in _MIDDLES:
                out[at] = replace(atom, kinds=_BESIDE, body=("beside",))
        if atom.words != ("over",):
            continue
        after = next(
            (other for other in found[at + 1 :] if not other.has("link", "side") or other.body), None
        )
        is_on = at > 0 and found[at - 1].has("pain", "quality") and after is not None
        is_elsewhere = after is not None and (
            after.is_position or (is_on and after.body not in (("eye",), ("ear",), ("eyebrow",)))
        )
        if is_elsewhere:
            out[at] = replace(atom, kinds=_LINK, body=())
    return out


def _without_rest(found: Sequence[Atom]) -> list[Atom]:
    """Take "only the ankle is left" as what remains, not as a side."""
    out = list(found)
    for at, atom in enumerate(found):
        if atom.words != ("left",) or not at or found[at - 1].word not in ("is", "are"):
            continue
        first = next((i + 1 for i in range(at, -1, -1) if found[i].is_stop), 0)
        if any(_REMAINS & set(before.words) for before in found[first:at]):
            out[at] = replace(atom, kinds=_LINK)
    return out


def _without_measures(found: Sequence[Atom]) -> list[Atom]:
    """Take "two fingers below the navel" as below it, without a finger."""
    out = list(found)
    for at, atom in enumerate(found):
        if at == 0 or atom.body not in _MEASURES or not _counts(found[at - 1]):
            continue
        here = at + 1
        while here < len(found) and found[here].word in _WIDTHS:
            here += 1
        noun = next((other.body for other in found[here:] if other.is_noun), ())
        is_from = here < len(found) and found[here].word == "from" and noun not in _SAME
        if is_from or (here < len(found) and found[here].body in _AWAY):
            for index in range(at, here):
                out[index] = replace(found[index], kinds=_LINK, body=())
    return out


def _counts(atom: Atom) -> bool:
    return atom.word.isdigit() or atom.word in _COUNTS


def _without_same(found: Sequence[Atom]) -> list[Atom]:
    """Take "outer elbow and wrist, same arm" as said of the elbow's side, not as the whole arm."""
    out = list(found)
    has_place = False
    for at, atom in enumerate(found):
        before = [word for other in found[max(at - 3, 0) : at] for word in other.words]
        after = found[at + 1] if at + 1 < len(found) else None
        is_last = after is None or after.is_stop or after.has("join", "contrast")
        is_same = has_place and before[-1:] == ["same"] and not {"of", "and", "&"} & set(before)
        if is_same and is_last and atom.body in _SAME:
            out[at] = replace(atom, kinds=_LINK, body=())
        has_place = has_place or atom.is_noun
    return out


def _with_numbers(text: str, found: Sequence[Atom]) -> list[Atom]:
    """Take "fingers 4 + 5" as the ring finger and the little finger, "toes 2-4" as three toes."""
    out: list[Atom] = []
    at = 0
    while at < len(found):
        atom = found[at]
        numbers: list[tuple[int, int]] = []
        here = at + 1
        if atom.body in (("finger",), ("toe",)):
            while here < len(found):
                word = found[here].word
                if word in _NUMBERS[atom.body[0]]:
                    numbers.append((int(word), here))
                elif not (found[here].has("join") or word in _IN_NUMBERS):
                    break
                here += 1
            here = numbers[-1][1] + 1 if numbers else at + 1
        is_count = here < len(found) and found[here].has("unit", "count") and found[here].word != "of"
        if not numbers or is_count:
            out.append(atom)
            at += 1
            continue
        names = _NUMBERS[atom.body[0]]
        for (before, last), (number, index) in pairwise([(0, at), *numbers]):
            between = text[found[last].end : found[index].start].strip()
            is_range = bool(before) and between in ("-", "–", "to", "‑")
            for each in range(before + 1 if is_range else number, number + 1):
                out.append(replace(found[index], kinds=_NOTHING, body=names[str(each)]))
                out.append(replace(found[index], words=("and",), kinds=_JOIN, body=()))
        out.pop()
        at = here
    return out


def _spelled(piece: Token, known: Vocabulary) -> str:
    word = piece.word
    if piece.is_stop or word in known.known or singular(word) in known.known - known.short.keys():
        return word
    if word.endswith("in") and f"{word}g" in known.known:
        return f"{word}g"  # "feelin", "goin"
    return known.mended(word) or word


def _longest(words: Sequence[str], at: int, known: Vocabulary) -> Entry | None:
    for first in dict.fromkeys((words[at], singular(words[at]))):
        for entry in known.entries.get(first, ()):
            rest = words[at + 1 : at + len(entry.words)]
            if len(rest) == len(entry.words) - 1 and all(
                word == wanted or singular(word) == wanted
                for word, wanted in zip(rest, entry.words[1:], strict=True)
            ):
                return entry
    return None


def _atom(
    words: tuple[str, ...],
    span: tuple[int, int],
    entry: Entry | None,
    known: Vocabulary,
    before: Sequence[Atom],
) -> Atom:
    if entry is None:
        body = "" if words[0].isdigit() else singular(words[0])
        return Atom(words, *span, _NOTHING, (body,) if body in known.body else ())
    if "same" in entry.kinds:
        return Atom(words, *span, entry.kinds, tuple(entry.kinds["same"].split()))
    if "position" in entry.kinds:
        last = before[-1] if before else None
        if words[0] in ("side", "sides") and last:
            if last.has("side"):
                return Atom(words, *span, _POSITION, ("sideof",))
            if last.body and is_side_filler(last.body[-1]):
                return Atom(words, *span, _LINK)
        return Atom(words, *span, entry.kinds, (entry.kinds["position"],))
    if len(words) == 1 and not entry.kinds.keys() & {"link", "pain", "join", "side", "spread"}:
        body = singular(words[0])
        return Atom(words, *span, entry.kinds, (body,) if body in known.body else ())
    return Atom(words, *span, entry.kinds, ())

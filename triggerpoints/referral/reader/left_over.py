"""What no reading used and stays visible: unknown places, positions without a place, unknown predicates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.vocabulary import VAGUE

if TYPE_CHECKING:
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.vocabulary import Vocabulary

OBJECTS = frozenset({"it", "me", "this", "that"})
_SEEMS = frozenset({"feel", "feels", "felt", "feeling", "is", "its", "it", "almost", "just"})
VAGUE_WORDS = frozenset({"along", "near", "close", "alongside", "around", "beside", "next", "by"})
_NO_PLACE_ENDINGS = ("ly", "less", "ing", "ed", "tion", "ful", "ous", "able", "ible", "ness")
_WORKERS = ("er", "ist", "ess", "ian", "man", "woman")
_BETWEEN = frozenset({",", "-", "(", "towards", "toward"})
_VOWELS = frozenset("aeiouy")
_OWNED = frozenset({"my", "his", "her", "your", "in", "at"})
_PLACE_SLOT = frozenset({"my", "in", "on", "at", "of", "the", "his", "her", "your", "their", "our"})


def unread(
    found: Sequence[Atom], at_mention: Mapping[int, int], used: set[int], known: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Atoms that say a place and were not used, and unknown ones that stand where a place stands."""
    at = 0
    while at < len(found):
        if at in at_mention or at in used:
            at += 1
        elif _is_left_over(found, at_mention, at, known):
            yield at, at
            at += 1
        elif _is_no_name(found[at]):
            last = at
            while (
                last + 1 < len(found)
                and _is_no_name(found[last + 1])
                and last + 1 not in used
                and last + 1 not in at_mention
                and not _is_left_over(found, at_mention, last + 1, known)
            ):
                last += 1
            if _may_be_place(found, at_mention, at, last) and not _is_done_with(found, at):
                yield at, last
            at = last + 1
        else:
            at += 1


def _is_left_over(found: Sequence[Atom], at_mention: Mapping[int, int], at: int, known: Vocabulary) -> bool:
    """Whether an atom that no reading used names a place, nearly names one, or says where on it."""
    atom = found[at]
    if atom.is_unknown:
        if [a.word for a in found[at + 1 : at + 2]] == ["of"] and _stands_before(found, at_mention, at):
            return not atom.word.endswith(_NO_PLACE_ENDINGS)  # "the piont of my elbow"
        return known.is_near_body(atom.word)
    if set(atom.kinds) == {"ordinary"} and len(atom.words) == 1:
        return _is_slot(found, at) and bool(known.sounding(atom.word))
    if atom.is_noun and not atom.kinds and [a.word for a in found[at + 1 : at + 2]] == ["of"]:
        return _stands_before(found, at_mention, at)  # "the tips of my shoulders"
    if atom.is_position:
        if atom.body[0] in VAGUE or atom.word in (*VAGUE_WORDS, "over"):
            return False
        is_lost = at + 1 < len(found) and not found[at].has("link") and _is_lost_noun(found, at_mention, at)
        return is_lost or _stands_before(found, at_mention, at) or _stands_after(found, at_mention, at)
    follows = found[at + 1].word if at + 1 < len(found) else ""
    is_name = atom.is_noun and not set(atom.kinds) - {"same"} and known.names(atom.body)
    return is_name and follows != "side"


def _is_lost_noun(found: Sequence[Atom], at_mention: Mapping[int, int], at: int) -> bool:
    """Whether a part of the body that is no place follows a position: "under the bump"."""
    here = at + 1
    while here < len(found) and found[here].has("link", "side") and not found[here].body:
        here += 1
    is_noun = here < len(found) and found[here].is_noun and set(found[here].kinds) == {"same"}
    return is_noun and here not in at_mention


def _is_slot(found: Sequence[Atom], at: int) -> bool:
    """Whether what hurts stands here: "my tow hurts", "a sore tow"."""
    after = next((atom for atom in found[at + 1 :] if not atom.has("link")), None)
    if at and found[at - 1].has("quality") and (after is None or is_wall(after) or after.has("side")):
        return True
    is_owned = at == 0 or found[at - 1].word in ("my", "his", "her") or found[at - 1].is_stop
    return is_owned and after is not None and after.has("pain", "quality")


def _is_no_name(atom: Atom) -> bool:
    """Whether it is unknown, or a word of the body that makes no name here."""
    return atom.is_unknown or (atom.is_noun and not atom.kinds)


def _is_done_with(found: Sequence[Atom], at: int) -> bool:
    """Whether an unknown word only says what was done or what it is like: "fell on the ice", "like a hat"."""
    if found[at - 1].word in ("my", "his", "her", "your"):
        return False
    part = []
    for atom in reversed(found[:at]):
        if is_wall(atom):
            break
        part.append(atom)
    return any(atom.has("doing") or atom.word == "like" for atom in part)


def _stands_before(found: Sequence[Atom], at_mention: Mapping[int, int], at: int) -> bool:
    """Whether a position word that no name took stands right before a place."""
    for here in range(at + 1, len(found)):
        if here in at_mention:
            return True
        if not found[here].has("link", "side"):
            return False
    return False


def _stands_after(found: Sequence[Atom], at_mention: Mapping[int, int], at: int) -> bool:
    """Whether a position word follows a place and says more of it: "my knee hurts, mainly low down"."""
    after = found[at + 1] if at + 1 < len(found) else None
    if found[at].word == "side" or (after is not None and after.word in (*OBJECTS, "them", *VAGUE_WORDS)):
        return False
    for here in range(at - 1, -1, -1):
        if here in at_mention:
            return True
        is_between = found[here].has("link", "pain", "quality", "side") or found[here].word in _BETWEEN
        if not is_between:
            return False
    return False


def _may_be_place(found: Sequence[Atom], at_mention: Mapping[int, int], first: int, last: int) -> bool:
    """Whether unknown words stand where a place would, in a part of the sentence that names none."""
    before = found[first - 1] if first else None
    after = found[last + 1] if last + 1 < len(found) else None
    opens = (
        before is None
        or is_wall(before)
        or before.is_position
        or before.has("side", "pain", "quality", "not_before")
        or bool(_PLACE_SLOT & set(before.words))
    )
    closes = (
        after is None
        or is_wall(after)
        or after.word in ("too", "itself")
        or after.has("pain", "quality", "side", "starts", "fixed", "count", "link")
    )
    if not (opens and closes) or _is_no_noun(found, first, last):
        return False
    if not at_mention:
        return True
    if not _is_strong(before, after):
        return False
    left = first
    while left and not is_wall(found[left - 1]):
        left -= 1
    right = last
    while right + 1 < len(found) and not is_wall(found[right + 1]):
        right += 1
    return not any(index in at_mention for index in range(left, right + 1))


def _is_no_noun(found: Sequence[Atom], first: int, last: int) -> bool:
    """Whether unknown words are no place by their form: "loosely", "teacher phoned", "hmm"."""
    ends = found[last].word.endswith(_NO_PLACE_ENDINGS if first == last else "ed")
    after = found[last + 1] if last + 1 < len(found) else None
    is_apart = first == 0 or (after is not None and after.word in ":),")
    if first == last and is_apart and found[first].word.endswith(_WORKERS):
        return True  # "hairdresser: right shoulder", "guitarist with a sore palm", "daughter (11, swimmer)"
    return ends or (first == last and not set(found[first].word) & _VOWELS)


def _is_strong(before: Atom | None, after: Atom | None) -> bool:
    """Whether what hurts stands here, though other places are known: alone, owned, or beside pain."""
    is_alone = (before is None or is_wall(before)) and (after is None or is_wall(after))
    is_owned = before is not None and bool(_OWNED & set(before.words))
    hurts = [atom for atom in (before, after) if atom is not None and atom.has("pain", "quality")]
    is_sided = before is not None and (before.has("side") or before.is_position)
    return is_alone or is_owned or is_sided or bool(hurts)


def is_wall(atom: Atom) -> bool:
    """Whether one part of a sentence ends and another begins."""
    return atom.is_stop or atom.has("join", "contrast") or (atom.has("spread") and not atom.has("quality"))


def is_simile(found: Sequence[Atom], at: int) -> bool:
    """Whether what is done only says what the pain is like: "as if somebody stands on my chest"."""
    for here in range(at - 1, max(at - 8, -1), -1):
        if found[here].is_stop:
            return False
        if found[here].word == "like" or {"as", "if"} <= {*found[here].words, *found[here - 1].words}:
            return any(found[i].word in _SEEMS for i in range(max(here - 3, 0), here))
    return False


def is_ache(found: Sequence[Atom], mention: Mention) -> bool:
    """Whether a mention is the pain itself: "headache around my forehead" is about the forehead."""
    return found[mention.last].words[-1].endswith(("ache", "aches", "migraine", "migraines", "headpain"))

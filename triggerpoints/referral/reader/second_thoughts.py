"""Places before a correction or before "now": marked, but not sure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.mentions import Mention
    from triggerpoints.referral.reader.sides import Sided

_HESITATES = frozenset(
    {
        "sorry", "wait", "actually", "edit", "hmm", "hm", "rather", "oops", "mistake", "typo", "scratch",
        "mean", "meant", "correction",
    }
)  # fmt: skip
_OR = frozenset({"or", "well", "maybe", "no", "perhaps"})
_TOO = frozenset({"too", "also", "both", "and", "&", "plus", "still", "well", "aswell", "again"})
_LISTS = frozenset({"and", "&", "plus"})
_NOW = frozenset({"now", "nowadays", "today", "currently", "lately"})
_FORMERLY = frozenset(
    {
        "was", "were", "used", "had", "first", "old", "previous", "previously", "initially",
        "originally", "former", "formerly", "yesterday", "monday", "healed", "ago", "before", "hurt",
        "tore", "broke", "year", "month",
    }
)  # fmt: skip
_HISTORY = frozenset({"old", "previous", "prior", "past", "former", "hx", "remote", "healed"})
_HARMS = frozenset(
    {
        "fx", "fracture", "fractured", "break", "sprain", "surgery", "op", "operation", "dislocation",
        "tear", "strain", "injury", "replacement", "repair",
    }
)  # fmt: skip


def second_thoughts(
    found: Sequence[Atom], named: Sequence[Mention], asserted: Sequence[int], sides: Sequence[Sided]
) -> Iterator[int]:
    """Mentions that the writer may have taken back, or that hurt once, beside others that do hurt."""
    for one, two in pairwise(asserted):
        if _is_same_area(named, sides, one, two):
            continue
        gap = found[named[one].last + 1 : named[two].first]
        words = [word for atom in gap for word in atom.words]
        after = {word for atom in found[named[two].last + 1 : named[two].last + 4] for word in atom.words}
        if words == ["no"]:
            yield one  # "index finger no middle finger"
        elif not _TOO & {*words, *(after - _LISTS)} and (
            _is_mended(gap, words) or _is_former(words, gap, _around(found, named, one))
        ):
            yield one
    for n in asserted if len(asserted) > 1 else ():
        near = {word for atom in found[max(named[n].first - 4, 0) : named[n].first] for word in atom.words}
        if _HISTORY & near and _HARMS & near:
            yield n  # "old fx R clavicle"


def _is_mended(gap: Sequence[Atom], words: Sequence[str]) -> bool:
    """Whether words between two places say that the second one is meant: ", hmm, more the arch"."""
    is_more = any(pair in (("more", "the"), ("more", "like")) for pair in pairwise(words))
    is_apart = any(atom.is_stop for atom in gap) or bool(_OR & set(words))
    return bool(_HESITATES & set(words)) or (is_more and is_apart)


def _is_former(words: Sequence[str], gap: Sequence[Atom], around: set[str]) -> bool:
    """Whether the first of two places is told as of before, and "now" leads to the second one."""
    is_now = bool(_NOW & set(words)) and not any(atom.has("spread") for atom in gap)
    return is_now and bool(_FORMERLY & around)


def _is_same_area(named: Sequence[Mention], sides: Sequence[Sided], one: int, two: int) -> bool:
    return named[one].name.places == named[two].name.places and sides[one].side == sides[two].side


def _around(found: Sequence[Atom], named: Sequence[Mention], n: int) -> set[str]:
    """Words from the place before up to the next stop."""
    start = named[n - 1].last + 1 if n else 0
    end = next((at for at in range(named[n].last + 1, len(found)) if found[at].is_stop), len(found))
    return {word for atom in found[start:end] for word in atom.words}

"""Atoms that mean something else beside their neighbours: "the blades", "left, sorry right"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from triggerpoints.referral.reader.tokens import ASPECTS

if TYPE_CHECKING:
    from triggerpoints.referral.reader.atoms import Atom
    from triggerpoints.referral.reader.vocabulary import Kind

_NOTHING: Mapping[Kind, str] = MappingProxyType({})
_LINK: Mapping[Kind, str] = MappingProxyType({"link": ""})
_JOIN: Mapping[Kind, str] = MappingProxyType({"join": ""})
_POSITION: Mapping[Kind, str] = MappingProxyType({"position": ""})
_BACK: Mapping[Kind, str] = MappingProxyType({"position": "back"})
_OWNERS = frozenset({"my", "his", "her", "our", "your"})
_OPPOSITE = {"left": "right", "right": "left"}

_BLADES = frozenset({"blade", "blades"})
_BEFORE_BLADES = frozenset({"my", "both", "wing"})
_SURGERY = frozenset(
    {
        "replacement", "surgery", "op", "operation", "repair", "injury", "fusion", "reconstruction",
        "arthroscopy", "fracture", "injection", "block", "resection", "release",
    }
)  # fmt: skip
"""Beside these "post" is "after"."""
_DIGITS = frozenset({("finger",), ("toe",)})
_HOW_MANY = MappingProxyType({"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4})
_IN_ORDER: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "finger": (
            ("thumb",),
            ("index", "finger"),
            ("middle", "finger"),
            ("ring", "finger"),
            ("little", "finger"),
        ),
        "toe": (("big", "toe"), ("second", "toe"), ("third", "toe"), ("fourth", "toe"), ("little", "toe")),
    }
)
_FROM_END = MappingProxyType(
    {
        "last": frozenset({"finger", "toe"}), "outer": frozenset({"toe"}), "outside": frozenset({"toe"}),
        "ulnar": frozenset({"finger"}), "smallest": frozenset({"finger", "toe"}),
        "small": frozenset({"finger", "toe"}), "little": frozenset({"finger", "toe"}),
    }
)  # fmt: skip
_FROM_START = MappingProxyType(
    {"first": frozenset({"toe"}), "inner": frozenset({"toe"}), "radial": frozenset({"finger"})}
)
COUNTED = ("counted",)
_UNCLEAR = frozenset({"first", "outer", "outside", "middle", "inner", "inside"})
"""Which fingers "the first three" are depends on whether the thumb is counted."""
_MEANT_BEFORE_TO = frozenset(
    {
        "is", "was", "have", "had", "has", "need", "needs", "needed", "want", "wanted", "try", "tried",
        "trying", "going", "able", "how", "meant", "job", "supposed", "not", "forced", "let",
    }
)  # fmt: skip
_DONE_WITH = frozenset(
    {
        "shoulder", "head", "hand", "elbow", "back", "face", "foot", "eye", "stomach", "palm", "nose",
        "toe", "neck",
    }
)  # fmt: skip
"""Parts of the body that are verbs too: "to shoulder heavy loads", "to face my boss"."""
_WAYS = frozenset({"down", "up", "through", "across", "along", "round", "around"})
_THERE = (["in", "the", "middle"], ["in", "the", "centre"], ["in", "the", "center"], ["in", "the", "crease"])
_AT = frozenset({"at", "in", "where", "inside", "within"})
_PAIN_AS_NOUN = frozenset({"pain", "pains", "ache", "discomfort", "soreness"})
_OWNS = frozenset({"my", "the", "his", "her", "on", "to", "of"})
HANDED = ("handed",)
_SKILLED = frozenset(
    {
        "dominant", "throwing", "pitching", "serving", "bowling", "racket", "racquet", "writing",
        "kicking", "batting", "strong", "main", "stronger",
    }
)  # fmt: skip
"""Beside these a limb says what somebody is better with, not what hurts."""
_SKILLED_LIMBS = frozenset({("arm",), ("hand",), ("leg",), ("foot",)})
_WHO = frozenset({"i", "we", "they", "who", "cannot", "can", "could"})
_WHAT = frozenset({"the", "a", "an", "most", "all", "heavy", "this", "that", "my", "up", "out"})
WRONG = frozenset(
    {
        "sorry", "wait", "oops", "whoops", "ooops", "actually", "rather", "mean", "meant", "scratch",
        "correction", "make", "mistake",
    }
)  # fmt: skip
_WEAKLY = frozenset(
    {
        "no", "er", "erm", "uh", "um", "hang", "on", "hold", "i", "that", "or", "well", "oh", "the",
        "my", "its", "it", "is", "bad",
    }
)  # fmt: skip
_TOO = frozenset({"too", "also", "well", "aswell", "pain", "sided", "both"})


def recast(found: Sequence[Atom]) -> list[Atom]:
    """Atoms with another meaning where their neighbours give them one."""
    out = list(found)
    for turn in (
        _backs,
        _blades,
        _behind,
        _aspects,
        _toes,
        _counted,
        _verbs,
        _handed,
        _all_the_way,
        _mended_sides,
    ):
        turn(out)
    return out


def corrected_at(found: Sequence[Atom], at: int) -> int | None:
    """The first atom of the words of a correction that end right before an atom: ", oops, my", "no wait".

    Parameters
    ----------
    found : sequence of Atom
    at : int
        The atom after the words.
    """
    start = at
    while start and (found[start - 1].is_stop or set(found[start - 1].words) <= WRONG | _WEAKLY):
        start -= 1
    words = [word for atom in found[start:at] for word in atom.words]
    between = [word for word in words if word[0].isalnum()]
    is_no = "no" in between and (len(between) < len(words) or words == ["no"])
    return start if is_no or WRONG & set(between) else None


def _backs(found: list[Atom]) -> None:
    """Take "my lower back again", "put my back out" as the back, not as "back again", "back out"."""
    for at in range(len(found) - 1, 0, -1):
        atom = found[at]
        if atom.words[0] != "back" or len(atom.words) == 1 or atom.body:
            continue
        before = at - 1
        while before and found[before].has("side"):
            before -= 1
        is_height = found[before].body in (("upper",), ("lower",), ("middle",))
        if is_height or found[before].word in _OWNERS:
            rest = atom.words[1:]
            back = replace(atom, words=("back",), end=atom.start + len("back"), kinds=_BACK, body=("back",))
            left = replace(atom, words=rest, start=atom.end - len(" ".join(rest)))
            found[at : at + 1] = [back, left]


def _blades(found: list[Atom]) -> None:
    """Take "between the blades", "my left blade" as the shoulder blades."""
    for at, atom in enumerate(found):
        if atom.words[0] not in _BLADES or atom.body == ("shoulderblade",) or not at:
            continue
        before = at - 1
        while before and (found[before].word == "the" or found[before].has("side")):
            before -= 1
        is_where = found[before].is_position or found[before].has("side")
        is_owned = found[at - 1].word in _BEFORE_BLADES or found[at - 1].has("side")
        after = found[at + 1] if at + 1 < len(found) else None
        if (is_where or is_owned) and (after is None or after.word not in ("of", "runner")):
            found[at] = replace(atom, kinds=_NOTHING, body=("shoulderblade",))


def _behind(found: list[Atom]) -> None:
    """Take "when I reach behind me" as no part of the body."""
    for at, atom in enumerate(found[:-1]):
        is_noun = at + 2 < len(found) and found[at + 2].is_noun  # "behind me knees"
        if atom.words == ("behind",) and found[at + 1].word in ("me", "you", "myself") and not is_noun:
            found[at] = replace(atom, kinds=MappingProxyType({"ordinary": ""}), body=())


def _aspects(found: list[Atom]) -> None:
    """Take "post thigh", "ant chest" in notes as where on a part; "post knee surgery" stays after it."""
    for at, atom in enumerate(found[:-1]):
        if atom.words[0] not in ("post", "ant", "med") or len(atom.words) > 1 or not found[at + 1].is_noun:
            continue
        near = {word for other in found[at + 1 : at + 4] for word in other.words}
        if atom.word == "post" and near & _SURGERY:
            continue
        body = {"post": "back", "ant": "front", "med": "inner"}[atom.word]
        found[at] = replace(atom, words=(ASPECTS[atom.word],), kinds=_POSITION, body=(body,))


def _toes(found: list[Atom]) -> None:
    """Take "the big finger of the foot" as the big toe."""
    for at, atom in enumerate(found):
        if atom.body[-1:] != ("finger",):
            continue
        after = [i for i in range(at + 1, min(at + 5, len(found))) if not found[i].has("link", "side")]
        after = [i for i in after if found[i].word not in ("small", "little", "smallest", "big")]
        if not after or found[after[0]].body != ("foot",):
            continue
        if not {"of", "in", "on"} & {atom.word for atom in found[at + 1 : after[0]]}:
            continue
        which = found[at - 1].word if at else ""
        if found[at + 1].word in ("small", "little", "smallest") and found[at].body == ("finger",):
            which = "little"
        is_big = which in ("big", "great", "thick") and len(atom.body) == 1
        name = {"index": ("second", "toe"), "middle": ("third", "toe"), "ring": ("fourth", "toe")}
        own = ("little", "toe") if "little" in (atom.body[0], which) else name.get(atom.body[0], ("toe",))
        found[at] = replace(atom, kinds=_NOTHING, body=("big", "toe") if is_big else own)


def _counted(found: list[Atom]) -> None:
    """Take "my last two fingers" as the ring finger and the little finger; "the first three" stay visible."""
    for at in range(len(found) - 1, 1, -1):
        is_small = found[at].words[0] in ("smallest", "littlest") and len(found[at].body) == 2
        if is_small and found[at - 1].word in _HOW_MANY:
            noun, many = found[at].body[1], _HOW_MANY[found[at - 1].word]
            found[at - 1 : at + 1] = _listed(found[at], _IN_ORDER[noun][-many:])  # "my two smallest fingers"
            continue
        if found[at].body not in _DIGITS:
            continue
        pair = [found[at - 2].word, found[at - 1].word]
        many = next((_HOW_MANY[word] for word in pair if word in _HOW_MANY), 0)
        which = next((word for word in pair if word not in _HOW_MANY), "")
        if not many:
            continue
        noun = found[at].body[0]
        names = _IN_ORDER[noun]
        if noun in _FROM_END.get(which, ()):
            names = names[-many:]
        elif noun in _FROM_START.get(which, ()):
            names = names[:many]
        elif which == "first" and any(other.body == ("thumb",) for other in found[max(at - 6, 0) : at - 2]):
            names = names[1 : many + 1]  # "thumb and first two fingers"
        elif which in _UNCLEAR:
            words, end = (found[at - 2].word, found[at - 1].word), found[at - 1].end
            found[at - 2 : at] = [replace(found[at - 2], words=words, end=end, kinds=_POSITION, body=COUNTED)]
            continue
        else:
            continue
        found[at - 2 : at + 1] = _listed(found[at], names)


def _listed(atom: Atom, names: Sequence[tuple[str, ...]]) -> list[Atom]:
    """An atom for each name, with "and" between them."""
    join = replace(atom, words=("and",), kinds=_JOIN, body=())
    return [piece for name in names for piece in (replace(atom, kinds=_NOTHING, body=name), join)][:-1]


def _verbs(found: list[Atom]) -> None:
    """Take "my job is to shoulder loads" as something that is done."""
    for at in range(1, len(found) - 1):
        atom = found[at]
        if atom.words[-1] not in _DONE_WITH or len(atom.words) > 1:
            continue
        if found[at - 1].words[-1] in _WHO and found[at + 1].word in _WHAT:
            found[at] = replace(
                atom, kinds=MappingProxyType({"ordinary": ""}), body=()
            )  # "I shoulder most of it"
        if at < 2 or found[at - 1].words != ("to",):
            continue
        after = found[at + 1]
        is_pain = after.has("pain", "quality") and after.word != "heavy"
        is_followed = not (is_pain or after.is_stop or after.has("join", "spread", "starts", "side"))
        if is_followed and found[at - 2].words[-1] in _MEANT_BEFORE_TO:
            found[at] = replace(atom, kinds=MappingProxyType({"ordinary": ""}), body=())


def _handed(found: list[Atom]) -> None:
    """Take "my throwing arm is right" as no pain in the right arm; HANDED stays in the place of the side."""
    for at in range(len(found) - 1, 1, -1):
        side = found[at].kinds.get("side", "")
        limb = at - 1
        while limb and (found[limb].words in (("is",), ("was",)) or found[limb].word in ":="):
            limb -= 1
        is_said = side in _OPPOSITE and limb < at - 1 and found[limb].body in _SKILLED_LIMBS
        ends = at + 1 == len(found) or found[at + 1].is_stop or found[at + 1].has("join", "contrast")
        if is_said and ends and limb and found[limb - 1].words[-1] in _SKILLED:
            found[at] = replace(found[at], words=HANDED, kinds=MappingProxyType({"ordinary": side}))
            found[limb] = replace(found[limb], kinds=MappingProxyType({"ordinary": ""}), body=())


def _all_the_way(found: list[Atom]) -> None:
    """Take "right down to the heel", "right in the middle" as no side; where none is said it may be one."""
    for at, atom in enumerate(found[:-1]):
        after = found[at + 1]
        if atom.words != ("right",) or not at or found[at - 1].word in _OWNS:
            continue
        before = found[at - 1]
        is_way = bool(set(after.words) & _WAYS) and after.has("spread")
        is_there = [word for other in found[at + 1 : at + 4] for word in other.words][:3] in _THERE
        if (is_way or is_there) and (before.has("spread") or before.word in ("is", "its", "it")):
            found[at] = replace(
                atom, words=("just",), kinds=_LINK
            )  # "it goes right down", "it's right in the middle"
        elif (is_way and (before.is_noun or before.has("pain"))) or (
            is_there and (before.is_stop or before.has("pain"))
        ):
            found[at] = replace(atom, kinds=_LINK)
        elif _is_at_a_place(found, at + 1):
            may_be_side = before.is_noun or before.is_stop or before.words[-1] in _PAIN_AS_NOUN
            words = ("right",) if may_be_side else ("just",)
            found[at] = replace(atom, words=words, kinds=_LINK)  # "it hurts right at the base of my thumb"


def _is_at_a_place(found: Sequence[Atom], at: int) -> bool:
    """Whether "at" or "in" and a part of the body stand here, not "in the morning"."""
    if at >= len(found) or not _AT & set(found[at].words[:1]):
        return False
    after = next((atom for atom in found[at + 1 :] if atom.body or not atom.has("link", "side")), None)
    return after is not None and bool(after.body)


def _mended_sides(found: list[Atom]) -> None:
    """Take "in my left, sorry right, wrist" as right."""
    at = 0
    while at < len(found):
        side = found[at].kinds.get("side", "")
        here = at + 1
        while here < len(found) and not (found[here].body or found[here].has("side")) and here - at < 7:
            here += 1
        if side in _OPPOSITE and here < len(found) and found[here].kinds.get("side") == _OPPOSITE[side]:
            later = {word for atom in found[here + 1 : here + 4] for word in atom.words}
            if corrected_at(found, here) == at + 1 and not later & _TOO:
                after = found[here + 1 : here + 3]
                is_apart = len(after) > 1 and after[0].word == "," and bool(after[1].body)
                for index in (*range(at, here), *([here + 1] if is_apart else [])):
                    found[index] = replace(found[index], words=("the",), kinds=_LINK, body=())
        at += 1

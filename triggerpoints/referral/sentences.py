"""Painful areas and found muscles in sentences, the same on the page, in print and on the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from triggerpoints.referral.areas import Area, AreaName
from triggerpoints.referral.patterns import SPILLOVER_WEIGHT

if TYPE_CHECKING:
    from triggerpoints.content import Content, TriggerPoint
    from triggerpoints.referral.reader.reading import NotMarked, Why
    from triggerpoints.referral.search import AreaMatch, Hit
    from triggerpoints.referral.zones import Kind

SIDE_WORDS = {"right": "your right", "left": "your left", "both": "both sides", "middle": ""}
DURATION_WORDS = {
    "week": "for a week or less",
    "six-weeks": "for up to six weeks",
    "three-months": "for up to three months",
    "longer": "for more than three months",
}
QUALITY_WORDS = {
    "tingling": "pins and needles",
    "pressing": "pressing or heavy",
    "clicking": "clicking or catching",
    "hot": "feels hot",
    "cold": "feels cold",
}
"""Qualities in plain words, where the id is not the word."""
WHY_WORDS: dict[Why, str] = {
    "well": "said not to hurt",
    "past": "hurt before",
    "taken back": "you took it back",
    "circumstance": "when or why it hurts",
    "thing": "names something else",
    "theirs": "somebody else’s",
    "beside": "told beside the pain",
    "likeness": "what it feels like",
    "where": "says where",
    "named": "not said to hurt",
}
"""Why a place that was named is not marked, in plain words."""
PROPER_NAMES = ("Achilles",)
MOST_NAMED = 3  # places of a pattern that are named before the rest is counted
PART_BELOW = 0.5  # a zone covers "part of" an area when it covers less of it than this

_CODES = re.compile(
    r"\s*\((?:[CTLS]|TrP)\d+[^)]*\)|\bTrP\d+\s*|\b[CTLS]\d+(?:(?:,| or| and|-|/)\s*[CTLS]?\d+)*\s*"
)
_ROOT = re.compile(r"\b([Nn])erve root(?: or plexus)?\b")


def area_words(name: AreaName, content: Content, *, anatomical: bool = False) -> str:
    """Name of an area with its side, such as ``Temple and jaw, your left``."""
    side = SIDE_WORDS[name.side]
    return _places(name, content, anatomical) + (f", {side}" if side else "")


def area_without_side(name: AreaName, content: Content) -> str:
    """Name of an area within a sentence, such as ``temple and jaw``."""
    return _lower_first(_places(name, content, False))


def area_details(area: Area) -> str:
    """What was said about an area, such as ``numb, strength 7 of 10, when sitting``; may be empty."""
    parts = [QUALITY_WORDS.get(quality, quality) for quality in area.qualities]
    if area.strength is not None:
        parts.append(f"strength {area.strength} of 10")
    if area.duration is not None:
        parts.append(DURATION_WORDS[area.duration])
    parts.extend(area.circumstances)
    return ", ".join(parts)


def spared_words(area: Area, content: Content) -> str:
    """What of an area does not hurt, such as ``not the groin``; may be empty."""
    names = [_lower_first(content.places[place].name) for place in area.without]
    return f"not {joined(names, ', ')}" if names else ""


def put_aside(places: Sequence[NotMarked], marks: str = "“{}”") -> str:
    """What was named and is not marked, and why, such as ``“arm” (when or why it hurts)``."""
    by_reason: dict[str, list[str]] = {}
    for one in places:
        by_reason.setdefault(WHY_WORDS[one.why], []).append(marks.format(one.text))
    return "; ".join(f"{joined(said)} ({why})" for why, said in by_reason.items())


def read_back(areas: Sequence[Area], names: Sequence[AreaName], content: Content) -> str:
    """What was marked as one sentence."""
    if not areas:
        return "You have not marked anything yet."
    said = []
    for area, name in zip(areas, names, strict=True):
        details = ", ".join(said for said in (spared_words(area, content), area_details(area)) if said)
        side = f" on {SIDE_WORDS[name.side]}" if SIDE_WORDS[name.side] else ""
        said.append(area_without_side(name, content) + side + (f" ({details})" if details else ""))
    return f"You marked: {joined(said)}."


def reason(hit: Hit, names: Sequence[AreaName], content: Content) -> str:
    """Why a muscle is in the list, in one sentence.

    Parameters
    ----------
    hit : Hit
    names : sequence of AreaName
        Of all asked areas.
    content : Content
    """
    doubt = "" if hit.certainty == "typical" else f"; the pattern is {hit.certainty}"
    parts = (_covered(hit, names, content), _elsewhere(hit, content), _named_by(hit.named_by))
    return f"Published patterns {'; '.join(parts)}{doubt}."


def plain_reason(hit: Hit, names: Sequence[AreaName], content: Content) -> str:
    """Why a muscle is in the list, in one short sentence for patients, without the field's terms."""
    if not hit.matches:
        return "Its pain is felt near the place you marked."
    strong = [match for match in hit.matches if match.kind == "essential"]
    said = [place for match in strong or hit.matches for place in _met(match, names, content)]
    often = "is often felt" if strong else "can spread"
    is_all = len(names) == 1 and len(said) >= len(names[0].places)
    where = ", where you marked it" if is_all else f": {joined(list(dict.fromkeys(said)))}"
    return f"Pain from this muscle {often} here{where}."


def plain_basis(hit: Hit, content: Content) -> str:
    """What a match rests on, for patients: where else its pain is felt, who names it, who disagrees."""
    parts = []
    other = list(dict.fromkeys(_lower_first(content.places[place].name) for place in hit.elsewhere))
    if other:
        rest = len(other) - MOST_NAMED
        more = [f"{rest} more places"] if rest > 1 else []
        parts.append(
            f"It can also be felt here: {joined([*(other[:MOST_NAMED] if more else other), *more])}."
        )
    books = "1 source names" if hit.named_by == 1 else f"{hit.named_by or 'No'} sources name"
    parts.append(f"{books} this muscle for this place.")
    if hit.certainty != "typical":
        parts.append("They do not agree in all.")
    return " ".join(parts)


def joined(parts: Sequence[str], separator: str = ", ") -> str:
    """Parts as a list in a sentence."""
    return parts[-1] if len(parts) == 1 else f"{separator.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _covered(hit: Hit, names: Sequence[AreaName], content: Content) -> str:
    if not hit.matches and hit.lies_in:
        there = joined([_lower_first(_places(names[number], content, False)) for number in hit.lies_in])
        return f"do not reach {there}, but a trigger point of it lies there"
    if not hit.matches:
        return "lie near what was marked, not on it"

    parts = [part for match in hit.matches for part in _parts_met(match, names, content)]
    kinds = {kind for _, kind in parts}
    number = len(hit.matches)
    if len(kinds) == 1:
        together = "" if len(parts) == 1 else "both " if len(parts) == 2 else "all "
        said = f"{joined([part for part, _ in parts])} ({together}{kinds.pop()})"
    else:
        said = joined([f"{part} ({kind})" for part, kind in parts])
    if len(names) == 1:
        return f"cover {said}"
    if number == len(names):
        return f"cover {'both' if number == 2 else f'all {number}'} areas: {said}"
    return f"cover {number} of {len(names)} areas: {said}"


def _parts_met(match: AreaMatch, names: Sequence[AreaName], content: Content) -> list[tuple[str, Kind]]:
    """What of an area is covered, each with its kind; of an area that names several places only those met."""

    def said(name: str, kind: Kind, coverage: float) -> tuple[str, Kind]:
        full = 1.0 if kind == "essential" else SPILLOVER_WEIGHT
        return (f"part of {name}" if coverage < PART_BELOW * full else name), kind

    if match.places:
        return [
            said(_lower_first(content.places[one.place].name), one.kind, one.coverage) for one in match.places
        ]
    return [said(area_without_side(names[match.area], content), match.kind, match.coverage)]


def _met(match: AreaMatch, names: Sequence[AreaName], content: Content) -> list[str]:
    """Names of what is covered of an area, the places with the match's kind of zone only."""
    if match.places:
        return [
            _lower_first(content.places[one.place].name) for one in match.places if one.kind == match.kind
        ]
    return [area_without_side(names[match.area], content)]


def _elsewhere(hit: Hit, content: Content) -> str:
    names = list(dict.fromkeys(_lower_first(content.places[place].name) for place in hit.elsewhere))
    if not names:
        return "nothing of its pattern elsewhere" if hit.matches or hit.lies_in else "no pattern covers it"
    rest = len(names) - MOST_NAMED
    shown = names[:MOST_NAMED] if rest > 1 else names
    more = [f"{rest} more places"] if rest > 1 else []
    return f"its pattern also takes in {joined([*shown, *more])}"


def _named_by(number: int) -> str:
    if not number:
        return "named by no source of the literature table"
    return f"named by {number} independent source{'s' if number > 1 else ''}"


def _places(name: AreaName, content: Content, anatomical: bool) -> str:
    first, *rest = (
        content.places[place].anatomical if anatomical else content.places[place].name
        for place in name.places
    )
    named = [first, *(_lower_first(other) for other in rest[: MOST_NAMED - 1])]
    if len(rest) >= MOST_NAMED:
        named.append(f"{len(rest) - MOST_NAMED + 1} more")
    return joined(named)


def _lower_first(text: str) -> str:
    return text if text[:2].isupper() or text.split()[0] in PROPER_NAMES else text[:1].lower() + text[1:]


def pain_felt(content: Content, muscle: str) -> dict[str, str]:
    """Where the pain of a muscle is felt, for somebody who cannot see the map.

    Parameters
    ----------
    content : Content
    muscle : str

    Returns
    -------
    dict of str
        A sentence or two by trigger point, and of all its points together under the empty key.
    """
    points = content.muscles[muscle].trigger_points
    said = {point.id: _felt([point], content) for point in points}
    return {"": _felt(points, content)} | said


def _felt(points: Sequence[TriggerPoint], content: Content) -> str:
    most = dict.fromkeys(place for point in points for place in point.zones.essential)
    some = dict.fromkeys(place for point in points for place in point.zones.spillover if place not in most)
    parts = (("Most often felt", most), ("Felt by some", some))
    return " ".join(
        f"{label}: {'; '.join(_lower_first(_name(place, content)) for place in places)}."
        for label, places in parts
        if places
    )


def _name(place: str, content: Content) -> str:
    known = content.places.get(place)
    return known.name if known else place


def plain_name(name: str) -> str:
    """A name without numbers of nerve roots, spine bones and points, such as *C5 or C6*, for patients."""
    left = _CODES.sub("", name).strip()
    left = _ROOT.sub(lambda found: ("P" if found[1] == "N" else "p") + "inched nerve", left)
    return left[:1].upper() + left[1:]

"""Questions on muscles: which cards there are, and how each kind is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING

from triggerpoints.atlas.attachments import ENDS, End
from triggerpoints.sections.path import NEAR_MM, NeedlePath, trace
from triggerpoints.study import likeness
from triggerpoints.study.kinds import KINDS, Kind
from triggerpoints.study.layers import layers_in_order
from triggerpoints.study.wrong_answers import (
    Choice,
    Texts,
    choices,
    is_like_length,
    neighbours,
    stands_out,
    ways_to_say,
)

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle, TriggerPoint
    from triggerpoints.content.models.study_region import Nerve

PLACES_OFFERED = 8
LEVELS_APART_MM = 15.0  # a section that goes through one point misses the others by so much at least
_DOUBT = re.compile(r"not certain|uncertain|unclear|^variable", re.IGNORECASE)  # no answer to learn
_STRUCTURE = re.compile(
    r"nerve|arter|vein|vessel|lung|pleura|plexus|canal|kidney|periton|bowel|liver|spleen|heart|bladder|rectum|"
    r"airway|trachea|larynx|duct|gland|cord|arch|eye|orbit|urethra|stomach|aorta|ureter|root|pharynx|trunk",
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True)
class Card:
    """One thing to know about one muscle."""

    muscle: str
    kind: Kind

    @property
    def id(self) -> str:
        """The same in every visit and file."""
        return f"{self.muscle}/{self.kind}"


@dataclass(frozen=True)
class Question:
    """A card as it is asked.

    Attributes
    ----------
    card : Card
    asks : str
        The question.
    choices : tuple of Choice
        Four, or two where one of two is asked for; one of them is right. What is asked on the map can be
        answered by them in words. None where layers are put in order or places are named.
    sources : tuple of str
        Keys of what the right answer rests on; none where it was measured in the reference body.
    point : str or None
        Trigger point of the muscle that the question is about.
    parts : tuple of str
        The right layers from the skin inwards, or the right places.
    offered : tuple of str
        What these are to be chosen from, shuffled.
    end : {'proximal', 'distal'} or None
        Attachment that is asked for.
    """

    card: Card
    asks: str
    choices: tuple[Choice, ...]
    sources: tuple[str, ...]
    point: str | None = None
    parts: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    end: End | None = None

    @property
    def answer(self) -> Choice:
        """The right choice."""
        return next(choice for choice in self.choices if choice.muscle == self.card.muscle)


def cards(
    content: Content,
    regions: Collection[str],
    kinds: Collection[str],
    on_map: Collection[str],
    muscles: Collection[str] = (),
    on_bones: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[Card, ...]:
    """All cards of some regions or muscles, kind by kind; only confirmed texts make one.

    Parameters
    ----------
    content : Content
    regions : collection of str
        Regions of muscles; all without one.
    kinds : collection of str
        Keys of `KINDS`; all without one.
    on_map : collection of str
        Muscles that can be seen on a map; only these are asked for there.
    muscles : collection of str
        Ids; where there are any, they stand in the place of the regions.
    on_bones : mapping of str to collection of str, optional
        Ends of muscles whose attachment can be seen on the bones (`Atlas.attachments`).
    """
    chosen = [
        m
        for m in content.muscles.values()
        if (m.id in muscles if muscles else not regions or m.region in regions)
    ]
    asked = [kind for kind in KINDS if not kinds or kind in kinds]
    return tuple(
        Card(m.id, kind) for kind in asked for m in chosen if _known(content, m, kind, on_map, on_bones)
    )


def question(atlas: Atlas, content: Content, card: Card, random: Random) -> Question | None:
    """Ask for a card; None where there are too few answers that are surely wrong."""
    return _ASKED[card.kind](atlas, content, content.muscles[card.muscle], random)


def quiz(
    atlas: Atlas, content: Content, asked: Sequence[Card], number: int, seed: str
) -> tuple[Question, ...]:
    """A row of questions, the same for the same seed; kinds take turns, a muscle comes again last.

    No two questions have the same answers to choose from and the same right one.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    asked : sequence of Card
        From `cards`.
    number : int
        How many at most.
    seed : str
    """
    found: list[Question] = []
    seen: set[tuple[str, ...]] = set()
    for card in mixed(asked, Random(seed)):
        made = question(atlas, content, card, Random(f"{seed} {card.id}"))
        if not made:
            continue
        same = (card.kind, *sorted(choice.text for choice in made.choices), *made.offered, made.point or "")
        if same not in seen:
            seen.add(same)
            found.append(made)
        if len(found) == number:
            break
    return tuple(found)


def mixed(asked: Sequence[Card], random: Random) -> Iterator[Card]:
    """Cards in a new order: every muscle once before any comes again, kinds in turns."""
    left = list(asked)
    random.shuffle(left)
    kinds = [kind for kind in KINDS if any(card.kind == kind for card in left)]
    random.shuffle(kinds)
    times: dict[str, int] = {}
    turn = 0
    while left:
        of_kind = [card for card in left if card.kind == kinds[turn % len(kinds)]]
        turn += 1
        if not of_kind:
            continue
        card = min(of_kind, key=lambda c: times.get(c.muscle, 0))
        times[card.muscle] = times.get(card.muscle, 0) + 1
        left.remove(card)
        yield card


def point_of(content: Content, question: Question) -> TriggerPoint:
    """The trigger point that a question is about; the first of the muscle where it names none."""
    points = content.muscles[question.card.muscle].trigger_points
    return next((point for point in points if point.id == question.point), points[0])


def _known(
    content: Content,
    muscle: Muscle,
    kind: Kind,
    on_map: Collection[str],
    on_bones: Mapping[str, Collection[str]],
) -> bool:
    """Whether a card can be asked: its texts have a source and do not give the answer away."""
    anatomy = muscle.anatomy
    match kind:
        case "find" | "name":
            return muscle.id in on_map and (kind == "name" or not likeness.tells(muscle.names.plain, muscle))
        case "point":
            return muscle.id in on_map and bool(_placed(muscle))
        case "paint":
            return bool(_painted(muscle))
        case "pattern":
            return all(point.has_source for point in muscle.trigger_points) and not any(
                likeness.tells(point.label, muscle) for point in muscle.trigger_points
            )
        case "hazard":
            return muscle.needle_depth.has_source and bool(_hazards(muscle))
        case "layers" | "plane":
            return True
    if not anatomy.has_source or not anatomy.sources:
        return False
    match kind:
        case "attachments":
            return bool(_ends(muscle))
        case "bones":
            return any(end in _ends(muscle) for end in on_bones.get(muscle.id, ()))
        case "roots":
            return bool(anatomy.roots)
        case "nerve":
            return not likeness.tells(anatomy.nerve, muscle) and not likeness.is_any_segment(muscle)
        case "action":
            return not likeness.tells(anatomy.action, muscle) and not _DOUBT.search(anatomy.action)
    return bool(_pairs(content, muscle.id))


def _ends(muscle: Muscle) -> list[End]:
    texts = {end: _attachment(muscle, end) for end in ENDS}
    return [end for end, text in texts.items() if not (likeness.tells(text, muscle) or _DOUBT.search(text))]


def _placed(muscle: Muscle) -> list[TriggerPoint]:
    return [point for point in muscle.trigger_points if point.has_source]


def _painted(muscle: Muscle) -> list[TriggerPoint]:
    return [point for point in _placed(muscle) if point.zones.essential and not point.phenomenon]


def _hazards(muscle: Muscle) -> list[str]:
    return [h.structure for h in muscle.needle_depth.hazards if _STRUCTURE.search(h.structure)]


def _short_names(muscle: Muscle) -> tuple[str, ...]:
    """The name, and the name without what stands in brackets."""
    return tuple(dict.fromkeys((muscle.names.en, re.sub(r"\s*\([^()]*\)", "", muscle.names.en))))


def _name_of(point: TriggerPoint, muscle: Muscle) -> str:
    """The point as it is asked for."""
    return f"{muscle.names.en}, “{point.label}”"


def _find(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    def wrong(m: Muscle) -> Sequence[str]:
        told = likeness.tells(m.names.plain, m) or m.names.plain == muscle.names.plain
        return () if told else ways_to_say(m.names.plain)

    def begin_alike(one: str, other: str) -> bool:
        return one.startswith(other) or other.startswith(one)

    found = choices(content, muscle, ways_to_say(muscle.names.plain), wrong, random, begin_alike)
    asks = f"Click {muscle.names.en} on the map."
    return _question(muscle, "find", asks, found, muscle.anatomy.sources)


def _name(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    def wrong(m: Muscle) -> Sequence[str]:
        return () if m.names.en == muscle.names.en else _short_names(m)

    found = _named(content, muscle, wrong, random)
    return _question(muscle, "name", "Which muscle is lit?", found, muscle.anatomy.sources)


def _named(content: Content, muscle: Muscle, wrong: Texts, random: Random) -> tuple[Choice, ...]:
    """Names to choose from; where no other is as long as the right one, several names make one answer."""
    right = _short_names(muscle)[-1]
    own, reaching = (
        [text[-1] for m in group if (text := wrong(m))] for group in neighbours(content, muscle, random)
    )
    joined: list[str] = []
    if not any(len(text) > len(right) or is_like_length(text, right) for text in own):
        random.shuffle(reaching)
        joined = _joined([*reaching, *own], right)
    return choices(content, muscle, _short_names(muscle), wrong, random, others=[(text,) for text in joined])


def _joined(names: Sequence[str], right: str) -> list[str]:
    """Names put together until each text is of like length with the right one."""
    found = []
    left = [name for name in names if " and " not in name and "," not in name]
    for turn in range(len(left)):
        row: list[str] = []
        for name in left[turn:] + left[:turn]:
            row.append(name if not row else f"{name[:1].lower()}{name[1:]}")
            text = f"{', '.join(row[:-1])} and {row[-1]}" if len(row) > 1 else row[0]
            if len(row) > 1 and is_like_length(text, right):
                found.append(text)
                break
    return found


def _pattern(atlas: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    def wrong(m: Muscle) -> Sequence[str]:
        return () if likeness.alike_patterns(atlas, muscle, m) else _short_names(m)

    keys = dict.fromkeys(key for point in muscle.trigger_points for key in point.sources)
    found = _named(content, muscle, wrong, random)
    return _question(muscle, "pattern", "Whose published pain pattern is drawn here?", found, tuple(keys))


def _point(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    point = random.choice(_placed(muscle))

    def wrong(m: Muscle) -> Sequence[str]:
        said = m.trigger_points[0].where.student
        return (
            () if likeness.tells(said, m) or likeness.alike(said, point.where.student) else ways_to_say(said)
        )

    found = choices(content, muscle, ways_to_say(point.where.student), wrong, random, likeness.alike)
    asks = f"{_name_of(point, muscle)}: mark this trigger point on the body."
    return _question(muscle, "point", asks, found, point.sources, point.id)


def _paint(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    point = random.choice(_painted(muscle))
    free = {*point.zones.essential, *point.zones.spillover}
    others = [m for m in content.muscles.values() if m.region == muscle.region and m.id != muscle.id]
    random.shuffle(others)
    wrong = dict.fromkeys(
        place for m in others for p in m.trigger_points for place in p.zones.essential if place not in free
    )
    offered = [*point.zones.essential, *list(wrong)[: max(2, PLACES_OFFERED - len(point.zones.essential))]]
    random.shuffle(offered)
    return Question(
        Card(muscle.id, "paint"),
        f"{_name_of(point, muscle)}: paint where it is most often felt.",
        (),
        point.sources,
        point.id,
        point.zones.essential,
        tuple(offered),
    )


def _attachment(muscle: Muscle, end: End) -> str:
    anatomy = muscle.anatomy
    return anatomy.proximal_attachment if end == "proximal" else anatomy.distal_attachment


def _attachments(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    def asked(end: End) -> Question | None:
        asks = f"Where is the {end} attachment of {muscle.names.en}?"
        found = _attachment_choices(content, muscle, end, random)
        return _question(muscle, "attachments", asks, found, muscle.anatomy.sources)

    ends = _ends(muscle)
    random.shuffle(ends)
    made = [found for end in ends if (found := asked(end))]
    return min(made, key=_stands_out, default=None)


def _attachment_choices(content: Content, muscle: Muscle, end: End, random: Random) -> tuple[Choice, ...]:
    both = (muscle.anatomy.proximal_attachment, muscle.anatomy.distal_attachment)

    def wrong(m: Muscle) -> Sequence[str]:
        text = _attachment(m, end)
        sure = m.anatomy.has_source and not any(likeness.alike(one, text) for one in both)
        return ways_to_say(text) if sure else ()

    right = ways_to_say(_attachment(muscle, end))
    return choices(content, muscle, right, wrong, random, likeness.alike)


def _bones(atlas: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    ends = [end for end in _ends(muscle) if end in atlas.attachments.get(muscle.id, {})]
    random.shuffle(ends)
    for end in ends:
        asks = f"Click the {end} attachment of {muscle.names.en} on the bones."
        found = _attachment_choices(content, muscle, end, random)
        if made := _question(muscle, "bones", asks, found, muscle.anatomy.sources):
            return replace(made, end=end)
    return None


def _stands_out(question: Question) -> bool:
    wrong = [choice.text for choice in question.choices if choice is not question.answer]
    return stands_out(question.answer.text, wrong)


def _nerve(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    def wrong(m: Muscle) -> Sequence[str]:
        sure = m.anatomy.has_source and not likeness.alike_nerves(muscle, m)
        return ways_to_say(m.anatomy.nerve) if sure else ()

    others = [
        ways_to_say(nerve.name)
        for nerve in _nerves_near(content, muscle, random)
        if not likeness.alike_nerve(content, muscle, nerve)
    ]
    found = choices(content, muscle, ways_to_say(muscle.anatomy.nerve), wrong, random, others=others)
    asks = f"Which nerve supplies {muscle.names.en}?"
    return _question(muscle, "nerve", asks, found, muscle.anatomy.sources)


def _nerves_near(content: Content, muscle: Muscle, random: Random) -> list[Nerve]:
    """Nerves that run in the region in any order, then those of the regions whose muscles reach into it."""
    region = content.study_regions[muscle.region]
    own = list(region.nerves)
    random.shuffle(own)
    beside = [
        nerve
        for id_ in region.reached_by
        for nerve in content.study_regions[content.muscles[id_].region].nerves
    ]
    return [content.nerves[id_] for id_ in dict.fromkeys((*own, *beside))]


def _roots(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    roots = muscle.anatomy.roots

    def wrong(m: Muscle) -> Sequence[str]:
        sure = m.anatomy.has_source and m.anatomy.roots
        return (spoken_roots(m),) if sure and likeness.other_roots(roots, m.anatomy.roots) else ()

    others = [(text,) for text in _other_roots(muscle)]
    found = choices(content, muscle, (spoken_roots(muscle),), wrong, random, others=others)
    asks = f"Which roots supply {muscle.names.en}?"
    return _question(muscle, "roots", asks, found, muscle.anatomy.sources)


def spoken_roots(muscle: Muscle) -> str:
    """The roots of a muscle as an answer: the first and the last, for they follow each other."""
    return _spoken(muscle.anatomy.roots)


def _spoken(roots: Sequence[str]) -> str:
    return roots[0] if len(roots) == 1 else f"{roots[0]}–{roots[-1]}"


def _other_roots(muscle: Muscle) -> list[str]:
    """As many roots as a muscle has, above and below its own, the nearest that are surely wrong first."""
    roots, every = muscle.anatomy.roots, likeness.ROOTS
    number, first = len(roots), every.index(roots[0])
    starts = sorted(range(len(every) - number + 1), key=lambda start: abs(start - first))
    rows = [every[start : start + number] for start in starts]
    return [_spoken(row) for row in rows if likeness.other_roots(roots, row)]


def _action(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    def wrong(m: Muscle) -> Sequence[str]:
        sure = m.anatomy.has_source and not likeness.alike(muscle.anatomy.action, m.anatomy.action)
        return ways_to_say(m.anatomy.action) if sure else ()

    found = choices(content, muscle, ways_to_say(muscle.anatomy.action), wrong, random, likeness.alike)
    return _question(muscle, "action", f"What does {muscle.names.en} do?", found, muscle.anatomy.sources)


def _hazard(atlas: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    depth = muscle.needle_depth
    said = [*_hazards(muscle), muscle.layers.beneath, depth.principle, *(h.note for h in depth.hazards)]
    near = frozenset().union(*(likeness.parts(text) for text in (*said, *_near(atlas, content, muscle.id))))

    def wrong(m: Muscle) -> Sequence[str]:
        if not m.needle_depth.has_source:
            return ()
        return [text for text in _hazards(m) if not (likeness.parts(text) & near)]

    own = [m for m in content.muscles.values() if m.region == muscle.region and m.id != muscle.id]
    others = list(dict.fromkeys((text,) for m in own for text in wrong(m)))
    random.shuffle(others)
    nerves = (nerve.name for nerve in _nerves_near(content, muscle, random))
    others += [(name,) for name in nerves if not likeness.parts(name) & near]
    found = choices(
        content, muscle, _hazards(muscle)[:3], wrong, random, others=others, same=likeness.same_structure
    )
    asks = f"Which hazard lies near the trigger points of {muscle.names.en}?"
    return _question(muscle, "hazard", asks, found, depth.sources)


def _layers(atlas: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    points = list(muscle.trigger_points)
    random.shuffle(points)
    for point in points:
        path = _path(atlas, content, muscle.id, point.id)
        row = layers_in_order(path, random) if path else None
        if row:
            asks = f"{_name_of(point, muscle)}: put the layers in order, skin first."
            return Question(Card(muscle.id, "layers"), asks, (), (), point.id, *row)
    return None


def _plane(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    point = random.choice(muscle.trigger_points)

    def wrong(m: Muscle) -> Sequence[str]:
        apart_mm = min(abs(p.position_mm[2] - point.position_mm[2]) for p in m.trigger_points)
        return _short_names(m) if apart_mm >= LEVELS_APART_MM else ()

    found = _named(content, muscle, wrong, random)
    asks = "Through a trigger point of which muscle does this section go?"
    return _question(muscle, "plane", asks, found, (), point.id)


def _which(_: Atlas, content: Content, muscle: Muscle, random: Random) -> Question | None:
    """One fact, two muscles of a region."""
    pairs = list(_pairs(content, muscle.id))
    if not pairs:
        return None
    random.shuffle(pairs)
    name = _short_names(muscle)[-1]

    def unfit(pair: tuple[str, Muscle]) -> float:
        other = _short_names(pair[1])[-1]
        strange = pair[1].region != muscle.region
        return strange + (0.0 if is_like_length(other, name) else 10.0 * abs(len(other) - len(name)))

    fact, other = min(pairs, key=unfit)
    both = [Choice(m.id, _short_names(m)[-1]) for m in (muscle, other)]
    random.shuffle(both)
    asks = f"Which of the two? {fact}."
    return _question(muscle, "which", asks, tuple(both), muscle.anatomy.sources)


@lru_cache(256)
def _pairs(content: Content, id_: str) -> tuple[tuple[str, Muscle], ...]:
    """Facts that are true of a muscle, each with another in its region of which it surely is not."""
    muscle = content.muscles[id_]
    action, nerve = muscle.anatomy.action, muscle.anatomy.nerve
    found = []
    reached_by = content.study_regions[muscle.region].reached_by
    for other in content.muscles.values():
        is_near = other.region == muscle.region or other.id in reached_by
        if not is_near or other.id == id_ or not other.anatomy.has_source:
            continue
        facts = {
            f"Action: {action}": (action, not likeness.alike(action, other.anatomy.action)),
            f"Nerve: {nerve}": (nerve, not likeness.alike_nerves(muscle, other)),
        }
        for fact, (text, differs) in facts.items():
            if differs and not likeness.tells(text, muscle) and not likeness.tells(text, other):
                found.append((fact, other))
    return tuple(found)


_ASKED: dict[Kind, Callable[[Atlas, Content, Muscle, Random], Question | None]] = {
    "find": _find,
    "name": _name,
    "point": _point,
    "pattern": _pattern,
    "paint": _paint,
    "attachments": _attachments,
    "nerve": _nerve,
    "roots": _roots,
    "action": _action,
    "hazard": _hazard,
    "layers": _layers,
    "plane": _plane,
    "which": _which,
    "bones": _bones,
}


def _question(
    muscle: Muscle,
    kind: Kind,
    asks: str,
    found: tuple[Choice, ...],
    sources: tuple[str, ...],
    point: str | None = None,
) -> Question | None:
    return Question(Card(muscle.id, kind), asks, found, sources, point) if found else None


@lru_cache(1024)
def _path(atlas: Atlas, content: Content, muscle: str, point: str) -> NeedlePath | None:
    """The line from the skin through a trigger point of the right side."""
    points = {known.id: known for known in content.muscles[muscle].trigger_points}
    try:
        return trace(atlas, points[point].position_mm, muscle)
    except ValueError:
        return None


@lru_cache(256)
def _near(atlas: Atlas, content: Content, muscle: str) -> tuple[str, ...]:
    """Names of what lies near the trigger points of a muscle in the reference body."""
    paths = (_path(atlas, content, muscle, point.id) for point in content.muscles[muscle].trigger_points)
    return tuple(
        hazard.structure.name
        for path in paths
        if path
        for hazard in path.hazards
        if hazard.from_line_mm <= NEAR_MM[hazard.structure.kind]
    )

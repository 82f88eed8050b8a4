"""Checks of safety across records: levels and advice, depth classes, wording that must not occur."""

import re
from collections.abc import Iterator

from triggerpoints.content.models.muscle import Muscle
from triggerpoints.content.models.safety import UrgencyLevel
from triggerpoints.content.problem import Problem
from triggerpoints.content.reading.loader import ReadResult

FIRST_WORDS: dict[UrgencyLevel, re.Pattern[str]] = {
    "emergency": re.compile(
        r"^(Call your emergency number (now|or go to an emergency department now)|"
        r"Go to an emergency department now)"
    ),
    "today": re.compile(r"^(See a (doctor|dentist)\b[^.]*\btoday|Go to an emergency department today)"),
    "soon": re.compile(r"^See your doctor\b[^.]*\bwithin a few days"),
}
"""How the advice of a danger sign begins, by its level; later sentences may say when it is more urgent."""

VITAL = re.compile(
    r"lung|pleura|spinal canal|spinal cord|\bheart\b|kidney|peritoneum|bowel|bladder|rectum|airway|trachea|"
    r"carotid|subclavian|axillary (artery|vessels)|(?<!circumflex )femoral (artery|vein|nerve, artery)|"
    r"popliteal (artery|vein)|aorta|eyeball|\beye\b",
    re.IGNORECASE,
)
"""Structures next to which a muscle is of class deep_guided or avoid."""
NOT_NEEDLED = re.compile(
    r"\bnot needled in ordinary practice|\b(as a rule|usually) not needled", re.IGNORECASE
)
DIRECTIONS = re.compile(
    r"\btoward|\bangle\b|\bdegrees?\b|°|\bstraight in|\bperpendicular|\btangential|\bonto the\b|"
    r"\binto the belly|"
    r"\bfrom the (outer|inner|side|top|front|back)\b|\binward of|bony stop|\bneedle (length|size|depth)|"
    r"\binsert|\bsafe (depth|zone of depth)",
    re.IGNORECASE,
)
"""Words that would make a hazard into a recipe."""


def check_safety(read: ReadResult) -> Iterator[Problem]:
    """Problems of danger signs, hazards and depth classes."""
    for index, flag in enumerate((read.parts.get("red_flags") or {}).values()):
        if not FIRST_WORDS[flag.level].match(flag.advice):
            problem = f"its advice does not begin with what its level ({flag.level}) asks for"
            fix = "begin with 'Call your emergency number now' or 'Go to an emergency department now' "
            fix += "(emergency), 'See a doctor today' (today), 'See your doctor within a few days' (soon)"
            line = read.line("safety.yml", ("red_flags", index, "advice"))
            yield Problem("safety.yml", line, flag.id, problem, fix)
    yield from _check_danger_words(read)
    yield from _check_hazards(read)
    for index, muscle in enumerate(read.parts["muscles"].values()):
        for problem, fix in _depth_faults(muscle, read):
            line = read.line("trigger_points.yml", ("muscles", index, "needle_depth"))
            yield Problem("trigger_points.yml", line, muscle.id, problem, fix)


def _check_danger_words(read: ReadResult) -> Iterator[Problem]:
    sayings = read.parts.get("sayings") or {}
    used = [(("sayings", name), name, words) for name, words in sayings.items()]
    for index, record in enumerate((read.parts.get("danger_words") or {}).values()):
        groups = [group for way in (*record.says, *record.asks) for group in way]
        used.extend((("danger_words", index), record.id, group) for group in groups)
    for path, name, words in used:
        for word in words:
            if word.isupper() and (word not in sayings or word == name):
                problem = f"the list '{word}' is not one of `sayings`"
                line = read.line("danger_words.yml", path)
                yield Problem("danger_words.yml", line, name, problem, "add it there, or write the words out")


def _check_hazards(read: ReadResult) -> Iterator[Problem]:
    hazards = read.parts.get("hazards") or {}
    if not hazards:
        return
    named: dict[str, list[str]] = {}
    for index, hazard in enumerate(hazards.values()):
        for id_ in hazard.muscle_ids:
            named.setdefault(id_, []).append(hazard.id)
        found = DIRECTIONS.search(hazard.principle)
        if found:
            line = read.line("safety.yml", ("hazards", index, "principle"))
            yield Problem("safety.yml", line, hazard.id, *_direction(found[0]))
    for id_ in read.parts["muscles"]:
        lines = named.get(id_, [])
        if len(lines) != 1:
            problem = f"the muscle '{id_}' is in {len(lines)} hazards ({', '.join(lines) or 'none'})"
            yield Problem("safety.yml", None, id_, problem, "name it in `muscle_ids` of exactly one hazard")


def _depth_faults(muscle: Muscle, read: ReadResult) -> Iterator[tuple[str, str]]:
    depth = muscle.needle_depth
    kept = depth.depth_class in ("deep_guided", "avoid")
    if not kept and depth.hazards and VITAL.search(depth.hazards[0].structure):
        yield (
            f"it is of class {depth.depth_class}, but {depth.hazards[0].structure} is its first hazard",
            "set its depth class to deep_guided or avoid, or put the nearest hazard first",
        )
    if NOT_NEEDLED.search(depth.principle) and depth.depth_class != "avoid":
        yield (
            f"its principle says that it is not needled, but it is of class {depth.depth_class}",
            "set its depth class to avoid and remove its needle techniques",
        )
    techniques = read.parts.get("techniques") or {}
    for link in muscle.techniques:
        is_needle = link.id in techniques and techniques[link.id].needle
        if depth.depth_class == "avoid" and is_needle and not link.reason.startswith("Specialist only"):
            yield (
                f"it is of class avoid, but lists the needle technique '{link.id}'",
                "remove the technique, or begin its reason with 'Specialist only'",
            )
    found = DIRECTIONS.search(depth.principle)
    if found:
        yield _direction(found[0])


def _direction(words: str) -> tuple[str, str]:
    return (
        f"'{words}' tells where a needle should go",
        "say what lies near and what is known to have happened; no angle, direction or stop",
    )

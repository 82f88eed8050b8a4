"""Who names whom: muscles of a technique or condition, and what was tested for it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from triggerpoints.content.models.base import Evidence
from triggerpoints.content.models.condition import Condition, TechniqueGrade
from triggerpoints.content.models.evidence import TESTED
from triggerpoints.content.models.muscle import ConditionLink, Muscle, TechniqueLink
from triggerpoints.content.models.safety import SelfCareLimit
from triggerpoints.content.reading.loader import Content

Link = TypeVar("Link", TechniqueLink, ConditionLink)


def technique_muscles(content: Content, technique: str) -> dict[str, TechniqueLink]:
    """Links of all muscles that name a technique, by the muscle's id."""
    return {m.id: link for m in content.muscles.values() for link in m.techniques if link.id == technique}


def condition_muscles(content: Content, condition: str) -> dict[str, ConditionLink]:
    """Links of all muscles that name a condition, by the muscle's id."""
    return {m.id: link for m in content.muscles.values() for link in m.conditions if link.id == condition}


def by_region(content: Content, muscles: Mapping[str, Link]) -> dict[str, list[Muscle]]:
    """Muscles by the region of the body they belong to."""
    found: dict[str, list[Muscle]] = defaultdict(list)
    for muscle in muscles:
        record = content.muscles[muscle]
        found[record.region].append(record)
    return dict(found)


def grades_of(content: Content, technique: str) -> list[tuple[Condition, TechniqueGrade]]:
    """Conditions in which a technique was graded, the best tested first."""
    found = [
        (condition, tested)
        for condition in content.conditions.values()
        for tested in condition.evidence
        if tested.technique == technique
    ]
    return sorted(found, key=lambda pair: grade_order(pair[1].grade, pair[1].up_to))


def grade_order(grade: Evidence, up_to: Evidence | None = None) -> tuple[int, int]:
    """Key that sorts grades from the best tested to the one that speaks against a treatment."""
    return TESTED.index(up_to or grade), TESTED.index(grade)


def limits_of(content: Content, muscle: Muscle) -> list[SelfCareLimit]:
    """Who must take care with the self-care of a muscle, in the order of the data."""
    return [
        limit
        for limit in content.self_care_limits.values()
        if muscle.self_care.pressure.method in limit.pressure
        or muscle.group in limit.groups
        or muscle.id in limit.muscles
    ]

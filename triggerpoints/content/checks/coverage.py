"""How complete the data is: a table of muscles by group of fields, for docs/coverage.md."""

from collections.abc import Iterator

from triggerpoints.content.checks.marks import marked_texts
from triggerpoints.content.models.base import Ref
from triggerpoints.content.models.muscle import Muscle
from triggerpoints.content.reading.loader import Content

_GROUPS = ("anatomy", "symptoms", "causes", "needle_depth", "self_care")
_HEADINGS = (
    "muscle", "zones", "anatomy", "symptoms", "causes", "needle depth", "self-care", "look-alikes",
    "techniques", "conditions", "sources", "unconfirmed",
)  # fmt: skip


def coverage_table(content: Content) -> str:
    """Markdown text: one row a muscle, with totals and the share that is unconfirmed."""
    muscles = content.muscles.values()
    statuses = [status for muscle in muscles for status in _statuses(muscle)]
    unconfirmed = sum(status == "unconfirmed" for status in statuses)
    points = sum(len(muscle.trigger_points) for muscle in muscles)
    reviewed = sum(muscle.review != "none" for muscle in muscles)
    lines = [
        "# Coverage of the data",
        "",
        "Made by `python -m triggerpoints check --report`; do not edit.",
        "",
        f"{len(muscles)} muscles with {points} trigger points, {len(content.places)} places and "
        f"{len(content.sources)} sources; {reviewed} muscles reviewed by a clinician.",
        "",
        f"Of {len(statuses)} statements with a status, {unconfirmed} "
        f"({_percent(unconfirmed, len(statuses))}) "
        "are unconfirmed: standard teaching that nobody has checked against a source for this project.",
        "",
        "c: confirmed against a cited source; u: unconfirmed. Zones: confirmed points of all points.",
        "",
        f"| {' | '.join(_HEADINGS)} |",
        "|---" * len(_HEADINGS) + "|",
    ]
    lines.extend(_row(muscle) for muscle in muscles)
    lines += ["", "## Sources", "", "| status | number |", "|---|---|"]
    for status in ("confirmed", "existence", "memory"):
        number = sum(source.status == status for source in content.sources.values())
        lines.append(f"| {status} | {number} |")
    return "\n".join(lines) + "\n"


def _row(muscle: Muscle) -> str:
    statuses = list(_statuses(muscle))
    points = muscle.trigger_points
    confirmed = sum(point.status == "confirmed" for point in points)
    cells = [muscle.names.en, f"{confirmed}/{len(points)}"]
    cells += [getattr(muscle, group).status[0] for group in _GROUPS]
    cells += [str(len(part)) for part in (muscle.look_alikes, muscle.techniques, muscle.conditions)]
    cells += [str(len(_cited(muscle))), _percent(statuses.count("unconfirmed"), len(statuses))]
    return f"| {' | '.join(cells)} |"


def _statuses(muscle: Muscle) -> Iterator[str]:
    yield from (getattr(muscle, group).status for group in _GROUPS)
    yield from (point.status for point in muscle.trigger_points)


def _cited(muscle: Muscle) -> set[str]:
    return {text.text for text in marked_texts(muscle) if text.mark == Ref("sources")}


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"

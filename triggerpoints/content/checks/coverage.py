"""How complete the data is and where its statements stand: a table for docs/coverage.md."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from triggerpoints.content.checks.marks import marked_texts
from triggerpoints.content.checks.statements import Stated, statements
from triggerpoints.content.models.base import Ref, Status
from triggerpoints.content.models.muscle import Muscle
from triggerpoints.content.models.source import Source
from triggerpoints.content.reading.files import FILES
from triggerpoints.content.reading.loader import Content

STATUSES: tuple[str, ...] = get_args(Status)
_GROUPS = ("anatomy", "symptoms", "causes", "needle_depth", "self_care")
_HEADINGS = (
    "muscle", "class", "zones", "anatomy", "symptoms", "causes", "needle depth", "self-care", "look-alikes",
    "techniques", "conditions", "sources", "teaching",
)  # fmt: skip
_PRIMARY = frozenset({"guideline", "health-service", "journal", "textbook"})


@dataclass(frozen=True)
class Share:
    """How many statements stand where, best first.

    Attributes
    ----------
    counts : tuple of (str, int)
        Status and number, in the order of `Status`.
    """

    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Number of statements."""
        return sum(number for _, number in self.counts)

    def percent(self, status: str) -> int:
        """Share of one status, in percent."""
        return round(100 * dict(self.counts)[status] / self.total) if self.total else 0


def shares(content: Content) -> tuple[Share, Share]:
    """Where the statements of all files stand: those about safety, and all others."""
    stated = list(statements(vars(content)))
    return _share(s for s in stated if s.is_safety), _share(s for s in stated if not s.is_safety)


def coverage_table(content: Content) -> str:
    """Markdown text: where statements stand over all files, one row a muscle, what is teaching only."""
    muscles = content.muscles.values()
    points = [point for muscle in muscles for point in muscle.trigger_points]
    unstudied = [muscle.id for muscle in muscles if not muscle.pattern_studies]
    searched = [muscle.id for muscle in muscles if muscle.pattern_search]
    lines = [
        "# Coverage of the data",
        "",
        "Made by `python -m triggerpoints check --report`; do not edit.",
        "",
        f"{len(muscles)} muscles with {len(points)} trigger points, {len(content.places)} places and "
        f"{len(content.sources)} sources.",
        "",
        "## Where statements stand, over all files",
        "",
        "read: a study, guideline, health service or standard book was opened (abstract or more); read-web: "
        "an excerpt of a web page; book: said to stand in a book that was not at hand; teaching: nobody has "
        "checked it against a source. Statements about safety rest on the first kind or say that they are "
        "teaching.",
        "",
        f"| statements | {' | '.join(STATUSES)} | all |",
        "|---" * (len(STATUSES) + 2) + "|",
    ]
    stated = list(statements(vars(content)))
    for label, of in (
        ("safety", [s for s in stated if s.is_safety]),
        ("all others", [s for s in stated if not s.is_safety]),
        ("**together**", stated),
    ):
        lines.append(_share_row(label, of))
    for file in dict.fromkeys(file.name for file in FILES):
        of = [s for s in stated if s.file.name == file]
        if of:
            lines.append(_share_row(f"`{file}`", of))
    partly = [s for s in stated if s.statement.unsourced]
    named = [(m, p, p.zones.essential) for m in muscles for p in m.trigger_points if p.zones.essential]
    by_study = sum(bool(m.studies_of(p, places[0])) for m, p, places in named)
    by_book = sum(
        not m.studies_of(p, places[0]) and (p.status == "read" or bool(m.books_of(p, places[0])))
        for m, p, places in named
    )
    every = sum(all(m.studies_of(p, place) for place in places) for m, p, places in named)
    lines += [
        "",
        f"Of those that are read or read-web, {len(partly)} name a part for which no source was found "
        f"({sum(s.is_safety for s in partly)} about safety).",
        "",
        "Zones whose main area (the first essential one) is named by a study, guideline or standard book "
        f"that was opened: {by_study + by_book} of {len(points)} points; for {by_study} by a study of where "
        "the pain of the point or of its whole muscle is felt "
        f"(for {every} such studies name all essential areas). "
        f"Anatomy: {_primary(content, [m.anatomy for m in muscles])} of {len(muscles)} muscles.",
        "",
        f"Muscles with a study of where their pain is felt: {len(muscles) - len(unstudied)} of "
        f"{len(muscles)}. "
        f"None was found for: {', '.join(unstudied)}.",
        "",
        f"Searched in vain, with the day in the data: {', '.join(searched)}.",
        "",
        "## Muscles",
        "",
        "r: read; w: read-web; b: book; t: teaching. Zones: points that are read or read-web, of all points.",
        "",
        f"| {' | '.join(_HEADINGS)} |",
        "|---" * len(_HEADINGS) + "|",
    ]
    lines.extend(_row(muscle) for muscle in muscles)
    lines += ["", "## Sources", "", "| kind | abstract or more | excerpt | title only |", "|---|---|---|---|"]
    kinds = Counter((source.kind, source.read) for source in content.sources.values())
    for kind in dict.fromkeys(kind for kind, _ in sorted(kinds)):
        numbers = " | ".join(
            str(kinds[kind, how]) for how in get_args(Source.model_fields["read"].annotation)
        )
        lines.append(f"| {kind} | {numbers} |")
    lines += ["", "## Safety that nobody could confirm", ""]
    for one in stated:
        if one.is_safety and one.statement.status == "teaching":
            lines.append(f"- `{one.file.name}` {one.record or one.file.field}: {_words(one)}")
    return "\n".join(lines) + "\n"


def _share(of: Iterable[Stated]) -> Share:
    counts = Counter(stated.statement.status for stated in of)
    return Share(tuple((status, counts[status]) for status in STATUSES))  # type: ignore[index]


def _share_row(label: str, of: Iterable[Stated]) -> str:
    share = _share(of)
    cells = [f"{number} ({share.percent(status)} %)" for status, number in share.counts]
    return f"| {label} | {' | '.join(cells)} | {share.total} |"


def _primary(content: Content, of: Iterable[Any]) -> int:
    """How many of these cite a study, guideline or standard book that was opened."""
    return sum(
        any(
            content.sources[key].kind in _PRIMARY and content.sources[key].was_read
            for key in one.sources
            if key in content.sources
        )
        for one in of
    )


def _words(stated: Stated) -> str:
    for field in ("question", "plain", "sign", "short", "event"):
        text = getattr(stated.statement, field, None)
        if text:
            return str(text)
    return str(stated.path[-1])


def _row(muscle: Muscle) -> str:
    statuses = list(_statuses(muscle))
    points = muscle.trigger_points
    checked = sum(point.status in ("read", "read-web") for point in points)
    cells = [muscle.names.en, muscle.needle_depth.depth_class, f"{checked}/{len(points)}"]
    cells += [_letter(getattr(muscle, group).status) for group in _GROUPS]
    cells += [str(len(part)) for part in (muscle.look_alikes, muscle.techniques, muscle.conditions)]
    cells += [str(len(_cited(muscle))), f"{100 * statuses.count('teaching') / len(statuses):.0f} %"]
    return f"| {' | '.join(cells)} |"


def _letter(status: Status) -> str:
    return {"read": "r", "read-web": "w", "book": "b", "teaching": "t"}[status]


def _statuses(muscle: Muscle) -> Iterator[str]:
    yield from (getattr(muscle, group).status for group in _GROUPS)
    yield from (point.status for point in muscle.trigger_points)


def _cited(muscle: Muscle) -> set[str]:
    return {text.text for text in marked_texts(muscle) if text.mark == Ref("sources")}

"""Pieces of HTML for techniques, conditions and evidence; every text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from textwrap import shorten

from triggerpoints.content import Content
from triggerpoints.content.models.base import Evidence, Sourced
from triggerpoints.content.models.condition import Condition, TechniqueGrade, WarningSign
from triggerpoints.content.models.evidence import Claim, Finding, Graded, Statement
from triggerpoints.content.models.source import Source
from triggerpoints.content.models.technique import Technique
from triggerpoints.figures.state import Audience
from triggerpoints.ui.html import blocks, flags, words
from triggerpoints.ui.html.glossary import explained

GROUPS = {
    "head-neck": "Head, face and neck",
    "back": "Back",
    "shoulder-arm": "Shoulder and arm",
    "hip-knee": "Hip and knee",
    "leg-foot": "Lower leg and foot",
    "general": "Whole body",
}
_TO_YEAR = re.compile(r"^.{0,40}?\b(19|20)\d\d\b")
SHORT_STATUS = {
    "read": ("Read in", " "),
    "read-web": ("Web page read in part", ": "),
    "book": ("Book not at hand", ": "),
    "teaching": ("Teaching, no study found", "; see "),
}
LONG_STATUS = {
    status: (said, ". Related: " if status == "teaching" else ": ") for status, said in words.STATUS.items()
}
CODE_STATUS = {True: "Seen in a published list", False: "Not checked"}
FINDING_KINDS = {
    "known": "What is known",
    "disputed": "Where experts disagree",
    "unknown": "What nobody knows",
}


def lower_first(text: str) -> str:
    """A text with a small first letter, to stand within a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def grade_words(grade: Evidence, up_to: Evidence | None = None) -> str:
    """A grade, or a range of grades, in words."""
    if up_to is None:
        return words.EVIDENCE[grade]
    lower = words.EVIDENCE[grade].removesuffix(" evidence")
    return f"{lower} to {lower_first(words.EVIDENCE[up_to])}"


def chip(text: str) -> str:
    """A short fact about a record."""
    return f'<span class="tp-chip">{escape(text)}</span>'


def grade_chip(grade: Evidence, up_to: Evidence | None = None) -> str:
    """A grade as a chip with its texture."""
    sign = f'<span class="tp-grade {grade}" aria-hidden="true"></span>'
    return f'<span class="tp-chip">{sign}{escape(grade_words(grade, up_to))}</span>'


def heading(eyebrow: str, name: str, below: str, chips: Iterable[str], review: str) -> str:
    """Name of a record with what stands above and below it; `chips` are HTML."""
    look = "tp-chip tp-review" if review == "none" else "tp-chip"
    reviewed = f'<span class="{look}">{escape(words.review(review))}</span>'
    return (
        f'<p class="tp-eyebrow">{escape(eyebrow)}</p><h2 class="tp-name">{escape(name)}</h2>'
        f'<p class="tp-sub">{escape(below)}</p><div class="tp-chips">{"".join(chips)}{reviewed}</div>'
    )


def voice(statement: Statement, audience: Audience) -> str:
    """What a statement says to the audience."""
    return statement.student if audience == "student" else statement.plain


def said(content: Content, statement: Statement, audience: Audience, seen: set[str] | None = None) -> str:
    """A statement with its status and sources; `seen` are the glossary's terms that were explained before."""
    text = explained(voice(statement, audience), seen)
    return f'<p class="tp-said">{text}</p>{basis(content, statement, audience)}'


def basis(content: Content, record: Sourced, audience: Audience) -> str:
    """How sure a statement is and what it cites, as one quiet line; short for patients."""
    cited = cites(content, record.sources, audience)
    status, bridge = (SHORT_STATUS if audience == "patient" else LONG_STATUS)[record.status]
    return f'<p class="tp-note tp-basis">{status}{bridge + cited if cited else "."}</p>'


def cites(content: Content, keys: Iterable[str], audience: Audience) -> str:
    """Sources as links, separated by semicolons; author and year only for patients."""
    found = [content.sources[key] for key in keys if key in content.sources]
    return "; ".join(_cite(source, short=audience == "patient") for source in found)


def warning_box(content: Content, condition: Condition, audience: Audience, *, short: bool = False) -> str:
    """Red flags of a condition and those of every condition, the most urgent first.

    The short form folds away all but emergencies, for small screens.
    """
    signs = sorted(
        [*condition.red_flags, *content.common_red_flags],
        key=lambda sign: list(flags.LEVELS).index(sign.level),
    )
    rows = []
    for level, label in flags.LEVELS.items():
        own = [sign for sign in signs if sign.level == level and sign in condition.red_flags]
        common = [sign for sign in signs if sign.level == level and sign not in condition.red_flags]
        if own and short and level != "emergency":
            own, common = [], own + common
        if own:
            rows.append(f"<h3>{escape(label)}</h3>{_signs(own, audience)}")
        if common:
            summary = (
                f"{label} ({len(common)})" if short else f"For any pain: {lower_first(label)} ({len(common)})"
            )
            rows.append(f"<details><summary>{escape(summary)}</summary>{_signs(common, audience)}</details>")
    screen = "tp-phone" if short else "tp-desk"
    return f'<section class="tp-flags {screen}" aria-label="Red flags">{"".join(rows)}</section>'


def _signs(signs: Sequence[WarningSign], audience: Audience) -> str:
    rows = "".join(
        f"<li>{escape(sign.plain)}"
        + (f' <span class="tp-note">({escape(sign.student)})</span>' if audience == "student" else "")
        + "</li>"
        for sign in signs
    )
    return f"<ul>{rows}</ul>"


def graded(content: Content, name: str, record: Graded, audience: Audience) -> str:
    """One row of evidence: what, grade, result, basis."""
    return (
        f'<article class="tp-graded"><div class="tp-chips"><strong>{escape(name)}</strong>'
        f"{grade_chip(record.grade, record.up_to)}</div>{said(content, record, audience)}</article>"
    )


def finding(content: Content, record: Finding, audience: Audience) -> str:
    """A general finding."""
    return (
        f'<article class="tp-graded" id="finding-{record.id}"><h4>{escape(record.title)}</h4>'
        f"{said(content, record, audience)}</article>"
    )


def claim(content: Content, record: Claim, audience: Audience) -> str:
    """An often-heard claim and its corrected form."""
    return (
        f'<article class="tp-claim" id="claim-{record.id}"><p class="tp-eyebrow">{escape(record.topic)}</p>'
        f'<p class="tp-heard"><span>Often heard</span> {escape(record.heard)}</p>'
        f'<p class="tp-said"><span>What sources say</span> {explained(voice(record, audience))}</p>'
        f"{basis(content, record, audience)}</article>"
    )


def codes(content: Content, condition: Condition) -> str:
    """Table of a condition's codes with edition and status."""
    if not condition.codes:
        return blocks.note("No code of its own was found.")
    rows = "".join(
        f"<tr><th scope='row'>{escape(code.system)}</th><td><strong>{escape(code.code)}</strong>"
        + (f"<br><span class='tp-note'>{escape(code.note)}</span>" if code.note else "")
        + f"</td><td>{CODE_STATUS[code.seen]}</td></tr>"
        for code in condition.codes
    )
    notes = "".join(
        f"<li><strong>{escape(system)}</strong>: {escape(content.code_editions[system].edition)}. "
        f"{escape(content.code_editions[system].note)}</li>"
        for system in dict.fromkeys(code.system for code in condition.codes)
    )
    return (
        "<table class='tp-table'><thead><tr><th scope='col'>System</th><th scope='col'>Code</th>"
        f"<th scope='col'>Status</th></tr></thead><tbody>{rows}</tbody></table>"
        f"<ul class='tp-list tp-note'>{notes}</ul>"
        + blocks.note("A code helps students find their way. It is never a diagnosis.")
    )


def grade_key(content: Content, audience: Audience) -> str:
    """What the grades mean."""
    rows = "".join(
        f"<dt>{grade_chip(grade)}</dt>"  # type: ignore[arg-type]
        f"<dd>{escape(record.student if audience == 'student' else record.plain)}</dd>"
        for grade, record in content.grades.items()
    )
    return f'<dl class="tp-facts tp-gradekey">{rows}</dl>'


def evidence_table(conditions: Sequence[Condition], techniques: Sequence[Technique]) -> str:
    """Grades of techniques (columns) by condition (rows); empty where no source supports a grade."""
    head = "".join(f"<th scope='col'><span>{escape(technique.short)}</span></th>" for technique in techniques)
    rows = []
    for condition in conditions:
        tested = {item.technique: item for item in condition.evidence}
        cells = "".join(_grade_cell(tested.get(technique.id)) for technique in techniques)
        rows.append(f"<tr><th scope='row'>{escape(condition.name)}</th>{cells}</tr>")
    return wide_table(
        "Grades of techniques by condition", _corner("Condition") + head, rows, "tp-matrix grades"
    )


def _grade_cell(tested: TechniqueGrade | None) -> str:
    if tested is None:
        return "<td></td>"
    label = grade_words(tested.grade, tested.up_to).removesuffix(" evidence")
    number = len(tested.sources)
    cited = f"{number} source{'s' if number != 1 else ''}" if number else "no source"
    return (
        f'<td title="{escape(tested.student)}"><span class="tp-grade {tested.grade}" '
        f'aria-hidden="true"></span>{escape(label)}<small>{cited}</small></td>'
    )


def matrix_table(content: Content, techniques: Sequence[Technique], counts: Callable[[str, str], int]) -> str:
    """How usual techniques are by group of muscles, with the number of muscles that name them.

    Parameters
    ----------
    content : Content
    techniques : sequence of Technique
        Columns.
    counts : callable
        From a group and a technique to the number of muscles of the group that name it.
    """
    head = "".join(f"<th scope='col'><span>{escape(technique.short)}</span></th>" for technique in techniques)
    rows = []
    for group, row in content.matrix.items():
        cells = []
        for technique in techniques:
            mark = "usual" if technique.id in row.usual else "adapted" if technique.id in row.adapted else ""
            number = counts(group, technique.id)
            sign = {"usual": "●", "adapted": "◐", "": "–"}[mark]
            word = {"usual": "usual", "adapted": "specialist or adapted", "": "not listed"}[mark]
            cells.append(
                f'<td class="{mark or "unlisted"}"><span aria-hidden="true">{sign}</span>'
                f'<span class="tp-unseen">{word}</span><small>{number or ""}</small></td>'
            )
        rows.append(f"<tr><th scope='row'>{escape(row.label)}</th>{''.join(cells)}</tr>")
    return wide_table("Techniques by group of muscles", _corner("Muscles") + head, rows, "tp-matrix")


def wide_table(caption: str, head: str, rows: Iterable[str], look: str) -> str:
    """A table that scrolls by itself where the screen is narrow; `head` and `rows` are HTML."""
    return (
        f'<div class="tp-wide" role="region" aria-label="{escape(caption)}" tabindex="0">'
        f'<table class="{look}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _corner(text: str) -> str:
    return f'<th scope="col">{escape(text)}</th>'


def source_list(content: Content, keys: Iterable[str]) -> str:
    """Sources in full."""
    found = [blocks.source(key, content.sources[key]) for key in keys if key in content.sources]
    return "".join(found) or blocks.note(
        "No source is cited: all of this is standard teaching that nobody has checked."
    )


def _cite(source: Source, *, short: bool) -> str:
    address = f"https://doi.org/{source.doi}" if source.doi else source.url
    if not address and source.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    year = _TO_YEAR.match(source.cite)
    brief = year[0] if year else shorten(source.cite, 45, placeholder=" …")
    text = escape(brief if short else source.cite)
    unread = "" if source.was_read else " (title only)"
    if not address:
        return text + unread
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{text}</a>{unread}'


def involvement_key(grades: Mapping[str, Evidence]) -> list[tuple[str, str]]:
    """Key of a map of muscles: the grades that occur, the best tested first."""
    return [(grade, words.EVIDENCE[grade]) for grade in words.EVIDENCE if grade in grades.values()]

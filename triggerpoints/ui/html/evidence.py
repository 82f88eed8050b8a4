"""Pieces of HTML for techniques, conditions and evidence; every text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from triggerpoints.content import Content
from triggerpoints.content.checks.coverage import shares
from triggerpoints.content.models.base import Evidence
from triggerpoints.content.models.condition import Condition, TechniqueGrade, WarningSign
from triggerpoints.content.models.evidence import Claim, Finding, Graded, Statement
from triggerpoints.content.models.technique import Technique
from triggerpoints.content.reviews import ReviewState
from triggerpoints.figures.state import Audience
from triggerpoints.ui.html import blocks, flags, known, words
from triggerpoints.ui.html.glossary import explained

GROUPS = {
    "head-neck": "Head, face and neck",
    "back": "Back",
    "shoulder-arm": "Shoulder and arm",
    "hip-knee": "Hip and knee",
    "leg-foot": "Lower leg and foot",
    "general": "Whole body",
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


def chip(text: str) -> Markup:
    """A short fact about a record."""
    return Markup('<span class="tp-chip">{}</span>').format(text)


def grade_chip(grade: Evidence, up_to: Evidence | None = None) -> Markup:
    """A grade as a chip with its texture."""
    sign = Markup('<span class="tp-grade {}" aria-hidden="true"></span>').format(grade)
    return Markup('<span class="tp-chip">{}{}</span>').format(sign, grade_words(grade, up_to))


def heading(eyebrow: str, name: str, below: str, chips: Iterable[str], reviewed: ReviewState) -> Markup:
    """Name of a record with what stands above and below it; `chips` are HTML."""
    look = "tp-chip" if reviewed.holds else "tp-chip tp-review"
    badge = Markup('<span class="{}">{}</span>').format(look, reviewed.said)
    return Markup(
        '<p class="tp-eyebrow">{}</p><h1 class="tp-name">{} <small>{}</small></h1>'
        '<div class="tp-chips">{}{}</div>'
    ).format(eyebrow, name, below, Markup("").join(chips), badge)


def voice(statement: Statement, audience: Audience) -> str:
    """What a statement says to the audience."""
    return statement.student if audience == "student" else statement.plain


def said(
    content: Content, statement: Statement, audience: Audience, seen: set[str] | None = None, of: str = ""
) -> Markup:
    """A statement with the mark of what it rests on.

    `seen` are the glossary's terms that were explained before, `of` the record that it belongs to.
    """
    text = explained(voice(statement, audience), seen)
    return Markup('<p class="tp-said">{}</p>{}').format(text, known.basis(content, statement, audience, of))


def warning_box(content: Content, condition: Condition, audience: Audience, *, short: bool = False) -> Markup:
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
            rows.append(Markup('<h3 aria-level="2">{}</h3>{}').format(label, _signs(own, audience)))
        if common:
            if own and short:
                summary = f"{len(common)} more, for any pain"
            elif short:
                summary = f"{label} ({len(common)})"
            else:
                summary = f"For any pain: {lower_first(label)} ({len(common)})"
            rows.append(
                Markup("<details><summary>{}</summary>{}</details>").format(summary, _signs(common, audience))
            )
    of = f"conditions, {condition.id}"
    rows.append(known.listed(content, [(sign.plain, sign) for sign in signs], audience, of))
    screen = "tp-phone" if short else "tp-desk"
    return Markup('<section class="tp-flags {}" aria-label="Red flags">{}</section>').format(
        screen, Markup("").join(rows)
    )


def _signs(signs: Sequence[WarningSign], audience: Audience) -> Markup:
    rows = Markup("").join(
        Markup("<li>{}").format(sign.plain)
        + (Markup(' <span class="tp-note">({})</span>').format(sign.student) if audience == "student" else "")
        + Markup("</li>")
        for sign in signs
    )
    return Markup("<ul>{}</ul>").format(rows)


def graded(content: Content, name: str, record: Graded, audience: Audience, of: str = "") -> Markup:
    """One row of evidence: what, grade, result, basis; `of` is the record that it belongs to."""
    return Markup(
        '<article class="tp-graded"><div class="tp-chips"><strong>{}</strong>{}</div>{}</article>'
    ).format(name, grade_chip(record.grade, record.up_to), said(content, record, audience, of=of))


def finding(content: Content, record: Finding, audience: Audience) -> Markup:
    """A general finding."""
    return Markup('<article class="tp-graded" id="finding-{}"><h4 aria-level="3">{}</h4>{}</article>').format(
        record.id, record.title, said(content, record, audience)
    )


def claim(content: Content, record: Claim, audience: Audience) -> Markup:
    """An often-heard claim and its corrected form."""
    return Markup(
        '<article class="tp-claim" id="claim-{}"><p class="tp-eyebrow">{}</p>'
        '<p class="tp-heard"><span>Often heard</span> {}</p>'
        '<p class="tp-said"><span>What sources say</span> {}</p>'
        "{}</article>"
    ).format(
        record.id,
        record.topic,
        record.heard,
        explained(voice(record, audience)),
        known.basis(content, record, audience),
    )


def codes(content: Content, condition: Condition) -> Markup:
    """Table of a condition's codes with edition and status."""
    if not condition.codes:
        return blocks.note("No code of its own was found.")
    rows = Markup("").join(
        Markup("<tr><th scope='row'>{}</th><td><strong>{}</strong>").format(code.system, code.code)
        + (Markup("<br><span class='tp-note'>{}</span>").format(code.note) if code.note else "")
        + Markup("</td><td>{}</td></tr>").format(CODE_STATUS[code.seen])
        for code in condition.codes
    )
    notes = Markup("").join(
        Markup("<li><strong>{}</strong>: {}. {}</li>").format(
            system, content.code_editions[system].edition, content.code_editions[system].note
        )
        for system in dict.fromkeys(code.system for code in condition.codes)
    )
    return Markup(
        "<table class='tp-table'><thead><tr><th scope='col'>System</th><th scope='col'>Code</th>"
        "<th scope='col'>Status</th></tr></thead><tbody>{}</tbody></table>"
        "<ul class='tp-list tp-note'>{}</ul>"
    ).format(rows, notes) + blocks.note("A code helps students find their way. It is never a diagnosis.")


def grade_key(content: Content, audience: Audience) -> Markup:
    """What the grades mean."""
    rows = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(
            grade_chip(grade),  # type: ignore[arg-type]
            record.student if audience == "student" else record.plain,
        )
        for grade, record in content.grades.items()
    )
    return Markup('<dl class="tp-facts tp-gradekey">{}</dl>').format(rows)


def evidence_table(conditions: Sequence[Condition], techniques: Sequence[Technique]) -> Markup:
    """Grades of techniques (columns) by condition (rows); empty where no source supports a grade."""
    head = Markup("").join(
        Markup("<th scope='col'><span>{}</span></th>").format(technique.short) for technique in techniques
    )
    rows = []
    for condition in conditions:
        tested = {item.technique: item for item in condition.evidence}
        cells = Markup("").join(_grade_cell(tested.get(technique.id)) for technique in techniques)
        rows.append(Markup("<tr><th scope='row'>{}</th>{}</tr>").format(condition.name, cells))
    return wide_table(
        "Grades of techniques by condition", _corner("Condition") + head, rows, "tp-matrix grades"
    )


def _grade_cell(tested: TechniqueGrade | None) -> Markup:
    if tested is None:
        return Markup("<td></td>")
    label = grade_words(tested.grade, tested.up_to).removesuffix(" evidence")
    number = len(tested.sources)
    cited = f"{number} source{'s' if number != 1 else ''}" if number else "no source"
    return Markup(
        '<td title="{}"><span class="tp-grade {}" aria-hidden="true"></span>{}<small>{}</small></td>'
    ).format(tested.student, tested.grade, label, cited)


def matrix_table(
    content: Content, techniques: Sequence[Technique], counts: Callable[[str, str], int]
) -> Markup:
    """How usual techniques are by group of muscles, with the number of muscles that name them.

    Parameters
    ----------
    content : Content
    techniques : sequence of Technique
        Columns.
    counts : callable
        From a group and a technique to the number of muscles of the group that name it.
    """
    head = Markup("").join(
        Markup("<th scope='col'><span>{}</span></th>").format(technique.short) for technique in techniques
    )
    rows = []
    for group, row in content.matrix.items():
        cells = []
        for technique in techniques:
            mark = "usual" if technique.id in row.usual else "adapted" if technique.id in row.adapted else ""
            number = counts(group, technique.id)
            sign = {"usual": "●", "adapted": "◐", "": "–"}[mark]
            word = {"usual": "usual", "adapted": "specialist or adapted", "": "not listed"}[mark]
            cells.append(
                Markup(
                    '<td class="{}"><span aria-hidden="true">{}</span>'
                    '<span class="tp-unseen">{}</span><small>{}</small></td>'
                ).format(mark or "unlisted", sign, word, number or "")
            )
        rows.append(Markup("<tr><th scope='row'>{}</th>{}</tr>").format(row.label, Markup("").join(cells)))
    return wide_table("Techniques by group of muscles", _corner("Muscles") + head, rows, "tp-matrix")


def wide_table(caption: str, head: str, rows: Iterable[str], look: str) -> Markup:
    """A table that scrolls by itself where the screen is narrow; `head` and `rows` are HTML."""
    return Markup(
        '<div class="tp-wide" role="region" aria-label="{}" tabindex="0">'
        '<table class="{}"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(caption, look, head, Markup("").join(rows))


def _corner(text: str) -> Markup:
    return Markup('<th scope="col">{}</th>').format(text)


def source_list(content: Content, keys: Iterable[str]) -> str:
    """Sources in full."""
    found = [blocks.source(key, content.sources[key]) for key in keys if key in content.sources]
    return Markup("").join(found) or blocks.note(
        "No source is cited: all of this is standard teaching that nobody has checked."
    )


def how_sure(content: Content) -> Markup:
    """How sure the statements of all data are: those about safety beside all others."""
    safety, others = shares(content)
    head = Markup('<th scope="col">{}</th><th scope="col">{}</th>').format(
        f"About safety ({safety.total})", f"All other statements ({others.total})"
    )
    rows = [
        Markup('<tr><th scope="row">{}</th><td>{} %</td><td>{} %</td></tr>').format(
            label, safety.percent(status), others.percent(status)
        )
        for status, label in words.STATUS.items()
    ]
    return Markup("<h2>How sure is it?</h2>") + wide_table(
        "How sure the statements are", _corner("Where a statement stands") + head, rows, "tp-matrix"
    )


def involvement_key(grades: Mapping[str, Evidence]) -> list[tuple[str, str]]:
    """Key of a map of muscles: the grades that occur, the best tested first."""
    return [(grade, words.EVIDENCE[grade]) for grade in words.EVIDENCE if grade in grades.values()]

"""Pieces of HTML for the safety pages; every text is escaped here."""

from __future__ import annotations

from base64 import b64encode
from calendar import month_name
from collections.abc import Iterable, Sequence
from html import escape

from triggerpoints.content import Content
from triggerpoints.content.models.safety import (
    CaseReport,
    Contraindication,
    Harm,
    Hazard,
    HygieneStep,
    Mishap,
    PracticeRule,
    RedFlag,
)
from triggerpoints.figures.icon_array import IconArray
from triggerpoints.figures.state import Audience
from triggerpoints.ui.html import blocks, evidence, flags, words
from triggerpoints.ui.html.glossary import explained

FREQUENCY = {
    "very_common": "Very common: more than 10 in 100",
    "common": "Common: 1 to 10 in 100",
    "uncommon": "Uncommon: fewer than 1 in 100",
    "rare": "Rare: fewer than 1 in 1,000",
    "unknown": "Happens, but nobody has counted how often",
}
RISK = {"low": "Lower risk", "moderate": "Some risk", "high": "High risk", "very_high": "Very high risk"}
SAYS = {
    "not_allowed": "Not allowed",
    "silent": "The law does not say",
    "allowed": "Allowed, by local rules",
    "guideline": "Rules or guidelines exist",
}
HYGIENE = {
    "before": "Before",
    "during": "The needle",
    "after": "After",
    "accident": "If a used needle pricks someone",
}
MISHAP_LEVEL = {"say_so": "Say so at once", **flags.LEVELS, "expected": "Usual, no need to worry"}


def flag_card(content: Content, flag: RedFlag, audience: Audience) -> str:
    """A red flag: question, advice, and for students what to think of."""
    think = f'<p class="tp-note">Think of: {escape(flag.think_of)}.</p>' if audience == "student" else ""
    return (
        f'<article class="tp-flag {flag.level}" id="flag-{flag.id}"><h4>{escape(flag.short)}</h4>'
        f"<p>{explained(flag.question)}</p><p><strong>{escape(flag.advice)}</strong></p>{think}"
        f"{evidence.basis(content, flag, audience)}</article>"
    )


def flag_list(content: Content, found: Sequence[RedFlag], audience: Audience) -> str:
    """Red flags under the headings of their levels, the most urgent first."""
    return "".join(
        level_group(
            level, label, (flag_card(content, flag, audience) for flag in found if flag.level == level)
        )
        for level, label in flags.LEVELS.items()
    )


def level_group(level: str, label: str, cards: Iterable[str]) -> str:
    """Cards under the heading of their level, in its color; nothing without cards."""
    drawn = "".join(cards)
    if not drawn:
        return ""
    return f'<h3 class="tp-level {level}">{escape(label)}</h3><div class="tp-grid">{drawn}</div>'


def talk_list(ticked: Iterable[Contraindication], audience: Audience) -> str:
    """What to talk about before any needling; never an answer of yes or no."""
    rows = "".join(
        f"<li><strong>{escape(record.name)}</strong><br>{explained(record.why)}"
        + (f'<br><span class="tp-note">{escape(record.note)}</span>' if audience == "student" else "")
        + "</li>"
        for record in ticked
    )
    if not rows:
        return (
            '<section class="tp-talk" aria-live="polite"><h3>Talk about your health before any needling</h3>'
            "<p>You have ticked nothing so far. A short list cannot know all about you. "
            "Tell the person who would treat you about your health, pills and worries.</p></section>"
        )
    return (
        '<section class="tp-talk" aria-live="polite"><h3>Talk about this before any needling</h3>'
        f'<ul class="tp-list">{rows}</ul><p>This list does not say yes or no. '
        "The person who would treat you decides with you. There is always care without needles.</p></section>"
    )


def contraindications(content: Content, kind: str) -> str:
    """Contraindications of a kind, for students."""
    rows = "".join(
        f'<article class="tp-graded"><h4>{escape(record.name)}</h4>'
        f'<p class="tp-said">{escape(record.note)}</p>'
        f"{evidence.basis(content, record, 'student')}</article>"
        for record in content.contraindications.values()
        if record.kind == kind
    )
    return f'<div class="tp-grid">{rows}</div>'


def picture(array: IconArray, words_for_it: str) -> str:
    """An icon array as a picture with its words."""
    data = b64encode(array.svg().encode()).decode()
    return f'<img class="tp-dots" src="data:image/svg+xml;base64,{data}" alt="{escape(words_for_it)}">'


def harm_tile(content: Content, harm: Harm, audience: Audience) -> str:
    """A harm with its picture; for harms that a study saw in 1 of 100 treatments or more."""
    counts = [round(rate.percent) for rate in harm.rates]
    low, high = min(counts), max(counts)
    said = f"{low} of 100" if low == high else f"{low} to {high} of 100"
    array = IconArray(100, low, high, 10)
    numbers = _rates(content, harm) if audience == "student" else ""
    return (
        f'<article class="tp-harm">{picture(array, f"{harm.plain}: {said} treatments")}'
        f'<p class="tp-many">{said}</p><p>{escape(_name(harm, audience))}</p>{numbers}</article>'
    )


def serious_tile(content: Content, harm: Harm, audience: Audience) -> str:
    """Serious harm among a thousand treatments."""
    drawn = picture(IconArray(1000, 1, 1, 50, serious=True), "About 1 of 1,000 treatments, or fewer")
    numbers = _rates(content, harm) if audience == "student" else ""
    return (
        f'<article class="tp-harm serious">{drawn}'
        f'<p class="tp-many">About 1 of 1,000, or fewer</p><p>{escape(harm.plain)}. '
        f"{escape(harm.plain_note or '')}</p>{numbers}</article>"
    )


def harm_list(content: Content, harms: Iterable[Harm], audience: Audience) -> str:
    """Harms in words, under their frequency."""
    parts = []
    kept = list(harms)
    for frequency, label in FREQUENCY.items():
        rows = [harm for harm in kept if harm.frequency == frequency]
        if not rows:
            continue
        items = "".join(
            f"<li>{escape(_name(harm, audience))}"
            + (_rates(content, harm) if audience == "student" else "")
            + "</li>"
            for harm in rows
        )
        parts.append(f'<h4>{escape(label)}</h4><ul class="tp-list">{items}</ul>')
    return "".join(parts)


def _case_basis(content: Content, case: CaseReport, audience: Audience) -> str:
    cited = evidence.cites(content, case.sources, audience) or words.STATUS[case.status]
    return f'<span class="tp-note tp-basis">{cited}</span>'


def _name(harm: Harm, audience: Audience) -> str:
    return harm.name if audience == "student" else harm.plain


def _rates(content: Content, harm: Harm) -> str:
    said = "; ".join(f"{rate.percent:g} % ({content.sources[rate.source].cite})" for rate in harm.rates)
    note = f". {harm.note}" if harm.note else ""
    return f'<p class="tp-note">{escape(said or "No rate")}{escape(note)}</p>'


def studies(content: Content) -> str:
    """The studies that counted harms, as a table."""
    return table(
        "Studies of harms",
        ("Study", "Design", "Minor", "Serious", "Limits"),
        (
            (
                f'<span class="tp-basis">{evidence.cites(content, study.sources, "student")}</span>'
                + blocks.note(study.about),
                *map(escape, (study.design, study.minor, study.serious, study.limits)),
            )
            for study in content.harm_studies.values()
        ),
    )


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A wide table; cells are HTML, the first heads its row."""
    head = "".join(f"<th scope='col'>{escape(name)}</th>" if name else "<td></td>" for name in heads)
    body = []
    for first, *others in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        body.append(f"<tr><th scope='row'>{first}</th>{cells}</tr>")
    return evidence.wide_table(caption, head, body, "tp-table")


def case_reports(content: Content, audience: Audience) -> str:
    """Serious harms known from single cases, which give no rate."""
    rows = "".join(
        f"<li>{escape(f'{case.event}. {case.where}' if audience == 'student' else case.plain)} "
        f"{_case_basis(content, case, audience)}</li>"
        for case in content.case_reports.values()
    )
    return f'<ul class="tp-list">{rows}</ul>'


def hazard_card(content: Content, hazard: Hazard, audience: Audience) -> str:
    """What lies near some muscles."""
    chip = f'<span class="tp-chip tp-risk {hazard.risk}">{escape(RISK[hazard.risk])}</span>'
    if audience == "patient":
        body = f"<p>{explained(hazard.plain)}</p>"
    else:
        body = blocks.facts(
            [
                ("Structures", "; ".join(hazard.structures)),
                ("Principle", hazard.principle),
                *_depth_classes(content, hazard),
            ]
        )
    return (
        f'<article id="hazard-{hazard.id}"><h4>{escape(hazard.muscles)}</h4>'
        f'<div class="tp-chips">{chip}</div>{body}'
        f"{evidence.basis(content, hazard, audience)}</article>"
    )


def _depth_classes(content: Content, hazard: Hazard) -> list[tuple[str, str]]:
    """The depth classes of a hazard's muscles, each with the muscles."""
    muscles = [content.muscles[id_] for id_ in hazard.muscle_ids]
    return [
        (note.label, ", ".join(m.names.en for m in muscles if m.needle_depth.depth_class == id_))
        for id_, note in content.depth_classes.items()
        if any(m.needle_depth.depth_class == id_ for m in muscles)
    ]


def hygiene(content: Content, audience: Audience) -> str:
    """Steps of clean needling, in order."""
    parts = []
    for when, label in HYGIENE.items():
        steps = [step for step in content.hygiene.values() if step.when == when]
        items = "".join(f"<li>{_hygiene_words(content, step, audience)}</li>" for step in steps)
        parts.append(f'<h4>{escape(label)}</h4><ul class="tp-list">{items}</ul>')
    return "".join(parts)


def _hygiene_words(content: Content, step: HygieneStep, audience: Audience) -> str:
    if audience == "patient":
        return explained(step.plain)
    return escape(step.student) + evidence.basis(content, step, audience)


def practice_table(content: Content, rules: Iterable[PracticeRule], audience: Audience) -> str:
    """What the law says where, with the date when that was so."""
    return table(
        "Rules by place",
        ("Where", "Physical therapists", "Details", "As of"),
        (
            (
                escape(rule.place),
                escape(SAYS[rule.says]),
                escape(rule.detail) + evidence.basis(content, rule, audience),
                _month(rule.checked) if rule.checked else "No date",
            )
            for rule in rules
        ),
    )


def _month(checked: str) -> str:
    year, _, month = checked.partition("-")
    return f"{month_name[int(month)]} {year}" if month else year


def mishaps(content: Content, found: Sequence[Mishap], audience: Audience) -> str:
    """What can happen and what to do, the most urgent first."""
    return "".join(
        level_group(
            level, label, (_mishap(content, record, audience) for record in found if record.level == level)
        )
        for level, label in MISHAP_LEVEL.items()
    )


def _mishap(content: Content, record: Mishap, audience: Audience) -> str:
    think = f'<p class="tp-note">{escape(record.student)}</p>' if audience == "student" else ""
    return (
        f'<article class="tp-flag {record.level}"><h4>{escape(record.sign)}</h4>'
        f"<p>{explained(record.do)}</p>{think}{evidence.basis(content, record, audience)}</article>"
    )

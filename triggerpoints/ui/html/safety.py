"""Pieces of HTML for the safety pages; every text is escaped here."""

from __future__ import annotations

from base64 import b64encode
from calendar import month_name
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

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
from triggerpoints.ui.html import blocks, evidence, flags, known, words
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


def flag_card(content: Content, flag: RedFlag, audience: Audience) -> Markup:
    """A red flag: question, advice, and for students what to think of."""
    think = (
        Markup('<p class="tp-note">Think of: {}.</p>').format(flag.think_of) if audience == "student" else ""
    )
    return Markup(
        '<article class="tp-flag {}" id="flag-{}"><h4>{}</h4>'
        "<p>{}</p><p><strong>{}</strong></p>{}"
        "{}</article>"
    ).format(
        flag.level,
        flag.id,
        flag.short,
        explained(flag.question),
        flag.advice,
        think,
        known.basis(content, flag, audience),
    )


def flag_list(content: Content, found: Sequence[RedFlag], audience: Audience) -> Markup:
    """Red flags under the headings of their levels, the most urgent first."""
    return Markup("").join(
        level_group(
            level, label, (flag_card(content, flag, audience) for flag in found if flag.level == level)
        )
        for level, label in flags.LEVELS.items()
    )


def level_group(level: str, label: str, cards: Iterable[str]) -> Markup:
    """Cards under the heading of their level, in its color; nothing without cards."""
    drawn = Markup("").join(cards)
    if not drawn:
        return Markup()
    return Markup('<h3 class="tp-level {}">{}</h3><div class="tp-grid">{}</div>').format(level, label, drawn)


def talk_list(ticked: Iterable[Contraindication], audience: Audience) -> Markup:
    """What to talk about before any needling; never an answer of yes or no."""
    rows = Markup("").join(
        Markup("<li><strong>{}</strong><br>{}").format(record.name, explained(record.why))
        + (Markup('<br><span class="tp-note">{}</span>').format(record.note) if audience == "student" else "")
        + Markup("</li>")
        for record in ticked
    )
    if not rows:
        return Markup(
            '<section class="tp-talk" aria-live="polite"><h3>Talk about your health before any needling</h3>'
            "<p>You have ticked nothing so far. A short list cannot know all about you. "
            "Tell the person who would treat you about your health, pills and worries.</p></section>"
        )
    return Markup(
        '<section class="tp-talk" aria-live="polite"><h3>Talk about this before any needling</h3>'
        '<ul class="tp-list">{}</ul><p>This list does not say yes or no. '
        "The person who would treat you decides with you. There is always care without needles.</p></section>"
    ).format(rows)


def contraindications(content: Content, kind: str) -> Markup:
    """Contraindications of a kind, for students."""
    rows = Markup("").join(
        Markup('<article class="tp-graded"><h4>{}</h4><p class="tp-said">{}</p>{}</article>').format(
            record.name, record.note, known.basis(content, record, "student")
        )
        for record in content.contraindications.values()
        if record.kind == kind
    )
    return Markup('<div class="tp-grid">{}</div>').format(rows)


def picture(array: IconArray, words_for_it: str) -> Markup:
    """An icon array as a picture with its words."""
    data = b64encode(array.svg().encode()).decode()
    return Markup('<img class="tp-dots" src="data:image/svg+xml;base64,{}" alt="{}">').format(
        data, words_for_it
    )


def harm_tile(content: Content, harm: Harm, audience: Audience) -> Markup:
    """A harm with its picture; for harms that a study saw in 1 of 100 treatments or more."""
    counts = [round(rate.percent) for rate in harm.rates]
    low, high = min(counts), max(counts)
    said = f"{low} of 100" if low == high else f"{low} to {high} of 100"
    array = IconArray(100, low, high, 10)
    numbers = _rates(content, harm) if audience == "student" else ""
    return Markup('<article class="tp-harm">{}<p class="tp-many">{}</p><p>{}</p>{}</article>').format(
        picture(array, f"{harm.plain}: {said} treatments"), said, _name(harm, audience), numbers
    )


def serious_tile(content: Content, harm: Harm, audience: Audience) -> Markup:
    """Serious harm among a thousand treatments."""
    drawn = picture(IconArray(1000, 1, 1, 50, serious=True), "About 1 of 1,000 treatments, or fewer")
    numbers = _rates(content, harm) if audience == "student" else ""
    return Markup(
        '<article class="tp-harm serious">{}'
        '<p class="tp-many">About 1 of 1,000, or fewer</p><p>{}. '
        "{}</p>{}</article>"
    ).format(drawn, harm.plain, harm.plain_note or "", numbers)


def harm_list(content: Content, harms: Iterable[Harm], audience: Audience) -> Markup:
    """Harms in words, under their frequency."""
    parts = []
    kept = list(harms)
    for frequency, label in FREQUENCY.items():
        rows = [harm for harm in kept if harm.frequency == frequency]
        if not rows:
            continue
        items = Markup("").join(
            Markup("<li>{}").format(_name(harm, audience))
            + (_rates(content, harm) if audience == "student" else "")
            + Markup("</li>")
            for harm in rows
        )
        parts.append(Markup('<h4>{}</h4><ul class="tp-list">{}</ul>').format(label, items))
    return Markup("").join(parts)


def _case_basis(content: Content, case: CaseReport, audience: Audience) -> Markup:
    cited = known.cites(content, case.sources, audience) or words.STATUS[case.status]
    return Markup('<span class="tp-note tp-basis">{}</span>').format(cited)


def _name(harm: Harm, audience: Audience) -> str:
    return harm.name if audience == "student" else harm.plain


def _rates(content: Content, harm: Harm) -> Markup:
    said = "; ".join(f"{rate.percent:g} % ({content.sources[rate.source].cite})" for rate in harm.rates)
    note = f". {harm.note}" if harm.note else ""
    return Markup('<p class="tp-note">{}{}</p>').format(said or "No rate", note)


def studies(content: Content) -> Markup:
    """The studies that counted harms, as a table."""
    return table(
        "Studies of harms",
        ("Study", "Design", "Minor", "Serious", "Limits"),
        (
            (
                Markup('<span class="tp-basis">{}</span>').format(
                    known.cites(content, study.sources, "student")
                )
                + blocks.note(study.about),
                *map(escape, (study.design, study.minor, study.serious, study.limits)),
            )
            for study in content.harm_studies.values()
        ),
    )


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Markup:
    """A wide table; cells are HTML, the first heads its row."""
    head = Markup("").join(
        Markup("<th scope='col'>{}</th>").format(name) if name else Markup("<td></td>") for name in heads
    )
    body = []
    for first, *others in rows:
        cells = Markup("").join(Markup("<td>{}</td>").format(cell) for cell in others)
        body.append(Markup("<tr><th scope='row'>{}</th>{}</tr>").format(first, cells))
    return evidence.wide_table(caption, head, body, "tp-table")


def case_reports(content: Content, audience: Audience) -> Markup:
    """Serious harms known from single cases, which give no rate."""
    rows = Markup("").join(
        Markup("<li>{} {}</li>").format(
            f"{case.event}. {case.where}" if audience == "student" else case.plain,
            _case_basis(content, case, audience),
        )
        for case in content.case_reports.values()
    )
    return Markup('<ul class="tp-list">{}</ul>').format(rows)


def hazard_card(content: Content, hazard: Hazard, audience: Audience) -> Markup:
    """What lies near some muscles."""
    chip = Markup('<span class="tp-chip tp-risk {}">{}</span>').format(hazard.risk, RISK[hazard.risk])
    if audience == "patient":
        body = Markup("<p>{}</p>").format(explained(hazard.plain))
    else:
        body = blocks.facts(
            [
                ("Structures", "; ".join(hazard.structures)),
                ("Principle", hazard.principle),
                *_depth_classes(content, hazard),
            ]
        )
    return Markup('<article id="hazard-{}"><h4>{}</h4><div class="tp-chips">{}</div>{}{}</article>').format(
        hazard.id, hazard.muscles, chip, body, known.basis(content, hazard, audience)
    )


def _depth_classes(content: Content, hazard: Hazard) -> list[tuple[str, str]]:
    """The depth classes of a hazard's muscles, each with the muscles."""
    muscles = [content.muscles[id_] for id_ in hazard.muscle_ids]
    return [
        (note.label, ", ".join(m.names.en for m in muscles if m.needle_depth.depth_class == id_))
        for id_, note in content.depth_classes.items()
        if any(m.needle_depth.depth_class == id_ for m in muscles)
    ]


def hygiene(content: Content, audience: Audience) -> Markup:
    """Steps of clean needling, in order."""
    parts = []
    for when, label in HYGIENE.items():
        steps = [step for step in content.hygiene.values() if step.when == when]
        items = Markup("").join(
            Markup("<li>{}</li>").format(_hygiene_words(content, step, audience)) for step in steps
        )
        parts.append(Markup('<h4>{}</h4><ul class="tp-list">{}</ul>').format(label, items))
    return Markup("").join(parts)


def _hygiene_words(content: Content, step: HygieneStep, audience: Audience) -> Markup:
    if audience == "patient":
        return explained(step.plain)
    return escape(step.student) + known.basis(content, step, audience)


def practice_table(content: Content, rules: Iterable[PracticeRule], audience: Audience) -> Markup:
    """What the law says where, with the date when that was so."""
    return table(
        "Rules by place",
        ("Where", "Physical therapists", "Details", "As of"),
        (
            (
                escape(rule.place),
                escape(SAYS[rule.says]),
                escape(rule.detail) + known.basis(content, rule, audience),
                _month(rule.checked) if rule.checked else "No date",
            )
            for rule in rules
        ),
    )


def _month(checked: str) -> str:
    year, _, month = checked.partition("-")
    return f"{month_name[int(month)]} {year}" if month else year


def mishaps(content: Content, found: Sequence[Mishap], audience: Audience) -> Markup:
    """What can happen and what to do, the most urgent first."""
    return Markup("").join(
        level_group(
            level, label, (_mishap(content, record, audience) for record in found if record.level == level)
        )
        for level, label in MISHAP_LEVEL.items()
    )


def _mishap(content: Content, record: Mishap, audience: Audience) -> Markup:
    think = Markup('<p class="tp-note">{}</p>').format(record.student) if audience == "student" else ""
    return Markup('<article class="tp-flag {}"><h4>{}</h4><p>{}</p>{}{}</article>').format(
        record.level, record.sign, explained(record.do), think, known.basis(content, record, audience)
    )

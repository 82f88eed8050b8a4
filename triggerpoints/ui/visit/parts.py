"""The parts of the page about the first visit, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st
from markupsafe import Markup, escape

from triggerpoints.content import Content
from triggerpoints.content.models.evidence import Statement
from triggerpoints.content.models.first_visit import NeedleFact
from triggerpoints.ui import shell
from triggerpoints.ui.html import blocks, evidence, safety
from triggerpoints.ui.state import address, audience

VERDICTS = {
    "usual": ("Usual", "expected"),
    "say_so": ("Say so at once", "say_so"),
    "get_help": ("Get help now", "emergency"),
}
QUESTIONS = {
    "training": "Training and license",
    "plan": "The plan",
    "risk": "What can go wrong",
    "rights": "Your rights",
}


def the_visit(content: Content) -> None:
    """Before, during, after and the next days, beside what it may do and what can go wrong."""
    said = _voice(content)
    st.html(
        Markup(
            '<div class="tp-grid tp-two">'
            '<article><h3 aria-level="2">What it may do</h3>{}</article>'
            '<article><h3 aria-level="2">What can go wrong</h3>{}</article></div>'
        ).format(said(content.claims["C6"]), said(content.claims["C5"]))
    )
    stages = []
    for number, stage in enumerate(content.visit_stages.values(), start=1):
        steps = Markup("").join(
            Markup('<li id="step-{}"><h4>{}</h4>{}</li>').format(step.id, step.title, said(step))
            for step in stage.steps
        )
        stages.append(
            Markup(
                '<section class="tp-stage"><h3><span class="tp-number">{}</span>{}</h3>'
                '<p class="tp-note">{}</p><ol>{}</ol></section>'
            ).format(number, stage.title, stage.when, steps)
        )
    st.html(Markup('<div class="tp-stages">{}</div>').format(Markup("").join(stages)))
    for label, page, params in (
        ("Tick what you should talk about first", "safety", {"part": "checklist"}),
        ("All that can go wrong, with numbers", "safety", {"part": "harms"}),
    ):
        shell.link(page, label, icon=":material/health_and_safety:", **address.with_audience(**params))


def feelings(content: Content) -> None:
    """What people feel, and what to do about it."""
    said = _voice(content)
    for verdict, (label, level) in VERDICTS.items():
        cards = (
            Markup('<article class="tp-flag {}"><h4>{}</h4>{}</article>').format(
                level, record.feels, said(record)
            )
            for record in content.feelings.values()
            if record.verdict == verdict
        )
        st.html(safety.level_group(level, label, cards))


def afterwards(content: Content) -> None:
    """Aftercare, and when to get help."""
    said = _voice(content)
    st.html(_titled(content.aftercare.values(), said))
    st.markdown("### When to get help")
    found = [
        record for record in content.mishaps.values() if record.when == "after" and record.level != "expected"
    ]
    st.html(safety.mishaps(content, found, audience.current()))


def needle_facts(content: Content) -> None:
    """The needles and the method."""
    said = _voice(content)
    st.html(_titled(content.needle_facts.values(), said))


def questions(content: Content) -> None:
    """Questions to take along."""
    st.markdown("Ask before the first needle. A good clinician is glad to answer.")
    columns = st.columns(2, gap="large")
    for number, (about, label) in enumerate(QUESTIONS.items()):
        rows = Markup("").join(
            Markup("<li><strong>{}</strong>{}</li>").format(record.ask, blocks.note(record.why))
            for record in content.visit_questions.values()
            if record.about == about
        )
        with columns[number % 2]:
            st.html(Markup('<h3>{}</h3><ul class="tp-list">{}</ul>').format(label, rows))


def mechanisms(content: Content) -> None:
    """How it is said to work, and what the sources support."""
    st.markdown("How needles work is still being studied. This is what people read, and what studies say.")
    said = _voice(content)
    cards = Markup("").join(
        Markup(
            '<article class="tp-claim"><p class="tp-heard"><span>Often heard</span> {}</p>'
            '<p class="tp-heard"><span>What sources say</span></p>{}</article>'
        ).format(record.heard, said(record))
        for record in content.mechanisms.values()
    )
    st.html(Markup('<div class="tp-grid">{}</div>').format(cards))


def acupuncture(content: Content) -> None:
    """Dry needling and acupuncture side by side."""
    said = _voice(content)
    rows = (
        (escape(row.point), escape(row.dry_needling), escape(row.acupuncture), said(row))
        for row in content.acupuncture_comparison.values()
    )
    heads = ("", "Dry needling", "Acupuncture", "What to make of it")
    st.html(
        safety.table("Dry needling and acupuncture", heads, rows)
        + blocks.note(
            "The two overlap. What matters for you is training, clean needles and a plan with an end."
        )
    )


def _voice(content: Content) -> Callable[[Statement], str]:
    """Says statements to the audience, explaining each of the glossary's words once."""
    seen: set[str] = set()
    return lambda statement: evidence.said(content, statement, audience.current(), seen)


def _titled(records: Iterable[NeedleFact], said: Callable[[Statement], str]) -> Markup:
    cards = Markup("").join(
        Markup('<article id="fact-{}"><h4>{}</h4>{}</article>').format(record.id, record.title, said(record))
        for record in records
    )
    return Markup('<div class="tp-grid">{}</div>').format(cards)


PARTS: dict[str, tuple[str, Callable[[Content], None]]] = {
    "visit": ("The visit", the_visit),
    "feelings": ("What it feels like", feelings),
    "after": ("Afterwards", afterwards),
    "questions": ("Questions to ask", questions),
    "needle": ("The needle", needle_facts),
    "how": ("How it may work", mechanisms),
    "acupuncture": ("And acupuncture?", acupuncture),
}

"""A hint for a question: something else that is true of the muscle and does not give the answer away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triggerpoints.study import likeness
from triggerpoints.study.quiz import Question

if TYPE_CHECKING:
    from triggerpoints.content import Content, Muscle

NAMED = ("name", "pattern", "plane", "which")
"""Kinds whose answer is the name of the muscle."""


def hint(content: Content, question: Question) -> tuple[str, str] | None:
    """Label and text of a hint; None where everything known would give the answer away.

    A hint never names the muscle where its name is asked for, and shares few words with the right answer
    or, of two muscles, with what was said already.
    """
    muscle = content.muscles[question.card.muscle]
    said = [choice.text for choice in question.choices if choice.muscle == muscle.id]
    for label, text in _facts(muscle, question.card.kind):
        gives_away = question.card.kind in NAMED and likeness.tells(text, muscle)
        if not gives_away and not any(likeness.shared(text, answer) >= 0.5 for answer in said):
            return label, text
    return None


def _facts(muscle: Muscle, kind: str) -> list[tuple[str, str]]:
    anatomy = muscle.anatomy
    sure = anatomy.has_source
    facts = {
        "action": ("Action", anatomy.action if sure else ""),
        "attachments": ("Distal attachment", anatomy.distal_attachment if sure else ""),
        "find": ("Where", muscle.names.plain),
        "nerve": ("Nerve", anatomy.nerve if sure else ""),
    }
    order = {
        "nerve": ("find", "action"),
        "roots": ("nerve", "find"),
        "action": ("attachments", "nerve"),
        "attachments": ("action", "find"),
        "bones": ("action", "nerve"),
        "pattern": ("action", "attachments"),
        "which": ("attachments", "find"),
    }.get(kind, ("action", "attachments", "nerve"))
    return [facts[key] for key in order if facts[key][1]]

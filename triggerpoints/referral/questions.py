"""Questions worth asking a clinician about the marked areas and the found muscles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triggerpoints.referral.sentences import joined

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.content.models.look_alike import AreaLookAlike
    from triggerpoints.content.models.safety import RedFlag
    from triggerpoints.referral.search import Hit

MUSCLES_NAMED, OTHERS_NAMED = 3, 3


def questions_for(
    content: Content, hits: Sequence[Hit], others: Sequence[AreaLookAlike], raised: Sequence[RedFlag]
) -> list[str]:
    """Questions in plain words, the most important first."""
    asked = []
    if raised:
        asked.append(f"I have this sign: {_lower(raised[0].short)}. What has to be checked, and how soon?")
    if others:
        names = joined([_lower(record.name) for record in others[:OTHERS_NAMED]])
        asked.append(f"Could this come from something else, such as {names}? What would tell?")
    else:
        asked.append("Could this come from a joint, a nerve or an organ? What would tell?")
    if hits:
        names = joined([content.muscles[hit.muscle].names.en.lower() for hit in hits[:MUSCLES_NAMED]])
        asked.append(f"Do these muscles hurt when you press them: {names}? Is it the pain I know?")
    asked.append("What can I do myself, and what should I leave for now?")
    asked.append("When should I come back if it does not get better?")
    return asked


def questions_about(content: Content, muscle: str) -> list[str]:
    """Questions about one muscle."""
    record = content.muscles[muscle]
    name = record.names.en.lower()
    asked = [f"Does pressing the {name} bring on the pain I know?"]
    if record.look_alikes:
        names = joined([_lower(other.name) for other in record.look_alikes[:OTHERS_NAMED]])
        asked.append(f"How do you tell it from {names}?")
    if any(content.techniques[link.id].needle for link in record.techniques if link.id in content.techniques):
        asked.append("What could we try without needles first?")
        asked.append("If you suggest a needle: what lies beneath, and did you train for this spot?")
    asked.append("How will we know that it helps, and when do we stop?")
    return asked


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]

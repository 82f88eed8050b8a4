"""Questions worth asking a clinician about the marked areas and the found muscles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triggerpoints.referral.sentences import plain_name

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.content.models.look_alike import AreaLookAlike
    from triggerpoints.content.models.safety import RedFlag
    from triggerpoints.referral.search import Hit

MUSCLES_NAMED, OTHERS_NAMED = 3, 3
KINDS = {
    "nerve": "a nerve",
    "joint": "a joint",
    "tendon": "a tendon",
    "bone": "a bone",
    "organ": "an organ",
    "vessel": "a blood vessel",
    "skin": "the skin",
    "other": "something else",
}


def questions_for(
    content: Content, hits: Sequence[Hit], others: Sequence[AreaLookAlike], raised: Sequence[RedFlag]
) -> list[str]:
    """Questions in plain words, the most important first."""
    asked = []
    if raised:
        asked.append(f"I have this sign: {_lower(raised[0].short)}. What has to be checked, and how soon?")
    if others:
        names = _or([_lower(plain_name(record.name)) for record in others[:OTHERS_NAMED]])
        asked.append(f"Could this come from something else, such as {names}? What would tell?")
    else:
        asked.append("Could this come from a joint, a nerve or an organ? What would tell?")
    if hits:
        which = f"muscles 1 to {min(MUSCLES_NAMED, len(hits))}" if len(hits) > 1 else "the muscle"
        asked.append(f"Press {which} of the list. Is it the pain I know?")
    asked.append("What can I do myself, and what should I leave for now?")
    asked.append("When should I come back if it does not get better?")
    return asked


def questions_about(content: Content, muscle: str) -> list[str]:
    """Questions about one muscle."""
    record = content.muscles[muscle]
    asked = ["Does it bring on the pain I know when you press this muscle?"]
    if record.look_alikes:
        urgent_first = sorted(record.look_alikes, key=lambda other: not other.urgent)
        kinds = dict.fromkeys(KINDS[other.kind] for other in urgent_first)
        asked.append(f"How do you tell it from pain that comes from {_or(list(kinds)[:OTHERS_NAMED])}?")
    if any(content.techniques[link.id].needle for link in record.techniques if link.id in content.techniques):
        asked.append("What could we try without needles first?")
        asked.append("If you suggest a needle: what lies beneath, and did you train for this spot?")
    asked.append("How will we know that it helps, and when do we stop?")
    return asked


def _or(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} or {parts[-1]}" if len(parts) > 1 else parts[0]


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]

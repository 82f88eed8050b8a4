"""Pieces of HTML of the alarm; every text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from triggerpoints.referral.help_lines import ANYWHERE, spoken

if TYPE_CHECKING:
    from triggerpoints.content.models.help_line import CrisisLine, HelpLine
    from triggerpoints.content.models.safety import RedFlag

SUICIDE = "thoughts-of-suicide"
COMMON = "(112, 999 or 911)"  # how advice names the number of a country that is not known


def title(flags: Sequence[RedFlag]) -> str:
    """Head of the alarm."""
    return "You can talk to someone now" if _is_crisis_only(flags) else "Get help now"


def screen(flags: Sequence[RedFlag], line: HelpLine | None) -> Markup:
    """What was said, what to do and links that call; the crisis lines first where only they are meant."""
    signs = Markup("").join(
        Markup("<li><strong>{}.</strong> {}</li>").format(flag.short, _advice(flag, line)) for flag in flags
    )
    if _is_crisis_only(flags):
        known = [crisis.call for crisis in line.crisis] if line else []
        calls = crisis_calls(line) + emergency_calls(line, without=known)
    elif any(flag.id == SUICIDE for flag in flags):
        calls = emergency_calls(line) + crisis_calls(line)
    else:
        calls = emergency_calls(line)
    return Markup(
        '<section class="tp-alarm" role="alert"><p class="tp-alarm-said">You said:</p><ul>{}</ul>'
        '<div class="tp-calls">{}</div></section>'
    ).format(signs, calls)


def bar(flags: Sequence[RedFlag], line: HelpLine | None) -> Markup:
    """The alarm in one line, with its first call link."""
    others = f" and {len(flags) - 1} more" if len(flags) > 1 else ""
    if _is_crisis_only(flags) and line and line.crisis:
        call = _call(line.crisis[0].call, f"Call {spoken(line.crisis[0].call)}", line.crisis[0].name)
    else:
        numbers = line.emergency[:1] if line else ANYWHERE
        call = Markup("").join(_call(number, f"Call {number}" if line else number) for number in numbers)
    return Markup(
        '<section class="tp-alarm-bar" aria-label="Emergency"><p><strong>{}</strong>'
        '<span class="tp-alarm-sign">{}{}</span></p>{}</section>'
    ).format(title(flags), flags[0].short, others, call)


def emergency_calls(line: HelpLine | None, without: Sequence[str] = ()) -> Markup:
    """Links that call an ambulance; the three common numbers where the country is not known.

    Numbers that stand on the screen already are left out.
    """
    if line:
        return Markup("").join(
            _call(number, f"Call {number}", f"Ambulance, {line.country}")
            for number in line.emergency
            if number not in without
        )
    return (
        Markup(
            '<p class="tp-call-note">Call the emergency number of the country you are in. '
            "The three most common:</p>"
        )
    ) + Markup("").join(_call(number, f"Call {number}", "Emergency number") for number in ANYWHERE)


def crisis_calls(line: HelpLine | None) -> Markup:
    """Links to somebody to talk to; where none is known, what to do instead."""
    if line is None or not line.crisis:
        return Markup(
            '<p class="tp-call-note">There are crisis lines in many countries. Choose your country below, '
            "or call the emergency number. Stay with someone you trust.</p>"
        )
    return Markup("").join(_crisis(crisis) for crisis in line.crisis)


def _crisis(crisis: CrisisLine) -> Markup:
    note = Markup('<p class="tp-call-note">{}</p>').format(crisis.note) if crisis.note else ""
    text = (
        Markup('<a class="tp-call text" href="sms:{}">Text {}<small>{}</small></a>').format(
            crisis.text, spoken(crisis.text), crisis.name
        )
        if crisis.text
        else ""
    )
    return _call(crisis.call, f"Call {spoken(crisis.call)}", crisis.name) + text + note


def _call(number: str, words: str, whose: str = "") -> Markup:
    small = Markup("<small>{}</small>").format(whose) if whose else ""
    return Markup('<a class="tp-call" href="tel:{}">{}{}</a>').format(number, words, small)


def _advice(flag: RedFlag, line: HelpLine | None) -> str:
    """Advice that names the number of the country instead of the three common ones."""
    return flag.advice.replace(COMMON, f"({line.emergency[0]})") if line else flag.advice


def _is_crisis_only(flags: Sequence[RedFlag]) -> bool:
    return all(flag.id == SUICIDE for flag in flags)

"""Pieces of HTML of the alarm; every text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from triggerpoints.referral.help_lines import ANYWHERE, spoken

if TYPE_CHECKING:
    from triggerpoints.content.models.help_line import CrisisLine, HelpLine
    from triggerpoints.content.models.safety import RedFlag

SUICIDE = "thoughts-of-suicide"
COMMON = "(112, 999 or 911)"  # how advice names the number of a country that is not known


def title(flags: Sequence[RedFlag]) -> str:
    """Head of the alarm."""
    return "You can talk to someone now" if _is_crisis_only(flags) else "Get help now"


def screen(flags: Sequence[RedFlag], line: HelpLine | None) -> str:
    """What was said, what to do and links that call; the crisis lines first where only they are meant."""
    signs = "".join(
        f"<li><strong>{escape(flag.short)}.</strong> {escape(_advice(flag, line))}</li>" for flag in flags
    )
    calls = emergency_calls(line)
    if any(flag.id == SUICIDE for flag in flags):
        crisis = crisis_calls(line)
        calls = crisis + calls if _is_crisis_only(flags) else calls + crisis
    return (
        f'<section class="tp-alarm" role="alert"><p class="tp-alarm-said">You said:</p><ul>{signs}</ul>'
        f'<div class="tp-calls">{calls}</div></section>'
    )


def bar(flags: Sequence[RedFlag], line: HelpLine | None) -> str:
    """The alarm in one line, with its first call link."""
    others = f" and {len(flags) - 1} more" if len(flags) > 1 else ""
    if _is_crisis_only(flags) and line and line.crisis:
        call = _call(line.crisis[0].call, f"Call {spoken(line.crisis[0].call)}", line.crisis[0].name)
    else:
        numbers = line.emergency[:1] if line else ANYWHERE
        call = "".join(_call(number, f"Call {number}" if line else number) for number in numbers)
    return (
        f'<section class="tp-alarm-bar" aria-label="Emergency"><p><strong>{escape(title(flags))}</strong>'
        f'<span class="tp-alarm-sign">{escape(flags[0].short)}{others}</span></p>{call}</section>'
    )


def emergency_calls(line: HelpLine | None) -> str:
    """Links that call an ambulance; the three common numbers where the country is not known."""
    if line:
        return "".join(
            _call(number, f"Call {number}", f"Ambulance, {line.country}") for number in line.emergency
        )
    return (
        '<p class="tp-call-note">Call the emergency number of the country you are in. '
        "The three most common:</p>"
    ) + "".join(_call(number, f"Call {number}", "Emergency number") for number in ANYWHERE)


def crisis_calls(line: HelpLine | None) -> str:
    """Links to somebody to talk to; where none is known, what to do instead."""
    if line is None or not line.crisis:
        return (
            '<p class="tp-call-note">There are crisis lines in many countries. Choose your country below, '
            "or call the emergency number. Stay with someone you trust.</p>"
        )
    return "".join(_crisis(crisis) for crisis in line.crisis)


def _crisis(crisis: CrisisLine) -> str:
    note = f'<p class="tp-call-note">{escape(crisis.note)}</p>' if crisis.note else ""
    text = (
        f'<a class="tp-call text" href="sms:{crisis.text}">Text {spoken(crisis.text)}'
        f"<small>{escape(crisis.name)}</small></a>"
        if crisis.text
        else ""
    )
    return _call(crisis.call, f"Call {spoken(crisis.call)}", crisis.name) + text + note


def _call(number: str, words: str, whose: str = "") -> str:
    small = f"<small>{escape(whose)}</small>" if whose else ""
    return f'<a class="tp-call" href="tel:{escape(number)}">{escape(words)}{small}</a>'


def _advice(flag: RedFlag, line: HelpLine | None) -> str:
    """Advice that names the number of the country instead of the three common ones."""
    return flag.advice.replace(COMMON, f"({line.emergency[0]})") if line else flag.advice


def _is_crisis_only(flags: Sequence[RedFlag]) -> bool:
    return all(flag.id == SUICIDE for flag in flags)

"""Checks of wording in every text: no angle, nothing to put in, no diagnosis, no depth called safe."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from triggerpoints.content.problem import Problem
from triggerpoints.content.reading.files import FILES
from triggerpoints.content.reading.loader import ReadResult
from triggerpoints.content.reading.yaml_text import Path as DataPath

NOT_OURS = frozenset(
    {
        "sources", "places", "zone_words", "reader_words", "danger_words", "reviews", "source_items",
        "code_editions", "lists",
    }
)  # fmt: skip
"""Parts that hold names, words of readers and titles of sources, not statements."""
QUOTED = frozenset({"id", "ids", "heard", "names", "sources", "source", "muscles", "muscle_ids", "codes"})
"""Fields that hold ids, names, or what others say and we correct."""

_ILLNESS = (
    r"trigger points?|myofascial|pinched|trapped|torn|herniated|slipped|tend[io]nitis|tendinopathy|"
    r"arthritis|sciatica|fibromyalgia|bursitis|neuralgia|impingement|radiculopathy|strain|sprain"
)


@dataclass(frozen=True)
class Rule:
    """Words that no text may have.

    Attributes
    ----------
    name, fix : str
        What is wrong, and what to do.
    pattern : Pattern
        Is looked for in each sentence.
    """

    name: str
    fix: str
    pattern: re.Pattern[str]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


RULES = (
    Rule(
        "gives the angle or the way of a needle",
        "say what lies near; no angle and no direction",
        _words(
            r"\b(needl|insert|prick|puncture)[^.;]*(\d\s*(°|degrees?\b)|\bat an? [\w-]*\s?angle\b|\bangled\b|"
            r"\bperpendicular|\btangential|\bstraight (in|down)\b|\baim(ed|ing)? (at|for)\b)|"
            r"(\d\s*(°|degrees?)|\bperpendicular(ly)?|\btangential(ly)?|\bangled)[^.;]*"
            r"\b(needl|insert|to the skin)"
        ),
    ),
    Rule(
        "tells how to put a needle in",
        "say what a clinician does in general, and leave out how",
        _words(
            r"\binsert(s|ed|ing)?\s+(the|a|an|your|one|it|them|needles?)\b(?! (muscle|tendon|fibers?)\b)|"
            r"\bneedles?\b[^.;]*\binsert|\binsert[^.;]*\bneedles?\b|"
            r"\binsertion (depth|angle|point|site|through)\b|"
            r"(?<!no one should )\b(push|drive|stick|put|place|advance|slide)s? (the|a|your) needle\b|"
            r"\bneedle (length|gauge)s? (of|is|should)\b|\bneedle yourself\b(?<!never needle yourself)"
        ),
    ),
    Rule(
        "calls a depth or a place safe for a needle",
        "say what lies near and what was measured; no depth and no place is safe",
        _words(
            r"\bsafe(ly|st|r)?\b[^.;]{0,30}\b(depths?|zones?|distances?|windows?|margins?)\b|"
            r"\b(depths?|zones?|distances?) (of|for|that is|that are|is|are) (\w+ )?safe\b|"
            r"\bsafe(ly)? (to needle|to insert|needled|reached)|\bno risk\b|\bwithout (any )?risk\b|"
            r"\bup to \d+ ?(mm|cm)\b[^.;]*\bsafe"
        ),
    ),
    Rule(
        "says that a form keeps clear of a structure, or is safer or enough",
        "say what lies near; no form and no place keeps clear of it",
        _words(
            r"\b(keep|stay|remain)(s|ing)?( \w+){0,2} (clear|short) of\b|"
            r"\b(keeps|stays) (above|in front|far|away)\b|\bspares (the|a|an|its|this)\b|"
            r"\b(well|safely) away from\b|\b(few|no) vital (parts?|structures?) (near|beneath|below)\b|"
            r"\blow[- ]risk\b|\bsafer( needle)? (form|choice|option|way)\b|"
            r"\b(shallow|superficial) (work|form|needle|needling)\b[^.;]*"
            r"\b(enough|reaches (it|them)|avoids)\b|"
            r"\b(twitch|lift) (confirms|shows the)\b|\b(bone|rib|lamina) as a (back)?stop\b|\bbackstop\b"
        ),
    ),
    Rule(
        "makes a diagnosis",
        "say 'published patterns' or 'can be', and leave the diagnosis to a clinician",
        _words(
            r"(?<!if )(?<!when )(?<!whether )(?<!once )(?<!do )"
            r"\byou (have|suffer from|are suffering from|got) "
            rf"(an? |the )?([\w-]+ )?({_ILLNESS})\b(?![^.]*\?)|"
            r"\b(your|this|the) (pain|ache|headache|problem)s? (is|are|comes?|stems?) "
            r"(surely |certainly |always |most likely |probably )?(from|caused by|due to) (the|your|an? )|"
            r"\b(this|it|that) means (that )?you have\b|\byou(r)? (are )?diagnos|"
            r"\bthe (cause|source) of your (pain|ache|headache) is\b"
        ),
    ),
)

NEEDLE_REASON = Rule(
    "commends a needle form, or says how it is done",
    "say what lies near",
    _words(
        r"\b(away from|off|clear of|inward of) (the|it|this|[\w-]+ and)\b|"
        r"\bfar from (large|main|any|the (nerve|lung))|"
        r"\bonly (in|over|onto|where|after|shallow|the shallow)\b|\bshallow only\b|\bbut shallow\b|"
        r"\b(lifted|pinched|pressed|palpate|palpation|gripped)\b|\bin a pinch\b|"
        r"\b(enough|preferred|gentler|lighter|gentle start|light start|suits|fits)\b|"
        r"\bshallow work\b|\b(reached|approached) (only |along |past|from|over|by)|\bonly past\b|"
        r"\beasy to (reach|hold|find)\b|\b(usual|safest) (needle form|choice|one)\b|"
        r"\bfrom the (front|back|side|outside|outer|inner)\b|\bnever toward\b"
    ),
)
"""Of the reasons of needle forms alone: pressing with a hand may well stay off a nerve."""


def check_wording(read: ReadResult) -> Iterator[Problem]:
    """Sentences that break a rule of wording, in all files."""
    for file in FILES:
        part = read.parts.get(file.field)
        if not part or file.field in NOT_OURS:
            continue
        top: DataPath = (file.key,) if file.key else ()
        records = part.items() if isinstance(part, Mapping) else [("", part)]
        for index, (name, record) in enumerate(records):
            at = top if file.shape == "single" else (*top, name if file.shape == "mapping" else index)
            for path, text in _texts(record, at):
                for rule in broken(text):
                    line = read.line(file.name, path)
                    problem = f"'{text[:80]}' {rule.name}"
                    yield Problem(file.name, line, str(name), problem, rule.fix)
    yield from _needle_reasons(read)


def _needle_reasons(read: ReadResult) -> Iterator[Problem]:
    techniques = read.parts.get("techniques") or {}
    muscles = read.parts.get("muscles") or {}
    for at, muscle in enumerate(muscles.values()):
        for index, link in enumerate(muscle.techniques):
            is_needle = link.id in techniques and techniques[link.id].needle
            if is_needle and NEEDLE_REASON.pattern.search(link.reason):
                line = read.line("trigger_points.yml", ("muscles", at, "techniques", index))
                problem = f"'{link.reason[:80]}' {NEEDLE_REASON.name}"
                yield Problem("trigger_points.yml", line, muscle.id, problem, NEEDLE_REASON.fix)


def broken(text: str) -> list[Rule]:
    """The rules that a text breaks."""
    sentences = re.split(r"(?<=[.!?]) ", text)
    return [rule for rule in RULES if any(rule.pattern.search(sentence) for sentence in sentences)]


def _texts(value: Any, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            if field not in QUOTED:
                yield from _texts(getattr(value, field), (*path, field))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, str):
        yield path, value

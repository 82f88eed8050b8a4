"""The small mark at a statement: how it is known, what its sources say, and how to report a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from triggerpoints.content.reviews import mistake_in
from triggerpoints.ui.html import words

if TYPE_CHECKING:
    from triggerpoints.content import Content, Source
    from triggerpoints.content.models.base import Sourced
    from triggerpoints.figures.state import Audience

_NUMBERS = re.compile(r"\d\s*(%|mm\b|cm\b)")
"""Rates and depths, which patients are told in words only."""
_TO_YEAR = re.compile(r"^.{0,40}?\b(19|20)\d\d\b")


def basis(content: Content, statement: Sourced, audience: Audience, of: str = "") -> Markup:
    """A mark that opens what a statement rests on.

    Parameters
    ----------
    content : Content
    statement : Sourced
    audience : {'patient', 'student'}
        Sources are named by author and year only for patients.
    of : str
        The record that the statement belongs to, for a report; its own id where it has one.
    """
    return Markup('<details class="tp-note tp-basis"><summary>{}</summary>{}</details>').format(
        words.mark(statement), _opened(content, statement, audience, of)
    )


def listed(content: Content, said: Sequence[tuple[str, Sourced]], audience: Audience, of: str = "") -> Markup:
    """One mark for a list of statements, each with what it says in front; nothing for an empty list."""
    if not said:
        return Markup()
    rows = Markup("").join(
        Markup("<li>{}{}</li>").format(text, _opened(content, statement, audience, of))
        for text, statement in said
    )
    return Markup(
        '<details class="tp-note tp-basis"><summary>{}</summary><ul class="tp-list">{}</ul></details>'
    ).format(words.LISTED, rows)


def _opened(content: Content, statement: Sourced, audience: Audience, of: str) -> Markup:
    known = [content.sources[key] for key in statement.sources if key in content.sources]
    parts = [Markup("<p>{}.</p>").format(words.STATUS[statement.status])]
    if known:
        if statement.status == "teaching":
            parts.append(Markup("<p>{}</p>").format(words.RELATED))
        rows = Markup("").join(_row(source, audience) for source in known)
        parts.append(Markup('<ul class="tp-list">{}</ul>').format(rows))
    if statement.unsourced:
        left = "; ".join(statement.unsourced)
        parts.append(Markup("<p><strong>{}</strong> {}.</p>").format(words.UNSOURCED, left))
    parts.append(_report(statement, of))
    return Markup("").join(parts)


def cites(content: Content, keys: Iterable[str], audience: Audience) -> Markup:
    """Sources as links, separated by semicolons; author and year only for patients."""
    found = [content.sources[key] for key in keys if key in content.sources]
    return Markup("; ").join(
        _cite(source, short=audience == "patient") + ("" if source.was_read else " (title only)")
        for source in found
    )


def _row(source: Source, audience: Audience) -> Markup:
    is_told = source.says and not (audience == "patient" and _NUMBERS.search(source.says))
    says = f" It says: {source.says}" if is_told else ""
    where = f" ({source.where}.)" if source.where and audience == "student" else ""
    return Markup("<li>{} ({}).{}</li>").format(
        _cite(source, short=audience == "patient"), words.SOURCE_STATUS[source.read], says + where
    )


def _report(statement: Sourced, of: str) -> Markup:
    text = mistake_in(statement, of)
    return Markup(
        "<details><summary>Report a mistake</summary><p>{}</p>"
        '<textarea readonly rows="3" aria-label="Text to copy">{}</textarea></details>'
    ).format(words.REPORT, text)


def _cite(source: Source, *, short: bool) -> Markup:
    address = f"https://doi.org/{source.doi}" if source.doi else source.url
    if not address and source.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    year = _TO_YEAR.match(source.cite)
    brief = year[0] if year else shorten(source.cite, 45, placeholder=" …")
    text = escape(brief if short else source.cite)
    if not address:
        return text
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(address, text)

"""Explains the field's words where patients meet them: marked in the text, explained on hover or focus."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup, escape

from triggerpoints.content import load_content
from triggerpoints.ui.state import audience


def explained(text: str, seen: set[str] | None = None) -> Markup:
    """Escaped HTML of a text, with the glossary's words marked when patients read it.

    Parameters
    ----------
    text : str
        Plain text; anything in it that looks like HTML is shown as it is.
    seen : set of str, optional
        Ids of terms that were marked before and are not marked again; new ones are added.
    """
    return marked(text, seen) if audience.current() == "patient" else escape(text)


def marked(text: str, seen: set[str] | None = None) -> Markup:
    """Escaped HTML of a text in which each word of the glossary is marked the first time."""
    seen = set() if seen is None else seen
    parts = []
    end = 0
    for match in _pattern().finditer(text):
        term = _terms().get(match[0]) or _terms().get(match[0].casefold())
        if term is None or term in seen:
            continue
        seen.add(term)
        parts += [escape(text[end : match.start()]), _mark(match[0], term)]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _mark(word: str, term: str) -> Markup:
    meaning = escape(load_content().glossary[term].plain)
    return Markup(
        '<button type="button" class="tp-term" aria-description="{}">{}'
        '<span class="tp-tip" aria-hidden="true">{}</span></button>'
    ).format(meaning, word, meaning)


@cache
def _terms() -> dict[str, str]:
    """Term ids by the forms in which texts use them; short forms in capitals must be written so."""
    return {
        form if _is_short_form(form) else form.casefold(): term.id
        for term in load_content().glossary.values()
        for form in (term.term, *term.forms)
    }


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_terms(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)


def _is_short_form(form: str) -> bool:
    return sum(character.isupper() for character in form) > 1

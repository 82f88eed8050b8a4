"""Messages to the reader. They may quote a link, a file or what was typed, so they are never Markdown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Literal

import streamlit as st
from markupsafe import Markup

WENT_WRONG = (
    "Something went wrong on our side, not on yours. Reload the page. "
    "If it happens again, tell whoever runs this app."
)
Kind = Literal["info", "success", "warning", "error"]
MAX_SAID = 3
_LOG = logging.getLogger(__name__)

_WORD: dict[Kind, str] = {"info": "Note", "success": "Good", "warning": "Please note", "error": "Important"}


def say(text: str, kind: Kind = "info") -> None:
    """Show one message in a box.

    Parameters
    ----------
    text : str
        Plain text; it is shown as it is.
    kind : {'info', 'success', 'warning', 'error'}
        Warnings and errors are read out at once by screen readers.
    """
    st.html(box(text, kind))


def say_all(problems: Sequence[str]) -> None:
    """Show what is wrong with a link in one box: the first few sentences, and how many more there are."""
    if not problems:
        return
    said = list(dict.fromkeys(problems))
    more = len(said) - MAX_SAID
    said = said[:MAX_SAID]
    if more > 0:
        said.append(f"{more} more part{'s' if more > 1 else ''} of the address could not be used.")
    st.html(box("\n".join(said), "warning"))


def explained(part: Callable[[], None]) -> Callable[[], None]:
    """A part of a page that, when it cannot be drawn, says so to the reader and why to the log."""

    @wraps(part)
    def draw() -> None:
        try:
            part()
        except Exception:
            _LOG.exception("A part of a page could not be drawn.")
            say(WENT_WRONG, "error")

    return draw


def box(text: str, kind: Kind) -> Markup:
    """HTML of a message; each line of the text is a paragraph."""
    role = "alert" if kind in ("warning", "error") else "status"
    lines = Markup("").join(Markup("<p>{}</p>").format(line) for line in text.splitlines() if line.strip())
    return Markup('<div class="tp-message {}" role="{}"><span class="tp-unseen">{}: </span>{}</div>').format(
        kind, role, _WORD[kind], lines
    )

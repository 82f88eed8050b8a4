"""Cuts a text into words and stops, each with its span."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_PIECE = re.compile(
    r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)?|[^\W\d_]+(?:\d+|(?:['’`´][^\W\d_]+)*)|&|[^\w\s]|\n", re.IGNORECASE
)
_JOINING = frozenset("'’`´*\"“”‘_~^°$€£%#@=<>[]{}|\\")  # stand inside or around words and end nothing
_SHORT = frozenset(
    {"rt", "lt", "r", "l", "approx", "dr", "mr", "mrs", "ms", "yrs", "wks", "mos", "e", "g", "vs"}
)
_SIDES = frozenset({"left", "right", "l", "r", "lt", "rt"})
ASPECTS = {
    "ant": "anterior", "post": "posterior", "lat": "lateral", "med": "medial", "prox": "proximal",
    "dist": "distal", "sup": "superior", "inf": "inferior",
}  # fmt: skip
"""Short for where on a part, when a full stop and a small letter follow: "lat. ankle"."""
_NOT = re.compile(r"(?:is|are|was|were|does|do|did|has|have|had|wo|should|would|ai)n'?t")
_SPOKEN_STOPS = {
    ("comma",): ",", ("full", "stop"): ".", ("new", "line"): ".", ("new", "paragraph"): ".",
    ("question", "mark"): "?",
}  # fmt: skip
"""Stops that a dictated text has as words."""
_NOT_SPOKEN_AFTER = frozenset(
    {
        "my", "the", "a", "on", "during", "before", "every", "each", "after", "of", "menstrual", "this",
        "last", "long", "short", "rest", "waiting", "with", "having", "when", "since", "between", "per",
        "her", "next", "past", "i", "late", "missed", "no", "light", "first", "heavy", "irregular",
        "painful", "due", "got", "early", "started", "had", "have", "skipped", "another",
    }
)  # fmt: skip
_SPOKEN = frozenset({"comma", "period"})
_AFTER_SPOKEN_STOP = frozenset(
    {
        "it", "its", "i", "the", "my", "and", "also", "no", "this", "that", "there", "worse", "im",
        "ive", "but", "sometimes",
    }
)  # fmt: skip
_CANNOT = frozenset({"cant", "can't", "cannot", "couldnt", "couldn't", "unable"})


@dataclass(frozen=True)
class Token:
    """A word in plain letters, or a stop.

    Attributes
    ----------
    word : str
        Lower case, no accents, no possessive; one character of punctuation for a stop.
    start, end : int
        Span in the text.
    """

    word: str
    start: int
    end: int

    @property
    def is_stop(self) -> bool:
        """Whether it is punctuation."""
        return not self.word[0].isalnum() and self.word != "&"


def tokens(text: str) -> list[Token]:
    """Words and stops of a text; hyphens inside words part them without a stop."""
    found = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        start, end = match.span()
        if piece == "\n":
            found.append(Token(".", start, end))
        elif piece == "/" and found and found[-1].word == "w" and found[-1].end == start:
            found[-1] = Token("with", found[-1].start, end)
        elif piece == ">" and text[start - 1 : start] == " " and found and found[-1].word not in _SIDES:
            found.append(Token(",", start, end))  # "hip > knee", not "left > right"
        elif _is_after_aspect(text, piece, found, end):
            found[-1] = Token(ASPECTS[found[-1].word], found[-1].start, end)
        elif (
            piece in _JOINING
            or (piece == "." and found and found[-1].word in _SHORT)
            or _is_hyphen(text, piece, start, end)
        ):
            continue
        elif word := plain(piece):
            found.append(Token(word, start, end))
    return _with_spoken_stops(found)


def _with_spoken_stops(found: list[Token]) -> list[Token]:
    """Stops in place of the words for them: "my hip hurts period it goes down comma slowly"."""
    out: list[Token] = []
    at = 0
    while at < len(found):
        for words, stop in _SPOKEN_STOPS.items():
            if tuple(token.word for token in found[at : at + len(words)]) == words:
                out.append(Token(stop, found[at].start, found[at + len(words) - 1].end))
                at += len(words)
                break
        else:
            is_stop = found[at].word == "period" and _is_spoken_period(found, at)
            out.append(Token(".", found[at].start, found[at].end) if is_stop else found[at])
            at += 1
    return out


def _is_spoken_period(found: Sequence[Token], at: int) -> bool:
    """Whether "period" ends a sentence, and is not the menses or a stretch of time."""
    before, after = found[at - 1].word, found[at + 1].word if at + 1 < len(found) else ""
    spoken = sum(token.word in _SPOKEN for token in found)
    is_last_of_all = not after and not any(token.is_stop for token in found)
    ends = is_last_of_all or (spoken > 1 and (not after or after in _AFTER_SPOKEN_STOP))
    return at > 0 and ends and before not in _NOT_SPOKEN_AFTER


def plain(word: str) -> str:
    """A word in lower case without accents and possessive; contractions of "not" become ``not``."""
    if word.isdigit():
        return word
    plain_word = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    plain_word = plain_word.replace("`", "'").replace("´", "'").replace("\u0301", "")
    plain_word = plain_word.encode("ascii", "ignore").decode()
    if plain_word in _CANNOT:
        return "cannot"
    if _NOT.fullmatch(plain_word):
        return "not"
    plain_word = plain_word.removesuffix("'s").replace("'", "")
    if plain_word or word in "–—":
        return plain_word or "–"
    return word.lower() if word.isalpha() else ""


def _is_hyphen(text: str, piece: str, start: int, end: int) -> bool:
    return (
        piece in "-‐‑"
        and start > 0
        and end < len(text)
        and not text[start - 1].isspace()
        and not text[end].isspace()
    )


def _is_after_aspect(text: str, piece: str, found: Sequence[Token], end: int) -> bool:
    is_short = piece == "." and bool(found) and found[-1].word in ASPECTS and found[-1].end == end - 1
    is_listed = len(found) > 2 and found[-3].word in ASPECTS.values()  # "ant. and lat."
    return is_short and (is_listed or text[end:].lstrip(" ")[:1].islower())

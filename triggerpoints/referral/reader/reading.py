"""What was read in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from triggerpoints.referral.areas import Area, AreaSide

Span = tuple[int, int]
"""Where words stand in the text: index of their first character, and of the one after their last."""
Why = Literal[
    "well", "past", "taken back", "circumstance", "thing", "theirs", "beside", "likeness", "where", "named"
]  # fmt: skip
"""Why a place was not taken to hurt; in plain words in `sentences.WHY_WORDS`.

`beside` stands for what is told before "what hurts is" or only used, `where` for what another place lies
near, `named` for what is named and nothing is said of.
"""
ReadAs = Literal["place", "again", "side", "quality", "circumstance", "asked", "put aside", "unread", "plain"]
"""What a stretch of the text was read as.

`again` says once more, or more widely, what is marked; `asked` is not marked but asked about; `plain` has
no consequence.
"""
_STRENGTH = re.compile(r"(?<![\d./])(10|\d)\s*(?:/|out of|of)\s*10(?![\d/])", re.IGNORECASE)


@dataclass(frozen=True)
class ReadArea:
    """A painful area that the text names.

    Attributes
    ----------
    places : tuple of str
        Place ids that belong to the area together; the first one names it.
    side : {'right', 'left', 'both'}
        `both` when the text says so, and when it says nothing.
    side_from : {'said', 'carried', 'unsaid'}
        Whether the text says the side here, said it for another area, or does not say it.
    along : tuple of str
        Places that the pain runs over on its way to the next area.
    without : tuple of str
        Places inside it that do not hurt.
    qualities : tuple of str
        What it is like: ids of `qualities` in data/reader_words.yml.
    circumstances : tuple of str
        When, since when or why, in the words of the text.
    spans : tuple of (int, int)
        Where the words for it stand, in the order of the text.
    """

    places: tuple[str, ...]
    side: AreaSide = "both"
    side_from: Literal["said", "carried", "unsaid"] = "unsaid"
    along: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def area(self) -> Area:
        """The area to mark and to search."""
        return Area(
            self.places[0],
            self.side,
            more=tuple(dict.fromkeys((*self.places[1:], *self.along))),
            without=self.without,
            qualities=self.qualities,
            circumstances=self.circumstances,
        )


@dataclass(frozen=True)
class Unread:
    """Words that may name a place and were not understood.

    Attributes
    ----------
    text : str
        As typed.
    span : (int, int)
    nearest : tuple of str
        Ids of the places with the nearest names, at most three.
    """

    text: str
    span: Span
    nearest: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """Words with several meanings of about the same weight, or that say more of a place than was read.

    Attributes
    ----------
    text : str
        As typed.
    span : (int, int)
    area : int
        Index of the area that was read for them.
    options : tuple of str
        Ids of the places they may mean; the first one was taken.
    """

    text: str
    span: Span
    area: int
    options: tuple[str, ...]


@dataclass(frozen=True)
class SideChoice:
    """An area whose side is not sure: a side was said once for several, or for none of them.

    Attributes
    ----------
    text : str
        The side as typed, or the place where it is not clear which side is meant.
    span : (int, int)
    area : int
        Index of the area for which it was taken, and may not be meant.
    sides : tuple of {'right', 'left', 'both'}
        Sides that the area may be on; the first one was taken. Two where a side was said once, else three.
    """

    text: str
    span: Span
    area: int
    sides: tuple[AreaSide, ...]


@dataclass(frozen=True)
class Doubt:
    """A place that was taken to hurt though the text does not make it sure.

    Attributes
    ----------
    text : str
        As typed.
    span : (int, int)
    area : int
        Index of the area.
    """

    text: str
    span: Span
    area: int


@dataclass(frozen=True)
class NotMarked:
    """A place that the text names and that was not taken to hurt.

    Attributes
    ----------
    text : str
        As typed.
    span : (int, int)
    area : ReadArea
        What would be marked.
    is_unsure : bool
        Whether the text says neither that it hurts nor that it does not.
    why : str
        Why it was not marked.
    """

    text: str
    span: Span
    area: ReadArea
    is_unsure: bool
    why: Why = "named"


@dataclass(frozen=True)
class Stretch:
    """Words of the text with what became of them.

    Attributes
    ----------
    text : str
        As typed.
    span : (int, int)
    read_as : str
    why : str, optional
        Why they were put aside.
    """

    text: str
    span: Span
    read_as: ReadAs
    why: Why | None = None


@dataclass(frozen=True)
class Reading:
    """Everything that was read in a text.

    Attributes
    ----------
    text : str
    areas : tuple of ReadArea
        In the order of the text.
    unread : tuple of Unread
    choices : tuple of Choice
    dangers : tuple of str
        Ids of the red flags that the words say are true, the most urgent first.
    asks : tuple of str
        Ids of further red flags that the words make urgent to ask about.
    side_choices : tuple of SideChoice
    not_marked : tuple of NotMarked
    doubts : tuple of Doubt
    stretches : tuple of Stretch
        All words of the text in order, each once: what became of them.
    """

    text: str
    areas: tuple[ReadArea, ...] = ()
    unread: tuple[Unread, ...] = ()
    choices: tuple[Choice, ...] = ()
    dangers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    side_choices: tuple[SideChoice, ...] = ()
    not_marked: tuple[NotMarked, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether nothing is shown as unread and nothing is asked."""
        asked = self.unread or self.choices or self.side_choices or self.doubts
        return not (asked or any(one.is_unsure for one in self.not_marked))

    @property
    def strength(self) -> int | None:
        """How strong the text says the pain is, as in *7/10*; None where it says nothing or two things."""
        said = {int(found[1]) for found in _STRENGTH.finditer(self.text)}
        return said.pop() if len(said) == 1 else None

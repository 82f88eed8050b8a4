"""Model of data/reader_words.yml: the words that bend, join and colour the names of places."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from triggerpoints.content.models.base import BodyRegion, Id, PlaceId, Record, Text

Words = tuple[Text, ...]
SideWord = Literal["right", "left", "both", "other", "one"]
Position = Literal[
    "inner", "outer", "front", "back", "upper", "lower", "below", "above", "middle", "beside", "between",
    "across", "deep", "sideof", "around", "whole",
]  # fmt: skip


class Negations(Record):
    """What takes a place away.

    Attributes
    ----------
    before, after : tuple of str
        Words in front of the place, and words behind it.
    through : tuple of str
        What may stand between such a word and the place.
    never : tuple of str
        Phrases with such a word that take nothing away.
    contrast : tuple of str
        Words after which the taking away is over.
    """

    before: Words
    after: Words
    through: Words
    never: Words
    contrast: Words


class Circumstances(Record):
    """When, since when and why it hurts.

    Attributes
    ----------
    starts, fixed : tuple of str
        Words that such a clause begins with, and whole phrases.
    units, counts, ends : tuple of str
        What a stretch of time is made of.
    doing : tuple of str
        Verbs whose object is used, not hurt ("when I turn my head").
    things : tuple of str
        Nouns that turn the place before them into something else ("knee brace").
    looks : tuple of str
        Phrases that turn the place after them into something else ("MRI of my neck").
    """

    starts: Words
    fixed: Words
    units: Words
    counts: Words
    ends: Words
    doing: Words
    things: Words
    looks: Words


class ReaderWords(Record):
    """The vocabulary of sentences; names of places are those of data/places.yml.

    Attributes
    ----------
    sides, positions : Mapping
        Words for a side and for a position, by what they mean.
    same : Mapping of str to tuple of str
        One word or two for words that mean the same part of the body.
    short : Mapping of str to str
        Words that an abbreviation stands for.
    means, choices : Mapping of str to tuple of str
        Places that a phrase stands for together, or one of which it stands for.
    links, pain, joins, spreads : tuple of str
    asserts : tuple of str
        Words that say nothing against it that a place hurts; others stay visible.
    negations : Negations
    qualities : Mapping of str to tuple of str
        Words for what a pain is like, by quality.
    circumstances : Circumstances
    ways : tuple
        Places in their order along the body: a way has steps, a step the place that stands for it and
        others at the same height.
    wholes : Mapping of str to tuple of str
        Regions that a word for a whole takes in: a place in them says more exactly where it is.
    holds : Mapping of str to tuple of str
        Parts of a place that are marked apart from it: "right hand" says the side of its fingers.
    axial : tuple of str
        Places that a side said for another place does not pass over to.
    paired : tuple of str
        Plurals that mean both sides ("knees").
    ordinary : tuple of str
        Words and phrases that are never a place, though they look like one or stand beside one.
    """

    sides: Mapping[SideWord, Words]
    positions: Mapping[Position, Words]
    same: Mapping[str, Words]
    short: Mapping[Text, Text]
    means: Mapping[str, Annotated[tuple[PlaceId, ...], Field(min_length=1)]]
    choices: Mapping[str, Annotated[tuple[PlaceId, ...], Field(min_length=2)]]
    links: Words
    pain: Words
    asserts: Words
    joins: Words
    spreads: Words
    negations: Negations
    qualities: Mapping[Id, Words]
    circumstances: Circumstances
    ways: tuple[tuple[tuple[PlaceId, ...], ...], ...]
    wholes: Mapping[PlaceId, tuple[BodyRegion, ...]]
    holds: Mapping[PlaceId, tuple[PlaceId, ...]]
    axial: tuple[PlaceId, ...]
    paired: Words
    ordinary: Words

"""What the page Learn asks about, kept in its address: part, regions, kinds, number and seed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from random import randrange

import streamlit as st

from triggerpoints.study.quiz import KINDS
from triggerpoints.ui import messages
from triggerpoints.ui.html import words as html_words
from triggerpoints.ui.state import address

PARTS = {"quiz": "Quiz", "review": "Today’s review", "sheet": "Worksheet", "deck": "Deck"}
NUMBERS = {"5": "5", "10": "10", "20": "20", "40": "40"}
NUMBER = "10"
SEED_DIGITS = 9


@dataclass(frozen=True)
class Scope:
    """What is asked about.

    Attributes
    ----------
    part : str
        Key of `PARTS`.
    regions, kinds : tuple of str
        Keys of `words.REGION` and of `quiz.KINDS`; all of them when empty.
    number : int
        Number of questions.
    seed : str or None
        Digits; the same seed gives the same questions. None before the first question.
    """

    part: str
    regions: tuple[str, ...]
    kinds: tuple[str, ...]
    number: int
    seed: str | None

    @property
    def words(self) -> str:
        """The regions in words."""
        return html_words.joined([html_words.REGION[region] for region in self.regions]) or "Whole body"


def read() -> tuple[Scope, list[str]]:
    """The scope in the address, and a sentence for each wrong value."""
    known: dict[str, Mapping[str, str]] = {"do": PARTS, "number": NUMBERS}
    values, problems = address.read(known)
    params = st.query_params.to_dict()
    seed = params.get("seed") or None
    if seed and not (seed.isascii() and seed.isdecimal() and len(seed) <= SEED_DIGITS):
        asked = messages.quoted(seed)
        problems.append(f"The address asks for the seed {asked}; a seed is a number of up to nine digits.")
        seed = None
    scope = Scope(
        part=values["do"] or next(iter(PARTS)),
        regions=_listed(params, "region", html_words.REGION, problems),
        kinds=_listed(params, "kind", KINDS, problems),
        number=int(values["number"] or NUMBER),
        seed=seed,
    )
    return scope, problems


def listed(values: Iterable[str], order: Iterable[str]) -> str | None:
    """Values as they stand in the address, in a fixed order; None when there are none."""
    chosen = set(values)
    return ",".join(value for value in order if value in chosen) or None


def new_seed() -> str:
    """A seed nobody has chosen."""
    return str(randrange(1, 10_000))


def link(scope: Scope, seed: str) -> str:
    """Address that brings this scope again, with this seed."""
    values = {
        "do": scope.part,
        "region": ",".join(scope.regions),
        "kind": ",".join(scope.kinds),
        "number": str(scope.number),
        "seed": seed,
    }
    asked = "&".join(f"{name}={value}" for name, value in values.items() if value)
    return f"{(st.context.url or '').partition('?')[0]}?{asked}"


def _listed(
    params: Mapping[str, str], name: str, allowed: Container[str], problems: list[str]
) -> tuple[str, ...]:
    parts = dict.fromkeys(part.strip() for part in params.get(name, "").split(",") if part.strip())
    found = [address.known_value({name: part}, name, allowed, problems) for part in parts]
    return tuple(part for part in found if part)

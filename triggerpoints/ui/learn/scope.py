"""What the page Learn asks about, kept in its address: part, set or regions, kinds, number and seed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from random import randrange

import streamlit as st

from triggerpoints.content import load_content
from triggerpoints.quoting import quoted
from triggerpoints.study.kinds import KINDS
from triggerpoints.study.set import StudySet, UnreadableSetError, fitting, from_text, to_text
from triggerpoints.ui.html import words as html_words
from triggerpoints.ui.state import address, audience

PARTS = {
    "quiz": "Quiz",
    "review": "Today’s review",
    "set": "Set and class",
    "sheet": "Worksheet",
    "deck": "Deck",
}
FURTHER = {"show": "Projector", "results": "Results of a class"}
"""Parts that a set leads to."""
NUMBERS = {"5": "5", "10": "10", "20": "20", "40": "40"}
NUMBER = "10"
SEED_DIGITS = 9


@dataclass(frozen=True)
class Scope:
    """What is asked about.

    Attributes
    ----------
    part : str
        Key of `PARTS` or `FURTHER`.
    regions, kinds : tuple of str
        Keys of `words.REGION` and of `KINDS`; all of them when empty.
    number : int
        Number of questions.
    seed : str or None
        Digits; the same seed gives the same questions. None before the first question.
    study_set : StudySet or None
        Where there is one, its muscles stand in the place of the regions.
    """

    part: str
    regions: tuple[str, ...]
    kinds: tuple[str, ...]
    number: int
    seed: str | None
    study_set: StudySet | None = None

    @property
    def words(self) -> str:
        """The set's name, or the regions in words."""
        if self.study_set:
            return self.study_set.name
        return html_words.joined([html_words.REGION[region] for region in self.regions]) or "Whole body"

    @property
    def muscles(self) -> tuple[str, ...]:
        """Muscles of the set."""
        return self.study_set.muscles if self.study_set else ()

    @property
    def file_stem(self) -> str:
        """What names of files begin with."""
        return self.study_set.file_stem if self.study_set else "-".join(self.regions) or "body"


def read() -> tuple[Scope, list[str]]:
    """The scope in the address, and a sentence for each wrong value."""
    known: dict[str, Mapping[str, str]] = {"do": PARTS | FURTHER}
    values, problems = address.read(known)
    params = st.query_params.to_dict()
    seed = params.get("seed") or None
    if seed and not (seed.isascii() and seed.isdecimal() and len(seed) <= SEED_DIGITS):
        asked = quoted(seed)
        problems.append(f"The address asks for the seed {asked}; a seed is a number of up to nine digits.")
        seed = None
    study_set = _set(params.get("set", ""), problems)
    part = values["do"] or next(iter(PARTS))
    if study_set:
        if part != "review":
            seed = seed or study_set.seed
        return Scope(part, (), study_set.kinds, study_set.length, seed, study_set), problems
    number = address.known_value(params, "number", NUMBERS, problems)
    scope = Scope(
        part=part,
        regions=_listed(params, "region", html_words.REGION, problems),
        kinds=_listed(params, "kind", KINDS, problems),
        number=int(number or NUMBER),
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


def as_set(scope: Scope) -> StudySet:
    """The set of the scope; without one, an empty set of the same kinds and length."""
    return scope.study_set or StudySet(kinds=scope.kinds, length=scope.number, seed=scope.seed or "1")


def change_set(study_set: StudySet) -> None:
    """Put another set into the address; meant for callbacks."""
    address.change(set=to_text(study_set), region=None, kind=None, number=None, seed=None)


def link(scope: Scope, seed: str, part: str | None = None) -> str:
    """Address that brings this scope again, with this seed, in this part or another one."""
    part = part or scope.part
    if scope.study_set:
        values = {"do": part, "set": to_text(replace(scope.study_set, seed=seed))}
    else:
        values = {
            "do": part,
            "region": ",".join(scope.regions),
            "kind": ",".join(scope.kinds),
            "number": str(scope.number),
            "seed": seed,
        }
    if audience.current() == "student":
        values["audience"] = "student"
    asked = "&".join(f"{name}={value}" for name, value in values.items() if value)
    return f"{(st.context.url or '').partition('?')[0]}?{asked}"


def _set(text: str, problems: list[str]) -> StudySet | None:
    """The set that the address holds; None, and a sentence, where it holds none that can be read."""
    if not text:
        return None
    try:
        found, unknown = fitting(from_text(text), load_content().muscles, KINDS)
    except UnreadableSetError as error:
        problems.append(str(error))
        return None
    problems.extend(unknown)
    return found


def _listed(
    params: Mapping[str, str], name: str, allowed: Container[str], problems: list[str]
) -> tuple[str, ...]:
    parts = dict.fromkeys(part.strip() for part in params.get(name, "").split(",") if part.strip())
    found = [address.known_value({name: part}, name, allowed, problems) for part in parts]
    return tuple(part for part in found if part)

"""The zones reproduce what the literature says, and what is left out is listed with its reason."""

import csv
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from triggerpoints.content import Content, load_content

TESTS_DATA = Path(__file__).parents[1] / "data"
OWN_TABLE = TESTS_DATA / "literature_zones.csv"
FULL_TABLE = os.environ.get("REFERRAL_PATTERNS_CSV")
"""Optional: the table that our own was counted from, with the names that its sources use."""
MOST_LEFT_OUT = 0.03


@dataclass(frozen=True)
class Said:
    """A source says that a point of one or more muscles sends pain to a zone."""

    muscles: tuple[str, ...]
    point: str
    zone: str
    kind: str
    source: str


def read_own_table() -> list[Said]:
    with OWN_TABLE.open(encoding="utf-8", newline="") as table:
        return [
            Said(tuple(row["muscles"].split(";")), row["point"], zone.strip(), row["kind"], row["source"])
            for row in csv.DictReader(table)
            for zone in row["zones"].split(";")
        ]


def read_full_table() -> list[Said]:
    names = yaml.safe_load((TESTS_DATA / "literature_names.yml").read_text(encoding="utf-8"))
    with Path(FULL_TABLE or "").open(encoding="utf-8", newline="") as table:
        return [
            Said(muscles, row["trigger_point"], zone.strip(), row["kind"], row["source"])
            for row in csv.DictReader(table)
            if (muscles := tuple(names.get(row["muscle"].strip(), [as_id(row["muscle"])])))
            for zone in row["zones"].split(";")
        ]


def as_id(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", name.lower()).strip("-")


TABLES = {"own table": read_own_table} | ({"full table": read_full_table} if FULL_TABLE else {})


@pytest.fixture(params=TABLES, scope="module")
def literature(request: pytest.FixtureRequest) -> list[Said]:
    return TABLES[request.param]()


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="module")
def left_out() -> dict[tuple[str, str], str]:
    entries = yaml.safe_load((TESTS_DATA / "literature_left_out.yml").read_text(encoding="utf-8"))
    return {(entry["muscle"], entry["zone"]): entry["reason"] for entry in entries or ()}


def spots(content: Content, places: Iterable[str]) -> set[str]:
    """Places with sets of places opened."""
    return {spot for place in places for spot in (content.places[place].members or (place,))}


def essential_spots(content: Content, muscle: str) -> Iterator[set[str]]:
    for point in content.muscles[muscle].trigger_points:
        yield spots(content, point.zones.essential)


def missing(content: Content, literature: list[Said]) -> set[tuple[str, str]]:
    return {
        (muscle, said.zone)
        for said in literature
        if said.kind == "essential"
        for muscle in said.muscles
        if (wanted := spots(content, content.zone_words[said.zone]))
        and not any(wanted <= drawn for drawn in essential_spots(content, muscle))
    }


def test_every_zone_word_and_muscle_of_the_literature_is_known(
    content: Content, literature: list[Said]
) -> None:
    assert {said.zone for said in literature} <= set(content.zone_words)
    assert {muscle for said in literature for muscle in said.muscles} <= set(content.muscles)


def test_essential_zones_of_the_literature_are_drawn_or_left_out_with_a_reason(
    content: Content, literature: list[Said], left_out: dict[tuple[str, str], str]
) -> None:
    lacking = missing(content, literature) - set(left_out)
    assert not lacking, (
        f"draw these, or list them with a reason in literature_left_out.yml: {sorted(lacking)}"
    )


def test_little_is_left_out_and_nothing_without_need(
    content: Content, literature: list[Said], left_out: dict[tuple[str, str], str]
) -> None:
    stated = [said for said in literature if said.kind == "essential" for _ in said.muscles]
    assert len(left_out) < MOST_LEFT_OUT * len(stated)
    assert set(left_out) <= missing(content, literature), "these are drawn; take them off the list"
    assert all(len(reason) > 20 for reason in left_out.values())


def test_counts_of_sources_are_those_of_the_table(content: Content) -> None:
    sources: dict[str, dict[str, set[str]]] = {}
    for said in read_own_table():
        for muscle in said.muscles:
            for place in content.zone_words[said.zone]:
                sources.setdefault(muscle, {}).setdefault(place, set()).add(said.source)
    for muscle in content.muscles.values():
        counted = {place: len(by) for place, by in sources.get(muscle.id, {}).items()}
        assert muscle.named_by == counted, muscle.id

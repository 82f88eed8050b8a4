"""Everyday areas give the muscles that regional charts name for them."""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.reader import read
from triggerpoints.referral.rows import rows
from triggerpoints.referral.search import Hit, find

CHARTS = Path(__file__).parents[1] / "data" / "regional_charts.csv"
FIRST = 10
CONTENT = load_content()


def _lines() -> list[tuple[str, frozenset[str]]]:
    with CHARTS.open(encoding="utf-8", newline="") as table:
        return [(row["area"], frozenset(row["muscles"].split("/"))) for row in csv.DictReader(table)]


LINES = _lines()


@cache
def _hits(area: str) -> tuple[Hit, ...]:
    asked = replace(read(area, CONTENT).areas[0].area, side="right")
    return tuple(find([asked], load_atlas(), CONTENT))


def test_muscles_of_a_regional_chart_stand_within_the_first_ten() -> None:
    late = []
    for area, muscles in LINES:
        listed = enumerate(rows(_hits(area), CONTENT), start=1)
        rank = next((rank for rank, row in listed if muscles & {hit.muscle for hit in row.hits}), None)
        assert rank is not None, f"{area}: {', '.join(sorted(muscles))} is absent"
        if rank > FIRST:
            late.append((area, sorted(muscles), rank))
    assert len(late) <= 0.05 * len(LINES), late


def test_no_muscle_of_a_chart_stands_below_teaching_that_nobody_confirmed_or_what_few_people_had() -> None:
    for area, muscles in LINES:
        for hit in _hits(area):
            if hit.muscle in muscles:
                break
            point = next(p for p in CONTENT.muscles[hit.muscle].trigger_points if p.id == hit.point)
            assert point.has_source or hit.named_by, (area, sorted(muscles), hit.muscle)
            assert not point.zones.rare, (area, sorted(muscles), hit.muscle)

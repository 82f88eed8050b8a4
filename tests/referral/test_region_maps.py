"""Regions of published body maps lie where the map has them."""

import csv

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import area_weights
from triggerpoints.referral.region_maps import numbered, region_area
from triggerpoints.reports.region_table import region_table
from triggerpoints.reports.spreadsheet import MARK

ATLAS, CONTENT = load_atlas(), load_content()
CHOIR = CONTENT.region_maps["choir"]


def test_the_choir_map_has_its_74_numbers() -> None:
    numbers = [int(number) for number, _, _ in numbered(CHOIR)]
    assert numbers == [*range(101, 137), *range(201, 239)]


def test_a_region_lies_on_its_side_and_its_half_of_the_body() -> None:
    skin = ATLAS.surface
    for number, _, side in numbered(CHOIR):
        weights = area_weights(ATLAS, region_area(CHOIR, number))
        assert weights.max() > 0.5, number
        on_side = skin.side <= 0 if side == "right" else skin.side >= 0
        assert weights[on_side].sum() > 0.6 * weights.sum(), number


def test_regions_of_a_column_stand_in_the_order_of_the_map() -> None:
    height = ATLAS.surface.position_mm[:, 2]

    def middle(number: str) -> float:
        weights = area_weights(ATLAS, region_area(CHOIR, number))
        return float(weights @ height / weights.sum())

    front = [
        middle(number)
        for number in ("101", "103", "105", "108", "116", "121", "126", "129", "131", "133", "135")
    ]
    back = [
        middle(n)
        for n in ("202", "204", "206", "209", "213", "219", "224", "229", "232", "234", "236", "238")
    ]
    assert front == sorted(front, reverse=True)
    assert back == sorted(back, reverse=True)


def test_a_number_that_is_not_on_the_map_is_no_region() -> None:
    with pytest.raises(KeyError):
        region_area(CHOIR, "137")


def test_the_table_has_muscles_for_every_region() -> None:
    lines = region_table(CHOIR, ATLAS, CONTENT).removeprefix(MARK).splitlines()
    rows = list(csv.DictReader(lines))
    assert {row["region"] for row in rows} == {number for number, _, _ in numbered(CHOIR)}
    assert {row["muscle"] for row in rows} <= set(CONTENT.muscles)

"""Labels of the values that the data may hold."""

from typing import get_args

import pytest

from triggerpoints.content.models.base import BodyRegion, Evidence, Status
from triggerpoints.content.models.muscle import MuscleRegion, PatternStudy, Pressure, Zones
from triggerpoints.content.models.source import Source
from triggerpoints.ui.html import words


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (words.CERTAINTY, Zones.model_fields["certainty"].annotation),
        (words.STATUS, Status),
        (words.EVIDENCE, Evidence),
        (words.SOURCE_STATUS, Source.model_fields["read"].annotation),
        (words.STUDIED, PatternStudy.model_fields["method"].annotation),
        (words.PRESSURE, Pressure.model_fields["method"].annotation),
        (words.REGION, MuscleRegion),
        (words.BODY_REGION, BodyRegion),
    ],
)
def test_every_value_that_the_data_may_hold_has_its_words(table: dict[str, str], values: object) -> None:
    assert set(table) == set(get_args(values))
    assert all(table.values())

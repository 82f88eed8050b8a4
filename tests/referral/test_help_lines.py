"""Whom a visitor can call follows the country that the browser points to."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.help_lines import help_line_for, spoken

CONTENT = load_content()


@pytest.mark.parametrize(
    ("time_zone", "locale", "country"),
    [
        ("Europe/London", "en-US", "gb"),
        ("America/Chicago", "es-MX", "us"),
        ("Asia/Calcutta", "en-GB", "in"),
        ("Asia/Kolkata", None, "in"),
        ("Australia/Hobart", "en", "au"),
        ("UTC", "de-AT", "at"),
        (None, "en_CA", "ca"),
    ],
)
def test_the_clock_says_where_somebody_is_and_the_language_only_without_it(time_zone, locale, country):
    line = help_line_for(CONTENT, time_zone, locale)
    assert line is not None
    assert line.id == country


@pytest.mark.parametrize(
    ("time_zone", "locale"),
    [("Asia/Tokyo", "en-US"), ("UTC", "en"), (None, None), ("Etc/GMT+5", ""), ("nonsense", "de")],
)
def test_nobody_is_guessed_into_a_country(time_zone, locale):
    assert help_line_for(CONTENT, time_zone, locale) is None


def test_no_time_zone_belongs_to_two_countries():
    zones = [zone for line in CONTENT.help_lines.values() for zone in line.time_zones]
    assert len(zones) == len(set(zones))


def test_every_number_has_a_source():
    assert all(line.sources for line in CONTENT.help_lines.values())


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("988", "988"),
        ("116123", "116 123"),
        ("131114", "13 11 14"),
        ("08001110111", "0800 111 0111"),
        ("0800800566", "0800 800 566"),
        ("080032123", "0800 32 123"),
        ("222580697", "222 580 697"),
        ("70201201", "70 20 12 01"),
    ],
)
def test_long_numbers_are_read_in_groups(number, read):
    assert spoken(number) == read


def test_a_crisis_number_that_nobody_checked_is_never_the_first_to_call():
    for line in CONTENT.help_lines.values():
        if not line.has_source:
            first, *others = line.crisis
            assert first.call in line.emergency, line.id
            assert all("could not check" in (crisis.note or "") for crisis in others), line.id

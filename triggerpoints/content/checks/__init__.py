"""Checks of the data that go beyond one record: links, positions, reading grade, coverage."""

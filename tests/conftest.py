"""In which order the tests run."""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: their driver keeps an event loop running in this thread from then on."""
    items.sort(key=lambda item: Path(__file__).parent / "browser" in item.path.parents)

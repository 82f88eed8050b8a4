from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from triggerpoints.ui import messages

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def visit():
    """Open Explore with query parameters; returns the page after its first run."""

    def open_page(**params: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=20)
        app.query_params.update(params)
        app.run()
        assert not app.exception, app.exception[0].message
        return app

    return open_page


@pytest.fixture(autouse=True)
def _failures_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page says kindly about its own failure is a failure of the test."""

    def fail(said: str) -> None:
        raise

    monkeypatch.setattr(messages._LOG, "exception", fail)

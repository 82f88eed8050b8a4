from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from triggerpoints.ui import messages, shell

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch):
    """Open Explore within the frame of all pages, with query parameters; returns the page after a run."""
    shell.page_ids()  # kept, so that Explore stays among the pages when it stands at / too
    monkeypatch.setattr(shell, "HOME", "explore")

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

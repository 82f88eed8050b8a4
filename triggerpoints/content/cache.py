"""Parsed data files kept as JSON in the user's cache folder, because YAML is slow to read.

An entry is named by the hash of the file's bytes, so it can never be out of date. Losing or not
being able to write the folder costs time and nothing else.
"""

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

_FORMAT = "1"
_MAX_ENTRIES = 60


def cache_folder() -> Path:
    """Where this platform keeps caches of this program."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "trigger-point-explorer" / "content"


def read_cached(content: bytes) -> Any | None:
    """Plain data parsed earlier from these bytes, or None."""
    try:
        return json.loads(_entry(content).read_text(encoding="utf-8"))
    except (OSError, ValueError, RuntimeError):  # RuntimeError: this user has no home folder
        return None


def write_cached(content: bytes, data: Any) -> None:
    """Keep plain data parsed from these bytes; does nothing when the folder cannot be written."""
    try:
        entry = _entry(content)
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as part:
            json.dump(data, part, ensure_ascii=False)
        Path(name).replace(entry)
        _drop_oldest(entry.parent)
    except (OSError, TypeError, ValueError, RuntimeError):
        return


def _entry(content: bytes) -> Path:
    return cache_folder() / f"{hashlib.sha256(_FORMAT.encode() + content).hexdigest()}.json"


def _drop_oldest(folder: Path) -> None:
    entries = sorted(folder.glob("*.json"), key=lambda entry: entry.stat().st_mtime)
    for entry in entries[:-_MAX_ENTRIES]:
        entry.unlink(missing_ok=True)

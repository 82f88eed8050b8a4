"""What takes long to make, kept in a folder between runs; everything works without the folder.

The folder is ``TRIGGERPOINTS_CACHE``, or ``triggerpoints`` where the user's caches are. Nothing is read but
arrays of numbers and JSON, and a file counts only under the name that says what it was made from.
"""

from __future__ import annotations

import contextlib
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

MOST_KEPT = 3  # files of a kind: some checkouts and one set of data that somebody works on


def folder() -> Path:
    """Where arrays are kept; it need not exist."""
    named = os.environ.get("TRIGGERPOINTS_CACHE")
    caches = os.environ.get("XDG_CACHE_HOME")
    if named:
        return Path(named)
    return (Path(caches) if caches else Path.home() / ".cache") / "triggerpoints"


def key(*parts: bytes) -> str:
    """Name for what is made from some parts; another part or another order gives another name."""
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:32]


def read(kind: str, name: str) -> dict[str, np.ndarray] | None:
    """The arrays that were kept under a name; None when there are none, or they are damaged."""
    import numpy as np  # what is kept as JSON needs no arrays

    try:
        with np.load(folder() / f"{kind}-{name}.npz") as arrays:
            return {field: arrays[field] for field in arrays.files}
    except (OSError, RuntimeError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def keep(kind: str, name: str, arrays: Mapping[str, np.ndarray]) -> None:
    """Keep arrays under a name, and let the oldest of the same kind go; does nothing where it may not."""
    import numpy as np

    _keep(kind, name, ".npz", lambda file: np.savez(file, **dict(arrays)))  # type: ignore[arg-type]


def read_json(kind: str, name: str) -> Any:
    """Plain data that was kept under a name; None when there is none, or it is damaged."""
    try:
        return json.loads((folder() / f"{kind}-{name}.json").read_bytes())
    except (OSError, RuntimeError, ValueError):
        return None


def keep_json(kind: str, name: str, data: Any) -> None:
    """Keep plain data under a name, if JSON says all of it; otherwise as `keep`."""
    try:
        text = json.dumps(data, ensure_ascii=False)
    except (TypeError, ValueError):
        return
    if json.loads(text) == data:  # keys that are numbers would come back as text
        _keep(kind, name, ".json", lambda file: file.write(text.encode()))


def _keep(kind: str, name: str, ending: str, write: Callable[[IO[bytes]], object]) -> None:
    # what cannot be kept is made again the next time
    with contextlib.suppress(OSError, RuntimeError):
        where = folder()
        where.mkdir(parents=True, exist_ok=True)
        partial = where / f"{kind}-{name}.{os.getpid()}.part"
        with partial.open("wb") as file:
            write(file)
        partial.replace(where / f"{kind}-{name}{ending}")
        newest = sorted(where.glob(f"{kind}-*{ending}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in newest[MOST_KEPT:]:
            old.unlink()

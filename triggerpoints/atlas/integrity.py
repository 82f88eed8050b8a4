"""Whether the files of the atlas are those that the builder made: a digest of each, written with them."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from triggerpoints.atlas.files import ASSETS, DIGESTS

REWRITE = "python -m tools.bodymaps.digests"


def digests(folder: Path = ASSETS) -> dict[str, str]:
    """SHA-256 of every file of the atlas, by its path below the folder, in the order of the paths."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != DIGESTS)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def damaged(folder: Path = ASSETS) -> Iterator[tuple[str, str]]:
    """Files that are not what the builder made.

    Parameters
    ----------
    folder : Path
        The folder of the body maps.

    Yields
    ------
    name, problem : str
        File below the folder, and what is wrong with it.
    """
    try:
        made = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
        expected = {str(name): str(digest) for name, digest in made.items()}
    except (OSError, ValueError, AttributeError):
        yield DIGESTS, f"the list of the files is missing or cannot be read (write it with: {REWRITE})"
        return
    found = digests(folder)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield name, "the file is missing"
        elif name not in expected:
            yield name, "the file does not belong to the atlas"
        elif found[name] != expected[name]:
            yield name, "the file is damaged or was changed by hand"

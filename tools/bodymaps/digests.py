"""Write the digests of the atlas's files: the last step of a build, and after a file was made again alone."""

import json
from pathlib import Path

from triggerpoints.atlas.files import ASSETS, DIGESTS
from triggerpoints.atlas.integrity import digests


def write(folder: Path = ASSETS) -> None:
    """Write the list beside the files."""
    text = json.dumps(digests(folder), indent=0)
    (folder / DIGESTS).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()

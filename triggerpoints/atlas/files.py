"""Names of the files that make up the atlas, in one place, and what is said when one is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from triggerpoints import resources

ASSETS = resources.BODYMAPS

MANIFEST = "manifest.json"
SURFACE = "surface.npz"
PLACES = "places.npz"
STRUCTURES = "structures.json"
LABELS = "labels.zarr"
ATTACHMENTS = "attachments.json"
DIGESTS = "digests.json"
SOLIDS = "solids"  # folder of the surfaces of the turning body
FIGURES = "figures"  # folder of the skins of other figures than the man


class MissingAssetError(FileNotFoundError):
    """A file of the atlas is not there, or not all of it."""

    def __init__(self, path: Path, problem: str = "is missing") -> None:
        """Take the file and what is wrong with it."""
        super().__init__(f"{path} {problem}. Make it with: python -m tools.bodymaps.build ANATOMY_FOLDER")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """While a file of the atlas is read: whatever its reader cannot make sense of is said of the file.

    Raises
    ------
    MissingAssetError
        It is damaged.
    """
    try:
        yield
    except MissingAssetError:
        raise
    except Exception as error:  # readers of archives, pictures and numbers each have errors of their own
        raise MissingAssetError(path, "is damaged") from error


def asset(folder: Path, name: str) -> Path:
    """Path of a file of the atlas.

    Raises
    ------
    MissingAssetError
        It is not there.
    """
    path = folder / name
    if not path.exists():
        raise MissingAssetError(path)
    return path

"""The data files: which there are, the key their records stand under and the model of a record.

To add a file, add a line to `FILES` and a field of the same name to `Content`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from triggerpoints.content.base import PlaceId
from triggerpoints.content.muscle import Muscle
from triggerpoints.content.place import Place
from triggerpoints.content.source import Source

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class ContentFile:
    """One part of a data file.

    Attributes
    ----------
    name : str
        File name in the data folder.
    field : str
        Field of `Content` that holds what is read.
    key : str or None
        Top key that the part stands under; None when it is the whole file.
    model : type
        Type of one record.
    shape : {'records', 'mapping', 'single'}
        A list of records with an `id`, records under their ids, or one record.
    """

    name: str
    field: str
    key: str | None
    model: Any
    shape: Literal["records", "mapping", "single"] = "records"


FILES: tuple[ContentFile, ...] = (
    ContentFile("trigger_points.yml", "muscles", "muscles", Muscle),
    ContentFile("places.yml", "places", "places", Place),
    ContentFile("places.yml", "zone_words", "zone_words", tuple[PlaceId, ...], "mapping"),
    ContentFile("sources.yml", "sources", None, Source, "mapping"),
)

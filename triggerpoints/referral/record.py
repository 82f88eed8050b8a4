"""What a person said about a pain, as a small JSON text, as part of a link, and back."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from triggerpoints.referral.areas import Area, AreaSide, Duration, Stroke, Tool, is_empty

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

FORMAT = "pain areas 1"
MAX_BYTES = 200_000
MAX_AREAS = 12
MAX_STROKES = 200
MAX_POINTS = 2000
MAX_POINTS_IN_ALL = 6000  # each is compared with every spot of the skin
MAX_RADIUS_MM = 100
MAX_PLACES = 20
MAX_SAID = 12
MAX_SAID_LETTERS = 80
DURATIONS = get_args(Duration)
_Value = TypeVar("_Value")


class UnreadableRecordError(ValueError):
    """The text is not a record of painful areas; the message is a sentence for the person who opened it."""


@dataclass(frozen=True)
class PainRecord:
    """Where it hurts and what was answered.

    Attributes
    ----------
    areas : tuple of Area
    yes, no : tuple of str
        Ids of the red flags that were answered with yes, and with no.
    heard : tuple of str
        Ids of the red flags that the person's words ask about.
    """

    areas: tuple[Area, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()


def to_json(record: PainRecord) -> str:
    """The record as a JSON text that `from_json` reads."""
    return json.dumps(_plain(record), indent=1, ensure_ascii=False) + "\n"


def from_json(text: str | bytes, atlas: Atlas, content: Content) -> PainRecord:
    """Read a record.

    Raises
    ------
    UnreadableRecordError
        When it is no record, or names a place, a view or a question that does not exist here.
    """
    if len(text) > MAX_BYTES:
        raise UnreadableRecordError(
            "The file is too large to be a file of painful areas. Choose another file."
        )
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableRecordError(
            "The file is not a file of painful areas: it cannot be read. Choose a file saved here."
        ) from None
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise UnreadableRecordError("The file is not a file of painful areas. Choose a file saved here.")
    return _record(data, atlas, content)


def to_link(record: PainRecord) -> str:
    """The record as text that may stand in a link."""
    compact = json.dumps(_plain(record), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(zlib.compress(compact, 9)).decode().rstrip("=")


def from_link(text: str, atlas: Atlas, content: Content) -> PainRecord:
    """Read what `to_link` made.

    Raises
    ------
    UnreadableRecordError
    """
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacked = zlib.decompressobj().decompress(packed, MAX_BYTES)
    except (ValueError, zlib.error):
        raise UnreadableRecordError(
            "The link is not complete. Copy the whole link and open it again."
        ) from None
    return from_json(unpacked, atlas, content)


def _plain(record: PainRecord) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "areas": [_plain_area(area) for area in record.areas],
        "yes": list(record.yes),
        "no": list(record.no),
        **({"heard": list(record.heard)} if record.heard else {}),
    }


def _plain_area(area: Area) -> dict[str, Any]:
    values = {
        "place": area.place,
        "side": area.side if area.place else None,
        "drawn": [
            {
                "tool": stroke.tool,
                "view": stroke.view,
                "radius_mm": stroke.radius_mm,
                "points_mm": [list(point) for point in stroke.points_mm],
            }
            for stroke in area.strokes
        ],
        "strength": area.strength,
        "duration": area.duration,
        "more": list(area.more),
        "without": list(area.without),
        "qualities": list(area.qualities),
        "circumstances": list(area.circumstances),
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def _record(data: Mapping[str, Any], atlas: Atlas, content: Content) -> PainRecord:
    areas = _list(data.get("areas", []), "areas", MAX_AREAS)
    known_flags = content.red_flags
    answers = {
        name: tuple(
            dict.fromkeys(
                _one_of(id_, known_flags, "question") for id_ in _list(data.get(name, []), name, 500)
            )
        )
        for name in ("yes", "no", "heard")
    }
    read = tuple(_area(area, atlas, content) for area in areas)
    drawn = sum(len(stroke.points_mm) for area in read for stroke in area.strokes)
    if drawn > MAX_POINTS_IN_ALL:
        raise UnreadableRecordError(
            f"The file holds {drawn:,} painted points, more than anybody paints. Mark the areas again."
        )
    if any(area.strokes and is_empty(atlas, area) for area in read):
        raise UnreadableRecordError(
            "An area of the file was drawn beside the body and cannot be seen. Mark it again."
        )
    return PainRecord(read, **answers)


def _area(data: Any, atlas: Atlas, content: Content) -> Area:
    if not isinstance(data, Mapping):
        raise _wrong("an area", data)
    place = _optional(data.get("place"), lambda value: _one_of(value, content.places, "place"))
    strokes = tuple(_stroke(stroke, atlas) for stroke in _list(data.get("drawn", []), "drawn", MAX_STROKES))
    if place is None and not strokes:
        raise UnreadableRecordError(
            "An area of the file has neither a place nor something drawn. Mark it again."
        )
    return Area(
        place=place,
        side=_one_of(data.get("side", "both"), get_args(AreaSide), "side"),
        strokes=strokes,
        strength=_optional(data.get("strength"), lambda value: _whole(value, "strength", 0, 10)),
        duration=_optional(data.get("duration"), lambda value: _one_of(value, DURATIONS, "duration")),
        more=tuple(
            _one_of(value, content.places, "place")
            for value in _list(data.get("more", []), "more", MAX_PLACES)
        ),
        without=tuple(
            _one_of(value, content.places, "place")
            for value in _list(data.get("without", []), "without", MAX_PLACES)
        ),
        qualities=tuple(
            _one_of(value, content.reader_words.qualities, "quality")
            for value in _list(data.get("qualities", []), "qualities", MAX_SAID)
        ),
        circumstances=tuple(
            _words(value) for value in _list(data.get("circumstances", []), "circumstances", MAX_SAID)
        ),
    )


def _stroke(data: Any, atlas: Atlas) -> Stroke:
    if not isinstance(data, Mapping):
        raise _wrong("something drawn", data)
    points = [
        tuple(_whole(value, "point", -10_000, 10_000) for value in _list(point, "point", 2))
        for point in _list(data.get("points_mm"), "points_mm", MAX_POINTS)
    ]
    if not points or any(len(point) != 2 for point in points):
        raise _wrong("points_mm", data.get("points_mm"))
    return Stroke(
        tool=_one_of(data.get("tool"), get_args(Tool), "tool"),
        view=_one_of(data.get("view"), atlas.views, "view"),
        radius_mm=_whole(data.get("radius_mm", 0), "radius_mm", 0, MAX_RADIUS_MM),
        points_mm=tuple(points),  # type: ignore[arg-type]
    )


def _one_of(value: Any, known: Any, word: str) -> Any:
    if not isinstance(value, str) or value not in known:
        raise UnreadableRecordError(
            f"The file names the {word} “{str(value)[:60]}”, which does not exist here. "
            "It may come from another version; mark the area again."
        )
    return value


def _words(value: Any) -> str:
    """A person's own words on one line."""
    if not isinstance(value, str):
        raise _wrong("circumstances", value)
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())[:MAX_SAID_LETTERS]


def _optional(value: Any, read: Callable[[Any], _Value]) -> _Value | None:
    return None if value is None else read(value)


def _whole(value: Any, word: str, low: int, high: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise UnreadableRecordError(
            f"The file gives the {word} “{str(value)[:60]}”; it must be a whole number from {low} to {high}."
        )
    return value


def _list(value: Any, word: str, longest: int) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(word, value)
    if len(value) > longest:
        raise UnreadableRecordError(
            f"The file has too much under “{word}”; at most {longest} entries are read."
        )
    return value


def _wrong(word: str, value: Any) -> UnreadableRecordError:
    return UnreadableRecordError(
        f"The file is damaged: “{word}” holds {type(value).__name__} instead of what was saved. "
        "Choose another file."
    )

"""What a person said about a pain, as a small JSON text, as part of a link, and back."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from triggerpoints.quoting import one_line, quoted
from triggerpoints.referral.areas import ON_BODY, Area, AreaSide, Duration, Stroke, Tool, is_empty

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
        saved = _SavedRecord.model_validate_json(text, context=(atlas, content))
    except ValidationError as problem:
        raise UnreadableRecordError(_sentence(problem)) from None
    return _record(saved, atlas)


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
    broken = UnreadableRecordError("The link is not complete. Copy the whole link and open it again.")
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacked = zlib.decompressobj().decompress(packed, MAX_BYTES)
        saved = _SavedRecord.model_validate_json(unpacked, context=(atlas, content))
    except ValidationError as problem:
        raise (broken if _is_another(problem) else UnreadableRecordError(_sentence(problem))) from None
    except (ValueError, zlib.error):
        raise broken from None
    return _record(saved, atlas)


def _known(collection: str, word: str) -> AfterValidator:
    """Accepts the ids of a collection of the content, or the views of the atlas."""

    def check(value: str, info: ValidationInfo) -> str:
        atlas, content = info.context  # type: ignore[misc]
        known = {
            "views": lambda: (*atlas.views, *atlas.figure_views, ON_BODY),
            "qualities": lambda: content.reader_words.qualities,
        }.get(collection, lambda: getattr(content, collection))()
        if value not in known:
            raise PydanticCustomError("unknown", "{word}", {"word": word})
        return value

    return AfterValidator(check)


_Place = Annotated[str, _known("places", "place")]
_Flag = Annotated[str, _known("red_flags", "question")]
_View = Annotated[str, _known("views", "view")]
_Quality = Annotated[str, _known("qualities", "quality")]
_Said = Annotated[str, AfterValidator(lambda said: one_line(said, MAX_SAID_LETTERS))]
_Millimetre = Annotated[int, Field(ge=-10_000, le=10_000)]


class _Saved(BaseModel):
    """A part of a saved file; keys of later versions are passed over."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class _SavedStroke(_Saved):
    tool: Tool
    view: _View
    radius_mm: Annotated[int, Field(ge=0, le=MAX_RADIUS_MM)] = 0
    points_mm: Annotated[
        list[Annotated[tuple[_Millimetre, ...], Field(min_length=2, max_length=3)]],
        Field(min_length=1, max_length=MAX_POINTS),
    ]

    @model_validator(mode="after")
    def _of_the_view(self) -> Self:
        """On the body a point has three numbers, on a view two; a lasso is drawn on a view."""
        on_body = self.view == ON_BODY
        wanted = 3 if on_body else 2
        if any(len(point) != wanted for point in self.points_mm) or (on_body and self.tool == "lasso"):
            raise PydanticCustomError("unfit", "points that do not fit their view")
        return self


class _SavedArea(_Saved):
    place: _Place | None = None
    side: AreaSide | None = None
    drawn: Annotated[list[_SavedStroke], Field(max_length=MAX_STROKES)] = []
    strength: Annotated[int, Field(ge=0, le=10)] | None = None
    duration: Duration | None = None
    more: Annotated[list[_Place], Field(max_length=MAX_PLACES)] = []
    without: Annotated[list[_Place], Field(max_length=MAX_PLACES)] = []
    qualities: Annotated[list[_Quality], Field(max_length=MAX_SAID)] = []
    circumstances: Annotated[list[_Said], Field(max_length=MAX_SAID)] = []

    @classmethod
    def of(cls, area: Area) -> _SavedArea:
        return cls.model_construct(
            **{name: getattr(area, name) for name in cls.model_fields if name not in ("side", "drawn")},
            side=area.side if area.place else None,
            drawn=[_SavedStroke.model_construct(**vars(stroke)) for stroke in area.strokes],
        )

    def area(self) -> Area:
        return Area(
            place=self.place,
            side=self.side or "both",
            strokes=tuple(
                Stroke(drawn.tool, drawn.view, drawn.radius_mm, tuple(drawn.points_mm))
                for drawn in self.drawn
            ),
            strength=self.strength,
            duration=self.duration,
            more=tuple(self.more),
            without=tuple(self.without),
            qualities=tuple(self.qualities),
            circumstances=tuple(self.circumstances),
        )


_Answers = Annotated[list[_Flag], Field(max_length=500)]


class _SavedRecord(_Saved):
    format: Literal["pain areas 1"]
    areas: Annotated[list[_SavedArea], Field(max_length=MAX_AREAS)] = []
    yes: _Answers = []
    no: _Answers = []
    heard: _Answers = []


_NEEDED = {"areas", "yes", "no", "format"}


def _plain(record: PainRecord) -> dict[str, Any]:
    saved = _SavedRecord.model_construct(
        format=FORMAT,
        areas=[_SavedArea.of(area) for area in record.areas],
        yes=list(record.yes),
        no=list(record.no),
        heard=list(record.heard),
    ).model_dump(mode="json", warnings=False)
    saved["areas"] = [
        {name: value for name, value in area.items() if value not in (None, [])} for area in saved["areas"]
    ]
    return {name: value for name, value in saved.items() if name in _NEEDED or value}


def _record(saved: _SavedRecord, atlas: Atlas) -> PainRecord:
    drawn = sum(len(stroke.points_mm) for area in saved.areas for stroke in area.drawn)
    if drawn > MAX_POINTS_IN_ALL:
        raise UnreadableRecordError(
            f"The file holds {drawn:,} painted points, more than anybody paints. Mark the areas again."
        )
    if any(area.place is None and not area.drawn for area in saved.areas):
        raise UnreadableRecordError(
            "An area of the file has neither a place nor something drawn. Mark it again."
        )
    areas = tuple(area.area() for area in saved.areas)
    if any(area.strokes and is_empty(atlas, area) for area in areas):
        raise UnreadableRecordError(
            "An area of the file was drawn beside the body and cannot be seen. Mark it again."
        )
    yes, no, heard = (tuple(dict.fromkeys(ids)) for ids in (saved.yes, saved.no, saved.heard))
    return PainRecord(areas, yes, no, heard)


def _is_another(problem: ValidationError) -> bool:
    """Whether a text is no record at all, rather than one with a fault."""
    return any(fault["loc"] in ((), ("format",)) for fault in problem.errors(include_url=False))


def _sentence(problem: ValidationError) -> str:
    """The first fault of a file in a sentence for the person who opened it."""
    faults = problem.errors(include_url=False)
    if faults[0]["type"] == "json_invalid":
        return "The file is not a file of painful areas: it cannot be read. Choose a file saved here."
    if _is_another(problem):
        return "The file is not a file of painful areas. Choose a file saved here."
    fault = faults[0]
    field = next((str(step) for step in reversed(fault["loc"]) if isinstance(step, str)), "the file")
    value, bounds = fault["input"], fault.get("ctx", {})
    if fault["type"] in ("unknown", "literal_error"):
        word = bounds.get("word", field)
        return (
            f"The file names the {word} {quoted(value)}, which does not exist here. "
            "It may come from another version; mark the area again."
        )
    if fault["type"] == "too_long" and "max_length" in bounds:
        return f"The file has too much under “{field}”; at most {bounds['max_length']} entries are read."
    if fault["type"] in ("greater_than_equal", "less_than_equal", "int_type", "int_from_float"):
        return (
            f"The file gives {quoted(value)} under “{field}”; it must be a whole number "
            "in the range that this program saves. Mark the area again."
        )
    return f"The file is damaged: “{field}” does not hold what was saved. Choose another file."

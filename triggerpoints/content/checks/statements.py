"""All statements of the data: where each stands, what it belongs to, and whether safety hangs on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from triggerpoints.content.models.base import Sourced
from triggerpoints.content.models.condition import WarningSign
from triggerpoints.content.models.muscle import NeedleDepth
from triggerpoints.content.reading.files import FILES, ContentFile
from triggerpoints.content.reading.yaml_text import Path as DataPath

SAFETY_PARTS = frozenset(
    {
        "red_flags", "contraindications", "harms", "harm_studies", "case_reports", "hazards", "hygiene",
        "mishaps", "self_care_limits", "common_red_flags",
    }
)  # fmt: skip
"""Parts of the data whose every statement is about safety."""


@dataclass(frozen=True)
class Stated:
    """One statement and where it stands.

    Attributes
    ----------
    file : ContentFile
    record : str
        Id of the record that it belongs to.
    path : tuple
        Steps from the top of the file.
    statement : Sourced
    is_safety : bool
        Whether somebody may be harmed when it is wrong: danger signs, who should not be needled, harms,
        hazards, hygiene, what to do after a mishap, limits of self-care, cautions of techniques.
    """

    file: ContentFile
    record: str
    path: DataPath
    statement: Sourced
    is_safety: bool


def statements(parts: Mapping[str, Any]) -> Iterator[Stated]:
    """Every statement of the parts of the content, in the order of the files.

    Parameters
    ----------
    parts : Mapping of str to Any
        The parts by the field names of `Content`; those that are missing are left out.
    """
    for file in FILES:
        part = parts.get(file.field)
        if not part:
            continue
        top: DataPath = (file.key,) if file.key else ()
        if file.shape == "single":
            yield from _within(file, "", part, top, file.field in SAFETY_PARTS)
            continue
        for index, (name, record) in enumerate(part.items()):
            at = (*top, name if file.shape == "mapping" else index)
            yield from _within(file, name, record, at, file.field in SAFETY_PARTS)


def _within(file: ContentFile, name: str, value: Any, path: DataPath, is_safety: bool) -> Iterator[Stated]:
    if isinstance(value, Sourced):
        is_own = is_safety or isinstance(value, WarningSign | NeedleDepth)
        yield Stated(file, name, path, value, is_own)
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            is_caution = is_safety or field == "cautions"
            yield from _within(file, name, getattr(value, field), (*path, field), is_caution)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _within(file, name, item, (*path, index), is_safety)

"""Finds the marked texts of a record: links to other records, and texts for patients."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from triggerpoints.content.models.base import ForPatients, Ref
from triggerpoints.content.reading.yaml_text import Path


@dataclass(frozen=True)
class Marked:
    """A text with its path in the record and what it is marked as."""

    path: Path
    text: str
    mark: Ref | ForPatients


def marked_texts(value: Any, annotation: Any = None) -> Iterator[Marked]:
    """Every marked text inside a value of a model, in the order of its fields.

    Parameters
    ----------
    value : Any
        A model, or a value of the annotated type.
    annotation : Any
        Type that the value was declared with; not needed for a model.
    """
    yield from _visit(value, annotation, (), ())


def _visit(value: Any, annotation: Any, marks: tuple[Any, ...], path: Path) -> Iterator[Marked]:
    annotation = _without_none(annotation)
    while get_origin(annotation) is Annotated:
        annotation, *found = get_args(annotation)
        marks = (*marks, *(mark for mark in found if isinstance(mark, Ref | ForPatients)))
        annotation = _without_none(annotation)
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            field_marks = tuple(mark for mark in field.metadata if isinstance(mark, Ref | ForPatients))
            yield from _visit(getattr(value, name), field.annotation, field_marks, (*path, name))
    elif isinstance(value, str):
        for mark in dict.fromkeys(marks):
            yield Marked(path, value, mark)
    elif isinstance(value, Mapping):
        key_type, item_type = get_args(annotation) or (None, None)
        for key, item in value.items():
            yield from _visit(key, key_type, (), (*path, key))
            yield from _visit(item, item_type, (), (*path, key))
    elif isinstance(value, tuple | list):
        item_types = get_args(annotation)
        for index, item in enumerate(value):
            yield from _visit(item, item_types[0] if item_types else None, (), (*path, index))


def _without_none(annotation: Any) -> Any:
    """The type itself where a declaration says that it may also be None."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [option for option in get_args(annotation) if option is not type(None)]
        return rest[0] if rest else None
    return annotation

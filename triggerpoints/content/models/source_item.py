"""Model of data/source_items.yml: every statement the content began with, and where it lives."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, model_validator

from triggerpoints.content.models.base import Record, SourceKey, Text

ItemId = Annotated[str, StringConstraints(pattern=r"^\d{3}-[A-Z]+[0-9]*[a-z]?(-[a-z0-9]+)*$")]


class Home(Record):
    """Where a statement lives.

    Attributes
    ----------
    part : str
        Field of `Content`, such as ``techniques``.
    record : str or None
        Id in that part; None where the part is one record.
    field : str or None
        Dotted path in the record, such as ``what.plain`` or ``steps.bruise.plain``; None for all of it.
    words : tuple of str
        Words that the text there must hold, whatever their case.
    """

    part: Text
    record: Text | None = None
    field: Text | None = None
    words: Annotated[tuple[Text, ...], Field(min_length=1)]


class SourceItem(Record):
    """One statement.

    Attributes
    ----------
    id : str
        The document's number, then a kind and number or name, such as ``000-D1``.
    says : str
        The statement in few words, as the document has it.
    use : {'keep', 'soften', 'correct', 'meta'}
        Shown as it is, with the wording of the evidence, in its corrected form, or not at all.
    homes : tuple of Home
        Empty for `meta` only.
    sources : tuple of str
        Works that the document itself names.
    """

    id: ItemId
    says: Text
    use: Literal["keep", "soften", "correct", "meta"]
    homes: tuple[Home, ...] = ()
    sources: tuple[SourceKey, ...] = ()

    @model_validator(mode="after")
    def _has_a_home(self) -> "SourceItem":
        if (self.use == "meta") == bool(self.homes):
            raise ValueError("only what is not shown (use: meta) has no home; name where it lives in `homes`")
        return self


def lost(item: SourceItem, parts: Mapping[str, Any]) -> Iterator[str]:
    """Sentences about homes of an item that do not exist or do not hold their words.

    Parameters
    ----------
    item : SourceItem
    parts : Mapping of str to Any
        The parts of the content by field name.
    """
    for home in item.homes:
        where = ".".join(step for step in (home.part, home.record, home.field) if step)
        try:
            value = _follow(parts, home)
        except KeyError as step:
            yield f"{item.id}: {where} does not exist (no {step}); correct the home of the item."
            continue
        text = " ".join(_texts(value)).casefold()
        for word in home.words:
            if word.casefold() not in text:
                yield f"{item.id}: {where} does not say '{word}'; put it there or correct the item."


def _follow(parts: Mapping[str, Any], home: Home) -> Any:
    value = _step(parts, home.part)
    steps = [*([home.record] if home.record else []), *(home.field.split(".") if home.field else [])]
    for step in steps:
        value = _step(value, step)
    return value


def _step(value: Any, step: str) -> Any:
    """The member of a mapping, the field of a record or the entry of a list that has this id."""
    if isinstance(value, Mapping) and step in value:
        return value[step]
    if isinstance(value, BaseModel) and step in type(value).model_fields:
        return getattr(value, step)
    if isinstance(value, tuple | list):
        for entry in value:
            if getattr(entry, "id", None) == step:
                return entry
    raise KeyError(step)


def _texts(value: Any) -> Iterator[str]:
    """Every text and number below a value."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from _texts(entry)
    elif value is not None:
        yield str(value)

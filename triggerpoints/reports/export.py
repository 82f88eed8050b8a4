"""The content for other programs: everything as JSON or JSON-LD, one row for each trigger point as CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from triggerpoints import __version__
from triggerpoints.reports.data_package import data_package
from triggerpoints.reports.json_ld import json_ld
from triggerpoints.reports.licence import ATTRIBUTION, LICENCE, LICENCE_URL, NOTE
from triggerpoints.reports.spreadsheet import csv_text
from triggerpoints.reports.tables import flat

if TYPE_CHECKING:
    from triggerpoints.content import Content

Format = Literal["json", "csv", "jsonld", "datapackage"]


def exported(content: Content, format_: Format) -> str | bytes:
    """The content in a format.

    Parameters
    ----------
    content : Content
    format_ : {'json', 'csv', 'jsonld', 'datapackage'}
        All records by kind and id; the trigger points with their muscles; a graph in the words of schema.org;
        a zip file of tables with their description.

    Returns
    -------
    str or bytes
        Bytes for the zip file.
    """
    if format_ == "datapackage":
        return data_package(content, __version__)
    if format_ == "jsonld":
        return _json(json_ld(content, __version__))
    return to_json(content) if format_ == "json" else to_csv(content)


def to_json(content: Content) -> str:
    """Every record of the data, by kind and id, under the names of `Content`."""
    parts = {field.name: _plain(getattr(content, field.name)) for field in fields(content)}
    head = {
        "format": f"trigger points {__version__}", "version": __version__, "note": NOTE,
        "licence": {"id": LICENCE, "url": LICENCE_URL, "attribution": ATTRIBUTION},
    }  # fmt: skip
    return _json(head | parts)


def to_csv(content: Content) -> str:
    """One row for each trigger point; every row says version and licence and keeps them when copied."""
    table = flat(content)
    columns = [*(column.name for column in table.columns), "version", "licence"]
    return csv_text(columns, ((*row, __version__, LICENCE) for row in table.rows))


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value

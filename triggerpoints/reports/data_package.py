"""The content as a frictionless data package: CSV tables with a description that programs can read."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from triggerpoints.reports.licence import ATTRIBUTION, LICENCE, LICENCE_TITLE, LICENCE_URL, NAME, NOTE
from triggerpoints.reports.spreadsheet import csv_text
from triggerpoints.reports.tables import Column, Table, tables

if TYPE_CHECKING:
    from triggerpoints.content import Content

DESCRIPTOR = "datapackage.json"
_READ_ME = "Open datapackage.json with a tool for frictionless data, or a table with a spreadsheet."


def data_package(content: Content, version: str) -> bytes:
    """The package as a zip file; the same content gives the same bytes.

    Parameters
    ----------
    content : Content
    version : str
    """
    made = tables(content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        _add(packed, DESCRIPTOR, json.dumps(descriptor(made, version), ensure_ascii=False, indent=1) + "\n")
        for table in made:
            rows = (tuple(_written(cell) for cell in row) for row in table.rows)
            _add(packed, _path(table), csv_text([column.name for column in table.columns], rows))
    return out.getvalue()


def descriptor(made: tuple[Table, ...], version: str) -> dict[str, Any]:
    """What `datapackage.json` holds.

    Parameters
    ----------
    made : tuple of Table
    version : str
    """
    keys = {table.name: table.columns[0].name for table in made}
    return {
        "name": "trigger-points",
        "title": NAME,
        "description": f"{NOTE} {_READ_ME} Several ids in one cell are separated by spaces.",
        "version": version,
        "profile": "tabular-data-package",
        "licenses": [{"name": LICENCE, "title": LICENCE_TITLE, "path": LICENCE_URL}],
        "contributors": [{"title": "The Trigger Point Explorer authors", "role": "author"}],
        "sources": [{"title": ATTRIBUTION}],
        "resources": [_resource(table, keys) for table in made],
    }


def _resource(table: Table, keys: dict[str, str]) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": _path(table),
        "description": table.says,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": column.name,
                    "reference": {"resource": column.of.replace("_", "-"), "fields": keys[column.of]},
                }
                for column in table.columns
                if column.of
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    return {"name": column.name, "type": column.type, "description": column.says}


def _path(table: Table) -> str:
    return f"{table.name}.csv"


def _written(cell: object) -> object:
    return str(cell).lower() if isinstance(cell, bool) else cell


def _add(packed: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(info, text.encode())

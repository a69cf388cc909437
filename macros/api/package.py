"""The tables of the public data as a data package (Frictionless Data Package 1.0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.api import tables
from macros.api.datasets import FORMS, LICENCE, SCHEMA_VERSION, Content
from macros.model import Model

# What a column holds that is no text, by the type that JSON Schema has for the field.
_TYPES = {"integer": "integer", "boolean": "boolean", "object": "object"}
_NAME = "wheres-my-parcel"


def described(known: Mapping[str, Content]) -> dict[str, Any]:
    """Return the description of every table, column by column."""
    return {
        "profile": "tabular-data-package",
        "name": _NAME,
        "title": "Where’s My Parcel?",
        "version": SCHEMA_VERSION,
        "licenses": [
            {"name": LICENCE, "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
        ],
        "resources": [
            _resource(name, form.row, keyed=isinstance(known[name].rows, Mapping))
            for name, form in FORMS.items()
            if form.row
        ],
    }


def _resource(name: str, kind: type[Model], *, keyed: bool) -> dict[str, Any]:
    """Return what stands in a table; `keyed`: its first column is the key of each record."""
    key = {"name": "key", "type": "string", "constraints": {"required": True, "unique": True}}
    fields = [*([key] if keyed else []), *_fields(kind)]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {"fields": fields} | ({"primaryKey": "key"} if keyed else {}),
    }


def _fields(kind: type[Model]) -> list[dict[str, Any]]:
    """Return the columns of a table in their order, with what they hold and mean."""
    schema = kind.model_json_schema(by_alias=True)
    return [_field(name, schema["properties"][name], schema) for name in tables.columns(kind)]


def _field(name: str, given: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    field = {"name": name, "type": _type(given, schema)}
    return field | ({"description": given["description"]} if "description" in given else {})


def _type(given: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Return what a column holds; days are whole dates, and all that is no value is text."""
    parts = [part for part in given.get("anyOf", [given]) if part.get("type") != "null"]
    (part, *others) = [
        schema["$defs"][p["$ref"].rpartition("/")[2]] if "$ref" in p else p for p in parts
    ]
    if part.get("format") == "date":
        return "date"
    kind = part.get("type")
    return _TYPES.get(kind, "string") if isinstance(kind, str) and not others else "string"

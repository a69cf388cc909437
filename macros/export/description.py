"""What describes the published files: JSON Schemas (2020-12) and an OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from macros.export.records import FORMS, LICENCE, SCHEMA_VERSION, Published

_DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def form_of(name: str, *, record: bool = False) -> type[BaseModel]:
    """Return the form of a file: of a whole dataset, or of one of its records."""
    whole, one = FORMS[name]
    published: Any = Published
    form: type[BaseModel] = published[one if record else whole]
    return form


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of every kind of file, by the name of the schema's file."""
    found = {f"{name}.json": form_of(name) for name in FORMS}
    found |= {f"{name}-one.json": form_of(name, record=True) for name in FORMS if FORMS[name][1]}
    return {file: _DIALECT | form.model_json_schema(by_alias=True) for file, form in found.items()}


def openapi() -> dict[str, Any]:
    """Return the description of all files; its addresses begin where it lies itself."""
    kinds = [
        (name, record)
        for name, (_, one) in FORMS.items()
        for record in (False, True)[: 1 + bool(one)]
    ]
    forms = {kind: form_of(kind[0], record=kind[1]) for kind in kinds}
    refs, definitions = models_json_schema(
        [(form, "validation") for form in forms.values()],
        by_alias=True,
        ref_template="#/components/schemas/{model}",
    )
    paths = {
        f"/{name}/{{key}}.json" if record else f"/{name}.json": _path(
            name, record, refs[forms[name, record], "validation"]
        )
        for name, record in kinds
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Where’s My Parcel?",
            "version": SCHEMA_VERSION,
            "summary": "Postal and customs contacts, tracking statuses and number formats.",
            "license": {"name": LICENCE, "identifier": LICENCE},
        },
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {"schemas": definitions["$defs"]},
    }


def _path(name: str, record: bool, schema: dict[str, Any]) -> dict[str, Any]:
    """Return what one address gives, and the key that it takes."""
    said = (FORMS[name][1].__doc__ or "").partition("\n")[0] if record else f"All of {name}."
    answer = {"description": said, "content": {"application/json": {"schema": schema}}}
    about = {"operationId": f"{name}{'-one' if record else ''}", "summary": said}
    operation: dict[str, Any] = about | {"responses": {"200": answer}}
    if record:
        key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
        operation["parameters"] = [key]
    return {"get": operation}

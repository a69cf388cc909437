"""What describes the published files: JSON Schemas (2020-12) and an OpenAPI 3.1 document."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from macros.api.datasets import FORMS, LICENCE, SCHEMA_VERSION, Published

_DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}

_Field = core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField

# Where forms stand in the OpenAPI document.
_PLACE = "#/components/schemas/"


class _Written(GenerateJsonSchema):
    """Describes what is written: a field without a value is left out, any other has its value.

    Fields may be added within a version: whoever checks a file with the schema of an earlier day
    is not stopped by one.
    """

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the form of a record, to which fields may be added."""
        form = super().model_schema(schema)
        form.pop("additionalProperties", None)
        return form

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the form of the value: null is never written."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the form of the value: a reader never has to put another in its place."""
        return self.generate_inner(schema["schema"])

    def field_is_required(self, field: _Field, total: bool) -> bool:
        """Return whether a field is always written."""
        schema = field["schema"]
        return schema["type"] != "default" or schema.get("default") is not None


def form_of(name: str, *, record: bool = False) -> type[BaseModel]:
    """Return the form of a file: of a whole dataset, or of one of its records."""
    published: Any = Published
    form: type[BaseModel] = published[FORMS[name].one if record else FORMS[name].whole]
    return form


def _kinds() -> list[tuple[str, bool]]:
    """Return every kind of file: a dataset's name, and whether it holds one record of it."""
    ones = [(name, True) for name, form in FORMS.items() if form.one]
    return [*((name, False) for name in FORMS), *ones]


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of every kind of file, by the name of the schema's file."""
    return {
        f"{name}{'-one' if record else ''}.json": _DIALECT
        | form_of(name, record=record).model_json_schema(
            by_alias=True, mode="serialization", schema_generator=_Written
        )
        for name, record in _kinds()
    }


@cache
def openapi() -> dict[str, Any]:
    """Return the description of all files; its addresses begin where it lies itself."""
    forms = {kind: form_of(kind[0], record=kind[1]) for kind in _kinds()}
    refs, definitions = models_json_schema(
        [(form, "serialization") for form in forms.values()],
        by_alias=True,
        schema_generator=_Written,
        ref_template=_PLACE + "{model}",
    )
    known = definitions["$defs"]
    # A form of files is called by its title: its own name is no name in most languages.
    titles = {ref["$ref"].removeprefix(_PLACE): form.__name__ for (form, _), ref in refs.items()}
    paths = {
        f"/{name}/{{key}}.json" if record else f"/{name}.json": _path(
            name, record, {"$ref": _PLACE + forms[name, record].__name__}
        )
        for name, record in _kinds()
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
        "components": {"schemas": {titles.get(name, name): form for name, form in known.items()}},
    }


def _path(name: str, record: bool, schema: dict[str, Any]) -> dict[str, Any]:
    """Return what one address gives, and the key that it takes."""
    said = (FORMS[name].one.__doc__ or "").strip() if record else f"All of {name}."
    answer = {"description": said, "content": {"application/json": {"schema": schema}}}
    about = {"operationId": f"{name}{'-one' if record else ''}", "summary": said}
    operation: dict[str, Any] = about | {"responses": {"200": answer}}
    if record:
        key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
        operation["parameters"] = [key]
    return {"get": operation}

"""Files that are made from the model and the data: schemas, editors' settings, forms."""

from __future__ import annotations

import json
from pathlib import Path

from macros import forms
from macros.model import Knowledge, Model, datasets


def generated(root: Path, knowledge: Knowledge) -> dict[str, str]:
    """Return the text of every file of the project at `root` that is made, by path below it.

    It is made from the model and from `knowledge`, which is what the project knows.
    """
    made_forms = forms.form_files(root, knowledge)
    return {**_schemas(), ".vscode/settings.json": _settings(), **made_forms}


def _schemas() -> dict[str, str]:
    """Return a JSON Schema (2020-12) for each dataset, for completion in editors."""
    return {f"data/schema/{name}.json": _schema(kind) for name, (_, kind) in datasets().items()}


def _schema(kind: type[Model]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return _json(dialect | kind.model_json_schema(by_alias=True))


def _settings() -> str:
    """Return the settings that let VS Code complete the fields of every data file."""
    schemas = {f"data/schema/{name}.json": [files] for name, (files, _) in datasets().items()}
    return _json({"yaml.schemas": schemas, "files.eol": "\n", "editor.tabSize": 2})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

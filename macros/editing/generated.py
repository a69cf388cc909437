"""Files that are made from the model and the data: schemas, editors' settings, forms."""

from __future__ import annotations

from pathlib import Path

from macros.editing import issue_forms
from macros.model import Knowledge, Model, datasets
from macros.source import json_text


def generated(root: Path, knowledge: Knowledge) -> dict[str, str]:
    """Return the text of every file of the project at `root` that is made, by path below it.

    It is made from the model and from `knowledge`, which is what the project knows.
    """
    made_forms = issue_forms.form_files(root, knowledge)
    return {**_schemas(), ".vscode/settings.json": _settings(), **made_forms}


def _schemas() -> dict[str, str]:
    """Return a JSON Schema (2020-12) for each dataset, for completion in editors."""
    return {f"data/schema/{name}.json": _schema(kind) for name, (_, kind) in datasets().items()}


def _schema(kind: type[Model]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json_text(dialect | kind.model_json_schema(by_alias=True))


def _settings() -> str:
    """Return the settings that let VS Code complete the fields of every data file."""
    schemas = {f"data/schema/{name}.json": [files] for name, (files, _) in datasets().items()}
    return json_text({"yaml.schemas": schemas, "files.eol": "\n", "editor.tabSize": 2})

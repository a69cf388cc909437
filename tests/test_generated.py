"""Schemas, settings and forms are made from the model and the data."""

from __future__ import annotations

import json
from pathlib import Path

from check_jsonschema.cli import main as check_jsonschema

from macros.editing import generated
from macros.model import Knowledge, datasets

from .projects import ROOT, copy_mini, mini_files

SCHEMAS = ROOT / "data" / "schema"
# Of this dataset the small project has no file.
EXCEPTIONS = (
    "exceptions:\n  - rule: URL-SAFE\n    file: data/facts.yml\n    reason: R.\n"
    "    until: 2027-05-01\n"
)


def test_every_file_that_is_made_from_the_model_is_up_to_date(mini: Knowledge) -> None:
    made = generated.generated(ROOT, mini)
    from_data = {file for file in made if file.startswith(".github/ISSUE_TEMPLATE/")}
    # What else is made of the data, `fix` brings up to date; nothing waits for it.
    assert from_data
    assert {"data/schema/facts.json", ".vscode/settings.json"} <= made.keys() - from_data
    old = [
        file
        for file in made.keys() - from_data
        if not (ROOT / file).is_file() or (ROOT / file).read_text("utf-8") != made[file]
    ]
    assert old == [], "Run: python -m macros fix"


def accepts(schema: str, *files: Path) -> bool:
    """Return whether an editor that reads YAML in its own way takes files for those of a schema."""
    given = ["--schemafile", str(SCHEMAS / f"{schema}.json"), *map(str, files)]
    code: int = check_jsonschema(given, standalone_mode=False)
    return code == 0


def test_the_schema_accepts_every_file_of_its_dataset(tmp_path: Path) -> None:
    folder = copy_mini(tmp_path)
    (folder / "data" / "exceptions.yml").write_text(EXCEPTIONS)
    files = {name: list(folder.glob(pattern)) for name, (pattern, _) in datasets().items()}
    missing = [name for name in files if not files[name]]
    assert missing == [], "Give tests/mini a file of each dataset."
    assert [name for name in files if not accepts(name, *files[name])] == []


def test_the_schema_refuses_a_misspelt_field(tmp_path: Path) -> None:
    text = mini_files()["data/post-offices/es.yml"].decode()
    for name, wording in {"good": text, "bad": text.replace("hours:", "hour:", 1)}.items():
        (tmp_path / f"{name}.yml").write_text(wording, encoding="utf-8")
    assert accepts("post-offices", tmp_path / "good.yml")
    assert not accepts("post-offices", tmp_path / "bad.yml")


def test_every_field_has_a_description() -> None:
    schemas = [json.loads((SCHEMAS / f"{name}.json").read_text("utf-8")) for name in datasets()]
    models = [model for schema in schemas for model in (schema, *schema.get("$defs", {}).values())]
    fields = {
        f"{model['title']}.{field}": about
        for model in models
        for field, about in model.get("properties", {}).items()
    }
    assert fields
    lacking = [field for field, about in fields.items() if not {"description", "$ref"} & {*about}]
    assert lacking == []
    assert [model["title"] for model in models if not model.get("description")] == []


def test_a_schema_that_a_data_file_names_for_editors_exists() -> None:
    begin = "# yaml-language-server: $schema="
    files = [file for pattern, _ in datasets().values() for file in ROOT.glob(pattern)]
    heads = {file: file.read_text("utf-8").partition("\n")[0] for file in files}
    named = {file: head.removeprefix(begin) for file, head in heads.items() if begin in head}
    assert named
    assert [file for file, schema in named.items() if not (file.parent / schema).is_file()] == []
